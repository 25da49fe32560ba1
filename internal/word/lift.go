package word

import "strings"

// pair finds which tags belong together, in the order of the part.
func (r *reader) pair() bool {
	var open []*block
	for _, m := range r.marks {
		switch m.does {
		case opens:
			open = append(open, &block{})
		case prints, comments:
			continue
		}
		if len(open) == 0 {
			r.say(m.fault("take it away, or put its if, range or with before it", "{{%s}} ends nothing: no if, range or with is open here", m.text))
			return false
		}
		b := open[len(open)-1]
		if m.does == elses && len(b.marks) > 1 && b.marks[len(b.marks)-1].text == "else" {
			r.say(m.fault("one else is enough, and it is the last", "a second else of {{%s}}", b.opener().text))
			return false
		}
		b.marks = append(b.marks, m)
		m.block = b
		if m.does == ends {
			open = open[:len(open)-1]
			r.blocks = append(r.blocks, b)
		}
	}
	for _, b := range open {
		r.say(b.opener().fault("write {{end}} after what it is about", "{{%s}} has no end", b.opener().text))
	}
	return len(open) == 0
}

// visible tells whether an element is seen on paper by itself.
func visible(n *node) bool {
	switch n.name {
	case "":
		if n.mark != nil {
			return n.mark.does == prints
		}
		return n.up != nil && n.up.name == "w:t" && strings.TrimSpace(n.tag) != ""
	case "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:footnoteReference", "w:endnoteReference", "w:sym", "w:br", "w:ptab", "w14:checkbox":
		return true
	}
	return false
}

// shown tells whether something in n is seen, of what stands before a mark, or
// after it; all of it without one.
func shown(n, from *node, after bool) bool {
	met, seen := from == nil, false
	n.walk(func(x *node) bool {
		switch {
		case x == from:
			met = true
		case (from == nil || met == after) && visible(x):
			seen = true
		}
		return x.name != "w:pPr" && x.name != "w:rPr" && x.name != "w:tcPr" && x.name != "w:trPr"
	})
	return seen
}

// breaksSection tells whether a paragraph ends a section, which must stay.
func breaksSection(p *node) bool { return p.child("w:pPr").child("w:sectPr") != nil }

// common is the innermost element in which all marks of a block stand.
func (b *block) common() *node {
	above := map[*node]bool{}
	for n := b.opener().node.up; n != nil; n = n.up {
		above[n] = true
	}
	at := b.opener().node.up
	for _, m := range b.marks[1:] {
		n := m.node.up
		for !above[n] {
			n = n.up
		}
		if at.inside(n) {
			at = n
		}
	}
	return at
}

// lift moves the marks of each block up until they stand beside each other, with
// whole elements between them: whatever is left out or repeated then, what
// remains is a sound document.
func (r *reader) lift() {
	level := map[*block]*node{}
	for _, b := range r.blocks {
		level[b] = r.levelOf(b)
	}
	for _, m := range r.marks {
		b := m.block
		if b == nil || m.node.up == level[b] {
			continue
		}
		e := m.node
		for e.up != level[b] {
			e = e.up
		}
		bare := !shown(e, nil, false) && (e.name != "w:p" || !breaksSection(e))
		switch {
		case bare, m.does == opens && !shown(e, m.node, false):
			e.before = append(e.before, m.node)
		case m.does == ends && !shown(e, m.node, true):
			e.after = append(e.after, m.node)
		case m.does == elses:
			r.say(m.fault("give it a paragraph or a row of its own", "{{%s}} stands in the middle of a paragraph or row, and {{%s}} in another one", m.text, b.opener().text))
			continue
		case m.does == opens:
			r.say(m.fault("put it at the beginning, or into a paragraph or row of its own", "{{%s}} begins in the middle of a paragraph or row and ends in another one", m.text))
			continue
		default:
			r.say(m.fault("put it at the end, or into a paragraph or row of its own", "{{end}} of {{%s}} stands in the middle of a paragraph or row that begins before it", b.opener().text))
			continue
		}
		m.node.up.remove(m.node)
		m.node.up = nil
		if bare {
			e.gone = true
		}
	}
	if len(r.faults) > 0 {
		return
	}
	settle(r.root)
	for _, b := range r.blocks {
		r.siblings(b)
	}
}

// levelOf is the element among whose children a block's marks are to stand.
func (r *reader) levelOf(b *block) *node {
	at := b.common()
	if at.name == "w:tr" {
		return at.up // from cell to cell: the row
	}
	p := at
	if p.name != "w:p" {
		p = at.within("w:p")
	}
	if p == nil || at.within("w:txbxContent") != p.within("w:txbxContent") || len(b.marks) > 2 && !b.loops() {
		return at
	}
	last := b.marks[len(b.marks)-1]
	whole := !shown(p, b.opener().node, false) && !shown(p, last.node, true) && !breaksSection(p)
	if !whole || onlyParagraph(p) {
		return at
	}
	// A condition that is a whole paragraph takes the paragraph with it; a range
	// repeats it where it is an item of a list, and its text elsewhere.
	if b.loops() && !r.isListItem(p) {
		return at
	}
	return p.up
}

func (r *reader) isListItem(p *node) bool {
	format := p.child("w:pPr")
	return format.child("w:numPr") != nil || r.listed[format.child("w:pStyle").attr("w:val")]
}

// onlyParagraph tells whether a cell or a text box has no other paragraph: it
// must keep this one.
func onlyParagraph(p *node) bool {
	if p.up.name == "w:body" {
		return false
	}
	for _, k := range p.up.kids {
		if k != p && (k.name == "w:p" || k.name == "w:tbl" || k.name == "w:sdt") {
			return false
		}
	}
	return true
}

// settle gives the lifted marks their place, and takes away the paragraphs and
// rows in which nothing else stood.
func settle(n *node) {
	var out []*node
	for _, k := range n.kids {
		settle(k)
		out = append(out, k.before...)
		left := false
		k.walk(func(x *node) bool { left = left || x.mark != nil; return true })
		if !k.gone || left {
			out = append(out, k)
		}
		out = append(out, k.after...)
		k.before, k.after = nil, nil
	}
	n.set(out)
}

// siblings is the proof: the marks of a block stand beside each other, and no
// field begins in it and ends outside.
func (r *reader) siblings(b *block) {
	first := b.opener()
	for _, m := range b.marks {
		if m.node.up != first.node.up {
			r.say(m.fault("let it begin and end in the same cell, or in cells of the same table", "{{%s}} and its {{%s}} stand at different depths", first.text, m.text))
			return
		}
	}
	depth, within := 0, false
	for _, k := range first.node.up.kids {
		if k.mark != nil && k.mark.block == b {
			within = k.mark.does != ends
			if depth != 0 {
				break
			}
			continue
		}
		if within {
			k.walk(func(x *node) bool {
				switch {
				case x.name == "w:fldChar" && x.attr("w:fldCharType") == "begin":
					depth++
				case x.name == "w:fldChar" && x.attr("w:fldCharType") == "end":
					depth--
				}
				return true
			})
		}
	}
	if depth != 0 {
		r.say(first.fault("let the whole field stand inside, or outside", "a field begins inside {{%s}} and ends outside it", first.text))
	}
}

// cells lets every cell, text box, header and footer end in a paragraph,
// whatever is left out.
func cells(n *node) {
	for _, k := range n.kids {
		cells(k)
	}
	switch n.name {
	case "w:tc", "w:txbxContent", "w:hdr", "w:ftr":
		n.set(endInParagraph(n.kids))
	}
}

func emptyParagraph() *node { return &node{name: "w:p", tag: "<w:p/>", empty: true} }

// endInParagraph gives a list of elements whose every way through ends in one.
func endInParagraph(kids []*node) []*node {
	if len(kids) == 0 {
		return []*node{emptyParagraph()}
	}
	last := kids[len(kids)-1]
	if last.name == "w:p" || last.name == "w:sdt" {
		return kids
	}
	if last.mark == nil || last.mark.does != ends {
		return append(kids, emptyParagraph())
	}
	marks := last.mark.block.marks
	from := 0
	for kids[from].mark != marks[0] {
		from++
	}
	before := kids[:from:from]
	out := append([]*node{}, before...)
	otherwise := false
	var branch []*node
	close := func() {
		out = append(out, endInParagraph(branch)...)
		branch = nil
	}
	for _, k := range kids[from:] {
		if k.mark == nil || k.mark.block != last.mark.block {
			branch = append(branch, k)
			continue
		}
		if k.mark.does != opens {
			close()
		}
		otherwise = otherwise || k.mark.text == "else"
		if k.mark.does == ends && !otherwise && (len(before) == 0 || before[len(before)-1].name != "w:p") {
			other := &mark{text: "else", does: elses, at: k.mark.at, block: last.mark.block}
			other.node = &node{mark: other}
			out = append(out, other.node, emptyParagraph())
		}
		out = append(out, k)
	}
	return out
}
