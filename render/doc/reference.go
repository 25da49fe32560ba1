package doc

// Reference is how a council's own Word document sets every style that our
// documents use. Nothing else of that document is taken.
type Reference struct {
	SHA256 string // of the file

	Styles string // the whole part
	Theme  string // the part that styles may take fonts and colours from; "" without
	// Says is what those parts hold in words that aren't Word's or ours: comments,
	// names of styles and whatever else somebody wrote there.
	Says []string
}
