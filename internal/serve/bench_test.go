package serve

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkPage: a page of a rich case, and the same after a change of it. The
// wanted figures are 50 ms and 150 ms.
func BenchmarkPage(b *testing.B) {
	w, dir := begun(b, "salford-section-20")
	file := filepath.Join(dir, "salford-section-20.json")
	page := w.s.at("case", w.s.store.id("salford-section-20.json"), "edit") + "?at=" + url.QueryEscape("children[0]")
	src := read(b, file)
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			w.get(b, page)
		}
	})
	b.Run("changed", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
			if err := os.WriteFile(file, append(src, fmt.Sprintf("%*s", n%50+1, "")...), 0o600); err != nil {
				b.Fatal(err)
			}
			w.get(b, page)
		}
	})
}

// BenchmarkList: 500 cases of a folder, at first and again. 300 ms is wanted.
func BenchmarkList(b *testing.B) {
	w, dir := begun(b)
	names := fixtures(b)
	for i := range 500 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.json", i)), read(b, "../../fixtures/good/"+names[i%len(names)]+".json"), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			w.s.store.briefs = map[string]brief{}
			w.get(b, w.s.at())
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			w.get(b, w.s.at())
		}
	})
}
