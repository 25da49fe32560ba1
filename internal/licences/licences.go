// Package licences holds what the authors of the parts of this program ask to
// be passed on with it: the notices of Go, of every module that is linked in,
// of fonts and of word lists. Begin with Text.
package licences

import _ "embed"

//go:embed licences.txt
var text string

// Text is every notice, as it is printed and put beside the program. It is
// made by this package's test from the modules themselves, which fails when
// go.mod has moved on.
func Text() string { return text }
