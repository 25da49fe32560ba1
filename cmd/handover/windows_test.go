package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"handover/internal/app"
	"handover/model/dates"
)

// said runs the program as on Windows.
func said(t *testing.T, in string, change func(*env), args ...string) (code app.Exit, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	w := &env{Stdin: strings.NewReader(in), Stdout: &o, Stderr: &e, Windows: true, Today: func() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} }}
	change(w)
	code = run(t.Context(), args, w)
	return code, o.String(), e.String()
}

const minimal = "../../fixtures/good/minimal.json"

// TestWindowsPlain: what is redirected or piped is ASCII, as far as the record
// is; in JSON everything is, and says the same.
func TestWindowsPlain(t *testing.T) {
	t.Parallel()
	plainly := func(e *env) { e.Look, e.ErrLook = plain, plain }
	for _, args := range [][]string{{"check", minimal, minimal}, {"help"}, {"help", "check"}, {"templates", "check"}, {"pack", minimal, "-n", "-f", "md"}} {
		_, out, _ := said(t, "", plainly, args...)
		if i := strings.IndexFunc(out, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 || out == "" {
			t.Errorf("%v: %q", args, out[max(0, i-20):])
		}
	}
	arabic := "../../fixtures/good/arabic.json"
	_, out, _ := said(t, "", plainly, "check", arabic, "--json")
	_, want, _ := said(t, "", func(*env) {}, "check", arabic, "--json")
	var a, b any
	if strings.IndexFunc(out, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 || json.Unmarshal([]byte(out), &a) != nil || json.Unmarshal([]byte(want), &b) != nil {
		t.Error("not ASCII, or no JSON")
	}
	if x, y := plain.json([]byte(`"a–𝒵"`)), `"a\u2013\ud835\udcb5"`; string(x) != y {
		t.Errorf("%s, want %s", x, y)
	}
}

// TestWindowsSigns: a console's fonts have √ and ×, and not ✓ and ✗.
func TestWindowsSigns(t *testing.T) {
	t.Parallel()
	_, out, _ := said(t, "", func(e *env) { e.Look = console }, "templates", "check")
	if !strings.HasPrefix(out, "√ ") || strings.ContainsAny(out, "✓✗") {
		t.Errorf("%q", out)
	}
}

// TestWindowsArguments: wildcards, a backslash before a quotation mark, and
// usual ways to ask for help.
func TestWindowsArguments(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src, err := os.ReadFile(minimal)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.json", "b.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{filepath.Join(dir, "*.json"), filepath.Join(dir, "?.json"), dir} {
		_, out, errs := said(t, "", func(*env) {}, "check", path, "--json")
		var found []struct{ File string }
		if err := json.Unmarshal([]byte(out), &found); err != nil || len(found) != 2 || filepath.Base(found[1].File) != "b.json" {
			t.Errorf("%s: %v: %s", path, found, errs)
		}
	}
	code, _, errs := said(t, "", func(*env) {}, "pack", minimal, "-o", `C:\My packs" --as-of 2026-11-23`)
	if code != app.ExitUsage || !strings.Contains(errs, "leave out the backslash before the closing quotation mark") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if _, out, _ := said(t, "", func(*env) {}, "/?"); !strings.HasPrefix(out, helpHead[:20]) {
		t.Errorf("%q", out)
	}
	if _, out, _ := said(t, "", func(*env) {}, "-V"); !strings.HasPrefix(out, "handover "+app.Version) {
		t.Errorf("%q", out)
	}
}

// TestWindowsDropped: a record that is dropped on the program is checked, and
// the window stays readable till Enter.
func TestWindowsDropped(t *testing.T) {
	t.Parallel()
	at, err := filepath.Abs(minimal)
	if err != nil {
		t.Fatal(err)
	}
	own := func(e *env) { e.Own = true }
	_, out, errs := said(t, "\n", own, at)
	if !strings.Contains(out, ", as of 23 November 2026\n") || !strings.HasSuffix(errs, "Press Enter to close this window. ") {
		t.Errorf("%q, %q", out, errs)
	}
}

// TestWindowsDoubleClick: a double click opens the pages on a folder of the user's
// documents, which is made; the window stays readable till Enter.
func TestWindowsDoubleClick(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	opened := 0
	var o, e bytes.Buffer
	w := &env{Stdin: strings.NewReader("\n"), Stdout: &o, Stderr: &e, Windows: true, Own: true, Now: time.Now, Today: func() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} },
		Documents: func() (string, error) { return dir, nil }, Browser: func(address string) error {
			opened++
			if !strings.HasPrefix(address, "http://127.0.0.1:") {
				t.Error(address)
			}
			stop()
			return nil
		}}
	if code := run(ctx, nil, w); code != app.ExitDone || opened != 1 {
		t.Errorf("exit %d, opened %d times: %s", code, opened, e.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "handover")); err != nil || !strings.HasPrefix(o.String(), "http://127.0.0.1:") {
		t.Error(err, o.String())
	}
	if errs := e.String(); !strings.Contains(errs, "drop its file on handover.exe") || !strings.HasSuffix(errs, "Press Enter to close this window. ") {
		t.Error(errs)
	}
}

// TestLeftBeside: Word's note that a letter is open, and a folder's settings,
// are told and no fault.
func TestLeftBeside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if code, _, errs := said(t, "", func(*env) {}, "pack", minimal, "-f", "md", "-o", dir); code != app.ExitDone && code != app.ExitNotMade {
		t.Fatalf("exit %d: %s", code, errs)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	for _, name := range []string{"Thumbs.db", "~$summary.docx"} {
		if err := os.WriteFile(filepath.Join(found[0], name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := said(t, "", func(*env) {}, "verify", found[0], "--case", minimal)
	if code != app.ExitDone || !strings.Contains(out, "~$summary.docx means that a letter beside it is open in Word") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
}
