package read

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// xmlToken is one token of an XML text: an element's start or end, or text.
type xmlToken struct {
	start *xml.StartElement
	end   bool
	text  string
	above []string
}

// recorder keeps what it is handed.
type recorder struct{ tokens []xmlToken }

func (r *recorder) start(above []xml.StartElement, e *xml.StartElement) {
	c := e.Copy()
	r.tokens = append(r.tokens, xmlToken{start: &c, above: written(above)})
}

func (r *recorder) text(above []xml.StartElement, s string) {
	r.tokens = append(r.tokens, xmlToken{text: s, above: written(above)})
}

func (r *recorder) end(above []xml.StartElement, e *xml.StartElement) {
	r.tokens = append(r.tokens, xmlToken{end: true, above: append(written(above), inFull(*e))})
}

func written(above []xml.StartElement) (out []string) {
	for _, e := range above {
		out = append(out, inFull(e))
	}
	return out
}

func inFull(e xml.StartElement) string { return fmt.Sprint(e.Name, e.Attr) }

// byLibrary takes a text apart as encoding/xml does.
func byLibrary(s string) ([]xmlToken, error) {
	var out []xmlToken
	var above []string
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		switch t := t.(type) {
		case nil:
			return out, err
		case xml.StartElement:
			t = t.Copy()
			out = append(out, xmlToken{start: &t, above: slices.Clone(above)})
			above = append(above, inFull(t))
		case xml.EndElement:
			out = append(out, xmlToken{end: true, above: slices.Clone(above)})
			above = above[:len(above)-1]
		case xml.CharData:
			out = append(out, xmlToken{text: string(t), above: slices.Clone(above)})
		}
	}
}

const plainPage = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:a xmlns:w="urn:one" xmlns="urn:none" w:x="1" y='two "&lt;&#65;&#x42;'><b xml:space="preserve"> &amp;&gt;&apos;&quot; é
</b><w:c xmlns:w="urn:two" w:x=""><w:d/></w:c ><w:e/>]] ><f g="1"><f g="2"/><f g="3"><f g="4"/></f></f></w:a>
`

func TestPlainXML(t *testing.T) {
	got := &recorder{}
	if !plainXML(plainPage, &xmlRoom{}, got) {
		t.Fatal("not taken for plain")
	}
	want, err := byLibrary(plainPage)
	if err != nil {
		t.Fatal(err)
	}
	sameTokens(t, want, got.tokens)
}

// A text that isn't plain at its end is handed over once, and whole.
func TestVisitXMLBeginsAgain(t *testing.T) {
	text := plainPage + "<!-- not plain -->"
	var all []*recorder
	got, err := visitXML(text, &xmlRoom{}, func() *recorder {
		all = append(all, &recorder{})
		return all[len(all)-1]
	})
	if err != nil || len(all) != 2 || len(all[0].tokens) == 0 {
		t.Fatalf("%d visitors: %v", len(all), err)
	}
	want, err := byLibrary(text)
	if err != nil {
		t.Fatal(err)
	}
	sameTokens(t, want, got.tokens)
}

// What isn't plain is left to encoding/xml, whether it's well-formed or not.
func TestPlainXMLLeaves(t *testing.T) {
	for _, s := range []string{
		"", "text", "<a>", "</a>", "<a></b>", "<a/></a>", "<a><b></a></b>", "<a", "<a b", "<a b=", "<a b='", "<a b=1/>", "<a b='1'c='2'/>", "<a b='<'/>", "<a b='1' / >",
		"<a>&</a>", "<a>&lt</a>", "<a>&secret;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&#65536;</a>", "<a>]]></a>", "<a>\x00</a>", "<a>\xff</a>", "<a>\uFFFE</a>", "<a>\r\n</a>",
		"<:a/>", "<a:/>", "<a:b:c/>", "<1/>", "<é/>", "<a -b='1'/>", "<xmlns/>", "<xmlns:a/>", "<!DOCTYPE a><a/>", "<!-- a --><a/>", "<a><![CDATA[b]]></a>", "<a><?b c?></a>",
		`<?xml version="1.1" encoding="UTF-8"?><a/>`, `<?xml version="1.0" encoding="latin1"?><a/>`, "<a/>text<", " <a b='1' />&",
	} {
		if plainXML(s, &xmlRoom{}, &recorder{}) {
			t.Errorf("%q is taken for plain", s)
		}
	}
}

// Whatever becomes of a plain text, encoding/xml finds the same in it or it isn't
// taken for plain.
func TestPlainXMLDamaged(t *testing.T) {
	room := &xmlRoom{} // what one text leaves in it isn't the next one's
	rapid.Check(t, func(t *rapid.T) {
		s := plainPage
		for range rapid.IntRange(1, 3).Draw(t, "times") {
			from := rapid.IntRange(0, len(s)).Draw(t, "from")
			to := min(len(s), from+rapid.IntRange(0, 12).Draw(t, "length"))
			put := rapid.OneOf(
				rapid.SampledFrom([]string{"", s[from:to] + s[from:to], "<", ">", "/", "</", "/>", "\"", "'", "=", ":", "&", ";", "]]>", " ", "\n", "\r", "\x00", "\xc3",
					"xmlns", "xmlns:w='urn:x' ", "xml:", "w:", "<b>", "</b>", "<!--", "-->", "<?", "?>", "<![CDATA[", "&#13;", "&#xFFFF;", "\uFFFF", "\uFEFF", "0", "-"}),
				rapid.StringN(0, 3, -1),
			).Draw(t, "put")
			s = s[:from] + put + s[to:]
		}
		got := &recorder{}
		if !plainXML(s, room, got) {
			return
		}
		want, err := byLibrary(s)
		if err != nil {
			t.Fatalf("%q is ill-formed: %v", s, err)
		}
		sameTokens(t, want, got.tokens)
	})
}

func sameTokens(t interface{ Fatalf(string, ...any) }, want, got []xmlToken) {
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(xmlToken{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("-encoding/xml +plain\n%s", diff)
	}
}
