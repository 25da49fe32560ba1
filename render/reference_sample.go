package render

// WriteReference makes the Word document that is restyled in Word and read by
// ReadReference: each style that our documents use, at work.
func WriteReference() ([]byte, error) {
	text := func(s string) []Inline { return []Inline{&Text{Text: s}} }
	para := func(s string) Block { return &Paragraph{Inlines: text(s)} }
	cell := func(s string) Cell { return Cell{Lines: []Line{{Inlines: text(s)}}} }
	table := func() *Table {
		return &Table{Align: make([]Align, 2), Header: []Cell{cell("Table Heading"), cell("Table Heading")},
			Rows: [][]Cell{{cell("Table Row Heading, or Table Text"), cell("Table Text")}, {cell("Table Text"), {Lines: []Line{{Inlines: text("Table Bullet"), Bullet: true}}}}}}
	}
	tick := func(checked bool) []Inline { return append([]Inline{&Tick{Checked: checked}}, text("Tick List")...) }
	return writeDOCX(&Doc{
		Meta: Meta{Title: "Styles", Creator: "handover", Lang: "en-GB", Date: "2026-01-01", Layout: Form, Head: "Header", Foot: "Footer"},
		Blocks: []Block{
			&Heading{Level: 1, Inlines: text("Heading 1")},
			para("Change how the styles of this document look (Home, Styles, right-click, Modify), save it, and give it to handover with --reference. Its text is not used, nor are its pages."),
			&Heading{Level: 2, Inlines: text("Heading 2")},
			&Heading{Level: 3, Inlines: text("Heading 3")},
			&Heading{Level: 4, Inlines: text("Heading 4")},
			&Paragraph{Inlines: []Inline{&Text{Text: "Body Text, with "}, &Strong{text("strong")}, &Text{Text: " and "}, &Emph{text("emphasised")}, &Text{Text: " words, and a gap: "}, &Gap{Text: "Gap"}}},
			&List{Items: []Item{{Blocks: []Block{para("List Bullet"), para("List Continue")}}}},
			&List{Ordered: true, Start: 1, Items: []Item{{Blocks: []Block{para("List Number")}}}},
			&List{Items: []Item{{Blocks: []Block{&Paragraph{Inlines: tick(true)}}}, {Blocks: []Block{&Paragraph{Inlines: tick(false)}}}}},
			&Div{Kind: Callout, Blocks: []Block{para("Callout")}},
			&Rule{},
			table(),
			&Div{Kind: Facts, Blocks: []Block{table()}},
			&Div{Kind: Signatures, Blocks: []Block{table()}},
		},
	})
}
