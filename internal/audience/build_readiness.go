package audience

import (
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/model"
)

func (b *builder) readiness(v *Internal, child *model.Child, ready protocol.Readiness) {
	concerns := func(id model.ID) bool { return child == nil || id == "" || id == child.ID }
	v.Checklist, v.Missing, v.Discrepancies = []CheckItem{}, []CheckItem{}, []CheckItem{}
	for i := range ready.Items {
		it := &ready.Items[i]
		if !concerns(it.Child) {
			continue
		}
		c := b.checkItem(it)
		v.Checklist = append(v.Checklist, c)
		if it.Status == protocol.Missing || it.Status == protocol.NotAudited {
			v.Missing = append(v.Missing, c)
		}
		if it.Discrepancy {
			v.Discrepancies = append(v.Discrepancies, c)
		}
	}
	v.Deadlines, v.Late = []Deadline{}, []Deadline{}
	for _, d := range ready.Deadlines {
		if !concerns(d.Child) {
			continue
		}
		x := Deadline{Label: &Fact{text: capital(d.Label), code: d.ID}, Child: b.namedFor(d.Child), Rule: Worked(d.Rule), Says: Worked(capital(d.Says)), Working: Worked(d.Working),
			Why: Worked(d.Why), Rows: Worked(strings.Join(d.Rows, ", ")), Assumption: Worked(d.Assumption), Late: d.State == protocol.Late}
		v.Deadlines = append(v.Deadlines, x)
		if x.Late {
			v.Late = append(v.Late, x)
		}
	}
	if w := b.window(child, ready.Deadlines); w != nil {
		v.Window = &Drawing{w}
	}
	v.Rules = []Rule{}
	said := Where(b.rec, b.proto, b.asOf)
	for _, r := range ready.Rules {
		if concerns(r.Child) {
			var lacks []string
			for _, path := range r.NotRecorded {
				lacks = append(lacks, said(path))
			}
			v.Rules = append(v.Rules, Rule{Text: Worked(r.Text), Child: b.namedFor(r.Child), Why: Worked(r.Why), Rows: Worked(strings.Join(r.Rows, ", ")),
				Assumption: Worked(r.Assumption), NotRecorded: Worked(strings.Join(lacks, "; "))})
		}
	}
	var stops, items []string
	for _, s := range ready.Stopped {
		of := len(s.Items) == 0 // of this child
		for _, it := range ready.Items {
			if it.Missing && concerns(it.Child) && slices.Contains(s.Items, it.Text) {
				of = true
				if !slices.Contains(items, it.Text) {
					items = append(items, it.Text)
					v.StoppedBy = append(v.StoppedBy, Worked(it.Text))
				}
			}
		}
		if of {
			stops = append(stops, "Stops the "+s.What+": "+s.Why)
		}
	}
	if len(stops) > 0 {
		v.Stopped = Worked(strings.Join(stops, ". "))
	}
}

// named is the name of whoever has an id that stands in no field of its own.
func (b *builder) named(id model.ID) *Fact {
	r := b.rec
	var at any
	switch c, p, w, x := r.Child(id), r.Person(id), r.Worker(id), r.Professional(id); {
	case c != nil:
		at = c
	case p != nil:
		at = &p.Name
	case w != nil:
		at = &w.Name
	case x != nil:
		at = &x.Name
	}
	return b.fact(b.called(id), r.PathOf(at))
}

// namedFor is the child that a line is for, and nothing where the whole
// document is about that child.
func (b *builder) namedFor(id model.ID) *Fact {
	if b.about != nil && id == b.about.ID {
		return nil
	}
	return b.named(id)
}

func (b *builder) checkItem(it *protocol.ItemState) CheckItem {
	c := CheckItem{At: At{unaudited(it.ID, it.Child)}}
	if it.File >= 0 {
		b.project(&c, &b.rec.File[it.File], b.at(&b.rec.File[it.File], "file"))
	}
	c.Item, c.List, c.Child, c.Why, c.Says, c.Discrepancy = Worked(it.Text), listed(it.List), b.namedFor(it.Child), Worked(it.Why), Worked(capital(it.Says)), it.Discrepancy
	return c
}

// listed is the list that an item stands on, for templates to tell lists apart.
func listed(list string) *Fact {
	if list == "" {
		return nil
	}
	return &Fact{text: words(list), code: list}
}

func (b *builder) titles() Titles {
	t := b.proto.Titles
	return Titles{CurrentWorker: Worked(t.CurrentWorker), ReceivingWorker: Worked(t.ReceivingWorker), TransferringManager: Worked(t.TransferringManager),
		ReceivingManager: Worked(t.ReceivingManager), Chair: Worked(t.Chair), Administrator: Worked(t.Administrator)}
}

// signatures are the lines to sign on. Where a worker has left, the line is
// that of whoever signs instead.
func (b *builder) signatures(signs []protocol.Signature) []Signature {
	var out []Signature
	for _, s := range signs {
		out = append(out, Signature{Role: Worked(s.Title), Name: b.named(s.Worker), What: Worked(s.Label)})
	}
	return out
}
