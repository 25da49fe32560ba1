package pack

import (
	"slices"
	"strings"

	"handover/model"
	"handover/render"
	"handover/render/doc"
)

// indexKind is what the manifest calls the page that a pack is opened with.
const indexKind = "index"

// index is the page for the worker alone: every file by its reader's name, what
// to do with it, in order.
func (plan *Plan) index(jobs []*job, k *Pack) Planned {
	x := indexing{plan: plan}
	x.add(&doc.Heading{Level: 1, Inlines: words("The pack of " + plan.Reference)},
		&doc.Paragraph{Inlines: words("For the worker of the case alone: it doesn't go out. As of " + plan.opt.AsOf.Long() + ".")})
	x.letters(jobs)
	x.papers(jobs)
	x.away(k)
	tree := &doc.Doc{Meta: doc.Meta{Title: "The pack of " + plan.Reference, Creator: plan.set.Protocol.Title, Lang: "en-GB", Date: plan.opt.AsOf.String(), Layout: doc.Form,
		Draft: plan.opt.Draft, Large: plan.opt.Large, Head: plan.rec.ProtectiveMarking(), Foot: plan.Reference + " · as of " + plan.opt.AsOf.Long()}, Blocks: x.blocks}
	return Planned{Kind: indexKind, Title: "Index", Reader: model.ReaderSender, Path: indexKind, Formats: []render.Format{render.HTML}, doc: tree}
}

// indexing is an index in work.
type indexing struct {
	plan   *Plan
	blocks []doc.Block
	step   int
}

func (x *indexing) add(b ...doc.Block) { x.blocks = append(x.blocks, b...) }

func words(text string) []doc.Inline { return []doc.Inline{&doc.Text{Text: text}} }

func cellOf(in ...doc.Inline) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: in}}} }

// head is the heading of the next step.
func (x *indexing) head(what string) {
	x.step++
	x.add(&doc.Heading{Level: 2, Inlines: words(string(rune('0'+x.step)) + ". " + what)})
}

func table(heads ...string) *doc.Table {
	t := &doc.Table{}
	for _, h := range heads {
		t.Align = append(t.Align, doc.Left)
		t.Header = append(t.Header, cellOf(words(h)...))
	}
	return t
}

// files are links to a document's files.
func files(jobs []*job, of *Planned) doc.Cell {
	var in []doc.Inline
	for _, j := range jobs {
		if j.of.Path != of.Path || j.refused != nil {
			continue
		}
		if len(in) > 0 {
			in = append(in, &doc.Text{Text: " · "})
		}
		in = append(in, &doc.Link{To: j.file.Path, Inlines: words(strings.ToUpper(string(j.format)))})
	}
	if len(in) == 0 {
		in = words("none")
	}
	return cellOf(in...)
}

// documentsOf are the documents of jobs, each once, in their order.
func documentsOf(jobs []*job, which func(*Planned) bool) []*Planned {
	var out []*Planned
	for _, j := range jobs {
		if which(j.of) && !slices.ContainsFunc(out, func(d *Planned) bool { return d.Path == j.of.Path }) {
			out = append(out, j.of)
		}
	}
	return out
}

// ways are how letters go, as a thing to do.
var ways = map[model.Word]string{"post": "Print, sign and post", "hand": "Print, sign and give by hand", "secure_email": "Send as the e-mail beside it, by secure e-mail",
	"email": "Send as the e-mail beside it"}

// letters are the check sheet, and what goes out.
func (x *indexing) letters(jobs []*job) {
	for _, d := range documentsOf(jobs, func(d *Planned) bool { return d.Reader == model.ReaderSender }) {
		x.head("Go through the check sheet")
		x.add(&doc.Paragraph{Inlines: append(words("It holds each letter's address against the record, and is signed before anything goes: "), files(jobs, d).Lines[0].Inlines...)})
	}
	out := documentsOf(jobs, func(d *Planned) bool { return d.Reader.Outside() })
	if len(out) == 0 {
		return
	}
	x.head("Read and send the letters")
	t := table("To", "Letter", "What to do", "Open")
	for _, d := range out {
		do := ways[d.Way]
		if do == "" {
			do = "Read, and send as the check sheet says"
		}
		if len(d.Warnings) > 0 {
			do += ". First see to what the check sheet warns of"
		}
		t.Rows = append(t.Rows, []doc.Cell{cellOf(&doc.Strong{Inlines: words(x.plan.rec.NameOf(d.Recipient))}), cellOf(words(x.about(d))...), cellOf(words(do)...), files(jobs, d)})
	}
	x.add(t)
}

// about is a document's title, with the child that it is of.
func (x *indexing) about(d *Planned) string {
	if d.Child == "" || d.Child == d.Recipient {
		return d.Title
	}
	return d.Title + ", of " + x.plan.rec.NameOf(d.Child)
}

// papers are what stays inside.
func (x *indexing) papers(jobs []*job) {
	inside := documentsOf(jobs, func(d *Planned) bool { return !d.Reader.Outside() && d.Reader != model.ReaderSender })
	if len(inside) == 0 {
		return
	}
	x.head("Read the papers of the case, and put them on file")
	t := table("Paper", "What to do", "Open")
	for _, d := range inside {
		do := "Read, sign where it asks for it, and file"
		if d.Recipient != "" {
			do = "Give to " + x.plan.rec.NameOf(d.Recipient)
		}
		if slices.Contains(d.Formats, render.Plain) {
			do = "Paste into the record system, or send"
		}
		t.Rows = append(t.Rows, []doc.Cell{cellOf(&doc.Strong{Inlines: words(x.about(d))}), cellOf(words(do)...), files(jobs, d)})
	}
	x.add(t)
}

// away are what was not made, and why it may be told otherwise.
func (x *indexing) away(k *Pack) {
	lines := &doc.List{}
	for _, n := range slices.Concat(k.NotMade, x.plan.NotTold, Unsent(k.Refused)) {
		what := x.plan.title(n)
		if n.Recipient != "" {
			what += " to " + x.plan.rec.NameOf(n.Recipient)
		}
		lines.Items = append(lines.Items, doc.Item{Blocks: []doc.Block{&doc.Paragraph{Inlines: []doc.Inline{&doc.Strong{Inlines: words(what)}, &doc.Text{Text: ": " + strings.Join(n.Reasons, "; ")}}}}})
	}
	if len(lines.Items) > 0 {
		x.head("See to what was not made")
		x.add(lines)
	}
	x.told()
}

// told are those who are to be told and get no letter now, a line each.
func (x *indexing) told() {
	lines := &doc.List{}
	for _, n := range x.plan.NoLetter {
		who := x.plan.rec.NameOf(n.Recipient)
		if n.Child != n.Recipient {
			who += ", about " + x.plan.rec.NameOf(n.Child)
		}
		lines.Items = append(lines.Items, doc.Item{Blocks: []doc.Block{&doc.Paragraph{Inlines: []doc.Inline{&doc.Strong{Inlines: words(who)}, &doc.Text{Text: ": " + strings.Join(n.Reasons, "; ")}}}}})
	}
	if len(lines.Items) > 0 {
		x.head("See to those who are told without a letter")
		x.add(lines)
	}
}
