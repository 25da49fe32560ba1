package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"handover/render/doc"
	"handover/render/markup"

	"github.com/klauspost/compress/flate"
)

// About is what a finished file says of itself.
type About struct {
	Title   string // of the document
	Creator string // the organisation
	Date    string // civil date YYYY-MM-DD
}

// Filled is a template with one reader's values in it.
type Filled struct {
	t     *Template
	names []string
	text  []string // of each part, with marks around values that Blocks reads
}

// Fill puts the values into what a template engine made of Text. An error is a
// fault of the program.
func (t *Template) Fill(text string, values []markup.Value) (*Filled, error) {
	f := &Filled{t: t}
	for i, rest := range strings.Split(text, partMark) {
		if i == 0 {
			continue // what stands before the first part is nothing
		}
		name, body, ok := strings.Cut(rest, "?>")
		if !ok {
			return nil, errors.New("a part of the Word file has lost its name")
		}
		in := inserter{t: t, values: values}
		filled, err := in.part(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f.names, f.text = append(f.names, name), append(f.text, withoutBareTables(filled))
	}
	return f, nil
}

// These stand around a value in a filled part until it is packed.
const (
	valueMark = "<?value "
	valueEnd  = "<?/value?>"
)

type inserter struct {
	t      *Template
	values []markup.Value
	out    strings.Builder
	tag    bool // what is put out stands inside a start tag
	ids    int
}

var token = regexp.MustCompile("\uE000([0-9]+)\uE001")

// part puts the values into one part.
func (in *inserter) part(s string) (string, error) {
	for s != "" {
		i := strings.Index(s, aloneMark)
		if i < 0 {
			i = len(s)
		}
		if err := in.inline(s[:i]); err != nil {
			return "", err
		}
		if s = s[i:]; s == "" {
			break
		}
		p, rest, ok := strings.Cut(s[len(aloneMark):], aloneEnd)
		if !ok {
			return "", errors.New("a paragraph has lost its end")
		}
		if err := in.alone(p); err != nil {
			return "", err
		}
		s = rest
	}
	return in.out.String(), nil
}

func (in *inserter) literal(s string) {
	for {
		i := strings.Index(s, uniqueMark)
		if i < 0 {
			break
		}
		in.ids++
		in.out.WriteString(s[:i] + strconv.Itoa(in.ids))
		s = s[i+len(uniqueMark):]
	}
	if i := strings.LastIndexAny(s, "<>"); i >= 0 {
		in.tag = s[i] == '<'
	}
	in.out.WriteString(s)
}

func (in *inserter) value(digits string) (int, markup.Value, error) {
	i, err := strconv.Atoi(digits)
	if err != nil || i >= len(in.values) {
		return 0, markup.Value{}, errors.New("a value is missing")
	}
	return i, in.values[i], nil
}

// inline puts values into text that stays one paragraph.
func (in *inserter) inline(s string) error {
	for {
		at := token.FindStringSubmatchIndex(s)
		if at == nil {
			in.literal(s)
			return nil
		}
		before, shape := shaped(s[:at[0]])
		in.literal(before)
		i, v, err := in.value(s[at[2]:at[3]])
		if err != nil {
			return err
		}
		text := inShape(v.Text, shape)
		if in.tag {
			in.out.WriteString(escape(strings.Join(strings.Fields(text), " ")))
		} else {
			in.out.WriteString(marked(i, v, text))
		}
		s = s[at[1]:]
	}
}

// shaped takes the mark of a merge field's format off the end of a text.
func shaped(s string) (before, shape string) {
	i := strings.LastIndex(s, shapeMark)
	if i < 0 || !strings.HasSuffix(s, "?>") || strings.Contains(s[i:len(s)-2], "?>") {
		return s, ""
	}
	return s[:i], s[i+len(shapeMark) : len(s)-2]
}

// inShape is a value as a merge field's switch asks for it.
func inShape(s, shape string) string {
	switch shape {
	case "upper":
		return strings.ToUpper(s)
	case "lower":
		return strings.ToLower(s)
	case "first":
		return capital(s)
	case "caps":
		words := strings.Split(s, " ")
		for i, w := range words {
			words[i] = capital(w)
		}
		return strings.Join(words, " ")
	}
	return s
}

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// marked is a value as it stands in a w:t, between the marks that say which it is.
func marked(i int, v markup.Value, text string) string {
	if v.Gap {
		text = "[" + text + "]"
	}
	return valueMark + strconv.Itoa(i) + "?>" + inText(text) + valueEnd
}

var lineBreaks = strings.NewReplacer("\n", `</w:t><w:br/><w:t xml:space="preserve">`, "\t", `</w:t><w:tab/><w:t xml:space="preserve">`)

func inText(s string) string { return lineBreaks.Replace(escape(s)) }

// alone puts a value into a paragraph that is nothing else: free text becomes as
// many paragraphs as it has, bullets in the file's own style.
func (in *inserter) alone(p string) error {
	at := token.FindStringSubmatchIndex(p)
	if at == nil {
		in.literal(p)
		return nil
	}
	before, shape := shaped(p[:at[0]])
	i, v, err := in.value(p[at[2]:at[3]])
	if err != nil {
		return err
	}
	after := p[at[1]:]
	if !v.Narrative || v.Gap {
		in.literal(before)
		in.out.WriteString(marked(i, v, inShape(v.Text, shape)))
		in.literal(after)
		return nil
	}
	for _, l := range linesOf(markup.FreeText(v.Text, v.Path)) {
		head, text := before, inText(l.text)
		if l.bullet {
			head, text = in.t.asBullet(before, text)
		}
		in.literal(head)
		in.out.WriteString(valueMark + strconv.Itoa(i) + "?>" + text + valueEnd)
		in.literal(after)
	}
	return nil
}

// line is a paragraph of free text.
type line struct {
	text   string // with "\n" for a break
	bullet bool
}

// linesOf are the paragraphs and items of free text.
func linesOf(blocks []doc.Block) []line {
	var out []line
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			out = append(out, line{text: inlineText(b.Inlines)})
		case *doc.List:
			for n, item := range b.Items {
				for _, l := range linesOf(item.Blocks) {
					if b.Ordered { // the numbers that were typed
						out = append(out, line{text: strconv.Itoa(b.Start+n) + ". " + l.text})
					} else {
						out = append(out, line{l.text, true})
					}
				}
			}
		case *doc.Table: // a template of Word's has one paragraph's place for it
			for _, row := range append([][]doc.Cell{b.Header}, b.Rows...) {
				var cells []string
				for _, c := range row {
					text := "–"
					if len(c.Lines) > 0 {
						text = inlineText(c.Lines[0].Inlines)
					}
					cells = append(cells, text)
				}
				out = append(out, line{text: strings.Join(cells, " · ")})
			}
		}
	}
	return out
}

func inlineText(in []doc.Inline) string {
	var b strings.Builder
	for _, x := range in {
		switch x := x.(type) {
		case *doc.Text:
			b.WriteString(x.Text)
		case *doc.Break:
			b.WriteByte('\n')
		case *doc.Tick:
			b.WriteString(map[bool]string{true: "☑", false: "☐"}[x.Checked])
		}
	}
	return b.String()
}

var (
	paragraphFormat = regexp.MustCompile(`(?s)^(<w:p(?:\s[^>]*)?>)(<w:pPr(?:\s[^>]*)?>.*?</w:pPr>|<w:pPr/>)?`)
	paragraphStyle  = regexp.MustCompile(`<w:pStyle [^>]*/>`)
)

// asBullet is the beginning of a paragraph as that of an item of a list.
func (t *Template) asBullet(head, text string) (string, string) {
	m := paragraphFormat.FindStringSubmatch(head)
	if m == nil || strings.Contains(m[2], "<w:numPr>") {
		return head, text
	}
	if style := paragraphStyle.FindString(m[2]); style != "" && t.styles.listed[(&node{tag: style}).attr("w:val")] {
		return head, text
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(m[2], "<w:pPr/>"), "<w:pPr>"), "</w:pPr>")
	switch {
	case t.styles.bullet != "":
		inner = `<w:pStyle w:val="` + escape(t.styles.bullet) + `"/>` + paragraphStyle.ReplaceAllString(inner, "")
	case t.levels.bullet != "":
		style := paragraphStyle.FindString(inner)
		inner = style + `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + escape(t.levels.bullet) + `"/></w:numPr>` + paragraphStyle.ReplaceAllString(inner, "")
	default:
		text = "•\u00a0" + text
	}
	return m[1] + "<w:pPr>" + inner + "</w:pPr>" + head[len(m[0]):], text
}

// withoutBareTables takes out the tables of which no row is left.
func withoutBareTables(s string) string {
	if !strings.Contains(s, tableMark) {
		return s
	}
	done := []*strings.Builder{{}}
	for s != "" {
		i := strings.Index(s, "<?")
		if i < 0 {
			i = len(s)
		}
		top := len(done) - 1
		done[top].WriteString(s[:i])
		s = s[i:]
		switch {
		case strings.HasPrefix(s, tableMark):
			s = s[len(tableMark):]
			done = append(done, &strings.Builder{})
		case strings.HasPrefix(s, tableEnd) && top > 0:
			s = s[len(tableEnd):]
			table := done[top].String()
			done = done[:top]
			if strings.Contains(table, "<w:tr>") || strings.Contains(table, "<w:tr ") {
				done[top-1].WriteString(table)
			}
		case s != "":
			done[top].WriteString(s[:2])
			s = s[2:]
		}
	}
	return done[0].String()
}

// Known is what is wrong with the council's own file, as read.Content.Check says
// it: a table without a header row, a picture without words. It isn't the
// program's fault where a copy has it too.
func (f *Filled) Known() []string { return f.t.known }

var anyMark = regexp.MustCompile(`<\?/?(?:value|shape|alone|table)[^?]*\?>`)

// Bytes is the finished file: the parts that were filled, and all others as they
// were packed once. The same values give the same bytes.
func (f *Filled) Bytes(about About) ([]byte, error) {
	core := coreProperties(about)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range f.t.parts {
		body := p.body
		switch i := slices.Index(f.names, p.name); {
		case i >= 0:
			body = []byte(anyMark.ReplaceAllString(f.text[i], ""))
		case p.name == corePart:
			body = []byte(core)
		case p.raw != nil:
			if err := putRaw(z, p); err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
			continue
		}
		raw, err := deflated(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if err := putRaw(z, part{name: p.name, body: body, raw: raw}); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// zipDate is the first that a package can have: some programs fail on none.
var zipDate = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func putRaw(z *zip.Writer, p part) error {
	h := zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(p.body),
		CompressedSize64: uint64(len(p.raw)), UncompressedSize64: uint64(len(p.body)), CreatorVersion: 20, ReaderVersion: 20}
	//lint:ignore SA1019 CreateRaw writes these fields as they are, and Modified not at all
	h.ModifiedDate, h.ModifiedTime = uint16((zipDate.Year()-1980)<<9|int(zipDate.Month())<<5|zipDate.Day()), 0
	w, err := z.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = w.Write(p.raw)
	return err
}

// packers are compressors, which are half a megabyte each.
var packers = sync.Pool{New: func() any {
	z, err := flate.NewWriter(io.Discard, 5)
	if err != nil {
		panic(err) // the level is wrong
	}
	return z
}}

func deflated(b []byte) ([]byte, error) {
	z := packers.Get().(*flate.Writer)
	defer packers.Put(z)
	var out bytes.Buffer
	out.Grow(len(b)/6 + 256)
	z.Reset(&out)
	_, err := z.Write(b)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const (
	corePart = "docProps/core.xml"
	appPart  = "docProps/app.xml"
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

func coreProperties(a About) string {
	day := a.Date + "T00:00:00Z"
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(a.Title) + `</dc:title><dc:creator>` + escape(a.Creator) + `</dc:creator>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + day +
		`</dcterms:modified></cp:coreProperties>`
}

const officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// packaged are the parts of every file made from the template: its own that are
// kept, packed once, and new ones in place of those that say who wrote it.
func (u *unpacked) packaged(keep []string) ([]part, error) {
	types := map[string]string{corePart: "application/vnd.openxmlformats-package.core-properties+xml",
		appPart: "application/vnd.openxmlformats-officedocument.extended-properties+xml", u.main: bodyType}
	endings := map[string]string{"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
	root := xmlHead + relationshipsHead +
		`<Relationship Id="rId1" Type="` + officeRels + `officeDocument" Target="` + escape(u.main) + `"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="` + corePart + `"/>` +
		`<Relationship Id="rId3" Type="` + officeRels + `extended-properties" Target="` + appPart + `"/></Relationships>`
	out := []part{{name: typesPart}, {name: "_rels/.rels", body: []byte(root)}, {name: corePart},
		{name: appPart, body: []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>`)}}
	for _, name := range keep {
		kind := u.typeOf(name)
		if ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")); u.types[name] == "" && ending != "xml" {
			endings[ending] = kind
		} else if name != u.main {
			types[name] = kind
		}
		body := u.part[name]
		if kind == wordType+"settings+xml" {
			text, err := cleanSettings(string(body))
			if err != nil {
				return nil, err
			}
			body = []byte(text)
		}
		out = append(out, part{name: name, kind: kind, body: body})
		rels, _ := u.relationships(name)
		if len(rels) == 0 {
			continue
		}
		var b strings.Builder
		b.WriteString(xmlHead + relationshipsHead)
		for _, r := range rels {
			target, mode := "/"+r.target, ""
			if r.external {
				target, mode = r.target, ` TargetMode="External"`
			}
			b.WriteString(`<Relationship Id="` + escape(r.id) + `" Type="` + escape(r.uri) + `" Target="` + escape(target) + `"` + mode + `/>`)
		}
		b.WriteString("</Relationships>")
		out = append(out, part{name: relsOf(name), body: []byte(b.String())})
	}
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	for _, e := range typesOf(endings) {
		b.WriteString(`<Default Extension="` + escape(e) + `" ContentType="` + escape(endings[e]) + `"/>`)
	}
	for _, name := range typesOf(types) {
		b.WriteString(`<Override PartName="/` + escape(name) + `" ContentType="` + escape(types[name]) + `"/>`)
	}
	out[0].body = []byte(b.String() + "</Types>")
	for i := range out {
		raw, err := deflated(out[i].body)
		if err != nil {
			return nil, err
		}
		out[i].raw = raw
	}
	return out, nil
}

const relationshipsHead = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

// left are settings that stay behind: where the letters' old data came from, who
// edited when, variables with old values, what is attached.
var left = map[string]bool{"w:mailMerge": true, "w:rsids": true, "w:docVars": true, "w:attachedTemplate": true, "w:attachedSchema": true,
	"w:documentProtection": true, "w:writeProtection": true, "w:trackRevisions": true, "w:linkStyles": true, "w:saveThroughXslt": true, "w15:docId": true, "w14:docId": true}

func cleanSettings(src string) (string, error) {
	root, err := parseXML(src)
	if err != nil {
		return "", err
	}
	root.walk(func(n *node) bool {
		n.set(slices.DeleteFunc(n.kids, func(k *node) bool { return left[k.name] }))
		return true
	})
	var b strings.Builder
	root.write(&b)
	return b.String(), nil
}
