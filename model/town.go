package model

import (
	"strings"

	"handover/model/fold"
)

// Town tells whether a word is no more than a town of the case: the last line of
// an address of it, or the council's own place. It says nothing about who is meant.
func (r *Record) Town(word string) bool {
	word = fold.Value(word)
	if word == "" {
		return false
	}
	if word == fold.Value(r.Protocol) || len(word) >= 5 && word == fold.Value(strings.Split(r.Protocol, "-")[0]) {
		return true
	}
	is := func(a *Address) bool {
		if a == nil || len(a.Lines) < 2 {
			return false
		}
		last := a.Lines[len(a.Lines)-1]
		return !strings.ContainsAny(last, "0123456789") && fold.Value(last) == word
	}
	for i := range r.Children {
		if is(r.Children[i].Address) {
			return true
		}
	}
	for i := range r.People {
		if is(r.People[i].Address) {
			return true
		}
	}
	for i := range r.Households {
		if is(r.Households[i].Address) {
			return true
		}
	}
	for i := range r.Professionals {
		if is(r.Professionals[i].Address) {
			return true
		}
	}
	for i := range r.Teams {
		if is(r.Teams[i].Address) {
			return true
		}
	}
	for i := range r.Authorities {
		if is(r.Authorities[i].Address) {
			return true
		}
	}
	return false
}
