package fill

import (
	"errors"
	"slices"

	"handover/model"
)

// Faults is everything that is wrong with a council's templates, as one error.
// The fault is the template's, never the record's.
type Faults model.Problems

// Error is the faults one a line, without hints.
func (f Faults) Error() string { return model.Problems(f).Error() }

// err sorts the faults by place, drops repeats and returns nil if there is none.
func (f Faults) err() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b model.Problem) int {
		switch {
		case a.File != b.File:
			if a.File < b.File {
				return -1
			}
			return 1
		case a.Line != b.Line:
			return a.Line - b.Line
		default:
			return a.Col - b.Col
		}
	})
	return slices.Compact(f)
}

// add takes over the faults of an error, and says whether it was one of faults.
func (f *Faults) add(err error) bool {
	var more Faults
	if !errors.As(err, &more) {
		return false
	}
	*f = append(*f, more...)
	return true
}
