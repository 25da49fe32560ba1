package pack

import (
	"strings"

	"handover/internal/audience"
	"handover/model"
	"handover/render/doc"
	"handover/render/markup"
)

// checkSheet is the page that whoever sends the letters goes through, or nil
// if the pack has no letters, made or not.
func checkSheet(plan *Plan, notMade []NotMade, pages map[string]int) (*Planned, error) {
	var lines []audience.SheetLine
	for _, d := range plan.Documents {
		if d.Reader.Outside() {
			title := d.Title
			if d.Large {
				title += " (large print)"
			}
			lines = append(lines, audience.SheetLine{Recipient: d.Recipient, Child: d.Child, Title: title, Letter: d.Letter,
				Address: strings.Join(addressLines(d.doc), ", "), Folder: d.Path[:strings.LastIndexByte(d.Path, '/')], Warnings: strings.Join(d.Warnings, "; "), Pages: pages[d.Path], Encloses: d.encloses})
		}
	}
	for _, n := range notMade {
		if n.Reader.Outside() {
			title := plan.title(n)
			if n.Format != "" {
				title += " (" + string(n.Format) + ")"
			}
			lines = append(lines, audience.SheetLine{Recipient: n.Recipient, Child: n.Child, Title: title, Reason: strings.Join(n.Reasons, "; ")})
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	t := plan.set.CheckSheet
	filled, err := t.Fill(audience.NewCheckSheet(plan.rec, plan.set.Protocol, plan.opt.AsOf, lines), audience.Missing(plan.rec, model.ReaderSender), audience.Where(plan.rec, plan.set.Protocol, plan.opt.AsOf))
	if err != nil {
		return nil, err
	}
	tree, err := markup.Parse(filled.Source, doc.Meta{
		Title: t.Title, Creator: plan.set.Protocol.Title, Lang: "en-GB", Date: plan.opt.AsOf.String(), Layout: t.Layout, Landscape: t.Orientation == "landscape",
		Draft: plan.opt.Draft, Large: plan.opt.Large, Reference: plan.opt.Reference, Head: plan.rec.ProtectiveMarking(), Foot: plan.Reference + " · as of " + plan.opt.AsOf.Long(),
	})
	if err != nil {
		return nil, err
	}
	return &Planned{Kind: t.Kind, Title: t.Title, Reader: model.ReaderSender, Path: t.Kind, Formats: plan.opt.Formats, Gaps: filled.Gaps,
		Template: t.File, Hash: filled.Hash, doc: tree}, nil
}

// title is that of a letter that was not made.
func (plan *Plan) title(n NotMade) string {
	for _, d := range plan.set.Documents {
		if d.Kind == n.Kind && d.Reader == n.Reader {
			return d.Template.Title
		}
	}
	if n.Kind == "letter" {
		return "A letter"
	}
	return n.Kind
}

// addressLines is the address block of a letter.
func addressLines(d *doc.Doc) []string {
	for _, b := range d.Blocks {
		div, ok := b.(*doc.Div)
		if !ok || div.Kind != doc.Address {
			continue
		}
		var lines []string
		for _, in := range div.Blocks {
			if p, ok := in.(*doc.Paragraph); ok {
				for _, n := range p.Inlines {
					if t, ok := n.(*doc.Text); ok {
						lines = append(lines, t.Text)
					}
				}
			}
		}
		return lines
	}
	return nil
}
