package tracker

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
)

// Decided is what a meeting decided of one line, as it was written into a
// workbook.
type Decided struct {
	Cell      string // of the decision: "Cases!J5"
	Reference string
	Child     model.ID // "": the whole case
	Word      string   // "Move", or one of the tracker's own offers; "" of a note alone
	By        dates.Date
	Note      string
}

// Workbook is a list that came back from a meeting.
type Workbook struct {
	Title   string // of the tracker
	AsOf    dates.Date
	Decided []Decided
}

// CellFault is what is wrong with a cell, and what to write there. It holds
// nothing of what stands in the cell.
type CellFault struct{ Cell, Msg, Hint string }

// readLimit is how large a workbook may be unpacked, in bytes.
const readLimit = 64 << 20

// Read reads what a meeting wrote into a workbook that this program made. Every
// fault is given, each by its cell.
func Read(src []byte) (Workbook, []CellFault) {
	var w Workbook
	f, err := excelize.OpenReader(bytes.NewReader(src), excelize.Options{UnzipSizeLimit: readLimit, RawCellValue: true})
	if err != nil {
		return w, []CellFault{{"", "is no workbook that can be read", "save it as an Excel workbook (.xlsx), without a password"}}
	}
	defer func() { _ = f.Close() }() // it was only read
	rows, err := f.GetRows("Cases")
	if err != nil || len(rows) == 0 {
		return w, []CellFault{{"", "has no sheet Cases", "give the workbook that handover tracker made"}}
	}
	if props, err := f.GetDocProps(); err == nil {
		w.Title = props.Title
		w.AsOf, _ = dates.Parse(props.Created[:min(len(props.Created), len(time.DateOnly))]) // without one, the day is asked for
	}
	at := map[string]int{}
	for i, h := range rows[0] {
		at[strings.TrimSpace(h)] = i
	}
	var faults []CellFault
	for _, head := range []string{lineHead, decisionHead, byHead, noteHead} {
		if _, there := at[head]; !there {
			faults = append(faults, CellFault{"Cases!1", fmt.Sprintf("has no column %q", head), "the first row is as handover tracker made it"})
		}
	}
	if faults != nil {
		return w, faults
	}
	seen := map[string]string{}
	for n, row := range rows[1:] {
		r := reading{row: n + 2, at: at, cells: row}
		if d, ok := r.line(); ok {
			if before := seen[d.Reference+"/"+string(d.Child)]; before != "" {
				r.fault(lineHead, "the same line as "+before, "one line is one decision")
			}
			seen[d.Reference+"/"+string(d.Child)] = r.name(lineHead)
			w.Decided = append(w.Decided, d)
		}
		faults = append(faults, r.faults...)
	}
	return w, faults
}

// reading is one row of a workbook.
type reading struct {
	row    int
	at     map[string]int
	cells  []string
	faults []CellFault
}

func (r *reading) text(head string) string {
	if i := r.at[head]; i < len(r.cells) {
		return strings.Join(strings.Fields(r.cells[i]), " ")
	}
	return ""
}

func (r *reading) name(head string) string {
	cell, _ := excelize.CoordinatesToCellName(r.at[head]+1, r.row) // both are from 1 on
	return "Cases!" + cell
}

func (r *reading) fault(head, msg, hint string) {
	r.faults = append(r.faults, CellFault{r.name(head), msg, hint})
}

// line is a row's decision; false where nothing was decided.
func (r *reading) line() (Decided, bool) {
	d := Decided{Cell: r.name(decisionHead), Word: r.text(decisionHead), Note: r.text(noteHead)}
	by, key := r.text(byHead), r.text(lineHead)
	if d.Word == "" && d.Note == "" {
		if by != "" {
			r.fault(byHead, "a day, and no decision", "choose one in the column "+decisionHead)
		}
		return d, false
	}
	if key == "" {
		r.fault(lineHead, "names no case, so that the decision belongs to none", "write it into the record by hand")
		return d, false
	}
	ref, child, _ := strings.Cut(key, "/")
	d.Reference, d.Child = ref, model.ID(child)
	if by != "" {
		var ok bool
		if d.By, ok = dayOf(by); !ok {
			r.fault(byHead, "isn't a day", "write it as 12 Jan 2027 or 2027-01-12")
		}
	}
	return d, true
}

// dayOf is a day as people and spreadsheets write one. Where day and month could
// be the other way round, they are as in England.
func dayOf(s string) (dates.Date, bool) {
	if n, err := strconv.Atoi(s); err == nil && n > 20000 && n < 80000 { // as Excel counts days
		return dates.Date{Year: 1899, Month: time.December, Day: 30}.AddDays(n), true
	}
	for _, form := range []string{time.DateOnly, "2 Jan 2006", "2 January 2006", "Mon 2 Jan 2006", "Monday 2 January 2006", "2/1/2006", "2.1.2006"} {
		if t, err := time.Parse(form, s); err == nil {
			y, m, d := t.Date()
			return dates.Date{Year: y, Month: m, Day: d}, true
		}
	}
	return dates.Date{}, false
}

// Meeting is the meeting of a tracker that decided so of some of a case's lines,
// as the record has it. code says what the words come to. wrong is a decision that
// the tracker doesn't offer.
func Meeting(t fill.Tracker, on dates.Date, lines []Decided) (m model.Meeting, wrong []CellFault) {
	m = model.Meeting{Kind: t.Title, Date: on}
	if len(t.Meetings) > 0 {
		m.Kind = t.Meetings[0]
	}
	offered := offers(t.Columns)
	for _, l := range lines {
		d := model.Decision{Decision: model.Text(l.Note), Due: l.By}
		if l.Word != "" {
			i := slices.IndexFunc(offered, func(o string) bool { return strings.EqualFold(o, l.Word) })
			if i < 0 {
				wrong = append(wrong, CellFault{l.Cell, "isn't a decision of this list", "one of " + strings.Join(offered, ", ") + "; other words stand in the column " + noteHead})
				continue
			}
			d.Decision = model.Text(strings.TrimSuffix(offered[i]+". "+l.Note, ". "))
			if i < len(choices) {
				d.Code = choices[i].code
			}
		}
		if again := d.Code == "again"; again || d.Code != "" && m.DiscussAgain == nil {
			m.DiscussAgain = &again
		}
		if l.Child != "" && !slices.Contains(m.Children, l.Child) {
			m.Children = append(m.Children, l.Child)
		}
		if !slices.Contains(m.Decisions, d) {
			m.Decisions = append(m.Decisions, d)
		}
	}
	return m, wrong
}
