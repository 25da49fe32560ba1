package deliver

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func folderOf(files ...string) Folder {
	k := Folder{Name: "CF-1"}
	for _, f := range files {
		path, text, _ := strings.Cut(f, "=")
		k.Files = append(k.Files, File{Path: path, Bytes: []byte(text)})
	}
	return k
}

// tree is every file below a folder with its text, and every folder with "/".
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		if d.IsDir() {
			out[filepath.ToSlash(rel)+"/"] = ""
			return nil
		}
		b, err := os.ReadFile(path)
		out[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func holdsTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

var (
	first  = map[string]string{"CF-1/": "", "CF-1/a/": "", "CF-1/a/x": "old", "CF-1/manifest.json": "m"}
	second = map[string]string{"CF-1/": "", "CF-1/manifest.json": "new"}
)

func saved(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := folderOf("a/x=old", "manifest.json=m").Save(dir, How{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there yet")
	saved, err := folderOf("a/x=old", "manifest.json=m").Save(dir, How{})
	place := saved.Place
	if err != nil || place != filepath.Join(dir, "CF-1") {
		t.Fatal(place, err)
	}
	holdsTree(t, dir, first)
	for _, x := range []struct {
		path string
		mode fs.FileMode
	}{{dir, 0o700}, {place, 0o700}, {place + "/a", 0o700}, {place + "/a/x", 0o600}, {place + "/manifest.json", 0o600}} {
		info, err := os.Stat(x.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != x.mode && runtime.GOOS != "windows" { // which has no such modes
			t.Errorf("%s has mode %o, want %o", x.path, got, x.mode)
		}
	}
}

func TestSaveReplacesOnlyWhenForced(t *testing.T) {
	dir := saved(t)
	saved, err := folderOf("manifest.json=new").Save(dir, How{})
	place := saved.Place
	if !errors.Is(err, ErrExists) || place != filepath.Join(dir, "CF-1") {
		t.Errorf("%s: %v", place, err)
	}
	holdsTree(t, dir, first)
	if _, err := folderOf("manifest.json=new").Save(dir, How{Replace: true}); err != nil {
		t.Fatal(err)
	}
	holdsTree(t, dir, second)
}

// TestSaveWholeOrNotAtAll: whatever goes wrong, the old pack stands there and
// nothing else.
func TestSaveWholeOrNotAtAll(t *testing.T) {
	stop := errors.New("stopped")
	after := func(n int) func() error {
		return func() error {
			if n--; n < 0 {
				return stop
			}
			return nil
		}
	}
	tests := []struct {
		name      string
		folder    Folder
		cancelled func() error
	}{
		{"stopped before the first file", folderOf("a=1", "b=2", "c=3"), after(0)},
		{"stopped after two files", folderOf("a=1", "b=2", "c=3"), after(2)},
		{"two files of one name", folderOf("a=1", "a=2"), nil},
		{"a file where a folder is", folderOf("a/b=1", "a=2"), nil},
		{"a folder where a file is", folderOf("a=1", "a/b=2"), nil},
		{"a name too long for the disk", folderOf("a=1", strings.Repeat("b", 300)+"=2"), nil},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			dir := saved(t)
			_, err := x.folder.Save(dir, How{Replace: true, Cancelled: x.cancelled})
			if err == nil {
				t.Fatal("saved")
			}
			if x.cancelled != nil && !errors.Is(err, stop) {
				t.Error(err)
			}
			if strings.Contains(err.Error(), ".new-") {
				t.Errorf("the error names the unfinished folder: %v", err)
			}
			holdsTree(t, dir, first)
		})
	}
}

// TestSaveAfterACrash: what a run that was cut off left is put right by the
// next one, whether that one saves or not.
func TestSaveAfterACrash(t *testing.T) {
	put := func(t *testing.T, dir string, files map[string]string) {
		t.Helper()
		for _, path := range slices.Sorted(maps.Keys(files)) {
			p := filepath.Join(dir, path)
			if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, []byte(files[path]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name  string
		left  map[string]string
		force bool
		want  map[string]string
		exist bool
	}{
		{"while the first was written", map[string]string{".CF-1.new-123/a/x": "half"}, false, second, false},
		{"after the old one was put aside, without force", map[string]string{".CF-1.old/a/x": "old", ".CF-1.old/manifest.json": "m", ".CF-1.new-9/manifest.json": "lost"}, false, first, true},
		{"after the old one was put aside, with force", map[string]string{".CF-1.old/a/x": "old", ".CF-1.new-9/manifest.json": "lost"}, true, second, false},
		{"after the new one was in place", map[string]string{".CF-1.old/manifest.json": "older", "CF-1/a/x": "old", "CF-1/manifest.json": "m"}, false, first, true},
		{"of another pack's run", map[string]string{".CF-2.new-1/manifest.json": "other"}, false,
			map[string]string{"CF-1/": "", "CF-1/manifest.json": "new", ".CF-2.new-1/": "", ".CF-2.new-1/manifest.json": "other"}, false},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, x.left)
			_, err := folderOf("manifest.json=new").Save(dir, How{Replace: x.force})
			if errors.Is(err, ErrExists) != x.exist || err != nil && !x.exist {
				t.Error(err)
			}
			holdsTree(t, dir, x.want)
		})
	}
}

func TestSaveReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Log("as root nothing is read-only; a file in the folder's place stands for it")
	}
	dir := saved(t)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if os.Geteuid() > 0 { // Windows has no such users, and folders that aren't read-only
		if _, err := folderOf("manifest.json=new").Save(dir, How{Replace: true}); err == nil || !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%v", err)
		}
		holdsTree(t, dir, first)
	}
	file := filepath.Join(t.TempDir(), "packs")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := folderOf("manifest.json=new").Save(file, How{Replace: true}); err == nil {
		t.Error("saved into a file")
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "mine" {
		t.Errorf("%q, %v", b, err)
	}
}

func TestOnDisk(t *testing.T) {
	for _, x := range []struct{ reference, want string }{
		{"CF-204511", "CF-204511"},
		{"2026/0012", "2026-0012"},
		{`a\b:c*d?e"f<g>h|i`, "a-b-c-d-e-f-g-h-i"},
		{"Ŵyn 7", "-yn-7"},
		{"..", "--"},
		{".", "-"},
		{".hidden", "-hidden"},
		{"ends.", "ends-"},
		{"../../etc/passwd", "-.-..-etc-passwd"},
		{"CON", "-CON"},
		{"nul.txt", "-nul.txt"},
		{"LPT1", "-LPT1"},
		{"console", "console"},
		{" ", "-"},
	} {
		if got := OnDisk(x.reference); got != x.want {
			t.Errorf("OnDisk(%q) is %q, want %q", x.reference, got, x.want)
		}
	}
}
