package tracker

import (
	"fmt"

	"handover/dates"
)

// table is a paper's list as a spreadsheet has it: a column a fact, after those
// that say where a line stands.
type table struct {
	header []string
	blank  []bool // columns to write in, and how a column stands
	rows   [][]value
}

// value is a cell of a table: a day, a number or text.
type value struct {
	text   string
	lines  string // text, with line breaks
	day    dates.Date
	number int // 0: none
}

// table is the list of a sheet. What could not be read comes last, unless the
// copy is for one reader.
func (s *sheet) table() table {
	t := table{header: []string{"No."}}
	timed := s.cases[0].lines[0].time != ""
	if timed {
		t.header = append(t.header, "Time")
	}
	t.header = append(t.header, "Stands", "Next date")
	for _, c := range s.book.tracker.Columns {
		if len(c.Facts) == 0 {
			t.header = append(t.header, c.Heading)
		}
		for _, f := range c.Facts {
			t.header = append(t.header, f.Name)
		}
	}
	t.blank = make([]bool, len(t.header))
	for _, l := range s.lines() {
		row := []value{{text: fmt.Sprint(l.number), number: l.number}}
		if timed {
			row = append(row, said(l.time))
		}
		row = append(row, said(standsFor(l)), value{text: l.limit.String(), day: l.limit})
		if l.limit.IsZero() {
			row[len(row)-1] = value{}
		}
		n := 0
		for _, c := range s.book.tracker.Columns {
			if len(c.Facts) == 0 {
				t.blank[len(row)] = true
				row = append(row, value{})
			}
			for range c.Facts {
				x := l.cells[n]
				v := value{text: x.text("; "), lines: x.text("\n"), day: x.day}
				if !x.day.IsZero() {
					v.text = x.day.String()
				}
				row = append(row, v)
				n++
			}
		}
		t.rows = append(t.rows, row)
	}
	if s.register.opt.For != "" {
		return t
	}
	for _, left := range s.register.left {
		row := make([]value, len(t.header))
		at := 0
		if timed {
			at++
		}
		row[at+1], row[at+3] = said("Not read"), said(left.Place+": "+left.Why)
		t.rows = append(t.rows, row)
	}
	return t
}

func said(s string) value { return value{text: s, lines: s} }
