package serve

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/internal/app"
	"handover/model"
)

var (
	idForm   = regexp.MustCompile(`\b[A-Z]{1,3}[0-9]{1,4}\b`)
	listForm = regexp.MustCompile(`^([a-z_]+)\[([0-9]+)\]$`)
	pathForm = regexp.MustCompile(`\b[a-z][a-z_]*(?:\[[0-9]+\])?(?:\.[a-z][a-z_0-9]*(?:\[[0-9]+\])?)*`)
)

// plainly is a reason as the pages say it, to whoever works on the case: the
// record's paths in words, and people by their names in place of ids.
func plainly(rec *model.Record, reason string) string {
	s := pathForm.ReplaceAllStringFunc(reason, func(p string) string {
		if app.FieldIn(p) != p {
			return p
		}
		return "“" + fieldInWords(rec, p) + "”"
	})
	return idForm.ReplaceAllStringFunc(s, func(id string) string {
		if name := rec.NameOf(model.ID(id)); name != "" {
			return name
		}
		return id
	})
}

// fieldInWords is a path of the record in words: "Anna Example: address".
func fieldInWords(rec *model.Record, path string) string {
	var out []string
	for i, step := range strings.Split(path, ".") {
		m := listForm.FindStringSubmatch(step)
		if m == nil {
			out = append(out, spaced(step))
			continue
		}
		n, err := strconv.Atoi(m[2])
		name := ""
		if err == nil && i == 0 {
			name = nameAt(rec, m[1], n)
		}
		if name == "" {
			name = fmt.Sprintf("%s, no. %d", spaced(m[1]), n+1)
		}
		out = append(out, name)
	}
	return strings.Join(out, ": ")
}

// nameAt is whom or what an entry of one of the record's lists is of; "" where
// it has no name.
func nameAt(rec *model.Record, list string, n int) string {
	switch {
	case list == "children" && n < len(rec.Children):
		return rec.NameOf(rec.Children[n].ID)
	case list == "people" && n < len(rec.People):
		return rec.NameOf(rec.People[n].ID)
	case list == "professionals" && n < len(rec.Professionals):
		return rec.NameOf(rec.Professionals[n].ID)
	case list == "workers" && n < len(rec.Workers):
		return rec.NameOf(rec.Workers[n].ID)
	case list == "teams" && n < len(rec.Teams):
		return rec.NameOf(rec.Teams[n].ID)
	case list == "restrictions" && n < len(rec.Restrictions):
		r := rec.Restrictions[n]
		return fmt.Sprintf("the restriction for %s about %s", rec.NameOf(r.Who), rec.NameOf(r.About))
	}
	return ""
}

// spaced is a word of the record as it is said.
func spaced(w string) string { return strings.ReplaceAll(w, "_", " ") }

// sentence is a text with a capital at its beginning.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// kindName is a kind of document as it is said: "Change of worker letter".
func kindName(kind string) string { return sentence(strings.ReplaceAll(kind, "-", " ")) }

// readerName is what a reader is to the case.
func readerName(r model.Reader) string {
	switch r {
	case model.ReaderInternal:
		return "for the file"
	case model.ReaderSender:
		return "for whoever sends the letters"
	}
	return spaced(string(r))
}
