package model

import (
	"strings"

	"handover/model/fold"
)

// Unclear is the result of a decision whose words say none.
const Unclear Word = "unclear"

// Settled is what was decided, as a code: Result, or what Decision says without
// a doubt; Unclear where it says neither, "" where nothing is decided.
func (o *Outcome) Settled() Word {
	switch {
	case o == nil:
		return ""
	case o.Result != "":
		return o.Result
	}
	words := fold.Words(o.Decision)
	if len(words) == 0 {
		return ""
	}
	says := " " + strings.Join(words, " ") + " "
	has := func(any ...string) bool {
		for _, x := range any {
			if strings.Contains(says, " "+x+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case has("no further action", "nfa"):
		return "no_further_action"
	case has("not", "no", "declined", "refused", "rejected", "remain", "remains", "stays", "unsuccessful", "deferred", "pending"):
		if has("deferred", "pending") {
			return Unclear
		}
		return "not_agreed"
	case has("universal"):
		return "universal"
	case has("agreed", "agree", "accepted", "accept", "approved", "allocated"):
		return "agreed"
	}
	return Unclear
}
