package render

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Width that is moved comes from a column that has it, none is lost, and the
// table isn't higher for it.
func TestBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		widths := rapid.SliceOfN(rapid.Float64Range(40, 300), n, n).Draw(t, "widths")
		least := make([]float64, n)
		for i := range least {
			least[i] = rapid.Float64Range(35, widths[i]).Draw(t, "least")
		}
		rows := make(tableLines, rapid.IntRange(0, 5).Draw(t, "rows"))
		for r := range rows {
			rows[r] = rapid.SliceOfN(rapid.SliceOfN(rapid.Float64Range(0, 4000), 0, 4), n, n).Draw(t, "row")
		}
		before, _ := rows.height(widths, 10)
		got := rows.balance(slices.Clone(widths), least, 10)
		sum, want := 0.0, 0.0
		for i := range got {
			sum, want = sum+got[i], want+widths[i]
			if got[i] < max(least[i], 0.75*widths[i])-0.001 {
				t.Errorf("column %d had %v, has %v and needs %v", i, widths[i], got[i], least[i])
			}
		}
		if math.Abs(sum-want) > 0.001 {
			t.Errorf("%v became %v", want, sum)
		}
		if after, _ := rows.height(got, 10); after > before {
			t.Errorf("%v lines became %v", before, after)
		}
	})
}

// A column with much text isn't left narrow beside one that has little.
func TestColumnOfMuchText(t *testing.T) {
	much := strings.Repeat("She stays with her worker for now, as the record says. ", 8)
	table := &Table{Header: pdfCells("Who", "How to reach them", "Family time"), Align: make([]Align, 3), Rows: [][]Cell{
		pdfCells("Jo Example", "Flat 6, Example House, 81 Example Wharf Road, EXAMPLETOWN, ZZ9 9BB", much)}}
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < 240 {
		t.Errorf("PDF: %.0f", w)
	}
	if w := docxColumns(table, docxRecordTable, 9638); w[2] < 4800 {
		t.Errorf("DOCX: %d", w)
	}
}

// A date isn't broken for a text beside it.
func TestDatesStayWhole(t *testing.T) {
	much := strings.Repeat("much was said and written down that day, ", 60)
	table := &Table{Header: pdfCells("Date", "Event"), Align: make([]Align, 2), Rows: [][]Cell{pdfCells("12 September 2025", much)}}
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if w[0] < 114 {
		t.Errorf("PDF: %.0f", w)
	}
	if w := docxColumns(table, docxRecordTable, 9638); w[0] < 2250 {
		t.Errorf("DOCX: %d", w)
	}
	table.Header[0] = pdfCells("Number in the record system, and date of birth")[0]
	if w := docxColumns(table, docxRecordTable, 9638); w[0] < 2250 {
		t.Errorf("DOCX under a long header: %d", w)
	}
}

// No word is broken where all would fit: a name with no-break spaces, an e-mail
// address beside a column that could be narrower.
func TestWordsStayWhole(t *testing.T) {
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	name := &Table{Header: pdfCells("Document", "Second audit", "Steps", "Who", "By when"), Rows: [][]Cell{
		pdfCells("Nguyễn–O'Neil\u00a0Smyth", "A discrepancy: present at the first audit, missing at the second", "", "", "")}}
	w, err := f.columns(name, plainTable, 482)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.set.collect(pdfText("Nguyễn–O'Neil\u00a0Smyth"), cellStyle, &elem{}); err != nil {
		t.Fatal(err)
	}
	if lines := f.set.lines(cellStyle, w[0]-2*cellPadX); len(lines) != 1 {
		t.Errorf("PDF: a name on %d lines of %.0f", len(lines), w)
	}
	if w[4] < writeLeast-0.1 {
		t.Errorf("PDF: no room to write: %.0f", w)
	}
	head := &Table{Header: pdfCells("Who", "Number, date of birth", "Worker", "Moves with this case"), Rows: [][]Cell{
		pdfCells("Unborn baby", "Expected 11 February 2027", "Francesca Example", "Yes")}}
	if w, err = f.columns(head, plainTable, 482); err != nil || w[3] < 0.6*120 {
		t.Errorf("PDF: a header on many lines: %.0f, %v", w, err)
	}
	const email = "bernice.halloran@bury.example.org"
	mail := &Table{Header: pdfCells("Other colleagues", "Team", "How to reach them"), Align: make([]Align, 3), Rows: [][]Cell{
		pdfCells("Gwendolen Ashcroft-Dube", "safeguarding.team.east@bury.example.org", email)}}
	d := docxColumns(mail, docxRecordTable, 9638)
	if need := docxLines([]Inline{&Text{Text: email}})[0][0] + docxCellSides; d[2] < need {
		t.Errorf("DOCX: %d, and the address needs %d", d, need)
	}
}

// Where not all addresses fit, the shorter one does; and Word ends a line after
// a hyphen, so that a double name doesn't take the room for it.
func TestDOCXFair(t *testing.T) {
	if got := docxFair([]int{1500, 4100, 5500}, 9638); !slices.Equal(got, []int{1500, 4100, 4038}) {
		t.Error(got)
	}
	if words := docxLines([]Inline{&Text{Text: "Gwendolen Ashcroft-Dube - and-"}})[0]; len(words) != 5 {
		t.Error(words)
	}
}

// A gap's few words stand on one line.
func TestDOCXGapStaysWhole(t *testing.T) {
	long := strings.Repeat("advice.and.assessment.team@bury.example.org, Sedge House, ", 3)
	two := table(row("", "Holding", "Receiving"), row("Name", long, ""))
	two.Rows[0][2] = Cell{Lines: []Line{{Inlines: []Inline{&Gap{Text: "Not recorded"}}}}}
	if w := docxColumns(two, docxRecordTable, 9638); w[2] < 1650 {
		t.Errorf("%d", w)
	}
	if n := len(docxLines([]Inline{&Gap{Text: "Not recorded"}, &Text{Text: " a\u00a0b c"}})[0]); n != 3 {
		t.Errorf("%d words", n)
	}
}

// The labels of facts stand in one calm column, as in PDF.
func TestDOCXFactsColumns(t *testing.T) {
	for _, label := range []string{"To", "Outstanding assessments and activities closed down on the record system"} {
		w := docxColumns(table(row("", ""), row(label, "No")), docxFactsTable, 10000)
		if w[0] < 2800 || w[0] > 3800 || w[0]+w[1] != 10000 {
			t.Errorf("%q: %d", label, w)
		}
	}
}

// There is room to sign, whatever the roles are called.
func TestRoomToSign(t *testing.T) {
	sign := &Table{Header: pdfCells("Role", "Name", "Signature", "Date"), Rows: [][]Cell{pdfCells("Receiving Team Manager of the Example Council", "Bartholomew Example-Longname", "", "")}}
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(sign, signTable, 460)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < signWidth-0.1 || w[3] < signWidth-0.1 {
		t.Errorf("%.0f", w)
	}
}
