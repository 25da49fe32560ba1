package render

import "testing"

// The one column of a small table in which somebody writes gets an equal share,
// whatever stands beside it.
func TestRoomToWrite(t *testing.T) {
	long := "Check that the record is a complete record and make the manager aware of any gaps in the records and any documents that may be missing"
	table := &Table{Header: pdfCells("Standard", "Met", "Evidence"), Rows: [][]Cell{pdfCells(long, "Yes", "Jo Example"), pdfCells(long, "No", "")}}
	if i := loneWriteIn(table); i != 2 {
		t.Fatalf("the column to write in is %d", i)
	}
	if w := docxColumns(table, docxRecordTable, 9000); w[2] < 2990 {
		t.Errorf("DOCX: %v", w)
	}
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	w, err := f.columns(table, plainTable, 480)
	if err != nil {
		t.Fatal(err)
	}
	if w[2] < 159 {
		t.Errorf("PDF: %v", w)
	}
	two := &Table{Header: pdfCells("What is to be decided", "Discussion and decision"), Align: make([]Align, 2), Rows: [][]Cell{pdfCells(long, ""), pdfCells(long, "Yes")}}
	if w, err = f.columns(two, plainTable, 480); err != nil || w[1] < 239 {
		t.Errorf("PDF: %v, %v", w, err)
	}
	if w := docxColumns(two, docxRecordTable, 9000); w[1] < 4490 {
		t.Errorf("DOCX: %v", w)
	}
	table.Rows[1][0] = Cell{}
	if i := loneWriteIn(table); i != -1 {
		t.Errorf("two columns to write in, and %d is alone", i)
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

// A box that is a table by itself is for sentences.
func TestBoxForSentences(t *testing.T) {
	if h := docxMinHeight([]Cell{{}}, docxRecordTable, docxRowPlace{}); h < 1700 {
		t.Errorf("DOCX: %d", h)
	}
	f := &flow{doc: &Doc{}, set: setter{faces: new(faceSet)}}
	grid := &tableGrid{width: []float64{400}}
	r, err := f.row(grid, []Cell{{}}, []Cell{{}}, new(elem), false)
	if err != nil {
		t.Fatal(err)
	}
	if r.h < 85 {
		t.Errorf("PDF: %v", r.h)
	}
}
