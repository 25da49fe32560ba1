package model

import (
	"strings"
	"unicode"

	"handover/model/fold"
)

// placeholders are what systems and people write where they know no name.
var placeholders = folded("unknown", "not known", "name unknown", "unknown name", "no name", "not recorded", "not stated", "not given", "not provided",
	"unspecified", "tbc", "to be confirmed", "tba", "to be advised", "n/a", "none", "nil", "anon", "anonymous", "withheld", "fnu", "lnu", "fnu lnu", "unnamed", "xxx", "xx", "-", "?",
	"mother", "father", "mum", "dad", "parent", "carer", "foster carer", "service user", "test", "surname", "first name", "forename", "name")

// afterName are what may follow a name and a comma.
var afterName = folded("jr", "snr", "sr", "junior", "senior", "esq", "bt", "obe", "mbe", "cbe", "kc", "qc", "jp", "phd", "md", "msc", "bsc", "ba", "ma", "mbbs", "mbchb", "rn", "rgn", "rmn", "dl")

// NameFault is why a letter can't call somebody by a name; "" if it can. It
// quotes nothing of it.
func NameFault(name string) string {
	words := fold.Words(name)
	unknown := 0
	for _, w := range words {
		if placeholders[w] || w == "unknown" {
			unknown++
		}
	}
	switch head, rest, comma := strings.Cut(name, ","); {
	case blank(name):
		return ""
	case strings.ContainsAny(name, "\ufffd\ufffc"):
		return "the name is broken: a character of it was lost in another system (U+FFFD or U+FFFC)"
	case IsExample(name):
		return "the name is an example's; write the real one, or take the entry out"
	case !strings.ContainsFunc(name, unicode.IsLetter), placeholders[fold.Value(name)], len(words) > 0 && unknown == len(words):
		return "the name says that it isn't known"
	case len(words) > 1 && (words[0] == "unknown" || words[0] == "tbc" || words[len(words)-1] == "unknown" || words[len(words)-1] == "tbc"):
		return "a part of the name says that it isn't known"
	case comma && wordsAlone(head) && wordsAlone(rest) && capitals(rest) && !trails(rest):
		return "the name is sorted for a list, with a comma; write it as it is said: first name, then surname"
	}
	return ""
}

// IsExample says whether a text is one of those that stand in records and sheets
// which are there to be filled in: no letter is made with it.
func IsExample(s string) bool { return strings.HasPrefix(s, "EXAMPLE ") }

// wordsAlone says whether a text is words and nothing else.
func wordsAlone(s string) bool {
	return !blank(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsSpace(r) && !strings.ContainsRune("-'’.", r)
	})
}

// capitals says whether each word begins with a capital, or is in a script that
// has none: "Letebrhan, his mother" is no sorted name.
func capitals(s string) bool {
	for _, w := range strings.Fields(s) {
		if unicode.IsLower([]rune(w)[0]) {
			return false
		}
	}
	return true
}

// trails says whether what follows a comma can stand behind a name.
func trails(rest string) bool {
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' }) {
		if !afterName[fold.Value(w)] {
			return false
		}
	}
	return true
}

// Namesakes are, of everybody whose name somebody else in the record has too,
// those others: the name alone doesn't say then who is meant. The same human,
// by same_as, is nobody else.
func (r *Record) Namesakes() map[ID][]ID {
	type named struct {
		id   ID
		name string
	}
	var all []named
	add := func(id ID, name string) {
		if name = fold.Value(name); name != "" {
			all = append(all, named{id, name})
		}
	}
	for i := range r.Children {
		add(r.Children[i].ID, r.Children[i].Name())
	}
	for i := range r.People {
		add(r.People[i].ID, r.People[i].Name)
	}
	for i := range r.Professionals {
		add(r.Professionals[i].ID, r.Professionals[i].Name)
	}
	for i := range r.Workers {
		add(r.Workers[i].ID, r.Workers[i].Name)
	}
	byName := map[string][]ID{}
	for _, x := range all {
		byName[x.name] = append(byName[x.name], x.id)
	}
	out := map[ID][]ID{}
	for _, x := range all {
		for _, other := range byName[x.name] {
			if other != x.id && !r.same(x.id, other) {
				out[x.id] = append(out[x.id], other)
			}
		}
	}
	return out
}

// same says whether same_as makes one human of two.
func (r *Record) same(a, b ID) bool {
	says := func(x, y ID) bool {
		if p := r.Person(x); p != nil && p.SameAs == y {
			return true
		}
		p := r.Professional(x)
		return p != nil && p.SameAs == y
	}
	return says(a, b) || says(b, a)
}
