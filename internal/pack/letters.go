package pack

import (
	"path"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// Letter is what a saved pack has for one reader to get, by its manifest.
type Letter struct {
	Reference string       `json:"reference"`
	Path      string       `json:"path"`             // within the pack, without ending; the same each time that the pack is made
	Number    string       `json:"letter,omitempty"` // in the foot of each page; "" of a notice inside
	Kind      string       `json:"kind"`
	Reader    model.Reader `json:"audience"`
	Recipient model.ID     `json:"recipient"`
	Child     model.ID     `json:"child,omitempty"`
	Way       model.Word   `json:"way"`                   // how it is to go
	File      string       `json:"file"`                  // what goes: the draft of an e-mail, or else the letter
	SHA256    string       `json:"sha256"`                // of that file
	Text      string       `json:"text_sha256,omitempty"` // of its words
	Made      dates.Date   `json:"made"`                  // the day that stands on it
}

// Mailed says whether it goes as an e-mail, of which there is a draft.
func (l Letter) Mailed() bool { return path.Ext(l.File) == "."+string(render.EML) }

// Letters are what a saved pack has to be sent, in the manifest's order.
func Letters(dir string) ([]Letter, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	made, err := dates.Parse(m.AsOf)
	if err != nil {
		return nil, err
	}
	var out []Letter
	for _, f := range m.Files {
		if f.Way == "" {
			continue
		}
		at := strings.TrimSuffix(f.Path, "."+string(f.Format))
		if n := len(out); n == 0 || out[n-1].Path != at {
			out = append(out, Letter{Reference: m.Reference, Path: at, Number: f.Letter, Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Way: f.Way, Text: f.Text, Made: made})
		}
		if l := &out[len(out)-1]; l.File == "" || f.Format == render.EML {
			l.File, l.SHA256 = f.Path, f.SHA256
		}
	}
	return out, nil
}
