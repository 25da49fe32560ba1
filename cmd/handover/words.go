package main

import (
	"fmt"
	"strings"
	"unicode"
)

// plural is "1 document", "2 documents".
func plural(n int, noun string) string {
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
