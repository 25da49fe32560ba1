package doc

// Sheet is a document's list as a spreadsheet has it: a column a fact. The list
// is also the document's last block, as a table to read.
type Sheet struct {
	Header []string
	Offers [][]string // of each column to write in, what there is to choose; nil of others
	Rows   [][]Value  // as wide as the header
	Wide   []float64  // of the columns, in letters; nil: by what they hold
}

// Value is a cell of a sheet: a day, a number or text.
type Value struct {
	Text   string // on one line; of a day YYYY-MM-DD, with an hour YYYY-MM-DD HH:MM
	Lines  string // text with its line breaks
	Day    string // YYYY-MM-DD; "" if it is none
	Hour   string // of Day, HH:MM; "": the whole day
	Number int    // 0: none
	ToDay  bool   // empty, for a day to be written in
}

// Said is a text as a cell.
func Said(s string) Value { return Value{Text: s, Lines: s} }

// Book is a document's list as a workbook.
type Book struct {
	Cover int // how many of the document's first blocks stand before the list, on a sheet of their own
	Lists []BookList
}

// BookList is one sheet of a workbook.
type BookList struct {
	Name  string
	Fit   bool // as wide as a page, and no wider
	Sheet *Sheet
}
