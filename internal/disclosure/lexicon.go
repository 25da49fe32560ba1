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

// ordinary says whether a folded word is also an ordinary word of English, or of
// social work.
func ordinary(word string) bool {
	return common(word) || listed(ordinaryWords, word) || ofTheField(word)
}

// ofTheField are words of social work, and of the last years, that the lists lack.
func ofTheField(word string) bool {
	switch word {
	case "carer", "carers", "adopter", "adopters", "fostered", "safeguarding", "keyworker", "keyworkers", "caseworker", "senco", "camhs", "kinship", "childminder", "childminders",
		"playgroup", "wellbeing", "online", "email", "emails", "website", "app", "video", "stepfather", "stepmother", "stepdad", "stepmum", "mum", "mums", "dads", "nan", "nana", "granny",
		"grandad", "teen", "teens", "sen", "ehcp", "pep", "lac", "iro", "gp", "cafcass", "nhs", "covid", "outreach", "advocacy", "hairdresser", "parenting", "mentoring", "mentor":
		return true
	}
	return false
}

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
