package doc

import "strings"

// Fault is one thing that keeps a document from being made. It never holds
// text of the record.
type Fault struct {
	Path string // the record's path whose value is at fault; "" where the template is
	Line int    // line of the template file, 0 if not known
	Msg  string // what is wrong: "no font has U+0627"
}

// Faults is every fault found, as one error.
type Faults []Fault

func (f Faults) Error() string {
	var b strings.Builder
	for i, x := range f {
		if i > 0 {
			b.WriteString("\n")
		}
		if x.Path != "" {
			b.WriteString(x.Path + ": ")
		}
		b.WriteString(x.Msg)
	}
	return b.String()
}
