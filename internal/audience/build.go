package audience

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

// builder makes facts out of a record's fields: the words to show, and where
// they come from.
type builder struct {
	rec   *model.Record
	proto *protocol.Protocol
	asOf  dates.Date
	about *model.Child // whom the document is about; nil: the whole case
	to    protocol.GrantReader

	shield *restriction.Shield // what the reader may not know; nil: no restriction binds them

	spoken bool // days ahead have their weekday and times are as people say them: the reader is outside

	namesakes map[model.ID][]model.ID // who shares a name; nil for a reader outside, who knows no ids
}

// fact is a line of the record, nil where the reader may not know it.
func (b *builder) fact(text, path string) *Fact {
	if b.shield.Hides(path) {
		return nil
	}
	return fact(text, path)
}

// day is a date of the record, nil where the reader may not know it.
func (b *builder) day(d dates.Date, path string) *Fact {
	if b.shield.Hides(path) {
		return nil
	}
	f := longDate(d, path)
	if f != nil {
		f.text = b.long(d, path)
	}
	return f
}

// long is a day as the reader is told it. A day ahead has its weekday outside, by
// which a wrong one is seen; one that nobody can choose has none.
func (b *builder) long(d dates.Date, path string) string {
	if !b.spoken || d.Before(b.asOf) || strings.HasSuffix(path, "expected_date_of_birth") {
		return d.Long()
	}
	return d.Weekday().String() + " " + d.Long()
}

// clock is a time as the reader is told it: "16:00", and outside "4 pm".
func (b *builder) clock(t model.Time) string {
	hour, minute, ok := strings.Cut(string(t), ":")
	h, err := strconv.Atoi(hour)
	if !b.spoken || !ok || err != nil {
		return string(t)
	}
	switch {
	case h == 12 && minute == "00":
		return "12 noon"
	case h == 0 && minute == "00":
		return "midnight"
	}
	half := " am"
	if h >= 12 {
		half = " pm"
	}
	h = (h+11)%12 + 1
	if minute == "00" {
		return strconv.Itoa(h) + half
	}
	return strconv.Itoa(h) + "." + minute + half
}

func (b *builder) line(p *string) *Fact {
	if *p == "" {
		return nil
	}
	return b.fact(*p, b.rec.PathOf(p))
}

func (b *builder) text(p *model.Text) *Narrative {
	if *p == "" || b.shield.Hides(b.rec.PathOf(p)) {
		return nil
	}
	return &Narrative{string(*p), b.rec.PathOf(p)}
}

func (b *builder) date(p *dates.Date) *Fact {
	if p.IsZero() {
		return nil
	}
	return b.day(*p, b.rec.PathOf(p))
}

func (b *builder) partial(p *dates.Partial) *Fact {
	if p.IsZero() {
		return nil
	}
	return fact(p.Long(), b.rec.PathOf(p))
}

func (b *builder) time(p *model.Time) *Fact { return b.fact(b.clock(*p), b.rec.PathOf(p)) }

func (b *builder) moment(m *model.Moment, path string) *Fact {
	if m.Date.IsZero() {
		return nil
	}
	if m.Time == "" {
		return b.day(m.Date, path)
	}
	f := b.fact(b.long(m.Date, path)+" at "+b.clock(m.Time), path)
	if f != nil {
		f.day, f.hour = m.Date, string(m.Time)
	}
	return f
}

// code is a national code with its description: "C1 Interim care order".
func (b *builder) code(table string, p *model.Code) *Fact {
	if *p == "" {
		return nil
	}
	s := string(*p)
	if d, ok := model.Describe(table, *p); ok {
		s += " " + d
	}
	return &Fact{text: s, path: b.rec.PathOf(p), code: string(*p)}
}

// word is one of a closed list, in words: "between_teams" is "Between teams".
func (b *builder) word(p *model.Word) *Fact {
	if *p == "" {
		return nil
	}
	return &Fact{text: words(string(*p)), path: b.rec.PathOf(p), code: string(*p)}
}

func words(s string) string { return capital(strings.Join(inCapitals(strings.Split(s, "_")), " ")) }

// capital begins with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func (b *builder) bool(p **bool) *Fact { return yesNo(*p, b.rec.PathOf(p)) }

func (b *builder) int(p **int) *Fact {
	if *p == nil {
		return nil
	}
	return fact(strconv.Itoa(**p), b.rec.PathOf(p))
}

// who is the name of whoever has the id.
func (b *builder) who(p *model.ID) *Fact {
	if *p == "" || b.shield.Hides(b.rec.PathOf(p)) {
		return nil
	}
	return &Fact{text: b.called(*p), path: b.rec.PathOf(p), code: string(*p)}
}

// called is somebody's name, inside the council with what tells two of one name
// apart. A surname alone would not say that it is a baby's who isn't born and
// has no other name yet.
func (b *builder) called(id model.ID) string {
	if len(b.namesakes[id]) == 0 {
		return b.nameOf(id)
	}
	which := string(id)
	if p := b.rec.Person(id); p != nil && len(p.Relationship) > 0 {
		which = p.Relationship[0].Is + ", " + which
	}
	return b.nameOf(id) + " (" + which + ")"
}

func (b *builder) nameOf(id model.ID) string {
	if c := b.rec.Child(id); c != nil && c.FirstName == "" && c.KnownAs == "" && c.Unborn(b.asOf) {
		return strings.TrimSpace("Unborn baby " + c.Surname)
	}
	return b.rec.NameOf(id)
}

// whoAll is the names of a list of ids; an empty list is "None".
func (b *builder) whoAll(p *[]model.ID) *Fact {
	var names []string
	for _, id := range *p {
		names = append(names, b.called(id))
	}
	return joined(names, *p == nil, b.rec.PathOf(p))
}

// children is the names of the children that something concerns, but nothing
// where that is the document's own child alone, or all children.
func (b *builder) children(p *[]model.ID) *Fact {
	if len(*p) == 0 || b.about != nil && len(*p) == 1 && (*p)[0] == b.about.ID {
		return nil
	}
	return b.whoAll(p)
}

// childOf is the child that something concerns, but nothing where that is the
// document's own.
func (b *builder) childOf(p *model.ID) *Fact {
	if b.about != nil && *p == b.about.ID {
		return nil
	}
	return b.who(p)
}

// joined is several short values as one fact.
func joined(values []string, notRecorded bool, path string) *Fact {
	switch {
	case notRecorded:
		return nil
	case len(values) == 0:
		return fact("None", path)
	default:
		return fact(strings.Join(values, "; "), path)
	}
}

// address is an address on one line.
func (b *builder) address(a *model.Address, path string) *Fact {
	if a == nil {
		return nil
	}
	parts := append([]string{}, a.Lines...)
	if a.Postcode != "" {
		parts = append(parts, a.Postcode)
	}
	return fact(strings.Join(parts, ", "), path)
}

// addressInFull is an address on one line with what else the record has of it:
// since when, till when, when it was confirmed, and who may know it.
func (b *builder) addressInFull(a *model.Address, path string) *Fact {
	f := b.address(a, path)
	if f == nil {
		return nil
	}
	for _, x := range []struct {
		what string
		is   *Fact
	}{
		{"from", b.date(&a.From)}, {"to", b.date(&a.To)}, {"confirmed on", b.date(&a.ConfirmedOn)},
		{"confidential:", b.bool(&a.Confidential)}, {"known to", b.whoAll(&a.KnownTo)},
	} {
		if x.is != nil {
			f.text += "; " + x.what + " " + x.is.text
		}
	}
	return f
}

// at is the place of a struct, or, where the record has none, where it would stand.
func (b *builder) at(ptr any, otherwise string) At {
	if p := b.rec.PathOf(ptr); p != "" {
		return At{p}
	}
	return At{otherwise}
}

// all makes a view of each of a list that concerns the child; nil stays nil and
// empty stays empty, since they are different things on paper.
func all[T, V any](list []T, keep func(*T) bool, view func(*T) V) []V {
	if list == nil {
		return nil
	}
	out := []V{}
	for i := range list {
		if keep == nil || keep(&list[i]) {
			out = append(out, view(&list[i]))
		}
	}
	return out
}
