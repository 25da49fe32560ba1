package read

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
)

// What a package may hold, so that a small file can't fill the memory.
const (
	docxMaxParts = 1000
	docxMaxPart  = 64 << 20  // bytes, unpacked
	docxMaxTotal = 128 << 20 // bytes, unpacked
)

// The namespaces that say what an element or attribute is.
const (
	nsWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsW14  = "http://schemas.microsoft.com/office/word/2010/wordml"
	nsRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsVML  = "urn:schemas-microsoft-com:vml"
	nsXML  = "http://www.w3.org/XML/1998/namespace"
)

// docxParts is an unpacked package.
type docxParts struct {
	names []string // in the file's order
	part  map[string]*docxPart
}

// docxPart is one part; xml takes it apart, once.
type docxPart struct {
	text string
	xml  func() ([]xmlToken, error)
}

// openDOCX unpacks every part and says everything that is wrong with the
// container. The parts are nil if there is no container at all.
func openDOCX(b []byte) (*docxParts, []error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, []error{err}
	}
	if len(z.File) > docxMaxParts {
		return nil, []error{fmt.Errorf("%d parts are more than %d", len(z.File), docxMaxParts)}
	}
	p := &docxParts{part: map[string]*docxPart{}}
	var errs []error
	total := 0
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if strings.Contains(f.Name, `\`) || path.Clean("/"+f.Name) != "/"+f.Name {
			errs = append(errs, fmt.Errorf("%q is no name of a part", f.Name))
			continue
		}
		if _, twice := p.part[f.Name]; twice {
			errs = append(errs, fmt.Errorf("%s: two parts of this name", f.Name))
			continue
		}
		text, err := readPart(f, docxMaxTotal-total)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", f.Name, err))
		}
		total += len(text)
		p.names = append(p.names, f.Name)
		p.part[f.Name] = &docxPart{text, sync.OnceValues(func() ([]xmlToken, error) { return xmlTokens(text) })}
	}
	return p, errs
}

// readPart reads to the end, so that the checksum is looked at.
func readPart(f *zip.File, room int) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	limit := min(room, docxMaxPart)
	var text bytes.Buffer
	text.Grow(int(min(f.UncompressedSize64, 1<<20)) + bytes.MinRead) // the size that the file claims, as far as that's cheap
	_, err = text.ReadFrom(io.LimitReader(r, int64(limit)+1))
	if e := r.Close(); err == nil {
		err = e
	}
	if err == nil && text.Len() > limit {
		return "", errors.New("too large")
	}
	return text.String(), err
}

// docxRel is one relationship of a part.
type docxRel struct {
	id, kind, target string
	external         bool
}

// rels reads a part's relationships; the package's own are those of "".
// Targets of the package are given as part names.
func (p *docxParts) rels(of string) ([]docxRel, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	part := p.part[name]
	if part == nil {
		return nil, nil
	}
	tokens, err := part.xml()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var out []docxRel
	for _, e := range topElements(tokens) {
		if e.Name.Local != "Relationship" {
			continue
		}
		target := attr(e, "", "Target")
		d := docxRel{id: attr(e, "", "Id"), kind: path.Base(attr(e, "", "Type")), target: target, external: attr(e, "", "TargetMode") == "External"}
		if !d.external {
			if rest, abs := strings.CutPrefix(target, "/"); abs {
				d.target = rest
			} else {
				d.target = path.Join(path.Dir(of), target)
			}
		}
		out = append(out, d)
	}
	return out, nil
}

// main is the name of the document's own part.
func (p *docxParts) main() (string, error) {
	rels, err := p.rels("")
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(rels, func(r docxRel) bool { return r.kind == "officeDocument" && !r.external })
	if i < 0 || p.part[rels[i].target] == nil {
		return "", errors.New("no main document")
	}
	return rels[i].target, nil
}

// topElements are those directly in the root.
func topElements(tokens []xmlToken) []xml.StartElement {
	var out []xml.StartElement
	xmlWalk{start: func(above []xml.StartElement, e xml.StartElement) {
		if len(above) == 1 {
			out = append(out, e)
		}
	}}.over(tokens)
	return out
}

// attr is an attribute's value, "" if it isn't there.
func attr(e xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// wAttr is the value of an attribute of WordprocessingML.
func wAttr(e xml.StartElement, local string) string { return attr(e, nsWord, local) }

// isW says whether e is one of WordprocessingML's elements of these names.
func isW(e xml.StartElement, locals ...string) bool {
	return e.Name.Space == nsWord && slices.Contains(locals, e.Name.Local)
}
