package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxProblems are shown of one file; of more, only the number is.
const maxProblems = 1000

// findings gathers the problems of one file.
type findings struct {
	file string
	src  []byte
	begins
	count int // also those that aren't kept
	kept  []finding
}

type finding struct {
	offset          int // into src; -1 until located
	path, msg, hint string
	at              spot
}

// A spot is what a finding that is known by its path points at.
type spot int

const (
	atValue spot = iota
	atName
)

// at adds a problem whose place is known.
func (f *findings) at(offset int, path, msg, hint string) {
	f.add(finding{offset: offset, path: path, msg: msg, hint: hint})
}

// on adds a problem of which the path is known, and the place isn't yet.
func (f *findings) on(path string, at spot, msg, hint string) {
	f.add(finding{offset: -1, path: path, msg: msg, hint: hint, at: at})
}

// full says that no more problems are shown, and only counted.
func (f *findings) full() bool { return len(f.kept) >= maxProblems }

func (f *findings) add(x finding) {
	f.count++
	if !f.full() {
		f.kept = append(f.kept, x)
	}
}

// has says whether there is a problem at a path or below it.
func (f *findings) has(path string) bool {
	return slices.ContainsFunc(f.kept, func(x finding) bool {
		return strings.HasPrefix(x.path, path) && (len(x.path) == len(path) || strings.ContainsRune(".[", rune(x.path[len(path)])))
	})
}

// problems are the findings in the file's order, each with its place.
func (f *findings) problems() Problems {
	if len(f.kept) == 0 {
		return nil
	}
	var paths []string
	for _, x := range f.kept {
		if x.offset < 0 {
			paths = append(paths, x.path)
		}
	}
	places := locate(f.src, paths)
	for i, x := range f.kept {
		if x.offset < 0 {
			f.kept[i].offset = places[x.path].value
			if x.at == atName {
				f.kept[i].offset = places[x.path].name
			}
		}
	}
	slices.SortStableFunc(f.kept, func(a, b finding) int { return cmp.Compare(a.offset, b.offset) })
	var all Problems
	c := newCursor(f.src, f.begins)
	for _, x := range f.kept {
		l, col := c.place(x.offset)
		all = append(all, Problem{File: f.file, Line: l, Col: col, Path: x.path, Msg: x.msg, Hint: x.hint})
	}
	if more := f.count - len(f.kept); more > 0 {
		all = append(all, Problem{File: f.file, Msg: fmt.Sprintf("and %d more problems", more)})
	}
	return all
}
