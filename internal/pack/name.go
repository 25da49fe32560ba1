package pack

import (
	"regexp"
	"strings"
)

var (
	notInNames = regexp.MustCompile(`[^A-Za-z0-9._-]`)
	// reserved are the device names that Windows keeps for itself, whatever
	// follows a dot.
	reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// folder is a case reference as a folder's name on all systems.
func folder(reference string) string {
	s := notInNames.ReplaceAllString(reference, "-")
	if strings.HasPrefix(s, ".") {
		s = "-" + s[1:]
	}
	if strings.HasSuffix(s, ".") {
		s = s[:len(s)-1] + "-"
	}
	if reserved.MatchString(s) {
		s = "-" + s
	}
	return s
}
