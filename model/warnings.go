package model

import (
	"reflect"
	"slices"

	"handover/model/dates"
)

// Warnings are what is doubtful in a decoded record, as things stand on a day,
// and stops nothing: check digits, restrictions whose review has passed, dates
// in an order that can't be, codes that don't hold in that year. They are in
// the file's order.
func (r *Record) Warnings(asOf dates.Date) []Problem {
	w := &warner{findings: &findings{file: r.origin.file, src: r.origin.src, begins: r.origin.begins}, rec: r, asOf: asOf, namesakes: r.Namesakes()}
	visitRecord(r, w.value)
	return w.problems()
}

type warner struct {
	*findings
	rec       *Record
	asOf      dates.Date
	namesakes map[ID][]ID
}

// inOrder are pairs of fields of one object of which the first can't be the
// later one.
var inOrder = [][2]string{
	{"date_of_birth", "died_on"},
	{"from", "to"},
	{"from", "leaving_on"},
	{"from", "expected"},
	{"date", "until"},
	{"made_on", "ends_on"},
	{"decided_on", "ended_on"},
	{"requested", "done"},
	{"requested", "received"},
	{"record_requested", "record_received"},
	{"applied", "received"},
	{"written", "shared"},
	{"started", "completed"},
}

func (w *warner) value(v reflect.Value, p *plan, f *field, path []segment) {
	w.lost(v, p, path)
	if p.shape == momentOf {
		w.events(v, f, path)
	}
	if p.shape != object {
		return
	}
	warn := func(field, msg, hint string) {
		w.on(pathString(append(path, segment{name: field})), atValue, msg, hint)
	}
	for _, pair := range inOrder {
		first, then := p.byName[pair[0]], p.byName[pair[1]]
		if first != nil && then != nil && certainlyAfter(partialOf(v, first), partialOf(v, then)) {
			warn(pair[1], "lies before "+pair[0], "one of the two dates is wrong")
		}
	}
	for _, f := range p.fields {
		if f.table != "" {
			w.codes(v, f, append(path, segment{name: f.name}))
		}
		if x := v.Field(f.index); x.Kind() == reflect.String {
			if wrong := Unreachable(f.name, x.String()); wrong != "" {
				warn(f.name, wrong, "a letter that would show it isn't made; leave it out if it isn't known")
			}
		}
	}
	today := dates.Partial(w.asOf)
	switch x := v.Addr().Interface().(type) {
	case *Child:
		if x.Address != nil {
			w.address(x.Address, append(path, segment{name: "address"}), x.Name())
		}
		w.name(x.ID, append(path, segment{name: nameField(x)}))
		w.born("date_of_birth", dates.Partial(x.DateOfBirth), oldestChild, warn)
		if x.NHSNumber != "" && !validNHS(x.NHSNumber) {
			warn("nhs_number", "not an NHS number: ten digits, of which the last is a check digit", "compare it with the record system's")
		}
		if x.UPN != "" && !validUPN(x.UPN) {
			warn("upn", "not a UPN: a check letter, eleven digits, and a digit or letter", "compare it with the record system's, or write UN1 to UN5")
		}
		if certainlyAfter(dates.Partial(x.DateOfBirth), today) {
			warn("date_of_birth", "lies in the future", "a birth to come is expected_date_of_birth")
		}
		if certainlyAfter(dates.Partial(x.DiedOn), today) {
			warn("died_on", "lies in the future", "")
		}
	case *Person:
		if x.Address != nil {
			w.address(x.Address, append(path, segment{name: "address"}), x.Name)
		}
		w.name(x.ID, append(path, segment{name: "name"}))
		w.born("date_of_birth", x.DateOfBirth, oldestPerson, warn)
		if certainlyAfter(x.DateOfBirth, today) {
			warn("date_of_birth", "lies in the future", "")
		}
		if certainlyAfter(dates.Partial(x.DiedOn), today) {
			warn("died_on", "lies in the future", "")
		}
	case *Household:
		if x.Address != nil {
			w.address(x.Address, append(path, segment{name: "address"}), "")
		}
	case *Relationship:
		if x.ParentalResponsibility == nil && x.MayHaveResponsibility() {
			warn("parental_responsibility", "isn't recorded: has this person parental responsibility for the child?",
				"write true or false; a mother has it by birth, a father by marriage, the birth certificate, an agreement or a court")
		}
		if x.Kin() == KinUnclear {
			warn("is", "can't be told: is it a parent, a carer, somebody else of the family or no family at all?",
				"write one of the usual words, \"mother\", \"birth father\", \"adoptive mother\", \"stepfather\", \"foster carer\", \"aunt\", \"friend\", and what else there is to say in brackets; till then nothing is said to them as to a parent")
		}
	case *Glance:
		w.glance(x, warn)
	case *Order:
		if x.Sort() == OrderUnclear {
			warn("kind", "can't be told: which order of a court is it?", "write what the order is called, as \"Care order\", \"Interim supervision order\", \"Adoption order\"")
		}
	case *Professional:
		if x.Address != nil {
			w.address(x.Address, append(path, segment{name: "address"}), x.Name)
		}
		w.name(x.ID, append(path, segment{name: "name"}))
	case *Authority:
		if x.Address != nil {
			w.address(x.Address, append(path, segment{name: "address"}), x.Name)
		}
	case *Worker:
		w.name(x.ID, append(path, segment{name: "name"}))
	case *Meeting:
		w.arranged(x.Date, x.Time, true, func(msg, hint string) { warn("date", msg, hint) })
	case *KeyDate:
		w.arranged(x.Date, x.Time, false, func(msg, hint string) { warn("date", msg, hint) })
	case *Restriction:
		if x.EndedOn.IsZero() && !x.ReviewOn.IsZero() && x.ReviewOn.Before(w.asOf) {
			warn("review_on", "the review of this restriction has passed; it still holds", "review it; only ended_on lifts it")
		}
	}
}

// nameField is the field in which a child's name stands.
func nameField(c *Child) string {
	switch {
	case !blank(c.FirstName):
		return "first_name"
	case !blank(c.KnownAs):
		return "known_as"
	}
	return "surname"
}

// events warns of the days of events.
func (w *warner) events(v reflect.Value, f *field, path []segment) {
	all := v.Interface().(map[Word]Moment)
	for _, name := range sortedKeys(v) {
		m := all[Word(name)]
		warn := func(msg, hint string) { w.on(pathString(append(path, segment{name: name})), atValue, msg, hint) }
		w.arranged(m.Date, m.Time, !slices.Contains(anyDay, name), warn)
		if agreed := all["agreed"].Date; name == "transfer" && f.events == "transfer" && m.Date.Before(agreed) && !m.Date.IsZero() {
			warn("lies before agreed", "one of the two dates is wrong")
		}
	}
}

// codes warns of codes that don't hold on their day: the day of asking, or, of
// a placement that has ended, its last.
func (w *warner) codes(v reflect.Value, f *field, path []segment) {
	on := w.asOf
	if x, ok := v.Addr().Interface().(*PreviousPlacement); ok && !x.To.IsZero() {
		on = x.To
	}
	visit(v.Field(f.index), f.plan, f, path, func(v reflect.Value, p *plan, f *field, path []segment) {
		if p.shape != code {
			return
		}
		if row, ok := codeRowOf(f.table, Code(v.String())); ok && !row.validOn(on) {
			w.on(pathString(path), atValue, string(row.code)+" is a code of the collections "+row.years(), "")
		}
	})
}

// partialOf is the date that a field holds; none for a field of another kind.
func partialOf(v reflect.Value, f *field) dates.Partial {
	switch d := v.Field(f.index).Interface().(type) {
	case dates.Date:
		return dates.Partial(d)
	case dates.Partial:
		return d
	}
	return dates.Partial{}
}

// certainlyAfter says that a is later than b, whatever the parts may be that
// aren't known.
func certainlyAfter(a, b dates.Partial) bool {
	switch {
	case a.IsZero(), b.IsZero():
		return false
	case a.Year != b.Year:
		return a.Year > b.Year
	case a.Month == 0, b.Month == 0:
		return false
	case a.Month != b.Month:
		return a.Month > b.Month
	}
	return a.Day != 0 && b.Day != 0 && a.Day > b.Day
}
