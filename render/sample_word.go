package render

import (
	"fmt"
	"slices"
	"strings"
)

// What the DOCX tests write. Everything in it is invented.

func txt(s string) *Text { return &Text{Text: s} }

func val(s, path string) *Text { return &Text{Text: s, Path: path} }

func para(in ...Inline) *Paragraph { return &Paragraph{in} }

func words(s string) *Paragraph { return para(txt(s)) }

func heading(level int, s string) *Heading { return &Heading{level, []Inline{txt(s)}} }

func cell(lines ...string) Cell {
	var c Cell
	for _, l := range lines {
		rest, bullet := strings.CutPrefix(l, "- ")
		c.Lines = append(c.Lines, Line{bullet, []Inline{txt(rest)}})
	}
	return c
}

func row(cells ...string) []Cell {
	var r []Cell
	for _, c := range cells {
		if c == "" {
			r = append(r, Cell{})
			continue
		}
		r = append(r, cell(strings.Split(c, "\n")...))
	}
	return r
}

func table(header []Cell, rows ...[]Cell) *Table {
	return &Table{Align: make([]Align, len(header)), Header: header, Rows: rows}
}

func lines(ss ...string) []Inline {
	var in []Inline
	for i, s := range ss {
		if i > 0 {
			in = append(in, &Break{})
		}
		in = append(in, txt(s))
	}
	return in
}

func item(blocks ...Block) Item { return Item{blocks} }

const narrative = "Siân has lived with her grandmother in Swinton since March. She is settled at school, where her attendance is now 96%, and she has two close friends. " +
	"Her mother sees her on Saturdays at the family centre; the visits go well when they are planned, and badly when they are changed at the last minute. " +
	"The reviewing officer asked in November for the life story work to begin before the summer."

func docxForm() *Doc {
	events := table(row("Date", "What happened", "Who was there", "Recorded"))
	for i := range 42 {
		what := "Home visit. " + narrative[:80+(i*37)%300]
		if i%7 == 3 {
			what += "\n- Health assessment asked for\n- School told of the change of worker"
		}
		events.Rows = append(events.Rows, row(fmt.Sprintf("%d November 2026", 1+i%30), what, "Siân Ŵyn-Łukasz, Mrs O'Neil-Smyth", "Yes"))
	}
	events.Align[3] = Centre
	people := table(row("Name", "Role", "Telephone", "E-mail"),
		row("Dr Nguyễn Thị Minh Khai", "General practitioner", "01632 960101", "minh.khai@surgery.example.org"),
		row("Aled O'Neil-Smyth", "Designated teacher", "01632 960102", "a.oneil-smyth@swinton-high.example.org"),
		row("Maria", "Advocate", "", ""))
	long := table(row("Need", "What is being done"), row("Education", strings.Repeat(narrative+" ", 26)))
	return &Doc{
		Meta: Meta{Title: "Transfer summary", Creator: "Salford City Council", Lang: "en-GB", Date: "2026-12-01", Layout: Form,
			Head: "OFFICIAL–SENSITIVE", Foot: "CF-204511 · as of 1 December 2026"},
		Blocks: []Block{
			heading(1, "Transfer summary"),
			&Div{Facts, []Block{table(row("", ""),
				row("Child", "Siân Ŵyn-Łukasz"),
				row("Date of birth", "14 May 2016 (10 years)"),
				row("Legal status", "Accommodated under section 20\nsince 3 March 2026"),
				[]Cell{cell("NHS number"), {Lines: []Line{{Inlines: []Inline{&Gap{"Not recorded", "children[0].nhs_number"}}}}}},
				row("Receiving worker", ""))}},
			&Div{Callout, []Block{
				para(&Strong{[]Inline{txt("Before you visit:")}}, txt(" call the grandmother first. She works nights, and the dog is not to be let out of the kitchen while anybody is at the front door.")),
				&List{Items: []Item{
					item(words("Two workers until the risk assessment of 12 January 2027 is signed, whoever goes and whenever they go")),
					item(words("No visit on Saturdays"), &List{Items: []Item{item(words("nor on the child's birthday, which she spends with her brother"))}})}},
				words("Ask the duty desk for the key code."),
			}},
			heading(2, "Outstanding issues"),
			words(narrative),
			para(txt("The passport is "), &Gap{"Not recorded", "children[0].passport"}, txt(", see the "), &Link{"https://www.example.org/policy?a=1&b=2", []Inline{txt("procedure, "), &Emph{[]Inline{txt("part 4")}}}}, txt(" & <ask> "), &Link{"mailto:help@example.org", []Inline{txt("help@example.org")}}, txt(".")),
			&List{Ordered: true, Start: 1, Items: []Item{
				item(words("Health assessment is late."), words("It was due on 3 November 2026.")),
				item(words("Placement with parents"),
					&List{Ordered: true, Start: 1, Items: []Item{item(words("viability assessment")), item(words("police checks"),
						&List{Ordered: true, Start: 1, Items: []Item{item(words("mother")), item(words("uncle"), &List{Items: []Item{item(words("since he moved in"))}})}})}},
					&List{Items: []Item{item(words("bullet in a numbered list"))}}),
				item(words("Passport"))}},
			words("A list that goes on:"),
			&List{Ordered: true, Start: 4, Items: []Item{item(words("fourth")), item(words("fifth"))}},
			&List{Items: []Item{
				item(para(&Tick{true}, txt(" Care plan sent"))),
				item(para(&Tick{false}, txt("Health passport sent, with the immunisations of the last two years and the dentist's letter, to the receiving team's own health visitor")),
					&List{Items: []Item{item(para(&Tick{false}, txt("copy to the carer")))}})}},
			&Rule{},
			heading(2, "People"), people,
			heading(3, "Needs"), heading(4, "At school"), long,
			heading(2, "Chronology"), events,
			heading(2, "Other words"),
			words("שלום עולם 123"),
			para(txt("Her aunt, فاطمة الزهراء, writes: "), &Strong{[]Inline{txt("مرحبا")}}, txt(" 😀.")),
			heading(2, "Signed"),
			&Div{Signatures, []Block{table(row("Role", "Name", "Signature", "Date"),
				row("Current worker", "Jo Bloggs", "", ""), row("Team manager", "", "", ""))}},
		},
	}
}

func docxLetter() *Doc {
	return &Doc{
		Meta: Meta{Title: "A new social worker for Siân", Creator: "Salford City Council", Lang: "en-GB", Date: "2026-12-01", Layout: Letter, Foot: "204511"},
		Blocks: []Block{
			&Div{Sender, []Block{para(lines("Salford City Council", "Children's services", "Unity House", "Chorley Road", "Swinton", "M27 5XX", "0161 496 0123", "children.looked.after@example.org", "1 December 2026")...)}},
			&Div{Address, []Block{para(lines("Mrs Angharad O'Neil-Smyth", "Flat 2", "14 Invented Terrace", "Pendlebury", "Swinton", "ZZ99 3WZ")...)}},
			heading(1, "Your new social worker"),
			words("Dear Mrs O'Neil-Smyth,"),
			words(narrative), words(narrative), words(narrative), words(narrative),
			heading(2, "Who to call"),
			&List{Items: []Item{item(words("Until 12 January: Jo Bloggs, 0161 496 0124")), item(words("After that: Sam Doe, 0161 496 0125"))}},
			words(narrative), words(narrative),
			words("Yours sincerely,"),
			&Div{Signatures, []Block{table(row("", ""), row("Jo Bloggs", ""))}},
		},
	}
}

// twoPages is a form of two full pages, as a pack has many.
func twoPages() *Doc {
	d := docxForm()
	events := d.Blocks[17].(*Table)
	events.Rows = events.Rows[:2]
	d.Blocks = slices.Concat(d.Blocks[:13], d.Blocks[16:18], d.Blocks[21:])
	return d
}
