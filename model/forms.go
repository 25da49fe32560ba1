package model

import (
	"regexp"
	"strings"
	"sync"
)

// The forms of what may be quoted in an error, and of what is checked by form
// alone. They are also the patterns of the JSON Schema.
const (
	idPattern       = `[A-Z]{1,3}[0-9]{1,4}`
	codePattern     = `[A-Z0-9]{1,8}`
	protocolPattern = `[a-z][a-z0-9_-]{0,39}`
	eventPattern    = `[a-z][a-z0-9_]{0,39}`
	timePattern     = `([01][0-9]|2[0-3]):[0-5][0-9]`
	postcodePattern = `[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}` // squeezed
	yearPattern     = `(19|20|21)[0-9]{2}`                    // others are slips of the pen
	// Every day that there is from 1900 to 2199, and no other.
	dayPattern = `(19|20|21)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)` +
		`|(19|21)(0[48]|[2468][048]|[13579][26])-02-29|20(0[048]|[2468][048]|[13579][26])-02-29`
	partialPattern = dayPattern + `|` + yearPattern + `(-(0[1-9]|1[0-2]))?`
)

var (
	idForm       = whole(idPattern)
	deviceForm   = whole(`(COM|LPT)[0-9]`) // of the ids that there could be
	codeForm     = whole(codePattern)
	protocolForm = whole(protocolPattern)
	timeForm     = whole(timePattern)
	postcodeForm = whole(postcodePattern)
	looksLikeDay = whole(`[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	nameForm     = whole(`[A-Za-z][A-Za-z0-9_-]{0,39}`)
	eventForm    = whole(eventPattern)
)

// IsID says whether a text has the form of an id of a record: P2, R11.
func IsID(s string) bool { return idForm(s) }

// whole says whether a text is wholly of a pattern, which is compiled when it is
// first asked for.
func whole(pattern string) func(string) bool {
	form := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^(?:" + pattern + ")$") })
	return func(s string) bool { return form().MatchString(s) }
}

// blank says that nothing is written: "" in a record is a field not yet filled
// in, the same as an absent one.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// isNational says whether a code may be shown: a national code has a letter,
// or is short; eight digits could be somebody's birthday or number.
func isNational(s string) bool {
	return codeForm(s) && (len(s) <= 3 || strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
}
