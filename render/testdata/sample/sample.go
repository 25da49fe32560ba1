// Package sample has documents that the tests of several writers share. Nothing
// else imports it; everybody in it is invented.
package sample

import (
	"fmt"
	"strings"

	"handover/render/doc"
)

// Samples for the PDF tests: one of everything, with synthetic people.

func Inlines(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }

func Cells(texts ...string) []doc.Cell {
	cells := make([]doc.Cell, len(texts))
	for i, t := range texts {
		if t == "" {
			continue
		}
		for l := range strings.SplitSeq(t, "\n") {
			bullet := strings.HasPrefix(l, "* ")
			cells[i].Lines = append(cells[i].Lines, doc.Line{Bullet: bullet, Inlines: Inlines(strings.TrimPrefix(l, "* "))})
		}
	}
	return cells
}

func Meta(l doc.Layout) doc.Meta {
	m := doc.Meta{Title: "Transfer summary – Siân Ŵyn-Łukasz", Creator: "Salford City Council", Lang: "en-GB", Date: "2027-01-12",
		Layout: l, Foot: "Case CF-204511 · as of 12 January 2027"}
	if l == doc.Form {
		m.Head = "OFFICIAL-SENSITIVE"
	}
	return m
}

const Story = "Siân has lived with Mr and Mrs O'Neil-Smyth since March and has settled well; she sleeps through most nights, eats with the family and " +
	"has begun to talk about school. She asked twice when she will next see her brother, and was told the truth: that it isn't known yet. "

// Form is a form of some three pages.
func Form() *doc.Doc {
	var chronology [][]doc.Cell
	for i := range 24 {
		chronology = append(chronology, Cells(fmt.Sprintf("%d March 2026", i+1), "Visit to Siân at the placement. Spoke with her alone for half an hour; she was cheerful and showed her drawings.", "Carefirst"))
	}
	gap := &doc.Gap{Text: "Not recorded", Path: "children[0].nhs_number"}
	facts := &doc.Table{Header: make([]doc.Cell, 2), Rows: [][]doc.Cell{
		Cells("Name", "Siân Ŵyn-Łukasz (Nguyễn)"),
		Cells("Date of birth", "3 May 2015"),
		{Cells("NHS number")[0], {Lines: []doc.Line{{Inlines: []doc.Inline{gap}}}}},
		Cells("Placement", "Foster care\nwith Mr and Mrs O'Neil-Smyth\n* settled\n* near the school"),
		Cells("Signed off on", ""),
	}}
	contacts := &doc.Table{Align: []doc.Align{doc.Left, doc.Left, doc.Left, doc.Left}, Header: Cells("Name", "Role", "Telephone", "E-mail"), Rows: [][]doc.Cell{
		Cells("Dr Adaeze Obi-Featherstonehaugh", "Paediatrician", "01632 960123", "adaeze.obi-featherstonehaugh@childrens-hospital.example.org"),
		Cells("Tom Ryan", "Independent reviewing officer", "07700 900456", "tom.ryan@example.org"),
		Cells("Jo Hale ✓", "Health visitor", "", ""),
	}}
	return &doc.Doc{Meta: Meta(doc.Form), Blocks: []doc.Block{
		Heading(1, "Transfer summary"),
		Para(&doc.Text{Text: "This summary goes with the case of "}, &doc.Strong{Inlines: Inlines("Siân Ŵyn-Łukasz")}, &doc.Text{Text: " to the receiving team. "},
			&doc.Emph{Inlines: Inlines("Read it with the file.")}, &doc.Text{Text: " Guidance: "},
			&doc.Link{To: "https://www.example.org/working-together", Inlines: Inlines("Working together to safeguard children")}, &doc.Text{Text: "."}),
		&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{facts}},
		Heading(2, "Outstanding issues"),
		&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{
			Para(&doc.Strong{Inlines: Inlines("Two things need doing in the first week.")}, &doc.Text{Text: " " + Story}),
			&doc.List{Items: []doc.Item{{Blocks: []doc.Block{Para(&doc.Text{Text: "Tell Siân who her new worker is."})}}, {Blocks: []doc.Block{Para(&doc.Text{Text: "Ask the school for the personal education plan."})}}}},
		}},
		Para(Inlines(strings.Repeat(Story, 3))...),
		&doc.List{Ordered: true, Start: 9, Items: []doc.Item{
			{Blocks: []doc.Block{Para(&doc.Text{Text: "Contact plan"}), &doc.List{Items: []doc.Item{
				{Blocks: []doc.Block{Para(&doc.Text{Text: Story}), &doc.List{Items: []doc.Item{{Blocks: []doc.Block{Para(&doc.Text{Text: "with her mother, supervised"})}}}}}},
			}}}},
			{Blocks: []doc.Block{Para(&doc.Text{Text: "School: "}, gap, &doc.Text{Text: " since the summer, and nobody has asked."}), Para(&doc.Text{Text: "A second paragraph of the item."})}},
		}},
		&doc.List{Items: []doc.Item{
			{Blocks: []doc.Block{Para(&doc.Tick{Checked: true}, &doc.Text{Text: " Child told in person"})}},
			{Blocks: []doc.Block{Para(&doc.Tick{}, &doc.Text{Text: " Parents told"})}},
		}},
		Heading(2, "People"),
		contacts,
		Heading(2, "Chronology"),
		Heading(3, "Since the placement began"),
		&doc.Table{Header: Cells("Date", "What happened", "Source"), Align: []doc.Align{doc.Left, doc.Left, doc.Right}, Rows: chronology},
		&doc.Rule{},
		Heading(2, "Signatures"),
		&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{&doc.Table{Header: Cells("Role", "Name", "Signature", "Date"), Rows: [][]doc.Cell{
			Cells("Current social worker", "Ann Pugh", "", ""), Cells("Transferring manager", "Lee Okoro", "", ""),
		}}}},
	}}
}

// Letter is a letter of two pages with an address of so many lines.
func Letter(lines int) *doc.Doc {
	addr := &doc.Paragraph{}
	for i, l := range []string{"Mr Dafydd Ŵyn-Łukasz", "Flat 4", "The Old Chandlery Building", "12 Quay Street", "Little Ordsall", "SALFORD", "M99 9ZZ"}[7-lines:] {
		if i > 0 {
			addr.Inlines = append(addr.Inlines, &doc.Break{})
		}
		addr.Inlines = append(addr.Inlines, &doc.Text{Text: l, Path: "people[2].address"})
	}
	sender := Para(&doc.Strong{Inlines: Inlines("Salford City Council")}, &doc.Break{}, &doc.Text{Text: "Children's Services"}, &doc.Break{}, &doc.Text{Text: "1 Example Square"}, &doc.Break{},
		&doc.Text{Text: "SALFORD"}, &doc.Break{}, &doc.Text{Text: "M99 9ZY"}, &doc.Break{}, &doc.Text{Text: "Telephone 0161 496 0123"}, &doc.Break{},
		&doc.Link{To: "mailto:families@salford.example.org", Inlines: Inlines("families@salford.example.org")}, &doc.Break{}, &doc.Text{Text: "12 January 2027"})
	d := &doc.Doc{Meta: Meta(doc.Letter), Blocks: []doc.Block{
		&doc.Div{Kind: doc.Sender, Blocks: []doc.Block{sender}},
		&doc.Div{Kind: doc.Address, Blocks: []doc.Block{addr}},
		Heading(1, "Your daughter's new social worker"),
		Para(&doc.Text{Text: "Dear Mr Ŵyn-Łukasz,"}),
	}}
	for range 6 {
		d.Blocks = append(d.Blocks, Para(&doc.Text{Text: "From Monday 25 January 2027 Siân will have a new social worker. " + Story + Story}))
	}
	d.Blocks = append(d.Blocks, Heading(2, "How to reach her"), &doc.List{Items: []doc.Item{
		{Blocks: []doc.Block{Para(&doc.Text{Text: "Telephone 07700 900123, Monday to Thursday"})}},
		{Blocks: []doc.Block{Para(&doc.Text{Text: "Out of hours 0161 496 0999"})}},
	}}, Para(&doc.Text{Text: "Yours sincerely"}),
		&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{&doc.Table{Header: Cells("Name", "Signature"), Rows: [][]doc.Cell{Cells("Ann Pugh", "")}}}})
	return d
}

// Landscape is a checklist across the page, with boxes to write in.
func Landscape() *doc.Doc {
	d := &doc.Doc{Meta: Meta(doc.Form), Blocks: []doc.Block{Heading(1, "File audit tool"), Para(&doc.Text{Text: Story})}}
	d.Meta.Landscape = true
	t := &doc.Table{Header: Cells("Item", "On file?", "What is missing", "Action", "Owner", "By when")}
	for i := range 18 {
		t.Rows = append(t.Rows, Cells(fmt.Sprintf("%d. Chronology is up to date and shared with the family", i+1), "No", "", "", "Ann Pugh", "4 February 2027"))
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

// TwoPages is a summary of two pages, as shared by social workers: facts,
// narrative, a table of professionals, a chronology, signatures.
func TwoPages() *doc.Doc {
	d := Form()
	d.Blocks = append(d.Blocks[:5:5], d.Blocks[8:]...)
	for i, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok && len(t.Rows) > 20 {
			short := *t
			short.Rows = t.Rows[:9]
			d.Blocks[i] = &short
		}
	}
	return d
}

// Sectioned is a form of so many sections, each of so many paragraphs.
func Sectioned(sections, paragraphs int) *doc.Doc {
	d := &doc.Doc{Meta: doc.Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Form}}
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Inlines: text("Plan")}, &doc.Paragraph{Inlines: text("First words.")})
	for n := range sections {
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Inlines: text(fmt.Sprintf("Section %d", n+1))}, &doc.Heading{Level: 3, Inlines: text("Part")})
		for range paragraphs {
			d.Blocks = append(d.Blocks, &doc.Paragraph{Inlines: text(strings.Repeat("Words that fill the page. ", 12))})
		}
	}
	return d
}
