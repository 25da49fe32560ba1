package tracker

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handover/internal/disclosure"
	"handover/model"
)

// shows is the second line: it searches what a finished line shows as somebody
// typed it in, from the record alone, for what the paper may not show, whatever
// view and columns let through. It returns the record's field, or "" if there
// is nothing.
func (r *Register) shows(rec *model.Record, l *line, typed []string) string {
	text := strings.Join(typed, "\n")
	for _, h := range disclosure.Meeting(rec, r.opt.Names, r.opt.AsOf).Find(disclosure.Content{Body: text}) {
		switch h.What {
		case "date_of_birth", "previous_name", "other_child", "reference", "court_case_number": // the paper's own, or looked for below
		default:
			return h.Path
		}
	}
	if l.kind == anonymous {
		holds := func(s string) bool {
			s = squeeze(s)
			return len(s) > 3 && strings.Contains(squeeze(text), s)
		}
		if holds(rec.Reference) {
			return "reference"
		}
		for i := range rec.Children {
			if holds(rec.Children[i].Number) {
				return rec.PathOf(&rec.Children[i].Number)
			}
		}
	}
	if r.opt.Names && l.kind != anonymous {
		return ""
	}
	return named(rec, text)
}

// vocabulary is the words that fields have in them which nobody typed in.
const vocabulary = "child in need protection looked after care leaver early help from to none unborn expected day days week weeks month months year years at " +
	"january february march april may june july august september october november december"

// named is the field of whoever of the family a text names. Words that the
// program or the council's own people and teams are called by are no find.
func named(rec *model.Record, text string) string {
	ours := map[string]bool{}
	own := func(text string) {
		for _, w := range words(text) {
			ours[w] = true
		}
	}
	own(vocabulary)
	for i := range rec.Workers {
		own(rec.Workers[i].Name)
	}
	for i := range rec.Teams {
		own(rec.Teams[i].Name)
	}
	for i := range rec.Children {
		for _, code := range rec.Children[i].Disabilities {
			says, _ := model.Describe("disability", code)
			own(string(code) + " " + says)
		}
	}
	said := map[string]bool{}
	for _, w := range words(text) {
		said[w] = true
	}
	names := func(values ...string) bool {
		for _, v := range values {
			for _, w := range words(v) {
				if len([]rune(w)) > 2 && said[w] && !ours[w] {
					return true
				}
			}
		}
		return false
	}
	for i := range rec.Children {
		c := &rec.Children[i]
		if names(c.FirstName, c.Surname, c.KnownAs) {
			return rec.PathOf(c)
		}
	}
	for i := range rec.People {
		if names(rec.People[i].Name) {
			return rec.PathOf(&rec.People[i].Name)
		}
	}
	return ""
}

// words are a text's words, without case and accents.
func words(s string) []string {
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func squeeze(s string) string { return strings.Join(words(s), "") }
