package disclosure

import (
	"slices"
	"strings"
	"testing"
)

// everydayCase is a small case for values in the words that people use: a mother
// and child who live apart from the father.
const everydayCase = `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-900001",
"children": [{"id": "C1", "number": "700101", "first_name": "Erin", "surname": "Maddox", "date_of_birth": "2016-05-04", "mother": "P1", "address": {"lines": ["14 Tannery Road", "FARNWORTH"], "postcode": "XX4 7QT"}}],
"people": [
 {"id": "P1", "name": "Leanne Maddox", "address": {"lines": ["14 Tannery Road", "FARNWORTH"], "postcode": "XX4 7QT"}, "telephone": "07700 900123", "email": "leanne.maddox84@example.org", "relationship": [{"child": "C1", "is": "mother"}]},
 {"id": "P2", "name": "Craig Dunnock", "address": {"lines": ["8 Corn Street", "SALFORD"], "postcode": "ZZ5 1AB", "confirmed_on": "2026-11-02"}, "relationship": [{"child": "C1", "is": "father"}]}],
"professionals": [{"id": "R1", "name": "Ms Oyelaran", "kind": "education", "agency": "St Oswald's CE Primary School", "children": ["C1"], "address": {"lines": ["St Oswald's CE Primary School", "Chapel Walk", "FARNWORTH"], "postcode": "XX4 8ZZ"}}],
"workers": [{"id": "W1", "name": "Idris Example", "team": "T1"}, {"id": "W2", "name": "Leanne Sample", "role": "Social worker", "team": "T1"}, {"id": "W3", "name": "Nia Manager", "role": "Practice Manager"}],
"teams": [{"id": "T1", "name": "Looked After Children Team 2"}],
"transfer": {"kind": "between_teams"}}`

// everyday says a text to the father, with one value changed and one restriction.
type everyday struct {
	path  []any // of the value; nil is none
	value any
	about string
	what  string
	says  string
}

func (e everyday) hits(t *testing.T, change func(*Search)) []Hit {
	t.Helper()
	changes := []func(map[string]any){restrict(`{"who": "P2", "about": "` + e.about + `", "what": ["` + e.what + `"]}`)}
	if e.path != nil {
		changes = append(changes, set(e.value, e.path...))
	}
	s := Secrets(decode(t, everydayCase, changes...), Reader{ID: "P2", Child: "C1", Kind: Parent}, asOf)
	if change != nil {
		change(s)
	}
	text := "From 14 December 2026, Leanne Sample is the social worker. " + e.says + " Please ring us."
	return s.Find(Content{Body: text, Runs: []Run{
		{Text: "From ", Fixed: true}, {Text: "14 December 2026", Path: "transfer.dates.transfer"}, {Text: ", ", Fixed: true}, {Text: "Leanne Sample", Path: "workers[1].name"},
		{Text: " is the social worker. ", Fixed: true}, {Text: e.says, Path: "transfer.reason.for_family"}, {Text: " Please ring us.", Fixed: true}}})
}

func agency(name string) ([]any, any) { return []any{"professionals", 0, "agency"}, name }

func home(lines ...any) ([]any, any) { return []any{"people", 0, "address", "lines"}, lines }

func named(name string) ([]any, any) { return []any{"people", 0, "name"}, name }

// TestEverydayForms: what people write of a value that is withheld.
func TestEverydayForms(t *testing.T) {
	with := func(path []any, value any) func(about, what string, says ...string) []everyday {
		return func(about, what string, says ...string) []everyday {
			var out []everyday
			for _, s := range says {
				out = append(out, everyday{path, value, about, what, s})
			}
			return out
		}
	}
	all := slices.Concat(
		with(nil, nil)("C1", "school", "Erin stays at St Oswald's.", "Erin stays at St Oswalds.", "Erin stays at Saint Oswald’s.", "She likes Oswald's.", "Ms Oyelaran knows.", "oyelaran to attend"),
		with(agency("Harper Green High School for Girls"))("C1", "school", "Erin stays at Harper Green.", "harper green is near"),
		with(agency("Green Fold Special School"))("C1", "school", "Erin stays at Green Fold."),
		with(agency("Our Lady's RC Primary"))("C1", "address", "She is at Our Lady's."),
		with(nil, nil)("P1", "address", "Visit Tannery Rd.", "It is nearer to Tannery Road.", "near the tannery road", "They live in Farnworth.", "Erin is in the refuge.", "a safe house"),
		with(home("Flat 7 Kingfisher House", "FARNWORTH"))("P1", "address", "It is nearer to Kingfisher House."),
		with(home("Flat 2 14 Mill Lane", "FARNWORTH"))("P1", "address", "It is nearer to Mill Lane.", "by Mill Ln"),
		with(home("14 Acre Lane Bolton"))("P1", "address", "Her move to Bolton went well.", "near Acre Lane"),
		with([]any{"people", 0, "workplace"}, "Middlebrook Vets, Horwich (nights)")("P1", "workplace", "Leanne is at Middlebrook Vets on Mondays.", "She works in Horwich.", "at Middlebrook"),
		with([]any{"workers", 1, "base"}, "Kearsley Clinic")("P1", "worker_base", "She sits in Kearsley."),
		with(named("Jo Ng"))("P1", "name", "Ask Ms Ng about it.", "Ask Jo about it.", "Ask J. Ng about it."),
		with(named("Elizabeth Will"))("P1", "name", "Ask Liz about it.", "We saw Ms Will.", "Lizzie has moved.", "the plan of E. Will", "Will, Elizabeth"),
		with(named("Rose Hargreaves"))("P1", "name", "We spoke with Rose.", "Rose has moved.", "the Hargreaveses", "ROSE HARGREAVES", "R Hargreaves"),
		with(nil, nil)("P1", "telephone", "Ring 900123.", "Ring 07700-900-123.", "Ring 07700, 900 123.", "Ring oh seven seven double oh, nine double oh one two three.", "+44 7700 900123", "900 123"),
		with(nil, nil)("P1", "email", "Write to leanne.maddox84.", "leanne dot maddox84 at example dot org", "leanne.maddox84 AT example.org"),
		with([]any{"people", 0, "died_on"}, "2026-11-03")("P1", "death", "Since she died, things are hard.", "after the funeral", "She passed away."),
	)
	for _, e := range all {
		if len(e.hits(t, nil)) == 0 {
			t.Errorf("%s of %s: %q is no hit", e.what, e.about, e.says)
		}
	}
}

// TestHalvesAlone: each half of the search finds most of what both do, without
// the other: the one by forms, and the one by the words that are left over.
func TestHalvesAlone(t *testing.T) {
	cases := []everyday{
		{nil, nil, "C1", "school", "Erin stays at St Oswald's."},
		{nil, nil, "P1", "address", "It is nearer to Tannery Road."},
		{nil, nil, "P1", "address", "They live in Farnworth."},
		{nil, nil, "C1", "school", "Ms Oyelaran knows."},
		{[]any{"workers", 1, "base"}, "Kearsley Clinic", "P1", "worker_base", "She sits in Kearsley."},
		{[]any{"people", 0, "workplace"}, "Middlebrook Vets, Horwich (nights)", "P1", "workplace", "She is at Middlebrook Vets."},
	}
	for _, e := range cases {
		if len(e.hits(t, func(s *Search) { s.rest = residue{} })) == 0 {
			t.Errorf("by forms alone, %q is no hit", e.says)
		}
		if len(e.hits(t, func(s *Search) { s.values, s.longest = nil, 0 })) == 0 {
			t.Errorf("by words that are left over alone, %q is no hit", e.says)
		}
	}
}

// TestOrdinaryWords: a word that is ordinary too counts only where it stands as a
// name, and what the template says is never a hit.
func TestOrdinaryWords(t *testing.T) {
	for _, c := range []struct{ name, what, says string }{
		{"Rose Maddox", "name", "The number of families rose this year, so the team has grown."},
		{"June Will", "name", "Your new worker will ring you. The plan from June stays. Will you come? In June, will you?"},
		{"Leanne Maddox", "name", "Leanne Sample will come."},
		{"Precious Child", "name", "A child is precious."},
		{"Grace Ring", "name", "You can ring us."},
		{"May Day", "name", "From that day on, you may ask. In May 2027 we meet."},
		{"Nia Manager", "name", "Nia Manager, Practice Manager, decides."},
		{"Leanne Maddox", "address", "You can see Erin at the family centre as before, and the plan has not changed."},
	} {
		path, value := named(c.name)
		if hits := (everyday{path, value, "P1", c.what, c.says}).hits(t, nil); len(hits) > 0 {
			t.Errorf("%s, %s: %q gives %v", c.name, c.what, c.says, hits)
		}
	}
	s := Secrets(decode(t, everydayCase, set("Mr Job", "professionals", 0, "name"), restrict(`{"who": "P2", "about": "C1", "what": ["school"]}`)), Reader{ID: "P2", Child: "C1", Kind: Parent}, asOf)
	for _, fixed := range []bool{true, false} {
		hits := s.Find(Content{Body: "The Job is done", Runs: []Run{{Text: "The Job is done", Fixed: fixed}}})
		if found := len(hits) > 0; found == fixed {
			t.Errorf("of the template %t: found %t", fixed, found)
		}
	}
}

// TestLexicon: the lists are sorted, as they are looked up.
func TestLexicon(t *testing.T) {
	for _, list := range []string{commonWords, ordinaryWords} {
		if words := strings.Fields(list); !slices.IsSorted(words) || len(words) < 1000 {
			t.Errorf("%d words, sorted: %t", len(words), slices.IsSorted(words))
		}
	}
	for w, want := range map[string]bool{"school": true, "rose": true, "willow": true, "tannery": false, "farnworth": false, "a": false, "zz": false} {
		if got := ordinary(w); got != want {
			t.Errorf("%s is ordinary: %t", w, got)
		}
	}
}
