package imports

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Spreadsheets that administrators keep: professionals, workers, teams, a
// chronology, tasks. Call OpenSheets, then Sheets.For with the record that they
// are for, then MergeSheets.

// cellKind is how a cell of a sheet is read.
type cellKind int

const (
	asWritten cellKind = iota
	aDay
	aPartialDay
	aYesOrNo
	aWord // one of the record's words
	aRef  // an id, or the name of whom it is
	refs
	addressLines // a cell with the lines of an address, or one of them
)

// sheetColumn is a column of a sheet: where its cells go, what else people call it.
type sheetColumn struct {
	path  string // below the entry: "address.postcode"
	kind  cellKind
	other []string
	shows string // in the example
}

// head is the column's name in the template.
func (c sheetColumn) head() string {
	if len(c.other) > 0 && strings.Contains(c.path, ".") {
		return capital(c.other[0])
	}
	return capital(strings.ReplaceAll(c.path, "_", " "))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// sheetKind is one sheet: a list of the record.
type sheetKind struct {
	list    string
	prefix  string // of the ids of its entries; "" where they have none
	columns []sheetColumn
}

func addressColumns() []sheetColumn {
	return []sheetColumn{
		{path: "address.lines", kind: addressLines, other: []string{"address", "address line"}, shows: "Example House, 1 Example Street, EXAMPLETOWN"},
		{path: "address.postcode", other: []string{"postcode", "post code"}, shows: "ZZ1 1AA"},
	}
}

func reachColumns() []sheetColumn {
	return []sheetColumn{
		{path: "telephone", other: []string{"phone", "telephone number", "phone number", "tel", "tel no", "mobile"}, shows: "020 7946 0000"},
		{path: "email", other: []string{"email address"}, shows: "example@example.org"},
	}
}

// sheetKinds are the sheets that are read.
func sheetKinds() []sheetKind {
	id := func(shows string) sheetColumn { return sheetColumn{path: "id", shows: shows} }
	name := func(shows string) sheetColumn {
		return sheetColumn{path: "name", other: []string{"full name"}, shows: shows}
	}
	role := sheetColumn{path: "role", other: []string{"job title", "job", "title", "position"}, shows: "EXAMPLE role"}
	children := sheetColumn{path: "children", kind: refs, other: []string{"child", "for"}}
	return []sheetKind{
		{list: "teams", prefix: "T", columns: slices.Concat(
			[]sheetColumn{id(""), name("EXAMPLE team"), {path: "service", shows: "EXAMPLE service"}},
			addressColumns(), reachColumns(),
			[]sheetColumn{{path: "out_of_hours", other: []string{"emergency duty team", "edt"}, shows: "020 7946 0001"}})},
		{list: "workers", prefix: "W", columns: slices.Concat(
			[]sheetColumn{id(""), name("EXAMPLE worker"), {path: "pronouns"}, role, {path: "team", kind: aRef, shows: "EXAMPLE team"}, {path: "base", other: []string{"office"}}},
			reachColumns(),
			[]sheetColumn{{path: "working_days", other: []string{"days worked"}, shows: "Monday to Thursday"},
				{path: "line_manager", kind: aRef, other: []string{"manager", "team manager", "supervisor"}},
				{path: "qualified", kind: aYesOrNo, shows: "yes"}, {path: "asye", kind: aYesOrNo, shows: "no"},
				{path: "left_on", kind: aDay, other: []string{"left"}}})},
		{list: "professionals", prefix: "R", columns: slices.Concat(
			[]sheetColumn{id(""), name("EXAMPLE professional"), role, {path: "kind", kind: aWord, shows: "health"},
				{path: "agency", other: []string{"organisation", "organization", "employer"}, shows: "EXAMPLE agency"}, children},
			addressColumns(), reachColumns(),
			[]sheetColumn{{path: "secure_email", other: []string{"secure e-mail address"}},
				{path: "from", kind: aDay, shows: "14/03/2026"}, {path: "leaving_on", kind: aDay, other: []string{"leaving"}},
				{path: "inform.tell", kind: aYesOrNo, other: []string{"tell"}, shows: "no"}, {path: "inform.reason", other: []string{"reason"}, shows: "an example"}})},
		{list: "chronology", columns: []sheetColumn{
			{path: "date", kind: aPartialDay, other: []string{"date of event", "event date", "from", "start"}, shows: "14/03/2026"},
			{path: "until", kind: aPartialDay, other: []string{"end", "end date", "to"}},
			{path: "event", other: []string{"what happened", "description", "details"}, shows: "EXAMPLE event: delete this row"},
			{path: "significance", other: []string{"significance for the child", "impact", "analysis"}}, {path: "source", other: []string{"source of information"}},
			children, {path: "handling", kind: aWord, shows: "internal"}, {path: "owner"}}},
		{list: "tasks", columns: []sheetColumn{
			{path: "task", other: []string{"action"}, shows: "EXAMPLE task: delete this row"}, {path: "issue"}, {path: "remedial_action"},
			{path: "child", kind: aRef}, {path: "who", kind: aRef, other: []string{"by whom", "owner", "responsible", "assigned to"}, shows: "EXAMPLE worker"},
			{path: "due", kind: aDay, other: []string{"by when", "due date", "deadline"}, shows: "14/03/2027"},
			{path: "done", kind: aDay, other: []string{"completed", "done on", "date completed"}}}},
	}
}

// plainHead is a column's name without what people write differently in it.
func plainHead(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.:*/\n\t\u00a0", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// columnOf is the column that a head stands for; nth is which line of an
// address it is, from 1.
func (k *sheetKind) columnOf(head string) (at int) {
	plain := plainHead(head)
	for i, c := range k.columns {
		for _, name := range append([]string{c.path}, c.other...) {
			name = plainHead(name)
			if plain == name || c.kind == addressLines && len(plain) == len(name)+1 && strings.HasPrefix(plain, name) && strings.ContainsAny(plain[len(name):], "123456") {
				return i
			}
		}
	}
	return -1
}

// heads are the columns' names, for hints.
func (k *sheetKind) heads() []string {
	var all []string
	for _, c := range k.columns {
		all = append(all, c.head())
	}
	return all
}

// sheetRow is a row with something in it.
type sheetRow struct {
	line  int
	cells map[int]string // by the index of the sheet's own columns
	id    model.ID
}

// sheet is one sheet that was found.
type sheet struct {
	kind   sheetKind
	t      Table
	to     []int // of each of its columns, the index in kind.columns; -1: not read
	rows   []sheetRow
	orders map[int]order // of each column, how its days are written
	csv    bool
}

// at is where a cell is, as whoever has the file open sees it.
func (s *sheet) at(file string, line, column int, msg, hint string) model.Problem {
	p := model.Problem{File: file, Msg: msg, Hint: hint}
	head := ""
	if column >= 0 && column < len(s.t.Columns) {
		head = s.t.Columns[column]
	}
	switch {
	case s.csv:
		p.Line, p.Path = line, head
	case column >= 0:
		p.Path = fmt.Sprintf("%s!%s%d (%s)", strings.TrimPrefix(s.t.Place, "sheet "), columnLetters(column), line, head)
	default:
		p.Path = fmt.Sprintf("%s, row %d", strings.TrimPrefix(s.t.Place, "sheet "), line)
	}
	if head == "" {
		p.Path = strings.TrimSuffix(p.Path, " ()")
	}
	return p
}

// columnLetters is what a spreadsheet calls a column, counted from 0.
func columnLetters(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return columnLetters(n/26-1) + string(rune('A'+n%26))
}

// people makes a record of what the sheets say.
type people struct {
	file   string
	rec    *model.Record // the one that they are for
	sheets []*sheet
	faults model.Problems

	doc   strings.Builder // the record of the sheets, a value a line
	line  int             // of doc
	where map[int]func(msg, hint string) model.Problem
	taken map[model.ID]bool
	given []givenCell
}

// givenCell is a value that a cell gave to an entry that has an id.
type givenCell struct{ what, from string }

// For makes a record of what the sheets say of a record's professionals,
// workers, teams, chronology and tasks, for MergeSheets; on is the day of the
// import. The error is of type model.Problems, with every fault and its cell.
func (f *Sheets) For(rec *model.Record, on dates.Date) (*model.Record, error) {
	p := &people{file: f.name, rec: rec, sheets: f.sheets, where: map[int]func(string, string) model.Problem{}, taken: map[model.ID]bool{}}
	for _, list := range listsWithIDs() {
		v := fieldOf(reflect.ValueOf(rec).Elem(), list)
		for i := range v.Len() {
			p.taken[model.ID(idOf(v.Index(i)))] = true
		}
	}
	p.entries()
	p.write()
	now, err := model.Decode(f.name, []byte(p.doc.String()), model.Options{})
	p.placed(err)
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	for _, g := range p.given {
		v, there := valueAt(now, g.what)
		if !there {
			continue
		}
		now.Imported = append(now.Imported, model.Imported{What: g.what, From: g.from, On: on, Mark: mark(v.Interface())})
	}
	for _, e := range now.Chronology {
		now.Imported = append(now.Imported, model.Imported{What: "chronology", From: sheetOrigin + "chronology " + e.Date.String(), On: on, Mark: mark(e)})
	}
	for _, t := range now.Tasks {
		now.Imported = append(now.Imported, model.Imported{What: "tasks", From: sheetOrigin + "tasks " + mark(t.Task), On: on, Mark: mark(t)})
	}
	return now, nil
}

// sheetOrigin begins imported[].from of what came from a sheet.
const sheetOrigin = "sheet "

func listsWithIDs() []string {
	return []string{"children", "people", "households", "professionals", "workers", "teams", "authorities", "meetings"}
}

// entries finds of each row which entry of the record it is, or gives it an id.
func (p *people) entries() {
	for _, s := range p.sheets {
		if s.kind.prefix == "" {
			continue
		}
		idAt, nameAt := s.columnFor("id"), s.columnFor("name")
		first, names := map[model.ID]int{}, map[string]int{}
		for i := range s.rows {
			r := &s.rows[i]
			r.id = model.ID(r.cells[idAt])
			if r.id == "" {
				name := strings.ToLower(strings.Join(strings.Fields(r.cells[nameAt]), " ") + "\n" + r.cells[s.columnFor("agency")])
				if line, twice := names[name]; twice && r.cells[nameAt] != "" {
					p.faults = append(p.faults, s.at(p.file, r.line, nameAt, fmt.Sprintf("is called as row %d is", line),
						"leave one of the two rows, or give each an id of its own"))
				}
				names[name] = r.line
				found := p.called(s, r, r.cells[nameAt])
				if len(found) > 1 {
					p.faults = append(p.faults, s.at(p.file, r.line, nameAt, "more than one entry of the record is called so",
						"write the id of the one that is meant in the column Id"))
				}
				if len(found) > 0 {
					r.id = found[0]
				}
			}
			for n := 1; r.id == ""; n++ {
				if free := model.ID(fmt.Sprintf("%s%d", s.kind.prefix, n)); !p.taken[free] && !s.has(free) {
					r.id = free
				}
			}
			if line, twice := first[r.id]; twice {
				p.faults = append(p.faults, s.at(p.file, r.line, max(idAt, nameAt), fmt.Sprintf("is the same entry as row %d", line),
					"leave one of the two rows, or give each an id of its own"))
			}
			first[r.id], p.taken[r.id] = r.line, true
		}
	}
}

// has says whether a row gives this id itself.
func (s *sheet) has(id model.ID) bool {
	at := s.columnFor("id")
	return slices.ContainsFunc(s.rows, func(r sheetRow) bool { return model.ID(r.cells[at]) == id })
}

// columnFor is which of the sheet's columns goes to a path; -1: none.
func (s *sheet) columnFor(path string) int {
	return slices.IndexFunc(s.to, func(i int) bool { return i >= 0 && s.kind.columns[i].path == path })
}

// called are the entries of the record that a row's name and agency are those of.
func (p *people) called(s *sheet, r *sheetRow, name string) (found []model.ID) {
	list := fieldOf(reflect.ValueOf(p.rec).Elem(), s.kind.list)
	for i := range list.Len() {
		x := list.Index(i)
		if name == "" || !sameName(fieldOf(x, "name").String(), name) {
			continue
		}
		if agency := fieldOf(x, "agency"); agency.IsValid() {
			here := r.cells[s.columnFor("agency")]
			if here != "" && agency.String() != "" && !sameName(agency.String(), here) {
				continue
			}
		}
		found = append(found, model.ID(idOf(x)))
	}
	return found
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// put writes a line of the document; where says which cell it is.
func (p *people) put(s string, where func(msg, hint string) model.Problem) {
	if p.line++; where != nil {
		p.where[p.line] = where
	}
	p.doc.WriteString(s + "\n")
}

// write writes the document that is then read as a record is, so that a cell
// has to be what a field has to be.
func (p *people) write() {
	p.put(fmt.Sprintf(`{"schema": %q, "protocol": %s, "reference": "X"`, model.SchemaName, model.EncodeValue(p.rec.Protocol)), nil)
	p.put(`, "children": [`, nil)
	for i := range p.rec.Children {
		p.put(comma(i)+model.EncodeValue(model.Child{ID: p.rec.Children[i].ID, FirstName: "X", Number: p.rec.Children[i].Number}), nil)
	}
	p.put(`], "people": [`, nil)
	for i := range p.rec.People {
		p.put(comma(i)+model.EncodeValue(model.Person{ID: p.rec.People[i].ID, Name: "X"}), nil)
	}
	p.put(`], "households": [`, nil)
	for i := range p.rec.Households {
		p.put(comma(i)+model.EncodeValue(model.Household{ID: p.rec.Households[i].ID}), nil)
	}
	p.put(`], "authorities": [`, nil)
	for i := range p.rec.Authorities {
		p.put(comma(i)+model.EncodeValue(model.Authority{ID: p.rec.Authorities[i].ID, Name: "X"}), nil)
	}
	p.put("]", nil)
	for _, k := range sheetKinds() {
		i := slices.IndexFunc(p.sheets, func(s *sheet) bool { return s.kind.list == k.list })
		var s *sheet
		if i >= 0 {
			s = p.sheets[i]
		}
		if s == nil && k.prefix == "" {
			continue
		}
		p.put(fmt.Sprintf(", %q: [", k.list), nil)
		p.list(k, s)
		p.put("]", nil)
	}
	p.put("}", nil)
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// list writes the entries of one list: those of the record that no row is
// about, if entries have ids, and then a row each.
func (p *people) list(k sheetKind, s *sheet) {
	n := 0
	if k.prefix != "" {
		list := fieldOf(reflect.ValueOf(p.rec).Elem(), k.list)
		for i := range list.Len() {
			id := model.ID(idOf(list.Index(i)))
			if s != nil && slices.ContainsFunc(s.rows, func(r sheetRow) bool { return r.id == id }) {
				continue
			}
			bare := reflect.New(list.Type().Elem()).Elem()
			fieldOf(bare, "id").SetString(string(id))
			fieldOf(bare, "name").SetString("X")
			p.put(comma(n)+model.EncodeValue(bare.Interface()), nil)
			n++
		}
	}
	if s == nil {
		return
	}
	for i := range s.rows {
		p.row(s, &s.rows[i], comma(n+i))
	}
}

// member is a value of an entry, as the document has it.
type member struct {
	outer, name, value string // outer is the object that it stands in; "" is the entry
	where              func(msg, hint string) model.Problem
}

// row writes an entry.
func (p *people) row(s *sheet, r *sheetRow, before string) {
	whole := func(msg, hint string) model.Problem { return s.at(p.file, r.line, -1, msg, hint) }
	var all []member
	base := ""
	if s.kind.prefix != "" {
		base = s.kind.list + "[" + string(r.id) + "]."
		idAt := s.columnFor("id")
		all = append(all, member{"", "id", model.EncodeValue(string(r.id)), func(msg, hint string) model.Problem { return s.at(p.file, r.line, idAt, msg, hint) }})
		if v, had := valueAt(p.rec, base+"name"); had && r.cells[s.columnFor("name")] == "" {
			all = append(all, member{"", "name", model.EncodeValue(v.Interface()), whole})
		}
	}
	for i, c := range s.kind.columns {
		value, column := p.value(s, r, i)
		if value == "" || c.path == "id" {
			continue
		}
		m := member{name: c.path, value: value, where: func(msg, hint string) model.Problem { return s.at(p.file, r.line, column, msg, hint) }}
		if outer, inner, nested := strings.Cut(c.path, "."); nested {
			m.outer, m.name = outer, inner
		}
		all = append(all, m)
		if base != "" {
			p.given = append(p.given, givenCell{what: base + c.path, from: sheetOrigin + s.kind.list + "." + c.path})
		}
	}
	slices.SortStableFunc(all, func(a, b member) int { return strings.Compare(a.outer, b.outer) })
	p.put(before+"{", whole)
	for i, m := range all {
		begins := i == 0 || all[i-1].outer != m.outer
		if begins && m.outer != "" {
			p.put(fmt.Sprintf("%s%q: {", comma(i), m.outer), whole)
		}
		separator := ","
		if begins && (m.outer != "" || i == 0) {
			separator = ""
		}
		p.put(fmt.Sprintf("%s%q: %s", separator, m.name, m.value), m.where)
		if m.outer != "" && (i == len(all)-1 || all[i+1].outer != m.outer) {
			p.put("}", nil)
		}
	}
	p.put("}", nil)
}
