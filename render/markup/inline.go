package markup

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handover/render/doc"
)

// scope is what the place around an inline allows.
type scope struct {
	place      Place // of the tokens in it
	bullets    bool  // lines may be bullets
	softBreaks bool  // a line of the template is a line
}

// bullet begins a bullet line among the inlines of a cell, until splitLines.
type bullet struct{ doc.Inline }

func isBullet(x doc.Inline) bool { _, ok := x.(*bullet); return ok }

// inlines turns the children of a block or of another inline into ours. Breaks
// and bullets may stand anywhere in it, texts aren't yet joined: see splitLines.
func (w *walker) inlines(parent ast.Node, c scope) []doc.Inline {
	var out []doc.Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			out = append(out, w.text(n, c)...)
		case *ast.Emphasis:
			inner := w.inlines(n, c)
			if n.Level == 1 {
				out = append(out, &doc.Emph{Inlines: inner})
			} else {
				out = append(out, &doc.Strong{Inlines: inner})
			}
		case *ast.Link:
			if len(n.Title) > 0 {
				w.fault(n.Pos(), "a link takes no title")
			}
			out = append(out, w.link(n, w.literal(n.Destination, n.Pos()), w.inlines(n, scope{place: InLine})))
		case *ast.AutoLink:
			to := string(n.URL(w.src))
			if n.AutoLinkType == ast.AutoLinkEmail {
				to = "mailto:" + to
			}
			out = append(out, w.link(n, to, []doc.Inline{&doc.Text{Text: string(n.Label(w.src)), Fixed: true}}))
		case *gapNode:
			out = append(out, w.gap(n)...)
		case *extast.TaskCheckBox:
			out = append(out, &doc.Tick{Checked: n.IsChecked})
			// goldmark swallows the space after the box.
			if n.NextSibling() != nil && bytes.HasPrefix(w.src[n.Pos()+len("[ ]"):], []byte(" ")) {
				out = append(out, &doc.Text{Text: " ", Fixed: true})
			}
		case *ast.RawHTML:
			if c.bullets && isBr(n, w.src) {
				out = append(out, &doc.Break{})
			} else {
				w.fault(offset(n), "HTML can't be used in a document, but for <br> in a table cell")
			}
		case *ast.CodeSpan:
			w.fault(offset(n), "code (`) can't be used in a document")
		case *ast.Image:
			w.fault(n.Pos(), "an image can't be used in a document")
		case *extast.Strikethrough:
			w.fault(offset(n), "struck-out text (~) can't be used in a document")
		default:
			w.fault(offset(n), "%s can't be used in a document", n.Kind())
		}
	}
	return out
}

// text is one stretch of text and the line break after it. White space of the
// template around a line break goes, that of values stays.
func (w *walker) text(n *ast.Text, c scope) []doc.Inline {
	start, stop := n.Segment.Start, n.Segment.Stop
	raw := w.src[start:stop]
	if isBr(n.PreviousSibling(), w.src) {
		raw = bytes.TrimLeft(raw, " \t")
		start = stop - len(raw)
	}
	if n.SoftLineBreak() || n.HardLineBreak() || isBr(n.NextSibling(), w.src) {
		raw = bytes.TrimRight(raw, " \t")
	}
	var out []doc.Inline
	if c.bullets && startsLine(n, w.src) {
		if rest, ok := bytes.CutPrefix(raw, []byte("• ")); ok {
			out = append(out, &bullet{})
			raw = bytes.TrimLeft(rest, " \t")
			start = stop - len(raw)
		}
	}
	if i := unescapedSpan(raw); i >= 0 {
		w.fault(start+i, "only [text]{.gap} on one line can follow this form, without markup inside")
	}
	for p := range splitTokens(raw) {
		if p.token {
			out = append(out, w.value(p.index, start+p.off, c)...)
		} else {
			out = append(out, ofTemplate(w.textAndTicks(p.raw, start+p.off))...)
		}
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && c.softBreaks:
		out = append(out, &doc.Break{})
	case n.SoftLineBreak():
		out = append(out, &doc.Text{Text: " ", Fixed: true})
	}
	return out
}

// startsLine tells whether nothing stands before a text in its line of a cell.
func startsLine(n *ast.Text, src []byte) bool {
	_, inCell := n.Parent().(*extast.TableCell)
	return inCell && (n.PreviousSibling() == nil || isBr(n.PreviousSibling(), src))
}

func isBr(n ast.Node, src []byte) bool {
	h, ok := n.(*ast.RawHTML)
	return ok && h.Segments.Len() == 1 && string(h.Segments.Value(src)) == "<br>"
}

// unescapedSpan finds "]{" in text: a gap that isn't one.
func unescapedSpan(raw []byte) int {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] == '\\' {
			i++
		} else if raw[i] == ']' && raw[i+1] == '{' {
			return i
		}
	}
	return -1
}

// ofTemplate marks text as the template's own.
func ofTemplate(ins []doc.Inline) []doc.Inline {
	for _, in := range ins {
		if t, ok := in.(*doc.Text); ok {
			t.Fixed = true
		}
	}
	return ins
}

// textAndTicks is the template's own text, in which ☐ and ☑ are tick boxes; written
// as entities they are characters.
func (w *walker) textAndTicks(raw []byte, off int) []doc.Inline {
	var out []doc.Inline
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "☐☑")
		if i < 0 {
			return append(out, &doc.Text{Text: w.literal(raw, off)})
		}
		if i > 0 {
			out = append(out, &doc.Text{Text: w.literal(raw[:i], off)})
		}
		out = append(out, &doc.Tick{Checked: bytes.HasPrefix(raw[i:], []byte("☑"))})
		i += len("☐")
		raw, off = raw[i:], off+i
	}
	return out
}

// linkSchemes are the addresses that a document may send its reader to.
var linkSchemes = []string{"https", "mailto", "tel"}

func (w *walker) link(n ast.Node, to string, inner []doc.Inline) doc.Inline {
	u, err := url.Parse(to)
	switch {
	case err != nil || strings.ContainsFunc(to, notInAddress):
		w.fault(n.Pos(), "a link's address must be a whole URL in ASCII, without spaces")
	case !slices.Contains(linkSchemes, u.Scheme) || !strings.HasPrefix(to, u.Scheme+":"):
		w.fault(n.Pos(), "a link's address must begin with https:, mailto: or tel:")
	case u.Scheme == "https" && u.Host == "":
		w.fault(n.Pos(), "a link's address must be a whole URL in ASCII, without spaces")
	}
	if len(tidy(inner, false, false)) == 0 {
		w.fault(n.Pos(), "a link without text")
	}
	return &doc.Link{To: to, Inlines: inner}
}

// notInAddress tells the characters that RFC 3986 keeps out of a URL.
func notInAddress(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r)
}
