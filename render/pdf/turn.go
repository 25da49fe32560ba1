package pdf

import (
	"slices"
	"strings"
	"unicode"

	unibidi "golang.org/x/text/unicode/bidi"

	"handover/render/bidi"
	"handover/render/doc"
)

// turned is one character of a paragraph that is turned: where it comes from,
// and the level that it gets.
type turned struct {
	r     rune
	piece int // of s.pieces
	at    int // byte of the piece's text
	seq   int // of the texts that are resolved by themselves
	pos   int // in that text
	level uint8
}

// turn gives the pieces of a block with text to shape their levels, cuts
// them where the level changes, and shapes what needs shaping (UAX 9, for each
// line that ends in a break; each value is an isolate).
func (s *setter) turn(ins []doc.Inline) error {
	if !s.anyShaped() {
		return nil
	}
	s.turns = true
	if doc.RunsRTL(ins) {
		s.level = 1
	}
	old := slices.Clone(s.pieces)
	s.pieces = s.pieces[:0]
	for len(old) > 0 {
		n := slices.IndexFunc(old, func(p piece) bool { return p.kind == pieceNewline })
		if n < 0 {
			n = len(old)
		}
		if err := s.turnLine(old[:n]); err != nil {
			return err
		}
		if n < len(old) {
			s.pieces = append(s.pieces, old[n])
			n++
		}
		old = old[n:]
	}
	return nil
}

func (s *setter) anyShaped() bool {
	for i := range s.pieces {
		for _, r := range s.pieces[i].src[s.pieces[i].from:s.pieces[i].to] {
			if r >= 0x300 && (bidiRTL(r) || stackedFace(r) != 0 || isMark(r)) {
				return true
			}
		}
	}
	return false
}

// bidiRTL tells whether r makes text turn: a right-to-left letter, or a number
// of Arabic digits.
func bidiRTL(r rune) bool {
	switch bidi.Class(r) {
	case unibidi.R, unibidi.AL, unibidi.AN:
		return true
	}
	return false
}

// turnLine turns pieces between two breaks.
func (s *setter) turnLine(ps []piece) error {
	const sign = '\uFFFC' // a drawn sign is an object among the letters, and so is an isolate
	texts := []*bidi.Text{{Level: s.level}}
	var chars []turned
	var isolate int32
	var edge turned // of the isolate, an invisible sign on either side that keeps it together
	for k, p := range ps {
		if p.isolate != isolate && isolate != 0 {
			chars = append(chars, edge)
		}
		if p.isolate != isolate && p.isolate != 0 {
			edge = turned{r: sign, piece: -1, pos: len(texts[0].Runes)}
			chars = append(chars, edge)
			texts[0].Add(sign)
			texts = append(texts, &bidi.Text{Level: s.level + 2})
		}
		isolate = p.isolate
		seq := 0
		if isolate != 0 {
			seq = len(texts) - 1
		}
		add := func(r rune, at int) {
			chars = append(chars, turned{r: r, piece: k, at: at, seq: seq, pos: len(texts[seq].Runes)})
			texts[seq].Add(r)
		}
		if p.kind != pieceText {
			add(sign, 0)
			continue
		}
		for i, r := range p.src[p.from:p.to] {
			add(r, p.from+i)
		}
	}
	if isolate != 0 {
		chars = append(chars, edge)
	}
	levels := make([][]uint8, len(texts))
	for i, t := range texts {
		if i > 0 && (bidi.FirstStrong(string(t.Runes)) == unibidi.R) != (s.level == 1) {
			t.Level-- // an embedding in the other direction
		}
		levels[i] = t.Levels()
	}
	for i := range chars {
		chars[i].level = levels[chars[i].seq][chars[i].pos]
	}
	seq := -1
	for len(chars) > 0 {
		if chars[0].seq != seq {
			seq = chars[0].seq
			if err := s.chooseNaskh(texts[seq].Runes); err != nil {
				return err
			}
		}
		if chars[0].piece < 0 {
			s.nodes++
			s.pieces = append(s.pieces, piece{kind: pieceEnd, node: s.nodes, level: chars[0].level})
			chars = chars[1:]
			continue
		}
		n, face, err := s.sameItem(ps, chars)
		if err != nil {
			return err
		}
		if err := s.turnItem(ps, face, texts[chars[0].seq].Runes, chars[:n]); err != nil {
			return err
		}
		chars = chars[n:]
	}
	return nil
}

// chooseNaskh notes whether a text has an Arabic letter that DejaVu lacks, as Urdu
// has; all of it is then drawn in one face, so that its letters join.
func (s *setter) chooseNaskh(text []rune) error {
	joined, err := s.faces.get(faceJoined)
	if err != nil {
		return err
	}
	s.naskh = slices.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && !joined.has(r) })
	return nil
}

// shapedBy is the face for a character that is drawn from shaped glyphs: what
// needs it, and all that stands in right-to-left text; 0 for other characters.
// A mark, or a sign that only tells letters whether to join, stays in the face
// of the letter before it.
func (s *setter) shapedBy(ps []piece, chars []turned, before faceID) (faceID, error) {
	c := &chars[0]
	p := &ps[c.piece]
	if p.kind != pieceText || spaceRune(c.r) {
		return 0, nil
	}
	if isMark(c.r) && before != 0 {
		if f, err := s.faces.get(before); err != nil || f.has(c.r) {
			return before, err
		}
	}
	if id := markedFace(p.face); id != 0 && c.level%2 == 0 && len(chars) > 1 && isMark(chars[1].r) && !isMark(c.r) && !needsShape(c.r) && chars[1].piece == c.piece {
		return id, nil
	}
	if id := stackedFace(c.r); id != 0 {
		if isStacked(before) && (c.r == danda || c.r == doubleDanda) {
			if f, err := s.faces.get(before); err != nil || f.has(c.r) {
				return before, err
			}
		}
		return id, nil
	}
	if isStacked(before) && bidi.Class(c.r) == unibidi.BN {
		return before, nil
	}
	if c.level%2 == 0 && !needsShape(c.r) {
		return 0, nil
	}
	bold := p.style & faceBold
	try := [...]faceID{before, faceTurned + bold, faceJoined + bold, faceJoined, faceNaskh + bold}
	if s.naskh {
		try[2], try[3], try[4] = faceNaskh+bold, faceJoined+bold, faceJoined
	}
	if cl := bidi.Class(c.r); cl != unibidi.NSM && cl != unibidi.BN || before == 0 {
		try[0] = try[1]
	}
	for _, id := range try {
		f, err := s.faces.get(id)
		if err != nil {
			return 0, err
		}
		if f.has(c.r) {
			return id, nil
		}
	}
	return 0, nil
}

// sameItem is how many characters from the first on are one new piece, and the
// face that shapes it: of one piece before, one level, one face, and either
// spaces or none.
func (s *setter) sameItem(ps []piece, chars []turned) (int, faceID, error) {
	c := &chars[0]
	var face, before faceID
	for n := range chars {
		d := &chars[n]
		if d.piece != c.piece || d.level != c.level || spaceRune(d.r) != spaceRune(c.r) {
			return n, face, nil
		}
		id, err := s.shapedBy(ps, chars[n:], before)
		if err != nil {
			return 0, 0, err
		}
		if n == 0 {
			face = id
		}
		if id != face {
			return n, face, nil
		}
		before = id
	}
	return len(chars), face, nil
}

// turnItem makes one new piece.
func (s *setter) turnItem(ps []piece, shaped faceID, text []rune, chars []turned) error {
	c, last := &chars[0], &chars[len(chars)-1]
	p := ps[c.piece]
	p.level = c.level
	if p.kind != pieceText {
		s.nodes++
		p.node = s.nodes
		s.pieces = append(s.pieces, p)
		return nil
	}
	word := p.from + len(strings.TrimRight(p.src[p.from:p.to], " ")) // spaces that end the piece begin here
	spaces := int32(p.to - word)
	ends := last.at + len(string(last.r))
	space := p.space
	p.brk = p.brk && ends == p.to
	p.from, p.to, p.w, p.space = c.at, ends, 0, 0
	if spaceRune(c.r) {
		p.face = p.style
	}
	if shaped != 0 {
		p.face = shaped
	}
	f, err := s.faces.get(p.face)
	if err != nil {
		return err
	}
	switch {
	case shaped != 0:
		if p.shaped, p.w, err = s.shaper.shape(f, p.face, text, c.pos, last.pos+1, c.level%2 == 1); err != nil {
			return err
		}
	case c.at >= word && spaceRune(c.r):
		p.space = space * int32(len(chars)) / spaces
	default: // also a space inside a number, at which no line ends
		for i := range chars {
			p.w += int32(f.runeWidth(chars[i].r))
		}
	}
	if n := len(s.pieces); n == 0 || p.shaped != nil || s.pieces[n-1].shaped != nil || p.level%2 == 1 || s.pieces[n-1].level != p.level || s.pieces[n-1].turnedOf != p.node {
		p.turnedOf = p.node
		s.nodes++
		p.node = s.nodes
	} else {
		p.turnedOf, p.node = p.node, s.pieces[n-1].node
	}
	s.pieces = append(s.pieces, p)
	return nil
}

// order puts the runs of a finished line, which stand in the order of reading,
// into their places from left to right (rules L1 and L2), and gives the line's
// width without the spaces at its end. x is where the next run would begin.
func order(runs []run, base uint8, x int32) int32 {
	adv := make([]int32, len(runs))
	for i := range runs {
		end := x
		if i+1 < len(runs) {
			end = runs[i+1].x
		}
		adv[i] = end - runs[i].x
	}
	end := len(runs)
	trailing := int32(0)
	for end > 0 && (adv[end-1] == 0 && runs[end-1].kind == pieceEnd || runs[end-1].kind == pieceText && onlySpaces(runs[end-1].text)) { // L1
		end--
		runs[end].level = base
		trailing += adv[end]
	}
	if end > 0 {
		adv[end-1] = runs[end-1].w
	}
	seq := make([]int, len(runs))
	for i := range seq {
		seq[i] = i
	}
	most, least := uint8(0), uint8(255)
	for i := range runs {
		most = max(most, runs[i].level)
		if l := runs[i].level; l%2 == 1 {
			least = min(least, l)
		}
	}
	for l := most; l >= least; l-- { // L2
		for i := 0; i < len(seq); i++ {
			k := i
			for k < len(seq) && runs[seq[k]].level >= l {
				k++
			}
			slices.Reverse(seq[i:k])
			i = max(i, k)
		}
	}
	at := int32(0)
	if base%2 == 1 {
		at = -trailing
	}
	total := int32(0)
	for _, k := range seq {
		runs[k].x = at
		at += adv[k]
		total += adv[k]
	}
	return total - trailing
}

func onlySpaces(s string) bool {
	for _, r := range s {
		if !spaceRune(r) {
			return false
		}
	}
	return true
}

// isolateOf numbers the values of a document with right-to-left text, so that
// each is isolated from what stands around it; 0 is the template's own text.
func (s *setter) isolateOf(path string) int32 {
	if !s.rtl || path == "" {
		s.path = ""
		return 0
	}
	if path != s.path {
		s.isolates++
		s.path = path
	}
	return s.isolates
}
