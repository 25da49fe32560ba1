package sample

import (
	"fmt"
	"strings"

	"handover/render/doc"
)

// Dump writes a tree down, a node a line, without paths: neighbouring texts of
// different paths are one, as in Markdown.
func Dump(v any) string {
	var b strings.Builder
	dumpTo(&b, "", v)
	return b.String()
}

func dumpTo(b *strings.Builder, indent string, v any) {
	line := func(format string, args ...any) { fmt.Fprintf(b, indent+format+"\n", args...) }
	each := func(n int, child func(int) any) {
		for i := range n {
			dumpTo(b, indent+" ", child(i))
		}
	}
	inlines := func(ins []doc.Inline) {
		text := ""
		for i, x := range ins {
			if t, ok := x.(*doc.Text); ok {
				text += t.Text
				if i+1 < len(ins) {
					if _, ok := ins[i+1].(*doc.Text); ok {
						continue
					}
				}
				x, text = &doc.Text{Text: text}, ""
			}
			dumpTo(b, indent+" ", x)
		}
	}
	switch v := v.(type) {
	case []doc.Block:
		each(len(v), func(i int) any { return v[i] })
	case *doc.Heading:
		line("heading %d", v.Level)
		inlines(v.Inlines)
	case *doc.Paragraph:
		line("paragraph")
		inlines(v.Inlines)
	case *doc.List:
		line("list %t %d", v.Ordered, v.Start)
		each(len(v.Items), func(i int) any { return v.Items[i] })
	case doc.Item:
		line("item")
		dumpTo(b, indent, v.Blocks)
	case *doc.Table:
		line("table %v", v.Align)
		for _, row := range append([][]doc.Cell{v.Header}, v.Rows...) {
			line(" row")
			each(len(row), func(i int) any { return row[i] })
		}
	case doc.Cell:
		line("cell")
		for _, l := range v.Lines {
			line("line %t", l.Bullet)
			inlines(l.Inlines)
		}
	case *doc.Div:
		line("div %s", v.Kind)
		dumpTo(b, indent, v.Blocks)
	case *doc.Text:
		line("text %+q", v.Text)
	case *doc.Strong:
		line("strong")
		inlines(v.Inlines)
	case *doc.Emph:
		line("emph")
		inlines(v.Inlines)
	case *doc.Link:
		line("link %s", v.To)
		inlines(v.Inlines)
	case *doc.Gap:
		line("gap %+q", v.Text)
	case *doc.Tick:
		line("tick %t", v.Checked)
	case *doc.Rule, *doc.Break:
		line("%T", v)
	default:
		panic(fmt.Sprintf("%T", v))
	}
}
