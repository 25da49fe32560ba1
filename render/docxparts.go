package render

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
//go:embed all:docxref
var docxRef embed.FS

// docxPart is one part of a package. In a reference part text alternates
// between XML and the names of what goes between.
type docxPart struct {
	name string
	text []string
}

// docxReference reads the reference document once: the content types first,
// then the package's relationships, as Word does; the rest by name.
var docxReference = sync.OnceValues(func() ([]docxPart, error) {
	var parts []docxPart
	err := fs.WalkDir(docxRef, "docxref", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := docxRef.ReadFile(p)
		if err != nil {
			return err
		}
		part := docxPart{name: strings.TrimPrefix(p, "docxref/")}
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
	slices.SortFunc(parts, func(a, b docxPart) int {
		if ra, rb := rank[a.name], rank[b.name]; ra != rb {
			return ra - rb
		}
		return strings.Compare(a.name, b.name)
	})
	return parts, err
})

// docxFile is one finished part.
type docxFile struct {
	name string
	xml  string
}

// docxFill puts a document's own XML into the reference document.
func docxFill(values map[string]string) ([]docxFile, error) {
	ref, err := docxReference()
	if err != nil {
		return nil, err
	}
	files := make([]docxFile, len(ref))
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
