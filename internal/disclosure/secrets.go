package disclosure

import (
	"cmp"
	"slices"
)

// Secret is a field that a reader may not know. It never holds the value.
type Secret struct {
	Path       string
	What       What
	Restricted bool // by a restriction
}

// Secrets are the fields that are searched for, in order, each once: for
// whoever works on the case.
func (s *Search) Secrets() []Secret {
	var out []Secret
	for _, x := range s.secrets {
		if x.path != "" {
			out = append(out, Secret{x.path, x.what, x.restricted})
		}
	}
	slices.SortFunc(out, func(a, b Secret) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.What, b.What), cmp.Compare(truth(b.Restricted), truth(a.Restricted)))
	})
	return slices.CompactFunc(out, func(a, b Secret) bool { return a.Path == b.Path && a.What == b.What })
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
