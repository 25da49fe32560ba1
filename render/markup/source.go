package markup

import "handover/render/doc"

// Source is a filled template: Markdown in which a token stands for each value.
// Values are never Markdown: they enter the parsed tree.
type Source struct {
	Name     string // the template's name, for errors: "common/transfer-summary.md"
	Line     int    // line of the file on which Markdown begins, for errors; 1-based
	Markdown []byte
	Values   []Value // Token(i) stands for Values[i]
}

// Value is one value that a template prints.
type Value struct {
	Text      string // NFC; one line unless Narrative
	Path      string // where in the record it comes from; "" if worked out
	Narrative bool   // may have several lines, paragraphs and bullets
	Gap       bool   // Text stands for a fact that the record lacks

	Picture *doc.Picture // stands by itself, instead of Text
}
