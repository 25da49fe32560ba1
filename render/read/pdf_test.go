package read_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"handover/render/read"
)

func TestPDFText(t *testing.T) {
	got, err := read.PDF(pdfSample(t))
	if err != nil {
		t.Fatal(err)
	}
	beside := got.Beside
	got.Beside = nil
	want := read.Content{
		Title: "Plan", Lang: "en-GB", Pages: 1,
		Text:      "Plan\nSee the guidance first.\nWhat to pack\n• rabbit\n ☑  inhaler\nWho\nWhen\nGran\nSaturday\nDad\n",
		Structure: []string{"H1", "P", "H2", "L", "LI", "LI", "Table", "TR", "TH", "TH", "TR", "TD", "TD", "TR", "TD", "TD"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(read.Content{})); diff != "" {
		t.Error(diff)
	}
	for _, s := range []string{"As of 2 January 2026", "Page 1 of 1", "What to pack", "https://www.example.org/a(b)", "Plan", "application/pdf"} {
		if !slices.Contains(beside, s) {
			t.Errorf("%q, which stands in the file beside its text, is not in %q", s, beside)
		}
	}
}

// What isn't a PDF, or is cut short, is an error and never a panic.
func TestPDFBroken(t *testing.T) {
	b := pdfSample(t)
	for n := 0; n < len(b); n += 97 {
		c, err := read.PDF(b[:n])
		if err == nil {
			t.Fatalf("no error for the first %d bytes of %d", n, len(b))
		}
		if len(c.Check()) == 0 {
			t.Fatalf("Check: no error for the first %d bytes of %d", n, len(b))
		}
	}
}

// Two values of one key are an error: it isn't said anywhere which of them counts.
func TestPDFKeyTwice(t *testing.T) {
	same := func(s string) string { return s }
	for _, key := range []string{"/Lang", "/MarkInfo", "/StructTreeRoot"} {
		twice := false
		b := damaged(t, pdfSample(t), func(o string) string {
			if i := strings.Index(o, key); i > 0 && strings.Contains(o, "/Type /Catalog") {
				twice = true
				return o[:i] + key + " null " + o[i:]
			}
			return o
		}, same)
		if _, err := read.PDF(b); !twice || err == nil {
			t.Errorf("%s: %v, %v", key, twice, err)
		}
	}
	if _, err := read.PDF(damaged(t, pdfSample(t), same, same)); err != nil {
		t.Error(err)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfSample(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, _ := read.PDF(b)
		_ = c.Check()
	})
}
