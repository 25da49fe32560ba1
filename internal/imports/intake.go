package imports

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"handover/model"
)

// spec is a table of the dataset as a source has it.
type spec struct {
	table
	found           *Table
	index           map[string]int // the place of a column among table.columns
	at              []int          // where each of table.columns stands in the source's row; -1: nowhere
	more            []int          // the source's columns that the dataset doesn't know
	child, key, via int            // places among table.columns; -1: it has none
	days            []evidence     // of each column
	number          int
}

func (s *spec) place() string {
	if s.found == nil {
		return s.name
	}
	return s.found.Place
}

// orders are in which order each column has the parts of its days.
func (s *spec) order(i int) order { return s.days[i].order() }

// intake reads the tables of a source and keeps the rows of the children that
// were asked for.
type intake struct {
	src     Source
	opt     Options
	rep     *Report
	specs   []*spec
	byName  map[string]*spec
	persons map[uint64]int32            // each person's case; -1: none that was asked for
	mothers map[uint64][]int32          // the cases of a mother's children
	keys    map[string]map[uint64]int32 // "table.column": the case of each of its values
	cases   []*seed
	kept    *store
	staff   map[string][]string // the rows of ssd_professionals and ssd_department
	hashing maphash.Seed
}

// seed is a case that is to be made.
type seed struct {
	children []string // the system's ids
	transfer *Transferring
}

func (in *intake) hash(s string) uint64 { return maphash.String(in.hashing, s) }

// prepare matches the source's tables and columns with the dataset's.
func (in *intake) prepare() error {
	in.byName, in.keys = map[string]*spec{}, map[string]map[uint64]int32{}
	tables := in.src.Tables()
	for n, t := range ssdTables() {
		s := &spec{
			table:  t,
			index:  map[string]int{},
			child:  -1,
			key:    -1,
			via:    -1,
			number: n,
			days:   make([]evidence, len(t.columns)),
		}
		for i, c := range t.columns {
			s.index[c.name] = i
			switch c.kind {
			case isChild:
				s.child = i
			case isKey:
				s.key = i
			}
			if c.name == t.via {
				s.via = i
			}
		}
		if t.of != "" {
			in.keys[t.of] = map[uint64]int32{}
		}
		in.specs, in.byName[t.name] = append(in.specs, s), s
	}
	for i := range tables {
		in.match(&tables[i])
	}
	in.absent()
	person := in.byName["ssd_person"]
	if person.found == nil {
		return model.Problems{
			inTable(
				"ssd_person",
				0,
				"",
				"there is no such table, and without it nobody is known",
				"the export has a file, or sheet, for each table, called as the table is",
			),
		}
	}
	if person.at[person.child] < 0 {
		return model.Problems{
			inTable(person.place(), 1, "pers_person_id", "there is no such column, and without it nobody is known", ""),
		}
	}
	return nil
}

// match finds the columns of one of the source's tables.
func (in *intake) match(t *Table) {
	for _, told := range t.Told {
		in.rep.Notes = append(in.rep.Notes, t.Place+": "+told)
	}
	s := in.byName[t.Name]
	if s == nil {
		if !slices.Contains(notRead(), t.Name) {
			hint := "its rows were not read"
			if near := model.Nearest(t.Name, in.names()); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			in.rep.fault(inTable(t.Place, 0, "", "no table of the dataset is called so", hint))
			return
		}
		in.rep.Notes = append(in.rep.Notes, t.Place+": not read, for it holds what was sent, or the dataset's version")
		return
	}
	s.found = t
	s.at = make([]int, len(s.columns))
	for i, c := range s.columns {
		s.at[i] = slices.Index(t.Columns, c.name)
	}
	for i, c := range t.Columns {
		if _, known := s.index[c]; !known {
			s.more = append(s.more, i)
		}
	}
	var lacks []string
	for _, c := range s.columns {
		if slices.Contains(t.Columns, c.name) {
			continue
		}
		if renamed := renamedTo(s, c.name); renamed != "" {
			in.rep.fault(
				inTable(t.Place, 1, c.name, "there is no such column", "is it "+renamed+"? Then call it "+c.name),
			)
		} else {
			lacks = append(lacks, c.name)
		}
	}
	if len(lacks) > 0 {
		in.rep.Notes = append(in.rep.Notes, t.Place+": it doesn't have the columns "+strings.Join(lacks, ", "))
	}
	for _, i := range s.more {
		in.rep.Notes = append(
			in.rep.Notes,
			t.Place+": the dataset has no column "+columnName(t, i)+"; what stands in it was left out",
		)
	}
}

// columnName is what a source calls a column, if that could be a column's name.
func columnName(t *Table, i int) string {
	name := t.Columns[i]
	if name == "" || len(name) > 60 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return name
}

// renamedTo is which of a table's unknown columns may have been meant.
func renamedTo(s *spec, column string) string {
	var others []string
	for _, i := range s.more {
		others = append(others, columnName(s.found, i))
	}
	return model.Nearest(column, others)
}

func (in *intake) names() []string {
	var all []string
	for _, s := range in.specs {
		all = append(all, s.name)
	}
	return all
}

// absent tells which tables the export lacks.
func (in *intake) absent() {
	for _, s := range in.specs {
		if s.found == nil {
			in.rep.Absent = append(in.rep.Absent, s.name)
			s.at = slices.Repeat([]int{-1}, len(s.columns))
		}
	}
}

// rows reads a table; cells are in the order of the dataset's columns, "" for
// what isn't there.
func (in *intake) rows(ctx context.Context, name string, do func(s *spec, r Row, cells []string) error) error {
	s := in.byName[name]
	if s == nil || s.found == nil {
		return nil
	}
	cells := make([]string, len(s.columns)+len(s.more))
	return in.src.Rows(ctx, *s.found, func(r Row) error {
		for i := range cells {
			cells[i] = ""
			from := -1
			if i < len(s.columns) {
				from = s.at[i]
			} else {
				from = s.more[i-len(s.columns)]
			}
			if from >= 0 && from < len(r.Cells) {
				cells[i] = trimmed(r.Cells[from])
			}
		}
		return do(s, r, cells)
	})
}

// take reads all tables and keeps the rows of the children that were asked for.
func (in *intake) take(ctx context.Context) error {
	for _, s := range in.specs {
		n := TableCount{Table: s.name}
		err := in.rows(ctx, s.name, func(s *spec, r Row, cells []string) error {
			n.Rows++
			if r.Bad != "" {
				return in.bad(s, r, cells)
			}
			for i, c := range s.columns {
				if isADay(c.kind) {
					s.days[i].see(cells[i])
				}
			}
			if s.name == "ssd_professionals" || s.name == "ssd_department" {
				in.staffed(s, r, cells)
				return nil
			}
			for _, c := range in.whose(s, r, cells) {
				n.Taken++
				if err := in.kept.add(c, s.number, r.Line, cells); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("reading %s: %w", s.place(), err)
		}
		if s.found != nil {
			in.rep.Tables = append(in.rep.Tables, n)
		}
		in.ordered(s)
	}
	return nil
}

func isADay(k kind) bool { return k == isDay || k == isFrom || k == isUntil || k == isDue }

// ordered tells in which order a table's columns have the parts of their days.
func (in *intake) ordered(s *spec) {
	for i, e := range s.days {
		at := s.place() + ": " + s.columns[i].name
		switch {
		case e.slashed == 0:
		case e.order() == mixed:
			in.rep.fault(
				inTable(
					s.place(),
					0,
					s.columns[i].name,
					"some of its days have the day first, others the month",
					"a day that may be either was not taken; export it as YYYY-MM-DD",
				),
			)
		case e.order() == monthFirst:
			in.rep.Notes = append(in.rep.Notes, at+": its days have the month first")
		case e.day > 0:
			in.rep.Notes = append(in.rep.Notes, at+": its days have the day first")
		default:
			in.rep.Notes = append(
				in.rep.Notes,
				at+": nothing says whether its days have the day or the month first; they were read with the day first",
			)
		}
	}
}

// bad tells of a row that can't be trusted, and keeps it among what was left
// out of a case, if it can be told whose it is.
func (in *intake) bad(s *spec, r Row, cells []string) error {
	in.rep.fault(inTable(s.place(), r.Line, "", r.Bad, "the row was not read"))
	if s.child < 0 || cells[s.child] == "" {
		return nil
	}
	if c, known := in.persons[in.hash(cells[s.child])]; known && c >= 0 {
		whole := make([]string, len(cells))
		whole[0] = strings.Join(r.Cells, " | ")
		return in.kept.add(c, -1-s.number, r.Line, whole[:1])
	}
	return nil
}

// staffed keeps a row of a worker or a team.
func (in *intake) staffed(s *spec, r Row, cells []string) {
	id := cells[s.key]
	if id == "" {
		in.rep.fault(inTable(s.place(), r.Line, s.columns[s.key].name, "is blank", "the row was not read"))
		return
	}
	key := s.name + " " + id
	if before, twice := in.staff[key]; twice {
		if !slices.Equal(before, cells) {
			in.rep.fault(
				inTable(
					s.place(),
					r.Line,
					s.columns[s.key].name,
					"an id stands in two rows that differ",
					"the first was taken",
				),
			)
		}
		return
	}
	in.staff[key] = slices.Clone(cells)
}

// whose are the cases that a row belongs to.
func (in *intake) whose(s *spec, r Row, cells []string) []int32 {
	c, known, named := int32(-1), false, false
	if s.child >= 0 && cells[s.child] != "" {
		named = true
		c, known = in.persons[in.hash(cells[s.child])]
	}
	if !named && s.via >= 0 && cells[s.via] != "" {
		named = true
		c, known = in.keys[s.of][in.hash(cells[s.via])]
	}
	switch {
	case !named:
		column := s.via
		if s.child >= 0 {
			column = s.child
		}
		in.rep.fault(
			inTable(
				s.place(),
				r.Line,
				s.columns[column].name,
				"is blank, so that nobody knows whose row it is",
				"the row was not read",
			),
		)
		return nil
	case !known && s.child >= 0 && cells[s.child] != "":
		in.rep.fault(
			inTable(s.place(), r.Line, s.columns[s.child].name, "is nobody of ssd_person", "the row was not read"),
		)
	case !known:
		in.rep.fault(
			inTable(s.place(), r.Line, s.columns[s.via].name, "leads to no row of "+s.of, "the row was not read"),
		)
	}
	for of, values := range in.keys {
		if name, column, _ := strings.Cut(of, "."); name == s.name {
			if v := cells[s.index[column]]; v != "" {
				if before, twice := values[in.hash(v)]; !twice || before < 0 {
					values[in.hash(v)] = c
				}
			}
		}
	}
	var all []int32
	if c >= 0 {
		all = append(all, c)
	}
	if s.name == "ssd_person" || s.name == "ssd_address" {
		for _, m := range in.mothers[in.hash(cells[s.child])] {
			if !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}
