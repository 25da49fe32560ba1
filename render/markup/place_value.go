package markup

import (
	"strings"

	"handover/render/doc"
)

// valueOf gives the value of a token and faults one that can't stand there.
// Without values (Places), a letter stands for each.
func (w *walker) valueOf(index, off int, p Place) (Value, bool) {
	w.note(index, off, p)
	if !w.fill {
		return Value{Text: "x"}, true
	}
	if index >= len(w.values) {
		w.fault(off, "no value has the number %d", index)
		return Value{}, false
	}
	v := w.values[index]
	bad := func(msg string) (Value, bool) {
		w.faults = append(w.faults, doc.Fault{Path: v.Path, Line: w.lineOf(off), Msg: msg})
		return Value{}, false
	}
	if v.Narrative && p == InLine {
		return bad("a narrative can't stand inside a line; it needs a paragraph, a list item or a table cell of its own")
	}
	if v.Picture != nil && p != Alone {
		return bad("a picture needs a paragraph of its own")
	}
	if r, found := firstBadRune(strings.ReplaceAll(v.Text, "\n", "")); found {
		return bad("no document can show " + codePoint(r))
	}
	if strings.Contains(v.Text, "\n") && (!v.Narrative || v.Gap) {
		return bad("has more than one line, and isn't a narrative")
	}
	return v, true
}

// value is a value inside a line, a cell or an address.
func (w *walker) value(index, off int, c scope) []doc.Inline {
	v, ok := w.valueOf(index, off, c.place)
	switch {
	case !ok:
		return []doc.Inline{&doc.Text{Text: "x"}} // what holds it isn't empty as well
	case v.Text == "":
		return nil
	case !v.Narrative || v.Gap:
		return oneLine(v)
	}
	var out []doc.Inline
	for i, line := range strings.Split(v.Text, "\n") {
		if i > 0 {
			out = append(out, &doc.Break{})
		}
		if isBlank(line) {
			continue
		}
		if item, ok := bulletItem(line); ok && c.bullets {
			out = append(out, &bullet{})
			line = item
		}
		out = append(out, typed(onOneLine(line), v.Path)...)
	}
	return out
}

// valueBlocks is a value alone on a line: free text if it is a narrative.
func (w *walker) valueBlocks(index, off int) []doc.Block {
	v, ok := w.valueOf(index, off, w.alone)
	switch {
	case ok && v.Picture != nil:
		return []doc.Block{v.Picture}
	case !ok || v.Text == "":
		return nil
	case !v.Narrative || v.Gap:
		return []doc.Block{&doc.Paragraph{Inlines: tidy(oneLine(v), false, false)}}
	}
	return FreeText(v.Text, v.Path)
}

func oneLine(v Value) []doc.Inline {
	if v.Gap {
		return []doc.Inline{&doc.Gap{Text: v.Text, Path: v.Path}}
	}
	return typed(v.Text, v.Path)
}
