package imports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// builder makes the record of one case.
type builder struct {
	in       *intake
	c        *Case
	rec      *model.Record
	children []*childRows
	mothers  map[string]*motherRows // by the system's id
	staff    map[string]model.ID    // rows of workers and teams that the record has, by table and id
	used     map[string]*row        // those rows
	imported []model.Imported       // Mark is still to come where a path leads to the value
}

// childRows are a child's rows, by table, in the order of their days.
type childRows struct {
	id    string
	at    int // among rec.Children; those move in memory
	rows  map[string][]*row
	b     *builder
	short model.ID
}

type motherRows struct{ person, address []*row }

func (c *childRows) child() *model.Child { return &c.b.rec.Children[c.at] }

// path is where a field of the child stands.
func (c *childRows) path(field string) string { return "children[" + string(c.short) + "]." + field }

func (in *intake) build(s *seed, kept []stored) (*Case, error) {
	b := &builder{
		in:      in,
		c:       &Case{Children: s.children, Reference: s.children[0]},
		mothers: map[string]*motherRows{},
		staff:   map[string]model.ID{},
		used:    map[string]*row{},
	}
	b.rec = &model.Record{Schema: model.SchemaName, Protocol: in.opt.Protocol, Reference: b.c.Reference}
	b.c.Record = b.rec
	for i, id := range s.children {
		short := model.ID(fmt.Sprintf("C%d", i+1))
		b.rec.Children = append(b.rec.Children, model.Child{ID: short, Number: id})
		b.children = append(b.children, &childRows{id: id, at: i, rows: map[string][]*row{}, b: b, short: short})
	}
	all := b.sorted(kept)
	for _, c := range b.children {
		if err := c.person(); err != nil {
			return nil, err
		}
	}
	for _, c := range b.children {
		for _, step := range []func(){c.identifiers, c.mother, c.worker, c.disabilities, c.immigration, c.need, c.plans, c.care, c.health, c.leaving, c.permanence, c.preProceedings, c.voice, c.seen, c.assessments} {
			step()
		}
	}
	for _, c := range b.children {
		c.address()
	}
	b.chronology()
	b.transfer(s.transfer)
	b.leftOver(all)
	b.marks()
	var err error
	if b.c.JSON, err = model.Encode(b.rec); err != nil {
		return nil, err
	}
	if _, err := model.Decode("record", b.c.JSON, model.Options{}); err != nil {
		return nil, fmt.Errorf("its record would break the rules of docs/record.md: %w", err)
	}
	slices.SortStableFunc(b.c.LeftOut, func(x, y LeftOut) int {
		return cmp.Or(cmp.Compare(x.Table, y.Table), cmp.Compare(x.Line, y.Line))
	})
	return b.c, nil
}

// sorted gives each row to its child. A row that stands twice is taken once.
func (b *builder) sorted(kept []stored) []*row {
	var all []*row
	of := map[string]*childRows{}
	for _, c := range b.children {
		of[c.id] = c
	}
	first := map[string]*row{}
	for _, k := range kept {
		if k.table < 0 { // one that can't be trusted
			t := b.in.specs[-1-k.table]
			b.c.LeftOut = append(
				b.c.LeftOut,
				LeftOut{
					Table:  t.name,
					Line:   k.line,
					Column: "the whole row",
					Value:  k.cells[0],
					Why:    "the row is damaged",
				},
			)
			continue
		}
		r := &row{b: b, t: b.in.specs[k.table], line: k.line, cells: k.cells}
		if r.t.key >= 0 && r.cells[r.t.key] != "" {
			key := r.t.name + "\x00" + r.cells[r.t.key]
			if before := first[key]; before == nil {
				first[key] = r
			} else if slices.Equal(before.cells, r.cells) {
				b.in.rep.fault(inTable(r.t.place(), r.line, r.t.columns[r.t.key].name, "the row stands twice", "it was taken once"))
				continue
			} else {
				b.in.rep.fault(inTable(r.t.place(), r.line, r.t.columns[r.t.key].name, "an id stands in two rows that differ", "both were taken"))
			}
		}
		all = append(all, r)
		b.give(r, of)
	}
	for _, c := range b.children {
		for _, rows := range c.rows {
			slices.SortStableFunc(
				rows,
				func(x, y *row) int { return cmp.Or(x.first().Compare(y.first()), cmp.Compare(x.id(), y.id())) },
			)
		}
	}
	return all
}

// give hands a row to its child, or to the mother whom it is about.
func (b *builder) give(r *row, of map[string]*childRows) {
	who := ""
	if r.t.child >= 0 {
		who = r.cells[r.t.child]
	}
	if c := of[who]; c != nil {
		c.rows[r.t.name] = append(c.rows[r.t.name], r)
		return
	}
	if r.t.name == "ssd_person" || r.t.name == "ssd_address" {
		m := b.mothers[who]
		if m == nil {
			m = &motherRows{}
			b.mothers[who] = m
		}
		if r.t.name == "ssd_person" {
			m.person = append(m.person, r)
		} else {
			m.address = append(m.address, r)
		}
		return
	}
	// its link alone says whose it is; where the case has several children, the row that it leads to does
	for _, c := range b.children {
		if len(b.children) == 1 || c.linked(r) {
			c.rows[r.t.name] = append(c.rows[r.t.name], r)
			return
		}
	}
}

// linked says whether a row's link leads to a row of the child's.
func (c *childRows) linked(r *row) bool {
	name, column, _ := strings.Cut(r.t.of, ".")
	return slices.ContainsFunc(c.rows[name], func(x *row) bool { return x.raw(column) == r.cells[r.t.via] })
}

// first is the first day of a row, for the order of rows.
func (r *row) first() dates.Date {
	for _, k := range []kind{isFrom, isDue} {
		for i, c := range r.t.columns {
			if c.kind == k && r.cells[i] != "" {
				d, _, _ := readDay(r.cells[i], r.t.order(i))
				return d
			}
		}
	}
	return dates.Date{}
}

// leave notes a value that the record doesn't hold.
func (b *builder) leave(r *row, column, value, why string) {
	b.c.LeftOut = append(
		b.c.LeftOut,
		LeftOut{Table: r.t.name, Row: r.id(), Line: r.line, Column: column, Value: value, Why: why},
	)
}

const noPlace = "the record has no field for it"

// leftOver notes all that wasn't taken of any row.
func (b *builder) leftOver(all []*row) {
	for _, key := range slices.Sorted(mapKeys(b.used)) {
		all = append(all, b.used[key])
	}
	for _, r := range all {
		for i, v := range r.cells {
			if v == "" {
				continue
			}
			if i >= len(r.t.columns) {
				b.leave(r, columnName(r.t.found, r.t.more[i-len(r.t.columns)]), v, "the dataset has no such column")
				continue
			}
			switch c := r.t.columns[i]; {
			case r.taken&(1<<i) != 0, c.kind == isChild, c.kind == isKey, c.kind == isLink && r.why[i] == "":
			default:
				b.leave(r, c.name, v, cmp.Or(r.why[i], noPlace))
			}
		}
	}
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// came notes that the value at a path came from the system.
func (b *builder) came(path, from string) {
	b.imported = append(b.imported, model.Imported{What: path, From: from, On: b.in.opt.AsOf})
}

// added notes that an element of a list came from a row.
func (b *builder) added(list string, r *row, element any) {
	b.imported = append(
		b.imported,
		model.Imported{What: list, From: r.t.name + " " + r.id(), On: b.in.opt.AsOf, Mark: mark(element)},
	)
}

// marks puts the marks of the values that paths lead to.
func (b *builder) marks() {
	for i := range b.imported {
		x := &b.imported[i]
		if x.Mark == "" {
			if v, ok := valueAt(b.rec, x.What); ok {
				x.Mark = mark(v.Interface())
			}
		}
	}
	b.rec.Imported = slices.DeleteFunc(b.imported, func(x model.Imported) bool { return x.Mark == "" || x.From == "" })
}

// hired is the record's id of a worker of the dataset, who is added the first
// time; "" where nobody has the id.
func (b *builder) hired(r *row, column string) model.ID {
	id := r.raw(column)
	if id == "" {
		return ""
	}
	w := b.reference("ssd_professionals", id)
	if w == nil {
		r.fault(column, "leads to no row of ssd_professionals", "the worker isn't in the record")
		return ""
	}
	if b.staff["ssd_professionals "+id] == "" {
		name := w.text("prof_professional_name", false)
		if name == "" {
			r.fault(column, "leads to a worker without a name", "the worker isn't in the record")
			return ""
		}
		short := model.ID(fmt.Sprintf("W%d", len(b.rec.Workers)+1))
		b.rec.Workers = append(b.rec.Workers, model.Worker{ID: short, Name: name,
			Role: w.text("prof_professional_job_title", false), Base: w.text("prof_professional_department", false)})
		b.staff["ssd_professionals "+id] = short
		at := "workers[" + string(short) + "]."
		b.came(at+"name", "ssd_professionals "+id)
		b.came(at+"role", w.from("prof_professional_job_title"))
		b.came(at+"base", w.from("prof_professional_department"))
	}
	r.take(column)
	return b.staff["ssd_professionals "+id]
}

// team is the record's id of a team of the dataset.
func (b *builder) team(r *row, column string) model.ID {
	id := r.raw(column)
	if id == "" {
		return ""
	}
	t := b.reference("ssd_department", id)
	if t == nil {
		r.fault(column, "leads to no row of ssd_department", "the team isn't in the record")
		return ""
	}
	r.take(column)
	return b.teamOf(t, id)
}

// teamOf adds a team the first time.
func (b *builder) teamOf(t *row, id string) model.ID {
	if b.staff["ssd_department "+id] == "" {
		name := t.text("dept_team_name", false)
		if name == "" {
			return ""
		}
		short := model.ID(fmt.Sprintf("T%d", len(b.rec.Teams)+1))
		b.rec.Teams = append(
			b.rec.Teams,
			model.Team{ID: short, Name: name, Service: t.text("dept_team_parent_name", false)},
		)
		b.staff["ssd_department "+id] = short
		b.came("teams["+string(short)+"].name", "ssd_department "+id)
		b.came("teams["+string(short)+"].service", t.from("dept_team_parent_name"))
	}
	return b.staff["ssd_department "+id]
}

// reference is the row of a worker or team; nil where there is none.
func (b *builder) reference(table, id string) *row {
	key := table + " " + id
	if r := b.used[key]; r != nil {
		return r
	}
	cells, known := b.in.staff[key]
	if !known {
		return nil
	}
	r := &row{b: b, t: b.in.byName[table], cells: cells}
	b.used[key] = r
	return r
}

// named is the name of a worker or team that is only spoken of.
func (b *builder) named(r *row, column, table, name string) string {
	id := r.raw(column)
	if id == "" {
		return ""
	}
	cells, known := b.in.staff[table+" "+id]
	if !known {
		r.fault(column, "leads to no row of "+table, "")
		return ""
	}
	said := strings.Join(strings.Fields(cells[b.in.byName[table].index[name]]), " ")
	said, fault := model.HeldText(said, false)
	if said == "" || fault != "" {
		r.cannot(column, "leads to a row without a name")
		return ""
	}
	r.take(column)
	return said
}

// transfer is what a list of those who move says of the case.
func (b *builder) transfer(t *Transferring) {
	if t == nil || t.Kind == "" {
		return
	}
	x := &model.Transfer{
		Kind:            t.Kind,
		CurrentWorker:   b.rec.Children[0].Worker,
		ToTeam:          b.byName("ssd_department", "dept_team_name", t.ToTeam),
		ReceivingWorker: b.byName("ssd_professionals", "prof_professional_name", t.ReceivingWorker),
	}
	if x.ReceivingWorker == x.CurrentWorker {
		x.ReceivingWorker = ""
	}
	if !t.On.IsZero() {
		x.Dates = map[model.Word]model.Moment{"transfer": {Date: t.On}}
	}
	if w := b.rec.Worker(x.CurrentWorker); w != nil {
		x.FromTeam = w.Team
	}
	b.rec.Transfer = x
}

// byName is the worker or team whom a list calls so, by id or name; "" where
// nobody is, or several are.
func (b *builder) byName(table, column, called string) model.ID {
	if called == "" {
		return ""
	}
	id := ""
	if _, known := b.in.staff[table+" "+called]; known {
		id = called
	} else {
		at := b.in.byName[table].index[column]
		for key, cells := range b.in.staff {
			if strings.HasPrefix(key, table+" ") && strings.EqualFold(cells[at], called) {
				if id != "" {
					id = ""
					break
				}
				id = strings.TrimPrefix(key, table+" ")
			}
		}
	}
	if id == "" {
		b.in.rep.fault(
			model.Problem{
				File: "the list of those who move",
				Path: b.c.Reference,
				Msg:  "names a worker or team of whom " + table + " has none, or several",
				Hint: "give the system's id",
			},
		)
		return ""
	}
	list := &row{b: b, t: &spec{table: ofList(), index: map[string]int{"id": 0}}, cells: []string{id}}
	if table == "ssd_department" {
		return b.team(list, "id")
	}
	return b.hired(list, "id")
}

// ofList is a table of one column, for what a list says.
func ofList() table { return table{name: "list", columns: []column{{name: "id", kind: isLink}}} }
