package docx

import (
	"slices"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// Where not all addresses fit, the shorter one does; and Word ends a line after
// a hyphen, so that a double name doesn't take the room for it.
func TestDOCXFair(t *testing.T) {
	if got := fair([]int{1500, 4100, 5500}, 9638); !slices.Equal(got, []int{1500, 4100, 4038}) {
		t.Error(got)
	}
	if words := lineWords([]doc.Inline{&doc.Text{Text: "Gwendolen Ashcroft-Dube - and-"}})[0]; len(words) != 5 {
		t.Error(words)
	}
}

// A gap's few words stand on one line.
func TestDOCXGapStaysWhole(t *testing.T) {
	long := strings.Repeat("advice.and.assessment.team@bury.example.org, Sedge House, ", 3)
	two := sample.Table(sample.Row("", "Holding", "Receiving"), sample.Row("Name", long, ""))
	two.Rows[0][2] = doc.Cell{Lines: []doc.Line{{Inlines: []doc.Inline{&doc.Gap{Text: "Not recorded"}}}}}
	if w := columns(two, recordTable, 9638); w[2] < 1650 {
		t.Errorf("%d", w)
	}
	if n := len(lineWords([]doc.Inline{&doc.Gap{Text: "Not recorded"}, &doc.Text{Text: " a\u00a0b c"}})[0]); n != 3 {
		t.Errorf("%d words", n)
	}
}

// The labels of facts stand in one calm column, as in PDF.
func TestDOCXFactsColumns(t *testing.T) {
	for _, label := range []string{"To", "Outstanding assessments and activities closed down on the record system"} {
		w := columns(sample.Table(sample.Row("", ""), sample.Row(label, "No")), factsTable, 10000)
		if w[0] < 2800 || w[0] > 3800 || w[0]+w[1] != 10000 {
			t.Errorf("%q: %d", label, w)
		}
	}
}

// A column with much text isn't left narrow beside one that has little.
func TestWordColumnOfMuchText(t *testing.T) {
	much := strings.Repeat("She stays with her worker for now, as the record says. ", 8)
	table := &doc.Table{Header: sample.Cells("Who", "How to reach them", "Family time"), Align: make([]doc.Align, 3), Rows: [][]doc.Cell{
		sample.Cells("Jo Example", "Flat 6, Example House, 81 Example Wharf Road, EXAMPLETOWN, ZZ9 9BB", much)}}
	if w := columns(table, recordTable, 9638); w[2] < 4800 {
		t.Errorf("DOCX: %d", w)
	}
}

// A date isn't broken for a text beside it.
func TestWordDatesStayWhole(t *testing.T) {
	much := strings.Repeat("much was said and written down that day, ", 60)
	table := &doc.Table{Header: sample.Cells("Date", "Event"), Align: make([]doc.Align, 2), Rows: [][]doc.Cell{sample.Cells("12 September 2025", much)}}
	if w := columns(table, recordTable, 9638); w[0] < 2250 {
		t.Errorf("DOCX: %d", w)
	}
	table.Header[0] = sample.Cells("Number in the record system, and date of birth")[0]
	if w := columns(table, recordTable, 9638); w[0] < 2250 {
		t.Errorf("DOCX under a long header: %d", w)
	}
}

// No word is broken where all would fit: a name with no-break spaces, an e-mail
// address beside a column that could be narrower.
func TestWordWordsStayWhole(t *testing.T) {
	const email = "bernice.halloran@bury.example.org"
	mail := &doc.Table{Header: sample.Cells("Other colleagues", "Team", "How to reach them"), Align: make([]doc.Align, 3), Rows: [][]doc.Cell{
		sample.Cells("Gwendolen Ashcroft-Dube", "safeguarding.team.east@bury.example.org", email)}}
	d := columns(mail, recordTable, 9638)
	if need := lineWords([]doc.Inline{&doc.Text{Text: email}})[0][0] + cellSides; d[2] < need {
		t.Errorf("DOCX: %d, and the address needs %d", d, need)
	}
}

// Word has no way to keep a line from ending there that leaves the letters as they
// are; but columns are wide enough for a number or a postcode.
func TestNumbersAreWordsOfAColumn(t *testing.T) {
	if got := lineWords([]doc.Inline{&doc.Text{Text: "Ring 0161 496 0121, M99 9ZZ"}}); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("words of widths %v", got)
	}
}

// In Word, too, headers take two lines before the cells beside them do: columns
// that hold next to nothing leave their room to the one that holds sentences.
func TestHeadersGiveWay(t *testing.T) {
	long := "Pathway plan Part 1 and Part 2 by the time a child is 16 and a quarter, and the case summary, reviewed and updated"
	table := &doc.Table{Header: sample.Cells("Document", "Where it stands", "Step to secure it", "Who, and by when"), Rows: [][]doc.Cell{sample.Cells(long, "Not audited yet", "–", "–")}}
	if w := columns(table, recordTable, 9638); w[0] < 9638/2 {
		t.Errorf("the column of sentences is %d of %v", w[0], w)
	}
	table.Rows[0] = sample.Cells("Genogram", "Met", "–", "–")
	if w := columns(table, recordTable, 9638); w[2] < 1700 {
		t.Errorf("there is room, and a header is broken: %v", w)
	}
}

// The one column of a small table in which somebody writes gets an equal share,
// whatever stands beside it.
func TestWordRoomToWrite(t *testing.T) {
	long := "Check that the record is a complete record and make the manager aware of any gaps in the records and any documents that may be missing"
	table := &doc.Table{Header: sample.Cells("Standard", "Met", "Evidence"), Rows: [][]doc.Cell{sample.Cells(long, "Yes", "Jo Example"), sample.Cells(long, "No", "")}}
	if i := doc.LoneWriteIn(table); i != 2 {
		t.Fatalf("the column to write in is %d", i)
	}
	if w := columns(table, recordTable, 9000); w[2] < 2990 {
		t.Errorf("DOCX: %v", w)
	}
	two := &doc.Table{Header: sample.Cells("What is to be decided", "Discussion and decision"), Align: make([]doc.Align, 2), Rows: [][]doc.Cell{sample.Cells(long, ""), sample.Cells(long, "Yes")}}
	if w := columns(two, recordTable, 9000); w[1] < 4490 {
		t.Errorf("DOCX: %v", w)
	}
	table.Rows[1][0] = doc.Cell{}
	if i := doc.LoneWriteIn(table); i != -1 {
		t.Errorf("two columns to write in, and %d is alone", i)
	}
}

// A box that is a table by itself is for sentences.
func TestWordBoxForSentences(t *testing.T) {
	if h := minHeight([]doc.Cell{{}}, recordTable, rowPlace{}); h < 1700 {
		t.Errorf("DOCX: %d", h)
	}
}
