package disclosure

import (
	"testing"

	"handover/model"
)

// TestAlways is what each reader may not know without any restriction.
func TestAlways(t *testing.T) {
	const everything = `C1 Rosalind Quennell 771101, C2 Edmund Quennell 771102, born 3 December 2014 and 21 May 2017, formerly Rosalind Birchenough; NHS 9992045302; UPN L999204530015;
12 Elder Bank ZZ9 9ZZ; Siobhán O'Rourke-Vane, formerly Siobhán Treadwell, April 1986, 07700 900211, siobhan.orourke@example.org, Castlegate Bakery, safe 07700 900222, 40 Junction Lane XX4 3RB;
Gareth Quennell 29 February 1984, 0161 496 0333, 9 Kestrel Court XX6 5TC; Thandiwe Mbatha-Lowe 07700 900255, Brightwater Fostering;
Weir Lane Surgery; St Dymphna's Primary School, Moor Road, 0161 496 0401, l.nightingale@dymphnas.example.org; 4 Weir Lane, ZZ9 9CA, 0161 496 0304; 01632 960416, ife@fennel.example.org, ife@secure.example.org;
Guildhall, 1 Quay Parade, front@derwentmouth.example.org; SYN26C00530; CF-771100;
Alasdair Mountjoy 0161 496 0121, Verity Frost 0161 496 0122, Southern Assessment Team, Weirside House, Lockgate Street, ZZ9 9AA, The Old Tram Depot;
She keeps three snails in a jar by her bed. The final hearing is near and the family needs a longer plan. I bake on Fridays and play football badly on most other days.
The court is deciding where you will live while you are growing up. The longer term team works with children for more years than we can do. Case responsibility moves between two Salford teams before the very last hearing.
Your family help worker still visits every week until the summer. Ring the front door team on any day and ask for help.`
	common := []string{
		"authorities[0].address#address", "authorities[0].secure_email#email", "children[0].address#address", "children[0].date_of_birth#date_of_birth", "children[0].nhs_number#nhs_number",
		"children[0].pen_picture#narrative", "children[0].previous_names[0].name#previous_name", "children[0].upn#upn", "children[1].date_of_birth#date_of_birth",
		"court.case_number#court_case_number",
		"people[0].address#address", "people[0].date_of_birth#date_of_birth", "people[0].email#email", "people[0].letters.safe_contact#safe_contact", "people[0].previous_names[0].name#previous_name",
		"people[0].telephone#telephone", "people[0].workplace#workplace", "people[1].address#address", "people[1].date_of_birth#date_of_birth", "people[1].telephone#telephone",
		"people[2].address#address", "people[2].telephone#telephone", "people[2].workplace#workplace", "people[3].workplace#workplace",
		"professionals[0].address#address", "professionals[0].email#email", "professionals[0].telephone#telephone",
		"professionals[1].address#address", "professionals[1].telephone#telephone", "professionals[2].email#email", "professionals[2].secure_email#email", "professionals[2].telephone#telephone",
		"reference#reference", "transfer.reason.text#narrative",
	}
	other := []string{"children[1].number#other_child", "children[1]#other_child"}
	child, family, professional := "transfer.reason.for_child#narrative", "transfer.reason.for_family#narrative", "transfer.reason.for_professionals#narrative"
	support := []string{"closure.how_to_come_back#narrative", "closure.support_after#narrative"}
	about := "workers[1].about_me#narrative"
	for _, c := range []struct {
		reader Reader
		minus  []string
		plus   [][]string
	}{
		{Reader{ID: "C1", Child: "C1", Kind: Child},
			[]string{"children[0].address#address", "children[0].date_of_birth#date_of_birth", "children[0].previous_names[0].name#previous_name", "people[2].address#address"},
			[][]string{other, {family, professional}, {"children[0].address#own_address", "people[2].address#own_address"}}},
		{Reader{ID: "P1", Child: "C1", Kind: Parent},
			[]string{"people[0].address#address", "people[0].date_of_birth#date_of_birth", "people[0].email#email", "people[0].letters.safe_contact#safe_contact", "people[0].previous_names[0].name#previous_name", "people[0].telephone#telephone", "people[0].workplace#workplace"},
			[][]string{other, {child, professional, about}, {"people[0].address#own_address"}}},
		{father, []string{"people[1].address#address", "people[1].date_of_birth#date_of_birth", "people[1].telephone#telephone"},
			[][]string{{child, professional, about}, {"people[1].address#own_address"}}},
		{Reader{ID: "P3", Child: "C1", Kind: Carer}, []string{"children[0].address#address", "people[2].address#address", "people[2].telephone#telephone", "people[2].workplace#workplace"},
			[][]string{other, {child, professional, about}, {"children[0].address#own_address", "people[2].address#own_address"}}},
		{Reader{ID: "R1", Child: "C1", Kind: Professional}, []string{"professionals[0].address#address", "professionals[0].email#email", "professionals[0].telephone#telephone"},
			[][]string{other, {child, family, about}, support}},
		{Reader{ID: "R2", Child: "C1", Kind: Professional}, []string{"people[3].workplace#workplace", "professionals[1].address#address", "professionals[1].telephone#telephone"},
			[][]string{{child, family, about}, support}},
		{Reader{ID: "A1", Child: "C1", Kind: Authority, Granted: []string{"children[0].date_of_birth"}},
			[]string{"authorities[0].address#address", "authorities[0].secure_email#email", "children[0].date_of_birth#date_of_birth"},
			[][]string{{child, family, about}, support}},
	} {
		t.Run(string(c.reader.ID), func(t *testing.T) {
			var w want
			for _, id := range common {
				if !contains(c.minus, id) {
					w = append(w, id)
				}
			}
			for _, p := range c.plus {
				w = append(w, p...)
			}
			w.check(t, decode(t, familyCase), c.reader, Content{Body: everything})
		})
	}
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// TestOwnAddress: the reader's own address stands in the reader's address
// block, if it is confirmed and in date, and nowhere else.
func TestOwnAddress(t *testing.T) {
	const block = "Siobhán O’Rourke-Vane\nFlat 2\n40 Junction Lane\nMoss Side\nSALFORD\nXX4 3RB"
	mother := Reader{ID: "P1", Child: "C1", Kind: Parent}
	hit := want{"people[0].address#own_address"}
	letter := "Salford City Council\n" + block + "\nDear Siobhán,\n"
	address := func(field string, value any) func(map[string]any) { return set(value, "people", 0, "address", field) }
	rec := decode(t, familyCase)
	want(nil).check(t, rec, mother, Content{Body: letter, AddressBlock: block})
	want(nil).check(t, rec, mother, Content{Body: "Dear Siobhán,", AddressBlock: block})
	hit.check(t, rec, mother, Content{Body: letter})
	hit.check(t, rec, mother, Content{Body: letter + "You live at 40 Junction Lane.", AddressBlock: block})
	hit.check(t, rec, mother, Content{Body: letter, AddressBlock: block, Elsewhere: []string{"xx43rb.pdf"}})
	hit.check(t, rec, mother, Content{Body: letter + block, AddressBlock: block})
	hit.check(t, decode(t, familyCase, address("confirmed_on", nil)), mother, Content{Body: letter, AddressBlock: block})
	hit.check(t, decode(t, familyCase, address("to", "2026-11-30")), mother, Content{Body: letter, AddressBlock: block})
	hit.check(t, decode(t, familyCase, address("from", "2026-12-02")), mother, Content{Body: letter, AddressBlock: block})
	want{"people[1].address#address"}.check(t, rec, mother, Content{Body: "Salford City Council\n" + block + "\n9 Kestrel Court\nDear", AddressBlock: block + "\n9 Kestrel Court"})
	want{"people[1].address#address"}.check(t, rec, mother, Content{AddressBlock: "Siobhán\n9 Kestrel Court\nBOLTON\nXX6 5TC"})

	// The letter to a child goes to whoever gets it for the child.
	child := Reader{ID: "C1", Child: "C1", Kind: Child}
	solicitor := "Roz\nCare of Dr Parveen Ashworth\n4 Weir Lane\nSALFORD\nZZ9 9CA"
	want{"professionals[1].address#address"}.check(t, rec, child, Content{Body: solicitor, AddressBlock: solicitor})
	want(nil).check(t, decode(t, familyCase, set("R2", "children", 0, "letters", "to")), child, Content{Body: solicitor, AddressBlock: solicitor})

	want(nil).check(t, decode(t, familyCase, set("R2", "people", 0, "letters", "to")), mother, Content{Body: solicitor, AddressBlock: solicitor})

	// A professional may read where they work.
	want(nil).check(t, rec, Reader{ID: "R1", Child: "C1", Kind: Professional}, Content{Body: "St Dymphna's Primary School, Moor Road, ZZ9 9HA"})
}

// TestKnownTo: an address's known_to releases it.
func TestKnownTo(t *testing.T) {
	known := set([]any{"P2"}, "people", 0, "address", "known_to")
	want(nil).check(t, decode(t, familyCase, known), father, Content{Body: "40 Junction Lane, XX4 3RB"})
	want{"people[0].address#address"}.check(t, decode(t, familyCase, known, restrict(`{"who": "P2", "about": "P1", "what": ["address"]}`)), father, Content{Body: "XX4 3RB"})
	want{"people[0].address#address"}.check(t, decode(t, familyCase, known), Reader{ID: "P3", Child: "C1", Kind: Carer}, Content{Body: "XX4 3RB"})
}

// TestLetterhead: what the council prints of itself is no hit where it stands,
// and a hit elsewhere.
func TestLetterhead(t *testing.T) {
	rec := decode(t, familyCase, restrict(`{"who": "P2", "about": "C1", "what": ["address"]}`))
	head := []string{"Heatonmoor Children Team", "The Old Tram Depot, 22 Carbarn Road", "0161 496 0401"}
	want(nil).check(t, rec, father, Content{Body: "Heatonmoor Children Team\nThe Old Tram Depot\n22 Carbarn Road\nRing 0161 496 0401", Letterhead: head})
	want{"professionals[0].telephone#school", "professionals[0].telephone#telephone"}.check(t, decode(t, familyCase, restrict(`{"who": "P2", "about": "C1", "what": ["school"]}`)), father, Content{Body: "0161-496-0401, +44 161 496 0401", Letterhead: head})
	want{"teams[1].name#area", "teams[1].address#worker_base"}.check(t, rec, father, Content{Body: "Heatonmoor Children Team, 22 Carbarn Road", Letterhead: head[2:]})
}

// TestKnown: what everybody may know of the council and of the team around the
// family doesn't hide what else stands in it.
func TestKnown(t *testing.T) {
	team := set(map[string]any{"members": []any{"R2", "R3", "P1"}}, "early_help")
	rec := decode(t, familyCase, team, set(map[string]any{"venue": "Weir Lane Surgery, 4 Weir Lane"}, "closure", "tac_meeting"))
	mother := Reader{ID: "P1", Child: "C1", Kind: Parent, Granted: []string{"professionals[2].telephone", "professionals[2].email"}}
	want{"professionals[2].email#email", "professionals[2].telephone#telephone"}.check(t, rec, father, Content{Body: "01632 960416, ife@fennel.example.org"})
	want(nil).check(t, rec, mother, Content{Body: "Ife Donnelly, Fennel House, 01632 960416, ife@fennel.example.org. It meets at Weir Lane Surgery, 4 Weir Lane."})
	want{"professionals[1].address#address"}.check(t, rec, mother, Content{Body: "She works at 4 Weir Lane."})
	want{"people[0].email#email", "people[0].telephone#telephone"}.check(t, rec, father, Content{Body: "07700 900211 siobhan.orourke@example.org"})
	want(nil).check(t, rec, Reader{ID: "R2", Child: "C1", Kind: Professional, Granted: []string{"people[0].telephone", "people[0].email"}}, Content{Body: "07700 900211 siobhan.orourke@example.org"})
	want{"people[0].telephone#telephone"}.check(t, rec, Reader{ID: "R1", Child: "C1", Kind: Professional}, Content{Body: "07700 900211"})
}

// TestShared: what the reader may know stays so where somebody else has it too.
func TestShared(t *testing.T) {
	mother := Reader{ID: "P1", Child: "C1", Kind: Parent}
	r3, a1 := Reader{ID: "R3", Child: "C1", Kind: Professional}, Reader{ID: "A1", Child: "C1", Kind: Authority}
	for _, c := range []struct {
		name   string
		reader Reader
		change func(map[string]any)
		body   string
	}{
		{"a team's telephone", father, both(set("0161 496 0500, nights 0161 496 0501", "teams", 0, "out_of_hours"), set("0161 496 0501", "people", 0, "telephone")), "0161 496 0501"},
		{"a worker's e-mail", father, both(set("team@council.example.org", "workers", 0, "email"), set("team@council.example.org", "professionals", 0, "email")), "team@council.example.org"},
		{"a worker's base", father, set("Weirside House", "people", 0, "workplace"), "Weirside House"},
		{"a team's address", father, set(map[string]any{"lines": []any{"Legal Services", "Lockgate Street", "SALFORD"}, "postcode": "zz99aa"}, "professionals", 2, "address"), "Lockgate Street, ZZ9 9AA"},
		{"a team", father, set("Southern Assessment Team", "people", 0, "workplace"), "Southern Assessment Team"},
		{"early help", father, both(set(map[string]any{"service": "Guildhall Early Help Hub"}, "early_help"), set("Guildhall", "people", 0, "workplace")), "Guildhall Early Help Hub"},
		{"the reader's agency", r3, set("Fennel House", "people", 0, "workplace"), "Fennel House"},
		{"the reader's address at work", Reader{ID: "R2", Child: "C1", Kind: Professional}, set(map[string]any{"lines": []any{"4 Weir Lane", "SALFORD"}, "postcode": "ZZ9 9CA"}, "professionals", 2, "address"), "4 Weir Lane, ZZ9 9CA"},
		{"the authority's address", a1, set(map[string]any{"lines": []any{"1 Quay Parade", "DERWENTMOUTH"}, "postcode": "XX9 1AA"}, "professionals", 2, "address"), "1 Quay Parade, XX9 1AA"},
		{"the authority's reference", a1, set("CF-771100", "authorities", 0, "their_reference"), "CF-771100"},
		{"the authority's meeting", a1, set(map[string]any{"venue": "Surgery, 4 Weir Lane"}, "authorities", 0, "meeting"), "Surgery, 4 Weir Lane"},
		{"the authority's name", a1, set("Derwentmouth Borough Council", "people", 0, "workplace"), "Derwentmouth Borough Council"},
		{"the reader's name", mother, set([]any{map[string]any{"name": "Siobhán O'Rourke-Vane"}}, "people", 1, "previous_names"), "Siobhán O'Rourke-Vane"},
		{"the child's number", father, set("771101", "reference"), "771101"},
		{"the child's name", father, set([]any{map[string]any{"name": "Rosalind Quennell"}}, "people", 0, "previous_names"), "Rosalind Quennell"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want(nil).check(t, decode(t, familyCase, c.change), c.reader, Content{Body: c.body})
		})
	}
}

func both(a, b func(map[string]any)) func(map[string]any) {
	return func(doc map[string]any) { a(doc); b(doc) }
}

// TestGranted: what a protocol grants a reader is no hit, unless a restriction
// withholds it.
func TestGranted(t *testing.T) {
	granted := father
	granted.Granted = []string{"people[0].telephone", "children[0].pen_picture", "extra.plan"}
	text := Content{Body: "07700 900211. She keeps three snails in a jar by her bed."}
	rec := decode(t, familyCase)
	want(nil).check(t, rec, granted, text)
	want{"children[0].pen_picture#narrative", "people[0].telephone#telephone"}.check(t, rec, father, text)
	want{"people[0].telephone#telephone"}.check(t, decode(t, familyCase, restrict(`{"who": "P2", "about": "P1", "what": ["telephone"]}`)), granted, text)
	rec.Extra = map[string]model.Extra{"plan": {Text: "The plan says that grandma keeps the blue house key."}}
	plan := Content{Body: "The plan says that grandma keeps the blue house key."}
	want{"extra.plan#narrative"}.check(t, rec, father, plan)
	want(nil).check(t, rec, granted, plan)
}

// TestWrittenForTwo: words that were written for this reader too are no hit.
func TestWrittenForTwo(t *testing.T) {
	rec := decode(t, familyCase, set("The longer term team works with children for more years than we can do, and his brother hit him in front of the school.", "transfer", "reason", "text"))
	want(nil).check(t, rec, father, Content{Body: "The longer term team works with children for more years than we can do."})
	want{"transfer.reason.text#narrative"}.check(t, rec, father, Content{Body: "His brother hit him in front of the school."})
}

// TestCoincidences are hits, each with an id by which it can be cleared.
func TestCoincidences(t *testing.T) {
	hide := func(about, what string) func(map[string]any) {
		return restrict(`{"who": "P2", "about": "` + about + `", "what": ["` + what + `"]}`)
	}
	rose := decode(t, familyCase, set("Rose", "people", 0, "name"), hide("P1", "name"))
	want(nil).check(t, rose, father, Content{Body: "She rose early. Rose early, said the father."})
	want{"people[0].name#name"}.check(t, rose, father, Content{Body: "The garden of Rose is kept by the council."})
	mary := decode(t, familyCase, set("St Mary's Primary School", "professionals", 0, "agency"), hide("C1", "school"))
	want{"professionals[0].agency#school"}.check(t, mary, father, Content{Body: "The ward at St Mary’s Hospital is for St. Mary's Primary School."})
	son := decode(t, familyCase, set("Gareth Quennell", "people", 0, "name"), hide("P1", "name"))
	if got := Secrets(son, Reader{ID: "P4", Child: "C1", Kind: Parent}, asOf).Find(Content{Body: "Gareth Quennell"}); !found(got, "people[0].name#name") {
		t.Error("father and son of one name: no hit")
	}
}

// TestGrantedHome: where the child lives is no hit for whom a protocol grants it,
// wherever else the record has the same place, but where it is confidential or
// a restriction binds the reader.
func TestGrantedHome(t *testing.T) {
	gp := Reader{ID: "R2", Child: "C1", Kind: Professional, Granted: []string{"children[0].address"}}
	open := set(false, "children", 0, "address", "confidential")
	hit := want{"children[0].address#address", "people[2].address#address"}
	for name, c := range map[string]struct {
		want   want
		reader Reader
		change []func(map[string]any)
	}{
		"granted":                          {nil, gp, []func(map[string]any){open}},
		"not granted":                      {hit, Reader{ID: "R2", Child: "C1", Kind: Professional}, []func(map[string]any){open}},
		"about a sibling":                  {hit, Reader{ID: "R2", Child: "C2", Kind: Professional, Granted: gp.Granted}, []func(map[string]any){open}},
		"a placement":                      {hit, gp, nil},
		"one says that it is":              {hit, gp, []func(map[string]any){open, set(true, "people", 2, "address", "confidential")}},
		"nobody says so, and no placement": {nil, gp, []func(map[string]any){set(nil, "children", 0, "placement")}},
		"nobody says so, and a restriction names one of them": {hit, gp, []func(map[string]any){set(nil, "children", 0, "placement"), restrict(`{"who": "P2", "about": "P3", "what": ["school"]}`)}},
	} {
		t.Run(name, func(t *testing.T) {
			c.want.check(t, decode(t, familyCase, c.change...), c.reader, Content{Body: "12 Elder Bank, Fernleigh"})
		})
	}
}

// TestGrantedBirth: a granted date of birth is no hit, of the child or a twin; a
// day on which a child is due is one for whom it isn't granted.
func TestGrantedBirth(t *testing.T) {
	court := Reader{ID: "R2", Child: "C1", Kind: Professional}
	born := court
	born.Granted = []string{"children[0].date_of_birth"}
	twin := set("2014-12-03", "children", 1, "date_of_birth")
	want{"children[0].date_of_birth#date_of_birth", "children[1].date_of_birth#date_of_birth"}.check(t, decode(t, familyCase, twin), court, Content{Body: "3 December 2014"})
	want(nil).check(t, decode(t, familyCase, twin), born, Content{Body: "3 December 2014"})
	want{"children[1].date_of_birth#date_of_birth"}.check(t, decode(t, familyCase), born, Content{Body: "21 May 2017"})
	due := set("2027-03-04", "children", 0, "expected_date_of_birth")
	want{"children[0].expected_date_of_birth#date_of_birth"}.check(t, decode(t, familyCase, due), born, Content{Body: "4 March 2027"})
	want(nil).check(t, decode(t, familyCase, due), Reader{ID: "R2", Child: "C1", Kind: Professional, Granted: []string{"children[0].expected_date_of_birth"}}, Content{Body: "4 March 2027"})
	want(nil).check(t, decode(t, familyCase, due), Reader{ID: "P1", Child: "C1", Kind: Parent}, Content{Body: "4 March 2027"})
}
