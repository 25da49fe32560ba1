package tracker

import "handover/internal/deliver"

const manifestSchema = "handover.tracker/1"

// manifest adds what says which files there are, to be found again unchanged.
func (r *Register) manifest(b *book, p *Paper) error {
	type file struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
		Bytes  int    `json:"bytes"`
		Pages  int    `json:"pages,omitempty"`
	}
	hash, err := b.tracker.Paper.Hash()
	if err != nil {
		return err
	}
	m := struct {
		Schema   string `json:"schema"`
		Council  string `json:"council"`
		Version  string `json:"protocol_version"`
		Tracker  string `json:"tracker"`
		AsOf     string `json:"as_of"`
		Names    bool   `json:"names"`
		OneOnly  bool   `json:"for_one_reader"`
		Cases    int    `json:"cases"`
		LeftOut  int    `json:"left_out"`
		Program  string `json:"program"`
		Template string `json:"template"`
		Hash     string `json:"template_sha256"`
		Files    []file `json:"files"`
	}{manifestSchema, p.Council, b.set.Protocol.Version, p.Tracker, r.opt.AsOf.String(), r.opt.Names, r.opt.For != "", p.Cases, len(r.left),
		r.opt.Version, b.tracker.Paper.File, hash, nil}
	for _, f := range p.Files {
		m.Files = append(m.Files, file{f.Path, deliver.Sum(f.Bytes), len(f.Bytes), f.Pages})
	}
	out, err := deliver.Manifest(m)
	p.Files = append(p.Files, out)
	return err
}

// Files are those of a saved paper, by its manifest. The error is
// deliver.ErrNoFolder or deliver.ErrNoManifest, or that it can't be read.
func Files(dir string) ([]deliver.Listed, error) {
	var m struct {
		Files []struct {
			Path   string `json:"path"`
			SHA256 string `json:"sha256"`
		} `json:"files"`
	}
	if _, err := deliver.ReadManifest(dir, manifestSchema, &m); err != nil {
		return nil, err
	}
	var out []deliver.Listed
	for _, f := range m.Files {
		out = append(out, deliver.Listed{Path: f.Path, SHA256: f.SHA256})
	}
	return out, nil
}
