package app

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"handover/internal/pack"
)

// Touched is a document or letter that differs between two records of a case.
type Touched struct {
	Path string // within the pack, without extension
	How  string // "changed", "made now", "no longer made"
}

// Touched are the documents and letters that differ between the packs of two
// records. Nothing is written.
func (d *Desk) Touched(ctx context.Context, a, b *Case) ([]Touched, error) {
	var papers [2]map[string][]byte
	for i, c := range []*Case{a, b} {
		if err := d.choose(ctx, c); err != nil {
			return nil, err
		}
		k, err := pack.Build(c.Plan)
		if err != nil {
			return nil, err
		}
		papers[i] = map[string][]byte{}
		for _, f := range k.Files {
			path, isText := strings.CutSuffix(f.Path, ".md")
			n := slices.IndexFunc(k.Documents, func(x pack.Planned) bool { return x.Path == path })
			if !isText || n < 0 {
				continue // the manifest, and the check sheet, which changes with them
			}
			text := f.Bytes
			if number := k.Documents[n].Letter; number != "" {
				text = bytes.ReplaceAll(text, []byte(number), nil) // it is another for every record
			}
			papers[i][path] = text
		}
	}
	var out []Touched
	for path, text := range papers[0] {
		if now, made := papers[1][path]; !made {
			out = append(out, Touched{path, "no longer made"})
		} else if !bytes.Equal(text, now) {
			out = append(out, Touched{path, "changed"})
		}
	}
	for path := range papers[1] {
		if papers[0][path] == nil {
			out = append(out, Touched{path, "made now"})
		}
	}
	slices.SortFunc(out, func(x, y Touched) int { return strings.Compare(x.Path, y.Path) })
	return out, nil
}
