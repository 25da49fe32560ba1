package sample

import (
	"fmt"
	"slices"
	"strings"

	"handover/render/doc"
)

// What the DOCX tests write. Everything in it is invented.

func Txt(s string) *doc.Text { return &doc.Text{Text: s} }

func Val(s, path string) *doc.Text { return &doc.Text{Text: s, Path: path} }

func Para(in ...doc.Inline) *doc.Paragraph { return &doc.Paragraph{Inlines: in} }

func Words(s string) *doc.Paragraph { return Para(Txt(s)) }

func Heading(level int, s string) *doc.Heading {
	return &doc.Heading{Level: level, Inlines: []doc.Inline{Txt(s)}}
}

func Cell(lines ...string) doc.Cell {
	var c doc.Cell
	for _, l := range lines {
		rest, bullet := strings.CutPrefix(l, "- ")
		c.Lines = append(c.Lines, doc.Line{Bullet: bullet, Inlines: []doc.Inline{Txt(rest)}})
	}
	return c
}

func Row(cells ...string) []doc.Cell {
	var r []doc.Cell
	for _, c := range cells {
		if c == "" {
			r = append(r, doc.Cell{})
			continue
		}
		r = append(r, Cell(strings.Split(c, "\n")...))
	}
	return r
}

func Table(header []doc.Cell, rows ...[]doc.Cell) *doc.Table {
	return &doc.Table{Align: make([]doc.Align, len(header)), Header: header, Rows: rows}
}

func Lines(ss ...string) []doc.Inline {
	var in []doc.Inline
	for i, s := range ss {
		if i > 0 {
			in = append(in, &doc.Break{})
		}
		in = append(in, Txt(s))
	}
	return in
}

func Item(blocks ...doc.Block) doc.Item { return doc.Item{Blocks: blocks} }

const Narrative = "Siân has lived with her grandmother in Swinton since March. She is settled at school, where her attendance is now 96%, and she has two close friends. " +
	"Her mother sees her on Saturdays at the family centre; the visits go well when they are planned, and badly when they are changed at the last minute. " +
	"The reviewing officer asked in November for the life story work to begin before the summer."

func WordForm() *doc.Doc {
	events := Table(Row("Date", "What happened", "Who was there", "Recorded"))
	for i := range 42 {
		what := "Home visit. " + Narrative[:80+(i*37)%300]
		if i%7 == 3 {
			what += "\n- Health assessment asked for\n- School told of the change of worker"
		}
		events.Rows = append(events.Rows, Row(fmt.Sprintf("%d November 2026", 1+i%30), what, "Siân Ŵyn-Łukasz, Mrs O'Neil-Smyth", "Yes"))
	}
	events.Align[3] = doc.Centre
	people := Table(Row("Name", "Role", "Telephone", "E-mail"),
		Row("Dr Nguyễn Thị Minh Khai", "General practitioner", "01632 960101", "minh.khai@surgery.example.org"),
		Row("Aled O'Neil-Smyth", "Designated teacher", "01632 960102", "a.oneil-smyth@swinton-high.example.org"),
		Row("Maria", "Advocate", "", ""))
	long := Table(Row("Need", "What is being done"), Row("Education", strings.Repeat(Narrative+" ", 26)))
	return &doc.Doc{
		Meta: doc.Meta{Title: "Transfer summary", Creator: "Salford City Council", Lang: "en-GB", Date: "2026-12-01", Layout: doc.Form,
			Head: "OFFICIAL–SENSITIVE", Foot: "CF-204511 · as of 1 December 2026"},
		Blocks: []doc.Block{
			Heading(1, "Transfer summary"),
			&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{Table(Row("", ""),
				Row("Child", "Siân Ŵyn-Łukasz"),
				Row("Date of birth", "14 May 2016 (10 years)"),
				Row("Legal status", "Accommodated under section 20\nsince 3 March 2026"),
				[]doc.Cell{Cell("NHS number"), {Lines: []doc.Line{{Inlines: []doc.Inline{&doc.Gap{Text: "Not recorded", Path: "children[0].nhs_number"}}}}}},
				Row("Receiving worker", ""))}},
			&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{
				Para(&doc.Strong{Inlines: []doc.Inline{Txt("Before you visit:")}}, Txt(" call the grandmother first. She works nights, and the dog is not to be let out of the kitchen while anybody is at the front door.")),
				&doc.List{Items: []doc.Item{
					Item(Words("Two workers until the risk assessment of 12 January 2027 is signed, whoever goes and whenever they go")),
					Item(Words("No visit on Saturdays"), &doc.List{Items: []doc.Item{Item(Words("nor on the child's birthday, which she spends with her brother"))}})}},
				Words("Ask the duty desk for the key code."),
			}},
			Heading(2, "Outstanding issues"),
			Words(Narrative),
			Para(Txt("The passport is "), &doc.Gap{Text: "Not recorded", Path: "children[0].passport"}, Txt(", see the "), &doc.Link{To: "https://www.example.org/policy?a=1&b=2", Inlines: []doc.Inline{Txt("procedure, "), &doc.Emph{Inlines: []doc.Inline{Txt("part 4")}}}}, Txt(" & <ask> "), &doc.Link{To: "mailto:help@example.org", Inlines: []doc.Inline{Txt("help@example.org")}}, Txt(".")),
			&doc.List{Ordered: true, Start: 1, Items: []doc.Item{
				Item(Words("Health assessment is late."), Words("It was due on 3 November 2026.")),
				Item(Words("Placement with parents"),
					&doc.List{Ordered: true, Start: 1, Items: []doc.Item{Item(Words("viability assessment")), Item(Words("police checks"),
						&doc.List{Ordered: true, Start: 1, Items: []doc.Item{Item(Words("mother")), Item(Words("uncle"), &doc.List{Items: []doc.Item{Item(Words("since he moved in"))}})}})}},
					&doc.List{Items: []doc.Item{Item(Words("bullet in a numbered list"))}}),
				Item(Words("Passport"))}},
			Words("A list that goes on:"),
			&doc.List{Ordered: true, Start: 4, Items: []doc.Item{Item(Words("fourth")), Item(Words("fifth"))}},
			&doc.List{Items: []doc.Item{
				Item(Para(&doc.Tick{Checked: true}, Txt(" Care plan sent"))),
				Item(Para(&doc.Tick{Checked: false}, Txt("Health passport sent, with the immunisations of the last two years and the dentist's letter, to the receiving team's own health visitor")),
					&doc.List{Items: []doc.Item{Item(Para(&doc.Tick{Checked: false}, Txt("copy to the carer")))}})}},
			&doc.Rule{},
			Heading(2, "People"), people,
			Heading(3, "Needs"), Heading(4, "At school"), long,
			Heading(2, "Chronology"), events,
			Heading(2, "Other words"),
			Words("שלום עולם 123"),
			Para(Txt("Her aunt, فاطمة الزهراء, writes: "), &doc.Strong{Inlines: []doc.Inline{Txt("مرحبا")}}, Txt(" 😀.")),
			Heading(2, "Signed"),
			&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{Table(Row("Role", "Name", "Signature", "Date"),
				Row("Current worker", "Jo Bloggs", "", ""), Row("Team manager", "", "", ""))}},
		},
	}
}

func WordLetter() *doc.Doc {
	return &doc.Doc{
		Meta: doc.Meta{Title: "A new social worker for Siân", Creator: "Salford City Council", Lang: "en-GB", Date: "2026-12-01", Layout: doc.Letter, Foot: "204511"},
		Blocks: []doc.Block{
			&doc.Div{Kind: doc.Sender, Blocks: []doc.Block{Para(Lines("Salford City Council", "Children's services", "Unity House", "Chorley Road", "Swinton", "M27 5XX", "0161 496 0123", "children.looked.after@example.org", "1 December 2026")...)}},
			&doc.Div{Kind: doc.Address, Blocks: []doc.Block{Para(Lines("Mrs Angharad O'Neil-Smyth", "Flat 2", "14 Invented Terrace", "Pendlebury", "Swinton", "ZZ99 3WZ")...)}},
			Heading(1, "Your new social worker"),
			Words("Dear Mrs O'Neil-Smyth,"),
			Words(Narrative), Words(Narrative), Words(Narrative), Words(Narrative),
			Heading(2, "Who to call"),
			&doc.List{Items: []doc.Item{Item(Words("Until 12 January: Jo Bloggs, 0161 496 0124")), Item(Words("After that: Sam Doe, 0161 496 0125"))}},
			Words(Narrative), Words(Narrative),
			Words("Yours sincerely,"),
			&doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{Table(Row("", ""), Row("Jo Bloggs", ""))}},
		},
	}
}

// twoPages is a form of two full pages, as a pack has many.
func WordTwoPages() *doc.Doc {
	d := WordForm()
	events := d.Blocks[17].(*doc.Table)
	events.Rows = events.Rows[:2]
	d.Blocks = slices.Concat(d.Blocks[:13], d.Blocks[16:18], d.Blocks[21:])
	return d
}
