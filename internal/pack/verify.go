package pack

import (
	"fmt"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/render"
	"handover/render/doc"
)

// Verified is what a saved pack is like now, against its manifest and the
// record. Paths are within the pack, in the manifest's order.
type Verified struct {
	Reference string    `json:"reference"`
	Files     int       `json:"files"`   // of the manifest
	Changed   []string  `json:"changed"` // no longer what was made
	Missing   []string  `json:"missing"`
	Added     []string  `json:"added"`     // files that the manifest doesn't know
	Beside    []string  `json:"beside"`    // what other programs have left among the files, which does no harm
	Unread    []string  `json:"unread"`    // can't be read again, so that they could not be searched
	Discloses []Refused `json:"discloses"` // show, with the record as it is now, what their reader may not know
}

// Sound says whether the pack is as it was made and may be sent.
func (v Verified) Sound() bool {
	return len(v.Changed)+len(v.Missing)+len(v.Added)+len(v.Unread)+len(v.Discloses) == 0
}

// Verify holds a saved pack against its manifest, and searches what goes
// outside, as it is now, for what its reader may not know by the record as it
// is now: a letter that was edited is named as changed and searched all the
// same, and a pack that was made before a restriction is found out.
func Verify(dir string, rec *model.Record, set *fill.Set, opt Options) (Verified, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return Verified{}, err
	}
	if m.Reference != rec.Reference {
		return Verified{}, fmt.Errorf("%s is the pack of another case", dir)
	}
	plan, err := Choose(rec, set, opt)
	if err != nil {
		return Verified{}, err
	}
	return m.hold(dir, plan.verify)
}

// VerifyFiles holds a saved pack against its manifest, and searches nothing.
// manifest is the SHA-256 of the manifest itself, as it is now.
func VerifyFiles(dir string) (v Verified, manifest string, err error) {
	m, src, err := readManifest(dir)
	if err != nil {
		return Verified{}, "", err
	}
	v, err = m.hold(dir, nil)
	return v, deliver.Sum(src), err
}

// readManifest reads the manifest of a saved pack.
func readManifest(dir string) (m manifest, src []byte, err error) {
	src, err = deliver.ReadManifest(dir, manifestSchema, &m)
	return m, src, err
}

// hold holds a pack's files against its manifest; outside, if not nil, looks at
// each that goes outside.
func (m manifest) hold(dir string, outside func(*Verified, manifestFile, []byte)) (Verified, error) {
	v := Verified{Reference: m.Reference, Files: len(m.Files), Unread: []string{}, Discloses: []Refused{}}
	listed := make([]deliver.Listed, len(m.Files))
	for i, f := range m.Files {
		listed[i] = deliver.Listed{Path: f.Path, SHA256: f.SHA256}
	}
	d, err := deliver.Hold(dir, listed, func(i int, b []byte) {
		if f := m.Files[i]; f.Audience.Outside() && outside != nil {
			outside(&v, f, b)
		}
	})
	v.Changed, v.Missing, v.Added, v.Beside = d.Changed, d.Missing, d.Added, d.Beside
	return v, err
}

// verify searches one file that goes outside.
func (plan *Plan) verify(v *Verified, f manifestFile, b []byte) {
	c, err := render.Read(f.Format, b)
	if err != nil || !knows(plan.rec, f.Recipient) {
		v.Unread = append(v.Unread, f.Path)
		return
	}
	of := &Planned{Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Path: strings.TrimSuffix(f.Path, "."+string(f.Format)), doc: &doc.Doc{}}
	for i := range plan.Documents {
		if plan.Documents[i].Path == of.Path {
			of.doc = plan.Documents[i].doc // for the recipient's address as the record has it now
		}
	}
	j := &job{of: of, format: f.Format, file: deliver.File{Path: f.Path, Bytes: b}, search: plan.search(of), letterhead: plan.letterhead()}
	for _, x := range f.Cleared {
		j.clear = append(j.clear, Clearance{SHA256: f.SHA256, Field: x.Field, What: x.What, By: x.By, Reason: x.Reason})
	}
	j.disclose(c)
	if len(j.shows) > 0 {
		v.Discloses = append(v.Discloses, Refused{Path: f.Path, Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Format: f.Format,
			SHA256: deliver.Sum(b), Fields: j.shows, Cleared: j.cleared})
	}
}

// knows says whether the record still has whoever a letter went to.
func knows(rec *model.Record, id model.ID) bool {
	return rec.Child(id) != nil || rec.Person(id) != nil || rec.Professional(id) != nil || rec.Authority(id) != nil
}

// Of is the reference of the case whose pack stands in a folder. The error is
// deliver.ErrNoFolder or deliver.ErrNoManifest, or that it can't be read.
func Of(dir string) (reference string, err error) {
	m, _, err := readManifest(dir)
	return m.Reference, err
}
