package model

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"handover/model/dates"
	"handover/model/fold"
)

// lost warns of text in which another system has lost a character.
func (w *warner) lost(v reflect.Value, p *plan, path []segment) {
	if p.shape != line && p.shape != text {
		return
	}
	switch s := v.String(); {
	case strings.ContainsRune(s, 0xFFFD):
		w.on(pathString(path), atValue, "holds U+FFFD, which stands for a character that another system has lost", "look the text up where it came from, and type it anew")
	case strings.ContainsRune(s, 0xFFFC):
		w.on(pathString(path), atValue, "holds U+FFFC, which stands for a picture or object that wasn't copied", "say in words what stood there, or take it out")
	case p.shape == line && inWord.MatchString(s), strings.Contains(s, "??") && within.MatchString(s):
		w.on(pathString(path), atValue, "has a question mark within a word, as where another program has put it for a letter such as ë or ŵ",
			"type it anew; where the record came through a pipe of PowerShell, give the program the file's name instead")
	}
}

// inWord finds question marks within a word or at its end, "Zo??"; a line is
// seldom a question. within finds them between two letters alone.
var (
	inWord = regexp.MustCompile(`\pL\?+\pL|\pL\?{2}|\?{2}\pL`)
	within = regexp.MustCompile(`\pL\?{2,}\pL`)
)

// name warns of a name that a letter can't use, and of two that have one.
func (w *warner) name(id ID, path []segment) {
	at := pathString(path)
	if fault := NameFault(w.rec.NameOf(id)); fault != "" {
		w.on(at, atValue, fault, "no letter that has to name them is made")
	}
	if others := w.namesakes[id]; len(others) > 0 {
		w.on(at, atValue, "is the name of "+joinIDs(others)+" as well", "inside the council their ids tell the two apart; see that the roles or relationships are recorded, and that each letter says who is meant")
	}
}

func joinIDs(ids []ID) string {
	var all []string
	for _, id := range ids {
		all = append(all, string(id))
	}
	return strings.Join(all, ", ")
}

// address warns of what post may not be able to use in an address. names are
// what whoever lives there is called.
func (w *warner) address(a *Address, path []segment, name string) {
	warn := func(field, msg, hint string) {
		w.on(pathString(append(slices.Clone(path), segment{name: field})), atValue, msg, hint)
	}
	if doubt := postcodeDoubt(a.Postcode); doubt != "" {
		warn("postcode", doubt, "GOV.UK Notify refuses it; compare it with a letter from there, or look it up at the Royal Mail")
	}
	for i, l := range a.Lines {
		switch folded := fold.Value(l); {
		case a.Postcode != "" && folded == fold.Value(a.Postcode):
			warn("lines", "the postcode stands among the lines as well", "an envelope has it once, at the end")
		case name != "" && folded == fold.Value(name):
			warn("lines", "a name stands among the lines as well", "an envelope has it once, at the top")
		case i == len(a.Lines)-1 && country(l) != "" && isPostcode(a.Postcode):
			warn("lines", "the last line is a country abroad, and the postcode is a British one", "no letter is posted there: one of the two is wrong")
		}
	}
}

// What is older or further off than this is most likely a slip of the pen.
const (
	oldestChild  = 26 // years; care leavers have a worker until 25
	oldestPerson = 110
	furthest     = 3 // years from the day of asking, for what is arranged
)

func (w *warner) born(field string, on dates.Partial, oldest int, warn func(field, msg, hint string)) {
	if !on.IsZero() && w.asOf.Year-on.Year > oldest {
		warn(field, "would make them older than "+map[int]string{oldestChild: "26", oldestPerson: "110"}[oldest], "see whether the year is right")
	}
}

// anyDay are events that may fall on any day of the week.
var anyDay = []string{"looked_after_from", "placement_from", "ico_granted", "cp_plan_ended", "supervision_order_ends", "placement_order_discharged", "discharged",
	"plo_started", "closed", "moved", "record_changed", "tentative"}

// arranged warns of a day or time that something can hardly have been arranged
// for. at is "" for what may be on any day of the week.
func (w *warner) arranged(on dates.Date, at Time, working bool, warn func(msg, hint string)) {
	if on.IsZero() {
		return
	}
	if at != "" && on.Weekday() == time.Sunday && on.AddDays(7).Month != on.Month && strings.HasPrefix(string(at), "01:") {
		switch on.Month {
		case 3:
			warn("there is no such hour: the clocks go from 01:00 to 02:00 on that night", "see whether the time is right")
		case 10:
			warn("this hour comes twice: the clocks go back from 02:00 to 01:00 on that night", "see whether the time is right")
		}
	}
	if on.Before(w.asOf) {
		return
	}
	if w.asOf.AddMonths(12 * furthest).Before(on) {
		warn("lies more than 3 years ahead", "see whether the year is right")
		return
	}
	if day := on.Weekday(); working && (day == time.Saturday || day == time.Sunday) {
		warn("is a "+day.String(), "see whether the day is right")
	}
}
