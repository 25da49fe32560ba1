package fill_test

import (
	"os"
	"sync"
	"testing"

	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// councils holds each council's set, loaded once.
var councils sync.Map

// councilSet is a council's own templates.
func councilSet(t *testing.T, council string) *fill.Set {
	t.Helper()
	load, _ := councils.LoadOrStore(council, sync.OnceValues(func() (*fill.Set, error) { return fill.Load(council, templates.BuiltIn()) }))
	set, err := load.(func() (*fill.Set, error))()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// councilCase is the fixture fixtures/good/COUNCIL-NAME.json, with its council's set.
func councilCase(t *testing.T, council, name string) (*fill.Set, *model.Record) {
	t.Helper()
	set := councilSet(t, council)
	file := "../../fixtures/good/" + council + "-" + name + ".json"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := model.Decode(file, src, model.Options{Declared: func(string) model.Declared { return set.Protocol.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	if found := set.Protocol.Check(file, rec); len(found) > 0 {
		t.Fatal(found)
	}
	return set, rec
}

// day is a date that a test is written with.
func day(t *testing.T, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
