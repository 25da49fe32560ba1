package pack

import (
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
)

// Stood is what a saved pack holds, by its manifest.
type Stood struct {
	Documents []Planned // without title
	NotMade   []NotMade
	Refused   []Refused
	Manifest  string // SHA-256 of manifest.json
}

// Stands says whether the pack of a case stands in its place in dir already,
// exactly as it would be made now: its files are those of its manifest, and the
// record, the protocol with its templates, the program, Word's styles and the
// day are the same. Formats, kinds and recipients aren't looked at.
func Stands(dir, reference string, set *fill.Set, opt Options) (Stood, bool, error) {
	place := deliver.Place(dir, reference)
	m, src, err := readManifest(place)
	if err != nil || m.Reference != reference || m.AsOf != opt.AsOf.String() || m.Draft != opt.Draft || m.Case != deliver.Sum(opt.Source) || m.Protocol != sourceOf(set) || m.Program != opt.Version || m.Styles != opt.Styles() {
		return Stood{}, false, nil // no pack, or another
	}
	now, err := m.hold(place, nil)
	if err != nil || !now.Sound() {
		return Stood{}, false, err
	}
	s := Stood{NotMade: m.NotMade, Refused: m.Refused, Manifest: deliver.Sum(src)}
	last := ""
	for _, f := range m.Files {
		path := strings.TrimSuffix(f.Path, "."+string(f.Format))
		if f.Kind == set.CheckSheet.Kind || f.Kind == indexKind {
			continue
		}
		if path != last {
			s.Documents = append(s.Documents, Planned{Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Path: path, Gaps: f.Gaps, Warnings: f.Warnings, Template: f.Template, Hash: f.Hash})
			last = path
		}
		d := &s.Documents[len(s.Documents)-1]
		d.Formats = append(d.Formats, f.Format)
	}
	return s, true, nil
}
