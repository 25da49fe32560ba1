package mail

import (
	"path/filepath"
	"slices"

	"handover/internal/pack"
	"handover/model"
)

// Gone are the letters that went by the register of a folder of packs, by the
// reference of their case, in the order in which they went. cut are the lines that
// can't be read.
func Gone(packs string) (went map[string][]model.Went, cut []Cut, err error) {
	r, err := readRegister(filepath.Join(packs, registerName))
	if err != nil {
		return nil, nil, err
	}
	went = map[string][]model.Went{}
	for _, e := range r.entries {
		if e.Outcome == Sent {
			went[e.Reference] = append(went[e.Reference], model.Went{Kind: e.Kind, To: e.Recipient, Child: e.Child, On: e.On, By: e.By, How: e.How, Text: e.Text, Made: e.Made})
		}
	}
	return went, r.cut, nil
}

// gone are the letters of a pack's case that went and are no longer in the pack:
// they weren't made again, since they would say the same.
func (r register) gone(dir string, letters []pack.Letter) ([]Item, error) {
	if len(r.entries) == 0 {
		return nil, nil
	}
	reference, err := pack.Of(dir)
	if err != nil {
		return nil, err
	}
	var out []Item
	for i := range r.entries {
		e := &r.entries[i]
		if e.Outcome != Sent || e.Reference != reference || slices.ContainsFunc(letters, func(l pack.Letter) bool { return l.Path == e.Path }) ||
			slices.ContainsFunc(out, func(x Item) bool { return x.Path == e.Path }) {
			continue
		}
		x := Item{Pack: dir, Letter: pack.Letter{Reference: e.Reference, Path: e.Path, Number: e.Number, Kind: e.Kind, Recipient: e.Recipient, Child: e.Child, Way: e.How,
			SHA256: e.SHA256, Text: e.Text, Made: e.Made}}
		x.State, x.Last = r.of(x.Letter)
		out = append(out, x)
	}
	return out, nil
}
