package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"handover": scripted})
}

// scripted is main, whose output has the same signs and paths on Windows as
// elsewhere: that they are others there is tested in windows_test.go.
func scripted() {
	if runtime.GOOS != "windows" {
		main()
		return
	}
	ctx, e := begin()
	e.Look, e.ErrLook, e.Own = 0, 0, false
	e.Stdout, e.Stderr = slashes{os.Stdout}, slashes{os.Stderr}
	os.Exit(int(run(ctx, os.Args[1:], e)))
}

// slashes writes paths with "/". JSON has them so, and backslashes of its own.
type slashes struct{ w io.Writer }

var backslash = regexp.MustCompile(`\\([\pL\pN._~$-])`)

func (s slashes) Write(b []byte) (int, error) {
	text := b
	if !bytes.HasPrefix(b, []byte("{")) && !bytes.HasPrefix(b, []byte("[")) {
		text = backslash.ReplaceAll(b, []byte("/$1"))
	}
	_, err := s.w.Write(text)
	return len(b), err
}

// TestScripts runs testdata/*.txtar. Beside testscript's own commands they have
//
//	exits CODE COMMAND…     runs a command and checks its exit
//	replace FILE OLD NEW    replaces a text that stands once in a file; % is a line's end
//	sed FILE OLD NEW        the same for one that stands in it several times
//	sorted OUT PATTERN…     writes all lines of some files in order
//
// and $FIXTURES, the folder of the synthetic records.
func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", fixtures)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"replace": replace(1),
			"sed":     replace(0),
			"sorted":  sorted,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit %d, want %d", got, want)
	}
}

func sorted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: sorted OUT PATTERN…")
	}
	var lines []string
	for _, pattern := range args[1:] {
		files, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		for _, f := range files {
			lines = append(lines, slices.Collect(strings.Lines(ts.ReadFile(f)))...)
		}
	}
	slices.Sort(lines)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o600))
}

// replace replaces a text that stands in a file some times; 0 is any.
func replace(times int) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 3 {
			ts.Fatalf("usage: replace FILE OLD NEW")
		}
		text := ts.ReadFile(args[0])
		before, after := strings.ReplaceAll(args[1], "%", "\n"), strings.ReplaceAll(args[2], "%", "\n")
		if n := strings.Count(text, before); n == 0 || times > 0 && n != times {
			ts.Fatalf("%q stands %d times in %s", before, n, args[0])
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, before, after)), 0o600))
	}
}
