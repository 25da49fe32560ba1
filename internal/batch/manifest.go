package batch

import (
	"encoding/json"
	"errors"
	"path/filepath"

	"handover/internal/deliver"
)

const manifestSchema = "handover.batch-manifest/1"

// Manifest is what batch-manifest.json holds: every pack of a batch whose
// cases have all been read.
type Manifest struct {
	Schema    string     `json:"schema"`
	AsOf      string     `json:"as_of"`
	Part      string     `json:"part,omitempty"` // "3/8"
	Packs     []Packed   `json:"packs"`          // in the order in which the cases were read
	Failed    int        `json:"failed"`         // cases of which there is none
	Shared    []Shared   `json:"shared"`
	Disagreed []Disagree `json:"disagreed"`
}

// Packed is one pack.
type Packed struct {
	Reference string `json:"reference"`
	Path      string `json:"path"`   // the folder's name
	SHA256    string `json:"sha256"` // of its manifest.json
}

// manifest writes the file while the batch goes on, a pack a line, so that they
// needn't be kept.
type manifest struct {
	*deliver.Spool
	some bool
}

func newManifest(dir string, part Part, s State) (*manifest, error) {
	out, err := deliver.NewSpool(dir, part.file("batch-manifest", ".json"))
	if err != nil {
		return nil, err
	}
	m := &manifest{Spool: out}
	err = errors.Join(m.put("{\n  \"schema\": ", manifestSchema), m.put(",\n  \"as_of\": ", s.AsOf))
	if s.Part != "" {
		err = errors.Join(err, m.put(",\n  \"part\": ", s.Part))
	}
	return m, err
}

// put writes a value after what comes before it.
func (m *manifest) put(before string, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		_, err = m.WriteString(before + string(b))
	}
	if err != nil {
		return m.Cant(err)
	}
	return nil
}

func (m *manifest) add(o Outcome) error {
	before := ",\n    "
	if !m.some {
		before, m.some = ",\n  \"packs\": [\n    ", true
	}
	return m.put(before, Packed{o.Reference, filepath.Base(o.Pack), o.Manifest})
}

func (m *manifest) commit(r Result) error {
	end := "\n  ],\n  \"failed\": "
	if !m.some {
		end = ",\n  \"packs\": [],\n  \"failed\": "
	}
	err := errors.Join(m.put(end, r.Failed), m.put(",\n  \"shared\": ", r.Shared), m.put(",\n  \"disagreed\": ", r.Disagreed))
	if _, e := m.WriteString("\n}\n"); err == nil && e != nil {
		err = m.Cant(e)
	}
	if err != nil {
		return errors.Join(err, m.Drop())
	}
	return m.Spool.Commit()
}
