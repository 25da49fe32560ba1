package imports

import (
	"strings"
	"testing"

	"handover/model"
)

// visited is an export of one child with some visits.
func visited(surname, extra string, visits ...string) map[string]string {
	return map[string]string{
		"ssd_person": "pers_person_id,pers_forename,pers_surname,pers_dob,pers_nationality\n101,Mabli," + surname + ",2015-02-28," + extra + "\n",
		"ssd_cin_visits": "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n" + strings.Join(
			visits,
			"\n",
		) + "\n",
	}
}

func none(string) bool { return false }

func all(string) bool { return true }

func again(t *testing.T, b []byte) *model.Record {
	t.Helper()
	rec, err := model.Decode("case.json", b, model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// TestMerge: what a person typed stays and what the system changed since is
// told; what came from the system and wasn't touched follows it; what is gone
// from the system goes. The same import again changes nothing.
func TestMerge(t *testing.T) {
	t.Parallel()
	first, _ := made(
		t,
		export(t, visited("Placeholder", "British", "V1,101,2026-03-02,Y", "V2,101,2026-04-02,Y")),
		Options{Children: []string{"101"}},
	)
	typed := strings.Replace(
		string(first["101"].JSON),
		`"first_name": "Mabli"`,
		`"first_name": "Mabli", "known_as": "Mab"`,
		1,
	)
	typed = strings.Replace(typed, `"nationality": "British"`, `"nationality": "Welsh"`, 1)
	second, _ := made(
		t,
		export(t, visited("Sample", "Irish", "V1,101,2026-03-03,Y", "V3,101,2026-05-02,N")),
		Options{Children: []string{"101"}},
	)

	rec := again(t, []byte(typed))
	differ, err := Merge(rec, again(t, second["101"].JSON), none)
	if err != nil {
		t.Fatal(err)
	}
	c := rec.Children[0]
	if c.KnownAs != "Mab" || c.Surname != "Sample" || c.Nationality != "Welsh" {
		t.Errorf("known as %q, surname %q, nationality %q", c.KnownAs, c.Surname, c.Nationality)
	}
	if len(differ) != 1 || differ[0].Path != "children[C1].nationality" || differ[0].Record != "Welsh" ||
		differ[0].System != "Irish" {
		t.Errorf("differences: %+v", differ)
	}
	var days []string
	for _, e := range rec.Chronology {
		days = append(days, e.Date.String())
	}
	if got := strings.Join(days, " "); got != "2026-03-03 2026-05-02" {
		t.Errorf("the chronology has %s", got)
	}
	b, err := model.Encode(rec)
	if err != nil {
		t.Fatal(err)
	}
	twice := again(t, b)
	if differ, err = Merge(twice, again(t, second["101"].JSON), all); err != nil || len(differ) > 0 {
		t.Errorf("with the system's taken there are differences still: %+v, %v", differ, err)
	}
	if twice.Children[0].Nationality != "Irish" {
		t.Errorf("the system's wasn't taken: %q", twice.Children[0].Nationality)
	}
	b, err = model.Encode(twice)
	if err != nil {
		t.Fatal(err)
	}
	thrice := again(t, b)
	if _, err := Merge(thrice, again(t, second["101"].JSON), none); err != nil {
		t.Fatal(err)
	}
	if now, err := model.Encode(thrice); err != nil || string(now) != string(b) {
		t.Errorf("the same import again changed the record (%v):\n%s\n%s", err, b, now)
	}
	other, _ := made(
		t,
		export(t, map[string]string{"ssd_person": person + "777,Wren,Sample,,,,,,,,,,,,\n"}),
		Options{Children: []string{"777"}},
	)
	if _, err := Merge(thrice, again(t, other["777"].JSON), none); err != ErrOtherCase {
		t.Errorf("another child's import: %v", err)
	}
}
