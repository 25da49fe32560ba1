package protocol

import "fmt"

// An edge says that one event comes before another, or, unless it is strict,
// on the same day at the latest.
type edge struct {
	from, to string
	strict   bool
}

// order is what a deadline says of the order of two events; nothing where it
// gives only a last day.
func (d Deadline) order() (edge, bool) {
	strict := d.AtLeast.N > 0
	counted := !d.AtLeast.IsZero() || !d.Within.IsZero()
	switch {
	case d.AsSoonAs != "":
		return edge{d.AsSoonAs, d.Measured, false}, true
	case counted && d.Before != "":
		return edge{d.Measured, d.Before, strict}, true
	case counted && d.After != "":
		return edge{d.After, d.Measured, strict}, true
	}
	return edge{}, false
}

// circles finds events that would have to come before themselves, among the
// deadlines that hold under the same condition or always.
func (c *checker) circles() {
	for i, d := range c.p.Deadlines {
		e, ok := d.order()
		if !ok || !e.strict {
			continue
		}
		next := map[string][]string{}
		for _, other := range c.p.Deadlines {
			if x, ok := other.order(); ok && (other.When.IsZero() || other.When.source == d.When.source) {
				next[x.from] = append(next[x.from], x.to)
			}
		}
		if reaches(next, e.to, e.from, map[string]bool{}) {
			c.say(fmt.Sprintf("deadlines[%d]", i), "one of the deadlines that name these events has before and after the wrong way round",
				"by this and other deadlines %q comes before %q, and after it", e.from, e.to)
		}
	}
}

func reaches(next map[string][]string, from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	seen[from] = true
	for _, n := range next[from] {
		if !seen[n] && reaches(next, n, to, seen) {
			return true
		}
	}
	return false
}
