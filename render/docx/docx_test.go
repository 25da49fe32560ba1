package docx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// cases are the documents that every check of a whole file runs on.
func cases() map[string]*doc.Doc {
	landscape := sample.WordForm()
	landscape.Meta.Landscape, landscape.Meta.Draft = true, true
	draft := sample.WordLetter()
	draft.Meta.Draft = true
	notice := sample.WordForm()
	notice.Meta.Layout, notice.Meta.Head = doc.Notice, ""
	return map[string]*doc.Doc{
		"form": sample.WordForm(), "letter": sample.WordLetter(), "landscape draft": landscape, "draft letter": draft, "notice": notice,
		"nothing": {Meta: sample.WordForm().Meta},
	}
}

func mustDOCX(t testing.TB, d *doc.Doc) []byte {
	t.Helper()
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The words of the tree come first and are all there, in order, and nothing
// else stands between them.
func holds(t interface{ Fatalf(string, ...any) }, d *doc.Doc, b []byte) read.Content {
	c, err := read.DOCX(b)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	got := strings.Fields(norm.NFC.String(c.Text))
	words := d.Words()
	if at := doc.Sections(d.Blocks); strings.Contains(c.Text, "Contents\n") { // a list of the sections, before the first
		list := []string{"Contents"}
		for _, i := range at {
			list = append(list, (&doc.Doc{Blocks: d.Blocks[i : i+1]}).Words()...)
		}
		words = slices.Insert(words, len((&doc.Doc{Blocks: d.Blocks[:at[0]]}).Words()), list...)
	}
	for i, want := range words {
		if i >= len(got) || got[i] != want {
			t.Fatalf("word %d is not %q", i, want)
		}
	}
	return c
}

func TestDOCXHoldsTheTree(t *testing.T) {
	for name, d := range cases() {
		t.Run(name, func(t *testing.T) {
			b := mustDOCX(t, d)
			c := holds(t, d, b)
			if c.Title != d.Meta.Title || c.Lang != d.Meta.Lang {
				t.Errorf("title %q, language %q", c.Title, c.Lang)
			}
			for _, running := range []string{d.Meta.Foot, d.Meta.Head, "Page 1 of 1", d.Meta.Creator} {
				if !strings.Contains(c.Text, running) {
					t.Errorf("%q is missing", running)
				}
			}
			if d.Meta.Draft != strings.Contains(c.Text, "DRAFT") {
				t.Error("DRAFT")
			}
			for _, err := range c.Check() {
				t.Error(err)
			}
			if !bytes.Equal(b, mustDOCX(t, d)) {
				t.Error("two runs differ")
			}
		})
	}
}

func TestDOCXStructure(t *testing.T) {
	d := sample.WordLetter()
	c := holds(t, d, mustDOCX(t, d))
	got := strings.Join(c.Structure, " ")
	want := "P P H1 P P P P P H2 L LI LI P P P Table TR TH TD"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Text is what it was, whatever stands in it.
func TestDOCXText(t *testing.T) {
	for _, s := range []string{
		" two  spaces ", "a\tb\t\tc", "<w:t>&amp;]]>", "{{ .Name }} {{body}}", `quo"te's`, "line\nline", "\u202eevil\u202c", "e\u0301 Ŵ Nguyễn",
		"שלום (עולם) 12, abc", "العربية 3 – end", "😀 👨‍👩‍👧", "\u00a0\u2011\u00ad", "carriage\rreturn", "\U0001FFFE",
	} {
		d := &doc.Doc{Meta: sample.WordForm().Meta, Blocks: []doc.Block{sample.Para(sample.Txt(s))}}
		c, err := read.DOCX(mustDOCX(t, d))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(c.Text, s+"\n") {
			t.Errorf("%q came out as %q", s, c.Text[:min(len(c.Text), len(s)+10)])
		}
	}
}

func TestDOCXDirections(t *testing.T) {
	type run struct {
		text string
		rtl  bool
	}
	for _, c := range []struct {
		s    string
		want []run
	}{
		{"plain 12", []run{{"plain 12", false}}},
		{"12.", []run{{"12.", false}}},
		{"אב גד", []run{{"אב גד", true}}},
		{"a אב, גד b", []run{{"a ", false}, {"אב, גד", true}, {" b", false}}},
		{"(אב) a", []run{{"(", false}, {"אב", true}, {") a", false}}},
	} {
		var got []run
		for s := c.s; s != ""; {
			n, rtl := direction(s)
			got = append(got, run{s[:n], rtl})
			s = s[n:]
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%q: got %v, want %v", c.s, got, c.want)
		}
	}
	for _, c := range []struct {
		s    string
		want []run
	}{
		{"אב 12.", []run{{"אב 12.", true}}},
		{"אב (ab 12), גד.", []run{{"אב (", true}, {"ab 12", false}, {"), גד.", true}}},
		{"a & b אב", []run{{"a & b", false}, {" אב", true}}},
	} {
		var got []run
		for s := c.s; s != ""; {
			n, rtl := turned(s)
			got = append(got, run{s[:n], rtl})
			s = s[n:]
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("from the right, %q: got %v, want %v", c.s, got, c.want)
		}
	}
}

// Whatever the tree, the file is sound and holds its words.
func TestDOCXAnyTree(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("ab <&{}|]\t\n☐é'\"אبc")), rapid.Rune().Filter(legal))).Draw(t, "text")
	})
	inlines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc.Inline {
		s := sample.Txt(text.Draw(t, "s"))
		switch rapid.IntRange(0, 6).Draw(t, "kind") {
		case 0:
			return &doc.Strong{Inlines: []doc.Inline{s, &doc.Emph{Inlines: []doc.Inline{s}}}}
		case 1:
			return &doc.Break{}
		case 2:
			return &doc.Gap{Text: s.Text, Path: "x"}
		case 3:
			return &doc.Tick{Checked: true}
		case 4:
			return &doc.Link{To: "https://example.org/?a&b", Inlines: []doc.Inline{s}}
		}
		return s
	}), 0, 4)
	paragraph := rapid.Custom(func(t *rapid.T) doc.Block { return &doc.Paragraph{Inlines: inlines.Draw(t, "in")} })
	var list func(depth int) *rapid.Generator[doc.Block]
	list = func(depth int) *rapid.Generator[doc.Block] {
		block := paragraph
		if depth < 4 {
			block = rapid.OneOf(paragraph, rapid.Deferred(func() *rapid.Generator[doc.Block] { return list(depth + 1) }))
		}
		return rapid.Custom(func(t *rapid.T) doc.Block {
			l := &doc.List{Ordered: rapid.Bool().Draw(t, "ordered"), Start: rapid.IntRange(0, 20).Draw(t, "start")}
			for range rapid.IntRange(1, 3).Draw(t, "items") {
				l.Items = append(l.Items, doc.Item{Blocks: rapid.SliceOfN(block, 0, 3).Draw(t, "blocks")})
			}
			return l
		})
	}
	tables := rapid.Custom(func(t *rapid.T) *doc.Table {
		n := rapid.IntRange(1, 7).Draw(t, "columns")
		draw := func() []doc.Cell {
			return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc.Cell {
				return doc.Cell{Lines: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc.Line {
					return doc.Line{Bullet: rapid.Bool().Draw(t, "bullet"), Inlines: inlines.Draw(t, "in")}
				}), 0, 3).Draw(t, "lines")}
			}), n, n).Draw(t, "row")
		}
		x := sample.Table(draw())
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			x.Rows = append(x.Rows, draw())
		}
		return x
	})
	rapid.Check(t, func(t *rapid.T) {
		d := &doc.Doc{Meta: sample.WordForm().Meta, Blocks: []doc.Block{sample.Heading(1, "Title")}}
		for range rapid.IntRange(0, 4).Draw(t, "blocks") {
			var b doc.Block
			switch rapid.IntRange(0, 4).Draw(t, "block") {
			case 0:
				b = tables.Draw(t, "table")
			case 1:
				b = list(0).Draw(t, "list")
			case 2:
				b = &doc.Div{Kind: doc.Callout, Blocks: []doc.Block{paragraph.Draw(t, "p"), list(0).Draw(t, "list")}}
			case 3:
				b = &doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{tables.Draw(t, "table")}}
			default:
				b = paragraph.Draw(t, "p")
			}
			d.Blocks = append(d.Blocks, b)
		}
		b, err := Write(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range holds(t, d, b).Check() {
			if !strings.Contains(err.Error(), "left over") { // the private tokens are legal text here
				t.Fatal(err)
			}
		}
	})
}

type strangeInline struct{ doc.Text }

func TestDOCXFaults(t *testing.T) {
	sender := &doc.Div{Kind: doc.Sender, Blocks: []doc.Block{sample.Words("Council")}}
	address := &doc.Div{Kind: doc.Address, Blocks: []doc.Block{sample.Words("Street")}}
	form := func(blocks ...doc.Block) *doc.Doc { return &doc.Doc{Meta: sample.WordForm().Meta, Blocks: blocks} }
	letter := func(blocks ...doc.Block) *doc.Doc { return &doc.Doc{Meta: sample.WordLetter().Meta, Blocks: blocks} }
	with := func(set func(*doc.Meta)) *doc.Doc { d := form(); set(&d.Meta); return d }
	for name, c := range map[string]struct {
		doc  *doc.Doc
		want string
	}{
		"NUL":               {form(sample.Para(sample.Val("a\x00b", "people[2].name"))), "people[2].name: XML, and so DOCX, can't hold U+0000"},
		"U+FFFF":            {form(sample.Para(&doc.Gap{Text: "\uFFFF", Path: "x.y"})), "x.y: XML, and so DOCX, can't hold U+FFFF"},
		"not UTF-8":         {form(sample.Para(sample.Val("\xed\xa0\x80", "a"))), "a: not UTF-8\na: not UTF-8\na: not UTF-8"},
		"two at once":       {form(sample.Para(sample.Val("\x01", "a")), sample.Para(sample.Val("\x02", "b"))), "a: XML, and so DOCX, can't hold U+0001\nb: XML, and so DOCX, can't hold U+0002"},
		"title":             {with(func(m *doc.Meta) { m.Title = "" }), "a document needs a title"},
		"language":          {with(func(m *doc.Meta) { m.Lang = "" }), "a document needs a language"},
		"date":              {with(func(m *doc.Meta) { m.Date = "1/12/2026" }), "the document's date is not YYYY-MM-DD"},
		"layout":            {with(func(m *doc.Meta) { m.Layout = "poster" }), `unknown layout "poster"`},
		"landscape notice":  {with(func(m *doc.Meta) { m.Layout, m.Landscape = doc.Notice, true }), "only a form can be landscape"},
		"head":              {with(func(m *doc.Meta) { m.Head = "\x02" }), "XML, and so DOCX, can't hold U+0002"},
		"block":             {form(nil), "unknown block <nil>"},
		"inline":            {form(sample.Para(&strangeInline{})), "unknown inline *docx.strangeInline"},
		"item":              {form(&doc.List{Items: []doc.Item{sample.Item(&doc.Rule{})}}), "a list item can't hold *doc.Rule"},
		"heading level":     {form(sample.Heading(5, "x")), "a heading of level 5"},
		"div":               {form(&doc.Div{Kind: "poem"}), `unknown block form "poem"`},
		"div in callout":    {form(&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{sender}}), "block 1 of a callout is *doc.Div"},
		"facts, 3 columns":  {form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("a", "b", "c"))}}), "a facts block's table has 3 columns, not 2"},
		"facts, no table":   {form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Words("x")}}), `a block form "facts" holds one table`},
		"short row":         {form(sample.Table(sample.Row("a", "b"), sample.Row("c"))), "a table row has 1 cells, not 2"},
		"no columns":        {form(&doc.Table{}), "a table of 0 columns with 0 alignments"},
		"many columns":      {form(sample.Table(make([]doc.Cell, 64))), "a table of 64 columns; Word can't open more than 63"},
		"no sender":         {letter(address, sample.Words("x")), `a letter begins with its sender and address blocks: no "sender"`},
		"no address":        {letter(sender, sample.Words("x")), `a letter begins with its sender and address blocks: no "address"`},
		"two senders":       {letter(sender, address, sender), "a letter begins with its sender and address blocks, once each"},
		"eight lines":       {letter(sender, &doc.Div{Kind: doc.Address, Blocks: []doc.Block{sample.Para(append(sample.Lines("1", "2", "3", "4", "5", "6", "7"), &doc.Break{}, sample.Val("8", "addresses[0]"))...)}}), "addresses[0]: 8 lines are too many for the address window, which holds 7"},
		"two paragraphs":    {letter(sender, &doc.Div{Kind: doc.Address, Blocks: []doc.Block{sample.Words("a"), sample.Words("b")}}), `a block form "address" holds one paragraph`},
		"http":              {form(sample.Para(&doc.Link{To: "http://example.org", Inlines: nil})), `a link may be https, mailto or tel, not "http"`},
		"script":            {form(sample.Para(&doc.Link{To: "javascript:alert(1)", Inlines: nil})), `a link may be https, mailto or tel, not "javascript"`},
		"no URI":            {form(sample.Para(&doc.Link{To: "tel:0161 496 0000", Inlines: nil})), "a link's address is not a URI"},
		"link in a link":    {form(sample.Para(&doc.Link{To: "tel:1", Inlines: []doc.Inline{&doc.Link{To: "tel:2", Inlines: nil}}})), "a link inside a link"},
		"address on a form": {form(address), ""},
		"seven lines":       {letter(sender, &doc.Div{Kind: doc.Address, Blocks: []doc.Block{sample.Para(sample.Lines("1", "2", "3", "4", "5", "6", "7")...)}}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Write(c.doc)
			var faults doc.Faults
			switch {
			case c.want == "" && err != nil, c.want != "" && (!errors.As(err, &faults) || err.Error() != c.want):
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// A page holds what is shared out: no more, no less, and no column vanishes.
func TestDOCXColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "columns")
		text := rapid.StringMatching(`[a-z ]{0,9}( [a-z]{0,30}){0,9}`)
		draw := func() []doc.Cell {
			var r []doc.Cell
			for range n {
				r = append(r, sample.Cell(text.Draw(t, "text")))
			}
			return r
		}
		x := sample.Table(draw(), draw(), draw())
		sum := 0
		for _, w := range columns(x, recordTable, 9638) {
			if w < least {
				t.Fatalf("a column of %d", w)
			}
			sum += w
		}
		if sum != 9638 {
			t.Fatalf("columns of %d together", sum)
		}
	})
}

func BenchmarkDOCXTwoPages(b *testing.B) {
	d := sample.WordTwoPages()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(d); err != nil {
			b.Fatal(err)
		}
	}
}

// An e-mail address that a letter's block cuts after its @ is one word to whoever
// reads the file: nothing is lost in the check, and nothing hides from it.
func TestDOCXAddressIsOneWord(t *testing.T) {
	c, err := read.DOCX(mustDOCX(t, sample.WordLetter()))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(c.Text, "children.looked.after@example.org") {
		t.Errorf("the address isn't whole in %q", c.Text)
	}
}
