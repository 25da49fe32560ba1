package deliver

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

// OnDisk is a name as one that a file or folder can have on all systems.
func OnDisk(name string) string {
	s := notInNames.ReplaceAllString(name, "-")
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
