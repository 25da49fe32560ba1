// Package audience holds what each reader may see: views of a record, one Go
// type a kind of reader, and who may be written to at all.
//
// Call Recipients for who is to be told, and View for what one of them may see.
// A view is deny by default: what a reader may never know has no field in that
// reader's type, so that no template can name it. What a restriction between
// people keeps from a reader is absent from that reader's view, as if nobody
// had recorded it; where a letter can't do without, or free text says it,
// Recipients holds the letter back.
package audience

import "handover/model/dates"

// Fact is one line that a document may show. A nil *Fact is a fact that nobody
// recorded.
type Fact struct {
	text string
	path string
	code string
	day  dates.Date // that it is, where it is one day, or an hour of it, and nothing else
	hour string     // of day, "16:00"; "": the whole day
}

// Text is what is shown.
func (f *Fact) Text() string { return f.text }

// Path is where in the record it stands, "children[0].first_name"; "" if it is worked out.
func (f *Fact) Path() string { return f.path }

// Code is the word or code behind the text, "" if there is none.
func (f *Fact) Code() string { return f.code }

// Day is the day that the fact is, the zero date where it is anything else.
func (f *Fact) Day() dates.Date { return f.day }

// Hour is the time of that day, "16:00"; "" if there is none.
func (f *Fact) Hour() string { return f.hour }

// Narrative is free text of any length. A nil *Narrative is not recorded.
type Narrative struct {
	text string
	path string
}

// Text is what is shown: plain text with line breaks, paragraphs and bullets.
func (n *Narrative) Text() string { return n.text }

// Path is where in the record it stands.
func (n *Narrative) Path() string { return n.path }

// At is the place in the record that a view's struct stands for.
type At struct{ path string }

// Path is the place: "children[0].school". Fields below it have their JSON
// names, or the tag record.
func (a At) Path() string { return a.path }

func fact(text, path string) *Fact {
	if text == "" {
		return nil
	}
	return &Fact{text: text, path: path}
}

func yesNo(b *bool, path string) *Fact {
	switch {
	case b == nil:
		return nil
	case *b:
		return &Fact{text: "Yes", path: path, code: "yes"}
	default:
		return &Fact{text: "No", path: path, code: "no"}
	}
}

func longDate(d dates.Date, path string) *Fact {
	if d.IsZero() {
		return nil
	}
	return &Fact{text: d.Long(), path: path, day: d}
}

// Worked is a fact that is worked out, not taken from one place of the record.
func Worked(text string) *Fact { return fact(text, "") }

// Said is a place of the record in words.
func Said(words, path string) *Fact { return fact(words, path) }

// Absent is what stands for a list without entries: nil where nobody recorded
// it, "None" where it was asked and there is none.
func Absent(notRecorded bool) *Fact {
	if notRecorded {
		return nil
	}
	return Worked("None")
}
