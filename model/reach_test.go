package model

import (
	"strings"
	"testing"

	"handover/model/dates"
)

// TestEmailAddress holds the rules of GOV.UK Notify, and those in which mail
// servers are stricter.
func TestEmailAddress(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"sam.sample@salford.gov.uk", "SAM@Salford.GOV.UK", "o'brien@nhs.net", "sam+case@example.org", "sam/desk@example.org", "sam=x@example.org",
		" sam@example.org ", "sam@ex--ample.org", "sam@123.org", "sam@1.2.org", "sam@xn--a.org", strings.Repeat("a", 64) + "@example.org",
		"sam@" + strings.Repeat("b", 63) + ".org"} {
		got, err := EmailAddress(good)
		if err != nil || got != strings.TrimSpace(good) {
			t.Errorf("%q: %q, %v", good, got, err)
		}
	}
	for _, bad := range []string{"", "plain text", "n/a", "unknown", "sam@", "@example.org", "o’brien@nhs.net", "sam,x@example.org", "sam:x@example.org", "sam[x]@example.org",
		`sam\x@example.org`, "sam(x)@example.org", `"sam sample"@example.org`, "sam sample@example.org", "josé@example.org", ".sam@example.org", "sam.@example.org",
		"sa..m@example.org", "sam@example..org", "sam@.example.org", "sam@example.org.", "sam@example.org,", "sam@example.org; pat@example.org", "sam@example.org\npat@example.org",
		"sam@example", "sam@localhost", "sam@127.0.0.1", "sam@[192.0.2.1]", "sam@example.c", "sam@example.co1", "sam@example.c-m", "sam@exam_ple.org", "sam@-example.org",
		"sam@example-.org", "sam@exämple.org", "Sam <sam@example.org>", "mailto:sam@example.org", "sam@example.org?subject=x", "sam@@example.org", "sam(at)example.org",
		"dsl specimenroad.exmaple", strings.Repeat("a", 65) + "@example.org", "sam@" + strings.Repeat("b", 64) + ".org", "sam@example.org\r\nBcc: pat@example.org"} {
		_, err := EmailAddress(bad)
		if err == nil {
			t.Errorf("%q passes", bad)
		} else if len(bad) > 3 && strings.Contains(err.Error(), bad) {
			t.Errorf("%q is quoted", bad)
		}
	}
}

func TestDialled(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"0161 496 0111", "01632 960199", "(0161) 496-0111", "07700900123", "+44 (0)161 496 0111", "+44 161 496 0111", "0044 161 496 0111", "0800 1111",
		"0808 157 0110", "101", "116 123", "496 0111", "Emergency Duty Team, 0161 496 0199", "0161 496 0111 ext 12", "0161 496 0111 / 07700 900123", "0161 496 0111 07700 900123"} {
		if !Dialled(good) {
			t.Errorf("%q can't be rung", good)
		}
	}
	for _, bad := range []string{"ask Dawn", "ask Dawn on 12", "tbc", "0161 TBC", "07xxx", "n/a", "ext 4512", "0161 496", "00000 000000", "999999", "0161 496 01111111"} {
		if Dialled(bad) {
			t.Errorf("%q can be rung", bad)
		}
	}
}

// TestUnreachableWarned: what can't be rung or written to is told where the
// record is checked, by its path, and never quoted.
func TestUnreachableWarned(t *testing.T) {
	t.Parallel()
	rec, err := Decode("case.json", []byte(`{"schema": "handover.case/1", "protocol": "x", "reference": "R", "children": [{"id": "C1", "first_name": "A"}],
		"workers": [{"id": "W1", "name": "B", "telephone": "ask Dawn", "email": "b@example.org"}],
		"teams": [{"id": "T1", "name": "D", "out_of_hours": "see the board"}],
		"professionals": [{"id": "R1", "name": "C", "secure_email": "one@example.org; two@example.org", "telephone": ""}]}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range rec.Warnings(dates.Date{Year: 2026, Month: 11, Day: 30}) {
		got = append(got, p.Path)
		if strings.Contains(p.String(), "Dawn") || strings.Contains(p.String(), "two@") {
			t.Errorf("quoted: %s", p)
		}
	}
	want := "workers[0].telephone teams[0].out_of_hours professionals[0].secure_email"
	if strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
