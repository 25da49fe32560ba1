package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/model"
	"handover/render"
)

// A breach is a case in which a reader learned what they may not know. Each is
// told twice: as it would have gone, and with what its record says.
type breach struct {
	name    string
	fixture string
	harm    []string // changes that make the case, with nobody protected
	guard   []string // changes that protect: a restriction, a date, a link
	reader  model.ID // who learns it
	value   string   // what
	field   string   // where the record has it, as the check says
}

// TestBreaches tells cases that happened to councils, and some that would: the
// reader's letter shows the value with nothing in the way; the check alone
// refuses that letter; the views alone keep the value out of it; and with both,
// nothing of the reader's shows it.
func TestBreaches(t *testing.T) {
	for _, b := range breaches() {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			open, guarded := b.harm, append(append([]string{}, b.harm...), b.guard...)
			unprotected := planOf(t, b.fixture, b.reader, open...)
			if n := shows(t, unprotected, b.reader, b.value); n != len(allFormats) {
				t.Fatalf("without protection %d of %d formats show it to %s: no such case", n, len(allFormats), b.reader)
			}
			unprotected.rec = decode(t, changed(t, b.fixture, guarded...))
			refusedFor(t, unprotected, b)

			plan := planOf(t, b.fixture, b.reader, guarded...)
			if len(b.guard) > 0 {
				if n := shows(t, plan, b.reader, b.value); n != 0 {
					t.Errorf("the views leave it in %d files of %s", n, b.reader)
				}
			}
			k := build(t, plan)
			switch {
			case len(b.guard) == 0:
				refusedFor(t, plan, b)
			case len(k.Refused) > 0:
				t.Errorf("not all is made: %v", &Disclosed{Files: k.Refused})
			default:
				for _, f := range k.Files {
					if strings.HasPrefix(f.Path, "send/"+string(b.reader)+"/") && says(textOf(t, f), b.value) {
						t.Errorf("%s shows it", f.Path)
					}
				}
			}
		})
	}
}

// planOf is the plan of one reader's letters, or of all documents, of a changed
// fixture in all formats.
func planOf(t *testing.T, fixture string, to model.ID, changes ...string) *Plan {
	t.Helper()
	src := changed(t, fixture, changes...)
	rec := decode(t, src)
	opt := options(t, src, allFormats...)
	if to != "" {
		opt.To = []model.ID{to}
	}
	plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// unchecked are a plan's files, made without the check.
func unchecked(t *testing.T, plan *Plan) []deliver.File {
	t.Helper()
	jobs := plan.jobs(plan.Documents)
	for _, j := range jobs {
		j.search = nil
	}
	if err := run(jobs, 0, func() {}); err != nil {
		t.Fatal(err)
	}
	var out []deliver.File
	for _, j := range jobs {
		if j.refused == nil {
			out = append(out, j.file)
		}
	}
	return out
}

// shows is in how many formats a reader's letters have a value if nobody checks them.
func shows(t *testing.T, plan *Plan, reader model.ID, value string) int {
	t.Helper()
	in := map[render.Format]bool{}
	for _, f := range unchecked(t, plan) {
		if strings.HasPrefix(f.Path, "send/"+string(reader)+"/") && says(textOf(t, f), value) {
			in[format(f.Path)] = true
		}
	}
	return len(in)
}

func says(text, value string) bool { return strings.Contains(plainWords(text), plainWords(value)) }

// refusedFor fails unless the check refuses every format that shows a breach's
// value, by the record's field and without the value.
func refusedFor(t *testing.T, plan *Plan, b breach) {
	t.Helper()
	d := &Disclosed{Files: build(t, plan).Refused}
	err := error(d)
	in, named := map[render.Format]bool{}, false
	for _, f := range d.Files {
		if f.Recipient == b.reader {
			if slices.Contains(allFormats, f.Format) { // not the e-mail that carries it
				in[f.Format] = true
			}
			for _, x := range f.Fields {
				named = named || x.Field == b.field
			}
		}
	}
	if len(in) != len(allFormats) {
		t.Errorf("the check finds it in %d of %d formats", len(in), len(allFormats))
	}
	if !named {
		t.Errorf("the check doesn't name %s:\n%v", b.field, err)
	}
	if says(err.Error(), b.value) {
		t.Error("the error holds the value")
	}
}

func restrict(who, about, what string, more ...string) string {
	more = append([]string{""}, more...)
	return `restrictions.+={"who": "` + who + `", "about": "` + about + `", "what": ["` + strings.ReplaceAll(what, " ", `", "`) + `"]` + strings.Join(more, ", ") + `}`
}

const family, forChild, forOthers = "transfer.reason.for_family=", "transfer.reason.for_child=", "transfer.reason.for_professionals="

func breaches() []breach {
	return []breach{
		{
			name: "Telford and Wrekin 2011, the assessment that named another child", fixture: "salford-siblings-proceedings",
			harm:   []string{forOthers + `"The core assessment says that Niamh Walsh-Adeyinka is settled."`},
			reader: "R1", value: "Niamh Walsh-Adeyinka", field: "children[1]",
		},
		{
			name: "Telford and Wrekin 2011, the placement record shown to the mother", fixture: "salford-section-20",
			harm:   []string{`restrictions=`, family + `"Placement: Siân Ŵyn-Łukasz, foster carer."`},
			guard:  []string{restrict("P1", "C1", "address carer")},
			reader: "P1", value: "Siân Ŵyn-Łukasz", field: "people[3].name",
		},
		{
			name: "Halton 2012, the adopters' address sent to the birth mother", fixture: "salford-siblings-proceedings",
			harm:   []string{`restrictions=`, `children.C3.address.confidential=false`, `people.P5.address.confidential=false`, `people.P6.address.confidential=false`, `households.H2.address.confidential=false`, family + `"The letter for The Signal House, 40 Junction Lane, is with this one."`},
			reader: "P1", value: "40 Junction Lane", field: "children[2].address",
		},
		{
			name: "Wakefield 2022, the bundle with the mother's and the children's address", fixture: "bury-core-group",
			harm:   []string{family + `"Verity and Amos are at 4 Heald Yard, XX8 5HY."`},
			reader: "P2", value: "4 Heald Yard", field: "people[0].address",
		},
		{
			name: "Wakefield 2022, the school that gives the address away", fixture: "lincolnshire-tac",
			guard:  []string{restrict("P2", "P1", "address")},
			reader: "P2", value: "Fenside Primary School", field: "professionals[0].agency",
		},
		{
			name: "Charnwood 2023, the new address sent to the old one", fixture: "bury-core-group",
			harm: []string{`people.P2.relationship=[]`, `people.+={"id": "P3", "name": "Warrick Threap", "address": {"lines": ["4 Heald Yard", "Whitefield", "BURY"], "postcode": "XX8 5HY"}}`,
				`children.C1.address={"lines": ["9 Skelwith Fold", "KENDAL"], "postcode": "XX9 1AA", "confirmed_on": "2026-11-20", "known_to": ["P1"]}`, family + `"We have noted that you live at 9 Skelwith Fold now."`},
			guard:  []string{restrict("P3", "P1", "address", `"words": ["Skelwith"]`)},
			reader: "P1", value: "9 Skelwith Fold", field: "restrictions[0].words[0]",
		},
		{
			name: "Worcestershire 2011, the list of everybody who gets it", fixture: "salford-section-20",
			harm:   []string{forOthers + `"To: head@brindle-clough.example.org, reception@weirlane.example.org, p.holloway@riverbank.example.org"`},
			reader: "R5", value: "reception@weirlane.example.org", field: "professionals[3].email",
		},
		{
			name: "North Somerset, five e-mails to the wrong colleague", fixture: "lincolnshire-tac",
			harm:   []string{`professionals.R3.address=`, `professionals.R3.secure_email="hal@harbour.example.org"`, `people.+={"id": "P9", "name": "Ivor Sallow"}`},
			guard:  []string{restrict("P9", "C1", "existence"), `people.P9.email="hal@harbour.example.org"`},
			reader: "R3", value: "Applegarth", field: "children[0]",
		},
		{
			name: "Surrey 2010, the group's address", fixture: "bury-core-group",
			harm:   []string{`professionals.R3.address=`, `professionals.R3.secure_email="all@greenwood.example.org"`, `people.+={"id": "P9", "name": "Ivor Sallow", "workplace": "Greenwood"}`},
			guard:  []string{restrict("P9", "C1", "name")},
			reader: "R3", value: "Amos", field: "children[0]",
		},
		{
			name: "a refuge named in free text", fixture: "stoke-on-trent-step-down",
			harm:   []string{family + `"Leanne and Ffion have settled in at Larkfield House and have a support worker there."`},
			guard:  []string{restrict("P2", "P1", "fact", `"words": ["Larkfield"]`)},
			reader: "P2", value: "Larkfield House", field: "restrictions[0].words[0]",
		},
		{
			name: "the mother's letter names her domestic abuse adviser and the father opens it", fixture: "lincolnshire-tac",
			harm:   []string{`people.P2.address=`, `people.P2.household="H1"`, `households.H1.members=["C1", "C2", "P1", "P2"]`, `early_help.lead_professional="R3"`},
			guard:  []string{restrict("P2", "R3", "existence professional workplace")},
			reader: "P1", value: "Hal Winterbourne", field: "professionals[2].name",
		},
		{
			name: "a carer reads the child's letter", fixture: "salford-section-20",
			harm:   []string{`restrictions=`, forChild + `"Your half-brother Đỗ Gia Bảo would like to see you on Saturday."`},
			guard:  []string{restrict("P4", "P7", "existence")},
			reader: "C1", value: "Đỗ Gia Bảo", field: "people[6].name",
		},
		{
			name: "an aunt is the surgery's receptionist", fixture: "stoke-on-trent-step-down",
			harm:   []string{`people.P3.workplace="Normacot Road Surgery"`},
			guard:  []string{restrict("P3", "C1", "name")},
			reader: "R2", value: "Ffion Delaney-Cope", field: "children[0]",
		},
		{
			name: "the father whom a child doesn't know", fixture: "stoke-on-trent-step-down",
			harm:   []string{forChild + `"Ruairi Delaney has been told as well."`},
			guard:  []string{restrict("C1", "C1", "paternity")},
			reader: "C1", value: "Ruairi Delaney", field: "people[1].name",
		},
		{
			name: "an adopted child's new name", fixture: "bury-core-group",
			harm:   []string{`children.C1.first_name="Caspian"`, `children.C1.known_as=`, `children.C1.surname="Hawksworth"`, `children.C1.previous_names=[{"name": "Amos Thistlewood", "kind": "birth"}]`},
			guard:  []string{restrict("P2", "C1", "new_name")},
			reader: "P2", value: "Caspian", field: "children[0]",
		},
		{
			name: "a parent is a professional of the case", fixture: "bury-core-group",
			harm:   []string{`people.P2.workplace="Bury Division"`, `professionals.R3.name="Gavin Thistlewood"`, `professionals.R1.agency="Beacon Lane Academy"`, forOthers + `"Amos goes to Beacon Lane Academy from Monday."`},
			guard:  []string{`professionals.R3.same_as="P2"`, restrict("P2", "C1", "school")},
			reader: "R3", value: "Beacon Lane Academy", field: "professionals[0].agency",
		},
	}
}
