package cases

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/model"
)

// path reads what was named: a file, a folder or "-".
func (r *reader) path(name string) bool {
	if name == "-" {
		return r.stream("standard input", Interruptible(r.ctx, r.stdin), everyCase)
	}
	if Leftover(filepath.Base(name)) {
		return true
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return r.bad(model.Problem{File: name, Msg: Cause(err).Error()})
	case !info.IsDir():
		return r.file(name, everyCase)
	case isCase(name):
		return r.bad(folderNotFile(name))
	}
	some := false
	inner := *r
	inner.yield = func(c Case) bool { some = true; return r.yield(c) }
	if !inner.folder(name) {
		return false
	}
	return some || r.bad(model.Problem{File: name, Msg: "no case is in this folder", Hint: "a case's file ends in .json, .ndjson or .jsonl"})
}

// folder reads what lies in a folder and below it. A file comes before those
// whose names go on from its own, so that case.json is read before the
// case-LAPTOP.json that a cloud's folder has put beside it.
func (r *reader) folder(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return r.bad(model.Problem{File: dir, Msg: Cause(err).Error()})
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int {
		return cmp.Or(cmp.Compare(stem(a.Name()), stem(b.Name())), cmp.Compare(a.Name(), b.Name()))
	})
	for _, e := range entries {
		if !r.entry(filepath.Join(dir, e.Name()), e) {
			return false
		}
	}
	return true
}

func (r *reader) entry(name string, e fs.DirEntry) bool {
	if strings.HasPrefix(e.Name(), ".") || Leftover(e.Name()) {
		return true
	}
	kind := e.Type()
	if kind&fs.ModeSymlink != 0 {
		info, err := os.Stat(name)
		switch {
		case err != nil && isCase(name):
			return r.bad(model.Problem{File: name, Msg: "a link that leads nowhere: " + Cause(err).Error()})
		case err != nil:
			return true
		case info.IsDir():
			return r.bad(model.Problem{File: name, Msg: "a link to a folder, which isn't followed", Hint: "give the folder itself"})
		}
		kind = info.Mode().Type()
	}
	switch {
	case kind.IsDir() && isCase(name):
		return r.bad(folderNotFile(name))
	case kind.IsDir():
		return r.folder(name)
	case !isCase(name):
		return true
	case kind&^fs.ModeIrregular != 0: // what is irregular opens as a file does: one of OneDrive's, or one stored once for several
		return r.bad(model.Problem{File: name, Msg: "neither a file nor a folder"})
	}
	return r.file(name, notOurs)
}

func folderNotFile(name string) model.Problem {
	return model.Problem{File: name, Msg: "a folder, and its name is that of a case's file", Hint: "rename it if there are cases in it"}
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// isCase tells by its name whether a file may hold cases.
func isCase(name string) bool {
	return slices.Contains([]string{".json", ".ndjson", ".jsonl"}, strings.ToLower(filepath.Ext(name)))
}

// Leftover tells what other programs leave beside files: Word's lock files
// (~$case.docx), half-finished downloads of OneDrive, a folder's settings.
func Leftover(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "~") || strings.HasSuffix(name, ".tmp") || name == "desktop.ini" || name == "thumbs.db" || name == ".ds_store"
}

// Cause is why a file can't be read or written, without its name. That it isn't
// there is said in the same words on every machine.
func Cause(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		err = p.Err
	case errors.As(err, &l):
		err = l.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return absent{err}
	}
	return err
}

// absent is an error that means that something isn't there.
type absent struct{ error }

func (absent) Error() string   { return "no such file or directory" }
func (a absent) Unwrap() error { return a.error }
