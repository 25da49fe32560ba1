package imports

import (
	"cmp"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// source is what the chronology says of where an entry comes from.
func (t table) source() string { return "record system, table " + strings.TrimPrefix(t.name, "ssd_") }

// entry is an entry of the chronology that is being made.
type entry struct {
	model.Event
	r *row
}

// chronology makes an entry of each row that tells of something with a day.
func (b *builder) chronology() {
	var all []entry
	for _, s := range b.in.specs {
		for _, c := range b.children {
			for _, r := range c.rows[s.name] {
				switch {
				case s.event != "":
					all = append(all, c.entry(r)...)
				case s.name == "ssd_permanence", s.name == "ssd_pre_proceedings":
					all = append(all, c.entries(r)...)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y entry) int { return dates.Date(x.Date).Compare(dates.Date(y.Date)) })
	for _, e := range all {
		b.rec.Chronology = append(b.rec.Chronology, e.Event)
		b.added("chronology", e.r, e.Event)
	}
}

// entry is what one row tells. Without a day there is no entry.
func (c *childRows) entry(r *row) []entry {
	e := entry{model.Event{Source: r.t.source(), Children: []model.ID{c.short}}, r}
	if sensitive(r.t.name) {
		e.Handling = "internal"
	}
	said := r.t.event
	var due dates.Date
	for _, col := range r.t.columns {
		switch col.kind {
		case isFrom:
			e.Date = dates.Partial(r.day(col.name))
		case isUntil:
			e.Until = dates.Partial(r.day(col.name))
		case isDue:
			due = r.day(col.name)
		}
	}
	switch {
	case e.Date == dates.Partial{} && !due.IsZero():
		e.Date = dates.Partial(due)
		said += ", due; no day is recorded on which it was held"
	case e.Date == dates.Partial{}:
		c.noDay(r)
		return nil
	}
	if e.Until != (dates.Partial{}) && dates.Date(e.Until).Before(dates.Date(e.Date)) {
		for _, col := range r.t.columns {
			if col.kind == isUntil {
				r.fault(
					col.name,
					"lies before the day on which it began",
					"the end isn't in the record; it counts as ended",
				)
			}
		}
		e.Until = dates.Partial{}
	}
	var parts []string
	for _, col := range r.t.columns {
		if col.say == "" && col.kind != isJSON {
			continue
		}
		if col.kind == isDue && dates.Date(e.Date) == due {
			continue
		}
		if v := c.said(r, col); v != "" {
			parts = append(parts, v)
		}
	}
	parts = append(parts, c.factors(r)...)
	if len(parts) > 0 {
		said += ": " + strings.Join(parts, "; ")
	}
	e.Event.Event = model.Text(said)
	return []entry{e}
}

// sensitive are the tables whose entries are for the council alone.
func sensitive(table string) bool {
	return slices.Contains(
		[]string{"ssd_contacts", "ssd_cin_episodes", "ssd_cla_convictions", "ssd_cla_substance_misuse"},
		table,
	)
}

// noDay says of a row without a day that it gives no entry.
func (c *childRows) noDay(r *row) {
	for _, col := range r.t.columns {
		if (col.say != "" || col.kind == isUntil) && r.raw(col.name) != "" && r.taken&(1<<r.t.index[col.name]) == 0 {
			r.cannot(col.name, "the row has no day that can be read, and an entry of the chronology needs one")
		}
	}
}

// said is what an entry says of a column: "child seen: yes".
func (c *childRows) said(r *row, col column) string {
	v := ""
	switch col.kind {
	case isFlag:
		if yes := r.flag(col.name); yes != nil {
			v = map[bool]string{true: "yes", false: "no"}[*yes]
		}
	case isCode:
		v = r.words(col.name, col.codes)
	case isJSON:
		v = strings.Join(r.flagged(col.name), ", ")
	case isWorker:
		v = c.b.named(r, col.name, "ssd_professionals", "prof_professional_name")
	case isTeam:
		v = c.b.named(r, col.name, "ssd_department", "dept_team_name")
	case isDay, isDue, isFrom, isUntil:
		v = r.day(col.name).Long()
	default:
		v = r.text(col.name, false)
	}
	if v == "" {
		return ""
	}
	return col.say + " " + v
}

// factors are what an assessment found, which stands in a table of its own.
func (c *childRows) factors(r *row) []string {
	if r.t.name != "ssd_cin_assessments" {
		return nil
	}
	var all []string
	for _, f := range c.rows["ssd_assessment_factors"] {
		if f.raw("cinf_assessment_id") != r.raw("cina_assessment_id") {
			continue
		}
		for _, code := range f.flagged("cinf_assessment_factors_json") {
			said := strings.ToUpper(code)
			i := slices.IndexFunc(ssdCodes()["factors"], func(x codeText) bool { return x.code == said })
			if i >= 0 {
				said = ssdCodes()["factors"][i].means + " (" + said + ")"
			}
			all = append(all, said)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return []string{"factors found: " + strings.Join(all, ", ")}
}

// entries are what a row tells that has a day for each thing.
func (c *childRows) entries(r *row) []entry {
	var all []entry
	for _, col := range r.t.columns {
		if col.kind != isDay || col.say == "" {
			continue
		}
		d := r.day(col.name)
		if d.IsZero() {
			continue
		}
		said := col.say
		if col.name == "perm_decision_reversed_date" {
			if why := r.words("perm_decision_reversed_reason", "reversal"); why != "" {
				said += ": " + why
			}
		}
		all = append(
			all,
			entry{
				model.Event{
					Date:     dates.Partial(d),
					Event:    model.Text(said),
					Source:   r.t.source(),
					Children: []model.ID{c.short},
				},
				r,
			},
		)
	}
	slices.SortStableFunc(
		all,
		func(x, y entry) int { return cmp.Compare(dates.Date(x.Date).String(), dates.Date(y.Date).String()) },
	)
	return all
}
