package word

import (
	"fmt"
	"strings"
)

// reader goes over one part of a template and finds its tags.
type reader struct {
	part      string
	root      *node
	merge     map[string]string // a merge field's name → what it prints
	functions map[string]any
	listed    map[string]bool // styles of paragraphs that are list items by style
	marks     []*mark         // in order of the part
	blocks    []*block
	faults    Faults

	counts struct{ paragraphs, tables int }
	places map[*node]Fault // of paragraphs
}

func (r *reader) say(f Fault) { r.faults = append(r.faults, f) }

// locate gives each paragraph its place in words.
func (r *reader) locate() (paragraphs []*node) {
	r.places = map[*node]Fault{}
	tables := map[*node]int{}
	r.root.walk(func(n *node) bool {
		switch n.name {
		case "w:tbl":
			r.counts.tables++
			tables[n] = r.counts.tables
		case "w:p":
			r.counts.paragraphs++
			place := fmt.Sprintf("%s, paragraph %d", story(r.part), r.counts.paragraphs)
			if row := n.within("w:tr"); row != nil {
				place = fmt.Sprintf("%s, table %d, row %d, cell %d", story(r.part), tables[row.within("w:tbl")],
					ordinal(row), ordinal(n.within("w:tc")))
			}
			r.places[n] = Fault{Part: r.part, Place: place, paragraph: r.counts.paragraphs}
			paragraphs = append(paragraphs, n)
		}
		return true
	})
	return paragraphs
}

// ordinal is which of its kind n is among its neighbours, from 1.
func ordinal(n *node) int {
	i := 0
	if n == nil || n.up == nil {
		return i
	}
	for _, k := range n.up.kids {
		if k.name == n.name {
			i++
		}
		if k == n {
			break
		}
	}
	return i
}

// leaf is a piece of a paragraph's text.
type leaf struct {
	node     *node
	from, to int
}

// leaves is a paragraph's text and where each piece of it stands. What stands
// in a text box in it is a paragraph of its own.
func leaves(p *node) (string, []leaf) {
	var b strings.Builder
	var out []leaf
	var visit func(*node)
	visit = func(n *node) {
		from := b.Len()
		switch n.name {
		case "w:pPr", "w:rPr", "w:instrText", "w:sdtPr", "w:p":
			return
		case "w:t":
			for _, k := range n.kids {
				b.WriteString(unescape(k.tag))
			}
		case "w:tab", "w:br", "w:cr", "w:softHyphen":
			b.WriteByte(' ')
		case "w:noBreakHyphen":
			b.WriteByte('-')
		default:
			for _, k := range n.kids {
				visit(k)
			}
			return
		}
		out = append(out, leaf{n, from, b.Len()})
	}
	for _, k := range p.kids {
		visit(k)
	}
	return b.String(), out
}

// span is where a tag stands in a paragraph's text.
type span struct {
	from, to int
	mark     *mark
}

// heal puts each tag of a paragraph, over however many runs it is split, where
// it begins.
func (r *reader) heal(p *node) {
	text, pieces := leaves(p)
	if !strings.Contains(text, "{{") {
		return
	}
	at := r.places[p]
	at.Near = near(text)
	var spans []span
	for from := 0; ; {
		i := strings.Index(text[from:], "{{")
		if i < 0 {
			break
		}
		i += from
		end := tagEnd(text[i+2:])
		if end < 0 {
			at.Msg, at.Hint = "a tag isn't closed", "it begins with {{ and ends with }} in the same paragraph"
			r.say(at)
			return
		}
		raw := text[i+2 : i+2+end]
		if strings.Contains(raw, "{{") {
			at.Msg, at.Hint = "a tag begins inside another", "the first one lacks its }}"
			r.say(at)
			return
		}
		m := newMark(raw, at)
		if f := m.grammar(r.functions); f != nil {
			r.say(*f)
		}
		from = i + 2 + end + 2
		spans = append(spans, span{i, from, m})
	}
	for _, l := range pieces {
		r.deal(l, text, spans)
	}
	splitRuns(p)
}

// deal gives a piece of text back what isn't in a tag, and the tags that begin
// in it.
func (r *reader) deal(l leaf, text string, spans []span) {
	var kids []*node
	touched := false
	at := l.from
	for _, s := range spans {
		if s.to <= l.from || s.from >= l.to {
			continue
		}
		touched = true
		if s.from > at {
			kids = append(kids, &node{tag: escape(text[at:s.from])})
		}
		if s.from >= l.from && s.mark.does != comments {
			s.mark.node = &node{mark: s.mark}
			kids = append(kids, s.mark.node)
			r.marks = append(r.marks, s.mark)
		}
		at = min(s.to, l.to)
	}
	switch {
	case !touched:
		return
	case l.node.name != "w:t": // a break or a tab inside a tag goes
		l.node.gone = true
		return
	case at < l.to:
		kids = append(kids, &node{tag: escape(text[at:l.to])})
	}
	l.node.set(kids)
	l.node.setAttr("xml:space", "preserve")
}

// splitRuns takes the tags that begin, part and end blocks out of the runs: they
// stand among the runs then, and what is between them is whole runs.
func splitRuns(n *node) {
	var out []*node
	for _, k := range n.kids {
		switch {
		case k.gone:
		case k.name == "w:r":
			out = append(out, splitRun(k)...)
		default:
			if k.name != "w:p" && k.name != "w:pPr" {
				splitRuns(k)
			}
			out = append(out, k)
		}
	}
	n.set(out)
}

func splitRun(run *node) []*node {
	format := run.child("w:rPr")
	var out, now []*node
	flush := func() {
		if len(now) == 0 {
			return
		}
		r := &node{name: "w:r", tag: run.tag}
		if format != nil {
			now = append([]*node{copied(format)}, now...)
		}
		r.set(now)
		out, now = append(out, r), nil
	}
	changed := false
	for _, k := range run.kids {
		switch {
		case k == format:
		case k.gone:
			changed = true
		case k.name != "w:t":
			now = append(now, k)
		default:
			var text []*node
			cut := func() {
				if len(text) > 0 {
					t := &node{name: "w:t", tag: k.tag}
					t.set(text)
					now, text = append(now, t), nil
				}
			}
			changed = changed || len(k.kids) == 0
			for _, x := range k.kids {
				if x.mark == nil || x.mark.does == prints {
					text = append(text, x)
					continue
				}
				changed = true
				cut()
				flush()
				out = append(out, x)
			}
			cut()
		}
	}
	if !changed {
		return []*node{run}
	}
	flush()
	return out
}

func copied(n *node) *node {
	c := &node{name: n.name, tag: n.tag, empty: n.empty, mark: n.mark}
	for _, k := range n.kids {
		c.add(copied(k))
	}
	return c
}
