// Package word fills a council's own Word file: fields typed between braces, or
// merge fields, in the body, headers, footers, notes and text boxes of a .docx,
// with everything else as it is.
//
// Call Read once a template, and Fill for each document. In between, package
// fill parses Template.Text, which is the file's parts one after another with
// the tags in them, checks it against the view of every reader, and executes it
// with a token (markup.Token) where a value stands. Blocks then answers what the
// filled file says, as a tree.
package word

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/nguyenthenguyen/docx"

	"handover/render/read"
)

// Template is a Word file that has been read. It is never changed: copies share
// nothing that one case could leave for the next.
type Template struct {
	Text string // what a template engine fills: parts, divided by partMark

	parts  []part   // of the package, in order; those that are filled are nil
	names  []string // of the parts in Text
	places []placed
	known  []string // what is wrong with the file itself, as it stands
	styles styles
	levels lists
}

// placed is the place of a tag whose text begins at an offset of Text.
type placed struct {
	from  int
	mark  *mark
	where Fault
}

// These stand in Text and are gone from what is filled.
const (
	partMark   = "\n<?part "  // and the part's name, ?>
	aloneMark  = "<?alone?>"  // before a paragraph that is one value
	aloneEnd   = "<?/alone?>" // after it
	tableMark  = "<?table?>"  // before a table whose rows may all go
	tableEnd   = "<?/table?>" // after it
	shapeMark  = "<?shape "   // before a value that is shown in another case
	uniqueMark = "\uE002"     // in place of a number that is one's own in the document
)

// Settings are what a template's settings say of its merge fields.
type Settings struct {
	Merge     map[string]string // what a merge field prints: "Forename" → ".Child.FirstName"
	Functions map[string]any    // names that a tag may call, for parsing alone
}

// Read reads a template. The error is Faults: every fault of the file, with its
// place and what to do, or the one that keeps it from being read.
func Read(b []byte, set Settings) (*Template, error) {
	u, fault := unpack(b)
	if fault != nil {
		return nil, Faults{*fault}
	}
	body, err := bodyOf(b, u)
	if err != nil {
		return nil, Faults{{Msg: "the library that reads Word files can't read it", Hint: "save it again in Word"}}
	}
	t := &Template{}
	var faults Faults
	var text strings.Builder
	for _, name := range u.names {
		for _, c := range []string{"vba", "activeX"} {
			if strings.Contains(strings.ToLower(name), strings.ToLower(c)) {
				faults = append(faults, Fault{Part: name, Msg: "it has macros or ActiveX controls (" + name + ")", Hint: "save it as Word document (.docx) without them"})
			}
		}
	}
	keep, wrong := u.reachable()
	faults = append(faults, wrong...)
	if t.styles, err = readStyles(string(u.part[u.target("styles")])); err != nil {
		faults = append(faults, Fault{Part: u.target("styles"), Place: "styles", Msg: err.Error(), Hint: "save it again in Word"})
	}
	t.levels = readNumbering(string(u.part[u.target("numbering")]))
	for _, name := range keep {
		src := string(u.part[name])
		if name == u.main {
			src = body
		}
		if !fillable(u.typeOf(name)) {
			continue
		}
		r := &reader{part: name, merge: set.Merge, functions: set.Functions, listed: t.styles.listed}
		if r.root, err = parseXML(src); err != nil {
			faults = append(faults, Fault{Part: name, Place: story(name), Msg: err.Error(), Hint: "save it again in Word"})
			continue
		}
		r.read()
		faults = append(faults, r.faults...)
		if len(r.faults) == 0 {
			t.names = append(t.names, name)
			text.WriteString(partMark + name + "?>")
			t.emit(&text, r)
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	t.Text = text.String()
	if t.parts, err = u.packaged(keep); err != nil {
		return nil, Faults{{Msg: err.Error(), Hint: "save it again in Word"}}
	}
	if content, err := read.DOCX(b); err == nil {
		for _, e := range content.Check() {
			t.known = append(t.known, e.Error())
		}
	}
	return t, nil
}

// bodyOf is the document's main part as github.com/nguyenthenguyen/docx gives
// it, where that is where Word puts it, and as it stands elsewhere.
func bodyOf(b []byte, u *unpacked) (string, error) {
	if u.main != "word/document.xml" {
		return string(u.part[u.main]), nil
	}
	r, err := docx.ReadDocxFromMemory(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", err
	}
	text := r.Editable().GetContent()
	if err := r.Close(); err != nil {
		return "", err
	}
	if text != string(u.part[u.main]) {
		return "", io.ErrUnexpectedEOF
	}
	return text, nil
}

var fillableType = regexp.MustCompile(`^application/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document\.main|template\.main|header|footer|footnotes|endnotes)\+xml$`)

func fillable(kind string) bool { return fillableType.MatchString(kind) }

// read finds the tags of a part and gives them their places.
func (r *reader) read() {
	r.clean()
	if len(r.faults) > 0 {
		return
	}
	for _, p := range r.locate() {
		r.mergeFields(p)
		r.heal(p)
	}
	if len(r.faults) > 0 {
		return
	}
	r.order()
	if !r.pair() {
		return
	}
	r.lift()
	if len(r.faults) > 0 {
		return
	}
	cells(r.root)
	r.boxes()
	r.unique(r.root, 0)
	r.strays()
}

// order puts the marks into the order of the part: a text box's paragraphs stand
// inside the paragraph that it hangs on.
func (r *reader) order() {
	r.marks = r.marks[:0]
	r.root.walk(func(n *node) bool {
		if n.mark != nil {
			r.marks = append(r.marks, n.mark)
		}
		return true
	})
}

// tracked are Word's elements for changes that nobody has accepted yet.
var tracked = map[string]bool{"w:ins": true, "w:del": true, "w:moveFrom": true, "w:moveTo": true, "w:rPrChange": true, "w:pPrChange": true,
	"w:sectPrChange": true, "w:tblPrChange": true, "w:numberingChange": true, "w:cellIns": true, "w:cellDel": true}

// dropped are elements that no finished document needs: what the spelling check
// thought, where comments stood, where the last page ended.
var dropped = map[string]bool{"w:proofErr": true, "w:lastRenderedPageBreak": true, "w:commentRangeStart": true, "w:commentRangeEnd": true,
	"w:commentReference": true, "w:annotationRef": true, "w:permStart": true, "w:permEnd": true}

// clean refuses what no template may have, and takes out what mustn't travel:
// comments, hidden text, numbers of editing sessions.
func (r *reader) clean() {
	told := map[string]bool{}
	say := func(msg, hint string) {
		if !told[msg] {
			told[msg] = true
			r.say(Fault{Part: r.part, Place: story(r.part), Msg: msg, Hint: hint})
		}
	}
	var visit func(n *node)
	visit = func(n *node) {
		switch {
		case tracked[n.name]:
			say("it has tracked changes", "Review: accept or reject all changes, and stop tracking")
		case n.name == "w:dataBinding" || n.name == "w15:dataBinding":
			say("a content control is bound to data elsewhere in the file, which would be shown in place of what is filled in",
				"Developer: remove the control and put a plain text control, or text, in its place")
		case n.name == "w:altChunk":
			say(refused["aFChunk"][0], refused["aFChunk"][1])
		case n.name == "w:framePr", n.name == "":
		case n.name == "w:object":
			say(refused["oleObject"][0], refused["oleObject"][1])
		}
		var out []*node
		for _, k := range n.kids {
			if dropped[k.name] || k.name == "w:r" && hidden(k) {
				continue
			}
			for _, a := range []string{"w:rsidR", "w:rsidRPr", "w:rsidRDefault", "w:rsidP", "w:rsidTr", "w:rsidDel", "w:rsidSect", "w14:paraId", "w14:textId"} {
				k.dropAttr(a)
			}
			visit(k)
			out = append(out, k)
		}
		n.set(out)
	}
	visit(r.root)
}

func hidden(run *node) bool {
	v := run.child("w:rPr").child("w:vanish")
	return v != nil && !slices.Contains([]string{"0", "false", "off"}, v.attr("w:val"))
}

// boxes lets a tick box whose tag or title is {{…}} show whether that holds.
func (r *reader) boxes() {
	r.root.walk(func(n *node) bool {
		format := n.child("w:sdtPr")
		box := format.child("w14:checkbox")
		if n.name != "w:sdt" || box == nil {
			return true
		}
		for _, name := range []string{"w:tag", "w:alias"} {
			k := format.child(name)
			raw, ok := strings.CutPrefix(strings.TrimSpace(k.attr("w:val")), "{{")
			if !ok {
				continue
			}
			k.setAttr("w:val", "box")
			at := Fault{Part: r.part, Place: story(r.part) + ", a tick box", Near: near(raw)}
			m := newMark(strings.TrimSuffix(raw, "}}"), at)
			if f := m.grammar(r.functions); f != nil {
				r.say(*f)
				return true
			}
			m.text, m.does = "if "+m.text, opens
			if checked := box.child("w14:checked"); checked != nil {
				checked.setAttr("w14:val", conditional(m, "1", "0"))
			}
			on, off := symbol(box.child("w14:checkedState"), "☒"), symbol(box.child("w14:uncheckedState"), "☐")
			n.child("w:sdtContent").walk(func(x *node) bool {
				if x.name == "w:t" {
					x.set([]*node{{mark: m}, {tag: on}, {mark: &mark{text: "else", does: elses}}, {tag: off}, {mark: &mark{text: "end", does: ends}}})
				}
				return x.name != "w:t"
			})
		}
		return true
	})
}

// conditional is an attribute's value that depends on a condition, as Text has it.
func conditional(m *mark, yes, no string) string {
	return leftBrace + m.text + rightBrace + yes + leftBrace + "else" + rightBrace + no + leftBrace + "end" + rightBrace
}

// What stands for {{ and }} in an attribute until it is put out.
const leftBrace, rightBrace = "\uE003", "\uE004"

// symbol is the character by which a tick box shows a state.
func symbol(state *node, otherwise string) string {
	var r rune
	if _, err := fmt.Sscanf(state.attr("w14:val"), "%x", &r); err != nil || r < 0x20 {
		return otherwise
	}
	return string(r)
}

// unique takes care of what must be one's own in a document and would be
// repeated by range.
func (r *reader) unique(n *node, loops int) {
	if n.name == "wp:docPr" {
		n.setAttr("id", uniqueMark)
	}
	var out []*node
	for _, k := range n.kids {
		if k.mark != nil && k.mark.block != nil && k.mark.block.loops() {
			switch k.mark.does {
			case opens:
				loops++
			case ends:
				loops--
			}
		}
		if loops > 0 && (k.name == "w:bookmarkStart" || k.name == "w:bookmarkEnd" || k.name == "w:id" && n.name == "w:sdtPr") {
			continue
		}
		r.unique(k, loops)
		out = append(out, k)
	}
	n.set(out)
}

// strays refuses braces where no tag can stand.
func (r *reader) strays() {
	r.root.walk(func(n *node) bool {
		if n.mark != nil || !strings.Contains(n.tag, "{{") {
			return true
		}
		if n.name == "wp:docPr" || n.name == "v:shape" {
			return true // a picture's words, which emit reads
		}
		at := Fault{Part: r.part, Place: story(r.part), Near: near(n.tag), Msg: "{{ stands where no tag can", Hint: "write the tag in the text of the document"}
		if p := n.within("w:p"); p != nil {
			at.Place = r.places[p].Place
		}
		r.say(at)
		return true
	})
}

// emit puts a part out as a template, and keeps the places of its tags.
func (t *Template) emit(b *strings.Builder, r *reader) {
	var put func(n *node)
	tag := func(m *mark) {
		if m.shape != "" {
			b.WriteString(shapeMark + m.shape + "?>")
		}
		t.places = append(t.places, placed{b.Len(), m, m.at})
		b.WriteString("{{" + m.text + "}}")
	}
	put = func(n *node) {
		switch {
		case n.mark != nil:
			tag(n.mark)
			return
		case n.name == "w:p":
			if m := lone(n); m != nil {
				m.alone = true
				b.WriteString(aloneMark)
				defer b.WriteString(aloneEnd)
			}
		case n.name == "w:tbl" && !keepsRow(n):
			b.WriteString(tableMark)
			defer b.WriteString(tableEnd)
		}
		start := n.tag
		if strings.Contains(start, leftBrace) {
			start = strings.NewReplacer(leftBrace, "{{", rightBrace, "}}").Replace(start)
		}
		b.WriteString(start)
		if n.empty {
			return
		}
		for _, k := range n.kids {
			put(k)
		}
		if n.name != "" {
			b.WriteString("</" + n.name + ">")
		}
	}
	for _, k := range r.root.kids {
		put(k)
	}
}

// lone is the one value that a paragraph is; nil if it is more, or none.
func lone(p *node) *mark {
	var only *mark
	others := false
	p.walk(func(n *node) bool {
		switch {
		case n.mark != nil && n.mark.does == prints && only == nil:
			only = n.mark
		case n.mark != nil, n != p && visible(n), n.name == "w:hyperlink", n.name == "w:sdt":
			others = true
		}
		return n.name != "w:pPr"
	})
	if others {
		return nil
	}
	return only
}

// keepsRow tells whether a table has a row whatever is left out.
func keepsRow(t *node) bool {
	depth := 0
	for _, k := range t.kids {
		switch {
		case k.mark != nil && k.mark.does == opens:
			depth++
		case k.mark != nil && k.mark.does == ends:
			depth--
		case depth == 0 && (k.name == "w:tr" || k.name == "w:sdt"):
			return true
		}
	}
	return false
}

// Where is the place of the tag that stands at an offset of Text, or nearest
// before it.
func (t *Template) Where(offset int) Fault {
	i := sort.Search(len(t.places), func(i int) bool { return t.places[i].from > offset })
	if i == 0 {
		return Fault{}
	}
	return t.places[i-1].where
}

// Alone tells whether the tag at an offset of Text is all that its paragraph
// shows, so that free text of any length may stand there.
func (t *Template) Alone(offset int) bool {
	i := sort.Search(len(t.places), func(i int) bool { return t.places[i].from > offset })
	return i > 0 && t.places[i-1].mark.alone
}

// target is the part that the main part calls its styles, its numbering and so on.
func (u *unpacked) target(kind string) string {
	for _, r := range u.rels(u.main) {
		if r.kind == kind && !r.external {
			return r.target
		}
	}
	return ""
}

// reachable are the parts that every file made from the template has, in the
// order of the package.
func (u *unpacked) reachable() ([]string, Faults) {
	var faults Faults
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		keep, wrong := u.relationships(name)
		faults = append(faults, wrong...)
		for _, r := range keep {
			if !r.external {
				visit(r.target)
			}
		}
	}
	visit(u.main)
	var out []string
	for _, name := range u.names {
		if seen[name] {
			out = append(out, name)
		}
	}
	return out, faults
}

// parts by content type, sorted, for the list of a package's contents.
func typesOf(types map[string]string) []string { return slices.Sorted(maps.Keys(types)) }
