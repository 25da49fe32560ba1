package render

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"handover/render/read"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// docxCases are the documents that every check of a whole file runs on.
func docxCases() map[string]*Doc {
	landscape := docxForm()
	landscape.Meta.Landscape, landscape.Meta.Draft = true, true
	draft := docxLetter()
	draft.Meta.Draft = true
	notice := docxForm()
	notice.Meta.Layout, notice.Meta.Head = Notice, ""
	return map[string]*Doc{
		"form": docxForm(), "letter": docxLetter(), "landscape draft": landscape, "draft letter": draft, "notice": notice,
		"nothing": {Meta: docxForm().Meta},
	}
}

func mustDOCX(t testing.TB, d *Doc) []byte {
	t.Helper()
	b, err := writeDOCX(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The words of the tree come first and are all there, in order, and nothing
// else stands between them.
func docxHolds(t interface{ Fatalf(string, ...any) }, d *Doc, b []byte) read.Content {
	c, err := read.DOCX(b)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	got := strings.Fields(norm.NFC.String(c.Text))
	words := d.Words()
	if at := sections(d.Blocks); strings.Contains(c.Text, "Contents\n") { // a list of the sections, before the first
		list := []string{"Contents"}
		for _, i := range at {
			list = append(list, (&Doc{Blocks: d.Blocks[i : i+1]}).Words()...)
		}
		words = slices.Insert(words, len((&Doc{Blocks: d.Blocks[:at[0]]}).Words()), list...)
	}
	for i, want := range words {
		if i >= len(got) || got[i] != want {
			t.Fatalf("word %d is not %q", i, want)
		}
	}
	return c
}

func TestDOCXHoldsTheTree(t *testing.T) {
	for name, d := range docxCases() {
		t.Run(name, func(t *testing.T) {
			b := mustDOCX(t, d)
			c := docxHolds(t, d, b)
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
	d := docxLetter()
	c := docxHolds(t, d, mustDOCX(t, d))
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
		d := &Doc{Meta: docxForm().Meta, Blocks: []Block{para(txt(s))}}
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
			n, rtl := docxDirection(s)
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
			n, rtl := docxTurned(s)
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
		return rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("ab <&{}|]\t\n☐é'\"אبc")), rapid.Rune().Filter(docxLegal))).Draw(t, "text")
	})
	inlines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Inline {
		s := txt(text.Draw(t, "s"))
		switch rapid.IntRange(0, 6).Draw(t, "kind") {
		case 0:
			return &Strong{[]Inline{s, &Emph{[]Inline{s}}}}
		case 1:
			return &Break{}
		case 2:
			return &Gap{s.Text, "x"}
		case 3:
			return &Tick{true}
		case 4:
			return &Link{"https://example.org/?a&b", []Inline{s}}
		}
		return s
	}), 0, 4)
	paragraph := rapid.Custom(func(t *rapid.T) Block { return &Paragraph{inlines.Draw(t, "in")} })
	var list func(depth int) *rapid.Generator[Block]
	list = func(depth int) *rapid.Generator[Block] {
		block := paragraph
		if depth < 4 {
			block = rapid.OneOf(paragraph, rapid.Deferred(func() *rapid.Generator[Block] { return list(depth + 1) }))
		}
		return rapid.Custom(func(t *rapid.T) Block {
			l := &List{Ordered: rapid.Bool().Draw(t, "ordered"), Start: rapid.IntRange(0, 20).Draw(t, "start")}
			for range rapid.IntRange(1, 3).Draw(t, "items") {
				l.Items = append(l.Items, Item{rapid.SliceOfN(block, 0, 3).Draw(t, "blocks")})
			}
			return l
		})
	}
	tables := rapid.Custom(func(t *rapid.T) *Table {
		n := rapid.IntRange(1, 7).Draw(t, "columns")
		draw := func() []Cell {
			return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cell {
				return Cell{rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line {
					return Line{rapid.Bool().Draw(t, "bullet"), inlines.Draw(t, "in")}
				}), 0, 3).Draw(t, "lines")}
			}), n, n).Draw(t, "row")
		}
		x := table(draw())
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			x.Rows = append(x.Rows, draw())
		}
		return x
	})
	rapid.Check(t, func(t *rapid.T) {
		d := &Doc{Meta: docxForm().Meta, Blocks: []Block{heading(1, "Title")}}
		for range rapid.IntRange(0, 4).Draw(t, "blocks") {
			var b Block
			switch rapid.IntRange(0, 4).Draw(t, "block") {
			case 0:
				b = tables.Draw(t, "table")
			case 1:
				b = list(0).Draw(t, "list")
			case 2:
				b = &Div{Callout, []Block{paragraph.Draw(t, "p"), list(0).Draw(t, "list")}}
			case 3:
				b = &Div{Signatures, []Block{tables.Draw(t, "table")}}
			default:
				b = paragraph.Draw(t, "p")
			}
			d.Blocks = append(d.Blocks, b)
		}
		b, err := writeDOCX(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range docxHolds(t, d, b).Check() {
			if !strings.Contains(err.Error(), "left over") { // the private tokens are legal text here
				t.Fatal(err)
			}
		}
	})
}

type strangeInline struct{ Text }

func TestDOCXFaults(t *testing.T) {
	sender := &Div{Sender, []Block{words("Council")}}
	address := &Div{Address, []Block{words("Street")}}
	form := func(blocks ...Block) *Doc { return &Doc{docxForm().Meta, blocks} }
	letter := func(blocks ...Block) *Doc { return &Doc{docxLetter().Meta, blocks} }
	with := func(set func(*Meta)) *Doc { d := form(); set(&d.Meta); return d }
	for name, c := range map[string]struct {
		doc  *Doc
		want string
	}{
		"NUL":               {form(para(val("a\x00b", "people[2].name"))), "people[2].name: XML, and so DOCX, can't hold U+0000"},
		"U+FFFF":            {form(para(&Gap{"\uFFFF", "x.y"})), "x.y: XML, and so DOCX, can't hold U+FFFF"},
		"not UTF-8":         {form(para(val("\xed\xa0\x80", "a"))), "a: not UTF-8\na: not UTF-8\na: not UTF-8"},
		"two at once":       {form(para(val("\x01", "a")), para(val("\x02", "b"))), "a: XML, and so DOCX, can't hold U+0001\nb: XML, and so DOCX, can't hold U+0002"},
		"title":             {with(func(m *Meta) { m.Title = "" }), "a document needs a title"},
		"language":          {with(func(m *Meta) { m.Lang = "" }), "a document needs a language"},
		"date":              {with(func(m *Meta) { m.Date = "1/12/2026" }), "the document's date is not YYYY-MM-DD"},
		"layout":            {with(func(m *Meta) { m.Layout = "poster" }), `unknown layout "poster"`},
		"landscape notice":  {with(func(m *Meta) { m.Layout, m.Landscape = Notice, true }), "only a form can be landscape"},
		"head":              {with(func(m *Meta) { m.Head = "\x02" }), "XML, and so DOCX, can't hold U+0002"},
		"block":             {form(nil), "unknown block <nil>"},
		"inline":            {form(para(&strangeInline{})), "unknown inline *render.strangeInline"},
		"item":              {form(&List{Items: []Item{item(&Rule{})}}), "a list item can't hold *render.Rule"},
		"heading level":     {form(heading(5, "x")), "a heading of level 5"},
		"div":               {form(&Div{Kind: "poem"}), `unknown block form "poem"`},
		"div in callout":    {form(&Div{Callout, []Block{sender}}), "block 1 of a callout is *render.Div"},
		"facts, 3 columns":  {form(&Div{Facts, []Block{table(row("a", "b", "c"))}}), "a facts block's table has 3 columns, not 2"},
		"facts, no table":   {form(&Div{Facts, []Block{words("x")}}), `a block form "facts" holds one table`},
		"short row":         {form(table(row("a", "b"), row("c"))), "a table row has 1 cells, not 2"},
		"no columns":        {form(&Table{}), "a table of 0 columns with 0 alignments"},
		"many columns":      {form(table(make([]Cell, 64))), "a table of 64 columns; Word can't open more than 63"},
		"no sender":         {letter(address, words("x")), `a letter begins with its sender and address blocks: no "sender"`},
		"no address":        {letter(sender, words("x")), `a letter begins with its sender and address blocks: no "address"`},
		"two senders":       {letter(sender, address, sender), "a letter begins with its sender and address blocks, once each"},
		"eight lines":       {letter(sender, &Div{Address, []Block{para(append(lines("1", "2", "3", "4", "5", "6", "7"), &Break{}, val("8", "addresses[0]"))...)}}), "addresses[0]: 8 lines are too many for the address window, which holds 7"},
		"two paragraphs":    {letter(sender, &Div{Address, []Block{words("a"), words("b")}}), `a block form "address" holds one paragraph`},
		"http":              {form(para(&Link{"http://example.org", nil})), `a link may be https, mailto or tel, not "http"`},
		"script":            {form(para(&Link{"javascript:alert(1)", nil})), `a link may be https, mailto or tel, not "javascript"`},
		"no URI":            {form(para(&Link{"tel:0161 496 0000", nil})), "a link's address is not a URI"},
		"link in a link":    {form(para(&Link{"tel:1", []Inline{&Link{"tel:2", nil}}})), "a link inside a link"},
		"address on a form": {form(address), ""},
		"seven lines":       {letter(sender, &Div{Address, []Block{para(lines("1", "2", "3", "4", "5", "6", "7")...)}}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := writeDOCX(c.doc)
			var faults Faults
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
		draw := func() []Cell {
			var r []Cell
			for range n {
				r = append(r, cell(text.Draw(t, "text")))
			}
			return r
		}
		x := table(draw(), draw(), draw())
		sum := 0
		for _, w := range docxColumns(x, docxRecordTable, 9638) {
			if w < docxLeast {
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
	d := twoPages()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := writeDOCX(d); err != nil {
			b.Fatal(err)
		}
	}
}

// An e-mail address that a letter's block cuts after its @ is one word to whoever
// reads the file: nothing is lost in the check, and nothing hides from it.
func TestDOCXAddressIsOneWord(t *testing.T) {
	c, err := read.DOCX(mustDOCX(t, docxLetter()))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(c.Text, "children.looked.after@example.org") {
		t.Errorf("the address isn't whole in %q", c.Text)
	}
}
