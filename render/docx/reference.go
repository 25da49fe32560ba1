package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"handover/render/doc"
)

// Limits of a reference document, in bytes unpacked.
const (
	referenceMaxParts = 200
	referenceMaxPart  = 8 << 20
)

// ReadReference reads a Word document whose styles are to be used: one that
// WriteReference made, restyled in Word. The error is Faults, with everything
// that is wrong: a style missing, smaller than 12 pt, hidden or numbered by
// itself; macros, tracked changes, anything outside the file; a page other than
// A4.
func ReadReference(b []byte) (*doc.Reference, error) {
	parts, err := referenceParts(b)
	if err != nil {
		return nil, doc.Faults{{Msg: err.Error()}}
	}
	r := &referenceReader{parts: parts}
	r.strangers()
	r.document()
	styles := r.styles()
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	sum := sha256.Sum256(b)
	return &doc.Reference{SHA256: hex.EncodeToString(sum[:]), Styles: styles, Theme: parts[referenceTheme], Says: says(styles, parts[referenceTheme])}, nil
}

const referenceTheme = "word/theme/theme1.xml"

func referenceParts(b []byte) (map[string]string, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errors.New("not a Word document (.docx)")
	}
	if len(z.File) > referenceMaxParts {
		return nil, fmt.Errorf("more than %d parts", referenceMaxParts)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, errors.New("a part can't be unpacked")
		}
		text, err := io.ReadAll(io.LimitReader(r, referenceMaxPart+1))
		if err = errors.Join(err, r.Close()); err != nil {
			return nil, errors.New("a part can't be unpacked")
		}
		if len(text) > referenceMaxPart {
			return nil, fmt.Errorf("a part of more than %d MB", referenceMaxPart>>20)
		}
		parts[f.Name] = string(text)
	}
	if parts[bodyPart] == "" || parts[stylesPart] == "" {
		return nil, errors.New("not a Word document (.docx): it has no text or no styles")
	}
	return parts, nil
}

type referenceReader struct {
	parts  map[string]string
	faults doc.Faults
}

func (r *referenceReader) fault(format string, a ...any) {
	r.faults = append(r.faults, doc.Fault{Msg: fmt.Sprintf(format, a...)})
}

// strangers are parts that a reference document has no need of.
func (r *referenceReader) strangers() {
	if strings.Contains(r.parts["[Content_Types].xml"], "macroEnabled") {
		r.fault("it has macros: save it as an ordinary Word document (.docx)")
	}
	for _, name := range slices.Sorted(maps.Keys(r.parts)) {
		switch {
		case strings.Contains(r.parts[name], "<!DOCTYPE"), strings.Contains(r.parts[name], "<!ENTITY"):
			r.fault("%s has a DTD, which no word processor writes: save it in Word as a new document", name)
		case strings.Contains(strings.ToLower(path.Base(name)), "vba"):
			r.fault("it has macros (%s): save it without them", name)
		case path.Ext(name) == ".rels" && strings.Contains(r.parts[name], `TargetMode="External"`):
			r.fault("%s points outside the file: take the link, picture or template away", name)
		case strings.HasPrefix(name, "word/theme/_rels/"):
			r.fault("its theme has pictures (%s): choose a theme without", name)
		}
	}
}

// changes are Word's elements for tracked changes.
var changes = []string{"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "numberingChange"}

// document looks at the text and its pages, which are not taken.
func (r *referenceReader) document() {
	tracked := false
	d := xml.NewDecoder(strings.NewReader(r.parts[bodyPart]))
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.fault("%s: broken XML", bodyPart)
			return
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		tracked = tracked || slices.Contains(changes, e.Name.Local)
		if e.Name.Local == "pgSz" {
			w, h := wordNumber(e, "w"), wordNumber(e, "h")
			if w, h = min(w, h), max(w, h); w < 11890 || w > 11920 || h < 16820 || h > 16850 {
				r.fault("its page is not A4")
			}
		}
	}
	if tracked || strings.Contains(r.parts["word/settings.xml"], "<w:trackRevisions") {
		r.fault("it has tracked changes: accept or reject them, and stop tracking")
	}
}

// wordStyle is a style as a part of its text.
type wordStyle struct {
	kind, basedOn  string
	name           string
	from, to       int64
	size           int // half-points; 0 is the base's
	hidden, number bool
}

// fixedStyles hold letters in their window and tables apart: they stay ours.
var fixedStyles = []string{"LetterTop", "AfterBlock", "AddressBlock", "SenderBlock"}

// textless are styles of paragraphs without text, which may be small.
var textless = []string{"Rule", "AfterBlock", "LetterTop"}

// styles gives the part that is to be used.
func (r *referenceReader) styles() string {
	ours, _, err := wordStyles(builtInStyles())
	if err != nil {
		r.fault("%s", err)
		return ""
	}
	text := r.parts[stylesPart]
	theirs, size, err := wordStyles(text)
	if err != nil {
		r.fault("%s: %s", stylesPart, err)
		return ""
	}
	if text, err = ourIDs(text, ours, theirs); err == nil {
		theirs, size, err = wordStyles(text)
	}
	if err != nil {
		r.fault("%s: %s", stylesPart, err)
		return ""
	}
	if !langOf.MatchString(text) {
		r.fault("its styles name no language")
	}
	var missing []string
	for _, id := range slices.Sorted(maps.Keys(ours)) {
		s, there := theirs[id]
		if !there || s.kind != ours[id].kind {
			missing = append(missing, id)
			continue
		}
		for base, n := s.basedOn, 0; s.size == 0 && base != "" && n < 20; n++ {
			s.size, base = theirs[base].size, theirs[base].basedOn
		}
		if s.size == 0 {
			s.size = size
		}
		if s.kind == "paragraph" && s.size < 24 && !slices.Contains(textless, id) {
			r.fault("the style %s is smaller than 12 point", id)
		}
		if s.hidden {
			r.fault("the style %s hides its text", id)
		}
		if s.number && ours[id].kind == "paragraph" {
			r.fault("the style %s has numbering or bullets of its own: lists get theirs from the program", id)
		}
	}
	if len(missing) > 0 {
		r.fault("styles are missing: %s", strings.Join(missing, ", "))
		return ""
	}
	fixed := slices.Clone(fixedStyles)
	slices.SortFunc(fixed, func(a, b string) int { return cmp.Compare(theirs[b].from, theirs[a].from) }) // from the last, so that places stay right
	for _, id := range fixed {
		text = text[:theirs[id].from] + builtInStyles()[ours[id].from:ours[id].to] + text[theirs[id].to:]
	}
	return text
}

// styleID finds where a styles part names a style by its id.
var styleID = regexp.MustCompile(`(<w:(?:style\s[^>]*?w:styleId|basedOn\s+w:val|next\s+w:val|link\s+w:val)=")([^"]*)"`)

// ourIDs gives a styles part in which styles of our names have our ids, by which
// the text asks for them: LibreOffice keeps a style's name alone when it saves,
// and calls BodyText TextBody.
func ourIDs(text string, ours, theirs map[string]wordStyle) (string, error) {
	renamed := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(ours)) {
		if _, there := theirs[id]; there {
			continue
		}
		var same []string
		for _, their := range slices.Sorted(maps.Keys(theirs)) {
			_, taken := ours[their]
			if !taken && theirs[their].kind == ours[id].kind && strings.EqualFold(theirs[their].name, ours[id].name) {
				same = append(same, their)
			}
		}
		if len(same) > 1 {
			return "", fmt.Errorf("%d styles are called %s", len(same), ours[id].name)
		}
		if len(same) == 1 {
			renamed[same[0]] = id
		}
	}
	if len(renamed) == 0 {
		return text, nil
	}
	return styleID.ReplaceAllStringFunc(text, func(s string) string {
		m := styleID.FindStringSubmatch(s)
		if id, ok := renamed[m[2]]; ok {
			return m[1] + id + `"`
		}
		return s
	}), nil
}

// says is what parts say in words that our own styles don't: comments, text, and
// values of attributes. Names of fonts and of the styles that every Word has
// (lsdException) are left out.
func says(texts ...string) []string {
	ours := map[string]bool{}
	each := func(text string, do func(string)) {
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			t, err := d.RawToken()
			if err != nil { // at its end; a broken part is refused before
				return
			}
			switch t := t.(type) {
			case xml.Comment:
				do(string(t))
			case xml.CharData:
				do(string(t))
			case xml.ProcInst:
				do(t.Target + " " + string(t.Inst))
			case xml.StartElement:
				do(t.Name.Local)
				for _, a := range t.Attr {
					do(a.Name.Local)
					if !fontNamed(t, a) && t.Name.Local != "lsdException" {
						do(a.Value)
					}
				}
			}
		}
	}
	each(builtInStyles(), func(s string) { ours[s] = true })
	var out []string
	for _, text := range texts {
		each(text, func(s string) {
			if s = strings.TrimSpace(s); s != "" && !ours[s] && strings.ContainsFunc(s, unicode.IsSpace) || len(s) > 5 && !ours[s] {
				ours[s] = true
				out = append(out, s)
			}
		})
	}
	return out
}

// fontNamed says whether an attribute names a font, and looks like one: a few
// words without figures.
func fontNamed(e xml.StartElement, a xml.Attr) bool {
	font := a.Name.Local == "typeface" || e.Name.Local == "rFonts"
	return font && len(strings.Fields(a.Value)) <= 4 && !strings.ContainsAny(a.Value, "0123456789,")
}

// builtInStyles is our own styles' part.
func builtInStyles() string {
	parts, err := reference()
	if err != nil {
		return ""
	}
	for _, p := range parts {
		if p.name == stylesPart {
			return strings.Join(p.text, "en-GB") // between the pieces stands the language
		}
	}
	return ""
}

// wordStyles takes a styles part apart: each style by id, and the size of text
// whose style gives none.
func wordStyles(text string) (map[string]wordStyle, int, error) {
	out := map[string]wordStyle{}
	d := xml.NewDecoder(strings.NewReader(text))
	size, id := 20, "" // Word's own default is 10 point
	var s wordStyle
	for {
		at := d.InputOffset()
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return out, size, nil
		}
		if err != nil {
			return nil, 0, errors.New("broken XML")
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Space != "w" && id == "" && t.Name.Local == "styles" {
				return nil, 0, errors.New("not written by Word or LibreOffice")
			}
			switch t.Name.Local {
			case "style":
				id, s = wordAttr(t, "styleId"), wordStyle{kind: wordAttr(t, "type"), from: at}
			case "name":
				if id != "" {
					s.name = wordAttr(t, "val")
				}
			case "basedOn":
				s.basedOn = wordAttr(t, "val")
			case "sz":
				if n := wordNumber(t, "val"); id == "" && n > 0 {
					size = n
				} else if t.Name.Space == "w" && n > 0 && len(t.Attr) == 1 { // a border's has more
					s.size = n
				}
			case "vanish", "webHidden":
				s.hidden = s.hidden || wordAttr(t, "val") != "0"
			case "numPr":
				s.number = true
			}
		case xml.EndElement:
			if t.Name.Local == "style" {
				s.to = d.InputOffset()
				out[id] = s
				id = ""
			}
		}
	}
}

func wordAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func wordNumber(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(wordAttr(e, name))
	if err != nil {
		return 0
	}
	return n
}

// langOf finds the language in the defaults of a styles part.
var langOf = regexp.MustCompile(`<w:lang [^>]*?w:val="([^"]*)"`)

// restyle puts a reference's styles in place of ours.
func restyle(parts []part, ref *doc.Reference, lang string) []part {
	const types, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
	for i, p := range parts {
		switch {
		case p.name == stylesPart:
			text := ref.Styles
			if m := langOf.FindStringSubmatchIndex(text); m != nil {
				text = text[:m[2]] + lang + text[m[3]:]
			}
			parts[i].xml = text
		case p.name == types && ref.Theme != "":
			parts[i].xml = strings.Replace(p.xml, "</Types>", `<Override PartName="/`+referenceTheme+`" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>`+"\n</Types>", 1)
		case p.name == rels && ref.Theme != "":
			parts[i].xml = strings.Replace(p.xml, "</Relationships>", `<Relationship Id="rIdTheme" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/>`+"</Relationships>", 1)
		}
	}
	if ref.Theme != "" {
		parts = append(parts, part{referenceTheme, ref.Theme})
	}
	return parts
}
