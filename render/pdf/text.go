package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/render/doc"

	"golang.org/x/text/unicode/runenames"
)

// faceSet is the faces that a document has asked for.
type faceSet [faceCount]*face

func (fs *faceSet) get(id faceID) (*face, error) {
	if fs[id] == nil {
		f, err := faces[id]()
		if err != nil {
			return nil, err
		}
		fs[id] = f
	}
	return fs[id], nil
}

// pick is the face for r in a style: the style's own, else one that stands in.
func (fs *faceSet) pick(style faceID, r rune) (faceID, *face, error) {
	try := style
	if id := stackedFace(r); id != 0 {
		if f, err := fs.get(id); err != nil || f.has(r) {
			return id, f, err
		}
	}
	for i := -1; i < len(fallbacks); i++ {
		if i >= 0 {
			try = fallbacks[i]
		}
		f, err := fs.get(try)
		if err != nil {
			return 0, nil, err
		}
		if f.has(r) {
			return try, f, nil
		}
	}
	return 0, nil, fmt.Errorf("no font has %U", r)
}

// pieceKind is what a piece of a line is.
type pieceKind uint8

const (
	pieceText pieceKind = iota
	pieceTick           // an empty tick box
	pieceTicked
	pieceWarn // the sign before a gap
	pieceEnd  // the space after it
	pieceNewline
)

// Widths of drawn signs, in 1/1000 of the font size.
const (
	tickWidth = 900
	warnWidth = 1050
	gapEnd    = 200 // after a gap, for the side of its box
)

// piece is the smallest thing that line breaking moves: letters of one face
// with the spaces after them, or a drawn sign. Pieces that stand in one word
// are glued: only after one with brk may a line end.
type piece struct {
	src      string // the text that [from, to) is a part of, spaces included
	from, to int
	node     int32 // number of the tree's text node, to join pieces again
	w, space int32 // width without and of the trailing spaces, in 1/1000 of the size
	face     faceID
	kind     pieceKind
	brk      bool
	gap      bool
	style    faceID // that the inlines ask for
	level    uint8  // of embedding, in a block that is turned
	owner    *elem
	isolate  int32 // number of the value, in a document with right-to-left text
	turnedOf int32 // node of the piece that this one was cut from
	shaped   *shapedText
}

// run is a piece of a finished line: text of one face and owner.
type run struct {
	text  string
	x, w  int32 // place in the line, and width without trailing spaces, in 1/1000 of the size
	face  faceID
	kind  pieceKind
	gap   bool
	level uint8
	owner *elem

	shaped *shapedText // what is drawn instead of text
}

// line is one line of text; w leaves trailing spaces out. Its runs stand in the
// order of reading.
type line struct {
	runs []run
	w    int32
	rtl  bool // begins at the right
}

// setter turns inlines into lines. Its scratch is used again for each block.
type setter struct {
	faces  *faceSet
	pieces []piece
	nodes  int32
	dry    bool // measuring: no structure elements are made

	rtl      bool // the document has right-to-left text
	turns    bool // so has what was collected
	level    uint8
	shaper   shaper
	naskh    bool   // the text that is turned is drawn in Noto Naskh
	isolates int32  // values so far
	path     string // of the last
}

// inlineState is what the enclosing inlines say.
type inlineState struct {
	style faceID
	owner *elem
	gap   bool
	whole bool // no line ends in it

	isolate int32
}

// collect flattens inlines into s.pieces.
func (s *setter) collect(ins []doc.Inline, st *textStyle, owner *elem) error {
	s.pieces, s.turns, s.level = s.pieces[:0], false, 0
	if err := s.inlines(ins, inlineState{style: st.base, owner: owner}); err != nil || !s.rtl {
		return err
	}
	return s.turn(ins)
}

func (s *setter) inlines(ins []doc.Inline, st inlineState) error {
	for _, in := range ins {
		sub := st
		var err error
		switch in := in.(type) {
		case *doc.Text:
			sub.isolate = s.isolateOf(in.Path)
			err = s.text(in.Text, sub)
		case *doc.Strong:
			sub.style |= faceBold
			err = s.inlines(in.Inlines, sub)
		case *doc.Emph:
			sub.style |= faceItalic
			err = s.inlines(in.Inlines, sub)
		case *doc.Link:
			if !s.dry {
				sub.owner = st.owner.inline("Link")
				sub.owner.link = in
			}
			err = s.inlines(in.Inlines, sub)
		case *doc.Gap:
			sub.style |= faceBold
			sub.gap, sub.whole = true, len(in.Text) <= doc.ShortGap
			s.isolates++
			sub.isolate, s.path = s.isolates, ""
			s.sign(pieceWarn, warnWidth, sub)
			err = s.text(in.Text, sub)
			s.sign(pieceEnd, gapEnd, sub)
		case *doc.Tick:
			s.tick(in.Checked, st)
		case *doc.Break:
			s.newline(st)
		default:
			err = fmt.Errorf("unknown inline %T", in)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *setter) tick(checked bool, st inlineState) {
	kind := pieceTick
	if checked {
		kind = pieceTicked
	}
	if !s.dry {
		st.owner = st.owner.inline("Span")
		st.owner.actual = " " + doc.TickText(checked) + " " // a word by itself
	}
	s.sign(kind, tickWidth, st)
}

func (s *setter) sign(kind pieceKind, width int32, st inlineState) {
	s.nodes++
	s.pieces = append(s.pieces, piece{kind: kind, w: width, node: s.nodes, owner: st.owner, gap: st.gap, face: st.style, style: st.style, isolate: st.isolate})
}

// newline ends the line, with a real space so that words stay apart in the file.
func (s *setter) newline(st inlineState) {
	if n := len(s.pieces); n == 0 || s.pieces[n-1].space == 0 {
		s.nodes++
		s.pieces = append(s.pieces, piece{src: " ", to: 1, node: s.nodes, face: faceRegular, style: faceRegular, owner: st.owner})
	}
	s.pieces = append(s.pieces, piece{kind: pieceNewline})
}

func spaceRune(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

// text cuts a string into pieces. What isn't in the document's language stands in an
// element that says which it is in (PDF/UA-1, 7.2).
func (s *setter) text(src string, st inlineState) error {
	for {
		n, lang := doc.Tongue(src)
		sub := st
		if lang != "" && !s.dry && st.owner != nil {
			sub.owner = st.owner.inline("Span")
			sub.owner.lang = lang
		}
		if err := s.cut(src[:n], sub); err != nil || n == len(src) {
			return err
		}
		src = src[n:]
	}
}

// cut cuts a string into pieces: at spaces, and where the face changes.
func (s *setter) cut(src string, st inlineState) error {
	if strings.ContainsAny(src, "\n\t") { // no glyph: they are spaces
		src = strings.NewReplacer("\n", " ", "\t", " ").Replace(src)
	}
	style, err := s.faces.get(st.style)
	if err != nil {
		return err
	}
	before := len(s.pieces)
	s.nodes++
	p := piece{src: src, node: s.nodes, face: st.style, style: st.style, owner: st.owner, gap: st.gap, isolate: st.isolate}
	space := int32(style.runeWidth(' '))
	cur := style
	for i, r := range src {
		if spaceRune(r) && !doc.Glued(src, i) {
			p.space += space
			continue
		}
		if p.space > 0 { // a word begins
			p.to, p.brk = i, !st.whole
			s.pieces = append(s.pieces, p)
			p = piece{src: src, from: i, node: s.nodes, face: p.face, style: st.style, owner: st.owner, gap: st.gap, isolate: st.isolate}
			if r < utf8.RuneSelf && cur != style {
				p.face, cur = st.style, style
			}
		}
		if (r >= utf8.RuneSelf && !cur.has(r) || cur != style && !unicode.Is(unicode.M, r)) && (!isStacked(p.face) || !invisible(r)) || s.rtl && markedAt(src[i:]) && !s.hasMarked(cur, src[i:]) {
			id, f, err := s.pick(st.style, src[i:])
			if err != nil {
				return err
			}
			if id != p.face {
				if i > p.from {
					p.to = i
					s.pieces = append(s.pieces, p)
				}
				p = piece{src: src, from: i, node: s.nodes, face: id, style: st.style, owner: st.owner, gap: st.gap, isolate: st.isolate}
				cur = f
			}
		}
		p.w += int32(cur.runeWidth(r))
	}
	if p.to = len(src); p.to > p.from {
		p.brk = p.space > 0 && !st.whole
		s.pieces = append(s.pieces, p)
	}
	s.namePictures(s.pieces[before:], st.owner)
	return nil
}

// markedAt tells whether the first letter of s has marks on it.
func markedAt(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return isMark(next) && !isMark(r)
}

// hasMarked tells whether a face has the first letter of src and its marks.
func (s *setter) hasMarked(f *face, src string) bool {
	for i, r := range src {
		if i > 0 && !isMark(r) {
			break
		}
		if !f.has(r) {
			return false
		}
	}
	return true
}

// pick is the face for the first letter of src: one that has its marks, too, if
// there is one.
func (s *setter) pick(style faceID, src string) (faceID, *face, error) {
	if s.rtl && markedAt(src) {
		for _, id := range [...]faceID{style, faceRegular, faceSymbol} {
			if f, err := s.faces.get(id); err != nil || s.hasMarked(f, src) {
				return id, f, err
			}
		}
	}
	r, _ := utf8.DecodeRuneInString(src)
	return s.faces.pick(style, r)
}

// namePictures gives each piece of emoji its name as text alternative.
func (s *setter) namePictures(ps []piece, owner *elem) {
	for i := range ps {
		if ps[i].face != faceEmoji || s.dry || owner == nil {
			continue
		}
		s.nodes++
		ps[i].node = s.nodes
		ps[i].owner = owner.inline("Span")
		var names []string
		for _, r := range ps[i].src[ps[i].from:ps[i].to] {
			if !spaceRune(r) && !invisible(r) {
				names = append(names, strings.ToLower(runenames.Name(r)))
			}
		}
		ps[i].owner.alt = strings.Join(names, ", ")
	}
}

// extent gives the widest word and the widest line of what was collected, in
// 1/1000 of the font size.
func (s *setter) extent() (word, whole int32) {
	var w, l, space int32
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.kind == pieceNewline {
			w, l, space = 0, 0, 0
			continue
		}
		w += p.w
		l += space + p.w
		space = p.space
		word, whole = max(word, w), max(whole, l)
		if w += p.space; p.brk {
			w = 0
		}
	}
	return word, whole
}

// lines breaks what was collected into lines no wider than width (points).
func (s *setter) lines(st *textStyle, width float64) []line {
	b := breaker{avail: int32(width * 1000 / st.size), turns: s.turns, level: s.level}
	b.runs = make([]run, 0, len(s.pieces)/4+1)
	ps := s.pieces
	for len(ps) > 0 {
		if ps[0].kind == pieceNewline {
			b.end()
			ps = ps[1:]
			continue
		}
		n, w, space := 0, int32(0), int32(0)
		for n < len(ps) && ps[n].kind != pieceNewline {
			w += space + ps[n].w
			space = ps[n].space
			n++
			if ps[n-1].brk {
				break
			}
		}
		b.word(ps[:n], w)
		ps = ps[n:]
	}
	b.end()
	return b.out
}

// breaker fills lines greedily.
type breaker struct {
	avail int32
	runs  []run // of every line, one array
	first int   // where the current line begins in runs
	node  int32 // of the last run's pieces
	from  int   // where the last run begins in its text
	x     int32 // end of the text so far, trailing spaces included
	w     int32 // without them
	turns bool
	level uint8 // of the paragraph, if it turns
	out   []line
}

func (b *breaker) end() {
	if b.turns {
		b.w = order(b.runs[b.first:], b.level, b.x)
	}
	b.out = append(b.out, line{runs: b.runs[b.first:len(b.runs):len(b.runs)], w: b.w, rtl: b.level == 1})
	b.first, b.x, b.w, b.node = len(b.runs), 0, 0, 0
}

func (b *breaker) word(ps []piece, w int32) {
	if b.x > 0 && b.x+w > b.avail {
		b.end()
	}
	if w <= b.avail {
		for i := range ps {
			b.put(ps[i])
		}
		return
	}
	for i := range ps {
		if ps[i].gap && b.x > 0 && b.x+ps[i].w > b.avail { // a box that must break does so between words
			b.end()
		}
		b.split(ps[i])
	}
}

// put sets a piece that fits.
func (b *breaker) put(p piece) {
	if len(b.runs) == b.first && p.w == 0 && p.to > p.from && p.kind == pieceText && strings.TrimLeft(p.src[p.from:p.to], " ") == "" {
		return // spaces that begin a line
	}
	if last := len(b.runs) - 1; last >= b.first && b.node == p.node && b.runs[last].face == p.face && p.kind == pieceText {
		r := &b.runs[last]
		r.text = p.src[b.from:p.to]
		r.w = b.x + p.w - r.x
	} else {
		b.runs = append(b.runs, run{text: p.src[p.from:p.to], x: b.x, w: p.w, face: p.face, kind: p.kind, gap: p.gap, level: p.level, owner: p.owner, shaped: p.shaped})
		b.node, b.from = p.node, p.from
	}
	b.w = b.x + p.w
	b.x += p.w + p.space
}

// split sets a piece of a word that is wider than a line: in parts, each as
// long as fits, cut after a sign that addresses are read by if there is one.
func (b *breaker) split(p piece) {
	for p.w > b.avail-b.x {
		cut, w := b.fit(p)
		if cut == 0 { // not even one character: on a line of its own it must go
			if b.x > 0 {
				b.end()
				continue
			}
			cut, w = b.cluster(p, p.from)
		}
		if cut >= p.to {
			break
		}
		part := p
		part.to, part.w, part.space = cut, w, 0
		if p.shaped != nil {
			part.shaped, p.shaped = p.shaped.cut(cut - p.from)
		}
		b.put(part)
		b.end()
		p.from, p.w = cut, p.w-w
	}
	b.put(p)
}

// fit is where to cut p so that its beginning fills the line, and the width of
// that beginning; 0 if nothing fits. An address is best cut after its @.
func (b *breaker) fit(p piece) (cut int, width int32) {
	if p.kind != pieceText {
		return 0, 0
	}
	var good int
	var goodWidth, w int32
	at := p.from + strings.IndexByte(p.src[p.from:p.to], '@')
	for i := p.from; i < p.to; {
		end, cw := b.cluster(p, i)
		if b.x+w+cw > b.avail {
			break
		}
		w += cw
		cut, width = end, w
		if strings.IndexByte("@./-_,:;?&=\\ ", p.src[i]) >= 0 {
			good, goodWidth = cut, w
		}
		if i == at && p.w-w <= b.avail {
			return cut, w
		}
		i = end
	}
	if good > 0 && 3*goodWidth >= width { // not if it would leave the line almost empty
		return good, goodWidth
	}
	return cut, width
}

// cluster is the end and width of the character at i with its combining marks.
func (b *breaker) cluster(p piece, i int) (end int, width int32) {
	f, _ := faces[p.face]() // parsed already: the piece was measured with it
	if p.shaped != nil {
		n, w := p.shaped.cluster(i - p.from)
		return i + n, int32((int(w)*1000 + f.unit/2) / f.unit)
	}
	for end = i; end < p.to; {
		r, n := utf8.DecodeRuneInString(p.src[end:])
		if end > i && !unicode.Is(unicode.M, r) {
			break
		}
		if !spaceRune(r) || doc.Glued(p.src, end) {
			width += int32(f.runeWidth(r))
		}
		end += n
	}
	return end, width
}
