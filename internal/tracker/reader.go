package tracker

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

// ErrNobody means that no case names the worker for whom a copy was asked.
var ErrNobody = errors.New("no case names such a worker")

// reader is the one for whom a copy is made. An id is a record's own, so that
// the same id may be somebody else in another case: a reader is therefore
// everybody whom the cases call so, by id, e-mail address and name. That can
// leave out a case too many, and never one too few.
type reader struct {
	asked string   // as given; "": no one reader
	is    []string // identities
	mails []string // the e-mail addresses, or else names, of those whom the id means
}

var idForm = regexp.MustCompile(`^[A-Z]{1,3}[0-9]{1,4}$`)

// identities are what a worker is known by, from one case to another.
func identities(w *model.Worker) []string {
	out := []string{"name " + fold(w.Name)}
	if w.Email != "" {
		out = append(out, "mail "+fold(w.Email))
	}
	return out
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// meet learns from a case who the reader is.
func (r *reader) meet(rec *model.Record) {
	if r.asked == "" {
		return
	}
	for i := range rec.Workers {
		w := &rec.Workers[i]
		known := identities(w)
		byID := idForm.MatchString(r.asked)
		if byID && string(w.ID) != r.asked || !byID && !slices.Contains(known, "mail "+fold(r.asked)) && !slices.Contains(known, "name "+fold(r.asked)) {
			continue
		}
		if byID {
			known = append(known, "id "+r.asked)
		}
		if last := known[len(identities(w))-1]; !slices.Contains(r.mails, last) {
			r.mails = append(r.mails, last)
		}
		for _, k := range known {
			if !slices.Contains(r.is, k) {
				r.is = append(r.is, k)
			}
		}
	}
}

// conflicts are the identities of the workers who may see nothing of a case:
// those with a conflict of interest, those who are somebody of the family, and
// those whom a restriction binds.
func conflicts(rec *model.Record, asOf dates.Date) []string {
	var out []string
	for i := range rec.Workers {
		w := &rec.Workers[i]
		family := slices.ContainsFunc(rec.People, func(p model.Person) bool { return p.SameAs == w.ID })
		if w.Conflict != nil || family || len(restriction.Binding(rec, w.ID, asOf)) > 0 {
			out = append(append(out, identities(w)...), "id "+string(w.ID))
		}
	}
	return out
}

// mayNotSee says whether a line is of a case of which the reader sees nothing.
func (r *reader) mayNotSee(l *line) bool {
	return slices.ContainsFunc(l.conflicts, func(c string) bool { return slices.Contains(r.is, c) })
}
