package docx

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// The reference document, part by part, as text. {{name}} stands where a
// document's own XML goes.
//
//go:embed all:blank
var ref embed.FS

// blankPart is one part of a package. In a reference part text alternates
// between XML and the names of what goes between.
type blankPart struct {
	name string
	text []string
}

// reference reads the reference document once: the content types first,
// then the package's relationships, as Word does; the rest by name.
var reference = sync.OnceValues(func() ([]blankPart, error) {
	var parts []blankPart
	err := fs.WalkDir(ref, "blank", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := ref.ReadFile(p)
		if err != nil {
			return err
		}
		part := blankPart{name: strings.TrimPrefix(p, "blank/")}
		rest := string(b)
		for {
			before, after, found := strings.Cut(rest, "{{")
			part.text = append(part.text, before)
			if !found {
				break
			}
			name, after, closed := strings.Cut(after, "}}")
			if !closed {
				return fmt.Errorf("%s: {{ without }}", p)
			}
			part.text = append(part.text, name)
			rest = after
		}
		parts = append(parts, part)
		return nil
	})
	rank := map[string]int{"[Content_Types].xml": -2, "_rels/.rels": -1}
	slices.SortFunc(parts, func(a, b blankPart) int {
		if ra, rb := rank[a.name], rank[b.name]; ra != rb {
			return ra - rb
		}
		return strings.Compare(a.name, b.name)
	})
	return parts, err
})

// part is one finished part.
type part struct {
	name string
	xml  string
}

// fill puts a document's own XML into the reference document.
func fill(values map[string]string) ([]part, error) {
	ref, err := reference()
	if err != nil {
		return nil, err
	}
	files := make([]part, len(ref))
	for i, p := range ref {
		files[i].name = p.name
		if len(p.text) == 1 {
			files[i].xml = p.text[0]
			continue
		}
		pieces := slices.Clone(p.text)
		for k := 1; k < len(pieces); k += 2 {
			v, known := values[pieces[k]]
			if !known {
				return nil, fmt.Errorf("%s: unknown name {{%s}}", p.name, pieces[k])
			}
			pieces[k] = v
		}
		files[i].xml = strings.Join(pieces, "")
	}
	return files, nil
}
