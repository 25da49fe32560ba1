package pdf

import (
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// linesOf are the lines of running text of each page, from the top.
func linesOf(items []placed) map[int][]placed {
	pages := map[int][]placed{}
	for _, p := range items {
		if t, ok := p.item.(*textLine); ok && t.level == 0 {
			pages[p.page] = append(pages[p.page], p)
		}
	}
	return pages
}

// No page is begun for a few lines: space gives way, first between blocks, then
// between lines.
func TestNoPageForALine(t *testing.T) {
	saved, closed := 0, 0
	for n := range 80 {
		for _, text := range []string{"One line of it.", sample.Story} {
			d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
			for range n {
				d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: text}))
			}
			f, items, pages := layOut(t, d)
			loose := paginateBoxes(f, f.boxes)
			if len(items) != len(loose.out) || pages > loose.page {
				t.Fatalf("%d paragraphs: %d pages of %d items, were %d of %d", n, pages, len(items), loose.page, len(loose.out))
			}
			if loose.lastPage() > littleOnPage && &items[0] != &loose.out[0] && items[len(items)-1] != loose.out[len(loose.out)-1] {
				t.Errorf("%d paragraphs: changed, though the last page has %.0f points", n, loose.lastPage())
			}
			if pages < loose.page {
				saved++
			}
			for _, on := range linesOf(items) {
				for i, p := range on {
					lead := p.item.(*textLine).style.lead
					if p.y+lead > f.geo.later.bottom+0.01 {
						t.Errorf("%d paragraphs: text at %.0f, below the page's end", n, p.y+lead)
					}
					if lead < bodyStyle.lead {
						closed++
					}
					if i > 0 && p.y < on[i-1].y+max(lead, 1.29*12)-0.01 {
						t.Errorf("%d paragraphs: lines at %.1f and %.1f", n, on[i-1].y, p.y)
					}
				}
			}
			if last := linesOf(items)[pages]; pages > 1 && last[len(last)-1].y+bodyStyle.lead-f.geo.later.top <= almostNothing {
				t.Errorf("%d paragraphs: only %d lines on the last page", n, len(last))
			}
		}
	}
	if saved < 10 || closed < 100 {
		t.Errorf("%d pages saved, %d lines closer", saved, closed)
	}
}

// A letter's ending with its signature takes text along to a page of its own,
// but never so much that the page before is left half empty.
func TestEndingHasCompany(t *testing.T) {
	for _, large := range []bool{false, true} {
		moved := 0
		for n := range 40 {
			table := &doc.Table{Header: sample.Cells("What", "When")}
			for range n {
				table.Rows = append(table.Rows, sample.Cells("a row", "that gives no way"))
			}
			d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan"), table, sample.Para(&doc.Text{Text: "Yours sincerely"}),
				&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{&doc.Table{Header: sample.Cells("Name", "Signature"), Rows: [][]doc.Cell{sample.Cells("Ann Pugh", "")}}}}}}
			d.Meta.Large = large
			f, items, pages := layOut(t, d)
			loose := paginateBoxes(f, f.boxes)
			if pages == 1 {
				continue
			}
			rows := 0
			for _, p := range items {
				if r, ok := p.item.(*tableRow); ok && p.page == pages && r.grid.kind == plainTable {
					rows++
				}
			}
			if rows == 0 {
				t.Errorf("large %t, %d rows: the ending stands alone on page %d", large, n, pages)
			}
			if loose.lastPage() <= almostNothing {
				moved++
			}
		}
		if moved == 0 {
			t.Errorf("large %t: no ending was alone", large)
		}
	}
}
