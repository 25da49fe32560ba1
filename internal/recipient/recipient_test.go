package recipient

import (
	"slices"
	"strings"
	"testing"

	"handover/model"
)

const nameless = "C1: the name says that it isn't known"

const example = "the name is an example's; write the real one, or take the entry out"

func TestRecipients(t *testing.T) {
	const (
		nobodyDecided = "inform is not recorded: nobody decided whether to tell"
		notToBeTold   = "it was decided not to tell them"
		death         = "a death is recorded (P3): a manager decides whether the family is written to"
		notInDate     = "the address is not in date (from, to)"
		grown         = "the young person is 18 or over and no consent of theirs to tell this person is recorded"
		under5        = "under 5: a text to read aloud is made where letters.deliver is read_aloud, a keepsake through the carer where letters.keep_for_later is true"
		adoption      = "an adoption order is recorded: nothing goes to birth parents"
		closed        = "the case closes because the child is adopted (closure.reason), and not whose family this is: nothing goes to the birth family; write \"birth mother\", \"adoptive father\" and so on"
		order         = "orders[0].kind of C1 speaks of an adoption: a manager decides whether the family that the child was born to is written to"
		placed        = "the child is placed for adoption (placement.type): a manager decides whether the family that the child was born to is written to"
		before        = "previous_names[0] of C1 is a birth or adoptive name: a manager decides whether the family that the child was born to is written to"
		mourning      = "a death is recorded (C1): a manager decides whether the family is written to"
		refused       = "consent to share with this reader is refused, and the refusal was not overridden with a reason and a name"
		kin           = "an adoption order is recorded, and not whose family this is: nothing goes to the birth family; write \"birth mother\", \"adoptive father\" and so on"
	)
	tests := []struct {
		name    string
		changes []string
		// want is why each recipient is held back; who isn't named may be written to.
		want map[model.ID][]string
	}{
		{name: "everybody may be written to"},
		{name: "inform is absent", changes: []string{"children.0.inform=", "people.0.relationship.0.inform=", "people.1.relationship.0.inform=", "professionals.0.inform="},
			want: map[model.ID][]string{"C1": {nobodyDecided}, "P1": {nobodyDecided}, "P2": {nobodyDecided}, "R1": {nobodyDecided}}},
		{name: "inform without tell", changes: []string{"children.0.inform.tell=", "professionals.0.inform.tell="},
			want: map[model.ID][]string{"C1": {nobodyDecided}, "R1": {nobodyDecided}}},
		{name: "tell is false", changes: []string{"children.0.inform.tell=false", "people.0.relationship.0.inform.tell=false", "people.1.relationship.0.inform.tell=false", "professionals.0.inform.tell=false"},
			want: map[model.ID][]string{"C1": {notToBeTold}, "P1": {notToBeTold}, "P2": {notToBeTold}, "R1": {notToBeTold}}},
		{name: "one relationship says no", changes: []string{`people.0.relationship.+={"child": "C1", "is": "parent", "inform": {"tell": false}}`},
			want: map[model.ID][]string{"P1": {notToBeTold}}},

		{name: "not born yet", changes: []string{"children.0.date_of_birth=", `children.0.expected_date_of_birth="2026-12-24"`},
			want: map[model.ID][]string{"C1": {"the child is not born yet"}}},
		{name: "expected date passed", changes: []string{"children.0.date_of_birth=", `children.0.expected_date_of_birth="2026-11-22"`},
			want: map[model.ID][]string{"C1": {"the child is not born yet"},
				"P1": {"the expected date of birth has passed and no birth is recorded (C1): a manager decides whether the family is written to"},
				"P3": {"the expected date of birth has passed and no birth is recorded (C1): a manager decides whether the family is written to"},
				"P2": {"the expected date of birth has passed and no birth is recorded (C1): a manager decides whether the family is written to"}}},
		{name: "expected today", changes: []string{"children.0.date_of_birth=", `children.0.expected_date_of_birth="2026-11-23"`},
			want: map[model.ID][]string{"C1": {"the child is not born yet"}}},
		{name: "no date of birth", changes: []string{"children.0.date_of_birth="},
			want: map[model.ID][]string{"C1": {"the date of birth is not recorded, so the letter for the right age can't be chosen"}}},

		{name: "the child has died", changes: []string{`children.0.died_on="2026-11-01"`},
			want: map[model.ID][]string{"C1": {"the child has died"},
				"P1": {"a death is recorded (C1): a manager decides whether the family is written to"},
				"P3": {"a death is recorded (C1): a manager decides whether the family is written to"},
				"P2": {"a death is recorded (C1): a manager decides whether the family is written to"},
				"R1": {"the child has died: a person writes, if anybody does"}}},
		{name: "the child has died, and a manager had decided for the mother", changes: []string{`children.0.died_on="2026-11-01"`, `people.0.relationship.0.inform.decided_by="W2"`, `people.0.relationship.0.inform.told_on="2026-10-31"`, `closure={}`},
			want: map[model.ID][]string{"C1": {"the child has died"}, "P1": {mourning}, "P2": {mourning}, "P3": {mourning}}},
		{name: "the child has died, and the mother was told since", changes: []string{`children.0.died_on="2026-11-01"`, `people.0.relationship.0.inform.decided_by="W2"`, `people.0.relationship.0.inform.told_on="2026-11-01"`, `closure={}`},
			want: map[model.ID][]string{"C1": {"the child has died"}, "P2": {mourning}, "P3": {mourning}}},
		{name: "an aunt has died", changes: []string{`people.2.died_on="2026-11-01"`},
			want: map[model.ID][]string{"C1": {death}, "P1": {death}, "P2": {death}, "P3": {"has died"}}},
		{name: "an aunt has died and a manager decided for the mother", changes: []string{`people.2.died_on="2026-11-01"`, `people.0.relationship.0.inform.decided_by="W2"`},
			want: map[model.ID][]string{"C1": {death}, "P2": {death}, "P3": {"has died"}}},
		{name: "the mother has died", changes: []string{`people.0.died_on="2026-11-01"`},
			want: map[model.ID][]string{"P1": {"has died"},
				"C1": {"a death is recorded (P1): a manager decides whether the family is written to"},
				"P3": {"a death is recorded (P1): a manager decides whether the family is written to"},
				"P2": {"a death is recorded (P1): a manager decides whether the family is written to"}}},

		{name: "under 5", changes: []string{`children.0.date_of_birth="2021-11-24"`}, want: map[model.ID][]string{"C1": {under5}}},
		{name: "5 today", changes: []string{`children.0.date_of_birth="2021-11-23"`}},
		{name: "under 5, to be kept", changes: []string{`children.0.date_of_birth="2021-11-24"`, "children.0.letters.keep_for_later=true"}},
		{name: "under 5, not to be kept", changes: []string{`children.0.date_of_birth="2021-11-24"`, "children.0.letters.keep_for_later=false"}, want: map[model.ID][]string{"C1": {under5}}},
		{name: "born after today", changes: []string{`children.0.date_of_birth="2026-12-01"`}, want: map[model.ID][]string{"C1": {under5}}},

		{name: "17", changes: []string{`children.0.date_of_birth="2008-11-24"`}},
		{name: "18 today", changes: []string{`children.0.date_of_birth="2008-11-23"`}, want: map[model.ID][]string{"P1": {grown}, "P3": {grown}}},
		{name: "18 with consent", changes: []string{`children.0.date_of_birth="2008-11-23"`, `consents.+={"by": "C1", "with_whom": ["P1"], "answer": "given", "date": "2026-11-01"}`}, want: map[model.ID][]string{"P3": {grown}}},
		{name: "18 with consent for another", changes: []string{`children.0.date_of_birth="2008-11-23"`, `consents.+={"by": "C1", "with_whom": ["P2"], "answer": "given", "date": "2026-11-01"}`},
			want: map[model.ID][]string{"P1": {grown}, "P3": {grown}}},
		{name: "18 with another's consent", changes: []string{`children.0.date_of_birth="2008-11-23"`, `consents.+={"by": "P2", "with_whom": ["P1"], "answer": "given", "date": "2026-11-01"}`},
			want: map[model.ID][]string{"P1": {grown}, "P3": {grown}}},
		{name: "18, consent taken back", changes: []string{`children.0.date_of_birth="2008-11-23"`,
			`consents.+={"by": "C1", "with_whom": ["P1"], "answer": "refused", "date": "2026-11-10"}`,
			`consents.+={"by": "C1", "with_whom": ["P1"], "answer": "given", "date": "2026-11-01"}`},
			want: map[model.ID][]string{"P1": {grown}, "P3": {grown}}},

		{name: "adoption order", changes: []string{`children.0.orders.+={"kind": "Adoption order", "made_on": "2026-11-01"}`}, want: map[model.ID][]string{"P1": {kin}, "P3": {kin}}},
		{name: "adoption order, birth mother", changes: []string{`children.0.orders.+={"kind": "Adoption order", "made_on": "2026-11-01"}`, `people.0.relationship.0.is="birth mother (letterbox contact after adoption)"`}, want: map[model.ID][]string{"P1": {adoption}, "P3": {kin}}},
		{name: "adoption order in other words", changes: []string{`children.0.orders.+={"kind": "Adoption (final order)"}`, `people.0.relationship.0.is="natural mum"`}, want: map[model.ID][]string{"P1": {adoption}, "P3": {kin}}},
		{name: "closed as adopted", changes: []string{`closure={"reason": "RC1"}`}, want: map[model.ID][]string{"P1": {closed}, "P3": {closed}}},
		{name: "an order nobody can tell", changes: []string{`children.0.orders.+={"kind": "Leave to oppose adoption"}`}, want: map[model.ID][]string{"P1": {order}, "P3": {order}}},
		{name: "placed for adoption", changes: []string{`children.0.placement.type="A5"`}, want: map[model.ID][]string{"P1": {placed}, "P3": {placed}}},
		{name: "placed for adoption, and a manager decided", changes: []string{`children.0.placement.type="A5"`, `people.0.relationship.0.inform.decided_by="W2"`}, want: map[model.ID][]string{"P3": {placed}}},
		{name: "a birth name", changes: []string{`children.0.previous_names=[{"name": "Ida Before", "kind": "birth"}]`}, want: map[model.ID][]string{"P1": {before}, "P3": {before}}},
		{name: "an alias", changes: []string{`children.0.previous_names=[{"name": "Ida Before", "kind": "alias"}]`}},
		{name: "refused for the teacher", changes: []string{`consents=[{"by": "P1", "about": "C1", "with_whom": ["R1"], "answer": "refused", "date": "2026-11-01"}]`}, want: map[model.ID][]string{"R1": {refused}}},
		{name: "refused for a relative, as another entry", changes: []string{`consents=[{"by": "P1", "with_whom": ["R1"], "answer": "refused"}]`, `people.2.same_as="R1"`, `professionals.0.inform.tell=false`},
			want: map[model.ID][]string{"P3": {"same_as: is also R1 in this record; a manager decides", refused}, "R1": {notToBeTold, "same_as: is also P3 in this record; a manager decides", refused}}},
		{name: "refused for the teacher, and overridden", changes: []string{`consents=[{"by": "P1", "with_whom": ["R1"], "answer": "refused", "overridden": {"reason": "Risk", "by": "W1"}}]`}},
		{name: "refused about a brother", changes: []string{`children.+={"id": "C2", "first_name": "Bo", "moves": false}`, `consents=[{"by": "P1", "about": "C2", "with_whom": ["R1"], "answer": "refused"}]`}},
		{name: "adoption order to come", changes: []string{`children.0.orders.+={"kind": "Adoption order", "made_on": "2026-11-24"}`}},
		{name: "adoptive mother", changes: []string{`children.0.orders.+={"kind": "Adoption order", "made_on": "2026-11-01"}`, `people.0.relationship.0.is="adoptive mother"`}, want: map[model.ID][]string{"P3": {kin}}},
		{name: "adoptive aunt", changes: []string{`children.0.orders.+={"kind": "Adoption order", "made_on": "2026-11-01"}`, `people.2.relationship.0.is="adoptive aunt"`}, want: map[model.ID][]string{"P1": {kin}}},

		{name: "another language", changes: []string{`people.0.letter_language="Arabic"`},
			want: map[model.ID][]string{"P1": {"letter_language is recorded and no translation is approved"}}},
		{name: "English", changes: []string{`people.0.letter_language="english"`}},
		{name: "a translation", changes: []string{`people.0.letter_language="Arabic"`, `people.0.translation.approved_by="Example Translators"`}},
		{name: "an interpreter", changes: []string{`people.0.interpreter="Arabic"`}, want: map[model.ID][]string{"P1": {"an interpreter is recorded and no translation is approved"}}},

		{name: "braille, audio, BSL", changes: []string{`children.0.communication="braille"`, `people.0.communication="audio"`, `people.1.communication="bsl"`},
			want: map[model.ID][]string{"C1": {"communication is braille: a task for a person, not a letter"}, "P1": {"communication is audio: a task for a person, not a letter"},
				"P2": {"communication is bsl: a task for a person, not a letter"}}},
		{name: "large print", changes: []string{`children.0.communication="large_print"`, `people.0.communication="easy_read"`}},
		{name: "read aloud", changes: []string{`children.0.letters.deliver="read_aloud"`}, want: nil},

		{name: "unsafe post", changes: []string{"people.0.letters.unsafe_post=true"},
			want: map[model.ID][]string{"P1": {"letters.unsafe_post: post is not safe; use letters.safe_contact"}}},
		{name: "unsafe post, by hand", changes: []string{"people.0.letters.unsafe_post=true", `people.0.letters.deliver="hand"`}},
		{name: "through somebody to whom post is unsafe", changes: []string{"people.1.letters.unsafe_post=true", `children.0.letters.to="P2"`},
			want: map[model.ID][]string{"C1": {"letters.to is P2, to whom post is not safe (letters.unsafe_post)"}, "P2": {"letters.unsafe_post: post is not safe; use letters.safe_contact"}}},
		{name: "no address", changes: []string{"people.0.address=", "professionals.0.address="}, want: map[model.ID][]string{"P1": {"no address"}, "R1": {"no address"}}},
		{name: "no address, by hand", changes: []string{"people.0.address=", `people.0.letters.deliver="hand"`}},
		{name: "no address, secure e-mail", changes: []string{"professionals.0.address=", `professionals.0.secure_email="eve@example.org"`}},
		{name: "no postcode", changes: []string{"people.0.address.postcode="}, want: map[model.ID][]string{"P1": {"address: the address has no postcode; abroad, its last line is the country"}}},
		{name: "no fixed abode", changes: []string{`people.0.address.lines=["No fixed abode"]`}, want: map[model.ID][]string{"P1": {"address: the address says that there is no fixed one, or that it isn't known"}}},
		{name: "moved out", changes: []string{`people.0.address.to="2026-11-22"`}, want: map[model.ID][]string{"P1": {notInDate}}},
		{name: "moves in tomorrow", changes: []string{`people.0.address.from="2026-11-24"`}, want: map[model.ID][]string{"P1": {notInDate}}},
		{name: "last day there", changes: []string{`people.0.address.to="2026-11-23"`}},
		{name: "the household's address", changes: []string{"people.0.address=", `households.+={"id": "H1", "address": {"lines": ["4 Row", "SALFORD"], "postcode": "ZZ9 9AE", "confirmed_on": "2026-11-01"}, "members": ["P1"]}`}},
		{name: "care of somebody", changes: []string{"people.0.address=", `people.0.letters.to="P2"`}},
		{name: "care of somebody with a long address", changes: []string{`people.1.address.lines=["a", "b", "c", "d", "SALFORD"]`, `people.0.letters.to="P2"`},
			want: map[model.ID][]string{"P1": {"address: the address has 8 lines with name, care of and postcode; a letter needs 3 to 7"}}},
		{name: "care of a worker", changes: []string{`people.0.letters.to="W1"`}, want: map[model.ID][]string{"P1": {"letters.to is W1, who has no address to write to: give a person of the family or a professional, or leave it out where the worker brings the letter (letters.deliver: hand)"}}},

		{name: "no names", changes: []string{`people.0.name="Unknown Unknown"`, `people.1.name="EXAMPLE, Mr Daniel"`, `professionals.0.name="TBC"`},
			want: map[model.ID][]string{"P1": {"P1: the name says that it isn't known"}, "R1": {"R1: the name says that it isn't known"},
				"P2": {"P2: the name is sorted for a list, with a comma; write it as it is said: first name, then surname"}}},
		{name: "an example that was left in", changes: []string{`people.0.name="EXAMPLE person"`}, want: map[model.ID][]string{"P1": {"P1: " + example}}},
		{name: "an example's worker", changes: []string{`workers.0.name="EXAMPLE worker"`, `transfer={"kind": "between_teams", "receiving_worker": "W1"}`},
			want: map[model.ID][]string{"C1": {"W1: " + example}, "P1": {"W1: " + example}, "P2": {"W1: " + example}, "P3": {"W1: " + example}, "R1": {"W1: " + example}}},
		{name: "a child without a name", changes: []string{`children.0.first_name="Unknown"`, "children.0.known_as="},
			want: map[model.ID][]string{"C1": {nameless}, "P1": {nameless}, "P2": {nameless}, "P3": {nameless}, "R1": {nameless}}},
		{name: "a name in Arabic letters", changes: []string{`people.0.name="فاطمة علي"`},
			want: map[model.ID][]string{"P1": {"address: line 1 of the address, the name, has no letter from a to z, and post needs one: give the Latin spelling in latin_name"}}},
		{name: "and its Latin spelling", changes: []string{`people.0.name="فاطمة علي"`, `people.0.latin_name="Fatima Ali"`}},
		{name: "abroad with a British postcode", changes: []string{`people.0.address.lines=["14 Old Street", "Poland"]`},
			want: map[model.ID][]string{"P1": {"address: the address has a British postcode and a country abroad: one of the two is wrong"}}},

		{name: "the professional has left", changes: []string{`professionals.0.leaving_on="2026-11-23"`}, want: map[model.ID][]string{"R1": {"has left (leaving_on)"}}},
		{name: "the professional is leaving", changes: []string{`professionals.0.leaving_on="2026-11-24"`}},
		{name: "neither name nor role", changes: []string{"professionals.0.name=", "professionals.0.role="},
			want: map[model.ID][]string{"R1": {"neither name nor role is recorded", "address: line 1 of the address has no letter or figure; the first line is the name"}}},

		{name: "one human twice", changes: []string{`people.0.same_as="R1"`},
			want: map[model.ID][]string{"P1": {"same_as: is also R1 in this record; a manager decides"}, "R1": {"same_as: is also P1 in this record; a manager decides"}}},

		{name: "a letter through somebody whom a restriction binds", changes: []string{`restrictions.+={"who": "P3", "about": "P1", "what": ["address"]}`, `children.0.letters.to="P3"`},
			want: map[model.ID][]string{"C1": {"letters.to is P3, whom a restriction binds: write this letter by hand"}}},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			var ids []model.ID
			for _, r := range All(edited(t, x.changes...), testMail, day(t, today)) {
				ids = append(ids, r.ID)
				if !slices.Equal(r.Held, x.want[r.ID]) {
					t.Errorf("%s is held back for %q, want %q", r.ID, r.Held, x.want[r.ID])
				}
			}
			if want := []model.ID{"C1", "P1", "P2", "P3", "R1"}; !slices.Equal(ids, want) {
				t.Errorf("recipients are %v, want %v", ids, want)
			}
		})
	}
}

// TestWhoReads: a mother reads as a parent, a placement's carer as a carer; an
// aunt without parental responsibility as somebody else of the family, with it as
// a parent.
func TestWhoReads(t *testing.T) {
	read := func(changes ...string) map[model.ID]model.Reader {
		out := map[model.ID]model.Reader{}
		for _, r := range All(edited(t, changes...), testMail, day(t, today)) {
			out[r.ID] = r.Reader
		}
		return out
	}
	got := read()
	for id, want := range map[model.ID]model.Reader{"C1": model.ReaderChild, "P1": model.ReaderParent, "P2": model.ReaderCarer, "P3": model.ReaderRelative, "R1": model.ReaderProfessional} {
		if got[id] != want {
			t.Errorf("%s reads as %q, want %q", id, got[id], want)
		}
	}
	if got := read("people.2.relationship.0.parental_responsibility=true")["P3"]; got != model.ReaderParent {
		t.Errorf("an aunt with parental responsibility reads as %q", got)
	}
	if got := read("people.0.relationship.0.parental_responsibility=false")["P1"]; got != model.ReaderParent {
		t.Errorf("a mother without parental responsibility reads as %q", got)
	}
}

// TestSiblingWhoStays: nobody has a letter about a child whose case doesn't move.
func TestSiblingWhoStays(t *testing.T) {
	brother := `children.+={"id": "C2", "first_name": "Bo", "date_of_birth": "2020-01-01", "moves": false, "inform": {"tell": true}}`
	hers := `people.0.relationship.+={"child": "C2", "is": "mother", "inform": {"tell": true}}`
	for _, r := range All(edited(t, brother, hers), testMail, day(t, today)) {
		if r.Child != "C1" {
			t.Errorf("%s has a letter about %s", r.ID, r.Child)
		}
	}
	moves := strings.Replace(brother, `"moves": false`, `"moves": true`, 1)
	about := map[model.ID][]model.ID{}
	for _, r := range All(edited(t, moves, hers), testMail, day(t, today)) {
		about[r.ID] = append(about[r.ID], r.Child)
	}
	if !slices.Equal(about["P1"], []model.ID{"C1", "C2"}) || !slices.Equal(about["P2"], []model.ID{"C1"}) || !slices.Equal(about["R1"], []model.ID{"C1", "C2"}) {
		t.Errorf("%v", about)
	}
}

func TestWarnings(t *testing.T) {
	warned := func(changes ...string) map[model.ID][]string {
		out := map[model.ID][]string{}
		for _, r := range All(edited(t, changes...), testMail, day(t, today)) {
			out[r.ID] = r.Warnings
		}
		return out
	}
	apart := `people.1.address={"lines": ["4 Row", "SALFORD"], "postcode": "ZZ9 9AE", "confirmed_on": "2026-11-01"}`
	for id, w := range warned(apart) {
		if len(w) > 0 {
			t.Errorf("%s: %q", id, w)
		}
	}
	if got := warned(apart, `people.0.communication="easy_read"`)["P1"]; len(got) != 1 || !strings.Contains(got[0], "isn't Easy Read") {
		t.Errorf("a parent who needs Easy Read: %q", got)
	}
	got := warned(apart, "children.0.inform.told_on=")
	for id, want := range map[model.ID]string{"C1": "not told in person yet", "P1": "the child has not been told in person yet"} {
		if !slices.Equal(got[id], []string{want}) {
			t.Errorf("%s: %q, want %q", id, got[id], want)
		}
	}
	if len(got["P2"]) > 0 || len(got["R1"]) > 0 {
		t.Errorf("%q", got)
	}
	if got := warned(apart, "children.0.inform.told_on=", `children.0.date_of_birth="2022-01-01"`)["P1"]; len(got) > 0 {
		t.Errorf("of a child of four: %q", got)
	}
}

// TestAuthority: nothing goes to another authority without consent, or against
// a refusal, unless that was overridden by somebody with a reason.
func TestAuthority(t *testing.T) {
	there := `authorities.+={"id": "A1", "name": "Elsewhere Council", "secure_email": "a@example.org"}`
	const (
		no      = "no consent to share with this authority is recorded, and none was overridden with a reason and a name"
		refused = "consent to share with this authority is refused, and the refusal was not overridden with a reason and a name"
	)
	for _, x := range []struct {
		consents []string
		want     string
	}{
		{nil, no},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "given"}`}, ""},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "refused"}`}, refused},
		{[]string{`{"by": "P1", "with_whom": ["R1"], "answer": "given"}`}, no},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "not_sought"}`}, no},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "refused", "overridden": {"reason": "Risk", "by": "W2"}}`}, ""},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "refused", "overridden": {"reason": "Risk"}}`}, refused},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "given"}`, `{"by": "P2", "with_whom": ["A1"], "answer": "refused"}`}, refused},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "given"}`, `{"by": "P2", "with_whom": ["A1"], "answer": "refused", "overridden": {"reason": "Risk", "by": "W2"}}`}, ""},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "given", "date": "2026-11-09"}`, `{"by": "P1", "with_whom": ["A1"], "answer": "refused", "date": "2026-11-10"}`}, refused},
		{[]string{`{"by": "P1", "with_whom": ["A1"], "answer": "given", "date": "2026-11-10"}`, `{"by": "P1", "with_whom": ["A1"], "answer": "refused", "date": "2026-11-09"}`}, ""},
	} {
		changes := []string{there}
		for _, c := range x.consents {
			changes = append(changes, "consents.+="+c)
		}
		found := false
		for _, r := range All(edited(t, changes...), testMail, day(t, today)) {
			if r.ID == "A1" {
				found = true
				if got := strings.Join(r.Held, "; "); got != x.want {
					t.Errorf("%s: %q, want %q", x.consents, got, x.want)
				}
			}
		}
		if !found {
			t.Error("no recipient A1")
		}
	}
}
