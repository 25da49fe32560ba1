package pack

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
)

// Verified is what a saved pack is like now, against its manifest and the
// record. Paths are within the pack, in the manifest's order.
type Verified struct {
	Reference string    `json:"reference"`
	Files     int       `json:"files"`              // of the manifest
	Changed   []string  `json:"changed"`            // no longer what was made
	Accepted  []string  `json:"accepted,omitempty"` // changed, and somebody answers for it
	Missing   []string  `json:"missing"`
	Added     []string  `json:"added"`     // files that the manifest doesn't know
	Beside    []string  `json:"beside"`    // what other programs have left among the files, which does no harm
	Unread    []string  `json:"unread"`    // can't be read again, so that they could not be searched
	Discloses []Refused `json:"discloses"` // show, with the record as it is now, what their reader may not know
	// NotNow are letters that wouldn't be made today, with the reasons: their
	// reader may not be written to any more, or they are no longer asked for.
	NotNow []NotNow `json:"not_now"`
	// Otherwise are letters that would say something else, by the record as it is
	// now, had they been made on the day they were.
	Otherwise []string `json:"otherwise"`
	Made      string   `json:"-"` // the manifest's SHA-256 as the pack was made, whatever was accepted since
}

// NotNow is a letter of a saved pack that wouldn't be made today.
type NotNow struct {
	Path    string   `json:"path"` // of the letter, without extension
	Held    bool     `json:"held"` // it may not be sent; else it is only not asked for, or lacks something
	Reasons []string `json:"reasons"`
}

// Held says whether a letter of the pack may not be sent to its reader any more.
func (v Verified) Held() bool {
	return slices.ContainsFunc(v.NotNow, func(n NotNow) bool { return n.Held })
}

// Sound says whether the pack is as it was made and may be sent.
func (v Verified) Sound() bool {
	return len(v.Changed)+len(v.Missing)+len(v.Added)+len(v.Unread)+len(v.Discloses)+len(v.NotNow)+len(v.Otherwise) == 0
}

// Verify holds a saved pack against its manifest, and searches what goes
// outside, as it is now, for what its reader may not know by the record as it
// is now: a letter that was edited is named as changed and searched all the
// same, and a pack that was made before a restriction is found out. It also
// chooses again: a letter that wouldn't be made today is named, and one that
// would say something else.
func Verify(dir string, rec *model.Record, set *fill.Set, opt Options) (Verified, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return Verified{}, err
	}
	if m.Reference != rec.Reference {
		return Verified{}, fmt.Errorf("%s is the pack of another case", dir)
	}
	opt.Only, opt.To, opt.Again = nil, nil, true
	plan, err := Choose(rec, set, opt)
	if err != nil {
		return Verified{}, err
	}
	v, err := m.hold(dir, plan.verify)
	if err != nil {
		return v, err
	}
	plan.again(&v, m)
	return v, m.then(&v, plan)
}

// again names the letters of a pack that wouldn't be made today.
func (plan *Plan) again(v *Verified, m manifest) {
	last := ""
	for _, f := range m.Files {
		path := strings.TrimSuffix(f.Path, "."+string(f.Format))
		if !f.Audience.Outside() || path == last || !knows(plan.rec, f.Recipient) {
			continue
		}
		last = path
		if slices.ContainsFunc(plan.Documents, func(d Planned) bool { return d.same(f) }) {
			continue
		}
		n := NotNow{Path: path}
		of := func(all []NotMade) {
			for _, x := range all {
				if x.Kind == f.Kind && x.Recipient == f.Recipient && x.Child == f.Child {
					n.Reasons = append(n.Reasons, x.Reasons...)
				}
			}
		}
		of(plan.NotMade)
		of(plan.NotTold)
		meant := false
		for _, r := range plan.Recipients {
			if r.ID == f.Recipient && r.Child == f.Child {
				meant = true
				for _, why := range r.Held {
					n.Held = true
					if !slices.Contains(n.Reasons, why) {
						n.Reasons = append(n.Reasons, why)
					}
				}
			}
		}
		if !meant {
			n.Held, n.Reasons = true, append(n.Reasons, "the record no longer has this letter's reader among those to be told")
		}
		if len(n.Reasons) == 0 {
			n.Reasons = []string{"the protocol doesn't ask for it as the record stands now"}
		}
		v.NotNow = append(v.NotNow, n)
	}
}

// same says whether a document is that of a file of a manifest, whatever the
// file is called.
func (d *Planned) same(f ManifestFile) bool {
	return d.Kind == f.Kind && d.Recipient == f.Recipient && d.Child == f.Child
}

// then names the letters that would say something else had they been made, by
// the record of now, on the day they were made. Where the protocol or its
// templates are no longer those of the pack, nothing can be said of that.
func (m manifest) then(v *Verified, now *Plan) error {
	day, err := dates.Parse(m.AsOf)
	if err != nil || m.Case == deliver.Sum(now.opt.Source) || m.Protocol != sourceOf(now.set) {
		return nil
	}
	opt := now.opt
	opt.AsOf, opt.Draft, opt.Again = day, m.Draft, true
	plan, err := Choose(now.rec, now.set, opt)
	if err != nil {
		return err
	}
	last := ""
	for _, f := range m.Files {
		path := strings.TrimSuffix(f.Path, "."+string(f.Format))
		if f.Text == "" || path == last {
			continue
		}
		last = path
		for i := range plan.Documents {
			if d := &plan.Documents[i]; d.same(f) && d.text() != f.Text {
				v.Otherwise = append(v.Otherwise, path)
			}
		}
	}
	return nil
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
func (m manifest) hold(dir string, outside func(*Verified, ManifestFile, []byte)) (Verified, error) {
	v := Verified{Reference: m.Reference, Files: len(m.Files), Unread: []string{}, Discloses: []Refused{}, NotNow: []NotNow{}, Otherwise: []string{}}
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
	for _, f := range m.Files {
		if len(f.Accepted) > 0 && !slices.Contains(v.Changed, f.Path) {
			v.Accepted = append(v.Accepted, f.Path)
		}
	}
	if err != nil {
		return v, err
	}
	made, err := deliver.Manifest(m.asMade())
	v.Made = deliver.Sum(made.Bytes)
	return v, err
}

// verify searches one file that goes outside.
func (plan *Plan) verify(v *Verified, f ManifestFile, b []byte) {
	c, err := render.Read(f.Format, b)
	if err != nil || !knows(plan.rec, f.Recipient) {
		v.Unread = append(v.Unread, f.Path)
		return
	}
	of := &Planned{Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Path: strings.TrimSuffix(f.Path, "."+string(f.Format)), doc: &doc.Doc{}}
	for i := range plan.Documents {
		if plan.Documents[i].same(f) {
			of.doc = plan.Documents[i].doc // for the recipient's address as the record has it now
		}
	}
	j := &job{of: of, format: f.Format, file: deliver.File{Path: f.Path, Bytes: b}, search: plan.search(of), letterhead: plan.letterhead()}
	for _, x := range f.Cleared {
		if deliver.Sum(b) == f.SHA256 && len(f.Accepted) == 0 { // what was cleared are the words that were made
			j.clear = append(j.clear, Clearance{Text: f.Text, Field: x.Field, What: x.What, By: x.By, Reason: x.Reason})
		}
	}
	j.disclose(c)
	if len(j.shows) > 0 {
		v.Discloses = append(v.Discloses, Refused{Path: f.Path, Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Format: f.Format,
			Text: f.Text, Fields: j.shows, Cleared: j.cleared})
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
