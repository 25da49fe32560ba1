package word

import (
	"fmt"
	"strings"
)

// Fault is something that is wrong with a council's Word file. It quotes the
// file, never a record: the file is a template, and nobody's case stands in it.
type Fault struct {
	Part  string // "word/header1.xml"; "" is the whole file
	Place string // "body, table 1, row 2, cell 1"
	Near  string // the words around it, cut
	Msg   string
	Hint  string // what to do

	paragraph int // of Part, from 1; 0: not in a paragraph
}

// Where is the place in words: "body, table 1, row 2, cell 1, at “Dear {{.Name”".
func (f Fault) Where() string {
	if f.Near == "" {
		return f.Place
	}
	return fmt.Sprintf("%s, at “%s”", f.Place, f.Near)
}

func (f Fault) String() string {
	if f.Place == "" {
		return f.Msg
	}
	return f.Where() + ": " + f.Msg
}

// Faults are all that is wrong with a file, in its order.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.String()
	}
	return strings.Join(lines, "\n")
}

// story is a part in the words of who wrote it.
func story(part string) string {
	name := strings.TrimSuffix(part[strings.LastIndex(part, "/")+1:], ".xml")
	switch {
	case name == "document":
		return "body"
	case strings.HasPrefix(name, "header"), strings.HasPrefix(name, "footer"):
		return strings.TrimSpace(name[:6] + " " + name[6:])
	}
	return name
}

const nearLength = 60 // runes

func near(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > nearLength {
		return string(r[:nearLength]) + "…"
	}
	return s
}
