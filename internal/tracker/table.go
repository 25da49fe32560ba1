package tracker

import (
	"fmt"
	"slices"

	"handover/model/dates"
)

// table is a paper's list as a spreadsheet has it: a column a fact, after those
// that say where a line stands.
type table struct {
	header []string
	offers [][]string // of each column to write in, what there is to choose; nil of others
	rows   [][]value
}

// value is a cell of a table: a day, a number or text.
type value struct {
	text   string
	lines  string // text, with line breaks
	day    dates.Date
	number int // 0: none
}

// table is the list of a sheet: number and reference first, then when a case is
// called and how it stands, then the facts. What could not be read comes last,
// unless the copy is for one reader.
func (s *sheet) table() table {
	timed := s.start != ""
	t := table{header: []string{"No."}}
	for i, c := range s.book.tracker.Columns {
		if len(c.Facts) == 0 {
			t.header = append(t.header, c.Heading)
		}
		for j, f := range c.Facts {
			t.header = append(t.header, f.Name)
			if i == 0 && j == 0 {
				if timed {
					t.header = append(t.header, "Time")
				}
				t.header = append(t.header, "Stands", "Next date")
			}
		}
	}
	t.offers = make([][]string, len(t.header))
	for _, l := range s.lines() {
		t.rows = append(t.rows, s.row(&t, l, timed))
	}
	if s.register.opt.For != "" {
		return t
	}
	for _, left := range s.register.left {
		row := make([]value, len(t.header))
		row[1] = said(left.Place + ": " + left.Why)
		row[slices.Index(t.header, "Stands")] = said("Not read")
		t.rows = append(t.rows, row)
	}
	return t
}

func (s *sheet) row(t *table, l *line, timed bool) []value {
	row := []value{{text: fmt.Sprint(l.number), number: l.number}}
	n := 0
	for _, c := range s.book.tracker.Columns {
		if len(c.Facts) == 0 {
			t.offers[len(row)] = append([]string{}, c.Offers...)
			row = append(row, value{})
		}
		for range c.Facts {
			x := l.cells[n]
			v := value{text: x.text("; "), lines: x.text("\n"), day: x.day}
			if !x.day.IsZero() {
				v.text = x.day.String()
			}
			if row = append(row, v); n == 0 {
				if timed {
					row = append(row, said(l.time))
				}
				next := value{}
				if !l.limit.IsZero() {
					next = value{text: l.limit.String(), day: l.limit}
				}
				row = append(row, said(standsFor(l)), next)
			}
			n++
		}
	}
	return row
}

func said(s string) value { return value{text: s, lines: s} }
