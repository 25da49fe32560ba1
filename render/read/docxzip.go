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
	names []string             // in the file's order
	part  map[string]string    // by name
	rels  map[string][]docxRel // by the name of the part that holds them
	room  *xmlRoom
}

// openDOCX unpacks every part and says everything that is wrong with the
// container and its relationships. The parts are nil if there is no container at
// all.
func openDOCX(b []byte) (*docxParts, []error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, []error{err}
	}
	if len(z.File) > docxMaxParts {
		return nil, []error{fmt.Errorf("%d parts are more than %d", len(z.File), docxMaxParts)}
	}
	p := &docxParts{part: map[string]string{}, rels: map[string][]docxRel{}, room: newXMLRoom()}
	var errs []error
	total := 0
	room := make([]byte, 1<<13)
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
		text, err := readPart(f, docxMaxTotal-total, room)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", f.Name, err))
		}
		total += len(text)
		p.names = append(p.names, f.Name)
		p.part[f.Name] = text
		if path.Ext(f.Name) == ".rels" {
			if err := p.relate(f.Name); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", f.Name, err))
			}
		}
	}
	return p, errs
}

// readPart reads to the end, so that the checksum is looked at.
func readPart(f *zip.File, left int, room []byte) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	limit := min(left, docxMaxPart)
	var text strings.Builder
	text.Grow(int(min(f.UncompressedSize64, 1<<20))) // the size that the file claims, as far as that's cheap
	_, err = io.CopyBuffer(&text, io.LimitReader(r, int64(limit)+1), room)
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

// relate reads a part of relationships. Targets of the package are given as
// part names.
func (p *docxParts) relate(name string) error {
	tops, err := visitXML(p.part[name], p.room, func() *xmlTops { return &xmlTops{} })
	if err != nil {
		return err
	}
	for _, e := range tops.elems {
		if e.Name.Local != "Relationship" {
			continue
		}
		target := attr(&e, "", "Target")
		d := docxRel{id: attr(&e, "", "Id"), kind: path.Base(attr(&e, "", "Type")), target: target, external: attr(&e, "", "TargetMode") == "External"}
		if !d.external {
			if rest, abs := strings.CutPrefix(target, "/"); abs {
				d.target = rest
			} else {
				d.target = path.Join(path.Dir(path.Dir(name)), target)
			}
		}
		p.rels[name] = append(p.rels[name], d)
	}
	return nil
}

// relsOf are the relationships of a part.
func (p *docxParts) relsOf(part string) []docxRel {
	return p.rels[path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")]
}

// main is the name of the document's own part.
func (p *docxParts) main() (string, error) {
	for _, r := range p.rels["_rels/.rels"] {
		if r.kind == "officeDocument" && !r.external {
			if _, there := p.part[r.target]; there {
				return r.target, nil
			}
			break
		}
	}
	return "", errors.New("no main document")
}

// attr is an attribute's value, "" if it isn't there.
func attr(e *xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// wAttr is the value of an attribute of WordprocessingML.
func wAttr(e *xml.StartElement, local string) string { return attr(e, nsWord, local) }

// isW says whether e is one of WordprocessingML's elements of these names.
func isW(e *xml.StartElement, locals ...string) bool {
	return e.Name.Space == nsWord && slices.Contains(locals, e.Name.Local)
}
