package restriction

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"handover/model"
	"handover/model/fold"
)

// ordinary are names that are words as well. One of them is somebody's name only
// where it stands as a name: with a capital inside a sentence, or after a title.
var ordinary = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`may june april august summer autumn winter spring day days week weeks monday friday sunday holiday night
		rose will faith hope grace joy mark bill art jack rob pat sue dawn daisy lily ivy violet iris holly heather hazel olive ruby amber crystal pearl
		jade robin jay frank ernest miles chase drew guy dean max ray van don penny patience charity prudence constance justice precious angel star
		melody harmony carol bob nick josh rusty sandy rich dale glen cliff brook forest heath ford wood woods hill hills field fields green brown black
		white grey gray long short young old price bishop king knight page baker cook butcher carter cooper farmer fisher hunter mason miller potter
		shepherd smith turner walker weaver child children small little best good north south east west street house home family church bell ball
		berry bird bond book box bridge bridges bush case castle chance coward cross dance down drake early fair first fish flood flower flowers fox
		frost gale gates gold golden grant hand hands hardy head high hunt judge just keen lamb lane law light lord love major marsh mills moor moss
		noble park parks pope power powers read reader rice ring rivers root rush sharp silver singer snow speed stone strong sweet swift train wall
		ward waters well wells wild wise wolf worth job order support worker carer school manager team plan sunny merry happy true drum dear
		christian english french scott welsh dane holland england paris london york bath reading hull wales`) {
		out[w] = true
	}
	return out
})

var months = strings.Fields("may june april august")

// begins are those of them with which a sentence may well begin.
var begins = strings.Fields(`may june april august summer autumn winter spring day days week weeks monday friday sunday holiday night will faith hope mark art
	rob pat chase max long short young old child children small little best good north south east west street house home family church book box
	bridge case chance cross down early fair first flowers gold golden grant hand hands head high just keen law light love major park parks power powers
	reading rich root rush sharp speed strong sweet swift train water waters well wells wild wise worth job order support worker carer school manager
	team plan happy true dear christian english french scott holland england paris london york bath wales justice angel star`)

// Named tells whether a text has a folded word as somebody's name.
func Named(text, word string) bool { return stands(text, word, isName) }

// capital tells whether a text has a folded word with a capital inside a sentence,
// as names of places have, or on a line of at most three words.
func capital(text, word string) bool {
	upper := func(token string) bool { return unicode.IsUpper([]rune(token)[0]) }
	for line := range strings.Lines(text) {
		if w := strings.FieldsFunc(line, func(r rune) bool { return !letter(r) }); len(w) <= 3 && slices.ContainsFunc(w, func(x string) bool { return upper(x) && fold.Value(x) == word }) {
			return true
		}
	}
	text = strings.NewReplacer("\"", " ", "“", " ").Replace(text) // what is quoted may well be a name
	return stands(text, word, func(token, _, _, _ string, start bool) bool { return !start && upper(token) })
}

// shortened tells whether a text has, with a capital inside a sentence, three letters
// or more of a first name, with or without an ending; not where others are called so.
func shortened(text, name string, others map[string]bool) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !letter(r) }) {
		f := fold.Value(w)
		if f == name || others[f] || ordinary()[f] || !unicode.IsUpper([]rune(w)[0]) {
			continue
		}
		if stem, ok := strings.CutSuffix(f, "z"); ok && len(stem) > 1 && withZ(stem, name) { // Gaz of Gareth
			return true
		}
		for _, end := range []string{"", "s", "y", "ie", "i", "ey"} {
			stem, ok := strings.CutSuffix(f, end)
			if ok && len(stem) >= 3 && len(stem) < len(name) && (strings.HasPrefix(name, stem) || len(stem) > 3 && strings.HasSuffix(name, stem)) && capital(text, f) {
				return true
			}
		}
	}
	return false
}

// withZ says whether English says the stem and a z for the name, as it does where an
// r follows: Ga-z for Gary and Gareth, Lo-z for Lauren and Lawrence.
func withZ(stem, name string) bool {
	for _, from := range []string{stem, strings.TrimSuffix(stem, "o") + "au", strings.TrimSuffix(stem, "o") + "aw"} {
		if rest, ok := strings.CutPrefix(name, from); ok && strings.HasPrefix(rest, "r") && (from == stem || strings.HasSuffix(stem, "o")) {
			return true
		}
	}
	return false
}

// everybody are the words of all names of a record.
func everybody(rec *model.Record) map[string]bool {
	out := map[string]bool{}
	add := func(name string) {
		for _, w := range fold.Words(name) {
			out[w] = true
		}
	}
	for i := range rec.Children {
		add(rec.Children[i].Name())
	}
	for i := range rec.People {
		add(rec.People[i].Name)
	}
	for i := range rec.Workers {
		add(rec.Workers[i].Name)
	}
	for i := range rec.Professionals {
		add(rec.Professionals[i].Name)
	}
	return out
}

// rings tells whether a text has a telephone number, in figures or spelled out.
func rings(text, number string) bool {
	if fold.Rings(strings.ReplaceAll(text, ",", " "), number) {
		return true
	}
	var figures strings.Builder
	times := 1
	for _, w := range fold.Words(text) {
		n := slices.Index(said, w)
		switch {
		case w == "oh" || w == "nought" || w == "o":
			n = 0
		case w == "double":
			times = 2
			continue
		case w == "triple" || w == "treble":
			times = 3
			continue
		}
		if n >= 0 {
			figures.WriteString(strings.Repeat(string(rune('0'+n)), times))
		} else if w[0] >= '0' && w[0] <= '9' {
			figures.WriteString(w)
		} else if w != "and" {
			figures.WriteByte('|')
		}
		times = 1
	}
	return strings.Contains(figures.String(), number)
}

var said = strings.Fields("zero one two three four five six seven eight nine")

func stands(text, word string, is func(token, word, before, rest string, start bool) bool) bool {
	rest, before, start := text, "", true
	for rest != "" {
		i := strings.IndexFunc(rest, letter)
		if i < 0 {
			return false
		}
		if strings.ContainsAny(rest[:i], ".!?:\n\"“•") {
			start = true
		}
		rest = rest[i:]
		n := strings.IndexFunc(rest, func(r rune) bool { return !letter(r) })
		if n < 0 {
			n = len(rest)
		}
		token := rest[:n]
		rest = rest[n:]
		if fold.Value(token) == word && is(token, word, before, rest, start) {
			return true
		}
		before, start = token, false
	}
	return false
}

// tokensOf are the words of a text, folded, as stands looks at them.
func tokensOf(text string) map[string]bool {
	out := map[string]bool{}
	for token := range strings.FieldsFuncSeq(text, func(r rune) bool { return !letter(r) }) {
		out[fold.Value(token)] = true
	}
	return out
}

func letter(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

func isName(token, word, before, rest string, start bool) bool {
	if !ordinary()[word] && len(word) > 2 {
		return true
	}
	titled := slices.Contains(strings.Fields("mr mrs ms miss mx dr prof auntie aunty uncle nan nana granny"), fold.Value(before))
	upper := unicode.IsUpper([]rune(token)[0])
	if slices.Contains(months, word) {
		dated := before != "" && before[0] >= '0' && before[0] <= '9' || strings.TrimLeft(rest, " ") != "" && unicode.IsDigit([]rune(strings.TrimLeft(rest, " "))[0]) ||
			slices.Contains(strings.Fields("in since until till by of from last next early late mid this during before after and to"), fold.Value(before))
		if dated {
			return false
		}
	}
	if len(word) < 3 {
		return titled
	}
	return titled || upper && (!start || !slices.Contains(begins, word))
}
