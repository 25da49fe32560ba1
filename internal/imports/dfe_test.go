package imports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPayload: DfE's payload makes the record that its fields say; what it
// marks to be purged isn't read, and that is told.
func TestPayload(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "payload.json")
	const text = `{"la_code": "355", "Children": [{"la_child_id": "LA7", "mis_child_id": "101", "purge": false,
"child_details": {"first_name": "Mabli", "surname": "Placeholder", "date_of_birth": "2015-02-28", "sex": "F", "ethnicity": "WBRI",
  "disabilities": ["LD"], "postcode": "ZZ1 1AA", "unique_pupil_number": "A123", "former_unique_pupil_number": "B456", "uasc_flag": false},
"health_and_wellbeing": {"sdq_assessments": [{"date": "2026-05-04", "score": 14}]},
"social_care_episodes": [{"social_care_episode_id": "E1", "referral_date": "2026-01-05", "referral_source": "2A", "purge": false,
  "child_and_family_assessments": [{"child_and_family_assessment_id": "A1", "start_date": "2026-01-06", "authorisation_date": "2026-02-03", "factors": ["1A"]}],
  "child_protection_plans": [{"child_protection_plan_id": "P1", "start_date": "2026-02-20"}, {"child_protection_plan_id": "P2", "start_date": "2025-02-20", "purge": true}],
  "child_looked_after_placements": [
    {"child_looked_after_placement_id": "L1", "start_date": "2026-03-01", "placement_type": "U6", "postcode": "ZZ2 2BB", "end_date": "2026-04-01", "end_reason": "X1", "change_reason": "CARPL"},
    {"child_looked_after_placement_id": "L2", "start_date": "2026-04-01", "placement_type": "K2", "postcode": "ZZ1 1AA"}]}]}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := OpenPayload(path)
	if err != nil {
		t.Fatal(err)
	}
	cases, rep := made(t, src, Options{All: true})
	c := cases["101"]
	if c == nil || len(rep.Faults) > 0 {
		t.Fatalf("%v\n%s", rep.NotMade, faultsOf(rep))
	}
	for _, want := range []string{`"first_name": "Mabli"`, `"upn": "A123"`, `"disabilities": ["LD"]`, `{"status": "cla", "from": "2026-03-01"}`,
		`"cp_plan": {"from": "2026-02-20"}`, `"type": "K2"`, `"previous": {"type": "U6", "address": {"postcode": "ZZ2 2BB"}, "to": "2026-04-01"}`,
		`"address": {"postcode": "ZZ1 1AA"}`, `score 14`, `Alcohol misuse: concerns about alcohol misuse by the child (1A)`} {
		if !strings.Contains(string(c.JSON), want) {
			t.Errorf("the record lacks %s:\n%s", want, c.JSON)
		}
	}
	if strings.Contains(string(c.JSON), "2025-02-20") ||
		!strings.Contains(strings.Join(rep.Notes, "\n"), "marked to be purged") {
		t.Errorf("what is to be purged: %q", rep.Notes)
	}
	left := ""
	for _, l := range c.LeftOut {
		left += l.Column + " " + l.Value + "\n"
	}
	if !strings.Contains(left, "former_unique_pupil_number B456") || !strings.Contains(left, "pers_legacy_id LA7") {
		t.Errorf("left out:\n%s", left)
	}
}
