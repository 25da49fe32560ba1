package markup

import (
	"fmt"
	"strings"
	"testing"

	"handover/render/doc"
)

// outline is a tree in one line.
func outline(blocks []doc.Block) string {
	var out []string
	text := func(in []doc.Inline) string {
		var b strings.Builder
		for _, x := range in {
			switch x := x.(type) {
			case *doc.Text:
				b.WriteString(x.Text)
			case *doc.Break:
				b.WriteString("/")
			default:
				fmt.Fprintf(&b, "%T", x)
			}
		}
		return b.String()
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			out = append(out, "p:"+text(b.Inlines))
		case *doc.List:
			var items []string
			for _, i := range b.Items {
				items = append(items, text(i.Blocks[0].(*doc.Paragraph).Inlines))
			}
			kind := "ul"
			if b.Ordered {
				kind = fmt.Sprint("ol", b.Start)
			}
			out = append(out, kind+":"+strings.Join(items, "|"))
		case *doc.Table:
			var rows []string
			for _, r := range append([][]doc.Cell{b.Header}, b.Rows...) {
				var cells []string
				for _, c := range r {
					s := ""
					for _, l := range c.Lines {
						s += text(l.Inlines)
					}
					cells = append(cells, s)
				}
				rows = append(rows, strings.Join(cells, ","))
			}
			out = append(out, "table:"+strings.Join(rows, "|"))
		}
	}
	return strings.Join(out, " ")
}

// TestFreeText is what people paste, and what becomes of it.
func TestFreeText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"one\ntwo\n\nthree":            "p:one/two p:three",
		"- a\n\n- b":                   "ul:a|b",
		"•\ta\n•\tb\nafter":            "ul:a|b p:after",
		"She needs:\n· a\n▪ b\n\to\tc": "p:She needs: ul:a|b|c",
		"1.\ta\n2.\tb":                 "ol1:a|b",
		"3)\ta\n4) b":                  "ol3:a|b",
		"1) a":                         "ol1:a",
		"1.\ta\n3.\tb":                 "ol1:a ol3:b", // the numbers that were typed
		"1. Take her home.\n2. Ring.":  "p:1. Take her home./2. Ring.",
		"10) nor the tenth":            "p:10) nor the tenth",
		"2026) x\n0) y":                "p:2026) x/0) y",
		"Told\tMother\tSchool\nMove\t\tYes\nWhy\tYes": "table:Told,Mother,School|Move,,Yes|Why,Yes,",
		"\tMother\tFather\nMove\tYes\t":               "table:,Mother,Father|Move,Yes,",
		"before\na\tb\nc\td\nafter":                   "p:before table:a,b|c,d p:after",
		"\tan indent\n\tand another":                  "p:an indent/and another",
		"Name:\tAnn":                                  "p:Name: · Ann",
		"a\t\tb":                                      "p:a · – · b",
		"☐ not a box ☑":                               "p:☐ not a box ☑",
		"* not\n-not\n+ not":                          "p:* not/-not/+ not",
		"•\n•\t":                                      "p:•/•",
	} {
		if got := outline(FreeText(in, "x")); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}
