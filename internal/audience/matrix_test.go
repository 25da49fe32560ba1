package audience

import (
	"slices"
	"testing"

	"handover/internal/protocol"
)

// TestMatrix: each field of each view stands in the matrix, and who has it by a
// grant has it only there where the protocol gives it.
func TestMatrix(t *testing.T) {
	p := &protocol.Protocol{
		Grants: []protocol.Grant{
			{Fact: "date_of_birth", To: []string{"court", "authority"}, Why: "asked", Source: "line 3", Rows: []string{"ROW-1"}},
			{Fact: "team", To: []string{"parent"}, Documents: []string{"list"}, Why: "asked"},
			{Fact: "team", To: []string{"parent"}, Documents: []string{"other-list"}, Why: "asked"},
		},
		Extra: []protocol.Extra{{Name: "boat", Label: "Boat", Audiences: []string{"carer"}, Why: "by boat"}},
	}
	m := NewMatrix(p)
	standing := func(path, reader string) Cell {
		t.Helper()
		for _, f := range m.Facts {
			if f.Path == path {
				i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Name == reader })
				if f.Readers[i].Reader != reader || len(f.Readers) != len(m.Columns) {
					t.Fatalf("%s: %+v", path, f.Readers)
				}
				return f.Readers[i]
			}
		}
		t.Fatalf("no %s", path)
		return Cell{}
	}
	for _, x := range []struct {
		path, reader string
		want         Standing
		grants       int
	}{
		{".Joining.Telephone", "child", Always, 0},
		{".AboutWorker", "parent", Never, 0},
		{".Chronology[].Event", "internal", Always, 0},
		{".Chronology[].Event", "administrator", Never, 0},
		{".DateOfBirth", "court", Granted, 1},
		{".DateOfBirth", "health", Never, 0},
		{".DateOfBirth", "authority", Granted, 1},
		{".DateOfBirth", "parent", Never, 0},
		{".Team[].Telephone", "parent", Granted, 2},
		{".Team[].Telephone", "carer", Never, 0},
		{".Team[].Telephone", "administrator", Always, 0},
		{".Home", "authority", Never, 0},
		{`.Extra "boat"`, "carer", Granted, 1},
		{`.Extra "boat"`, "internal", Never, 0},
		{".Letters[].Address", "sender", Always, 0},
	} {
		if got := standing(x.path, x.reader); got.Standing != x.want || len(got.Grants) != x.grants {
			t.Errorf("%s for %s: %+v", x.path, x.reader, got)
		}
	}
	if got := standing(".DateOfBirth", "court").Grants[0]; got.Why != "asked" || got.Source != "line 3" || got.Rows[0] != "ROW-1" || got.Fact != "date_of_birth" {
		t.Errorf("%+v", got)
	}
	seen := map[string]bool{}
	for _, f := range m.Facts {
		if seen[f.Path] || f.Label == "" {
			t.Errorf("%s: twice, or without a label", f.Path)
		}
		seen[f.Path] = true
	}
	if len(m.Facts) < 400 {
		t.Errorf("only %d facts", len(m.Facts))
	}
}

// TestLabel: a field's path in words.
func TestLabel(t *testing.T) {
	for path, want := range map[string]string{
		".Team[].FirstName": "Team: first name", ".Children[].NHSNumber": "Children: NHS number", ".AsOf": "As of", ".Child.ID": "Child: ID", ".HealthSafety.Hazards[]": "Health safety: hazards",
	} {
		if got := label(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
