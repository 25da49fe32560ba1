package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/internal/app"
	"handover/internal/pack"
	"handover/model/dates"
	"handover/render"
)

const section20 = "../../fixtures/good/salford-section-20.json"

var as = dates.Date{Year: 2026, Month: 11, Day: 23}

func desk(t *testing.T, a app.Asked) *app.Desk {
	t.Helper()
	d, err := app.NewDesk(a, as, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestChanges: what a pack says otherwise than the one before, and nothing else.
func TestChanges(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile(section20)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"md", "docx", "pdf"} {
		t.Run(format, func(t *testing.T) {
			if testing.Short() && format != "md" {
				t.Skip("-short")
			}
			dir, out := t.TempDir(), t.TempDir()
			path := filepath.Join(dir, "case.json")
			write := func(b []byte) {
				if err := os.WriteFile(path, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write(src)
			d := desk(t, app.Asked{Formats: []string{format}})
			c, err := d.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			told, last := 0, 0
			p, err := d.Make(t.Context(), c, app.Making{Output: out, Tell: func(done, of int) {
				if told++; done != told || of < done {
					t.Errorf("told %d of %d, the %dth time", done, of, told)
				}
				last = of
			}})
			if err != nil || told != len(p.Files)-1 || last != told {
				t.Fatalf("%v; told %d of %d, with %d files", err, told, last, len(p.Files))
			}
			changes := func() []app.Change {
				t.Helper()
				c, err := d.Plan(t.Context(), path)
				if err != nil {
					t.Fatal(err)
				}
				got, err := d.Changes(t.Context(), p.Path, c)
				if err != nil {
					t.Fatal(err)
				}
				return got
			}
			if got := changes(); len(got) > 0 {
				t.Fatalf("nothing was changed, and %+v", got)
			}
			write([]byte(strings.Replace(string(src), `"working_days": "`, `"working_days": "Changed `, 1)))
			got := changes()
			if len(got) == 0 {
				t.Fatal("a change that isn't seen")
			}
			for _, x := range got {
				all := ""
				for _, p := range x.Places {
					for _, l := range p.Lines {
						if l.Op == '+' {
							all += l.Text
						}
					}
				}
				if x.How != "changed" || !strings.Contains(all, "Changed") {
					t.Errorf("%+v", x)
				}
			}

			// A file that was edited isn't compared as if it were ours.
			bad := slices.IndexFunc(p.Documents, func(x pack.Planned) bool {
				return x.Kind == got[0].Kind && x.Recipient == got[0].Recipient && x.Child == got[0].Child
			})
			if err := os.WriteFile(filepath.Join(p.Path, p.Documents[bad].Path+"."+format), []byte("edited"), 0o600); err != nil {
				t.Fatal(err)
			}
			if again := changes(); again[0].How != "unread" {
				t.Errorf("%+v", again[0])
			}
		})
	}
}

// TestOne: one letter alone is the one of the pack, byte for byte, and as a page.
func TestOne(t *testing.T) {
	t.Parallel()
	d := desk(t, app.Asked{Formats: []string{"pdf"}})
	c, err := d.Plan(t.Context(), section20)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Make(t.Context(), c, app.Making{Output: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range c.Plan.Documents {
		if !slices.Contains(x.Formats, render.PDF) {
			continue
		}
		want, err := os.ReadFile(filepath.Join(p.Path, x.Path+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		one, err := c.Plan.One(x.Path, render.PDF)
		if err != nil || string(one.File.Bytes) != string(want) {
			t.Errorf("%s: %v, %d bytes; the pack's has %d", x.Path, err, len(one.File.Bytes), len(want))
		}
		if page, err := c.Plan.One(x.Path, render.HTML); err != nil || !strings.HasPrefix(string(page.File.Bytes), "<!DOCTYPE html>") {
			t.Errorf("%s: %v", x.Path, err)
		}
	}
	if _, err := c.Plan.One("send/../../etc/passwd", render.PDF); err == nil {
		t.Error("a document that isn't there")
	}
}

// TestFieldIn finds the field of a reason.
func TestFieldIn(t *testing.T) {
	for in, want := range map[string]string{
		"people[0].address is not recorded":               "people[0].address",
		"transfer.receiving_worker is not recorded":       "transfer.receiving_worker",
		"would show restrictions[2] (school), in summary": "restrictions[2]",
		"a letter, e.g. this one":                         "",
		"the children of court.example":                   "court.example",
		"nothing":                                         "",
	} {
		if got := app.FieldIn(in); got != want {
			t.Errorf("%q: %q; want %q", in, got, want)
		}
	}
}
