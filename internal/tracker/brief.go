package tracker

import (
	"fmt"
	"slices"
	"strings"
	"unique"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
)

// brief is a case, or a child of one, on one line: what a meeting decides on.
type brief struct {
	who      []string // reference or name; initials and age
	status   string
	from, to string
	key      dates.Date // the day that decides its place on the list
	what     string     // is then
	stands   string     // "Late 3 days"
	mark     bool       // it is late or due soon, and stands out
	lacks    string     // "4 of 19 missing"
	last     string     // what the last meeting decided: a code and its day, or how many decisions
	lastDay  dates.Date
}

// briefOf is a line in few words. typed is what of it somebody typed in.
func (r *Register) briefOf(view audience.MeetingCase, l *line, child *model.Child) (b brief, typed []string) {
	say := func(f *audience.Fact) string {
		if f == nil {
			return ""
		}
		if f.Path() != "" && f.Code() == "" && f.Day().IsZero() {
			typed = append(typed, f.Text())
		}
		return unique.Make(f.Text()).Value() // the record isn't kept for it
	}
	about := view.Children
	if child != nil {
		about = []audience.MeetingChild{view.Child}
	}
	b.who = append(b.who, say(view.Reference))
	if l.kind == anonymous {
		b.who[0] = "Without identifying details"
	}
	var names, statuses []string
	for _, c := range about {
		name := say(c.Initials)
		if c.Name != nil {
			name = say(c.Name)
		}
		age, between := say(c.Years), " "
		if child != nil {
			age, between = say(c.Age), ", "
		}
		names = append(names, strings.Trim(name+between+age, ", "))
		if s := say(c.Status); s != "" && !slices.Contains(statuses, s) {
			statuses = append(statuses, s)
		}
	}
	if len(about) > 0 {
		b.who = append(b.who, strings.Join(names, ", "))
	}
	b.status = strings.Join(statuses, "; ")
	b.from, b.to = say(view.Transfer.FromShort), say(view.Transfer.ToShort)
	if view.Child.Stays != nil {
		b.to = "stays with the present worker"
	}
	r.keyOf(&b, view, l)
	r.lastTime(&b, view)
	return b, typed
}

// keyOf is the day of the most urgent deadline, or else of the transfer.
func (r *Register) keyOf(b *brief, view audience.MeetingCase, l *line) {
	if x := view.Checklist; x != nil && len(view.Missing) > 0 {
		b.lacks = strings.TrimSuffix(x.Text(), " or not audited")
	}
	for _, list := range [][]audience.MeetingDeadline{view.Late, view.Due, view.Unknown} {
		if len(list) == 0 {
			continue
		}
		first := list[0]
		for _, d := range list {
			if d.Limit != nil && d.Limit.Day() == l.limit {
				first = d
				break
			}
		}
		if first.Limit != nil {
			b.key = first.Limit.Day()
		}
		b.what, b.stands = first.Label.Text(), first.Brief.Text()
		b.mark = l.standing == protocol.StandsLate || strings.HasPrefix(b.stands, "Due")
		if more := len(list) - 1; more > 0 && l.standing == protocol.StandsLate {
			b.stands += fmt.Sprintf(", and %d more", more)
		}
		return
	}
	b.stands = "– Nothing open"
	if !l.transfer.IsZero() && !l.transfer.Before(r.opt.AsOf) {
		b.key, b.what, b.stands = l.transfer, "Transfer", "✓ On time"
	}
}

// inShort are the codes of decisions as a line has them.
var inShort = map[string]string{"move": "Move", "again": "Again", "stay": "Stay"}

// lastTime is what the last meeting of the list came to: the code, and where a
// decision has none, how many there are.
func (r *Register) lastTime(b *brief, view audience.MeetingCase) {
	if view.Last.Date == nil {
		return
	}
	b.lastDay = view.Last.Date.Day()
	var coded, other []string
	for _, d := range view.Last.Decisions {
		switch {
		case d.Code == nil:
			other = append(other, d.Text.Text())
		case d.Due != nil:
			coded = append(coded, inShort[d.Code.Code()]+" by "+r.day(d.Due.Day()))
		default:
			coded = append(coded, inShort[d.Code.Code()])
		}
	}
	again := view.Last.DiscussAgain != nil && view.Last.DiscussAgain.Code() == "yes"
	switch {
	case len(coded) > 0:
		b.last = strings.Join(coded, ", ")
	case again:
		b.last = "Again"
	case len(other) > 0:
		b.last = plural(len(other), "decision")
	default:
		b.last = "No decision"
	}
}

// cell is all that a line says of a case in one cell.
func (b *brief) cell() cell {
	return cell{lines: lines(append(b.who, b.status, b.from, b.to, b.what, b.stands, b.last)...)}
}

// day is a day of a line, with its year where that is another than today's.
func (r *Register) day(d dates.Date) string {
	if d.Year == r.opt.AsOf.Year {
		return d.Brief()
	}
	return fmt.Sprintf("%s %d", d.Brief(), d.Year)
}

func (r *Register) weekday(d dates.Date) string { return d.Weekday().String()[:3] + " " + r.day(d) }

// heads are the columns of the list, and how much of its width each has.
func (s *sheet) heads() (heads []string, shares []float64) {
	who := "Case"
	if s.book.tracker.Per == "child" {
		who = "Child"
	}
	return []string{"", who, "Status", "From → to", "Key date", "How it stands", "Last time", "Move", "Again", "Stay", "Note"},
		[]float64{7, 29, 26, 56, 42, 28, 21, 13.5, 14.5, 12, 20}
}

// table is the list: a line a case, or a child of it.
func (s *sheet) list(can func(l *line) bool) *doc.Table {
	heads, shares := s.heads()
	t := &doc.Table{Shares: shares}
	for _, h := range heads {
		t.Align = append(t.Align, doc.Left)
		t.Header = append(t.Header, doc.Cell{Lines: plain(h).lines})
	}
	t.Header[0].Lines = nil
	for _, l := range s.lines() {
		t.Rows = append(t.Rows, s.line(l, can(l)))
	}
	return t
}

// line is a row of the list. What a format can't show of it is left out.
func (s *sheet) line(l *line, can bool) []doc.Cell {
	number := doc.Cell{Lines: plain(fmt.Sprint(l.number)).lines}
	if l.time != "" {
		number.Lines = append(number.Lines, plain(l.time).lines...)
	}
	b := l.brief
	row := []doc.Cell{number, {}, {}, {}, {}, {}, {}}
	switch {
	case l.kind == limited:
		row[1].Lines = append(strong(l.cells[0].text(" ")), nil...)
		row[5].Lines = plain("–").lines
	case !can:
		row[1].Lines = plain("This format can't show it: see the others").lines
	default:
		row[1].Lines = append(strong(b.who[0]), lines(b.who[1:]...)...)
		row[2].Lines = lines(b.status)
		row[3].Lines = lines(b.from, arrow(b.to))
		if !b.key.IsZero() {
			row[4].Lines = strong(s.register.weekday(b.key))
		}
		row[4].Lines = append(row[4].Lines, lines(b.what)...)
		if row[5].Lines = lines(b.stands); b.mark {
			row[5].Lines = strong(b.stands)
		}
		row[5].Lines = append(row[5].Lines, lines(b.lacks)...)
		if row[6].Lines = lines(b.last); !b.lastDay.IsZero() {
			row[6].Lines = append(row[6].Lines, lines(s.register.day(b.lastDay))...)
		}
	}
	for i := range row {
		if len(row[i].Lines) == 0 {
			row[i].Lines = plain("–").lines
		}
	}
	box := doc.Cell{Lines: []doc.Line{{Inlines: []doc.Inline{&doc.Tick{}}}}}
	return append(row, box, box, box, doc.Cell{})
}

func arrow(to string) string {
	if to == "" {
		return ""
	}
	return "→ " + to
}

// lines are texts, a line each; none for what is empty.
func lines(texts ...string) []doc.Line {
	var out []doc.Line
	for _, t := range texts {
		if t != "" {
			out = append(out, plain(t).lines...)
		}
	}
	return out
}

func strong(text string) []doc.Line {
	return []doc.Line{{Inlines: []doc.Inline{&doc.Strong{Inlines: []doc.Inline{&doc.Text{Text: text}}}}}}
}

// The columns of a workbook that are read back.
const (
	lineHead     = "Line"
	decisionHead = "Decision"
	byHead       = "By"
	noteHead     = "Note"
)

// choices are what a meeting may decide, by the code of a record: the words that
// stand in a workbook's cell, and on the list.
var choices = []struct {
	word string
	code model.Word
}{{"Move", "move"}, {"Discuss again", "again"}, {"Stay", "stay"}}

// offers are the choices, and what else the tracker offers.
func offers(t []fill.Column) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.word)
	}
	for _, col := range t {
		for _, o := range col.Offers {
			if o = strings.TrimRight(o, " :_"); !slices.ContainsFunc(out, func(x string) bool { return strings.EqualFold(x, o) }) {
				out = append(out, o)
			}
		}
	}
	return out
}

// key names a line for who reads a workbook back; "" of one that identifies nobody.
func (l *line) key() string {
	switch {
	case l.kind == anonymous:
		return ""
	case l.child != "":
		return l.reference + "/" + string(l.child)
	}
	return l.reference
}

// brief is the list as a sheet: a line a case, as wide as a page, with columns to
// write decisions in.
func (s *sheet) brief(can func(l *line) bool) *doc.Sheet {
	heads, _ := s.heads()
	t := &doc.Sheet{Header: []string{"No.", lineHead, heads[1], "Status", "From → to", "Key date", "What then", "How it stands", "Last time", decisionHead, byHead, noteHead},
		Wide: []float64{6, 16, 15, 14, 26, 14, 22, 17, 15, 17, 14, 26}}
	t.Offers = make([][]string, len(t.Header))
	t.Offers[9], t.Offers[10], t.Offers[11] = offers(s.book.tracker.Columns), []string{}, []string{}
	text := func(lines ...string) doc.Value {
		lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
		return doc.Value{Text: strings.Join(lines, "; "), Lines: strings.Join(lines, "\n")}
	}
	for _, l := range s.lines() {
		b := l.brief
		row := []doc.Value{{Text: fmt.Sprint(l.number), Number: l.number}, doc.Said(l.key()), {}, {}, {}, {}, {}, {}, {}, {}, {ToDay: true}, {}}
		if l.time != "" {
			row[0] = text(fmt.Sprint(l.number), l.time)
		}
		switch {
		case l.kind == limited:
			row[2] = doc.Said("Limited access: nothing else is shown")
		case !can(l):
			row[2] = doc.Said("This format can't show it: see the others")
		default:
			row[2], row[3], row[4] = text(b.who[1:]...), text(b.status), text(b.from, arrow(b.to))
			if l.kind == anonymous {
				row[2] = text(b.who...)
			}
			if !b.key.IsZero() {
				row[5] = dayValue(b.key)
				row[5].Lines = row[5].Text
			}
			row[6], row[7] = text(b.what), text(b.stands, b.lacks)
			if row[8] = text(b.last); !b.lastDay.IsZero() {
				row[8] = text(b.last, s.register.day(b.lastDay))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
