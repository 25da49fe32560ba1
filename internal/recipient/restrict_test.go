package recipient

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
)

func restricted(who, about string, what ...string) string {
	return fmt.Sprintf(`restrictions.+={"who": %q, "about": %q, "what": ["%s"]}`, who, about, strings.Join(what, `", "`))
}

// letterOf is what a reader's letter about C1 shows, a line each, and why it
// may not be made.
func letterOf(t *testing.T, id model.ID, changes ...string) (shows, held []string) {
	t.Helper()
	rec := edited(t, changes...)
	for _, r := range All(rec, testMail, day(t, today)) {
		if r.ID != id || r.Child != "C1" {
			continue
		}
		view := audience.View(audience.Document{Reader: r.Reader, Recipient: id, Child: rec.Child("C1")}, rec, &protocol.Protocol{Title: "Example Council", Letterhead: protocol.Letterhead{Telephone: "01632 960100", Email: "council@example.org"}, Grants: protocol.AllGranted(), Extra: []protocol.Extra{{Name: "place", Type: "text", Label: "Place", Audiences: names(model.Readers())}}}, day(t, today))
		for _, l := range audience.Lines(view) {
			shows = append(shows, l.Text)
		}
		return shows, r.Held
	}
	t.Fatalf("no recipient %s", id)
	return nil, nil
}

// names are readers as a protocol names them.
func names(all []model.Reader) []string {
	var out []string
	for _, r := range all {
		out = append(out, string(r))
	}
	return out
}

// without are wide's changes but those of some paths, and more.
func without(paths []string, more ...string) []string {
	var out []string
	for _, c := range wide {
		path, _, _ := strings.Cut(c, "=")
		if !slices.Contains(paths, path) {
			out = append(out, c)
		}
	}
	return append(out, more...)
}

// TestWordsOfARestriction: what each word keeps out of the letter of a mother,
// of a professional and of a carer, of all that would stand there without it;
// nothing else goes.
func TestWordsOfARestriction(t *testing.T) {
	const (
		head, headRole, school, headPhone, headMail = "Hal Headteacher", "Headteacher", "Beacon Primary School", "01632 960302", "hal@beacon.example.org"
		gp, gpRole, nursery, gpPhone, gpMail        = "Ida Doctor", "GP", "Cobble Nursery", "01632 960303", "ida@mill.example.org"
		service, north, south                       = "Wigan Early Help", "Wigan North Team", "Wigan South Team"
		role, night, teamPhone, teamMail            = "Social Worker, Wigan North Team", "01632 960312", "01632 960311", "north@wigan.example.org"
		placed, moved                               = "5 October 2026", "2 November 2026"
		aunt, auntPhone, auntMail                   = "Dot Example", "07700 900301", "dot@example.org"
		venue                                       = "Beacon Hall"
		received                                    = "1 September 2026"
		teacher, teacherRole, teacherSchool         = "Eve Teacher", "Teacher", "Kite Club"
	)
	professionals := []string{head, headRole, school, headPhone, headMail, gp, gpRole, nursery, gpPhone, gpMail, service}
	teams := []string{north, south, night, teamPhone, teamMail}
	area := slices.Concat(professionals, teams, []string{venue, teacher, teacherRole, teacherSchool})
	// A mother is P1, a professional R1, who belongs to the team around the child.
	for _, x := range []struct {
		reader model.ID
		what   string
		about  string
		gone   []string
	}{
		{"P1", "address", "C1", slices.Concat(area, []string{role, moved})},
		{"P1", "address", "P2", slices.Concat(area, []string{role, moved})},
		{"P1", "school", "C1", []string{head, headRole, school, headPhone, headMail, service, venue}},
		{"P1", "carer", "C1", slices.Concat(teams, []string{role, service})},
		{"P1", "provider", "C1", slices.Concat(teams, []string{role, service})},
		{"P1", "contact_venue", "C1", []string{venue}},
		{"P1", "worker_base", "C1", slices.Concat(teams, []string{role})},
		{"P1", "area", "C1", slices.Concat(area, []string{role})},
		{"P1", "professional", "C1", slices.Concat(professionals, []string{venue, teacher, teacherRole, teacherSchool})},
		{"P1", "professional", "R2", []string{head, headRole, school, headPhone, headMail, service, venue}},
		{"P1", "workplace", "P3", []string{gp, gpRole, nursery, gpPhone, gpMail, service}},
		{"P1", "workplace", "R2", []string{head, headRole, school, headPhone, headMail, service, venue}},
		{"P1", "workplace", "W1", slices.Concat(teams, []string{role})},
		{"P1", "telephone", "R2", []string{headPhone}},
		{"P1", "telephone", "W2", []string{"01632 960321"}},
		{"P1", "email", "R3", []string{gpMail}},
		{"P1", "name", "R2", []string{head, headRole, school, headPhone, headMail}},
		{"P1", "name", "W2", []string{"Gus Manager", "Gus", "01632 960321"}},
		{"P1", "existence", "R2", []string{head, headRole, school, headPhone, headMail}},
		{"P1", "referrer", "C1", []string{gp, gpRole, nursery, gpPhone, gpMail}},
		{"R1", "referrer", "C1", []string{gp, gpRole, nursery, gpPhone, gpMail, received}},
		{"R1", "address", "C1", slices.Concat(professionals, teams, []string{venue, role, placed, moved})},
		{"R1", "telephone", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "name", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "new_name", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "existence", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "relationship", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "relationship", "C1", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "paternity", "P2", nil},
		{"R1", "death", "P3", []string{aunt, auntPhone, auntMail, "aunt"}},
		{"R1", "fact", "C1", nil},
	} {
		t.Run(string(x.reader)+" "+x.what+" "+x.about, func(t *testing.T) {
			before, _ := letterOf(t, x.reader, wide...)
			after, held := letterOf(t, x.reader, append(slices.Clone(wide), restricted(string(x.reader), x.about, x.what))...)
			if len(held) > 0 {
				t.Fatalf("held: %q", held)
			}
			for _, v := range x.gone {
				if !slices.Contains(before, v) {
					t.Errorf("%q isn't there without the restriction", v)
				}
				if slices.Contains(after, v) {
					t.Errorf("%q is there", v)
				}
			}
			for _, v := range before {
				if !slices.Contains(after, v) && !slices.Contains(x.gone, v) {
					t.Errorf("%q is gone as well", v)
				}
			}
		})
	}
}

// TestNoTrace: a letter from which something was left out is that of a record
// in which nobody wrote it down.
func TestNoTrace(t *testing.T) {
	for _, x := range []struct {
		name, restriction string
		never             []string // paths of wide left out
		instead           []string
	}{
		{"school", restricted("P1", "C1", "school"), []string{"early_help", "closure"}, []string{
			`early_help={"lead_professional": "R3", "members": ["R3", "R1"]}`,
			`closure={"effective": "2026-12-30", "tac_meeting": {"date": "2026-12-09", "time": "10:00"}}`}},
		{"worker_base", restricted("P1", "C1", "worker_base"), []string{"workers.0.team", "workers.1.team", "workers.0.role", "transfer.from_team", "transfer.to_team"}, nil},
		{"placement date", restricted("P1", "C1", "provider"), []string{"children.0.dates", "workers.0.team", "workers.1.team", "workers.0.role", "transfer.from_team", "transfer.to_team", "early_help"}, []string{`early_help={"lead_professional": "R3", "members": ["R2", "R3", "R1"]}`, `children.0.dates={"tac": {"date": "2026-12-09", "time": "10:00"}}`}},
		{"telephone", restricted("P1", "W2", "telephone"), []string{"workers.1.telephone"}, nil},
		{"referrer", restricted("R1", "C1", "referrer"), []string{"referral", "early_help"}, []string{
			`early_help={"service": "Wigan Early Help", "members": ["R2", "P3", "R1"]}`}},
	} {
		reader := model.ID("P1")
		if x.name == "referrer" {
			reader = "R1"
		}
		got, held := letterOf(t, reader, append(slices.Clone(wide), x.restriction)...)
		want, _ := letterOf(t, reader, without(x.never, x.instead...)...)
		if !slices.Equal(got, want) || len(held) > 0 {
			t.Errorf("%s: held %q, (-want +got)\n%s", x.name, held, cmp.Diff(want, got))
		}
	}
}

// TestWhoIsBound: by whom a mother's letter is bound, told by the school in it.
func TestWhoIsBound(t *testing.T) {
	school := func(who string, more string) string {
		return `restrictions.+={"who": "` + who + `", "about": "C1", "what": ["school"]` + more + `}`
	}
	for _, x := range []struct {
		name    string
		changes []string
		bound   bool
	}{
		{"she herself", []string{school("P1", "")}, true},
		{"somebody else", []string{school("P3", "")}, false},
		{"also", []string{school("P3", `, "also": ["P1"]`)}, true},
		{"one household by its members", []string{school("P3", ""), `households.+={"id": "H1", "members": ["P1", "P3"]}`}, true},
		{"one household by theirs", []string{school("P3", ""), `households.+={"id": "H1"}`, `people.0.household="H1"`, `people.2.household="H1"`}, true},
		{"one by each", []string{school("P3", ""), `households.+={"id": "H1", "members": ["P3"]}`, `people.0.household="H1"`}, true},
		{"a household as a whole", []string{school("H1", ""), `households.+={"id": "H1", "members": ["P1"]}`}, true},
		{"a household that isn't hers", []string{school("H1", ""), `households.+={"id": "H1", "members": ["P3"]}`}, false},
		{"one address, written otherwise", []string{school("P3", ""), `people.2.address={"lines": ["2, short row", "Salford"], "postcode": "zz99ab"}`}, true},
		{"an address of before", []string{school("P3", ""), `people.2.address={"lines": ["2 Short Row", "SALFORD"], "postcode": "ZZ9 9AB", "to": "2026-01-01"}`}, false},
		{"the same human", []string{school("R3", ""), `people.0.same_as="R3"`}, true},
		{"a housemate who is the same human", []string{school("R3", ""), `people.2.same_as="R3"`, `households.+={"id": "H1", "members": ["P1", "P3"]}`}, true},
		{"ended today", []string{school("P1", `, "ended_on": "2026-11-23"`)}, false},
		{"ends tomorrow", []string{school("P1", `, "ended_on": "2026-11-24"`)}, true},
		{"a review that has passed", []string{school("P1", `, "review_on": "2026-01-01"`)}, true},
		{"released to her", []string{school("P1", ""), `professionals.1.address={"lines": ["Beacon Road", "WIGAN"], "postcode": "XX4 1AA", "known_to": ["P1"]}`}, false},
		{"released to somebody else", []string{school("P1", ""), `professionals.1.address={"lines": ["Beacon Road", "WIGAN"], "postcode": "XX4 1AA", "known_to": ["P3"]}`}, true},
		{"released to her, not to whom she lives with", []string{school("P3", ""), `households.+={"id": "H1", "members": ["P1", "P3"]}`,
			`professionals.1.address={"lines": ["Beacon Road", "WIGAN"], "postcode": "XX4 1AA", "known_to": ["P1"]}`}, true},
	} {
		shows, _ := letterOf(t, "P1", append(slices.Clone(wide), x.changes...)...)
		if slices.Contains(shows, "Hal Headteacher") == x.bound {
			t.Errorf("%s: bound is %v", x.name, !x.bound)
		}
	}
	// a child's letter takes on those of its carer, and of the household
	for name, changes := range map[string][]string{
		"carer":     {school("P2", ""), `people.1.address={"lines": ["9 Row", "WIGAN"], "postcode": "XX4 9ZZ"}`},
		"household": {school("P3", ""), `households.+={"id": "H1", "members": ["C1", "P3"]}`},
		"address":   {school("P3", ""), `people.2.address={"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA"}`},
	} {
		if shows, _ := letterOf(t, "C1", append(slices.Clone(wide), changes...)...); slices.Contains(shows, "Hal Headteacher") {
			t.Errorf("a child's letter by its %s", name)
		}
	}
}

// TestHeld: where a letter can't do without what its reader may not know, it
// isn't made, and the reason has no value of the record.
func TestHeld(t *testing.T) {
	words := `restrictions.+={"who": "P1", "about": "C1", "what": ["fact"], "words": ["Châtelet", "pear tree"]}`
	for _, x := range []struct {
		name    string
		reader  model.ID
		changes []string
		want    string // "": it is made
	}{
		{"existence", "P1", []string{restricted("P1", "C1", "existence")}, "restrictions[0] (existence): the letter would be about C1"},
		{"name", "P1", []string{restricted("P1", "C1", "name")}, "restrictions[0] (name): the letter would be about C1"},
		{"new name", "P1", []string{restricted("P1", "C1", "new_name"), `children.0.previous_names=[{"name": "Ida Before"}]`}, "restrictions[0] (new_name): the letter would be about C1"},
		{"of another child", "P1", []string{restricted("P1", "C2", "new_name"), `children.+={"id": "C2", "first_name": "Zoltan", "moves": false}`}, ""},
		{"her new name, in free text", "P1", []string{restricted("P1", "C2", "new_name"), `children.+={"id": "C2", "first_name": "Zoltan", "previous_names": [{"name": "Zach"}], "moves": false}`, `transfer.reason.for_family="Zoltan and Zach."`},
			"restrictions[0] (new_name): transfer.reason.for_family says what this reader may not know"},
		{"the name of before", "P1", []string{restricted("P1", "C2", "new_name"), `children.+={"id": "C2", "first_name": "Zoltan", "previous_names": [{"name": "Zach"}], "moves": false}`, `transfer.reason.for_family="Zach."`}, ""},
		{"relationship", "P1", []string{restricted("P1", "C1", "relationship")}, "restrictions[0] (relationship): the letter itself says what its reader is to C1"},
		{"paternity, to him", "P1", []string{restricted("P1", "C1", "paternity"), `people.0.relationship.0.is="father"`}, "restrictions[0] (paternity): the letter itself says what its reader is to C1"},
		{"paternity that a child doesn't know", "C1", []string{restricted("C1", "C1", "paternity"), `people.2.relationship.0.is="father"`}, ""},
		{"the same, in the child's reason", "C1", []string{restricted("C1", "C1", "paternity"), `people.2.relationship.0.is="father"`, `transfer.reason.for_child="Dot will visit."`},
			"restrictions[0] (paternity): transfer.reason.for_child says what this reader may not know"},
		{"a move", "P1", []string{restricted("P1", "C1", "address"), `transfer.kind="to_other_authority"`}, "restrictions[0] (address): transfer.kind tells of a move"},
		{"a move, told to a professional", "R1", []string{restricted("R1", "C1", "address"), `transfer.kind="to_other_authority"`}, ""},
		{"a change of placement, of which a professional may not know the address", "R1", []string{restricted("R1", "C1", "address"), `transfer.kind="change_of_placement"`}, "restrictions[0] (address): transfer.kind tells of a move"},
		{"a move here, of which a professional may not know the address", "R1", []string{restricted("R1", "C1", "address"), `transfer.kind="transfer_in"`}, "restrictions[0] (address): transfer.kind tells of a move"},
		{"a move, where the area is kept from a professional", "R1", []string{restricted("R1", "C1", "area"), `transfer.kind="to_other_authority"`}, "restrictions[0] (area): transfer.kind tells of a move"},
		{"a change of placement", "P1", []string{restricted("P1", "C1", "carer"), `transfer.kind="change_of_placement"`}, "restrictions[0] (carer): transfer.kind tells of a move"},

		{"a word in free text", "P1", []string{words, `transfer.reason.for_family="Near the CHATELET."`}, "restrictions[0] (words): transfer.reason.for_family says what this reader may not know"},
		{"a phrase over a line's end", "P1", []string{words, `transfer.reason.for_family="By the Pear\nTree."`}, "restrictions[0] (words): transfer.reason.for_family says what this reader may not know"},
		{"part of another word", "P1", []string{words, `transfer.reason.for_family="Some pear trees."`}, ""},
		{"a word after the closing", "P1", []string{words, `closure.how_to_come_back="Ask at Chatelet."`}, "restrictions[0] (words): closure.how_to_come_back says what this reader may not know"},
		{"a word in her own address", "P1", []string{words, `people.0.address.lines=["Pear Tree", "SALFORD"]`}, "restrictions[0] (words): people[0].address says what this reader may not know"},
		{"an address in free text", "P1", []string{restricted("P1", "C1", "address"), `transfer.reason.for_family="She lives in Long Row."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a postcode in free text", "P1", []string{restricted("P1", "C1", "address"), `transfer.reason.for_family="In XX49AA."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a town in free text", "P1", []string{restricted("P1", "C1", "address"), `transfer.reason.for_family="In Wigan."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a refuge in free text", "P1", []string{restricted("P1", "C1", "address"), `professionals.+={"id": "R4", "role": "Worker", "agency": "Fennel House refuge", "kind": "housing"}`, `transfer.reason.for_family="Ask at Fennel House refuge."`},
			"restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a school in free text", "P1", []string{restricted("P1", "C1", "school"), `transfer.reason.for_family="Beacon has been told."`}, "restrictions[0] (school): transfer.reason.for_family says what this reader may not know"},
		{"a carer in free text", "P1", []string{restricted("P1", "C1", "carer"), `transfer.reason.for_family="Mrs Carer knows."`}, "restrictions[0] (carer): transfer.reason.for_family says what this reader may not know"},
		{"a number in free text", "P1", []string{restricted("P1", "P3", "telephone"), `transfer.reason.for_family="Ring +44 7700-900 301."`}, "restrictions[0] (telephone): transfer.reason.for_family says what this reader may not know"},
		{"plurals", "P1", []string{restricted("P1", "C2", "existence"), `children.+={"id": "C2", "first_name": "Zoltan", "moves": false}`, `transfer.reason.for_family="The children are well."`},
			"restrictions[0] (existence): transfer.reason.for_family says what this reader may not know"},
		{"a street with its last word cut short", "P1", []string{restricted("P1", "C1", "address"), `children.0.address={"lines": ["Flat 2, 1 Acre Road", "WIGAN"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`,
			`transfer.reason.for_family="By Acre Rd."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"an address that is one line", "P1", []string{restricted("P1", "C1", "address"), `children.0.address={"lines": ["1 Acre Lane Wigan"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`,
			`transfer.reason.for_family="By Acre Lane."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a house", "P1", []string{restricted("P1", "C1", "address"), `children.0.address={"lines": ["Flat 2 Kingfisher House", "1 Acre Road", "WIGAN"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`,
			`transfer.reason.for_family="At Kingfisher House."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a venue without its street", "P1", []string{restricted("P1", "C1", "contact_venue"), `contact_plan={"arrangements": [{"child": "C1", "with": "P3", "venue": "Willow Family Centre, 3 Mill Lane"}]}`,
			`transfer.reason.for_family="At Willow Family Centre."`}, "restrictions[0] (contact_venue): transfer.reason.for_family says what this reader may not know"},
		{"a saint's school", "P1", []string{restricted("P1", "C1", "school"), `professionals.1.agency="St Oswald's CE Primary School"`, `transfer.reason.for_family="She stays at St Oswald's."`},
			"restrictions[0] (school): transfer.reason.for_family says what this reader may not know"},
		{"the home of a mother's child, where hers isn't written down", "R1", []string{restricted("R1", "P1", "address"), `people.0.address=`, `people.0.letters={"deliver": "hand"}`, `children.0.placement=`, `transfer.reason.for_professionals="Near Long Row."`},
			"restrictions[0] (address): transfer.reason.for_professionals says what this reader may not know"},
		{"of a child who is placed, the home isn't hers", "R1", []string{restricted("R1", "P1", "telephone"), `people.0.address=`, `people.0.letters={"deliver": "hand"}`, `transfer.reason.for_professionals="Near Long Row."`}, ""},
		{"a confidential street", "P1", []string{`children.0.address.confidential=true`, `transfer.reason.for_family="Near Long Row."`}, "children[0].address.confidential: transfer.reason.for_family says what this reader may not know"},
		{"a confidential street that was released", "P1", []string{`children.0.address.confidential=true`, `children.0.address.known_to=["P1"]`, `transfer.reason.for_family="Near Long Row."`}, ""},
		{"a confidential street, to those who live there", "P2", []string{`children.0.address.confidential=true`, `transfer.reason.for_family="Near Long Row."`}, ""},
		{"a name that is a flower", "P1", []string{restricted("P1", "P3", "name"), `people.2.name="Rose May"`, `transfer.reason.for_family="Rose will come. And Rose."`}, "restrictions[0] (name): transfer.reason.for_family says what this reader may not know"},
		{"the flower, and the month", "P1", []string{restricted("P1", "P3", "name"), `people.2.name="Rose May"`, `transfer.reason.for_family="Prices rose in May. From 3 May on. You may ring."`}, ""},
		{"a month with a title", "P1", []string{restricted("P1", "P3", "name"), `people.2.name="Rose May"`, `transfer.reason.for_family="Ask Ms May."`}, "restrictions[0] (name): transfer.reason.for_family says what this reader may not know"},
		{"a worker has the carer's name", "P1", []string{restricted("P1", "C1", "carer"), `people.1.name="Gus Manager"`}, ""},
		{"he lives where her letter goes, written otherwise", "P1", []string{restricted("P3", "P1", "telephone"), `people.2.address={"lines": ["2 Short Row"], "postcode": "ZZ9 9AB"}`},
			"restrictions[0] (telephone): P3 lives where the letter goes"},
		{"what kind of place", "P1", []string{restricted("P1", "C1", "address"), `transfer.reason.for_family="She is safe in the refuge."`}, "restrictions[0] (address): transfer.reason.for_family says what this reader may not know"},
		{"a baby to come", "P1", []string{restricted("P1", "C2", "existence"), `children.+={"id": "C2", "first_name": "Zoltan", "moves": false}`, `transfer.reason.for_family="Help with the new arrival."`},
			"restrictions[0] (existence): transfer.reason.for_family says what this reader may not know"},
		{"a short name with a title", "P1", []string{restricted("P1", "P3", "name"), `people.2.name="Jo Ng"`, `transfer.reason.for_family="Ask Ms Ng about it."`}, "restrictions[0] (name): transfer.reason.for_family says what this reader may not know"},
		{"a short name that is a syllable", "P1", []string{restricted("P1", "P3", "name"), `people.2.name="Jo To"`, `transfer.reason.for_family="It goes to her. To all."`}, ""},
		{"a number without its area code", "P1", []string{restricted("P1", "P3", "telephone"), `transfer.reason.for_family="Ring 900 301."`}, "restrictions[0] (telephone): transfer.reason.for_family says what this reader may not know"},
		{"a donor", "C1", []string{restricted("C1", "C1", "paternity"), `transfer.reason.for_child="About your donor."`}, "restrictions[0] (paternity): transfer.reason.for_child says what this reader may not know"},
		{"a death", "P1", []string{restricted("P1", "P3", "death"), `transfer.reason.for_family="Since she died."`}, "restrictions[0] (death): transfer.reason.for_family says what this reader may not know"},
		{"what she may read", "P1", []string{restricted("P1", "C1", "address", "school", "carer"), `transfer.reason.for_family="The court will decide."`}, ""},

		{"her own address is the one kept from her", "P1", []string{restricted("P1", "C1", "address"), `people.0.address={"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`},
			"restrictions[0] (address): people[0].address says what this reader may not know"},
		{"he lives where her letter goes", "P1", []string{restricted("P3", "P1", "telephone"), `people.2.address={"lines": ["2 Short Row", "SALFORD"], "postcode": "ZZ9 9AB"}`},
			"restrictions[0] (telephone): P3 lives where the letter goes"},
		{"an aunt who is the surgery's receptionist", "R1", []string{restricted("P3", "C1", "address", "carer"), `people.2.workplace="The School"`, `professionals.0.agency="School"`}, "restrictions[0] (address, carer): P3 works where the letter goes"},
		{"behind the same e-mail address", "R1", []string{restricted("P3", "C1", "address"), `people.2.email="office@lane.example.org"`, `people.2.workplace=`, `professionals.0.email="Office@lane.example.org"`},
			"restrictions[0] (address): P3 works where the letter goes"},
		{"a professional of the same agency", "R1", []string{restricted("R2", "C1", "address"), `professionals.0.agency="Beacon Primary School"`}, "restrictions[0] (address): R2 works where the letter goes"},
		{"a shop in the town that the council's domain names", "R1", []string{restricted("P3", "C1", "address"), `people.2.workplace="Aldi, Salford"`, `professionals.0.email="e.teacher@salford.gov.uk"`}, ""},
		{"the town alone", "R1", []string{restricted("P3", "C1", "address"), `people.2.workplace="Salford"`, `professionals.0.agency="Salford Safeguarding Unit"`}, ""},
		{"the council that the domain names", "R1", []string{restricted("P3", "C1", "address"), `people.2.workplace="Salford City Council"`, `professionals.0.email="e.teacher@salford.gov.uk"`},
			"restrictions[0] (address): P3 works where the letter goes"},
		{"a firm that the domain names", "R1", []string{restricted("P3", "C1", "address"), `people.2.workplace="Beeches Nursery"`, `professionals.0.email="e.teacher@beeches.example.org"`},
			"restrictions[0] (address): P3 works where the letter goes"},
		{"two bodies of one town", "R1", []string{`professionals.+={"id": "R9", "name": "Ivy Nurse", "role": "Nurse", "agency": "Ward 3", "email": "i.nurse@salford.nhs.uk"}`, restricted("R9", "C1", "address"), `professionals.0.email="e.teacher@salford.gov.uk"`}, ""},
		{"somebody who works elsewhere", "R1", []string{restricted("P3", "C1", "address")}, ""},
		{"twice", "P3", []string{`people.2.relationship.0.parental_responsibility=true`, `people.2.name="Béa EXAMPLE"`, `people.2.address={"lines": ["2 Short Row", "SALFORD"], "postcode": "ZZ9 9AB", "confirmed_on": "2026-11-01"}`},
			"has the name and the address of P1: nobody gets a letter twice; a manager decides"},
		{"one name, two addresses", "P3", []string{`people.2.relationship.0.parental_responsibility=true`, `people.2.name="Bea Example"`}, ""},
	} {
		_, held := letterOf(t, x.reader, append(slices.Clone(wide), x.changes...)...)
		if got := strings.Join(held, "; "); got != x.want {
			t.Errorf("%s:\n got %q\nwant %q", x.name, got, x.want)
		}
	}
}

// TestReleasedAddress: an address that was released to its reader keeps nothing
// of what leads there from that reader.
func TestReleasedAddress(t *testing.T) {
	open := func(by string) []string {
		return append(slices.Clone(wide), restricted("P1", "C1", "address"), `children.0.address.known_to=["`+by+`"]`, `people.1.address.known_to=["`+by+`"]`)
	}
	if shows, _ := letterOf(t, "P1", open("P1")...); !slices.Contains(shows, "Hal Headteacher") {
		t.Error("released to her, and left out")
	}
	if shows, _ := letterOf(t, "P1", open("P3")...); slices.Contains(shows, "Hal Headteacher") {
		t.Error("released to somebody else, and there")
	}
}

// TestFamilyOfTheTeam: a carer whom a professional may not know of isn't on the
// list of those who meet.
func TestFamilyOfTheTeam(t *testing.T) {
	member := `early_help={"members": ["R1", "P2"]}`
	if shows, _ := letterOf(t, "R1", append(slices.Clone(wide), member)...); !slices.Contains(shows, "Cy Carer") {
		t.Fatal("not there without the restriction")
	}
	if shows, held := letterOf(t, "R1", append(slices.Clone(wide), member, restricted("R1", "C1", "carer"))...); slices.Contains(shows, "Cy Carer") || slices.Contains(shows, "foster carer") || len(held) > 0 {
		t.Errorf("%q, held %q", shows, held)
	}
	rec := edited(t, append(slices.Clone(wide), member, restricted("R1", "C1", "carer"))...)
	v := audience.View(audience.Document{Reader: model.ReaderProfessional, Recipient: "R1", Child: rec.Child("C1")}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, day(t, today)).(audience.Professional)
	if len(v.Family) > 0 {
		t.Errorf("%d empty lines of the list are left", len(v.Family))
	}
}

// TestExtraIsLeftOut: a council's own fact that says a restricted thing is as
// if nobody had recorded it.
func TestExtraIsLeftOut(t *testing.T) {
	base := append(slices.Clone(wide), `extra={"place": "Beacon Primary School"}`)
	if shows, _ := letterOf(t, "P3", append(base, "people.2.relationship.0.parental_responsibility=true")...); !slices.Contains(shows, "Place") {
		t.Fatalf("not there without the restriction: %q", shows)
	}
	if shows, held := letterOf(t, "P1", append(base, restricted("P1", "C1", "school"))...); slices.Contains(shows, "Place") || len(held) > 0 {
		t.Errorf("%q, held %q", shows, held)
	}
}

// TestNothingOfAWorkerTellsWhere: what places a worker is left out or is the
// council's own; what places nobody stays.
func TestNothingOfAWorkerTellsWhere(t *testing.T) {
	worker := func(telephone, email, role string) []string {
		return append(slices.Clone(wide), `workers.1.telephone="`+telephone+`"`, `workers.1.email="`+email+`"`, `workers.1.role="`+role+`"`, `workers.1.base="Kearsley Clinic"`, `workers.1.working_days="Tuesdays"`)
	}
	for _, word := range []string{"address", "area", "worker_base"} {
		for _, x := range []struct {
			telephone, email, role string
			gone                   []string
		}{
			{"01204 496 012", "gus@example.org", "Social worker (Bolton locality)", []string{"01204 496 012", "Social worker (Bolton locality)", "Tuesdays"}},
			{"+44 1204 496012", "gus@wigan.example.org", "Social worker, Kearsley", []string{"+44 1204 496012", "gus@wigan.example.org", "Social worker, Kearsley"}},
			{"01632 960 123", "gus@example.org", "Senior social worker", nil},
			{"07700 900123", "gus@example.org", "Team manager", nil},
		} {
			before, _ := letterOf(t, "P1", worker(x.telephone, x.email, x.role)...)
			shows, held := letterOf(t, "P1", append(worker(x.telephone, x.email, x.role), restricted("P1", "C1", word))...)
			if len(held) > 0 {
				t.Fatalf("held: %q", held)
			}
			for _, v := range []string{x.telephone, x.email, x.role, "Tuesdays"} {
				if !slices.Contains(before, v) {
					t.Fatalf("%q isn't there without the restriction", v)
				}
				if gone := slices.Contains(x.gone, v) || v == "Tuesdays"; slices.Contains(shows, v) == gone {
					t.Errorf("%s: %q is left out: %v", word, v, !gone)
				}
			}
			if len(x.gone) > 0 && !slices.Contains(shows, "01632 960100") {
				t.Errorf("%s: no telephone of the council", word)
			}
		}
	}
}

// TestTwoAtOneAddress: each of two of the family is warned of the other, and
// nobody of those whom a letter is held from.
func TestTwoAtOneAddress(t *testing.T) {
	const want = "somebody else who gets a letter lives there: each letter in an envelope of its own"
	warned := func(changes ...string) []model.ID {
		out := map[model.ID]bool{}
		for _, r := range All(edited(t, append(slices.Clone(wide), changes...)...), testMail, day(t, today)) {
			if slices.Contains(r.Warnings, want) {
				out[r.ID] = true
			}
		}
		return slices.Sorted(maps.Keys(out))
	}
	if got := warned(); !slices.Equal(got, []model.ID{"C1", "P2"}) {
		t.Errorf("%v", got)
	}
	if got := warned("people.1.relationship.0.inform.tell=false"); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

// TestSalfordSiblings: a mother who may not know where two of her sons live has
// a letter about each, without a team, a school or a place.
func TestSalfordSiblings(t *testing.T) {
	b, err := os.ReadFile("../../fixtures/good/salford-siblings-proceedings.json")
	if err != nil {
		t.Fatal(err)
	}
	rec, err := model.Decode("case.json", b, model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range All(rec, testMail, day(t, today)) {
		if r.ID != "P1" {
			continue
		}
		n++
		v := audience.View(audience.Document{Reader: r.Reader, Recipient: r.ID, Child: rec.Child(r.Child)}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, day(t, today)).(audience.Parent)
		if len(r.Held) > 0 || v.FromTeam != nil || v.ToTeam != nil || v.Joining.Team != nil || v.Leaving.Team != nil || v.Moved != nil || v.Joining.Name == nil {
			t.Errorf("about %s: held %q, %+v", r.Child, r.Held, v.Letter)
		}
	}
	if n != 2 {
		t.Errorf("%d letters", n)
	}
}
