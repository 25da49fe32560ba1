package disclosure

import (
	"testing"
)

var father = Reader{ID: "P2", Child: "C1", Kind: Parent}

// TestForms looks for each form that a value can take, in text to a reader who
// may not know it.
func TestForms(t *testing.T) {
	rec := decode(t, familyCase, restrict(`{"who": "P2", "about": "P1", "what": ["name"], "words": ["Pigeon Nick"]}`))
	s := Secrets(rec, father, asOf)
	all := map[string][]string{
		"people[0].address#address": {
			"at XX4 3RB.", "xx43rb", "XX4\u00a03RB", "XX4\n3RB", "x x 4 3 r b", "XX4-3RB",
			"40 Junction Lane", "40, JUNCTION LANE", "40 Junction\nLane", "40 Junc\u00adtion La\u200bne", "at 40 Junction Ln.", "40\tjunction   lane’s door", "４０ Junction Lane", "40–Junction–Lane",
			"Flat 2, 40 Junction Lane",
		},
		"people[0].telephone#telephone": {
			"07700900211", "07700 900 211", "07700-900-211", "(07700) 900211", "+447700900211", "+44 7700 900211", "+44 (0)7700 900211", "0044 7700 900211",
			"07700\n900211", "07700\u00a0900\u200b211", "07700.900.211", "07700‑900211", "tel:+447700900211", "0 7 7 0 0 9 0 0 2 1 1", "٠٧٧٠٠ ٩٠٠٢١١, 07700 900211", "on 5 07700 900211",
		},
		"people[0].email#email": {
			"siobhan.orourke@example.org", "SIOBHAN.ORourke@Example.ORG", "mailto:siobhan.orourke@example.org.", "siobhan.orourke\n@example.org",
		},
		"people[0].letters.safe_contact#safe_contact": {
			"07700 900222", "text 07700 900222 after six — ask for the Library",
		},
		"people[0].workplace#workplace":                  {"Castlegate Bakery", "the castlegate  bakery's"},
		"people[0].previous_names[0].name#previous_name": {"Siobhan Treadwell", "Treadwell, Siobhán", "SIOBHÁN TREADWELL", "Siobha\u0301n Treadwell’s"},
		"people[0].date_of_birth#date_of_birth":          {"April 1986", "Apr. 1986", "1986-04", "04/1986", "4/1986", "7 April 1986", "April ’86"},
		"children[0].date_of_birth#date_of_birth": {
			"2014-12-03", "3/12/2014", "03.12.14", "03-12-2014", "3 December 2014", "3rd Dec 2014", "December 3, 2014", "Dec 3rd 2014", "the 3rd day of December, 2014",
			"20141203", "3 Dec. ’14", "Wednesday 3 December\n2014", "3December2014", "2014/12/3", "03122014", "2014 December 3", "3 . 12 . 2014",
		},
		"children[0].nhs_number#nhs_number":                {"9992045302", "999 204 5302", "999-204-5302"},
		"children[0].upn#upn":                              {"L999204530015", "l 999 204 530 015"},
		"children[0].previous_names[0].name#previous_name": {"Rosalind Birchenough"},
		"court.case_number#court_case_number":              {"SYN26C00530", "SYN 26 C 00530", "syn26c00530"},
		"reference#reference":                              {"CF-771100", "cf 771100", "CF771100", "(CF_771100)"},
		"children[0].pen_picture#narrative": {
			"keeps three snails in a jar by her", "KEEPS three snails, in a jar (by\nher) bed", "three snails in a jar by her bed and names them",
		},
		"people[0].name#name": {
			"Siobhán O'Rourke-Vane", "siobhan o’rourke vane", "O'Rourke-Vane, Siobhán", "Siobhan ORourke", "Siobhan Vane", "Siobhán", "Vane", "the O’Rourkes", "S. O'Rourke", "Siob\u00adhan",
			"siobhan-vane.pdf",
		},
		"restrictions[0].words[0]#words":       {"Pigeon Nick", "pigeon-nick", "PIGEON\nNICK's"},
		"professionals[0].address#address":     {"Moor Road", "ZZ9 9HA"},
		"people[2].address#address":            {"12 Elder Bank", "ZZ9 9ZZ"},
		"professionals[0].telephone#telephone": {"0161 496 0401", "0161-4960401"},
		"professionals[2].secure_email#email":  {"ife@secure.example.org"},
	}
	for id, forms := range all {
		for _, f := range forms {
			for _, text := range []string{f, "We wrote about " + f + " last week.", "|" + f + "|"} {
				if !found(s.Find(Content{Body: text}), id) {
					t.Errorf("%s isn't found in %q", id, text)
				}
			}
			if !found(s.Find(Content{Elsewhere: []string{"", f}}), id) {
				t.Errorf("%s isn't found elsewhere in %q", id, f)
			}
		}
	}
	for _, text := range []string{
		"", "Flat 2", "40", "140 Junction Lane Ends", "Junction", "112 Elder Bank", "ZZ9 9Z", "07700 900", "07700 900212", "3 December", "13 December 2014", "3 December 2015", "12/3/2014",
		"1986", "May 1986", "CF-7711001", "in a jar by her bed and", "SALFORD", "771101", "Rosalind Quennell", "Gareth Quennell", "9 Kestrels",
		"1/12/2014 and 31/2/2014", "Dymphna", "St Dymphna's Primary School", "Derwentmouth Borough Council", "0161 496 0122", "Weirside House, Lockgate Street, SALFORD, ZZ9 9AA", "Heatonmoor Children Team", "Edmund",
	} {
		if got := s.Find(Content{Body: text}); len(got) > 0 {
			t.Errorf("%q has %v", text, ids(got))
		}
	}
}

// TestNumbersOfOneFigure: a house number on a line of its own counts with its
// street.
func TestNumbersOfOneFigure(t *testing.T) {
	rec := decode(t, familyCase, set([]any{"7", "Oak St", "BURY"}, "people", 0, "address", "lines"))
	want{"people[0].address#address"}.check(t, rec, father, Content{Body: "at 7 Oak\nStreet"})
	want(nil).check(t, rec, father, Content{Body: "at 8 Oak Street; 7 days"})
}

// TestShortValues: of a short value of two words any space counts, and a short
// word isn't put together from others.
func TestShortValues(t *testing.T) {
	rec := decode(t, familyCase, set("M5 4WT", "people", 0, "address", "postcode"), set("Toby Ng", "people", 0, "name"), restrict(`{"who": "P2", "about": "P1", "what": ["name"], "words": ["Ma Jo"]}`))
	for _, body := range []string{"M5 4WT", "m54wt", "M5\u00a04WT"} {
		want{"people[0].address#address"}.check(t, rec, father, Content{Body: body})
	}
	want{"people[0].name#name"}.check(t, rec, father, Content{Body: "Toby"})
	want{"restrictions[0].words[0]#words"}.check(t, rec, father, Content{Body: "ask ma  jo"})
	want(nil).check(t, rec, father, Content{Body: "something to by and by"})
	li := decode(t, familyCase, set("Jo Ng", "people", 2, "name"), restrict(`{"who": "P2", "about": "C1", "what": ["carer"]}`))
	want{"people[2].name#carer"}.check(t, li, father, Content{Body: "Ng, Jo"})
}

// TestFolding: letters that aren't ASCII are searched without what they have on them.
func TestFolding(t *testing.T) {
	for value, text := range map[string]string{
		"Zoë Brontë": "ZOE BRONTE", "Søren Kjær": "Soren Kjaer", "Łukasz Wójcik": "Lukasz WOJCIK", "Babátúndé Adéyínká": "Babatunde Adeyinka", "Jürgen Weiß": "jurgen weiss",
		"Þóra Guðmund": "Thora Gudmund", "Đặng Trâm Oanh": "Dang Tram Oanh", "Fiona Oﬃce": "Fiona Office", "محمد الأحمدي": "مُحَمَّد الأحمدي", "Işıl Yıldız": "Isil Yildiz", "Ann Œuvre": "Ann Oeuvre",
	} {
		if squeeze(value) != squeeze(text) {
			t.Errorf("%q is %q, %q is %q", value, squeeze(value), text, squeeze(text))
		}
	}
}
