package pack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
)

// Posted is a letter of a saved pack with what stands on its envelope.
type Posted struct {
	Letter
	Title   string
	Date    dates.Date     // that stands on it
	Address *doc.Paragraph // as in the window of the letter, a line each
	Lines   []string       // the same
	Window  int            // how many lines they take there: more where one is too long
	Email   string         // where it goes by secure e-mail; "" else
	Subject string         // of that e-mail
	Words   string         // what it says, without the two blocks at its head
	PDF     []byte         // nil where there is none
	Pages   int
}

// ErrMadeOtherwise means that a pack was made by another protocol or other
// templates than those at hand, so that what it says can't be known.
var ErrMadeOtherwise = errors.New("made by other templates than those of now: make the pack again")

// Posts are the letters of a saved pack that go outside, with their envelopes,
// in the manifest's order. They are worked out again from the record, on the day
// on which the pack was made, and each has to say what the pack's says. Call
// Verify first.
func Posts(dir string, rec *model.Record, set *fill.Set, opt Options) ([]Posted, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	switch {
	case m.Protocol != sourceOf(set):
		return nil, fmt.Errorf("%s: %w", dir, ErrMadeOtherwise)
	case m.Draft:
		return nil, fmt.Errorf("%s holds drafts, which aren't sent", dir)
	}
	if opt.AsOf, err = dates.Parse(m.AsOf); err != nil {
		return nil, err
	}
	opt.Only, opt.To, opt.Draft, opt.Again = nil, nil, false, true
	plan, err := Choose(rec, set, opt)
	if err != nil {
		return nil, err
	}
	letters, err := Letters(dir)
	if err != nil {
		return nil, err
	}
	var out []Posted
	for _, l := range letters {
		if !l.Reader.Outside() {
			continue
		}
		p, err := plan.posted(dir, m, l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.Path, err)
		}
		out = append(out, p)
	}
	return out, nil
}

func (plan *Plan) posted(dir string, m manifest, l Letter) (Posted, error) {
	p := Posted{Letter: l, Date: plan.opt.AsOf}
	files := slices.DeleteFunc(slices.Clone(m.Files), func(f ManifestFile) bool {
		return f.Letter != l.Number || f.Recipient != l.Recipient || f.Kind != l.Kind || f.Child != l.Child
	})
	at := slices.IndexFunc(plan.Documents, func(d Planned) bool { return d.same(files[0]) })
	if at < 0 || plan.Documents[at].text() != files[0].Text {
		return p, errors.New("would say something else by the record of now: make the pack again")
	}
	d := &plan.Documents[at]
	p.Title, p.Lines, p.Email, p.Subject = d.Title, addressLines(d.doc), d.sent.To, d.sent.Subject
	var said []doc.Block
	for _, b := range d.doc.Blocks {
		div, ok := b.(*doc.Div)
		switch {
		case ok && div.Kind == doc.Address:
			p.Address, _ = div.Blocks[0].(*doc.Paragraph)
		case ok && div.Kind == doc.Sender:
		default:
			said = append(said, b)
		}
	}
	words, err := render.Write(render.Plain, &doc.Doc{Meta: d.doc.Meta, Blocks: said}, render.Envelope{})
	if err != nil {
		return p, err
	}
	p.Words = string(words)
	for _, f := range files {
		if f.Format != render.PDF {
			continue
		}
		if p.PDF, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil {
			return p, fmt.Errorf("%s can't be read: %w", f.Path, deliver.Cause(err))
		}
		if deliver.Sum(p.PDF) != f.SHA256 {
			return p, errors.New("was changed after it was made")
		}
		p.Pages = f.Pages
	}
	if p.Address != nil && d.doc.Meta.Layout == doc.Letter {
		p.Window, err = render.WindowLines(d.doc)
	}
	return p, err
}
