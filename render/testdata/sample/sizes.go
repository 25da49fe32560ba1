package sample

import "handover/render/doc"

// Sizes has text of each size, in each layout.
func Sizes(layout doc.Layout, large bool) *doc.Doc {
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	cell := func(s string) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: text(s)}}} }
	d := &doc.Doc{Meta: doc.Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: layout, Foot: "As of 2 January 2026", Large: large}}
	if layout == doc.Letter {
		lines := func(s ...string) []doc.Block {
			var in []doc.Inline
			for i, x := range s {
				if i > 0 {
					in = append(in, &doc.Break{})
				}
				in = append(in, &doc.Text{Text: x})
			}
			return []doc.Block{&doc.Paragraph{Inlines: in}}
		}
		d.Blocks = []doc.Block{
			&doc.Div{Kind: doc.Sender, Blocks: lines("The Council", "01632 960001", "2 January 2026")},
			&doc.Div{Kind: doc.Address, Blocks: lines("A Parent", "1 A Road", "TOWN", "ZZ9 9ZZ")},
		}
	} else {
		d.Meta.Head = "OFFICIAL"
	}
	d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Inlines: text("Plan")}, &doc.Heading{Level: 2, Inlines: text("Second")}, &doc.Heading{Level: 3, Inlines: text("Third")}, &doc.Heading{Level: 4, Inlines: text("Fourth")},
		&doc.Paragraph{Inlines: text("Words.")}, &doc.List{Items: []doc.Item{{Blocks: []doc.Block{&doc.Paragraph{Inlines: text("an item")}}}}},
		&doc.Table{Header: []doc.Cell{cell("Who"), cell("When")}, Align: make([]doc.Align, 2), Rows: [][]doc.Cell{{cell("Gran"), {}}}})
	return d
}
