// Package docs holds the pages that the program shows itself. Call Says for what
// a field of a reader's view is.
package docs

import (
	_ "embed"
	"regexp"
	"strings"
)

//go:embed views.md
var views string

// Says is, by "Type.Field", what docs/views.md says of each field of the views;
// it is "" of a field whose name says all.
func Says() map[string]string {
	out, group := map[string]string{}, ""
	for line := range strings.Lines(views) {
		line = strings.TrimSpace(line)
		if name, heading := strings.CutPrefix(line, "## "); heading {
			group = name
		}
		if cells := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|"); len(cells) == 5 && strings.HasPrefix(cells[1], " `.") {
			name := strings.Trim(cells[1], " `.")
			out[group+"."+name] = plain.Replace(link.ReplaceAllString(strings.TrimSpace(cells[3]), "$1"))
		}
	}
	return out
}

var (
	link  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	plain = strings.NewReplacer("`", "", "**", "", "\x00", "|")
)
