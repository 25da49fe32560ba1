package audience

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"handover/internal/protocol"
	"handover/model"
)

// Standing is how a reader stands to a fact, restrictions between people apart.
type Standing string

// The standings.
const (
	Always  Standing = "always"  // a letter or form for them may say it
	Granted Standing = "granted" // only by the council's protocol
	Never   Standing = "never"   // their view has no place for it
)

// Column is a kind of reader of the matrix: professionals are told apart.
type Column struct {
	Name   string       `json:"name"` // "carer", or a kind of professional, "health"
	Reader model.Reader `json:"reader"`
}

// FactRow is one fact: a field of a view, and who may know it.
type FactRow struct {
	Path    string `json:"path"` // as a template writes it, ".Joining.Telephone"; "[]" is an entry of a list
	Label   string `json:"label"`
	Readers []Cell `json:"readers"` // in the order of the columns
}

// Cell is how one reader stands to one fact.
type Cell struct {
	Reader   string   `json:"reader"` // the column's name
	Standing Standing `json:"standing"`
	Grants   []Source `json:"grants,omitempty"` // by which they have it
}

// Source says why a reader is granted a fact.
type Source struct {
	Fact      string   `json:"fact"` // the grant's, or the council's own fact's name
	Documents []string `json:"documents,omitempty"`
	Why       string   `json:"why"`
	Source    string   `json:"source,omitempty"`
	Rows      []string `json:"rows,omitempty"`
}

// Matrix is who may know what under a protocol: every field of every view.
type Matrix struct {
	Columns []Column  `json:"columns"`
	Facts   []FactRow `json:"facts"`
}

// NewMatrix works out a protocol's matrix, readers outside first. Facts are in the
// order of the views, each path once.
func NewMatrix(p *protocol.Protocol) Matrix {
	var m Matrix
	for _, outside := range []bool{true, false} {
		for _, r := range model.Readers() {
			switch {
			case r.Outside() != outside:
			case r == model.ReaderProfessional:
				for _, kind := range protocol.ProfessionalKinds() {
					m.Columns = append(m.Columns, Column{kind, r})
				}
			default:
				m.Columns = append(m.Columns, Column{string(r), r})
			}
		}
	}
	var paths []string
	has := map[model.Reader]map[string]string{} // reader, path: the grant that it needs, "" if none
	for _, c := range m.Columns {
		if has[c.Reader] != nil {
			continue
		}
		view, _ := ViewType(c.Reader) // one of readers
		has[c.Reader] = map[string]string{}
		fields(view, "", "", func(path, grant string) {
			has[c.Reader][path] = grant
			if !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		})
	}
	for _, path := range paths {
		f := FactRow{Path: path, Label: label(path)}
		for _, c := range m.Columns {
			cell := Cell{Reader: c.Name, Standing: Never}
			switch grant, ok := has[c.Reader][path]; {
			case ok && grant == "":
				cell.Standing = Always
			case ok:
				f.Label = protocol.GrantableLabel(grant)
				if part := label(path[strings.LastIndex(path, ".")+1:]); strings.Contains(path, "[]") {
					f.Label += ": " + strings.ToLower(part)
				}
				if cell.Grants = granting(p, grant, c); len(cell.Grants) > 0 {
					cell.Standing = Granted
				}
			}
			f.Readers = append(f.Readers, cell)
		}
		m.Facts = append(m.Facts, f)
	}
	for _, x := range p.Extra {
		f := FactRow{Path: `.Extra "` + x.Name + `"`, Label: x.Label}
		for _, c := range m.Columns {
			cell := Cell{Reader: c.Name, Standing: Never}
			if slices.Contains(x.Audiences, string(c.Reader)) {
				cell.Standing, cell.Grants = Granted, []Source{{Fact: x.Name, Why: x.Why}}
			}
			f.Readers = append(f.Readers, cell)
		}
		m.Facts = append(m.Facts, f)
	}
	return m
}

// granting are a protocol's grants of a fact to a column.
func granting(p *protocol.Protocol, fact string, c Column) []Source {
	to := protocol.GrantReader{Kind: string(c.Reader)}
	if c.Reader == model.ReaderProfessional {
		to.Professional = c.Name
	}
	var out []Source
	for _, g := range p.GrantsOf(fact, to) {
		out = append(out, Source{Fact: g.Fact, Documents: g.Documents, Why: g.Why, Source: g.Source, Rows: g.Rows})
	}
	return out
}

// fields visits what a template can print of a view, by its path and the grant
// that it needs. The council's own facts, which are a list in every view, have
// rows of their own.
func fields(t reflect.Type, path, grant string, visit func(path, grant string)) {
	for t.Kind() == reflect.Slice {
		t, path = t.Elem(), path+"[]"
	}
	if t.Kind() != reflect.Struct {
		visit(path, grant)
		return
	}
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Type == reflect.TypeFor[At]() || !f.IsExported() || f.Name == "Extra":
		case f.Anonymous:
			fields(f.Type, path, grant, visit)
		default:
			g := grant
			if tag := f.Tag.Get("grant"); tag != "" {
				g = tag
			}
			fields(f.Type, path+"."+f.Name, g, visit)
		}
	}
}

// label is a path in words: ".Team[].FirstName" is "Team: first name".
func label(path string) string {
	var out []string
	for _, part := range strings.Split(strings.Trim(strings.ReplaceAll(path, "[]", ""), "."), ".") {
		var b strings.Builder
		rs := []rune(part)
		for i, r := range rs {
			first := unicode.IsUpper(r) && (i == 0 || unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]))
			if first && i > 0 {
				b.WriteByte(' ')
			}
			if first && !(i+1 < len(rs) && unicode.IsUpper(rs[i+1])) {
				r = unicode.ToLower(r)
			}
			b.WriteRune(r)
		}
		out = append(out, b.String())
	}
	return capital(strings.Join(out, ": "))
}
