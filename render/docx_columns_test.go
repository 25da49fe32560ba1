package render

import (
	"slices"
	"strings"
	"testing"
)

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

// A column with much text isn't left narrow beside one that has little.
func TestWordColumnOfMuchText(t *testing.T) {
	much := strings.Repeat("She stays with her worker for now, as the record says. ", 8)
	table := &Table{Header: pdfCells("Who", "How to reach them", "Family time"), Align: make([]Align, 3), Rows: [][]Cell{
		pdfCells("Jo Example", "Flat 6, Example House, 81 Example Wharf Road, EXAMPLETOWN, ZZ9 9BB", much)}}
	if w := docxColumns(table, docxRecordTable, 9638); w[2] < 4800 {
		t.Errorf("DOCX: %d", w)
	}
}

// A date isn't broken for a text beside it.
func TestWordDatesStayWhole(t *testing.T) {
	much := strings.Repeat("much was said and written down that day, ", 60)
	table := &Table{Header: pdfCells("Date", "Event"), Align: make([]Align, 2), Rows: [][]Cell{pdfCells("12 September 2025", much)}}
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
func TestWordWordsStayWhole(t *testing.T) {
	const email = "bernice.halloran@bury.example.org"
	mail := &Table{Header: pdfCells("Other colleagues", "Team", "How to reach them"), Align: make([]Align, 3), Rows: [][]Cell{
		pdfCells("Gwendolen Ashcroft-Dube", "safeguarding.team.east@bury.example.org", email)}}
	d := docxColumns(mail, docxRecordTable, 9638)
	if need := docxLines([]Inline{&Text{Text: email}})[0][0] + docxCellSides; d[2] < need {
		t.Errorf("DOCX: %d, and the address needs %d", d, need)
	}
}

// Word has no way to keep a line from ending there that leaves the letters as they
// are; but columns are wide enough for a number or a postcode.
func TestNumbersAreWordsOfAColumn(t *testing.T) {
	if got := docxLines([]Inline{&Text{Text: "Ring 0161 496 0121, M99 9ZZ"}}); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("words of widths %v", got)
	}
}

// In Word, too, headers take two lines before the cells beside them do: columns
// that hold next to nothing leave their room to the one that holds sentences.
func TestHeadersGiveWay(t *testing.T) {
	long := "Pathway plan Part 1 and Part 2 by the time a child is 16 and a quarter, and the case summary, reviewed and updated"
	table := &Table{Header: pdfCells("Document", "Where it stands", "Step to secure it", "Who, and by when"), Rows: [][]Cell{pdfCells(long, "Not audited yet", "–", "–")}}
	if w := docxColumns(table, docxRecordTable, 9638); w[0] < 9638/2 {
		t.Errorf("the column of sentences is %d of %v", w[0], w)
	}
	table.Rows[0] = pdfCells("Genogram", "Met", "–", "–")
	if w := docxColumns(table, docxRecordTable, 9638); w[2] < 1700 {
		t.Errorf("there is room, and a header is broken: %v", w)
	}
}

// The one column of a small table in which somebody writes gets an equal share,
// whatever stands beside it.
func TestWordRoomToWrite(t *testing.T) {
	long := "Check that the record is a complete record and make the manager aware of any gaps in the records and any documents that may be missing"
	table := &Table{Header: pdfCells("Standard", "Met", "Evidence"), Rows: [][]Cell{pdfCells(long, "Yes", "Jo Example"), pdfCells(long, "No", "")}}
	if i := loneWriteIn(table); i != 2 {
		t.Fatalf("the column to write in is %d", i)
	}
	if w := docxColumns(table, docxRecordTable, 9000); w[2] < 2990 {
		t.Errorf("DOCX: %v", w)
	}
	two := &Table{Header: pdfCells("What is to be decided", "Discussion and decision"), Align: make([]Align, 2), Rows: [][]Cell{pdfCells(long, ""), pdfCells(long, "Yes")}}
	if w := docxColumns(two, docxRecordTable, 9000); w[1] < 4490 {
		t.Errorf("DOCX: %v", w)
	}
	table.Rows[1][0] = Cell{}
	if i := loneWriteIn(table); i != -1 {
		t.Errorf("two columns to write in, and %d is alone", i)
	}
}

// A box that is a table by itself is for sentences.
func TestWordBoxForSentences(t *testing.T) {
	if h := docxMinHeight([]Cell{{}}, docxRecordTable, docxRowPlace{}); h < 1700 {
		t.Errorf("DOCX: %d", h)
	}
}
