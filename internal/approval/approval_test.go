package approval_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"handover/internal/app"
	"handover/internal/approval"
	"handover/model/dates"
)

var now = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

func made(t *testing.T, asOf dates.Date, out string, force bool) string {
	t.Helper()
	d, err := app.NewDesk(app.Asked{Formats: []string{"md"}}, asOf, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Open(context.Background(), "../../fixtures/good/salford-section-20.json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Make(t.Context(), c, app.Making{Output: out, Force: force})
	if err != nil {
		t.Fatal(err)
	}
	return r.Path
}

// TestTwo: one prepares, a second person checks, and never the same.
func TestTwo(t *testing.T) {
	out := t.TempDir()
	dir := made(t, dates.Date{Year: 2026, Month: 11, Day: 23}, out, false)
	stands := func(want approval.State) approval.Approval {
		t.Helper()
		a, got, err := approval.Of(dir)
		if err != nil || got != want {
			t.Fatalf("%s, %v; want %s", got, err, want)
		}
		return a
	}
	is := func(got, want error) {
		t.Helper()
		if !errors.Is(got, want) {
			t.Fatalf("%v; want %v", got, want)
		}
	}
	stands(approval.None)
	is(approval.Check(dir, "Ann Example", now), approval.ErrFirst)
	is(approval.Prepare(dir, " \n", now), approval.ErrNoName)
	is(approval.Prepare(dir, "···", now), approval.ErrNoName)
	is(approval.Prepare(dir, "Zoë O'Brien", now), nil)
	stands(approval.Prepared)
	is(approval.Prepare(dir, "Ann Example", now), approval.ErrTwice)
	for _, me := range []string{"Zoë O'Brien", "zoe  OBRIEN", "O'Brien, Zoë"} {
		if err := approval.Check(dir, me, now); !errors.Is(err, approval.ErrSame) {
			t.Errorf("%s: %v", me, err)
		}
	}
	is(approval.Check(dir, "Ann Example", now), nil)
	a := stands(approval.Checked)
	if a.Prepared.By != "Zoë O'Brien" || a.Checked.By != "Ann Example" || !a.Checked.At.Equal(now) {
		t.Errorf("%+v", a)
	}
	is(approval.Check(dir, "Bob Example", now), approval.ErrTwice)
	if info, err := os.Stat(approval.Place(dir)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if filepath.Dir(approval.Place(dir)) != filepath.Clean(out) {
		t.Errorf("it stands at %s", approval.Place(dir))
	}

	// A pack that was made again is another.
	dir = made(t, dates.Date{Year: 2026, Month: 11, Day: 24}, out, true)
	stands(approval.Void)
	is(approval.Check(dir, "Bob Example", now), approval.ErrChanged)
	is(approval.Prepare(dir, "Ann Example", now), nil)
	if a := stands(approval.Prepared); len(a.Earlier) != 1 || a.Earlier[0].Checked.By != "Ann Example" {
		t.Errorf("%+v", a)
	}

	// So is one of which a file was edited.
	if err := os.WriteFile(filepath.Join(dir, "check-sheet.md"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	stands(approval.Void)
	is(approval.Check(dir, "Bob Example", now), approval.ErrChanged)
}

// TestForeign: a file that isn't ours is told, and not written over.
func TestForeign(t *testing.T) {
	dir := made(t, dates.Date{Year: 2026, Month: 11, Day: 23}, t.TempDir(), false)
	if err := os.WriteFile(approval.Place(dir), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := approval.Of(dir); err == nil {
		t.Error("taken for ours")
	}
	if err := approval.Prepare(dir, "Ann Example", now); err == nil {
		t.Error("written over")
	}
}
