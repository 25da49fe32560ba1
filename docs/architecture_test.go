// Package docs_test holds the documents of this folder to the program.
package docs_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "handover"

// TestArchitecture holds the table of rooms in architecture.md to the imports
// of the source, both ways.
func TestArchitecture(t *testing.T) {
	told, used := rooms(t), imports(t)
	for room, want := range told {
		got, ok := used[room]
		if !ok {
			t.Errorf("architecture.md has a room %s that the tree lacks", room)
			continue
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s imports %v; architecture.md says %v", room, got, want)
		}
	}
	for room := range used {
		if _, ok := told[room]; !ok {
			t.Errorf("architecture.md lacks the room %s", room)
		}
	}
}

var quoted = regexp.MustCompile("`([^`]+)`")

func rooms(t *testing.T) map[string][]string {
	text, err := os.ReadFile("architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		list := []string{}
		for _, m := range quoted.FindAllStringSubmatch(cells[3], -1) {
			list = append(list, m[1])
		}
		slices.Sort(list)
		out[strings.Trim(cells[1], " `")] = list
	}
	if len(out) == 0 {
		t.Fatal("architecture.md has no table of rooms")
	}
	return out
}

// imports is, for each package of ours, the packages of ours that it imports,
// tests and what they share left out.
func imports(t *testing.T) map[string][]string {
	out := map[string][]string{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != "..":
			return filepath.SkipDir
		case d.IsDir() && d.Name() == "testdata": // what tests share
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		room := path.Dir(strings.TrimPrefix(filepath.ToSlash(file), "../"))
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		list := out[room]
		if list == nil {
			list = []string{}
		}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(p, module+"/"); ok && !slices.Contains(list, ours) {
				list = append(list, ours)
			}
		}
		slices.Sort(list)
		out[room] = list
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
