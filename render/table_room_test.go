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
