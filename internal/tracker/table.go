package tracker

import (
	"fmt"
	"slices"

	"handover/model/dates"
	"handover/render/doc"
)

// table is the list of a sheet: number and reference first, then when a case is
// called and how it stands, then the facts. What could not be read comes last,
// unless the copy is for one reader.
func (s *sheet) table(cell func(l *line, fact int) cell) *doc.Sheet {
	timed := s.start != ""
	t := &doc.Sheet{Header: []string{"No."}}
	for i, c := range s.book.tracker.Columns {
		if len(c.Facts) == 0 {
			t.Header = append(t.Header, c.Heading)
		}
		for j, f := range c.Facts {
			t.Header = append(t.Header, f.Name)
			if i == 0 && j == 0 {
				if timed {
					t.Header = append(t.Header, "Time")
				}
				t.Header = append(t.Header, "Stands", "Next date")
			}
		}
	}
	t.Offers = make([][]string, len(t.Header))
	for _, l := range s.lines() {
		t.Rows = append(t.Rows, s.row(t, l, timed, cell))
	}
	if s.register.opt.For != "" {
		return t
	}
	for _, left := range s.register.left {
		row := make([]doc.Value, len(t.Header))
		row[1] = doc.Said(left.Place + ": " + left.Why)
		row[slices.Index(t.Header, "Stands")] = doc.Said("Not read")
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *sheet) row(t *doc.Sheet, l *line, timed bool, cell func(l *line, fact int) cell) []doc.Value {
	row := []doc.Value{{Text: fmt.Sprint(l.number), Number: l.number}}
	n := 0
	for _, c := range s.book.tracker.Columns {
		if len(c.Facts) == 0 {
			t.Offers[len(row)] = append([]string{}, c.Offers...)
			row = append(row, doc.Value{})
		}
		for range c.Facts {
			x := cell(l, n)
			v := doc.Value{Text: x.text("; "), Lines: x.text("\n")}
			if !x.day.IsZero() {
				v = dayValue(x.day)
				if v.Hour = x.hour; x.hour != "" {
					v.Text += " " + x.hour
				}
				v.Lines = x.text("\n")
			}
			if row = append(row, v); n == 0 {
				if timed {
					row = append(row, doc.Said(l.time))
				}
				next := doc.Value{}
				if !l.limit.IsZero() {
					next = dayValue(l.limit)
				}
				row = append(row, doc.Said(standsFor(l)), next)
			}
			n++
		}
	}
	return row
}

func dayValue(d dates.Date) doc.Value { return doc.Value{Text: d.String(), Day: d.String()} }
