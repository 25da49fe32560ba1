package disclosure

import (
	_ "embed"
	"strings"
)

// The lists of ordinary words, a word a line in the order of their bytes; whence
// they come stands in words/README.md.
var (
	//go:embed words/common.txt
	commonWords string
	//go:embed words/ordinary.txt
	ordinaryWords string
)

// common says whether a folded word is one of the commonest of English.
func common(word string) bool { return listed(commonWords, word) }

// ordinary says whether a folded word is also an ordinary word of English.
func ordinary(word string) bool { return common(word) || listed(ordinaryWords, word) }

// listed looks a word up in a sorted list, where it stands, for the lists are
// large and most runs ask for a few words only.
func listed(list, word string) bool {
	for list != "" {
		mid := len(list) / 2
		from := strings.LastIndexByte(list[:mid], '\n') + 1
		to := from + strings.IndexByte(list[from:], '\n')
		switch c := strings.Compare(word, list[from:to]); {
		case c == 0:
			return true
		case c < 0:
			list = list[:from]
		default:
			list = list[to+1:]
		}
	}
	return false
}
