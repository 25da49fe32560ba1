package pdf

import (
	"regexp"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// There is room to sign, whatever the roles are called.
func TestRoomToSign(t *testing.T) {
	sign := &doc.Table{Header: sample.Cells("Role", "Name", "Signature", "Date"), Rows: [][]doc.Cell{sample.Cells("Receiving Team Manager of the Example Council", "Bartholomew Example-Longname", "", "")}}
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(sign, signTable, 460)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < signWidth-0.1 || w[3] < signWidth-0.1 {
		t.Errorf("%.0f", w)
	}
}

// A column with much text isn't left narrow beside one that has little.
func TestColumnOfMuchText(t *testing.T) {
	much := strings.Repeat("She stays with her worker for now, as the record says. ", 8)
	table := &doc.Table{Header: sample.Cells("Who", "How to reach them", "Family time"), Align: make([]doc.Align, 3), Rows: [][]doc.Cell{
		sample.Cells("Jo Example", "Flat 6, Example House, 81 Example Wharf Road, EXAMPLETOWN, ZZ9 9BB", much)}}
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < 240 {
		t.Errorf("PDF: %.0f", w)
	}
}

// A date isn't broken for a text beside it.
func TestDatesStayWhole(t *testing.T) {
	much := strings.Repeat("much was said and written down that day, ", 60)
	table := &doc.Table{Header: sample.Cells("Date", "Event"), Align: make([]doc.Align, 2), Rows: [][]doc.Cell{sample.Cells("12 September 2025", much)}}
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if w[0] < 114 {
		t.Errorf("PDF: %.0f", w)
	}
}

// No word is broken where all would fit: a name with no-break spaces, an e-mail
// address beside a column that could be narrower.
func TestWordsStayWhole(t *testing.T) {
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	name := &doc.Table{Header: sample.Cells("Document", "Second audit", "Steps", "Who", "By when"), Rows: [][]doc.Cell{
		sample.Cells("Nguyễn–O'Neil\u00a0Smyth", "A discrepancy: present at the first audit, missing at the second", "", "", "")}}
	w, err := f.columns(name, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.set.collect(sample.Inlines("Nguyễn–O'Neil\u00a0Smyth"), cellStyle, &elem{}); err != nil {
		t.Fatal(err)
	}
	if lines := f.set.lines(cellStyle, w[0]-2*cellPadX); len(lines) != 1 {
		t.Errorf("PDF: a name on %d lines of %.0f", len(lines), w)
	}
	if w[4] < writeLeast-0.1 {
		t.Errorf("PDF: no room to write: %.0f", w)
	}
	head := &doc.Table{Header: sample.Cells("Who", "Number, date of birth", "Worker", "Moves with this case"), Rows: [][]doc.Cell{
		sample.Cells("Unborn baby", "Expected 11 February 2027", "Francesca Example", "Yes")}}
	if w, err = f.columns(head, plainTable, 482); err != nil || w[3] < 0.6*120 {
		t.Errorf("PDF: a header on many lines: %.0f, %v", w, err)
	}
}

// In PDF no line ends inside one, unless no line is wide enough for it; then it
// ends after a group.
func TestNumbersStayWhole(t *testing.T) {
	for width := 40.0; width < 400; width += 3 {
		s := setter{faces: new(faceSet)}
		if err := s.collect([]doc.Inline{&doc.Text{Text: "Until 24 January 2027: Alasdair Mountjoy, "}, &doc.Text{Text: "0161 496 0121"}, &doc.Text{Text: " in SALFORD M99 9ZZ, or 020 7946 0199"}}, bodyStyle, &elem{}); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range s.lines(bodyStyle, width) {
			text := ""
			for _, r := range l.runs {
				text += r.text
			}
			lines = append(lines, text)
			if limit := int32(width * 1000 / bodyStyle.size); l.w > limit {
				t.Errorf("a line of %d in %d: %q", l.w, limit, text)
			}
		}
		all := strings.Join(lines, "|")
		for _, number := range []string{"0161 496 0121", "020 7946 0199", "M99 9ZZ"} {
			if w := float64(len(number)) * 0.6 * 12; width > w && !strings.Contains(all, number) {
				t.Errorf("%.0f points: broken as %s", width, all)
			}
		}
		if regexp.MustCompile(`[0-9]\|[0-9]`).MatchString(all) {
			t.Errorf("%.0f points: broken as %s", width, all)
		}
	}
}

// The one column of a small table in which somebody writes gets an equal share,
// whatever stands beside it.
func TestRoomToWrite(t *testing.T) {
	long := "Check that the record is a complete record and make the manager aware of any gaps in the records and any documents that may be missing"
	table := &doc.Table{Header: sample.Cells("Standard", "Met", "Evidence"), Rows: [][]doc.Cell{sample.Cells(long, "Yes", "Jo Example"), sample.Cells(long, "No", "")}}
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 480)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < 159 {
		t.Errorf("PDF: %v", w)
	}
	two := &doc.Table{Header: sample.Cells("What is to be decided", "Discussion and decision"), Align: make([]doc.Align, 2), Rows: [][]doc.Cell{sample.Cells(long, ""), sample.Cells(long, "Yes")}}
	if w, err = f.columns(two, plainTable, 480); err != nil || w[1] < 239 {
		t.Errorf("PDF: %v, %v", w, err)
	}
}

// A box that is a table by itself is for sentences.
func TestBoxForSentences(t *testing.T) {
	f := &flow{doc: &doc.Doc{}, set: setter{faces: new(faceSet)}}
	grid := &tableGrid{width: []float64{400}}
	r, err := f.row(grid, []doc.Cell{{}}, []doc.Cell{{}}, new(elem), false)
	if err != nil {
		t.Fatal(err)
	}
	if r.h < 85 {
		t.Errorf("PDF: %v", r.h)
	}
}
