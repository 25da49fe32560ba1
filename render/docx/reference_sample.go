package docx

import "handover/render/doc"

// WriteReference makes the Word document that is restyled in Word and read by
// ReadReference: each style that our documents use, at work.
func WriteReference() ([]byte, error) {
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	para := func(s string) doc.Block { return &doc.Paragraph{Inlines: text(s)} }
	cell := func(s string) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: text(s)}}} }
	table := func() *doc.Table {
		return &doc.Table{Align: make([]doc.Align, 2), Header: []doc.Cell{cell("Table Heading"), cell("Table Heading")},
			Rows: [][]doc.Cell{{cell("Table Row Heading, or Table Text"), cell("Table Text")}, {cell("Table Text"), {Lines: []doc.Line{{Inlines: text("Table Bullet"), Bullet: true}}}}}}
	}
	tick := func(checked bool) []doc.Inline {
		return append([]doc.Inline{&doc.Tick{Checked: checked}}, text("Tick List")...)
	}
	return Write(&doc.Doc{
		Meta: doc.Meta{Title: "Styles", Creator: "handover", Lang: "en-GB", Date: "2026-01-01", Layout: doc.Form, Head: "Header", Foot: "Footer"},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Inlines: text("Heading 1")},
			para("Change how the styles of this document look (Home, Styles, right-click, Modify), save it, and give it to handover with --reference. Its text is not used, nor are its pages."),
			&doc.Heading{Level: 2, Inlines: text("Heading 2")},
			&doc.Heading{Level: 3, Inlines: text("Heading 3")},
			&doc.Heading{Level: 4, Inlines: text("Heading 4")},
			&doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: "Body Text, with "}, &doc.Strong{Inlines: text("strong")}, &doc.Text{Text: " and "}, &doc.Emph{Inlines: text("emphasised")}, &doc.Text{Text: " words, and a gap: "}, &doc.Gap{Text: "Gap"}}},
			&doc.List{Items: []doc.Item{{Blocks: []doc.Block{para("List Bullet"), para("List Continue")}}}},
			&doc.List{Ordered: true, Start: 1, Items: []doc.Item{{Blocks: []doc.Block{para("List Number")}}}},
			&doc.List{Items: []doc.Item{{Blocks: []doc.Block{&doc.Paragraph{Inlines: tick(true)}}}, {Blocks: []doc.Block{&doc.Paragraph{Inlines: tick(false)}}}}},
			&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{para("Callout")}},
			&doc.Rule{},
			table(),
			&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{table()}},
			&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{table()}},
		},
	})
}
