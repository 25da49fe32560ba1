package mail

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
)

// Run is a print run: the letters that go on paper, in envelopes.
type Run struct {
	Files     []deliver.File
	Envelopes []Envelope
	NotNotify []Without // letters that GOV.UK Notify would refuse, and why
}

// Envelope is what goes to one reader of a case.
type Envelope struct {
	Letters []pack.Posted
	Sheets  int // of paper, printed on both sides
}

// Without is a letter that isn't in a file.
type Without struct {
	Letter pack.Letter
	Why    string
}

func (e Envelope) first() pack.Posted { return e.Letters[0] }

// Print makes the files of a print run: letters.pdf with all letters on paper,
// for each envelope a sheet that says what goes into it and then its letters, each
// on sheets of its own, with a list of all in front; labels.pdf with the addresses
// of those by post; and for GOV.UK Notify the letters that it takes, and lists.
func Print(posts []pack.Posted, asOf dates.Date) (*Run, error) {
	r := &Run{}
	var mailed []pack.Posted
	for _, p := range posts {
		switch {
		case p.Mailed():
			mailed = append(mailed, p)
		case p.PDF == nil:
			return nil, fmt.Errorf("%s of %s has no PDF to print: make the pack with -f pdf", p.Path, p.Reference)
		default:
			r.put(p)
		}
	}
	if err := r.letters(asOf); err != nil {
		return nil, err
	}
	if err := r.labels(asOf); err != nil {
		return nil, err
	}
	r.notify(mailed)
	return r, nil
}

// put puts a letter into its reader's envelope. Two readers have never one, though
// they live together.
func (r *Run) put(p pack.Posted) {
	sheets := (p.Pages + 1) / 2
	for i := range r.Envelopes {
		e := &r.Envelopes[i]
		if o := e.first(); o.Reference == p.Reference && o.Recipient == p.Recipient && o.Way == p.Way && slices.Equal(o.Lines, p.Lines) {
			e.Letters = append(e.Letters, p)
			e.Sheets += sheets
			return
		}
	}
	r.Envelopes = append(r.Envelopes, Envelope{[]pack.Posted{p}, sheets})
}

func (r *Run) letters(asOf dates.Date) error {
	if len(r.Envelopes) == 0 {
		return nil
	}
	list := &doc.Table{Align: make([]doc.Align, 5), Header: row("Envelope", "Case", "To", "Letters", "Sheets")}
	var files [][]byte
	for i, e := range r.Envelopes {
		list.Rows = append(list.Rows, row(fmt.Sprint(i+1), e.first().Reference, string(e.first().Recipient)+", "+how(e.first().Way), e.numbers(), fmt.Sprint(e.Sheets)))
		b, err := form(asOf, "Envelope "+fmt.Sprint(i+1), e.says()...)
		if err != nil {
			return err
		}
		files = append(files, b)
		for _, l := range e.Letters {
			files = append(files, l.PDF)
		}
	}
	front, err := form(asOf, "Letters to send", sentence(fmt.Sprintf("%d envelopes. Print on both sides, flipped on the long edge. Before each envelope's letters "+
		"stands one sheet that says what goes in; it stays out of the envelope. Each letter begins on a new sheet.", len(r.Envelopes))), list)
	if err != nil {
		return err
	}
	joined, pages, err := render.Join(append([][]byte{front}, files...))
	if err != nil {
		return err
	}
	r.Files = append(r.Files, deliver.File{Path: "letters.pdf", Bytes: joined, Pages: pages})
	return nil
}

func (e Envelope) numbers() string {
	var out []string
	for _, l := range e.Letters {
		out = append(out, l.Number)
	}
	return strings.Join(out, ", ")
}

// says is what stands on the sheet before an envelope's letters. If it gets into
// the envelope, its reader learns nothing from it that the letter doesn't say.
func (e Envelope) says() []doc.Block {
	out := []doc.Block{sentence(strings.ToUpper(how(e.first().Way)[:1]) + how(e.first().Way)[1:] + ". Put in these letters, and not this sheet.")}
	t := &doc.Table{Align: make([]doc.Align, 3), Header: row("Letter", "Number in its foot", "Sheets")}
	for _, l := range e.Letters {
		t.Rows = append(t.Rows, row(l.Title, l.Number, fmt.Sprint((l.Pages+1)/2)))
	}
	return append(out, t)
}

// how is the way of a letter as it is said.
func how(way model.Word) string {
	switch way {
	case "hand":
		return "by hand"
	case "read_aloud":
		return "to be read aloud"
	}
	return "by " + spaced(way)
}

func spaced(w model.Word) string { return strings.ReplaceAll(string(w), "_", " ") }

// labels are the addresses of what goes by post, one an envelope.
func (r *Run) labels(asOf dates.Date) error {
	d := &doc.Doc{Meta: meta(asOf, "Address labels")}
	for _, e := range r.Envelopes {
		if e.first().Way == "post" && e.first().Address != nil {
			d.Blocks = append(d.Blocks, &doc.Div{Kind: doc.Address, Blocks: []doc.Block{e.first().Address}})
		}
	}
	if len(d.Blocks) == 0 {
		return nil
	}
	b, err := render.Labels(d)
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	r.Files = append(r.Files, deliver.File{Path: "labels.pdf", Bytes: b})
	return nil
}

func meta(asOf dates.Date, title string) doc.Meta {
	return doc.Meta{Title: title, Creator: "handover", Lang: "en-GB", Date: asOf.String(), Layout: doc.Form}
}

// form is a paper for whoever sends the letters.
func form(asOf dates.Date, title string, blocks ...doc.Block) ([]byte, error) {
	m := meta(asOf, title)
	m.Foot = asOf.Long()
	b, _, err := render.Finish(render.PDF, &doc.Doc{Meta: m, Blocks: append([]doc.Block{&doc.Heading{Level: 1, Inlines: text(title)}}, blocks...)}, render.Envelope{Subject: title})
	return b, err
}

func text(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }

func sentence(s string) *doc.Paragraph { return &doc.Paragraph{Inlines: text(s)} }

func row(cells ...string) []doc.Cell {
	var out []doc.Cell
	for _, c := range cells {
		out = append(out, doc.Cell{Lines: []doc.Line{{Inlines: text(c)}}})
	}
	return out
}

// notify makes what GOV.UK Notify takes: each letter by post as a file of its own,
// as it is (precompiled), and lists for templates of the council's: of letters,
// and of e-mails to those who get theirs by secure e-mail.
func (r *Run) notify(mailed []pack.Posted) {
	letters, emails := &notifyList{}, &notifyList{}
	letters.add(letterColumns()...)
	emails.add(emailColumns()...)
	for _, e := range r.Envelopes {
		for _, p := range e.Letters {
			if p.Way != "post" {
				continue
			}
			if why := refusedByNotify(p); why != "" {
				r.NotNotify = append(r.NotNotify, Without{p.Letter, why})
				continue
			}
			r.Files = append(r.Files, deliver.File{Path: "notify/" + p.Kind + "-" + p.Number + ".pdf", Bytes: p.PDF, Pages: p.Pages})
			if why := letters.add(letterRow(p)...); why != "" {
				r.NotNotify = append(r.NotNotify, Without{p.Letter, "isn't in the list: " + why})
			}
		}
	}
	for _, p := range mailed {
		if why := emails.add(p.Email, p.Number, p.Subject, p.Date.Long(), p.Words); why != "" {
			r.NotNotify = append(r.NotNotify, Without{p.Letter, "isn't in the list: " + why})
		}
	}
	for _, l := range []struct {
		name string
		*notifyList
	}{{"notify/letters.csv", letters}, {"notify/emails.csv", emails}} {
		if l.rows > 1 {
			r.Files = append(r.Files, deliver.File{Path: l.name, Bytes: bytes.Clone(l.out.Bytes())})
		}
	}
}
