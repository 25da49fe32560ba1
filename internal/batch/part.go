package batch

import (
	"fmt"
	"hash/fnv"
	"path/filepath"
	"regexp"
	"strconv"

	"handover/model/cases"
)

// Part is one of several parts in which a batch is made, each by a run of its
// own, perhaps on another machine: the I-th of N. The zero value is all of it.
type Part struct{ I, N int }

var partForm = regexp.MustCompile(`^([1-9][0-9]{0,4})/([1-9][0-9]{0,4})$`)

// ParsePart reads "3/8". One part of one is all of it.
func ParsePart(s string) (Part, error) {
	m := partForm.FindStringSubmatch(s)
	if m == nil {
		return Part{}, fmt.Errorf("%q is not of the form 3/8", s)
	}
	i, _ := strconv.Atoi(m[1]) // the form has only digits, and few
	n, _ := strconv.Atoi(m[2])
	if i > n {
		return Part{}, fmt.Errorf("there is no part %d of %d", i, n)
	}
	if n == 1 {
		return Part{}, nil
	}
	return Part{i, n}, nil
}

func (p Part) String() string {
	if p.N == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", p.I, p.N)
}

// file is the name of a file of this part's.
func (p Part) file(name, ext string) string {
	if p.N == 0 {
		return name + ext
	}
	return fmt.Sprintf("%s-%d-of-%d%s", name, p.I, p.N, ext)
}

// has says whether a case is of this part. Which one it is in hangs on its
// pack's name, so that the same reference twice meets in one part, and on its
// place where it has no reference.
func (p Part) has(slot string, c cases.Case) bool {
	if p.N == 0 {
		return true
	}
	if slot == "" {
		slot = filepath.ToSlash(c.Place())
	}
	h := fnv.New64a()
	h.Write([]byte(slot))
	return h.Sum64()%uint64(p.N) == uint64(p.I-1)
}
