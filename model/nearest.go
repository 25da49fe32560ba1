package model

import "strings"

// Nearest is the name of the list that is most like the one given, or "" if
// none is like enough to have been meant.
func Nearest(name string, known []string) string {
	name = strings.ToLower(name)
	best, limit := "", min(4, len(name)/3)+1
	for _, k := range known {
		if d := distance(name, strings.ToLower(k)); d < limit {
			best, limit = k, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, change or swap with their
// neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	if len(a) > 64 {
		a = a[:64] // no name of ours is as long
	}
	var before, last []int
	this := make([]int, len(b)+1)
	for j := range this {
		this[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, this = last, this, make([]int, len(b)+1)
		this[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			this[j] = min(last[j]+1, this[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				this[j] = min(this[j], before[j-2]+1)
			}
		}
	}
	return this[len(b)]
}
