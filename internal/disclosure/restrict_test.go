package disclosure

import (
	"slices"
	"testing"

	"handover/model"
)

// TestRestrictions is each thing that a restriction can withhold: what shows
// it, and what doesn't.
func TestRestrictions(t *testing.T) {
	for _, c := range []struct {
		what, about, body string
		want              want
	}{
		{"address", "P1", "at 40 Junction Lane", want{"people[0].address#address"}},
		{"address", "P1", "near Junction Lane, Moss Side", want{"people[0].address#address"}},
		{"address", "C1", "12 Elder Bank", want{"children[0].address#address", "children[0].address#provider", "people[2].address#address", "people[2].address#carer"}},
		{"address", "C1", "in Stockport", want{"children[0].address#address", "children[0].address#provider", "people[2].address#address", "people[2].address#carer", "professionals[0].address#school"}},
		{"address", "C1", "St Dymphna’s", want{"professionals[0].agency#school"}},
		{"address", "C1", "ask Leopold Nightingale", want{"professionals[0].name#school"}},
		{"address", "C1", "ask Mr Nightingale", want{"professionals[0].name#school"}},
		{"address", "C1", "Weir Lane Surgery", want{"people[3].workplace#workplace", "professionals[1].address#school", "professionals[1].agency#school"}},
		{"address", "C1", "Fennel House", nil},
		{"address", "C1", "Thandiwe Mbatha-Lowe", want{"people[2].name#carer"}},
		{"address", "C1", "Mrs Mbatha", want{"people[2].name#carer"}},
		{"address", "C1", "Thandiwe", want{"people[2].name#carer"}},
		{"address", "C1", "07700 900255", want{"people[2].telephone#carer", "people[2].telephone#telephone"}},
		{"address", "C1", "Brightwater Fostering", want{"people[2].workplace#provider", "people[2].workplace#workplace"}},
		{"address", "C1", "Pear Tree Family Centre", want{"contact_plan.arrangements[0].venue#contact_venue"}},
		{"address", "C1", "Derwentmouth Borough Council", want{"authorities[0].address#authority", "authorities[0].name#authority"}},
		{"address", "C1", "1 Quay Parade", want{"authorities[0].address#address", "authorities[0].address#authority"}},
		{"address", "C1", "Southern Assessment Team", want{"teams[0].name#area"}},
		{"address", "C1", "Heatonmoor Children Team", want{"teams[1].name#area"}},
		{"address", "C1", "22 Carbarn Road", want{"teams[1].address#worker_base"}},
		{"address", "C1", "The Old Tram Depot", want{"teams[1].address#worker_base", "workers[1].base#worker_base"}},
		{"address", "C1", "Salford, Roz, Rosalind Quennell, Gareth Quennell, Siobhán O'Rourke-Vane, Verity Frost, Alasdair Mountjoy, 0161 496 0122", nil},
		{"telephone", "P1", "07700 900211, 07700 900222", want{"people[0].letters.safe_contact#safe_contact", "people[0].letters.safe_contact#telephone", "people[0].telephone#telephone"}},
		{"telephone", "W2", "0161 496 0122", want{"workers[1].telephone#telephone"}},
		{"telephone", "R3", "01632 960416", want{"professionals[2].telephone#telephone"}},
		{"email", "P1", "siobhan.orourke@example.org", want{"people[0].email#email"}},
		{"email", "R3", "ife@secure.example.org", want{"professionals[2].secure_email#email"}},
		{"email", "W1", "a.mountjoy@council.example.org", want{"workers[0].email#email"}},
		{"school", "C1", "St Dymphna’s", want{"professionals[0].agency#school"}},
		{"school", "C1", "Dr Parveen Ashworth, Elder Bank", nil},
		{"workplace", "P1", "Castlegate Bakery", want{"people[0].workplace#workplace"}},
		{"workplace", "R3", "Fennel House", want{"professionals[2].agency#workplace"}},
		{"workplace", "W2", "The Old Tram Depot", want{"workers[1].base#workplace"}},
		{"name", "P1", "Siobhán", want{"people[0].name#name"}},
		{"name", "C1", "Roz", want{"children[0]#name"}},
		{"name", "C1", "Rosalind Ada Quennell", want{"children[0]#name"}},
		{"name", "C2", "Edmund", want{"children[1]#name"}},
		{"name", "C2", "the Quennells", nil},
		{"name", "R3", "Ife", want{"professionals[2].name#name"}},
		{"name", "W2", "Verity", want{"workers[1].name#name"}},
		{"new_name", "C1", "Rosalind", nil},
		{"new_name", "C1", "Rosalind Quennell", want{"children[0]#new_name"}},
		{"new_name", "C1", "Roz", want{"children[0]#new_name"}},
		{"new_name", "P1", "O'Rourke", want{"people[0].name#new_name"}},
		{"new_name", "P1", "Siobhán", nil},
		{"existence", "C2", "Edmund", want{"children[1]#existence"}},
		{"existence", "C2", "771102", want{"children[1].number#existence"}},
		{"existence", "C2", "file C2", want{"children[1].id#existence"}},
		{"existence", "C2", "21/5/2017", want{"children[1].date_of_birth#date_of_birth", "children[1].date_of_birth#existence"}},
		{"existence", "C1", "Birchenough", want{"children[0].previous_names[0].name#existence"}},
		{"existence", "C1", "9992045302, L999204530015", want{"children[0].nhs_number#existence", "children[0].nhs_number#nhs_number", "children[0].upn#existence", "children[0].upn#upn"}},
		{"existence", "P1", "P1 Siobhán Treadwell", want{"people[0].id#existence", "people[0].name#existence", "people[0].previous_names[0].name#existence", "people[0].previous_names[0].name#previous_name"}},
		{"existence", "P1", "April 1986, 07700 900211, siobhan.orourke@example.org", want{"people[0].name#existence", "people[0].previous_names[0].name#existence", "people[0].date_of_birth#date_of_birth", "people[0].date_of_birth#existence", "people[0].email#email", "people[0].telephone#telephone"}},
		{"relationship", "P3", "foster carer", want{"people[2].relationship[0].is#relationship"}},
		{"relationship", "C1", "her paternal aunt", want{"people[3].relationship[0].is#relationship"}},
		{"relationship", "P1", "her mother", nil},
		{"death", "P1", "on 3 November 2026", want{"people[0].died_on#death"}},
		{"carer", "C1", "Thandiwe Mbatha", want{"people[2].name#carer"}},
		{"carer", "C1", "12 Elder Bank", want{"children[0].address#address", "people[2].address#address", "people[2].address#carer"}},
		{"provider", "C1", "Elder Bank", want{"children[0].address#provider"}},
		{"provider", "C1", "Brightwater Fostering", want{"people[2].workplace#provider", "people[2].workplace#workplace"}},
		{"contact_venue", "C1", "Pear Tree Family Centre", want{"contact_plan.arrangements[0].venue#contact_venue"}},
		{"contact_venue", "P1", "Pear Tree Family Centre", want{"contact_plan.arrangements[0].venue#contact_venue"}},
		{"worker_base", "C1", "Weirside House", want{"teams[0].address#worker_base", "workers[0].base#worker_base"}},
		{"area", "C1", "Heatonmoor Children Team", want{"teams[1].name#area"}},
		{"area", "C1", "Stockport", want{"children[0].address#area"}},
		{"area", "P1", "in XX4", want{"people[0].address#area"}},
		{"professional", "R3", "Ife Donnelly of Fennel House", want{"professionals[2].agency#professional", "professionals[2].name#professional"}},
		{"professional", "C1", "Dr Ashworth", want{"professionals[1].name#professional"}},
		{"professional", "C1", "Ife Donnelly", nil},
		{"referrer", "C1", "Ashbank Nursery", want{"referral.from#referrer"}},
		{"referrer", "C1", "Ms Donnelly", want{"professionals[2].name#referrer"}},
		{"fact", "C1", "Rosalind Quennell, Ashbank Nursery, Thandiwe", nil},
	} {
		t.Run(c.what+" "+c.about+" "+c.body[:min(12, len(c.body))], func(t *testing.T) {
			rec := decode(t, familyCase, set("2026-11-03", "people", 0, "died_on"), restrict(`{"who": "P2", "about": "`+c.about+`", "what": ["`+c.what+`"]}`))
			c.want.check(t, rec, father, Content{Body: c.body})
		})
	}
}

// TestPaternity: the father whom a child doesn't know.
func TestPaternity(t *testing.T) {
	child := Reader{ID: "C1", Child: "C1", Kind: Child}
	rec := decode(t, familyCase, set("Gareth Tunnock", "people", 1, "name"), set("stepfather", "people", 3, "relationship", 0, "is"), restrict(`{"who": "C1", "about": "C1", "what": ["paternity"]}`))
	for _, body := range []string{"Gareth Tunnock", "Gareth", "Mr Tunnock"} {
		want{"people[1].name#paternity"}.check(t, rec, child, Content{Body: body})
	}
	want(nil).check(t, rec, child, Content{Body: "Roz, Rosalind Quennell, Ottoline Pargeter"})
	rec = decode(t, familyCase, set("Gareth Tunnock", "people", 1, "name"), restrict(`{"who": "C1", "about": "P2", "what": ["paternity"]}`))
	want{"people[1].name#paternity"}.check(t, rec, child, Content{Body: "Gareth"})
}

// TestBound is whom a restriction binds.
func TestBound(t *testing.T) {
	const who = `{"who": "P2", "also": ["P3"], "about": "P1", "what": ["name"]}`
	const secret = "Siobhán O'Rourke-Vane"
	at := func(work, mail string) func(map[string]any) {
		return func(rec map[string]any) {
			set(work, "people", 1, "workplace")(rec)
			set(mail, "professionals", 2, "email")(rec)
		}
	}
	for name, c := range map[string]struct {
		reader Reader
		change func(map[string]any)
		binds  bool
	}{
		"who":                          {reader: father, binds: true},
		"also":                         {reader: Reader{ID: "P3", Child: "C1", Kind: Carer}, binds: true},
		"household by its id":          {reader: Reader{ID: "P4", Child: "C1", Kind: Parent}, binds: true},
		"household by its members":     {reader: Reader{ID: "C2", Child: "C2", Kind: Child}, change: set([]any{"P2", "C2"}, "households", 0, "members"), binds: true},
		"not of the household":         {reader: Reader{ID: "C2", Child: "C2", Kind: Child}},
		"child with its carer":         {reader: Reader{ID: "C1", Child: "C1", Kind: Child}, binds: true},
		"same address":                 {reader: Reader{ID: "C2", Child: "C2", Kind: Child}, change: set(map[string]any{"lines": []any{"9 Kestrel Court", "BOLTON"}, "postcode": "xx65tc"}, "children", 1, "address"), binds: true},
		"same address as it was":       {reader: Reader{ID: "C2", Child: "C2", Kind: Child}, change: set(map[string]any{"lines": []any{"9 Kestrel Court", "BOLTON"}, "postcode": "XX6 5TC", "to": "2026-01-01"}, "children", 1, "address")},
		"another at the postcode":      {reader: Reader{ID: "C2", Child: "C2", Kind: Child}, change: set(map[string]any{"lines": []any{"11 Kestrel Court", "BOLTON"}, "postcode": "XX6 5TC"}, "children", 1, "address")},
		"same_as of a professional":    {reader: Reader{ID: "R1", Child: "C1", Kind: Professional}, change: set("P2", "professionals", 0, "same_as"), binds: true},
		"same_as of a person":          {reader: Reader{ID: "R1", Child: "C1", Kind: Professional}, change: set("R1", "people", 1, "same_as"), binds: true},
		"same_as, who lives there":     {reader: Reader{ID: "R1", Child: "C1", Kind: Professional}, change: set("R1", "people", 3, "same_as"), binds: true},
		"workplace":                    {reader: Reader{ID: "R2", Child: "C1", Kind: Professional}, change: set([]any{map[string]any{"who": "P4", "about": "P1", "what": []any{"name"}}}, "restrictions"), binds: true},
		"e-mail at work":               {reader: Reader{ID: "R1", Child: "C1", Kind: Professional}, change: set("l.nightingale@dymphnas.example.org", "people", 1, "email"), binds: true},
		"shop in the domain's town":    {reader: Reader{ID: "R3", Child: "C1", Kind: Professional}, change: at("Aldi, Bolton", "i@bolton.gov.uk")},
		"council of the domain's town": {reader: Reader{ID: "R3", Child: "C1", Kind: Professional}, change: at("Bolton Council", "i@bolton.gov.uk"), binds: true},
		"firm of the domain":           {reader: Reader{ID: "R3", Child: "C1", Kind: Professional}, change: at("Beeches Nursery", "i@beeches.example.org"), binds: true},
		"another professional":         {reader: Reader{ID: "R3", Child: "C1", Kind: Professional}},
		"ended":                        {reader: father, change: set([]any{map[string]any{"who": "P2", "about": "P1", "what": []any{"name"}, "ended_on": "2026-12-01"}}, "restrictions")},
		"ends tomorrow":                {reader: father, change: set([]any{map[string]any{"who": "P2", "about": "P1", "what": []any{"name"}, "ended_on": "2026-12-02"}}, "restrictions"), binds: true},
		"review passed":                {reader: father, change: set([]any{map[string]any{"who": "P2", "about": "P1", "what": []any{"name"}, "review_on": "2025-12-02"}}, "restrictions"), binds: true},
		"about, under another id":      {reader: father, change: set([]any{map[string]any{"who": "P2", "about": "R3", "what": []any{"name"}}}, "restrictions")},
	} {
		t.Run(name, func(t *testing.T) {
			changes := []func(map[string]any){restrict(who)}
			if c.change != nil {
				changes = append(changes, c.change)
			}
			rec := decode(t, familyCase, changes...)
			got := found(Secrets(rec, c.reader, asOf).Find(Content{Body: secret}), "people[0].name#name")
			if got != c.binds {
				t.Errorf("bound: %v, want %v", got, c.binds)
			}
		})
	}
	rec := decode(t, familyCase, set("P1", "professionals", 2, "same_as"), restrict(`{"who": "P2", "about": "R3", "what": ["name"]}`))
	want{"people[0].name#name"}.check(t, rec, father, Content{Body: secret})
}

// TestUnited: restrictions of everybody whom the reader is or lives with hold
// together, with their words.
func TestUnited(t *testing.T) {
	rec := decode(t, familyCase, restrict(`{"who": "P2", "about": "P1", "what": ["telephone"], "words": ["Larkfield"], "reason": "He threatened her on the stairs."}`), restrict(`{"who": "P4", "about": "P1", "what": ["workplace"], "words": ["Pigeon"]}`))
	body := Content{Body: "Larkfield; the pigeon; he threatened her on the stairs"}
	want{"restrictions[0].reason#narrative", "restrictions[0].words[0]#words", "restrictions[1].words[0]#words"}.check(t, rec, father, body)
	want{"restrictions[0].reason#narrative"}.check(t, rec, Reader{ID: "P3", Child: "C1", Kind: Carer}, body)
}

// TestThemselves: a child who would tell still gets a letter, at the address
// that it may not pass on, and named.
func TestThemselves(t *testing.T) {
	rec := decode(t, familyCase, restrict(`{"who": "P2", "also": ["C1"], "about": "C1", "what": ["address", "name", "telephone", "email", "school", "workplace", "existence"]}`))
	block := "Roz Quennell\n12 Elder Bank\nFernleigh\nSTOCKPORT\nZZ9 9ZZ"
	child := Reader{ID: "C1", Child: "C1", Kind: Child}
	want(nil).check(t, rec, child, Content{Body: block + "\nSt Dymphna’s", AddressBlock: block})

	// Somebody who lives with whom it is about gets it there too, and one
	// whom it names doesn't, whatever the record says of where they live.
	rec = decode(t, familyCase, restrict(`{"who": "P2", "also": ["P3"], "about": "C1", "what": ["address"]}`), set(map[string]any{"lines": []any{"12 Elder Bank", "Fernleigh", "STOCKPORT"}, "postcode": "ZZ9 9ZZ", "confirmed_on": "2026-11-01"}, "people", 1, "address"))
	want(nil).check(t, rec, Reader{ID: "P3", Child: "C1", Kind: Carer}, Content{Body: block, AddressBlock: block})
	got := Secrets(rec, father, asOf).Find(Content{Body: block, AddressBlock: block})
	if !found(got, "children[0].address#address") {
		t.Errorf("the address of a child from whom it is kept is allowed in the father's block: %v", ids(got))
	}
}

// TestOwnNames: words that are also the reader's name, or that of the child in
// question, don't give somebody away.
func TestOwnNames(t *testing.T) {
	hide := restrict(`{"who": "P1", "also": ["R1"], "about": "P2", "what": ["name"]}`)
	rec := decode(t, familyCase, set("Gareth Vane-Quennell", "people", 1, "name"), hide)
	want{"people[1].name#name"}.check(t, rec, Reader{ID: "R1", Child: "C1", Kind: Professional}, Content{Body: "Mr Vane"})
	want(nil).check(t, rec, Reader{ID: "P1", Child: "C1", Kind: Parent}, Content{Body: "the Vanes; Quennell"})
	want(nil).check(t, rec, Reader{ID: "R1", Child: "C1", Kind: Professional}, Content{Body: "the Quennells"})
	want{"people[1].name#name"}.check(t, rec, Reader{ID: "P1", Child: "C1", Kind: Parent}, Content{Body: "Gareth"})
}

// TestReleased: a place that gives an address away is released to those in its
// own known_to, and a venue to those who go there.
func TestReleased(t *testing.T) {
	hide := restrict(`{"who": "P2", "also": ["P1", "P4"], "about": "C1", "what": ["address"]}`)
	knows := func(path ...any) func(map[string]any) {
		return set([]any{"P2"}, append(path, "address", "known_to")...)
	}
	for body, path := range map[string][]any{
		"St Dymphna's Primary School": {"professionals", 0}, "Heatonmoor Children Team, The Old Tram Depot": {"teams", 1}, "Derwentmouth Borough Council, 1 Quay Parade": {"authorities", 0},
	} {
		if got := Secrets(decode(t, familyCase, hide), father, asOf).Find(Content{Body: body}); len(got) == 0 {
			t.Errorf("%s isn't withheld", body)
		}
		want(nil).check(t, decode(t, familyCase, hide, knows(path...)), father, Content{Body: body})
	}
	want{"contact_plan.arrangements[1].venue#contact_venue"}.check(t, decode(t, familyCase, hide), Reader{ID: "P1", Child: "C1", Kind: Parent}, Content{Body: "Larch Hall Playroom; Pear Tree Family Centre"})
	want{"contact_plan.arrangements[0].venue#contact_venue"}.check(t, decode(t, familyCase, hide), Reader{ID: "P4", Child: "C1", Kind: Parent}, Content{Body: "Larch Hall Playroom; Pear Tree Family Centre"})
}

// TestThrough: the school of a child who lives with somebody gives that
// person's address away.
func TestThrough(t *testing.T) {
	rec := decode(t, familyCase, restrict(`{"who": "P2", "about": "P3", "what": ["address"]}`))
	want{"professionals[0].agency#school"}.check(t, rec, father, Content{Body: "St Dymphna's"})
	own := decode(t, familyCase, restrict(`{"who": "P2", "also": ["C1"], "about": "P3", "what": ["address"]}`))
	want(nil).check(t, own, Reader{ID: "C1", Child: "C1", Kind: Child}, Content{Body: "St Dymphna's"})
	grown := decode(t, familyCase, restrict(`{"who": "P1", "about": "P2", "what": ["address"]}`))
	want{"people[1].address#address"}.check(t, grown, Reader{ID: "P1", Child: "C1", Kind: Parent}, Content{Body: "9 Kestrel Court, St Dymphna's"})
}

// TestNeighbours: a reader who lives in the street or place that is withheld
// is written to there, and told nothing else of it.
func TestNeighbours(t *testing.T) {
	street := set([]any{"9 Elder Bank", "Fernleigh", "BOLTON"}, "people", 1, "address", "lines")
	rec := decode(t, familyCase, street, restrict(`{"who": "P2", "about": "P3", "what": ["address"]}`))
	block := "Gareth\n9 Elder Bank\nFernleigh\nBOLTON\nXX6 5TC"
	want(nil).check(t, rec, father, Content{Body: block + "\nDear", AddressBlock: block})
	for _, body := range []string{"in Fernleigh", "in Elder Bank"} {
		if !found(Secrets(rec, father, asOf).Find(Content{Body: block + "\n" + body, AddressBlock: block}), "people[2].address#address") {
			t.Errorf("%q is no hit", body)
		}
	}
}

// TestOwnValuesStay: what a restriction withholds of others leaves what is the
// reader's own.
func TestOwnValuesStay(t *testing.T) {
	hide := restrict(`{"who": "P2", "also": ["R1", "R2", "A1", "P3"], "about": "C1", "what": ["address", "professional", "carer", "school"]}`)
	for id, c := range map[model.ID]struct {
		kind Kind
		body string
	}{
		"R1": {Professional, "Leopold Nightingale, St Dymphna's Primary School, Moor Road, STOCKPORT"},
		"A1": {Authority, "Derwentmouth Borough Council, 1 Quay Parade"},
		"P3": {Carer, "Thandiwe Mbatha-Lowe, 07700 900255, Brightwater"},
	} {
		want(nil).check(t, decode(t, familyCase, hide), Reader{ID: id, Child: "C1", Kind: c.kind}, Content{Body: c.body})
	}
	want(nil).check(t, decode(t, familyCase, hide, set("Weir Lane Surgery", "professionals", 0, "agency")), Reader{ID: "R2", Child: "C1", Kind: Professional}, Content{Body: "Weir Lane Surgery"})
}

// TestNameOfTheCouncil: an agency that is called after the council is no secret
// by the council's name alone, which stands in its workers' addresses.
func TestNameOfTheCouncil(t *testing.T) {
	hide := restrict(`{"who": "P2", "about": "C1", "what": ["school"]}`)
	rec := decode(t, familyCase, hide, set("Salford Academy", "professionals", 0, "agency"), set("salford", "protocol"))
	want(nil).check(t, rec, father, Content{Body: "a.worker@salford.example.org"})
	if !found(Secrets(rec, father, asOf).Find(Content{Body: "at Salford Academy"}), "professionals[0].agency#school") {
		t.Error("the agency's whole name is no hit")
	}
}

// TestSameAddress: an address that is withheld is withheld under anybody else
// too, with what their record adds to it.
func TestSameAddress(t *testing.T) {
	same := map[string]any{"lines": []any{"Signal House", "SALFORD"}, "postcode": "xx43rb"}
	hide := restrict(`{"who": "P2", "about": "P1", "what": ["address"]}`)
	for path, at := range map[string][]any{
		"children[1].address": {"children", 1, "address"}, "people[3].address": {"people", 3, "address"}, "households[0].address": {"households", 0, "address"},
		"professionals[2].address": {"professionals", 2, "address"}, "authorities[0].address": {"authorities", 0, "address"},
		"children[0].placement.previous.address": {"children", 0, "placement", "previous"},
	} {
		value := same
		if at[len(at)-1] == "previous" {
			value = map[string]any{"address": same}
		}
		s := Secrets(decode(t, familyCase, hide, set(value, at...)), Reader{ID: "P2", Child: "C1", Kind: Parent, Granted: []string{path}}, asOf)
		if !found(s.Find(Content{Body: "Signal House"}), path+"#address") {
			t.Errorf("%s isn't withheld", path)
		}
	}
}

// TestStronger: what the protocol grants, or everybody may know, a restriction
// still withholds; and it has the parts of a record that no other test asks for.
func TestStronger(t *testing.T) {
	none := func(map[string]any) {}
	skate := map[string]any{"child": "C2", "with": "C1", "venue": "Skate Barn"}
	away := func(doc map[string]any) {
		doc["teams"] = append(doc["teams"].([]any), map[string]any{"id": "T3", "name": "Westerly Team"})
		doc["workers"] = append(doc["workers"].([]any), map[string]any{"id": "W3", "name": "Ann Hale", "base": "Mill Annexe"})
	}
	for _, c := range []struct {
		what, about, body, path string
		change                  func(map[string]any)
	}{
		{"school", "C1", "l.nightingale@dymphnas.example.org", "professionals[0].email", none},
		{"school", "C1", "0161 496 0401", "professionals[0].telephone", none},
		{"school", "C1", "Leo Ng", "professionals[0].name", set("Leo Ng", "professionals", 0, "name")},
		{"carer", "C1", "Tom Li", "people[2].name", set("Tom Li", "people", 2, "name")},
		{"carer", "C1", "t@lowe.example.org", "people[2].email", set("t@lowe.example.org", "people", 2, "email")},
		{"carer", "C1", "07700 900255", "people[2].telephone", none},
		{"professional", "R3", "ife@secure.example.org", "professionals[2].secure_email", none},
		{"telephone", "R3", "01632 960416", "professionals[2].telephone", none},
		{"telephone", "P1", "07700 900211", "people[0].telephone", none},
		{"email", "R3", "ife@fennel.example.org", "professionals[2].email", none},
		{"email", "R3", "ife@secure.example.org", "professionals[2].secure_email", none},
		{"email", "P1", "siobhan.orourke@example.org", "people[0].email", none},
		{"workplace", "P1", "Castlegate Bakery", "people[0].workplace", none},
		{"workplace", "R1", "Moor Road", "professionals[0].address", none},
		{"contact_venue", "C1", "Skate Barn", "contact_plan.arrangements[0].venue", set([]any{skate}, "contact_plan", "arrangements")},
		{"worker_base", "W3", "Mill Annexe", "workers[2].base", away},
		{"existence", "C2", "4 March 2027", "children[1].expected_date_of_birth", set("2027-03-04", "children", 1, "expected_date_of_birth")},
		{"existence", "P1", "07700 900211", "people[0].telephone", none},
		{"existence", "P1", "siobhan.orourke@example.org", "people[0].email", none},
		{"existence", "C2", "21 May 2017", "children[1].date_of_birth", none},
		{"death", "C2", "1 June 2026", "children[1].died_on", set("2026-06-01", "children", 1, "died_on")},
		{"referrer", "C1", "Ottoline", "people[3].name", set("P4", "referral", "referrer")},
	} {
		reader := father
		reader.Granted = []string{c.path}
		reader.ID = "P1"
		if c.about == "P1" {
			reader.ID = "P2"
		}
		hide := restrict(`{"who": "` + string(reader.ID) + `", "about": "` + c.about + `", "what": ["` + c.what + `"]}`)
		if got := Secrets(decode(t, familyCase, c.change), reader, asOf).Find(Content{Body: c.body}); len(got) > 0 {
			t.Errorf("%s of %s: unrestricted and granted, but %v", c.path, c.about, ids(got))
		}
		if got := Secrets(decode(t, familyCase, c.change, hide), reader, asOf).Find(Content{Body: c.body}); !slices.ContainsFunc(got, func(h Hit) bool { return h.Path == c.path }) {
			t.Errorf("%s of %s: %v", c.path, c.about, ids(got))
		}
	}
	want{"teams[2].name#area", "workers[2].base#worker_base"}.check(t, decode(t, familyCase, away, restrict(`{"who": "P2", "about": "C1", "what": ["area", "worker_base"]}`)), father, Content{Body: "Westerly Team, Mill Annexe"})
}
