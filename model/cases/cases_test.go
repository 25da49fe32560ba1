package cases

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"handover/model"

	"golang.org/x/text/encoding/unicode"
)

// show is what Read hands out, a line a case.
func show(seq func(func(Case) bool)) string {
	var b strings.Builder
	for c := range seq {
		if c.Err != nil {
			fmt.Fprintf(&b, "! %v\n", c.Err)
		} else {
			fmt.Fprintf(&b, "%s %q\n", c.Place(), c.Data)
		}
	}
	return b.String()
}

func of(text string) func(func(Case) bool) {
	return func(yield func(Case) bool) {
		r := &reader{ctx: context.Background(), stdin: strings.NewReader(text), limit: 40, yield: yield}
		r.path("-")
	}
}

// TestForms are the forms in which cases may stand in one file.
func TestForms(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 60) + `"}`
	for _, tt := range []struct{ name, in, want string }{
		{"one", "{\"a\":\n1}\n", `standard input "{\"a\":\n1}\n"` + "\n"},
		{"one with a mark before it", "\ufeff {}\n", `standard input "\ufeff {}\n"` + "\n"},
		{"empty", "", `standard input ""` + "\n"},
		{"blank", " \n", `standard input " \n"` + "\n"},
		{"lines", "{\"a\":1}\r\n{\"b\":2}\n\n{\"c\":3}", "standard input:1:1 \"{\\\"a\\\":1}\"\nstandard input:2:1 \"{\\\"b\\\":2}\"\nstandard input:4:1 \"{\\\"c\\\":3}\"\n"},
		{"a broken line", "{\"a\":[}\n{\"b\":2}\n{\"c\n{}\n", "standard input:1:1 \"{\\\"a\\\":[}\"\nstandard input:2:1 \"{\\\"b\\\":2}\"\nstandard input:3:1 \"{\\\"c\"\nstandard input:4:1 \"{}\"\n"},
		{"several", "{\n\"a\":1}\n {\"b\":\n2}", "standard input:1:1 \"{\\n\\\"a\\\":1}\"\nstandard input:3:2 \"{\\\"b\\\":\\n2}\"\n"},
		{"a list", "\ufeff[{\"a\":\"]}\\\"\"},\n{\"é\":{}},{}]\n", "standard input:1:2 \"{\\\"a\\\":\\\"]}\\\\\\\"\\\"}\"\nstandard input:2:1 \"{\\\"é\\\":{}}\"\nstandard input:2:10 \"{}\"\n"},
		{"an empty list", "[ ]", "! standard input:1:3: no case is in this list\n"},
		{"not objects", "[1, 2]", "standard input:1:2 \"1, 2\"\n"},
		{"text", "what is this\n", "standard input \"what is this\\n\"\n"},
		// What follows a record that ends too early is never left out of it.
		{"ends too early", "{\"a\":1}\n, \"b\":2}\n", "standard input \"{\\\"a\\\":1}\\n, \\\"b\\\":2}\\n\"\n"},
		{"ends too early in a list", `[{"a":1}, "b":2},{"c":3}]`, "standard input:1:2 \"{\\\"a\\\":1}, \\\"b\\\":2}\"\nstandard input:1:18 \"{\\\"c\\\":3}\"\n"},
		{"no comma in a list", `[{} {},{}]`, "standard input:1:2 \"{} {}\"\nstandard input:1:8 \"{}\"\n"},
		// A bracket or quotation mark that is missing costs one record.
		{"no bracket", `[{"a":[1},{"b":2}]`, "standard input:1:2 \"{\\\"a\\\":[1}\"\nstandard input:1:11 \"{\\\"b\\\":2}\"\n"},
		{"no quotation mark", "[{\"a\":\"1\n},{\"b\":2}]", "standard input:1:2 \"{\\\"a\\\":\\\"1\\n}\"\nstandard input:2:3 \"{\\\"b\\\":2}\"\n"},
		{"the wrong bracket", `[{"a":{"b":1],"c":2},{}]`, "standard input:1:2 \"{\\\"a\\\":{\\\"b\\\":1],\\\"c\\\":2}\"\nstandard input:1:22 \"{}\"\n"},
		{"a comma too many", "[{},\n]", "standard input:1:2 \"{}\"\n! standard input:2:1: not JSON: a comma before a closing bracket\n"},
		{"cut off between", "[{},", "standard input:1:2 \"{}\"\n! standard input:1:5: the file ends in the middle of the list\n"},
		{"cut off within", `[{},{"a`, "standard input:1:2 \"{}\"\nstandard input:1:5 \"{\\\"a\"\n"},
		{"something after a list", "[{}] x", "standard input:1:2 \"{}\"\n! standard input:1:6: something follows the list's end\n"},
		// The limit is 40 bytes here.
		{"too large", long, "! standard input: the case is larger than 64 MiB\n"},
		{"too large, in lines", long + "\n{}\n", "! standard input:1:1: the case is larger than 64 MiB\nstandard input:2:1 \"{}\"\n"},
		{"too large, in later lines", "{}\n" + long + "\n{}\n", "standard input:1:1 \"{}\"\n! standard input:2:1: the case is larger than 64 MiB\nstandard input:3:1 \"{}\"\n"},
		{"too large, in a list", "[{}," + long + ",{}]", "standard input:1:2 \"{}\"\n! standard input:1:5: the case is larger than 64 MiB\nstandard input:1:74 \"{}\"\n"},
		{"too deep", "[{},{" + strings.Repeat("[", maxDepth), fmt.Sprintf("standard input:1:2 \"{}\"\n! standard input:1:%d: lists and objects nested without end\n", maxDepth+6)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(of(tt.in)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestUTF16: files as PowerShell writes them, in every form.
func TestUTF16(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"{\"a\":\n\"é\"}\n", "[{\"a\":\"é\"},{}]", "{\"a\":1}\r\n{\"b\":\"é\"}\r\n"} {
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(in)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := show(of(wide)), show(of(in)); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
}

// TestPlaces: a problem of a record among others is placed in the whole file.
func TestPlaces(t *testing.T) {
	for c := range Read(t.Context(), []string{"-"}, strings.NewReader("[{},\n  {\"schema\": \"handover.case/1\",\n\"sort\": 1}]")) {
		_, err := c.Decode(model.Options{})
		var all model.Problems
		if !errors.As(err, &all) {
			t.Fatalf("%s: %v", c.Place(), err)
		}
		switch p := all[len(all)-1]; {
		case c.Line == 1 && (p.Line != 1 || p.Col != 2):
			t.Errorf("the first: %s", p)
		case c.Line == 2 && (p.Line != 3 || p.Col != 1):
			t.Errorf("the second: %s", p)
		}
	}
}

// slashed has paths with "/", which alone have a backslash before a letter: what
// files hold is quoted, and has it before n, quotation marks and itself.
func slashed(text string) string {
	if filepath.Separator == '/' {
		return text
	}
	var out []string
	for line := range strings.Lines(text) {
		path, quoted, _ := strings.Cut(line, ` "`)
		if quoted != "" {
			quoted = ` "` + quoted
		}
		out = append(out, filepath.ToSlash(path)+quoted)
	}
	return strings.Join(out, "")
}

// TestFolder reads a folder as people leave theirs.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, f := range []struct{ name, text string }{
		{"in/b/2.json", "{}"},
		{"in/b/sub/deep.JSON", "{}"},
		{"in/a.json", "{}"},
		{"in/case.json", "{}"},
		{"in/case-LAPTOP.json", "{}"},
		{"in/lines.ndjson", "{\"broken\n{}\n"},
		{"in/empty.json", ""},
		// Passed over.
		{"in/~$case.json", "x"}, {"in/~tmp12.json", "x"}, {"in/desktop.ini", "x"}, {"in/c.json.tmp", "x"}, {"in/notes.txt", "x"},
		{"in/.hidden.json", "x"}, {"in/.CF-1.new-1/manifest.json", "x"},
		{"in/packs/CF-1/manifest.json", "{\n  \"schema\": \"handover.manifest/1\",\n"},
		{"in/packs/batch.json", "{\n  \"schema\": \"handover.batch/1\",\n"},
		{"in/packs/batch-manifest.json", "{\n  \"schema\": \"handover.batch-manifest/1\",\n"},
		// Not passed over, whatever it is called.
		{"in/manifest.json", "{\"schema\": \"handover.case/1\"}"},
		{"none/notes.txt", "x"},
	} {
		if err := os.MkdirAll(filepath.Dir(f.name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.name, []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("in/folder.json", 0o700); err != nil {
		t.Fatal(err)
	}
	linked := true
	for _, l := range [][2]string{{"a.json", "in/good.json"}, {"b", "in/other"}, {"nowhere", "in/link.json"}} {
		if err := os.Symlink(l[0], l[1]); err != nil {
			linked = false // Windows lets few people make links
		} else if _, err := os.Lstat(l[1]); err != nil {
			linked = false // Wine says that it made one, and makes none
		}
	}
	want := []string{
		`in/a.json "{}"`, `in/b/2.json "{}"`, `in/b/sub/deep.JSON "{}"`, `in/case.json "{}"`, `in/case-LAPTOP.json "{}"`, `in/empty.json ""`,
		`! in/folder.json: a folder, and its name is that of a case's file`, `in/good.json "{}"`,
		`in/lines.ndjson:1:1 "{\"broken"`, `in/lines.ndjson:2:1 "{}"`,
		`! in/link.json: a link that leads nowhere: no such file or directory`, `in/manifest.json "{\"schema\": \"handover.case/1\"}"`,
		`! in/other: a link to a folder, which isn't followed`,
	}
	if !linked {
		want = slices.DeleteFunc(want, func(s string) bool {
			return strings.Contains(s, "link") || strings.Contains(s, "good")
		})
	}
	got := strings.Split(strings.TrimSpace(slashed(show(Read(t.Context(), []string{"in"}, nil)))), "\n")
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	got = strings.Split(strings.TrimSpace(slashed(show(Read(t.Context(), []string{"none", "gone", "in/folder.json", "in/~$case.json", "none/notes.txt", "in/packs/batch.json"}, nil)))), "\n")
	want = []string{"! none: no case is in this folder", "! gone: no such file or directory", "! in/folder.json: a folder, and its name is that of a case's file", `none/notes.txt "x"`, `in/packs/batch.json "{\n  \"schema\": \"handover.batch/1\",\n"`}
	if !slices.Equal(got, want) {
		t.Errorf("named on the command line: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestBrokenOff: a file that can't be read to its end gives what stands before.
func TestBrokenOff(t *testing.T) {
	for _, head := range []string{"[{},{", "{}\n{}\n", "{\n}\n{"} {
		var got []Case
		for c := range Read(t.Context(), []string{"-"}, io.MultiReader(strings.NewReader(head), iotest.ErrReader(errors.New("the device is gone")))) {
			got = append(got, c)
		}
		if last := got[len(got)-1]; len(got) < 2 || last.Err == nil || !strings.Contains(last.Err.Error(), "can't be read to its end: the device is gone") {
			t.Errorf("%q: %v", head, got)
		}
	}
}

// TestStops: nothing is read any more once nobody wants it, or is to wait.
func TestStops(t *testing.T) {
	n := 0
	for range of("[{},{},{}]") {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d cases", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	in, feed := io.Pipe()
	defer feed.Close()
	go func() {
		_, _ = feed.Write([]byte("[{},{},"))
		cancel()
	}()
	for c := range Read(ctx, []string{"-"}, in) {
		if c.Err != nil {
			t.Error(c.Err)
		}
	}
	if ctx.Err() == nil {
		t.Error("ended without being told")
	}
}
