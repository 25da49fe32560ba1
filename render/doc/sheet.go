package doc

// Sheet is a document's list as a spreadsheet has it: a column a fact. The list
// is also the document's last block, as a table to read.
type Sheet struct {
	Header []string
	Offers [][]string // of each column to write in, what there is to choose; nil of others
	Rows   [][]Value  // as wide as the header
}

// Value is a cell of a sheet: a day, a number or text.
type Value struct {
	Text   string // on one line; of a day YYYY-MM-DD
	Lines  string // text with its line breaks
	Day    string // YYYY-MM-DD; "" if it is none
	Number int    // 0: none
}

// Said is a text as a cell.
func Said(s string) Value { return Value{Text: s, Lines: s} }
