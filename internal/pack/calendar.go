package pack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/fold"
	"handover/render"
	"handover/render/calendar"
)

// ICS is the format of a calendar: no document is written in it.
const ICS render.Format = "ics"

// calendarType is that of a calendar that goes with an e-mail.
const calendarType = "text/calendar; method=PUBLISH"

// calendarFor is the calendar that goes to the receiving worker and the receiving
// manager with the notification of a transfer; nil for anybody else, and where no
// date lies ahead. It has the reference, initials, and no name (LIN-10).
func (c *chooser) calendarFor(to model.ID) ([]byte, error) {
	t := c.rec.Transfer
	if t == nil || to == "" || to != t.ReceivingWorker && to != t.ReceivingManager {
		return nil, nil
	}
	events := slices.Concat(c.transferDates(t), c.childDates(), c.meetings(), c.keyDates(), c.deadlines())
	events = slices.DeleteFunc(events, func(e calendar.Event) bool { return e.Day < c.opt.AsOf.String() })
	if len(events) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(events, func(a, b calendar.Event) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Clock, b.Clock)) })
	events = atOnce(events)
	for i := range events {
		e := &events[i]
		e.Key = c.rec.Reference + "\x00" + e.Key
	}
	return calendar.Write(calendar.Calendar{Name: c.rec.Reference, Stamp: c.opt.AsOf.String(), Events: events})
}

// atOnce makes one event of those at one time about the same children: a record
// has a visit among the dates of the transfer, and again among its meetings.
func atOnce(events []calendar.Event) []calendar.Event {
	var out []calendar.Event
	for _, e := range events {
		about, what, _ := strings.Cut(e.What, "): ")
		i := slices.IndexFunc(out, func(o calendar.Event) bool {
			return o.Day == e.Day && o.Clock == e.Clock && strings.HasPrefix(o.What, about+"): ")
		})
		if i < 0 {
			out = append(out, e)
			continue
		}
		o := &out[i]
		_, all, _ := strings.Cut(o.What, "): ")
		if !slices.ContainsFunc(strings.Split(all, "; "), func(s string) bool { return fold.Value(s) == fold.Value(what) }) {
			o.What += "; " + what
		}
		o.Where = cmp.Or(o.Where, e.Where)
		o.Notes = strings.TrimPrefix(o.Notes+"\n"+e.Notes, "\n")
		o.Notes = strings.TrimSuffix(o.Notes, "\n")
	}
	return out
}

// about is what an event's line begins with: the reference and the initials of
// the children whom it is about, all of the case's if none is named.
func (c *chooser) about(children ...model.ID) string {
	var out []string
	for i := range c.rec.Children {
		if child := &c.rec.Children[i]; len(children) == 0 || slices.Contains(children, child.ID) {
			out = append(out, cmp.Or(initialsOf(child), string(child.ID)))
		}
	}
	return c.rec.Reference + " (" + strings.Join(out, ", ") + "): "
}

func initialsOf(c *model.Child) string {
	var out strings.Builder
	for _, word := range strings.Fields(c.FirstName + " " + c.Surname) {
		r, _ := utf8.DecodeRuneInString(word)
		out.WriteRune(r)
	}
	return out.String()
}

func (c *chooser) transferDates(t *model.Transfer) []calendar.Event {
	var out []calendar.Event
	for name, at := range t.Dates {
		out = append(out, calendar.Event{Key: "transfer " + string(name), Day: at.Date.String(), Clock: string(at.Time), What: c.about() + c.set.Protocol.EventLabel(string(name))})
	}
	slices.SortFunc(out, func(a, b calendar.Event) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

func (c *chooser) childDates() []calendar.Event {
	var out []calendar.Event
	for i := range c.rec.Children {
		child := &c.rec.Children[i]
		for name, at := range child.Dates {
			out = append(out, calendar.Event{Key: string(child.ID) + " " + string(name), Day: at.Date.String(), Clock: string(at.Time),
				What: c.about(child.ID) + c.set.Protocol.EventLabel(string(name))})
		}
	}
	slices.SortFunc(out, func(a, b calendar.Event) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

func (c *chooser) meetings() []calendar.Event {
	var out []calendar.Event
	seen := map[string]int{}
	for _, m := range c.rec.Meetings {
		if m.Date.IsZero() {
			continue
		}
		key := cmp.Or(string(m.ID), m.Kind)
		seen[key]++
		out = append(out, calendar.Event{Key: fmt.Sprint("meeting ", key, " ", seen[key]), Day: m.Date.String(), Clock: string(m.Time),
			What: c.about(m.Children...) + c.unnamed(m.Kind, "a meeting: see the record"), Where: c.unnamed(m.Venue, "")})
	}
	return out
}

func (c *chooser) keyDates() []calendar.Event {
	var out []calendar.Event
	seen := map[string]int{}
	for _, k := range c.rec.KeyDates {
		seen[k.What]++
		out = append(out, calendar.Event{Key: fmt.Sprint("key date ", k.What, " ", seen[k.What]), Day: k.Date.String(), Clock: string(k.Time),
			What: c.about() + c.unnamed(k.What, "a key date: see the record"), Where: c.unnamed(k.Where, "")})
	}
	return out
}

// deadlines are those that are open, by the last day that keeps them.
func (c *chooser) deadlines() []calendar.Event {
	var out []calendar.Event
	for _, d := range c.Readiness.Deadlines {
		if d.State != protocol.DueThen || d.By.IsZero() || !d.Measured.IsZero() {
			continue
		}
		var of []model.ID
		if d.Child != "" {
			of = []model.ID{d.Child}
		}
		out = append(out, calendar.Event{Key: "deadline " + d.ID + " " + string(d.Child), Day: d.By.String(), What: c.about(of...) + "last day for: " + d.Label, Notes: d.Rule})
	}
	return out
}

// unnamed is free text of the record that names nobody of the family; otherwise
// what stands for it.
func (c *chooser) unnamed(text, instead string) string {
	said := fold.Words(text)
	for _, name := range c.names() {
		for _, w := range fold.Words(name) {
			if len(w) > 1 && slices.Contains(said, w) {
				return instead
			}
		}
	}
	return text
}

func (c *chooser) names() []string {
	var out []string
	for i := range c.rec.Children {
		x := &c.rec.Children[i]
		out = append(out, x.FirstName, x.MiddleNames, x.Surname, x.KnownAs, x.LatinName)
		for _, p := range x.PreviousNames {
			out = append(out, p.Name)
		}
	}
	for i := range c.rec.People {
		out = append(out, c.rec.People[i].Name)
	}
	return out
}

// dated notes what goes with a notification: the reader's calendar.
func (x *Planned) dated(b []byte) {
	if b == nil {
		return
	}
	x.calendar = b
	x.sent.Files = append(x.sent.Files, render.Attachment{Name: "dates.ics", Type: calendarType, Bytes: b})
}
