// Package html writes documents as one page for a browser. Call Write.
package html

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"handover/render/doc"
)

// style shows a page on a screen and on paper. White space of a record is
// kept: a run of spaces is part of the text.
const style = `
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.375rem; } h3 { font-size: 1.125rem; } h4 { font-size: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.5em 0 .5em; break-after: avoid; }
p, h1, h2, h3, h4, th, td, .line { white-space: pre-wrap; overflow-wrap: anywhere; }
p { margin: 0 0 .75em; } li > p { margin: 0 0 .25em; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 1px solid #505a5f; padding: .3em .5em; text-align: left; vertical-align: top; }
thead th { background: #f3f2f1; overflow-wrap: break-word; }
.centre { text-align: center; } .right { text-align: right; }
.line { display: block; min-height: 1.5em; } .bullet { display: list-item; list-style: disc; margin-left: 1.2em; }
mark { background: #fff7bf; border: 1px dashed #0b0c0c; padding: 0 .2em; font-style: italic; }
.lines table { font-size: .9rem; line-height: 1.2; } .lines th, .lines td { border-width: 0 0 1px; padding: .15em .4em; }
.lines td { min-width: 0; } .lines thead th { background: none; vertical-align: bottom; } .lines .line { min-height: 0; }
.sender { text-align: right; } .address { margin: 2rem 0; }
.callout { border: 2px solid #0b0c0c; border-left-width: .6rem; padding: .75rem 1rem 0; margin: 0 0 1em; }
.signatures td { height: 3em; }
header, footer { color: #505a5f; }
.draft { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; font-size: 9rem; font-weight: bold; color: rgba(0, 0, 0, .08); transform: rotate(-30deg); pointer-events: none; z-index: 1; }
svg { display: block; max-width: 100%; height: auto; margin: 0 0 1em; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 12pt; } }
`

// wide is for what is landscape on paper: lists, of which each column is to
// be wide enough to read, and to write in.
const wide = `body { max-width: 80rem; }
td { min-width: 7rem; }
@page { size: A4 landscape; }
@media print { body { max-width: none; } }
`

const large = `html { font-size: 18pt; }
@media print { body { font-size: 18pt; } }
`

// Write writes one whole page that loads nothing and runs nothing: no
// script, no address but those of links, every text escaped. It is well-formed
// XML too.
func Write(d *doc.Doc) ([]byte, error) {
	w := &writer{}
	m := d.Meta
	w.raw("<!DOCTYPE html>\n<html lang=\"", html.EscapeString(m.Lang), "\">\n<head>\n<meta charset=\"utf-8\"/>\n")
	w.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
	for _, f := range []struct{ name, content string }{{"author", m.Creator}, {"date", m.Date}} {
		if f.content != "" {
			w.raw("<meta name=\"", f.name, "\" content=\"", html.EscapeString(f.content), "\"/>\n")
		}
	}
	style := style
	if m.Landscape {
		style += wide
	}
	if m.Large {
		style += large
	}
	w.raw("<title>", html.EscapeString(m.Title), "</title>\n<style>", style, "</style>\n</head>\n")
	w.raw("<body class=\"", html.EscapeString(string(m.Layout)), "\">\n")
	if m.Draft {
		w.raw("<p class=\"draft\" aria-hidden=\"true\">DRAFT</p>\n")
	}
	if m.Head != "" {
		w.raw("<header>", html.EscapeString(m.Head), "</header>\n")
	}
	w.raw("<main>\n")
	w.blocks(d.Blocks)
	w.raw("</main>\n")
	if m.Foot != "" {
		w.raw("<footer>", html.EscapeString(m.Foot), "</footer>\n")
	}
	w.raw("</body>\n</html>\n")
	if w.err != nil {
		return nil, w.err
	}
	return []byte(w.b.String()), nil
}

// writer keeps the first error.
type writer struct {
	b   strings.Builder
	err error
}

func (w *writer) raw(parts ...string) {
	for _, s := range parts {
		w.b.WriteString(s)
	}
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) blocks(blocks []doc.Block) {
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.Heading:
			tag := "h" + strconv.Itoa(x.Level)
			if x.Level < 1 || x.Level > 4 {
				w.fail(fmt.Errorf("unknown heading level %d", x.Level))
			}
			w.element(tag, x.Inlines)
		case *doc.Paragraph:
			w.element("p", x.Inlines)
		case *doc.List:
			w.list(x)
		case *doc.Table:
			w.table(x, false)
		case *doc.Div:
			w.div(x)
		case *doc.Picture:
			w.picture(x)
		case *doc.Rule:
			w.raw("<hr/>\n")
		default:
			w.fail(fmt.Errorf("unknown block %T", x))
		}
	}
}

func (w *writer) element(tag string, ins []doc.Inline) {
	w.raw("<", tag, ">")
	w.inlines(ins)
	w.raw("</", tag, ">\n")
}

func (w *writer) list(l *doc.List) {
	tag, attr := "ul", ""
	if l.Ordered {
		tag = "ol"
		if l.Start != 1 {
			attr = ` start="` + strconv.Itoa(l.Start) + `"`
		}
	}
	w.raw("<", tag, attr, ">\n")
	for _, item := range l.Items {
		w.raw("<li>\n")
		w.blocks(item.Blocks)
		w.raw("</li>\n")
	}
	w.raw("</", tag, ">\n")
}

// table writes a table; with rowHeads the first column heads its row.
func (w *writer) table(t *doc.Table, rowHeads bool) {
	if t.Shares != nil {
		w.raw("<div class=\"lines\">\n")
		defer w.raw("</div>\n")
	}
	w.raw("<table>\n")
	// Empty cells head nothing.
	if slices.ContainsFunc(t.Header, func(c doc.Cell) bool { return len(c.Lines) > 0 }) {
		w.raw("<thead>\n<tr>")
		for i, c := range t.Header {
			w.cell("th", ` scope="col"`, t, i, c)
		}
		w.raw("</tr>\n</thead>\n")
	}
	w.raw("<tbody>\n")
	for _, row := range t.Rows {
		w.raw("<tr>")
		for i, c := range row {
			if i == 0 && rowHeads {
				w.cell("th", ` scope="row"`, t, i, c)
			} else {
				w.cell("td", "", t, i, c)
			}
		}
		w.raw("</tr>\n")
	}
	w.raw("</tbody>\n</table>\n")
}

func (w *writer) cell(tag, attr string, t *doc.Table, column int, c doc.Cell) {
	if column >= len(t.Align) {
		w.fail(errors.New("a row has more cells than the table columns"))
		return
	}
	switch t.Align[column] {
	case doc.Left:
	case doc.Centre:
		attr += ` class="centre"`
	case doc.Right:
		attr += ` class="right"`
	default:
		w.fail(fmt.Errorf("unknown alignment %d", t.Align[column]))
	}
	w.raw("<", tag, attr, ">")
	for _, l := range c.Lines {
		switch {
		case l.Bullet:
			w.raw(`<span class="line bullet">`)
		case len(c.Lines) > 1:
			w.raw(`<span class="line">`)
		}
		w.inlines(l.Inlines)
		if l.Bullet || len(c.Lines) > 1 {
			w.raw("</span>")
		}
	}
	w.raw("</", tag, ">")
}

func (w *writer) div(d *doc.Div) {
	w.raw(`<div class="`, html.EscapeString(string(d.Kind)), "\">\n")
	table := func() *doc.Table {
		t := doc.OnlyTable(d.Blocks)
		if t == nil {
			w.fail(fmt.Errorf("a %s block holds one table", d.Kind))
			return &doc.Table{}
		}
		return t
	}
	switch d.Kind {
	case doc.Address, doc.Sender, doc.Callout:
		w.blocks(d.Blocks)
	case doc.Facts:
		w.table(table(), true)
	case doc.Signatures:
		w.table(table(), false)
	default:
		w.fail(errors.New("unknown block form"))
	}
	w.raw("</div>\n")
}

func (w *writer) inlines(ins []doc.Inline) {
	for _, x := range ins {
		switch x := x.(type) {
		case *doc.Text:
			w.text(x.Text)
		case *doc.Strong:
			w.span("strong", x.Inlines)
		case *doc.Emph:
			w.span("em", x.Inlines)
		case *doc.Link:
			w.raw(`<a href="`, html.EscapeString(x.To), `">`)
			w.inlines(x.Inlines)
			w.raw("</a>")
		case *doc.Break:
			w.raw("<br/>")
		case *doc.Gap:
			w.raw("<mark>", html.EscapeString(x.Text), "</mark>")
		case *doc.Tick:
			label := "not ticked"
			if x.Checked {
				label = "ticked"
			}
			w.raw(`<span role="img" aria-label="`, label, `">`, doc.TickText(x.Checked), "</span>")
		default:
			w.fail(fmt.Errorf("unknown inline %T", x))
		}
	}
}

// text writes text; what isn't in the page's language says which it is in.
func (w *writer) text(s string) {
	for s != "" {
		n, lang := doc.Tongue(s)
		if lang == "" {
			w.raw(html.EscapeString(s[:n]))
		} else {
			w.raw(`<span lang="`, lang, `">`, html.EscapeString(s[:n]), "</span>")
		}
		s = s[n:]
	}
}

func (w *writer) span(tag string, ins []doc.Inline) {
	w.raw("<", tag, ">")
	w.inlines(ins)
	w.raw("</", tag, ">")
}
