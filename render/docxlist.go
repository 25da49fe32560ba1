package render

import "slices"

// Indents in twips; docxref/word/numbering.xml has the same.
const (
	docxStep     = 425 // one level of a list
	docxTickHang = 283 // a tick box and the space after it
)

// list writes a list that stands depth levels inside another.
func (w *docxWriter) list(l *List, depth int) {
	level := min(depth, docxMaxLevel)
	num := docxBullets
	style := "ListBullet"
	if l.Ordered {
		w.nums = append(w.nums, docxNum{level, l.Start})
		num = docxFirstNum + len(w.nums) - 1
		style = "ListNumber"
	}
	n := len(l.Items)
	whole := depth == 0 && !w.inCallout && !slices.ContainsFunc(l.Items, func(it Item) bool { return !docxShortItem(it) }) && w.height([]Block{l}) <= w.sheet.deep()/5
	for i, item := range l.Items {
		p := docxPara{style: style, num: num, level: level}
		mark := docxStep
		if !l.Ordered && docxTicked(item) {
			p.style, p.num, mark = "TickList", docxTicks, docxTickHang
		}
		more := docxPara{style: "ListContinue", left: docxStep*level + mark}
		put := w.para
		if w.inCallout {
			put = w.calloutPara
			in := docxStep * min(level, 1)
			p.left, p.hanging, p.bar = docxCalloutLeft+in+mark, mark, in
			more.left, more.bar = docxCalloutLeft+docxStep, docxStep
		}
		blocks := item.Blocks
		var first []Inline // an item that begins with a list still has its own mark
		if len(blocks) > 0 {
			if par, ok := blocks[0].(*Paragraph); ok {
				first, blocks = par.Inlines, blocks[1:]
			}
		}
		// No item of a few words stands alone, neither the first nor the last.
		p.keepNext = i < n-1 && (whole || i == 0 && docxShortItem(item) || i == n-2 && docxShortItem(l.Items[n-1])) && len(blocks) == 0 || w.keepEnd && i == n-1
		more.keepNext = w.keepEnd && i == n-1
		put(p, first)
		for _, b := range blocks {
			switch b := b.(type) {
			case *Paragraph:
				put(more, b.Inlines)
			case *List:
				w.list(b, depth+1)
			default:
				w.fault("", "a list item can't hold %T", b)
			}
		}
	}
}

// docxShortItem says whether an item is one paragraph of a few words.
func docxShortItem(item Item) bool {
	if len(item.Blocks) != 1 {
		return false
	}
	p, ok := item.Blocks[0].(*Paragraph)
	return ok && len(plainText(p.Inlines)) <= docxFew
}

// docxTicked says whether an item's first paragraph begins with a tick box.
func docxTicked(item Item) bool {
	if len(item.Blocks) == 0 {
		return false
	}
	p, ok := item.Blocks[0].(*Paragraph)
	if !ok || len(p.Inlines) == 0 {
		return false
	}
	_, ok = p.Inlines[0].(*Tick)
	return ok
}
