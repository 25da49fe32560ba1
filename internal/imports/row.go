package imports

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"handover/model"
	"handover/model/dates"
)

// row is a row of a case that is being made. What isn't taken of it is left
// out, with the reason.
type row struct {
	b     *builder
	t     *spec
	line  int
	cells []string // by the dataset's columns, then the source's others
	taken uint64
	why   map[int]string // why a value could not be taken
}

// raw is a value, untaken.
func (r *row) raw(column string) string {
	i, known := r.t.index[column]
	if !known || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

func (r *row) take(column string) {
	i := r.t.index[column]
	if r.cells[i] != "" && r.taken&(1<<i) == 0 && r.t.columns[i].kind != isKey && r.t.columns[i].kind != isChild {
		r.b.c.Taken++
	}
	r.taken |= 1 << i
}

// cannot says why a value isn't taken.
func (r *row) cannot(column, why string) {
	if r.why == nil {
		r.why = map[int]string{}
	}
	r.why[r.t.index[column]] = why
	r.taken &^= 1 << r.t.index[column]
}

// cannotAny says why nothing of the row is taken.
func (r *row) cannotAny(why string) {
	for i, c := range r.t.columns {
		if c.kind != isChild && c.kind != isKey && c.kind != isLink && r.cells[i] != "" {
			r.cannot(c.name, why)
		}
	}
}

// fault is cannot, and tells of it: the export is wrong.
func (r *row) fault(column, msg, hint string) {
	r.cannot(column, msg)
	r.b.in.rep.fault(inTable(r.t.place(), r.line, column, msg, hint))
}

// id is what the system knows the row by.
func (r *row) id() string {
	id := ""
	if r.t.child >= 0 {
		id = r.cells[r.t.child]
	}
	if r.t.key >= 0 && r.cells[r.t.key] != "" {
		id = r.cells[r.t.key]
	}
	if held, fault := model.HeldText(id, false); fault == "" {
		return held
	}
	return fmt.Sprintf("in line %d", r.line) // the id has a character that no record holds
}

// from says where a value came from: "ssd_person.pers_surname".
func (r *row) from(column string) string { return r.t.name + "." + column }

// text takes a text of one line, or free text.
func (r *row) text(column string, free bool) string {
	s := r.raw(column)
	if !free {
		s = strings.Join(strings.Fields(s), " ")
	}
	if s == "" {
		return ""
	}
	s, fault := model.HeldText(s, free)
	if fault != "" {
		r.fault(column, "the record can't hold it: "+fault, "")
		return ""
	}
	r.take(column)
	return s
}

// day takes a day. The time of day that stands beside one is left out.
func (r *row) day(column string) dates.Date {
	s := r.raw(column)
	if s == "" {
		return dates.Date{}
	}
	d, clock, what := readDay(s, r.t.order(r.t.index[column]))
	switch {
	case what == noDay: // it says so, and so does the record
		r.taken |= 1 << r.t.index[column]
		return dates.Date{}
	case what != "":
		r.fault(column, what, "write it YYYY-MM-DD")
		return dates.Date{}
	}
	r.take(column)
	if clock != "" {
		r.b.leave(r, column, clock, "the time of day, which the record has no place for")
	}
	return d
}

// ended says whether something has ended: also on a day that can't be read.
func (r *row) ended(column string) bool {
	s := r.raw(column)
	if s == "" {
		return false
	}
	d, _, what := readDay(s, r.t.order(r.t.index[column]))
	return what != noDay && (what != "" || d.Before(r.b.in.opt.AsOf))
}

// begun says whether something has begun, which it has where nobody says when.
func (r *row) begun(column string) bool {
	d, _, what := readDay(r.raw(column), r.t.order(r.t.index[column]))
	return what != "" || d.IsZero() || !d.After(r.b.in.opt.AsOf)
}

// flag takes a yes or no.
func (r *row) flag(column string) *bool {
	s := r.raw(column)
	if s == "" {
		return nil
	}
	yes, known := yesOrNo(s)
	if !known {
		r.cannot(column, "neither yes nor no")
		return nil
	}
	r.take(column)
	return &yes
}

func yesOrNo(s string) (yes, known bool) {
	switch strings.ToLower(s) {
	case "y", "yes", "1", "true", "t":
		return true, true
	case "n", "no", "0", "false", "f":
		return false, true
	}
	return false, false
}

// code takes a code of a table of the record's, or what it means.
func (r *row) code(column, table string) model.Code {
	s := r.raw(column)
	if s == "" {
		return ""
	}
	if table == "sex" {
		s = map[string]string{"1": "M", "2": "F"}[s] + strings.Trim(s, "12")
	}
	c, ok := model.CodeOf(table, s)
	if !ok {
		r.fault(
			column,
			"no code of the table "+table+", of this year or another",
			"what the code is called now has to be typed in",
		)
		return ""
	}
	r.take(column)
	return c
}

// words is what a code means, with the code: "Neglect (NEG)".
func (r *row) words(column, table string) string {
	s := r.raw(column)
	if s == "" {
		return ""
	}
	for _, c := range ssdCodes()[table] {
		if c.code == s || strings.EqualFold(c.means, s) {
			r.take(column)
			return fmt.Sprintf("%s (%s)", c.means, c.code)
		}
	}
	if c, ok := model.CodeOf(table, s); ok {
		r.take(column)
		means, _ := model.Describe(table, c)
		return fmt.Sprintf("%s (%s)", means, c)
	}
	return r.text(column, false) // a code of another year stays as it stands
}

// flagged are the keys of an object of flags that are set, in the file's order,
// in words. what else the object says follows.
func (r *row) flagged(column string) []string {
	s := r.raw(column)
	if s == "" {
		return nil
	}
	var list []string
	if json.Unmarshal([]byte(s), &list) == nil {
		r.take(column)
		return list
	}
	dec := json.NewDecoder(strings.NewReader(s))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		r.cannot(column, "not the JSON that the dataset has there")
		return nil
	}
	var all []string
	for dec.More() {
		key, err := dec.Token()
		var value any
		if err == nil {
			err = dec.Decode(&value)
		}
		if err != nil {
			r.cannot(column, "not the JSON that the dataset has there")
			return nil
		}
		said := strings.TrimSpace(fmt.Sprint(value))
		name := fmt.Sprint(key)
		yes, known := yesOrNo(said)
		switch {
		case value == nil || empty(said) || known && !yes && !strings.HasPrefix(name, "TOTAL"):
		case known && yes && !strings.HasPrefix(name, "TOTAL"):
			all = append(all, flagName(name))
		default:
			all = append(all, flagName(name)+" "+strings.Join(strings.Fields(said), " "))
		}
	}
	for i, said := range all {
		held, fault := model.HeldText(said, false)
		if fault != "" {
			r.fault(column, "the record can't hold it: "+fault, "")
			return nil
		}
		all[i] = held
	}
	r.take(column)
	return all
}

// flagName is a flag's name in words: "strategy discussion".
func flagName(key string) string {
	if name, known := flagNames()[key]; known {
		return name
	}
	return strings.ToLower(strings.ReplaceAll(strings.TrimSuffix(key, "_FLAG"), "_", " "))
}

// flagNames are the names that their key doesn't say (ADCS, Annex A; the
// dataset's own).
var flagNames = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"NFA_FLAG": "no further action", "CP_FLAG": "child protection plan", "CLA_REQUEST_FLAG": "request to look after the child",
		"PROV_OF_SERVICES_FLAG": "provision of services", "PROV_OF_SB_CARE_FLAG": "provision of short-break care",
		"CP_CONFERENCE_FLAG": "child protection conference", "CP_TRANSFER_IN_FLAG": "child protection plan transferred in",
		"CP_ENQUIRY_FLAG": "child protection enquiry", "OLA_CP_FLAG": "child protection plan of another authority",
		"NFA_S47_END_FLAG": "no further action, section 47 ended", "NFA_CONTINUE_SINGLE_FLAG": "no further action, assessment goes on",
		"TOTAL_NO_OF_OUTCOMES": "outcomes in all:", "COMMENTS": "comments:", "OUTCOME_COMMENTS": "comments:",
		"REMAINSUP": "Remain with the family, with support", "RETURN1M": "Return to the family within one month",
		"RETURN6M": "Return to the family within six months", "RETURNEV": "Eventual return to the family",
		"LTRELFR": "Long-term placement with relatives or friends", "LTFOST18": "Long-term fostering to 18",
		"RESPLMT": "Residential placement to 18", "SUPPLIV": "Supported living in the community",
		"ADOPTION": "Adoption", "OTHERPLN": "Another plan",
	}
})
