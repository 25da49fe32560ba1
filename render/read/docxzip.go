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
	names []string // in the file's order
	part  map[string][]byte
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
	p := &docxParts{part: map[string][]byte{}}
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
		p.part[f.Name] = text
	}
	return p, errs
}

// readPart reads to the end, so that the checksum is looked at.
func readPart(f *zip.File, room int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	limit := min(room, docxMaxPart)
	text, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if e := r.Close(); err == nil {
		err = e
	}
	if err == nil && len(text) > limit {
		return nil, errors.New("too large")
	}
	return text, err
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
	b, ok := p.part[name]
	if !ok {
		return nil, nil
	}
	var x struct {
		Rel []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("%s: %w", name, xmlError(err))
	}
	var out []docxRel
	for _, r := range x.Rel {
		d := docxRel{id: r.ID, kind: path.Base(r.Type), target: r.Target, external: r.Mode == "External"}
		if !d.external {
			if rest, abs := strings.CutPrefix(r.Target, "/"); abs {
				d.target = rest
			} else {
				d.target = path.Join(path.Dir(of), r.Target)
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

// xmlWalk calls start, text and end for each token of a part; above is what
// the token stands in.
type xmlWalk struct {
	start func(above []xml.StartElement, e xml.StartElement)
	text  func(above []xml.StartElement, s string)
	end   func(above []xml.StartElement, e xml.StartElement)
}

func (w xmlWalk) over(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	var above []xml.StartElement
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return xmlError(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			t = t.Copy()
			w.start(above, t)
			above = append(above, t)
		case xml.EndElement:
			e := above[len(above)-1]
			above = above[:len(above)-1]
			if w.end != nil {
				w.end(above, e)
			}
		case xml.CharData:
			if w.text != nil {
				w.text(above, string(t))
			}
		case xml.Directive:
			return errors.New("a document type declaration")
		}
	}
}

// xmlError drops what a syntax error quotes from the document.
func xmlError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not well-formed XML, line %d", syntax.Line)
	}
	return err
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
