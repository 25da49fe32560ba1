package imports

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// value is what the cells of a row say of one of the kind's columns, as JSON,
// and the sheet's column; "" where they are blank or at fault.
func (p *people) value(s *sheet, r *sheetRow, of int) (json string, column int) {
	c := s.kind.columns[of]
	if c.kind == addressLines {
		return p.address(s, r, of)
	}
	column = slices.Index(s.to, of)
	cell := r.cells[column]
	if column < 0 || cell == "" {
		return "", column
	}
	fault := func(msg, hint string) (string, int) {
		p.faults = append(p.faults, s.at(p.file, r.line, column, msg, hint))
		return "", column
	}
	switch c.kind {
	case aDay, aPartialDay:
		day, msg := dayOf(cell, c.kind == aPartialDay, s.orders[column])
		if msg != "" {
			return fault(msg, "write it 14/03/2017 or 2017-03-14")
		}
		cell = day
	case aYesOrNo:
		switch strings.ToLower(cell) {
		case "yes", "y", "true", "1":
			return "true", column
		case "no", "n", "false", "0":
			return "false", column
		}
		return fault("is neither yes nor no", "write yes or no, or leave it blank where it isn't known")
	case aWord:
		if words := model.Words(s.kind.list + "." + c.path); !slices.Contains(words, wordOf(cell)) {
			return fault("isn't one of the words of this column", "one of: "+strings.Join(words, ", "))
		}
		cell = wordOf(cell)
	case aRef:
		id, msg, hint := p.whom(cell, c.path)
		if msg != "" {
			return fault(msg, hint)
		}
		cell = string(id)
	case refs:
		var ids []model.ID
		for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
			id, msg, hint := p.whom(strings.TrimSpace(name), c.path)
			if msg != "" {
				return fault(msg, hint)
			}
			ids = append(ids, id)
		}
		return model.EncodeValue(ids), column
	default:
		if strings.HasSuffix(c.path, "telephone") && shortened(cell) {
			return fault("the number has lost its first 0", "format the column as text, and type the number again")
		}
	}
	return model.EncodeValue(model.Text(cell)), column
}

// wordOf is a cell as the record writes its words.
func wordOf(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "_") }

// shortened says whether a telephone number was taken for a number by a
// spreadsheet, which then has no first 0.
func shortened(s string) bool {
	return (len(s) == 9 || len(s) == 10) && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}

// address is the lines of an address: of a cell that holds them all, or of cells
// with a line each.
func (p *people) address(s *sheet, r *sheetRow, of int) (json string, column int) {
	var lines []string
	column = slices.Index(s.to, of)
	for at, to := range s.to {
		if cell := r.cells[at]; to == of && cell != "" {
			parts := strings.Split(cell, "\n")
			if len(parts) == 1 && !strings.ContainsAny(plainHead(s.t.Columns[at]), "123456") {
				parts = strings.Split(cell, ",")
			}
			lines = append(lines, parts...)
		}
	}
	var out []string
	for _, l := range lines {
		l = strings.TrimSpace(l)
		switch n := len(out); {
		case l == "":
		case n > 0 && strings.Trim(out[n-1], "0123456789abcABC") == "": // a house's number alone
			out[n-1] += " " + l
		default:
			out = append(out, l)
		}
	}
	if out == nil {
		return "", column
	}
	return model.EncodeValue(out), column
}

// dayOf is a day as the record writes it; of a partial one a year, or a year and
// a month, may stand alone.
func dayOf(cell string, partial bool, in order) (day, msg string) {
	if partial && (len(cell) == 4 || len(cell) == 7) {
		if d, err := dates.ParsePartial(cell); err == nil {
			return d.String(), ""
		}
	}
	d, clock, what := readDay(cell, in)
	switch {
	case what == noDay:
		return "", "stands for no day: leave the cell blank"
	case what != "":
		return "", what
	case clock != "":
		return "", "has a time of day, and the column holds days"
	}
	return d.String(), ""
}

// whom is the id that a cell gives, or the id of whom it names, in the record or
// in the sheets.
func (p *people) whom(cell, path string) (id model.ID, msg, hint string) {
	lists := map[string][]string{"team": {"teams"}, "line_manager": {"workers"}, "children": {"children"}, "child": {"children"}}[path]
	if lists == nil {
		lists = listsWithIDs()
	}
	var found []model.ID
	note := func(x model.ID) {
		if !slices.Contains(found, x) {
			found = append(found, x)
		}
	}
	for _, list := range lists {
		v := fieldOf(reflect.ValueOf(p.rec).Elem(), list)
		for i := range v.Len() {
			x := model.ID(idOf(v.Index(i)))
			if strings.EqualFold(string(x), cell) {
				return x, "", ""
			}
			if sameName(p.rec.NameOf(x), cell) || list == "children" && p.calls(x, cell) {
				note(x)
			}
		}
		for _, s := range p.sheets {
			for i := range s.rows {
				r := &s.rows[i]
				if s.kind.list == list && strings.EqualFold(string(r.id), cell) {
					return r.id, "", ""
				}
				if s.kind.list == list && sameName(r.cells[s.columnFor("name")], cell) {
					note(r.id)
				}
			}
		}
	}
	of := strings.Join(lists, ", ")
	switch len(found) {
	case 1:
		return found[0], "", ""
	case 0:
		return "", "nobody and nothing is called so among " + of, "write the id or the whole name that the record or a sheet has"
	}
	return "", "more than one is called so among " + of, "write the id: " + joinedIDs(found)
}

func joinedIDs(ids []model.ID) string {
	var all []string
	for _, id := range ids {
		all = append(all, string(id))
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	return strings.Join(all, ", ")
}

// calls says whether a child is called so, or has this number.
func (p *people) calls(id model.ID, cell string) bool {
	c := p.rec.Child(id)
	return c.Number == cell || c.FirstName != "" && sameName(c.FirstName, cell) || c.KnownAs != "" && sameName(c.KnownAs, cell) ||
		sameName(c.FirstName+" "+c.Surname, cell)
}

// placed says of what was wrong with the document in which cell that is.
func (p *people) placed(err error) {
	var found model.Problems
	if !errors.As(err, &found) {
		if err != nil {
			p.faults = append(p.faults, model.Problem{File: p.file, Msg: err.Error()})
		}
		return
	}
	for _, x := range found {
		where := p.where[x.Line]
		if where == nil {
			p.faults = append(p.faults, model.Problem{File: p.file, Msg: x.Msg, Hint: x.Hint})
			continue
		}
		p.faults = append(p.faults, where(x.Msg, x.Hint))
	}
}

// MergeSheets brings a record up to date with what Sheets.For made, as Merge does
// with an export. What an earlier sheet brought and this one doesn't have stays,
// and is counted.
func MergeSheets(rec, now *model.Record, take Take) (differ []Difference, stays int) {
	m := &merger{rec: rec, now: now, take: take, origin: sheetOrigin}
	m.apply()
	for _, x := range rec.Imported {
		if strings.HasPrefix(x.From, sheetOrigin) && !slices.ContainsFunc(now.Imported, func(n model.Imported) bool { return n.What == x.What && n.From == x.From }) {
			stays++
		}
	}
	return m.differ, stays
}

// columnFault is a column that a sheet doesn't have.
func columnFault(k *sheetKind, head string) (msg, hint string) {
	hint = "its columns are " + strings.Join(k.heads(), ", ") + "; a column whose name begins with # isn't read"
	if near := model.Nearest(head, k.heads()); near != "" {
		hint = fmt.Sprintf("is it %q? a column whose name begins with # isn't read", near)
	}
	return "there is no such column", hint
}
