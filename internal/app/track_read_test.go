package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"handover/model"
)

// tracked makes the tracker of two cases in a folder of their own, and gives the
// folder and the workbook.
func tracked(t *testing.T, d *Desk) (dir, book string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"salford-section-20.json", "salford-siblings-proceedings.json"} {
		src, err := os.ReadFile("../../fixtures/good/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := d.Track(context.Background(), []string{dir}, Tracking{Output: filepath.Join(t.TempDir(), "out"), Formats: []string{"xlsx"}}, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	return dir, filepath.Join(filepath.FromSlash(r.Papers[0].Path), r.Papers[0].Files[0])
}

// write writes into cells of a workbook, as a meeting does.
func write(t *testing.T, book string, cells map[string]any) {
	t.Helper()
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	for at, v := range cells {
		if err := f.SetCellValue("Cases", at, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.Save(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// A meeting's decisions go into the records as they were written, all else stays
// as it was, and what is there already isn't put in twice.
func TestReadTracker(t *testing.T) {
	d := deskFor(t, Asked{})
	dir, book := tracked(t, d)
	write(t, book, map[string]any{"J2": "move", "K2": 46399, "J4": "Move", "K4": 46399, "J3": "Stay", "L5": "Ask the court first"})
	ask := ReadingBack{Workbook: book, Paths: []string{dir}, On: "2026-11-25"}
	siblings := filepath.Join(dir, "salford-siblings-proceedings.json")
	before, err := os.ReadFile(siblings)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.ReadTracker(context.Background(), ask)
	if err != nil || len(r.Cases) != 2 || r.Written {
		t.Fatalf("%+v, %v", r, err)
	}
	if now, _ := os.ReadFile(siblings); !bytes.Equal(now, before) {
		t.Fatal("a record was changed unasked")
	}
	ask.Write = true
	if r, err = d.ReadTracker(context.Background(), ask); err != nil || !r.Written {
		t.Fatalf("%+v, %v", r, err)
	}
	x, err := d.Open(context.Background(), siblings)
	if err != nil {
		t.Fatal(err)
	}
	n := len(x.Record.Meetings)
	got, err := json.Marshal(x.Record.Meetings[n-2:])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"kind":"Transfer Tracking Meeting","date":"2026-11-25"`, `"children":["C1","C3"]`, `"decision":"Move","code":"move","who":"","due":"2027-01-12"`,
		`"children":["C2"]`, `"decision":"Stay","code":"stay"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %s in the record's meetings", want)
		}
	}
	added := len(x.Source) - len(before)
	at := bytes.Index(x.Source, []byte(`"date": "2026-11-25"`))
	for at > 0 && !bytes.HasPrefix(before, x.Source[:at]) {
		at-- // to where what was put in begins
	}
	if at < len(before)/3 || !bytes.Equal(x.Source[at+added:], before[at:]) {
		t.Error("something else of the record was changed")
	}
	if r, err = d.ReadTracker(context.Background(), ask); err != nil || !r.Cases[0].Already || !r.Cases[1].Already {
		t.Errorf("again: %+v, %v", r, err)
	}
	if now, _ := os.ReadFile(siblings); !bytes.Equal(now, x.Source) {
		t.Error("what was there was put in twice")
	}
}

// Every fault is said by its cell, all at once, without what stands there, and
// nothing is written.
func TestReadTrackerFaults(t *testing.T) {
	d := deskFor(t, Asked{})
	dir, book := tracked(t, d)
	write(t, book, map[string]any{"J2": "Mvoe Secret", "J3": "Move", "K3": "soonish", "K4": "2027-01-12", "B5": "CF-999999/C1", "J5": "Move"})
	_, err := d.ReadTracker(context.Background(), ReadingBack{Workbook: book, Paths: []string{dir}, On: "2026-11-25", Write: true})
	var problems model.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, p := range problems {
		said[p.Path] = true
		if strings.Contains(p.Msg+p.Hint, "Secret") || strings.Contains(p.Msg+p.Hint, "soonish") {
			t.Errorf("%s: what stands in the cell is said", p.Path)
		}
	}
	for _, cell := range []string{"Cases!J2", "Cases!K3", "Cases!K4", "Cases!J5"} {
		if !said[cell] {
			t.Errorf("nothing is said of %s: %v", cell, problems)
		}
	}
	src, err := os.ReadFile("../../fixtures/good/salford-siblings-proceedings.json")
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := os.ReadFile(filepath.Join(dir, "salford-siblings-proceedings.json")); !bytes.Equal(now, src) {
		t.Error("a record was changed all the same")
	}
	for name, at := range map[string]string{"a folder": dir, "no workbook": filepath.Join(dir, "salford-section-20.json")} {
		if _, err := d.ReadTracker(context.Background(), ReadingBack{Workbook: at, Paths: []string{dir}}); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
