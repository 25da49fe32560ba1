package fill

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"handover/templates"
)

// sixthOver is the sixth council's folder with files changed; an empty one is
// taken out.
func sixthOver(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	found, err := fs.Glob(os.DirFS("testdata/sixth"), "rivermouth/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		b, err := os.ReadFile(filepath.Join("testdata/sixth", name))
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: b}
	}
	for name, text := range files {
		name = "rivermouth/" + name
		if text == "" {
			delete(m, name)
			continue
		}
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// withLogo is the sixth council's protocol with another line for its logo.
func withLogo(t *testing.T, line string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/sixth/rivermouth/protocol.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const now = "  logo: {file: logo.png, alt: Rivermouth Council}\n"
	if !strings.Contains(string(b), now) {
		t.Fatalf("no %q", now)
	}
	return strings.Replace(string(b), now, line, 1)
}

// The sixth council's letters have its logo, which says that it is invented; a
// council without one has none.
func TestLogo(t *testing.T) {
	s, err := Load("rivermouth", templates.BuiltIn(), sixthOver(t, nil))
	if err != nil || s.Logo == nil {
		t.Fatal(s, err)
	}
	picture, err := os.ReadFile("testdata/sixth/rivermouth/logo.png")
	if err != nil || !bytes.Contains(picture, []byte("an invented council")) {
		t.Error("the test's logo doesn't say that it is invented", err)
	}
	// A later layer's picture goes over it, and changes what the set is.
	var other bytes.Buffer
	m := image.NewGray(image.Rect(0, 0, 700, 90))
	m.Set(3, 3, color.White)
	if err := png.Encode(&other, m); err != nil {
		t.Fatal(err)
	}
	own, err := Load("rivermouth", templates.BuiltIn(), sixthOver(t, nil), over("rivermouth/logo.png", other.String()))
	if err != nil || own.Logo == nil || own.Hash == s.Hash {
		t.Errorf("with another picture: %v, the same hash: %t", err, err == nil && own.Hash == s.Hash)
	}
	none, err := Load("rivermouth", templates.BuiltIn(), sixthOver(t, map[string]string{"protocol.yaml": withLogo(t, ""), "logo.png": ""}))
	if err != nil || none.Logo != nil {
		t.Errorf("without: %v, %v", none, err)
	}
}

// What is wrong with a logo is told at its place in the protocol.
func TestLogoFaults(t *testing.T) {
	for _, c := range []struct{ name, line, picture, want string }{
		{"no file", "  logo: {file: lxgo.png, alt: Rivermouth Council}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: there is no such file in the folder of this protocol"},
		{"no text", "  logo: {file: logo.png}\n", "x", `rivermouth/protocol.yaml:44:9: letterhead.logo: lacks the key "alt"`},
		{"empty text", "  logo: {file: logo.png, alt: \" \"}\n", "x", "rivermouth/protocol.yaml:44:31: letterhead.logo.alt: is empty"},
		{"text of two lines", "  logo: {file: logo.png, alt: \"a\\nb\"}\n", "x", "rivermouth/protocol.yaml:44:31: letterhead.logo.alt: is more than one line of text"},
		{"no name", "  logo: {alt: Rivermouth Council}\n", "x", `rivermouth/protocol.yaml:44:9: letterhead.logo: lacks the key "file"`},
		{"another key", "  logo: {file: logo.png, alt: Rivermouth Council, width: 3}\n", "x", `rivermouth/protocol.yaml:44:51: letterhead.logo.width: unknown key "width"`},
		{"a name alone", "  logo: logo.png\n", "x", "rivermouth/protocol.yaml:44:9: letterhead.logo: text where keys and values is expected"},
		{"outside the folder", "  logo: {file: ../common/logo.png, alt: x}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: isn't the name of a file in this folder"},
		{"in a folder below", "  logo: {file: pictures/logo.png, alt: x}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: isn't the name"},
		{"Windows' path", "  logo: {file: 'C:logo.png', alt: x}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: isn't the name"},
		{"Windows' path up", "  logo: {file: '..\\logo.png', alt: x}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: isn't the name"},
		{"the folder itself", "  logo: {file: '.', alt: x}\n", "x", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: isn't the name"},
		{"no picture", "  logo: {file: logo.png, alt: x}\n", "<svg/>", "rivermouth/protocol.yaml:44:16: letterhead.logo.file: not a PNG or JPEG picture: save it as PNG"},
		{"too large", "  logo: {file: logo.png, alt: x}\n", strings.Repeat("x", 3<<20), "rivermouth/protocol.yaml:44:16: letterhead.logo.file: the file has more than 2 MB"},
	} {
		s, err := Load("rivermouth", templates.BuiltIn(), sixthOver(t, map[string]string{"protocol.yaml": withLogo(t, c.line), "logo.png": c.picture}))
		if err == nil || s != nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// A logo is a file of the folder itself.
func TestLogoIsNoLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, sixthOver(t, map[string]string{"logo.png": ""})); err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "rivermouth", "logo.png")
	outside, err := filepath.Abs("testdata/sixth/rivermouth/logo.png")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, at); err != nil {
		t.Skipf("SKIPPED: links can't be made here: %v", err)
	}
	if _, err := os.Lstat(at); err != nil {
		t.Skip("SKIPPED: links can't be made here: Wine says that it made one, and makes none")
	}
	if _, err := Load("rivermouth", templates.BuiltIn(), os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "letterhead.logo.file: is a link to another place") {
		t.Errorf("a link: %v", err)
	}
	if err := os.Remove(at); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(at, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Load("rivermouth", templates.BuiltIn(), os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "letterhead.logo.file: isn't a file") {
		t.Errorf("a folder: %v", err)
	}
}
