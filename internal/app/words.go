package app

import (
	"fmt"
	"strings"
	"unicode"

	"handover/internal/pack"
	"handover/model"
)

// Plural is "1 document", "2 documents".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// inSentence is a title as it stands inside a sentence: "Case Transfer
// Meeting" loses its capitals, "LAC review" keeps them.
func inSentence(title string) string {
	words := strings.Split(title, " ")
	for i, w := range words {
		if w != "" && strings.IndexFunc(w[1:], unicode.IsUpper) < 0 {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// list is a list that JSON shows as [] where there is nothing.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// DocumentName is what a document is called in a line: "letter to P2".
func (c *Case) DocumentName(kind string, to, child model.ID) string {
	name := strings.ReplaceAll(kind, "-", " ")
	if to != "" && strings.HasSuffix(kind, "-letter") {
		name = "letter"
	}
	if to != "" {
		name += " to " + string(to)
	}
	if child != "" && child != to && len(c.Record.Children) > 1 {
		name += " about " + string(child)
	}
	return name
}

// RefusedNames are the documents that would disclose something, each once, with
// what they would show.
func (c *Case) RefusedNames(all []pack.Refused) []string {
	var out []string
	for _, n := range pack.Unsent(all) {
		out = append(out, c.DocumentName(n.Kind, n.Recipient, n.Child)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	return out
}

// NotMadeName is DocumentName, with the format if only one isn't made.
func (c *Case) NotMadeName(n pack.NotMade) string {
	name := c.DocumentName(n.Kind, n.Recipient, n.Child)
	if n.Format != "" {
		name += " as " + string(n.Format)
	}
	return name
}
