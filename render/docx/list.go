package docx

import (
	"slices"

	"handover/render/doc"
)

// Indents in twips; blank/word/numbering.xml has the same.
const (
	step     = 425 // one level of a list
	tickHang = 283 // a tick box and the space after it
)

// list writes a list that stands depth levels inside another.
func (w *writer) list(l *doc.List, depth int) {
	level := min(depth, maxLevel)
	num := bullets
	style := "ListBullet"
	if l.Ordered {
		w.nums = append(w.nums, listNumber{level, l.Start})
		num = firstNum + len(w.nums) - 1
		style = "ListNumber"
	}
	n := len(l.Items)
	whole := depth == 0 && !w.inCallout && !slices.ContainsFunc(l.Items, func(it doc.Item) bool { return !shortItem(it) }) && w.height([]doc.Block{l}) <= w.sheet.deep()/5
	for i, item := range l.Items {
		p := para{style: style, num: num, level: level}
		mark := step
		if !l.Ordered && ticked(item) {
			p.style, p.num, mark = "TickList", ticks, tickHang
		}
		more := para{style: "ListContinue", left: step*level + mark}
		put := w.para
		if w.inCallout {
			put = w.calloutPara
			in := step * min(level, 1)
			p.left, p.hanging, p.bar = calloutLeft+in+mark, mark, in
			more.left, more.bar = calloutLeft+step, step
		}
		blocks := item.Blocks
		var first []doc.Inline // an item that begins with a list still has its own mark
		if len(blocks) > 0 {
			if par, ok := blocks[0].(*doc.Paragraph); ok {
				first, blocks = par.Inlines, blocks[1:]
			}
		}
		// No item of a few words stands alone, neither the first nor the last.
		p.keepNext = i < n-1 && (whole || i == 0 && shortItem(item) || i == n-2 && shortItem(l.Items[n-1])) && len(blocks) == 0 || w.keepEnd && i == n-1
		more.keepNext = w.keepEnd && i == n-1
		put(p, first)
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Paragraph:
				put(more, b.Inlines)
			case *doc.List:
				w.list(b, depth+1)
			default:
				w.fault("", "a list item can't hold %T", b)
			}
		}
	}
}

// shortItem says whether an item is one paragraph of a few words.
func shortItem(item doc.Item) bool {
	if len(item.Blocks) != 1 {
		return false
	}
	p, ok := item.Blocks[0].(*doc.Paragraph)
	return ok && len(doc.PlainText(p.Inlines)) <= few
}

// ticked says whether an item's first paragraph begins with a tick box.
func ticked(item doc.Item) bool {
	if len(item.Blocks) == 0 {
		return false
	}
	p, ok := item.Blocks[0].(*doc.Paragraph)
	if !ok || len(p.Inlines) == 0 {
		return false
	}
	_, ok = p.Inlines[0].(*doc.Tick)
	return ok
}
