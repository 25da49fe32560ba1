package pack

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// settle takes out the letters that went and would say the same now, had they
// been made on the day they were; one that would say something else says so.
func (c *chooser) settle() error {
	went := c.rec.Went(c.opt.AsOf)
	if len(went) == 0 || c.opt.Again || c.opt.Draft || len(c.errs) > 0 {
		return nil
	}
	then := map[dates.Date]*Plan{}
	var left []Planned
	for _, d := range c.Documents {
		w := d.last(went)
		if w == nil {
			left = append(left, d)
			continue
		}
		said := "went on " + w.On.Long() + " (" + strings.ReplaceAll(string(w.How), "_", " ") + ")"
		same, err := c.saysTheSame(d, *w, then)
		switch {
		case err != nil:
			return err
		case same:
			c.Went = append(c.Went, NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: d.Recipient, Child: d.Child, Reasons: []string{said + ", and says the same: not made again"}})
			continue
		case w.Text == "":
			d.Warnings = append(d.Warnings, said+"; whether it said the same can't be known")
		default:
			d.Warnings = append(d.Warnings, said+", and says something else now")
		}
		left = append(left, d)
	}
	c.Documents = left
	return nil
}

// last is the last letter that went which is this document; nil if none is, or
// the document stays inside.
func (d *Planned) last(went []model.Went) *model.Went {
	if !d.Reader.Outside() {
		return nil
	}
	for i := range slices.Backward(went) {
		if w := &went[i]; w.Kind == d.Kind && w.To == d.Recipient && w.Child == d.Child {
			return w
		}
	}
	return nil
}

// saysTheSame says whether a document, made on the day on which the one that went
// was made, has the same words. then are the plans of those days.
func (c *chooser) saysTheSame(d Planned, w model.Went, then map[dates.Date]*Plan) (bool, error) {
	if w.Text == "" || w.Made.IsZero() {
		return false, nil
	}
	plan := then[w.Made]
	if plan == nil {
		opt := c.opt
		opt.AsOf, opt.Again = w.Made, true
		var err error
		if plan, err = Choose(c.rec, c.set, opt); err != nil {
			return false, err
		}
		then[w.Made] = plan
	}
	return slices.ContainsFunc(plan.Documents, func(x Planned) bool {
		return x.Kind == d.Kind && x.Recipient == d.Recipient && x.Child == d.Child && x.text() == w.Text
	}), nil
}
