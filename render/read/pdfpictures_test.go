package read_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/logo"
)

// headed is a letter with a logo.
func headed(t testing.TB) *doc.Doc {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 600, 150))
	for i := range m.Pix {
		m.Pix[i] = 0x20
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	logo, err := logo.Read("logo.png", b.Bytes(), "Rivermouth Council")
	if err != nil {
		t.Fatal(err)
	}
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	return &doc.Doc{
		Meta: doc.Meta{Title: "Letter", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Letter, Foot: "KTRM", Logo: logo},
		Blocks: []doc.Block{
			&doc.Div{Kind: doc.Sender, Blocks: []doc.Block{&doc.Paragraph{Inlines: text("Council")}}},
			&doc.Div{Kind: doc.Address, Blocks: []doc.Block{&doc.Paragraph{Inlines: text("Gran")}}},
			&doc.Heading{Level: 1, Inlines: text("Letter")},
		},
	}
}

// Each damage of a letter's logo is found.
func TestPDFCheckFindsInPictures(t *testing.T) {
	good, err := render.Write(render.PDF, headed(t), render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	same := func(s string) string { return s }
	replace := func(old, new string) func(string) string {
		return func(obj string) string { return strings.Replace(obj, old, new, 1) }
	}
	for _, c := range []struct {
		name string
		edit func(string) string
		want string
	}{
		{"no text", replace("/Alt<FEFF", "/Axt<FEFF"), "Figure without a text"},
		{"empty text", func(o string) string {
			return regexp.MustCompile(`/Alt<FEFF[0-9A-F]+>`).ReplaceAllString(o, "/Alt<FEFF>")
		}, "Figure without a text"},
		{"no place", replace("/BBox[", "/BXox["), "Figure without a BBox"},
		{"a place of three numbers", replace("/BBox[56.69 ", "/BBox["), "Figure without a BBox"},
		{"a place inside out", replace("/BBox[56.69 ", "/BBox[996.69 "), "Figure without a BBox"},
		{"another place", replace("/BBox[56.69 ", "/BBox[76.69 "), "isn't where its Figure's BBox says"},
		{"moved", replace("cm/Logo Do", "cm 1 0 0 1 0 .5 cm/Logo Do"), "isn't where its Figure's BBox says"},
		{"turned", replace("cm/Logo Do", "cm 0 1 1 0 0 0 cm/Logo Do"), "isn't where its Figure's BBox says"},
		{"in a paragraph", replace("/S/Figure/", "/S/P/"), "page 1: a picture outside Figure"},
		{"in an artifact", replace("/Figure<</MCID 0>>BDC", "/Artifact BMC"), "page 1: a picture outside Figure"},
		{"another name", replace("/Logo Do", "/Lxgo Do"), "page 1: draws a picture that isn't there"},
		{"smoothed", replace("/Subtype/Image", "/Subtype/Image/Interpolate true"), "is smoothed when it is shown"},
		{"other colours", replace("/DeviceRGB", "/DeviceCMYK"), "isn't opaque RGB of 8 bits"},
		{"a mask", replace("/Subtype/Image", "/Subtype/Image/SMask 5 0 R"), "isn't opaque RGB of 8 bits"},
		{"no picture", replace("/Subtype/Image", "/Subtype/Form"), "Logo isn't a picture"},
	} {
		t.Run(c.name, func(t *testing.T) { findsDamage(t, good, c.edit, same, c.want) })
	}
}

// Each damage of it in a Word document is found.
func TestDOCXCheckFindsInPictures(t *testing.T) {
	good, err := render.Write(render.DOCX, headed(t), render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, part, old, new, want string }{
		{"no text", tree, ` descr="Rivermouth Council"`, "", "word/document.xml: accessibility: a picture without alternative text"},
		{"no picture", tree, `r:embed="logo"`, `r:embed="lxgo"`, "word/document.xml: relationship lxgo is not there"},
		{"picture elsewhere", docRels, `media/logo.png`, `media/other.png`, "word/_rels/document.xml.rels: logo points to a part that is not there"},
		{"picture outside", docRels, `Target="media/logo.png"`, `Target="https://example.org/logo.png" TargetMode="External"`, "word/_rels/document.xml.rels: logo is a image outside the file"},
		{"no content type", types, `Extension="png"`, `Extension="gif"`, "word/media/logo.png: no content type"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := unpack(t, good)
			for i, p := range parts {
				if p.name == c.part {
					if parts[i].text = strings.Replace(p.text, c.old, c.new, 1); parts[i].text == p.text {
						t.Fatalf("%s has no %q", c.part, c.old)
					}
				}
			}
			found(t, packed(t, parts), c.want)
		})
	}
}
