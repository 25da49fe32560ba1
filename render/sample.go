package render

import (
	"fmt"
	"strings"
)

// Samples for the PDF tests: one of everything, with synthetic people.

func pdfText(s string) []Inline { return []Inline{&Text{Text: s}} }

func pdfCells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		if t == "" {
			continue
		}
		for l := range strings.SplitSeq(t, "\n") {
			bullet := strings.HasPrefix(l, "* ")
			cells[i].Lines = append(cells[i].Lines, Line{Bullet: bullet, Inlines: pdfText(strings.TrimPrefix(l, "* "))})
		}
	}
	return cells
}

func pdfMeta(l Layout) Meta {
	m := Meta{Title: "Transfer summary – Siân Ŵyn-Łukasz", Creator: "Salford City Council", Lang: "en-GB", Date: "2027-01-12",
		Layout: l, Foot: "Case CF-204511 · as of 12 January 2027"}
	if l == Form {
		m.Head = "OFFICIAL-SENSITIVE"
	}
	return m
}

const pdfNarrative = "Siân has lived with Mr and Mrs O'Neil-Smyth since March and has settled well; she sleeps through most nights, eats with the family and " +
	"has begun to talk about school. She asked twice when she will next see her brother, and was told the truth: that it isn't known yet. "

// pdfForm is a form of some three pages.
func pdfForm() *Doc {
	var chronology [][]Cell
	for i := range 24 {
		chronology = append(chronology, pdfCells(fmt.Sprintf("%d March 2026", i+1), "Visit to Siân at the placement. Spoke with her alone for half an hour; she was cheerful and showed her drawings.", "Carefirst"))
	}
	gap := &Gap{Text: "Not recorded", Path: "children[0].nhs_number"}
	facts := &Table{Header: make([]Cell, 2), Rows: [][]Cell{
		pdfCells("Name", "Siân Ŵyn-Łukasz (Nguyễn)"),
		pdfCells("Date of birth", "3 May 2015"),
		{pdfCells("NHS number")[0], {Lines: []Line{{Inlines: []Inline{gap}}}}},
		pdfCells("Placement", "Foster care\nwith Mr and Mrs O'Neil-Smyth\n* settled\n* near the school"),
		pdfCells("Signed off on", ""),
	}}
	contacts := &Table{Align: []Align{Left, Left, Left, Left}, Header: pdfCells("Name", "Role", "Telephone", "E-mail"), Rows: [][]Cell{
		pdfCells("Dr Adaeze Obi-Featherstonehaugh", "Paediatrician", "01632 960123", "adaeze.obi-featherstonehaugh@childrens-hospital.example.org"),
		pdfCells("Tom Ryan", "Independent reviewing officer", "07700 900456", "tom.ryan@example.org"),
		pdfCells("Jo Hale ✓", "Health visitor", "", ""),
	}}
	return &Doc{Meta: pdfMeta(Form), Blocks: []Block{
		heading(1, "Transfer summary"),
		para(&Text{Text: "This summary goes with the case of "}, &Strong{pdfText("Siân Ŵyn-Łukasz")}, &Text{Text: " to the receiving team. "},
			&Emph{pdfText("Read it with the file.")}, &Text{Text: " Guidance: "},
			&Link{To: "https://www.example.org/working-together", Inlines: pdfText("Working together to safeguard children")}, &Text{Text: "."}),
		&Div{Kind: Facts, Blocks: []Block{facts}},
		heading(2, "Outstanding issues"),
		&Div{Kind: Callout, Blocks: []Block{
			para(&Strong{pdfText("Two things need doing in the first week.")}, &Text{Text: " " + pdfNarrative}),
			&List{Items: []Item{{[]Block{para(&Text{Text: "Tell Siân who her new worker is."})}}, {[]Block{para(&Text{Text: "Ask the school for the personal education plan."})}}}},
		}},
		para(pdfText(strings.Repeat(pdfNarrative, 3))...),
		&List{Ordered: true, Start: 9, Items: []Item{
			{[]Block{para(&Text{Text: "Contact plan"}), &List{Items: []Item{
				{[]Block{para(&Text{Text: pdfNarrative}), &List{Items: []Item{{[]Block{para(&Text{Text: "with her mother, supervised"})}}}}}},
			}}}},
			{[]Block{para(&Text{Text: "School: "}, gap, &Text{Text: " since the summer, and nobody has asked."}), para(&Text{Text: "A second paragraph of the item."})}},
		}},
		&List{Items: []Item{
			{[]Block{para(&Tick{Checked: true}, &Text{Text: " Child told in person"})}},
			{[]Block{para(&Tick{}, &Text{Text: " Parents told"})}},
		}},
		heading(2, "People"),
		contacts,
		heading(2, "Chronology"),
		heading(3, "Since the placement began"),
		&Table{Header: pdfCells("Date", "What happened", "Source"), Align: []Align{Left, Left, Right}, Rows: chronology},
		&Rule{},
		heading(2, "Signatures"),
		&Div{Kind: Signatures, Blocks: []Block{&Table{Header: pdfCells("Role", "Name", "Signature", "Date"), Rows: [][]Cell{
			pdfCells("Current social worker", "Ann Pugh", "", ""), pdfCells("Transferring manager", "Lee Okoro", "", ""),
		}}}},
	}}
}

// pdfLetter is a letter of two pages with an address of so many lines.
func pdfLetter(lines int) *Doc {
	addr := &Paragraph{}
	for i, l := range []string{"Mr Dafydd Ŵyn-Łukasz", "Flat 4", "The Old Chandlery Building", "12 Quay Street", "Little Ordsall", "SALFORD", "M99 9ZZ"}[7-lines:] {
		if i > 0 {
			addr.Inlines = append(addr.Inlines, &Break{})
		}
		addr.Inlines = append(addr.Inlines, &Text{Text: l, Path: "people[2].address"})
	}
	sender := para(&Strong{pdfText("Salford City Council")}, &Break{}, &Text{Text: "Children's Services"}, &Break{}, &Text{Text: "1 Example Square"}, &Break{},
		&Text{Text: "SALFORD"}, &Break{}, &Text{Text: "M99 9ZY"}, &Break{}, &Text{Text: "Telephone 0161 496 0123"}, &Break{},
		&Link{To: "mailto:families@salford.example.org", Inlines: pdfText("families@salford.example.org")}, &Break{}, &Text{Text: "12 January 2027"})
	d := &Doc{Meta: pdfMeta(Letter), Blocks: []Block{
		&Div{Kind: Sender, Blocks: []Block{sender}},
		&Div{Kind: Address, Blocks: []Block{addr}},
		heading(1, "Your daughter's new social worker"),
		para(&Text{Text: "Dear Mr Ŵyn-Łukasz,"}),
	}}
	for range 6 {
		d.Blocks = append(d.Blocks, para(&Text{Text: "From Monday 25 January 2027 Siân will have a new social worker. " + pdfNarrative + pdfNarrative}))
	}
	d.Blocks = append(d.Blocks, heading(2, "How to reach her"), &List{Items: []Item{
		{[]Block{para(&Text{Text: "Telephone 07700 900123, Monday to Thursday"})}},
		{[]Block{para(&Text{Text: "Out of hours 0161 496 0999"})}},
	}}, para(&Text{Text: "Yours sincerely"}),
		&Div{Kind: Signatures, Blocks: []Block{&Table{Header: pdfCells("Name", "Signature"), Rows: [][]Cell{pdfCells("Ann Pugh", "")}}}})
	return d
}

// pdfLandscape is a checklist across the page, with boxes to write in.
func pdfLandscape() *Doc {
	d := &Doc{Meta: pdfMeta(Form), Blocks: []Block{heading(1, "File audit tool"), para(&Text{Text: pdfNarrative})}}
	d.Meta.Landscape = true
	t := &Table{Header: pdfCells("Item", "On file?", "What is missing", "Action", "Owner", "By when")}
	for i := range 18 {
		t.Rows = append(t.Rows, pdfCells(fmt.Sprintf("%d. Chronology is up to date and shared with the family", i+1), "No", "", "", "Ann Pugh", "4 February 2027"))
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

// pdfTwoPages is a summary of two pages, as shared by social workers: facts,
// narrative, a table of professionals, a chronology, signatures.
func pdfTwoPages() *Doc {
	d := pdfForm()
	d.Blocks = append(d.Blocks[:5:5], d.Blocks[8:]...)
	for i, b := range d.Blocks {
		if t, ok := b.(*Table); ok && len(t.Rows) > 20 {
			short := *t
			short.Rows = t.Rows[:9]
			d.Blocks[i] = &short
		}
	}
	return d
}

// sectioned is a form of so many sections, each of so many paragraphs.
func sectioned(sections, paragraphs int) *Doc {
	d := &Doc{Meta: Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: Form}}
	text := func(s string) []Inline { return []Inline{&Text{Text: s}} }
	d.Blocks = append(d.Blocks, &Heading{Level: 1, Inlines: text("Plan")}, &Paragraph{Inlines: text("First words.")})
	for n := range sections {
		d.Blocks = append(d.Blocks, &Heading{Level: 2, Inlines: text(fmt.Sprintf("Section %d", n+1))}, &Heading{Level: 3, Inlines: text("Part")})
		for range paragraphs {
			d.Blocks = append(d.Blocks, &Paragraph{Inlines: text(strings.Repeat("Words that fill the page. ", 12))})
		}
	}
	return d
}
