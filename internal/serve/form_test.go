package serve

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// posted is what a browser would send of a page's form for a case, nothing
// changed.
func posted(t testing.TB, page string) url.Values {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var form *html.Node
	for n := range doc.Descendants() {
		if n.Data == "form" && attr(n, "class") == "case-form" {
			form = n
		}
	}
	if form == nil {
		t.Fatal("no form: " + page)
	}
	out := url.Values{}
	for n := range form.Descendants() {
		name := attr(n, "name")
		switch {
		case n.Type != html.ElementNode || name == "":
		case n.Data == "textarea":
			text := ""
			if n.FirstChild != nil {
				text = n.FirstChild.Data
			}
			out.Add(name, strings.ReplaceAll(text, "\n", "\r\n")) // as browsers do
		case n.Data == "select":
			value, begun := "", false
			for o := range n.Descendants() {
				if o.Data == "option" && (has(o, "selected") || !begun) {
					value, begun = attr(o, "value"), true
				}
			}
			out.Add(name, value)
		case n.Data == "input" && (attr(n, "type") == "radio" || attr(n, "type") == "checkbox"):
			if has(n, "checked") {
				out.Add(name, attr(n, "value"))
			}
		case n.Data == "input":
			out.Add(name, strings.NewReplacer("\r", "", "\n", "").Replace(attr(n, "value")))
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// pagesOf are all pages of a case that have a form.
func pagesOf(root *node) []string {
	out := []string{"case"}
	for _, f := range recordFields() {
		switch {
		case f.List:
			for i := range len(root.rows(f.Name)) + 1 {
				out = append(out, fmt.Sprintf("%s[%d]", f.Name, i))
			}
		case pageOf(f.Name) == f.Name && f.Name != "access":
			out = append(out, f.Name)
		}
	}
	return out
}

func fixtures(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob("../../fixtures/good/*.json")
	if err != nil || len(all) < 30 {
		t.Fatal(len(all), err)
	}
	for i, f := range all {
		all[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	return all
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRoundTrip: each page of each fixture, saved as it was opened, leaves the
// file byte for byte; and after one change nothing else of it differs.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	names := fixtures(t)
	if testing.Short() {
		names = []string{"minimal", "islington-step-up"}
	}
	b, dir := begun(t, names...)
	for _, name := range names {
		id, file := b.s.store.id(name+".json"), filepath.Join(dir, name+".json")
		before := read(t, file)
		root, err := tree(before)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range pagesOf(root) {
			status, page := b.get(t, b.s.at("case", id, "edit")+"?at="+url.QueryEscape(at))
			if status != 200 && status != 422 {
				t.Fatalf("%s %s: %d", name, at, status)
			}
			form := posted(t, page)
			if status, body, head := b.post(t, b.s.at("case", id, "edit"), form); status != 303 {
				t.Errorf("%s %s: %d %v %s", name, at, status, head, body)
			}
			if string(read(t, file)) != string(before) {
				t.Fatalf("%s: saving %s unchanged changed the file", name, at)
			}
		}
		_, page := b.get(t, b.s.at("case", id, "edit")+"?at="+url.QueryEscape("children[0]"))
		form := posted(t, page)
		form.Set("children[0].pronouns", "xe/xem")
		if status, body, _ := b.post(t, b.s.at("case", id, "edit"), form); status != 303 {
			t.Fatalf("%s: %d %s", name, status, body)
		}
		var was, is map[string]any
		if json.Unmarshal(before, &was) != nil || json.Unmarshal(read(t, file), &is) != nil {
			t.Fatal("no JSON")
		}
		child := is["children"].([]any)[0].(map[string]any)
		if child["pronouns"] != "xe/xem" {
			t.Errorf("%s: not saved", name)
		}
		old := was["children"].([]any)[0].(map[string]any)
		if v, there := old["pronouns"]; there {
			child["pronouns"] = v
		} else {
			delete(child, "pronouns")
		}
		if !reflect.DeepEqual(was, is) {
			t.Errorf("%s: something else changed", name)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Error(info.Mode(), err)
		}
	}
}
