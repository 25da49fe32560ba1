package recipient

import (
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
)

// testMail counts the invented addresses of the tests as secure.
var testMail = protocol.Mail{SecureDomains: []string{"example.org", "gov.uk"}}

// TestWayTo: how a letter goes follows from the record, the protocol's order
// and its secure domains.
func TestWayTo(t *testing.T) {
	t.Parallel()
	address := `"address": {"lines": ["1 Example Road"], "postcode": "ZZ1 1ZZ"}, `
	for _, c := range []struct {
		name, professional, by, email, why, held string
		prefer                                   []string
	}{
		{"the address first", address + `"secure_email": "a@example.org"`, "post", "", "", "", nil},
		{"e-mail first", address + `"secure_email": "a@b.example.org"`, "secure_email", "a@b.example.org", "", "", []string{"secure_email", "post"}},
		{"e-mail alone", `"secure_email": " a@example.org "`, "secure_email", "a@example.org", "", "", nil},
		{"e-mail first, and none", address + `"secure_email": ""`, "post", "", "", "", []string{"secure_email", "post"}},
		{"as the record asks", address + `"secure_email": "A@Example.ORG", "letters": {"deliver": "secure_email"}`, "secure_email", "A@Example.ORG", "", "", nil},
		{"by hand", `"secure_email": "a@example.org", "letters": {"deliver": "hand"}`, "hand", "", "", "", nil},
		{"not secure", `"secure_email": "a@notgov.uk"`, "post", "", "goes by post: professionals[0].secure_email is of no domain", "", nil},
		{"ends alike", `"secure_email": "a@myexample.org"`, "post", "", "goes by post", "", nil},
		{"asked for and none", address + `"letters": {"deliver": "secure_email"}`, "secure_email", "", "", "no address to write to (secure_email)", nil},
		{"two in one", `"secure_email": "a@example.org, b@example.org"`, "secure_email", "", "", "professionals[0].secure_email is no e-mail address", nil},
		{"not one", address + `"secure_email": "dsl example.org"`, "secure_email", "", "", "is no e-mail address", []string{"secure_email"}},
	} {
		rec := decode(t, `"professionals": [{"id": "R1", "name": "A", `+c.professional+`}]`)
		w := audience.WayTo(rec, protocol.Mail{SecureDomains: testMail.SecureDomains, Prefer: c.prefer}, "R1")
		if string(w.By) != c.by || w.Email != c.email || !strings.Contains(w.Why, c.why) || (w.Why == "") != (c.why == "") ||
			!strings.Contains(w.Held, c.held) || (w.Held == "") != (c.held == "") {
			t.Errorf("%s: %+v", c.name, w)
		}
	}
}

// TestWayToFamily: a parent's e-mail is written to only where the record asks
// for it, and where post isn't safe nothing falls back on it.
func TestWayToFamily(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ person, by, held string }{
		{`"email": "a@example.org"`, "post", "no address"},
		{`"email": "a@example.org", "letters": {"deliver": "secure_email"}`, "secure_email", ""},
		{`"letters": {"deliver": "secure_email"}`, "secure_email", "there is no address to write to (email)"},
		{`"email": "a@mail.example.com", "letters": {"deliver": "secure_email", "unsafe_post": true}`, "post", "post is not safe"},
		{`"letters": {"deliver": "hand", "to": "W1"}`, "hand", "leave it out where the worker brings the letter"},
		{`"letters": {"deliver": "hand"}`, "hand", ""},
	} {
		rec := decode(t, `"workers": [{"id": "W1", "name": "W"}], "people": [{"id": "P1", "name": "A", `+c.person+`,
			"relationship": [{"child": "C1", "is": "mother", "inform": {"tell": true}}]}]`)
		for _, r := range All(rec, testMail, day(t, "2026-11-30")) {
			if r.ID != "P1" {
				continue
			}
			held := strings.Join(r.Held, "; ")
			if string(r.Way.By) != c.by || !strings.Contains(held, c.held) || (held == "") != (c.held == "") {
				t.Errorf("%s: %s, held %q", c.person, r.Way.By, held)
			}
		}
	}
}

func decode(t *testing.T, more string) *model.Record {
	t.Helper()
	rec, err := model.Decode("case.json", []byte(`{"schema": "handover.case/1", "protocol": "x", "reference": "R",
		"children": [{"id": "C1", "first_name": "A", "date_of_birth": "2019-02-01", "inform": {"tell": true, "told_on": "2026-11-01"}}], `+more+`}`), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// TestOneMailbox: an e-mail to a mailbox that is somebody else's as well isn't made
// where one of the two is of the family, and is warned of where both are
// professionals; one person in two entries is one.
func TestOneMailbox(t *testing.T) {
	t.Parallel()
	person := func(id, email, deliver string) string {
		return `{"id": "` + id + `", "name": "` + id + ` Example", "email": "` + email + `", "letters": {"deliver": "` + deliver + `"}, "relationship": [{"child": "C1", "is": "aunt", "inform": {"tell": true}}]}`
	}
	professional := func(id, email, more string) string {
		return `{"id": "` + id + `", "name": "` + id + ` Ray", "role": "Nurse", "inform": {"tell": true}, "secure_email": "` + email + `"` + more + `}`
	}
	for name, c := range map[string]struct{ people, professionals, held, warned string }{
		"their own":            {person("P1", "p@example.org", "secure_email") + "," + person("P2", "q@example.org", "secure_email"), professional("R1", "r@example.org", ""), "", ""},
		"two of the family":    {person("P1", "p@example.org", "secure_email") + "," + person("P2", "P@example.org", "post"), professional("R1", "r@example.org", ""), "P1", ""},
		"a professional's":     {person("P1", "r@example.org", "post"), professional("R1", "r@example.org", ""), "R1", ""},
		"two professionals":    {person("P1", "p@example.org", "post"), professional("R1", "o@example.org", "") + "," + professional("R2", "o@example.org", ""), "", "R1 R2"},
		"one in two entries":   {person("P1", "p@example.org", "post"), professional("R1", "o@example.org", `, "same_as": "R2"`) + "," + professional("R2", "o@example.org", ""), "", ""},
		"by post nobody minds": {person("P1", "p@example.org", "post") + "," + person("P2", "p@example.org", "post"), professional("R1", "r@example.org", ""), "", ""},
	} {
		rec := decode(t, `"people": [`+c.people+`], "professionals": [`+c.professionals+`]`)
		var held, warned []string
		for _, r := range All(rec, testMail, day(t, "2026-11-30")) {
			if strings.Contains(strings.Join(r.Held, ";"), "is the mailbox of") {
				held = append(held, string(r.ID))
			}
			if strings.Contains(strings.Join(r.Warnings, ";"), "the mailbox is that of") {
				warned = append(warned, string(r.ID))
			}
		}
		if strings.Join(held, " ") != c.held || strings.Join(warned, " ") != c.warned {
			t.Errorf("%s: held %q, warned %q", name, held, warned)
		}
	}
}
