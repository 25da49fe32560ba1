package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// layOut gives the places of a document's items.
func layOut(t testing.TB, d *doc.Doc) (*flow, []placed, int) {
	t.Helper()
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet)}}
	in := f.geo.first
	if err := f.blocks(d.Blocks, place{parent: &elem{tag: "Document"}, left: in.left, width: in.right - in.left, style: bodyStyle}); err != nil {
		t.Fatal(err)
	}
	if len(f.faults) > 0 {
		t.Fatal(f.faults)
	}
	items, pages := paginate(f)
	return f, items, pages
}

func Bytes(t testing.TB, d *doc.Doc) []byte {
	t.Helper()
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Nothing of a letter leaves its place on the first page, whatever the address,
// in large print too.
func TestLetterGeometry(t *testing.T) {
	for n := range 10 {
		doc := sample.Letter(3 + n%5)
		doc.Meta.Large = n >= 5
		f, items, _ := layOut(t, doc)
		if len(f.fixed) == 0 {
			t.Fatal("nothing stands in a fixed place")
		}
		mm := mm / f.geo.scale
		for i, p := range items {
			l, ok := p.item.(*textLine)
			if !ok {
				continue
			}
			bottom, right := p.y+l.style.lead, l.left+float64(l.w)*l.style.size/1000
			switch {
			case i < len(f.fixed) && l.left < 110*mm:
				if l.left < 24.6*mm || right > 120*mm || p.y < 39.5*mm || bottom > 66.3*mm {
					t.Errorf("letter %d: an address line from %.1f,%.1f to %.1f,%.1f mm", n, l.left/mm, p.y/mm, right/mm, bottom/mm)
				}
				if l.style.size*f.geo.scale < 10 {
					t.Errorf("letter %d: address in %.1f pt", n, l.style.size*f.geo.scale)
				}
			case i < len(f.fixed):
				if l.left < 125*mm || right > 190*mm || p.y < 30*mm || bottom > 95*mm {
					t.Errorf("letter %d: a sender line from %.1f,%.1f to %.1f,%.1f mm", n, l.left/mm, p.y/mm, right/mm, bottom/mm)
				}
			case p.page == 1 && p.y < 95*mm, bottom > 285*mm, l.left < 15*mm, right > 195*mm:
				t.Errorf("letter %d: a line at %.1f,%.1f mm of page %d", n, l.left/mm, p.y/mm, p.page)
			}
		}
	}
}

// Wherever the page ends: a heading stands with two lines of what follows or a
// table's header and first row, and no paragraph leaves one line alone.
func TestNothingStandsAlone(t *testing.T) {
	for fill := range 45 {
		d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
		for range fill {
			d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: "x"}))
		}
		table := &doc.Table{Header: sample.Cells("a", "b"), Rows: [][]doc.Cell{sample.Cells("c", "d"), sample.Cells("e", "f")}}
		sign := &doc.Table{Header: sample.Cells("Name", "Signature"), Rows: [][]doc.Cell{sample.Cells("a", ""), sample.Cells("b", ""), sample.Cells("c", "")}}
		long := sample.Para(&doc.Text{Text: sample.Story + sample.Story})
		d.Blocks = append(d.Blocks, sample.Heading(2, "Before a text"), long, sample.Heading(2, "Before a table"), table,
			sample.Heading(2, "Before a lead-in"), sample.Para(&doc.Text{Text: "As follows."}), table, sample.Heading(2, "Before a list"), long, sample.Para(&doc.Text{Text: "Namely:"}), &doc.List{Items: []doc.Item{{Blocks: []doc.Block{long}}}}, &doc.Div{Kind: doc.Callout, Blocks: []doc.Block{long, long}},
			sample.Para(&doc.Text{Text: "Yours sincerely"}), &doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{sign}})
		_, items, _ := layOut(t, d)
		onPage := map[*elem]map[int]int{}
		for i, p := range items {
			l, ok := p.item.(*textLine)
			if !ok {
				continue
			}
			if onPage[l.owner] == nil {
				onPage[l.owner] = map[int]int{}
			}
			onPage[l.owner][p.page]++
			if strings.HasSuffix(l.text(), ":") && items[i+1].page != p.page {
				t.Errorf("after %d lines: a lead-in on page %d, its list on %d", fill, p.page, items[i+1].page)
			}
			if l.text() == "Yours sincerely" && items[i+1].page != p.page {
				t.Errorf("after %d lines: an ending on page %d, its signatures on %d", fill, p.page, items[i+1].page)
			}
			if l.level == 2 && items[i+2].page != p.page {
				t.Errorf("after %d lines: a heading on page %d, what follows on %d", fill, p.page, items[i+2].page)
			}
		}
		signed, panels := 0, 0
		for _, p := range items {
			switch it := p.item.(type) {
			case *tableRow:
				if it.grid.kind == signTable && signed != 0 && signed != p.page {
					t.Errorf("after %d lines: signatures on pages %d and %d", fill, signed, p.page)
				}
				if it.grid.kind == signTable {
					signed = p.page
				}
			case *calloutFill:
				panels++
			}
		}
		if panels != 1 {
			t.Errorf("after %d lines: a short call-out in %d parts", fill, panels)
		}
		for _, pages := range onPage {
			for _, n := range pages {
				if len(pages) > 1 && n < 2 {
					t.Errorf("after %d lines: one line of a paragraph alone", fill)
				}
			}
		}
	}
}

// Wherever the page ends, no row of facts and no item of a list stands on a page
// without another of its own.
func TestNoRowStandsAlone(t *testing.T) {
	for fill := range 140 {
		d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
		for range fill / 4 {
			d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: "x"}))
		}
		for range fill % 4 { // the page ends at every place
			d.Blocks = append(d.Blocks, &doc.Rule{})
		}
		facts := &doc.Table{Header: []doc.Cell{{}, {}}}
		list := &doc.List{}
		for range 5 {
			facts.Rows = append(facts.Rows, sample.Cells("Name", "Jo Example"))
			list.Items = append(list.Items, doc.Item{Blocks: []doc.Block{sample.Para(&doc.Text{Text: "item"})}})
		}
		d.Blocks = append(d.Blocks, &doc.Div{Kind: doc.Facts, Blocks: []doc.Block{facts}}, list)
		for range 9 { // no last page of a line or two, which would be saved
			d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: "x"}))
		}
		_, items, _ := layOut(t, d)
		rows, points := map[int]int{}, map[int]int{}
		for _, p := range items {
			switch it := p.item.(type) {
			case *tableRow:
				rows[p.page]++
			case *textLine:
				if strings.TrimSpace(it.text()) == "item" {
					points[p.page]++
				}
			}
		}
		if points[1]+points[2] != 5 || rows[1]+rows[2] != 5 {
			t.Fatalf("rows %v, items %v", rows, points)
		}
		for page := range 3 {
			if rows[page] == 1 || points[page] == 1 {
				t.Errorf("after %d lines: page %d has %d rows and %d items", fill, page, rows[page], points[page])
			}
		}
	}
}

// The box around a gap isn't broken where it fits on a line, and where it
// doesn't it is broken between its words.
func TestGapStandsOnOneLine(t *testing.T) {
	for width, want := range map[float64][]string{
		130: {"To be told: ", "Not recorded"},
		60:  {"To be told: ", "Not ", "recorded"},
	} {
		s := setter{faces: new(faceSet)}
		if err := s.collect([]doc.Inline{&doc.Text{Text: "To be told: "}, &doc.Gap{Text: "Not recorded"}}, cellStyle, &elem{tag: "P"}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range s.lines(cellStyle, width) {
			text := ""
			for _, r := range l.runs {
				text += r.text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("in %.0f pt: %q, want %q", width, got, want)
		}
	}
}

func (l *textLine) text() string {
	s := ""
	for _, r := range l.runs {
		s += r.text
	}
	return s
}

// Rows stay whole; each page of a table begins with its header; a row taller
// than a page is split and says so.
func TestTablePages(t *testing.T) {
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
	table := &doc.Table{Header: sample.Cells("Date", "What happened")}
	for i := range 30 {
		n := 1 + i%4
		if i == 17 {
			n = 24
		}
		table.Rows = append(table.Rows, sample.Cells(fmt.Sprintf("%d May", i), strings.Repeat(sample.Story, n)))
	}
	d.Blocks = append(d.Blocks, table)
	f, items, pages := layOut(t, d)
	first, parts := map[int]bool{}, 0
	for _, p := range items {
		if l, ok := p.item.(*textLine); ok && l.level == 1 {
			continue // the heading of the first page
		}
		row, _ := p.item.(*tableRow)
		if again, ok := p.item.(repeated); ok {
			row = again.row
		}
		if !first[p.page] && !row.header {
			t.Errorf("page %d begins without the table's header", p.page)
		}
		first[p.page] = true
		if p.y+row.h > f.geo.later.bottom+0.01 {
			t.Errorf("page %d: a row ends at %.0f, the page at %.0f", p.page, p.y+row.h, f.geo.later.bottom)
		}
		if row.rest {
			parts++
		}
		for _, c := range row.cells {
			need := c.height() + 2*cellPadY
			if row.rest {
				need += moreStyle.lead
			}
			if need > row.h+0.01 {
				t.Errorf("page %d: a cell of %.0f in a row of %.0f", p.page, need, row.h)
			}
		}
	}
	if parts != 2 {
		t.Errorf("%d parts of rows say that they go on, want 2 (of the one row that is taller than a page)", parts)
	}
	c, err := read.PDF(Bytes(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if w, ok := inOrder(c.Text, d.Words()); !ok || c.Pages != pages {
		t.Errorf("%d pages, lost %q", c.Pages, w)
	}
	if strings.Contains(c.Text, "continued") || strings.Count(c.Text, "What happened") != 1 {
		t.Error("what is drawn again is in the text")
	}
}

// A row is split rather than leave a third of a page white; where less is left, it
// stands whole on the next.
func TestRowsThatBreak(t *testing.T) {
	for _, c := range []struct {
		above, words int // paragraphs above the table, and stories in its second row
		splits       bool
	}{{3, 8, true}, {3, 2, false}, {4, 6, false}} {
		d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
		for range c.above {
			d.Blocks = append(d.Blocks, sample.Para(sample.Inlines(sample.Story+sample.Story)...))
		}
		d.Blocks = append(d.Blocks, &doc.Table{Header: sample.Cells("Date", "Where", "What happened"), Rows: [][]doc.Cell{
			sample.Cells("1 May", "Home", "Visit."), sample.Cells("2 May", "Home", strings.Repeat(sample.Story, c.words)), sample.Cells("3 May", "Home", "Visit."),
		}})
		_, items, pages := layOut(t, d)
		parts := 0
		for _, p := range items {
			if row, ok := p.item.(*tableRow); ok && row.rest {
				parts++
			}
		}
		if (parts > 0) != c.splits {
			t.Errorf("%+v: %d parts on %d pages", c, parts, pages)
		}
	}
}

// Long words, addresses and no-break spaces: no line is too wide, nothing is
// lost, and a word is broken only if no line is wide enough for it.
func TestLines(t *testing.T) {
	letters := []rune("aé ŁW\u00a0@./-ẽe\u0301iΩЖ✓ —")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(letters), 1, 300).Draw(t, "text"))
		width := rapid.Float64Range(20, 300).Draw(t, "width")
		cut := rapid.IntRange(0, len([]rune(text))).Draw(t, "cut")
		rs := []rune(text)
		s := setter{faces: new(faceSet)}
		owner := &elem{tag: "P"}
		if err := s.collect([]doc.Inline{&doc.Text{Text: string(rs[:cut])}, &doc.Strong{Inlines: sample.Inlines(string(rs[cut:]))}}, bodyStyle, owner); err != nil {
			t.Fatal(err)
		}
		word, _ := s.extent()
		var b strings.Builder
		for _, l := range s.lines(bodyStyle, width) {
			begin := true
			for _, r := range l.runs {
				if begin {
					first, _ := firstRune(r.text)
					if so := b.String(); so != "" && !strings.HasSuffix(so, " ") && unicode.Is(unicode.M, first) {
						t.Errorf("a line begins with a mark: %q", r.text)
					}
					begin = false
				}
				b.WriteString(r.text)
			}
			if limit := int32(width * 1000 / 12); l.w > limit && len(l.runs) > 0 && len([]rune(strings.TrimSpace(l.runs[0].text))) > 2 {
				t.Errorf("a line of %d in %d: %q", l.w, limit, l.runs[0].text)
			}
			if limit := int32(width * 1000 / 12); word <= limit && len(l.runs) > 0 && !strings.HasSuffix(b.String(), " ") && b.Len() < len(strings.TrimRight(text, " ")) && strings.TrimSpace(text) != "" {
				if rest := strings.TrimPrefix(strings.TrimLeft(text, " "), b.String()); rest != "" && rest != strings.TrimLeft(text, " ") {
					t.Errorf("a word that fits is broken: %q | %q", b.String(), rest)
				}
			}
		}
		if got, want := strings.Join(strings.Fields(b.String()), "|"), strings.Join(strings.Fields(text), "|"); got != want {
			t.Errorf("text %q, want %q", got, want)
		}
	})
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

func TestBreaksInAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"adaeze.obi-featherstonehaugh@hospital.example.org": "adaeze.obi-|featherstonehaugh@|hospital.example.org",
		"jo@mid.example-city.org":                           "jo@|mid.example-city.org",
		"featherstonehaugh-\u0301obi-obi":                   "featherstonehaugh-\u0301|obi-obi", // a mark stays with its base
	} {
		s := setter{faces: new(faceSet)}
		if err := s.collect(sample.Inlines(text), cellStyle, &elem{}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range s.lines(cellStyle, 120) {
			got = append(got, l.runs[0].text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("broken as %s, want %s", strings.Join(got, "|"), want)
		}
	}
}

// Nothing is drawn over something else, and every line of a call-out has its
// panel behind it, also when it goes on over the page.
func TestNothingOverlaps(t *testing.T) {
	docs := samples(t)
	long := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan"), &doc.Div{Kind: doc.Callout}, sample.Para(&doc.Text{Text: "after"})}}
	for range 26 {
		box := long.Blocks[1].(*doc.Div)
		box.Blocks = append(box.Blocks, sample.Para(&doc.Text{Text: sample.Story}))
	}
	docs["long call-out"] = long
	for name, d := range docs {
		f, items, _ := layOut(t, d)
		page, bottom, panels := 0, 0.0, 0
		var fill placed
		for _, p := range items[len(f.fixed):] {
			if p.page != page {
				page, bottom = p.page, 0
			}
			h := 0.0
			switch it := p.item.(type) {
			case *textLine:
				h = it.style.lead
				if it.left > f.geo.later.left && it.width < measure && name == "long call-out" {
					if end := fill.y + fill.item.(*calloutFill).h; fill.page != page || p.y < fill.y || p.y+h > end {
						t.Errorf("%s: page %d: a line at %.0f without a panel behind it", name, page, p.y)
					}
				}
			case *tableRow:
				h = it.h
			case repeated:
				h = it.row.h
			case *calloutFill:
				fill = p
				panels++
				continue
			}
			if p.y < bottom-0.01 {
				t.Errorf("%s: page %d: %T at %.0f, below %.0f", name, page, p.item, p.y, bottom)
			}
			bottom = p.y + h
			if bottom > f.geo.later.bottom+0.01 {
				t.Errorf("%s: page %d: %T ends at %.0f", name, page, p.item, bottom)
			}
		}
		if name == "long call-out" && panels != 3 {
			t.Errorf("%d panels behind a call-out on three pages", panels)
		}
	}
}

// Columns share the width out: all of it, and none is starved.
func TestShareWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "columns")
		least := rapid.SliceOfN(rapid.Float64Range(1, 900), n, n).Draw(t, "least")
		whole := rapid.SliceOfN(rapid.Float64Range(1, 9000), n, n).Draw(t, "whole")
		writeIn := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "writeIn")
		sum := 0.0
		for _, w := range shareWidth(least, whole, writeIn, 480) {
			if !(w >= 33.9) {
				t.Errorf("a column of %v", w)
			}
			sum += w
		}
		if sum < 479.9 || sum > 480.1 {
			t.Errorf("%v in all", sum)
		}
	})
}

func TestPDFHugeWord(t *testing.T) {
	word := strings.Repeat("Łóżko", 2000)
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan"), sample.Para(&doc.Text{Text: word}),
		&doc.Table{Header: sample.Cells("a", "b"), Rows: [][]doc.Cell{sample.Cells("c", word)}}}}
	b := Bytes(t, d)
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	if w, ok := inOrder(c.Text, d.Words()); !ok {
		t.Errorf("lost a word of %d bytes", len(w))
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
}

// Empty things are drawn as what they are and break nothing.
func TestPDFEmpties(t *testing.T) {
	d := &doc.Doc{Meta: sample.Meta(doc.Notice), Blocks: []doc.Block{
		sample.Heading(1, "Plan"), sample.Para(), &doc.List{}, &doc.List{Items: []doc.Item{{}, {Blocks: []doc.Block{&doc.List{Items: []doc.Item{{Blocks: []doc.Block{sample.Para(&doc.Text{Text: "deep"})}}}}}}}},
		&doc.Table{Header: sample.Cells("a", "b")}, &doc.Table{Header: sample.Cells("", ""), Rows: [][]doc.Cell{sample.Cells("", "")}},
		&doc.Div{Kind: doc.Callout}, &doc.Div{Kind: doc.Facts}, &doc.Rule{},
		&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{&doc.Table{Header: sample.Cells("", ""), Rows: [][]doc.Cell{sample.Cells("", "")}}}},
		sample.Para(&doc.Text{Text: "  spaces  "}, &doc.Break{}, &doc.Break{}, &doc.Text{Text: "end"}),
	}}
	d.Meta.Foot = strings.Repeat("a very long foot ", 12)
	b := Bytes(t, d)
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
	if w, ok := inOrder(c.Text, d.Words()); !ok {
		t.Errorf("lost %q in %q", w, c.Text)
	}
	if !strings.Contains(c.Text, "to be filled in") {
		t.Error("a line to sign on doesn't say so")
	}
}

func TestBookmarkKids(t *testing.T) {
	levels := []int{1, 2, 3, 3, 2, 2, 1, 3, 3, 2}
	want := []int{3, 2, 0, 0, 0, 0, 3, 0, 0, 0}
	for i := range levels {
		if got := bookmarkKids(levels, i); got != want[i] {
			t.Errorf("bookmark %d: %d below it, want %d", i, got, want[i])
		}
	}
}

// Many at once give the same bytes (run with -race).
func TestPDFConcurrent(t *testing.T) {
	want := Bytes(t, sample.Form())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				got, err := Write(sample.Form())
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("differs (%v)", err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkPDFTwoPages(b *testing.B) {
	d := sample.TwoPages()
	if _, _, pages := layOut(b, d); pages != 2 {
		b.Fatalf("%d pages", pages)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(d); err != nil {
			b.Fatal(err)
		}
	}
}

// A short list, as that of whom to ring, stands whole, with its few words before
// it; signatures stand with the last row of a table before them.
func TestShortBlocksStandWhole(t *testing.T) {
	list := &doc.List{}
	for _, s := range []string{"Before 24 December: Idris Example, 01632 960101", "From then on: Ffion Sample, 01632 960102", "When the office is closed: 01632 960199"} {
		list.Items = append(list.Items, doc.Item{Blocks: []doc.Block{sample.Para(&doc.Text{Text: s})}})
	}
	long := &doc.List{}
	for range 60 { // so many that the last page is well filled
		long.Items = append(long.Items, list.Items[0])
	}
	table := &doc.Table{Header: sample.Cells("a", "b"), Rows: [][]doc.Cell{sample.Cells("first", "x"), sample.Cells("last", "x")}}
	sign := &doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{&doc.Table{Header: sample.Cells("Name", "Signature"), Rows: [][]doc.Cell{sample.Cells("signed", "")}}}}
	split := false
	for fill := range 70 {
		d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
		for range fill {
			d.Blocks = append(d.Blocks, &doc.Rule{})
		}
		d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: "You can ring these people."}), list, table, sign, long)
		_, items, _ := layOut(t, d)
		at := map[string]int{}
		lines := map[int]bool{}
		for _, p := range items {
			switch it := p.item.(type) {
			case *textLine:
				at[it.text()] = p.page
				if it.text() == "Before 24 December: Idris Example, 01632 960101" {
					lines[p.page] = true
				}
			case *tableRow:
				if !it.header {
					at[it.cells[0].lines[0].text()] = p.page
				}
			}
		}
		if page := at["You can ring these people."]; !lines[page] || at["From then on: Ffion Sample, 01632 960102"] != page || at["When the office is closed: 01632 960199"] != page {
			t.Errorf("after %d rules: a short list, or the words before it, on two pages: %v", fill, at)
		}
		if at["last"] != at["signed"] {
			t.Errorf("after %d rules: a table ends on page %d, its signatures stand on %d", fill, at["last"], at["signed"])
		}
		split = split || len(lines) > 1
	}
	if !split {
		t.Error("no long list goes on over the page")
	}
}
