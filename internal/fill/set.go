// Package fill fills councils' templates: it loads and checks one
// council's, and fills one with a reader's view.
//
// Call Open for one of the program's councils, Load for any with all that is in it
// checked, and Template.Fill for one document.
// A template is text in which values are never Markdown: what it prints leaves
// a token, and the parsed tree gets the value (package render).
package fill

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/render/doc"
	"handover/templates"
)

// common is the folder of what councils share.
const common = "common"

// Councils are the folders of the layers that have a protocol.yaml, in order.
func Councils(layers ...fs.FS) ([]string, error) {
	var out []string
	for _, l := range layers {
		found, err := fs.Glob(l, "*/protocol.yaml")
		if err != nil {
			return nil, fmt.Errorf("reading templates: %w", err)
		}
		for _, f := range found {
			out = append(out, path.Dir(f))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// Protocol reads a council's protocol from the last layer that has one.
func Protocol(council string, layers ...fs.FS) (*protocol.Protocol, error) {
	p, _, err := readProtocol(council, layers)
	return p, err
}

func readProtocol(council string, layers []fs.FS) (p *protocol.Protocol, src []byte, err error) {
	name := path.Join(council, "protocol.yaml")
	for _, l := range slices.Backward(layers) {
		src, err := fs.ReadFile(l, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		p, err := protocol.Read(name, src)
		if err == nil && p.Name != council {
			return nil, nil, model.Problems{{File: name, Path: "name", Msg: fmt.Sprintf("%q stands in the folder %q", p.Name, council), Hint: "name is the folder's name"}}
		}
		return p, src, err
	}
	return nil, nil, fmt.Errorf("no protocol %q", council)
}

// unpackProtocol is a protocol of the program's own as it was packed, or read
// anew if it has changed since.
func unpackProtocol(council string, layers []fs.FS) (p *protocol.Protocol, src []byte, err error) {
	if src, err = fs.ReadFile(layers[0], path.Join(council, "protocol.yaml")); err == nil {
		if b, err := templates.Packed(council); err == nil {
			of, as, _ := bytes.Cut(b, []byte("\n"))
			if string(of) == fmt.Sprintf("%x", sha256.Sum256(src)) {
				p, err := protocol.Unpack(as)
				return p, src, err
			}
		}
	}
	return readProtocol(council, layers)
}

// Document is a document of a protocol with its template for one kind of reader.
type Document struct {
	protocol.Document
	Reader   model.Reader
	Role     string // the role of the colleague it is addressed to; "" if it is for the file or goes outside
	Template *Template
}

// Set is one council's documents.
type Set struct {
	Protocol   *protocol.Protocol
	Documents  []Document // in the protocol's order
	CheckSheet *Template  // what whoever sends the letters goes through
	Cover      *Template  // the e-mail that a letter goes with
	Hash       string     // SHA-256 of the protocol, of all its templates, of all parts and of its logo
	Trackers   []Tracker  // papers of meetings over many cases, in the protocol's order
	Logo       *doc.Logo  // at the head of its letters; nil without
}

// checkSheet is the template that every pack with letters has; coverEmail is
// the e-mail that a letter goes with which is sent by secure e-mail.
const (
	checkSheet = "check-sheet"
	coverEmail = "cover-email"
)

// Load reads and checks a council's templates: the later layer goes over the
// earlier, and a council's folder over common. The error is of type Faults
// where a template is at fault, or model.Problems where the protocol is.
func Load(council string, layers ...fs.FS) (*Set, error) {
	return load(council, layers, false, nil)
}

// Open is one of the program's own councils, which TestBuiltIn has checked: a
// template is compiled only when it is first filled. only are the kinds of
// document that will be made; none: all. The set has no others.
func Open(council string, only []string) (*Set, error) {
	return load(council, []fs.FS{templates.BuiltIn()}, true, only)
}

func load(council string, layers []fs.FS, trusted bool, only []string) (*Set, error) {
	read := readProtocol
	if trusted {
		read = unpackProtocol
	}
	p, src, err := read(council, layers)
	if err != nil {
		return nil, err
	}
	files, err := readFiles(council, layers)
	if err != nil {
		return nil, err
	}
	s := &Set{Protocol: p}
	from := &sources{protocol: p, files: map[string]part{}, trusted: trusted, parts: map[string]*parsed{}}
	for name, f := range files {
		if strings.HasPrefix(name, "_") {
			from.files[name] = f
		}
	}
	var faults Faults
	prepared := map[string]*Template{}
	get := func(name string) (*Template, error) {
		if t := prepared[name]; t != nil {
			return t, nil
		}
		f, ok := files[name]
		if !ok {
			return nil, Faults{{File: path.Join(council, "protocol.yaml"), Msg: fmt.Sprintf("documents: no template %q", name), Hint: near(name, files)}}
		}
		t, err := from.prepare(f)
		if err == nil {
			prepared[name] = t
		}
		return t, err
	}
	if s.CheckSheet, err = get(checkSheet); err != nil && !faults.add(err) {
		return nil, err
	}
	if s.Cover, err = get(coverEmail); err != nil && !faults.add(err) {
		return nil, err
	}
	if s.Trackers, err = from.trackers(func() (*Template, error) { return get(trackerPaper) }); err != nil && !faults.add(err) {
		return nil, err
	}
	var picture []byte
	if s.Logo, picture, err = readLogo(p, council, layers); err != nil && !faults.add(err) {
		return nil, err
	}
	for _, d := range p.Documents {
		if len(only) > 0 && !slices.Contains(only, d.Kind) {
			continue
		}
		t, err := get(d.Template)
		if err != nil {
			if !faults.add(err) {
				return nil, err
			}
			continue
		}
		if t.Kind != d.Kind {
			faults = append(faults, model.Problem{File: t.File, Line: 1, Msg: fmt.Sprintf("kind is %q here and %q in %s/protocol.yaml", t.Kind, d.Kind, council)})
		}
		var misplaced model.Problems
		if err := p.CheckScope(path.Join(council, "protocol.yaml"), d.When, t.scope()); errors.As(err, &misplaced) {
			for _, x := range misplaced {
				faults = append(faults, x)
			}
		}
		if d.Why != "" {
			own := *t
			own.Why, own.besides = d.Why, d.When
			t = &own
		}
		docs, wrong := readersOf(p, d, t)
		faults = append(faults, wrong...)
		s.Documents = append(s.Documents, docs...)
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	s.Hash = hashOf(p, src, files, picture)
	return s, nil
}

// readFiles are the templates that a council could use, by name.
func readFiles(council string, layers []fs.FS) (map[string]part, error) {
	files := map[string]part{}
	for _, l := range layers {
		for _, dir := range []string{common, council} {
			found, err := fs.Glob(l, dir+"/*.md")
			if err != nil {
				return nil, fmt.Errorf("reading templates: %w", err)
			}
			if err := readWords(l, dir, files); err != nil {
				return nil, err
			}
			for _, f := range found {
				src, err := fs.ReadFile(l, f)
				if err != nil {
					return nil, fmt.Errorf("reading %s: %w", f, err)
				}
				files[strings.TrimSuffix(path.Base(f), ".md")] = part{file: f, text: strings.ReplaceAll(string(model.UTF8(src)), "\r\n", "\n")}
			}
		}
	}
	return files, nil
}

// hashOf is the SHA-256 of a protocol, of the templates that it names, of all
// parts and of the logo's picture.
func hashOf(p *protocol.Protocol, src []byte, files map[string]part, picture []byte) string {
	used := map[string]bool{checkSheet: true, coverEmail: true}
	for _, d := range p.Documents {
		used[d.Template] = true
	}
	all := sha256.New()
	all.Write(src)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if used[name] || strings.HasPrefix(name, "_") {
			fmt.Fprintf(all, "\n%s %d\n%s%s", name, len(files[name].text), files[name].text, files[name].settings)
		}
	}
	all.Write(picture)
	return hex.EncodeToString(all.Sum(nil))
}

// Reaches says whether the council has a document for a kind of reader outside.
func (s *Set) Reaches(r model.Reader) bool {
	return slices.ContainsFunc(s.Protocol.Documents, func(d protocol.Document) bool {
		return slices.ContainsFunc(d.To, func(to string) bool {
			reader, _, ok := model.ReaderOf(to)
			return ok && reader == r
		})
	})
}

// readersOf is a document once for each kind of reader that the protocol sends
// it to. Who reads it follows from there, and the template must be written for
// that reader: its front matter can't send it to anybody else.
func readersOf(p *protocol.Protocol, d protocol.Document, t *Template) ([]Document, Faults) {
	if len(d.To) == 0 {
		if !slices.Contains(t.For, model.ReaderInternal) {
			return nil, Faults{notFor(t, model.ReaderInternal, p.Name)}
		}
		return []Document{{Document: d, Reader: model.ReaderInternal, Template: t}}, nil
	}
	var out []Document
	var faults Faults
	reached := map[model.Reader]bool{}
	for _, to := range d.To {
		reader, role, ok := p.ReaderOf(to)
		if !ok {
			faults = append(faults, model.Problem{File: t.File, Line: 1,
				Msg:  fmt.Sprintf("%s/protocol.yaml sends this document to %q, which is no role and no reader", p.Name, to),
				Hint: "nothing is made for a reader of whom nobody knows what they may see"})
			continue
		}
		reached[reader] = true
		if !slices.Contains(t.For, reader) {
			faults = append(faults, notFor(t, reader, p.Name))
			continue
		}
		out = append(out, Document{Document: d, Reader: reader, Role: string(role), Template: t})
	}
	for _, r := range t.For {
		if !reached[r] {
			faults = append(faults, model.Problem{File: t.File, Line: 1,
				Msg:  fmt.Sprintf("for: says %s, but %s/protocol.yaml sends this document to no such reader", r, p.Name),
				Hint: "who gets a document is the protocol's to say"})
		}
	}
	return out, faults
}

func notFor(t *Template, r model.Reader, council string) model.Problem {
	return model.Problem{File: t.File, Line: 1,
		Msg:  fmt.Sprintf("%s/protocol.yaml sends this document to a reader of kind %s, for whom the template is not written", council, r),
		Hint: "the template's for lists whom it is written for"}
}

func near(name string, files map[string]part) string {
	var known []string
	for n := range files {
		known = append(known, n)
	}
	sort.Strings(known)
	if n := model.Nearest(name, known); n != "" {
		return "did you mean " + n + "?"
	}
	return ""
}
