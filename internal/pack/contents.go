package pack

import (
	"handover/internal/deliver"
)

// Contents are what a saved pack holds, by its manifest.
type Contents struct {
	Reference string
	AsOf      string // YYYY-MM-DD
	Draft     bool
	Case      string // SHA-256 of the record that it was made of
	Manifest  string // SHA-256 of manifest.json
	Files     []ManifestFile
	NotMade   []NotMade
	NotTold   []NotMade
	Refused   []Refused
}

// Read reads the manifest of a saved pack. The files themselves aren't looked at:
// VerifyFiles does that. The error is deliver.ErrNoFolder or
// deliver.ErrNoManifest, or that it can't be read.
func Read(dir string) (Contents, error) {
	m, src, err := readManifest(dir)
	return Contents{Reference: m.Reference, AsOf: m.AsOf, Draft: m.Draft, Case: m.Case, Manifest: deliver.Sum(src),
		Files: m.Files, NotMade: m.NotMade, NotTold: m.NotTold, Refused: m.Refused}, err
}
