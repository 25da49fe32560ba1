package protocol

import (
	"fmt"
	"slices"
	"strings"

	"handover/model"
)

// Grantable is a fact about a child or a family that a reader outside has only
// where a council's procedure gives it to them. What is grantable, and to whom
// at the most, is the program's; who gets it is the protocol's.
type Grantable struct {
	Name    string
	Label   string
	Readers []string // kinds of reader who can hold it at all
}

// Grantables are the facts that a protocol may grant. The views of package
// audience have a field for each, tagged with its name, for these readers and
// no others.
func Grantables() []Grantable {
	return []Grantable{
		{"date_of_birth", "the child's date of birth", []string{"professional", "authority"}},
		{"expected_birth", "the day on which an unborn child is due", []string{"professional"}},
		{"home_address", "where the child lives", []string{"professional", "authority"}},
		{"moved_on", "the day on which the family moved away", []string{"child", "parent", "carer", "relative", "professional", "authority"}},
		{"placement_from", "the day of a change of placement", []string{"professional"}},
		{"referral", "when a referral was received and accepted", []string{"professional", "authority"}},
		{"team", "the team around the family, with how to reach each", []string{"parent", "carer", "professional"}},
		{"team_family", "the family in the team around it, with how to reach each", []string{"professional"}},
	}
}

// grantable is the one of a name; the zero value if there is none.
func grantable(name string) Grantable {
	for _, g := range Grantables() {
		if g.Name == name {
			return g
		}
	}
	return Grantable{}
}

// Grant gives a grantable fact to readers, by the procedure.
type Grant struct {
	Fact      string   `json:"fact" required:"true"`
	To        []string `json:"to" required:"true"`  // kinds of reader, or kinds of professional
	Documents []string `json:"documents,omitempty"` // kinds of document; none: whatever goes to them
	Why       string   `json:"why" required:"true"`
	Source    string   `json:"source" required:"true"` // where the procedure says so, "line 241"
	Rows      []string `json:"rows" row:"true" required:"true"`
}

// AllGranted are grants of every grantable fact to everybody who can hold it: the
// most that a letter could say under any council.
func AllGranted() []Grant {
	var out []Grant
	for _, g := range Grantables() {
		out = append(out, Grant{Fact: g.Name, To: g.Readers})
	}
	return out
}

// GrantReader is whom a document goes to, as grants tell readers apart.
type GrantReader struct {
	Kind         string // "professional"
	Professional string // the kind of a professional, "health"; "" where no one professional is meant
	Document     string // the kind of document; "" where none is meant
}

// GrantOf is the grant by which a reader has a fact in a document; nil if there is none.
// A reader of no one kind of professional has what any kind has.
func (p *Protocol) GrantOf(fact string, to GrantReader) *Grant {
	for _, g := range p.GrantsOf(fact, to) {
		return &g
	}
	return nil
}

// GrantsOf are all grants by which a reader has a fact, in the file's order: of
// several, each is for documents of its own.
func (p *Protocol) GrantsOf(fact string, to GrantReader) []Grant {
	var out []Grant
	for _, g := range p.Grants {
		if g.Fact == fact && slices.ContainsFunc(g.To, to.is) && (to.Document == "" || len(g.Documents) == 0 || slices.Contains(g.Documents, to.Document)) {
			out = append(out, g)
		}
	}
	return out
}

// ReaderOfDocument is who reads a kind of document, given the kind of reader and
// the recipient's id. A professional whose kind nobody recorded is of none of
// the kinds that a grant names.
func ReaderOfDocument(rec *model.Record, reader string, recipient model.ID, document string) GrantReader {
	to := GrantReader{Kind: reader, Document: document}
	if reader == "professional" {
		to.Professional = "unknown"
		if p := rec.Professional(recipient); p != nil && p.Kind != "" {
			to.Professional = string(p.Kind)
		}
	}
	return to
}

func (r GrantReader) is(to string) bool {
	if to == r.Kind {
		return true
	}
	return r.Kind == "professional" && (to == r.Professional || r.Professional == "" && slices.Contains(ProfessionalKinds(), to))
}

// ProfessionalKinds are the kinds of professional that a record knows.
func ProfessionalKinds() []string { return wordsOf("professionals[].kind") }

// grantees are those whom a grant can name.
func grantees() []string {
	return append([]string{"child", "parent", "carer", "relative", "professional", "authority"}, ProfessionalKinds()...)
}

// readerOf is the kind of reader that a grant's word means.
func readerOf(to string) string {
	if slices.Contains(ProfessionalKinds(), to) {
		return "professional"
	}
	return to
}

func (c *checker) grants() {
	facts := ids(Grantables(), func(g Grantable) string { return g.Name })
	for i, g := range c.p.Grants {
		path := fmt.Sprintf("grants[%d]", i)
		can := grantable(g.Fact)
		if g.Fact != "" && can.Name == "" {
			c.unknown(path+".fact", "fact", g.Fact, facts)
		}
		for j, to := range g.To {
			at := fmt.Sprintf("%s.to[%d]", path, j)
			switch {
			case to == "":
			case !slices.Contains(grantees(), to):
				c.unknown(at, "reader", to, grantees())
			case can.Name != "" && !slices.Contains(can.Readers, readerOf(to)):
				c.say(at, "it can be granted to "+strings.Join(can.Readers, ", "), "%s can't be granted to a reader of kind %s", g.Fact, to)
			case c.grantedBefore(i, j):
				c.say(at, "one grant for each fact and reader, with its reason", "%s is already granted to %s", g.Fact, to)
			}
		}
		for j, kind := range g.Documents {
			c.grantedDocument(fmt.Sprintf("%s.documents[%d]", path, j), kind, g)
		}
	}
}

// grantedBefore says whether the reader to[j] of a grant has the fact already,
// by another grant for one of the same documents or by an earlier word of this.
func (c *checker) grantedBefore(i, j int) bool {
	g := c.p.Grants[i]
	same := func(a, b string) bool { return a == b || readerOf(a) == b || readerOf(b) == a }
	if slices.ContainsFunc(g.To[:j], func(to string) bool { return same(to, g.To[j]) }) {
		return true
	}
	return slices.ContainsFunc(c.p.Grants[:i], func(o Grant) bool {
		documents := len(o.Documents) == 0 || len(g.Documents) == 0 ||
			slices.ContainsFunc(o.Documents, func(d string) bool { return slices.Contains(g.Documents, d) })
		return o.Fact == g.Fact && documents && slices.ContainsFunc(o.To, func(to string) bool { return same(to, g.To[j]) })
	})
}

// grantedDocument refuses a document that there isn't, or that doesn't go to a
// reader of the grant.
func (c *checker) grantedDocument(path, kind string, g Grant) {
	if kind == "" || slices.ContainsFunc(c.found, func(p model.Problem) bool { return strings.HasPrefix(p.Path, "documents[") }) {
		return // what seems wrong here may follow from there
	}
	var kinds, to []string
	for _, d := range c.p.Documents {
		kinds = append(kinds, d.Kind)
		if d.Kind == kind {
			to = append(to, d.To...)
		}
	}
	if !slices.Contains(kinds, kind) {
		slices.Sort(kinds)
		c.unknown(path, "document", kind, slices.Compact(kinds))
		return
	}
	for _, r := range g.To {
		if slices.Contains(grantees(), r) && !slices.Contains(to, readerOf(r)) {
			c.say(path, "leave the reader out, or name the documents that go there", "%q doesn't go to a reader of kind %s", kind, r)
		}
	}
}

// GrantedPaths are the paths of the record that hold what the protocol grants a
// reader in a document about a child: what a second look at the finished file
// need not take for a slip. A restriction between people is stronger.
func (p *Protocol) GrantedPaths(rec *model.Record, c *model.Child, to GrantReader) []string {
	var out []string
	add := func(ptrs ...any) {
		for _, ptr := range ptrs {
			if path := rec.PathOf(ptr); path != "" {
				out = append(out, path)
			}
		}
	}
	granted := func(fact string) bool { return p.GrantOf(fact, to) != nil }
	if c != nil {
		if granted("date_of_birth") {
			add(&c.DateOfBirth)
		}
		if granted("expected_birth") {
			add(&c.ExpectedDateOfBirth)
		}
		if granted("home_address") {
			if c.Address != nil {
				add(c.Address)
			}
			for i := range rec.Households {
				if h := &rec.Households[i]; h.Address != nil && slices.Contains(h.Members, c.ID) {
					add(h.Address)
				}
			}
		}
	}
	if e := rec.EarlyHelp; e != nil {
		for _, id := range e.Members {
			if r := rec.Professional(id); r != nil && granted("team") {
				add(&r.Telephone, &r.Email)
			}
			if x := rec.Person(id); x != nil && granted("team_family") {
				add(&x.Telephone, &x.Email)
			}
		}
	}
	for _, x := range p.Extra {
		if slices.Contains(x.Audiences, to.Kind) {
			out = append(out, "extra."+x.Name)
		}
	}
	return out
}

// GrantableLabel is a grantable fact in words.
func GrantableLabel(name string) string { return grantable(name).Label }
