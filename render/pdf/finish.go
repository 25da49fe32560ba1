package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"

	"handover/render/doc"
)

// finishPDF rewrites fpdf's file once: structure tree, fonts, link
// annotations, metadata and identifier join the objects that fpdf wrote.
func finishPDF(c *canvas, root *elem, m *doc.Meta, date time.Time) ([]byte, error) {
	b := benches.Get().(*bench)
	defer b.leave()
	if err := c.pdf.Output(&b.raw); err != nil {
		return nil, err
	}
	return b.rewrite(b.raw.Bytes(), c, root, m, date)
}

// rewrite makes our file of fpdf's.
func (b *bench) rewrite(raw []byte, c *canvas, root *elem, m *doc.Meta, date time.Time) ([]byte, error) {
	from, err := readOriginal(raw)
	if err != nil {
		return nil, fmt.Errorf("finishing: %w", err)
	}
	w := &finisher{canvas: c, bench: b, next: len(from.bodies)}
	if err := w.file(from, root, m, date); err != nil {
		return nil, fmt.Errorf("finishing: %w", err)
	}
	return bytes.Clone(w.out), nil
}

// bench is what a file is made on. It is used again: a compressor alone is
// more than a megabyte, and was a quarter of the time of a file of two pages.
type bench struct {
	zip    *zlib.Writer // what it packs is unpacked again by the standard library (render/read)
	raw    bytes.Buffer // fpdf's file
	packed bytes.Buffer // a stream
	out    []byte       // our file
}

var benches = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // the level is valid
	return &bench{zip: z}
}}

// leave clears the bench, so that no file hangs on those before it, and gives it
// back; the compressor is cleared when it is next used. What one long file needed
// isn't kept for all.
func (b *bench) leave() {
	b.raw.Reset()
	b.out = b.out[:0]
	if cap(b.out)+b.raw.Cap()+b.packed.Cap() > 1<<20 {
		b.raw, b.packed, b.out = bytes.Buffer{}, bytes.Buffer{}, nil
	}
	benches.Put(b)
}

// pack compresses data; the result holds until it is called again.
func (b *bench) pack(data []byte) []byte {
	b.packed.Reset()
	b.zip.Reset(&b.packed)
	_, _ = b.zip.Write(data) // into memory: can't fail
	_ = b.zip.Close()
	return b.packed.Bytes()
}

// packedRGB is the colour profile as every file has it.
var packedRGB = sync.OnceValue(func() []byte {
	b := benches.Get().(*bench)
	defer b.leave()
	return bytes.Clone(b.pack(sRGB()))
})

// finisher writes the final file.
type finisher struct {
	*canvas
	*bench
	offsets []int // by object number
	next    int   // number of the next new object
	pages   []int // object number of each page
}

func (w *finisher) file(from *original, root *elem, m *doc.Meta, date time.Time) error {
	w.out = append(w.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	w.offsets = make([]int, len(from.bodies), len(from.bodies)+64)
	var err error
	if w.pages, err = from.pages(); err != nil {
		return err
	}
	if len(w.pages) != w.page() {
		return fmt.Errorf("found %d of %d pages", len(w.pages), w.page())
	}
	fonts := w.fonts()
	logo := w.logoObject(m.Logo)
	icc := w.begin()
	w.stream("/N 3/Filter/FlateDecode", packedRGB())
	w.end()
	x := xmp(m, date)
	meta := w.begin()
	w.stream("/Type/Metadata/Subtype/XML", x) // not compressed: archives search for it in the raw file
	w.end()
	tree := w.tree(root)
	annots := w.annotations()

	resources, contents := map[int]bool{}, map[int]bool{}
	for _, n := range w.pages {
		page, err := from.dict(n)
		if err != nil {
			return err
		}
		r, err := page.ref("Resources")
		if err != nil {
			return err
		}
		c, err := page.ref("Contents")
		if err != nil {
			return err
		}
		resources[r], contents[c] = true, true
	}
	outline := 0
	for n := 1; n < len(from.bodies); n++ {
		o, err := from.dict(n)
		if err != nil {
			return err
		}
		w.at(n)
		page := slices.Index(w.pages, n)
		switch {
		case resources[n]:
			err = w.resources(o, fonts, logo)
		case n == from.root:
			w.out = append(w.out, o.without("Names")...)
			w.add("/MarkInfo<</Marked true>>/StructTreeRoot ", ref(tree), "/Metadata ", ref(meta),
				"/ViewerPreferences<</DisplayDocTitle true>>\n/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1",
				"/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ", ref(icc), ">>]>>")
		case page >= 0:
			w.out = append(w.out, o.text[:o.end]...)
			w.add("\n/StructParents ", strconv.Itoa(page), "/Tabs/S", annots[page], ">>")
		case contents[n]:
			var data []byte
			if data, err = from.stream(n); err == nil {
				w.deflate("", data)
			}
		case o.isBookmark():
			w.out = append(w.out, o.without("Count")...) // fpdf gives every entry a count of 0, which isn't allowed
			w.add(w.outlineCount(outline), ">>")
			outline++
		case o.end+2 != len(o.text):
			err = errShape // a stream that isn't ours
		default:
			w.out = append(w.out, o.text...)
		}
		if err != nil {
			return err
		}
		w.end()
	}
	if outline != len(w.outlines) {
		return fmt.Errorf("found %d of %d bookmarks", outline, len(w.outlines))
	}
	w.trailer(from.root, from.info)
	return nil
}

// resources writes the pages' resources with our fonts and the logo.
func (w *finisher) resources(o *dict, fonts, logo string) error {
	f, err := o.within("Font")
	if err != nil {
		return err
	}
	p, err := o.within("XObject")
	if err != nil {
		return err
	}
	type insert struct {
		at, on int // where, and where the text goes on
		text   string
	}
	in := []insert{{f.open, blank(o.text, f.open), fonts}, {p.open, p.open, logo}}
	slices.SortFunc(in, func(a, b insert) int { return a.at - b.at })
	at := 0
	for _, x := range in {
		w.out = append(w.out, o.text[at:x.at]...)
		w.add(x.text)
		at = x.on
	}
	w.out = append(w.out, o.text[at:]...)
	return nil
}

// isBookmark tells an entry of the outline: the document's properties have a
// title too, and nothing above them.
func (d *dict) isBookmark() bool {
	_, title := d.values["Title"]
	_, parent := d.values["Parent"]
	return title && parent
}

// outlineCount is the /Count entry of a bookmark: the first level stands open,
// the others closed.
func (w *finisher) outlineCount(i int) string {
	kids := bookmarkKids(w.outlines, i)
	switch {
	case kids == 0:
		return ""
	case w.outlines[i] == 1:
		return "/Count " + strconv.Itoa(kids)
	}
	return "/Count -" + strconv.Itoa(kids)
}

func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

// add appends strings to the file.
func (w *finisher) add(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

func (w *finisher) int(n int) { w.out = strconv.AppendInt(w.out, int64(n), 10) }

// at begins object n.
func (w *finisher) at(n int) {
	w.offsets[n] = len(w.out)
	w.int(n)
	w.add(" 0 obj\n")
}

// reserve numbers a new object.
func (w *finisher) reserve() int {
	w.offsets = append(w.offsets, 0)
	w.next++
	return w.next - 1
}

// begin starts a new object and gives its number.
func (w *finisher) begin() int {
	n := w.reserve()
	w.at(n)
	return n
}

func (w *finisher) end() { w.add("\nendobj\n") }

// stream writes the body of a stream object.
func (w *finisher) stream(entries string, data []byte) {
	w.add("<<", entries, "/Length ", strconv.Itoa(len(data)), ">>\nstream\n")
	w.out = append(w.out, data...)
	w.add("\nendstream")
}

// deflated writes a compressed stream as a new object.
func (w *finisher) deflated(entries string, data []byte) int {
	n := w.begin()
	w.deflate(entries, data)
	w.end()
	return n
}

// deflate writes the body of a compressed stream object.
func (w *finisher) deflate(entries string, data []byte) {
	w.stream(entries+"/Filter/FlateDecode", w.pack(data))
}

// tree writes the structure tree and gives the number of its root.
func (w *finisher) tree(root *elem) int {
	top := w.reserve()
	w.number(root)
	w.element(root, top)
	w.at(top)
	w.add("<</Type/StructTreeRoot/K ", ref(root.num), "/ParentTree<</Nums[")
	for p, owners := range w.owners {
		w.int(p)
		w.add("[")
		for i, e := range owners {
			if i > 0 {
				w.add(" ")
			}
			w.int(e.num)
			w.add(" 0 R")
		}
		w.add("]\n")
	}
	for i, a := range w.areas {
		w.int(len(w.owners) + i)
		w.add(" ", ref(a.owner.num), "\n")
	}
	w.add("]>>/ParentTreeNextKey ", strconv.Itoa(len(w.owners)+len(w.areas)), ">>")
	w.end()
	return top
}

// number gives object numbers to an element and all below it, and then to the
// annotations, so that each can name the others.
func (w *finisher) number(e *elem) {
	e.num = w.reserve()
	for _, k := range e.kids {
		if k.elem != nil {
			w.number(k.elem)
		}
	}
}

func (w *finisher) element(e *elem, parent int) {
	w.at(e.num)
	w.add("<</Type/StructElem/S/", e.tag, "/P ")
	w.int(parent)
	w.add(" 0 R")
	page := int32(0) // the page that most elements are all on
	for _, k := range e.kids {
		if k.elem == nil {
			page = k.page
			w.add("/Pg ")
			w.int(w.pages[page-1])
			w.add(" 0 R")
			break
		}
	}
	if len(e.kids) > 0 {
		w.add("/K[")
		for i, k := range e.kids {
			if i > 0 {
				w.add(" ")
			}
			w.kid(k, page)
		}
		w.add("]")
	}
	if e.attrs != "" {
		w.add("/A", e.attrs)
	}
	if e.actual != "" {
		w.add("/ActualText", textString(e.actual))
	}
	if e.lang != "" {
		w.add("/Lang(", e.lang, ")")
	}
	if e.alt != "" {
		w.add("/Alt", textString(e.alt))
	}
	w.add(">>")
	w.end()
	for _, k := range e.kids {
		if k.elem != nil {
			w.element(k.elem, e.num)
		}
	}
}

func (w *finisher) kid(k kid, page int32) {
	switch {
	case k.elem != nil:
		w.int(k.elem.num)
		w.add(" 0 R")
	case k.mcid < 0:
		w.add("<</Type/OBJR/Obj ", ref(w.firstArea()+int(-k.mcid)-1), "/Pg ", ref(w.pages[k.page-1]), ">>")
	case k.page == page:
		w.int(int(k.mcid))
	default:
		w.add("<</Type/MCR/MCID ", strconv.Itoa(int(k.mcid)), "/Pg ", ref(w.pages[k.page-1]), ">>")
	}
}

// firstArea is the object number of the first link annotation: they follow the
// elements, whose numbers are all given by then.
func (w *finisher) firstArea() int { return w.next }

// annotations writes the link annotations and gives each page's /Annots entry.
func (w *finisher) annotations() []string {
	entries := make([]string, len(w.pages))
	for i, a := range w.areas {
		n := w.begin()
		w.add("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/P ", ref(w.pages[a.page-1]),
			"/StructParent ", strconv.Itoa(len(w.owners)+i), "/Rect[")
		for _, v := range []float64{a.left, a.bottom, a.right, a.top} {
			w.out = strconv.AppendFloat(w.out, v, 'f', 2, 64)
			w.add(" ")
		}
		if to := a.owner.section; to != nil {
			w.add("]/Contents", textString(strings.TrimSpace(to.title+", page "+strconv.Itoa(to.page))), "/Dest[", ref(w.pages[to.page-1]), "/XYZ null ")
			w.out = strconv.AppendFloat(w.out, (w.height-to.y)*w.scale, 'f', 2, 64)
			w.add(" null]>>")
		} else {
			w.add("]/Contents", textString(linkContents(a.owner.link)), "/A<</S/URI/URI(", escapeString.Replace(a.owner.link.To), ")>>>>")
		}
		w.end()
		entries[a.page-1] += " " + ref(n)
	}
	for i, e := range entries {
		if e != "" {
			entries[i] = "/Annots[" + e + "]"
		}
	}
	return entries
}

// linkContents is what assistive technology says of a link.
func linkContents(l *doc.Link) string {
	text := doc.PlainText(l.Inlines)
	if text == l.To || strings.HasSuffix(l.To, ":"+text) {
		return text
	}
	return text + " (" + l.To + ")"
}

// trailer writes the cross-reference table; the file's identifier is its content's.
func (w *finisher) trailer(catalog, info int) {
	sum := sha256.Sum256(w.out)
	id := hex.EncodeToString(sum[:16])
	xref := len(w.out)
	w.add("xref\n0 ", strconv.Itoa(len(w.offsets)), "\n0000000000 65535 f \n")
	for _, o := range w.offsets[1:] {
		digits := strconv.Itoa(o)
		w.add("0000000000"[len(digits):], digits, " 00000 n \n")
	}
	w.add("trailer\n<</Size ", strconv.Itoa(len(w.offsets)), "/Root ", ref(catalog), "/Info ", ref(info),
		"/ID[<", id, "><", id, ">]>>\nstartxref\n", strconv.Itoa(xref), "\n%%EOF\n")
}

var escapeString = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`)

// textString is a PDF text string in UTF-16, safe for any content.
func textString(s string) string {
	b := append(make([]byte, 0, 4*len(s)+8), "<FEFF"...)
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
	}
	return string(append(b, '>'))
}
