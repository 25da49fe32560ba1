package audience

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
)

// TestGrantsStandInTheViews: what a protocol may grant to a kind of reader is a
// field of that reader's view, and of no other's; and it is a fact or a list,
// which can be missing, never a group on the way to something else.
func TestGrantsStandInTheViews(t *testing.T) {
	want, got := map[string][]string{}, map[string][]string{}
	for _, g := range protocol.Grantables() {
		want[g.Name] = slices.Sorted(slices.Values(g.Readers))
	}
	for _, r := range model.Readers() {
		view, _ := ViewType(r)
		reach(view, func(in reflect.Type, f reflect.StructField) {
			g := f.Tag.Get("grant")
			if g == "" {
				return
			}
			if !slices.Contains(got[g], string(r)) {
				got[g] = append(got[g], string(r))
			}
			if f.Type != reflect.TypeFor[*Fact]() && f.Type.Kind() != reflect.Slice {
				t.Errorf("%s.%s is a %s and can't be missing", in.Name(), f.Name, f.Type)
			}
		})
	}
	for g := range got {
		slices.Sort(got[g])
	}
	if !maps.EqualFunc(want, got, slices.Equal) {
		t.Errorf("the views have %v, the protocol can grant %v", got, want)
	}
}

// TestGrantsOnlyFill: without a grant, none of the grantable fields is filled; with
// one, only that one is, for the kinds of reader and the documents that it names.
func TestGrantsOnlyFill(t *testing.T) {
	rec := edited(t, append(slices.Clone(wide), `children.0.placement=`, `professionals.0.kind="health"`, `authorities=[{"id": "A1", "name": "Elsewhere Council"}]`,
		`children.0.dates={"placement_from": "2026-10-05"}`, `children.0.expected_date_of_birth="2016-03-01"`,
		`transfer.dates={"moved": "2026-11-02"}`, `children.0.address.from="2026-11-02"`, `referral={"received": {"date": "2026-10-01"}, "accepted": "2026-10-02"}`,
		`early_help={"members": ["R1", "P2"]}`)...)
	has := func(d Document, grants ...protocol.Grant) []string {
		d.Child = rec.Child("C1")
		v := View(d, rec, &protocol.Protocol{Grants: grants}, day(t, today))
		var out []string
		for g, is := range grantsOf(reflect.ValueOf(v)) {
			if is {
				out = append(out, g)
			}
		}
		slices.Sort(out)
		return out
	}
	gp := Document{Kind: "letter", Reader: model.ReaderProfessional, Recipient: "R1"}
	for _, d := range []Document{gp, {Reader: model.ReaderAuthority, Recipient: "A1"}, {Reader: model.ReaderParent, Recipient: "P1"}, {Reader: model.ReaderCarer, Recipient: "P2"}, {Reader: model.ReaderChild, Recipient: "C1"}} {
		if got := has(d); len(got) > 0 {
			t.Errorf("without a grant a %s has %v", d.Reader, got)
		}
		var want []string
		for _, g := range protocol.Grantables() {
			if slices.Contains(g.Readers, string(d.Reader)) {
				want = append(want, g.Name)
				if got := has(d, protocol.Grant{Fact: g.Name, To: []string{string(d.Reader)}}); !slices.Equal(got, []string{g.Name}) {
					t.Errorf("with %s alone a %s has %v", g.Name, d.Reader, got)
				}
			}
		}
		slices.Sort(want)
		if got := has(d, protocol.AllGranted()...); !slices.Equal(got, want) {
			t.Errorf("with all grants a %s has %v, want %v", d.Reader, got, want)
		}
	}
	for _, x := range []struct {
		what string
		by   protocol.Grant
		want bool
	}{
		{"her kind", protocol.Grant{To: []string{"health"}}, true},
		{"another kind", protocol.Grant{To: []string{"education", "police", "court", "early_help", "housing", "voluntary", "other"}}, false},
		{"another reader", protocol.Grant{To: []string{"authority"}}, false},
		{"this document", protocol.Grant{To: []string{"health"}, Documents: []string{"letter"}}, true},
		{"another document", protocol.Grant{To: []string{"health"}, Documents: []string{"note"}}, false},
	} {
		x.by.Fact = "date_of_birth"
		if got := has(gp, x.by); slices.Contains(got, "date_of_birth") != x.want {
			t.Errorf("granted to %s: %v", x.what, got)
		}
	}
	rec.Professionals[0].Kind = ""
	if got := has(gp, protocol.Grant{Fact: "date_of_birth", To: []string{"health", "other"}}); len(got) > 0 {
		t.Errorf("one whose kind nobody recorded has %v", got)
	}
	if got := has(gp, protocol.Grant{Fact: "date_of_birth", To: []string{"professional"}}); len(got) == 0 {
		t.Error("one whose kind nobody recorded lacks what every professional is granted")
	}
}

// TestHomeThatIsGranted: the address reaches those to whom it is granted only if
// it is right and not confidential; colleagues are told of the rest.
func TestHomeThatIsGranted(t *testing.T) {
	at := `children.0.address={"lines": ["1 Long Row", "SALFORD"], "postcode": "ZZ9 9AA", "from": "2026-11-02", "confirmed_on": "2026-11-03"}`
	p := &protocol.Protocol{Grants: []protocol.Grant{{Fact: "home_address", To: []string{"health"}, Rows: []string{"ROW-1"}}}}
	for _, x := range []struct {
		what    string
		changes []string
		why     string // "": it stands there
	}{
		{"in order", nil, ""},
		{"placed there", []string{`children.0.placement={"type": "U1"}`}, "confidential"},
		{"placed there, and said not to be confidential", []string{`children.0.placement={"type": "U1"}`, `children.0.address.confidential=false`}, ""},
		{"confidential", []string{`children.0.address.confidential=true`}, "confidential"},
		{"confidential, as the record has it of somebody else who lives there", []string{`people.1.address.confidential=true`}, "confidential"},
		{"confidential, and released by name", []string{`children.0.address.confidential=true`, `children.0.address.known_to=["R1"]`}, ""},
		{"confidential, and released to somebody else", []string{`children.0.address.confidential=true`, `children.0.address.known_to=["P1"]`}, "confidential"},
		{"the home of one whom a restriction names", []string{`restrictions=[{"who": "P1", "about": "P2", "what": ["school"]}]`}, "confidential"},
		{"the home of one whom a restriction named", []string{`restrictions=[{"who": "P1", "about": "P2", "what": ["school"], "ended_on": "2026-11-01"}]`}, ""},
		{"not confirmed", []string{`children.0.address.confirmed_on=`}, "confirmed"},
		{"out of date", []string{`children.0.address.to="2026-11-10"`}, "in date"},
		{"from before the move", []string{`transfer.dates={"moved": "2026-11-05"}`}, "move"},
		{"none", []string{`children.0.address=`}, "no address"},
		{"restricted", []string{`children.0.address.confidential=false`, `restrictions=[{"who": "R1", "about": "C1", "what": ["address"]}]`}, "a restriction"},
		{"another's restricted, at the same place", []string{`children.0.address.confidential=false`, `restrictions=[{"who": "R1", "about": "P2", "what": ["address"]}]`}, "a restriction"},
	} {
		rec := edited(t, append([]string{at, `children.0.placement=`, `professionals.0.kind="health"`}, x.changes...)...)
		d := Document{Kind: "letter", Reader: model.ReaderProfessional, Recipient: "R1", Child: rec.Child("C1")}
		home := View(d, rec, p, day(t, today)).(Professional).Home
		if (home != nil) != (x.why == "") {
			t.Errorf("%s: %v", x.what, home)
		}
		if home != nil && (home.Text() != "1 Long Row, SALFORD, ZZ9 9AA" || home.Path() != "children[0].address") {
			t.Errorf("%s: %q at %s", x.what, home.Text(), home.Path())
		}
		left := LeftOut(d, rec, p, day(t, today), []string{"home_address"})
		if x.why == "" && len(left) > 0 || x.why != "" && (len(left) != 1 || !strings.Contains(left[0], x.why) || !strings.Contains(left[0], "ROW-1") || strings.Contains(left[0], "Long Row")) {
			t.Errorf("%s: %q", x.what, left)
		}
		if got := LeftOut(d, rec, p, day(t, today), nil); len(got) > 0 {
			t.Errorf("%s: a template that doesn't ask for it goes without %q", x.what, got)
		}
	}
}

// TestARelativeHasNoReason: what was written for parents and carers isn't in a
// letter to an aunt, nor are the family's own dates.
func TestARelativeHasNoReason(t *testing.T) {
	rec := edited(t, append(slices.Clone(wide), `transfer.reason={"for_family": "Why it is."}`, `children.0.dates={"next_review": "2026-12-20"}`)...)
	says := func(r model.Reader, id string) string {
		var out []string
		for _, l := range Lines(View(Document{Reader: r, Recipient: rec.People[map[string]int{"P1": 0, "P3": 2}[id]].ID, Child: rec.Child("C1")}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, day(t, today))) {
			out = append(out, l.Text)
		}
		return strings.Join(out, "\n")
	}
	if mother := says(model.ReaderParent, "P1"); !strings.Contains(mother, "Why it is.") || !strings.Contains(mother, "20 December 2026") {
		t.Fatalf("the mother has %q", mother)
	}
	if aunt := says(model.ReaderRelative, "P3"); strings.Contains(aunt, "Why it is.") || strings.Contains(aunt, "20 December 2026") || strings.Contains(aunt, "07700 900301") || !strings.Contains(aunt, "Dot Example") {
		t.Errorf("the aunt has %q", aunt)
	}
}
