package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// drawn is a document as fpdf writes it.
func drawn(t *testing.T, d *doc.Doc) (*canvas, *elem, time.Time) {
	t.Helper()
	date, err := time.Parse(time.DateOnly, d.Meta.Date)
	if err != nil {
		t.Fatal(err)
	}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet)}}
	root, err := f.layOut(false)
	if err != nil {
		t.Fatal(err)
	}
	items, pages := paginate(f)
	c, err := drawPages(f, items, pages, newFPDF(&d.Meta, date))
	if err != nil {
		t.Fatal(err)
	}
	return c, root, date
}

// shuffled is a file whose dictionaries have their keys in another order and
// other white space, and whose objects stand in another order.
func shuffled(t *testing.T, b []byte, r *rand.Rand) []byte {
	t.Helper()
	o, err := readOriginal(b)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.3\n")
	offsets := make([]int, len(o.bodies))
	for _, n := range r.Perm(len(o.bodies) - 1) {
		n++
		d, err := o.dict(n)
		if err != nil {
			t.Fatal(err)
		}
		offsets[n] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\r\n%s", n, shuffledDict(t, d, r))
		if d.end+2 < len(d.text) {
			data, err := o.stream(n)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, "\nstream\r\n%s\nendstream", data)
		}
		out.WriteString("\nendobj\n")
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, off := range offsets[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&out, "trailer\n<</Info %d 0 R/Root %d 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", o.info, o.root, len(offsets), xref)
	return out.Bytes()
}

func shuffledDict(t *testing.T, d *dict, r *rand.Rand) string {
	t.Helper()
	keys := slices.Sorted(maps.Keys(d.entries))
	r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	var b strings.Builder
	b.WriteString("<<")
	for _, k := range keys {
		v := d.values[k]
		text := string(d.text[v.from:v.to])
		if inner, err := readDict(d.text, v.from); err == nil {
			text = shuffledDict(t, inner, r)
		}
		b.WriteString([]string{"\n", " ", "\r\n "}[r.IntN(3)] + "/" + k + " " + text)
	}
	return b.String() + "\n>>"
}

// Whatever the order in which fpdf writes keys and objects, the finished file is
// whole and says the same.
func TestKeysInAnyOrder(t *testing.T) {
	logo := sample.Letter(5)
	logo.Meta.Logo = sample.Logo(t, 600, 120)
	for name, d := range map[string]*doc.Doc{"form": sample.Form(), "letter": logo} {
		whole, err := Write(d)
		if err != nil {
			t.Fatal(err)
		}
		want, err := read.PDF(whole)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(10) {
			c, root, date := drawn(t, d)
			var raw bytes.Buffer
			if err := c.pdf.Output(&raw); err != nil {
				t.Fatal(err)
			}
			b, err := benches.Get().(*bench).rewrite(shuffled(t, raw.Bytes(), rand.New(rand.NewPCG(seed, 1))), c, root, &d.Meta, date)
			if err != nil {
				t.Fatalf("%s, %d: %v", name, seed, err)
			}
			got, err := read.PDF(b)
			if err != nil {
				t.Fatalf("%s, %d: %v", name, seed, err)
			}
			for _, err := range got.Check() {
				t.Errorf("%s, %d: %v", name, seed, err)
			}
			if got.Text != want.Text || !slices.Equal(slices.Sorted(slices.Values(got.Beside)), slices.Sorted(slices.Values(want.Beside))) || got.Title != want.Title || got.Pages != want.Pages {
				t.Errorf("%s, %d: another document", name, seed)
			}
		}
	}
}

// What isn't such a file is an error, wherever it is cut or changed.
func TestOriginalDamaged(t *testing.T) {
	c, _, _ := drawn(t, sample.Letter(4))
	var raw bytes.Buffer
	if err := c.pdf.Output(&raw); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		b := bytes.Clone(raw.Bytes())
		for range 1 + r.IntN(4) {
			b[r.IntN(len(b))] = "<>/()[]R 0129x"[r.IntN(14)]
		}
		if r.IntN(4) == 0 {
			b = b[:r.IntN(len(b))]
		}
		o, err := readOriginal(b)
		if err != nil {
			continue
		}
		for n := range o.bodies { // no panic
			_, _ = o.dict(n)
			_, _ = o.stream(n)
		}
		_, _ = o.pages()
	}
}
