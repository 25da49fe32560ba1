package main

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tc-hib/winres"
	"handover/internal/app"
)

// TestPack: the same files are the same zip in any order, all in one folder,
// with a checksum each; lines end as on the machine.
func TestPack(t *testing.T) {
	t.Parallel()
	files := func() []file {
		return []file{{Name: "handover", Bytes: []byte("x"), Runs: true}, {Name: "README.txt", Bytes: []byte("a\nb\n"), Text: true}}
	}
	one, err := pack("handover-1", files(), true)
	if err != nil {
		t.Fatal(err)
	}
	turned := files()
	turned[0], turned[1] = turned[1], turned[0]
	if two, err := pack("handover-1", turned, true); err != nil || !bytes.Equal(one, two) {
		t.Error("not the same bytes", err)
	}
	r, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		said[f.Name] = b.String()
		if runs := f.Mode()&0o100 != 0; runs != strings.HasSuffix(f.Name, "handover") {
			t.Errorf("%s: mode %v", f.Name, f.Mode())
		}
	}
	if said["handover-1/README.txt"] != "a\r\nb\r\n" || strings.Count(said["handover-1/SHA256SUMS.txt"], "\n") != 2 {
		t.Errorf("%q", said)
	}
}

// TestDress: a program for Windows carries its icon, version and manifest, and
// is otherwise the same each time.
func TestDress(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src := filepath.Join(dir, "main.go")
	if err := os.WriteFile(src, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	exe := filepath.Join(dir, "a.exe")
	cmd := exec.Command("go", "build", "-o", exe, src)
	cmd.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	plain, err := os.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	one, err := dress(plain, app.Version)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := dress(plain, app.Version); err != nil || !bytes.Equal(one, two) {
		t.Error("not the same bytes", err)
	}
	set, err := winres.LoadFromEXE(bytes.NewReader(one))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []winres.Identifier{winres.RT_GROUP_ICON, winres.RT_VERSION, winres.RT_MANIFEST} {
		n := 0
		set.WalkType(kind, func(winres.Identifier, uint16, []byte) bool { n++; return true })
		if n != 1 {
			t.Errorf("%v: %d resources", kind, n)
		}
	}
}

// TestNumbers: a version that Windows can't show is an error, not another one.
func TestNumbers(t *testing.T) {
	t.Parallel()
	if v, err := numbers("2026.11.30"); err != nil || v != [4]uint16{2026, 11, 30, 0} {
		t.Error(v, err)
	}
	for _, bad := range []string{"", "v1.2.3", "1.2.3-rc1", "2026.11.30.70000", "1.2.3.4.5"} {
		if _, err := numbers(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
