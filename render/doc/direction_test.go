package doc

import "testing"

// A paragraph runs as the template's words do; where there are none, as its
// values do if they agree.
func TestRunsRTL(t *testing.T) {
	words := func(s string) Inline { return &Text{Text: s} }
	value := func(s string) Inline { return &Text{Text: s, Path: s} }
	for _, c := range []struct {
		name string
		ins  []Inline
		want bool
	}{
		{"nothing", nil, false},
		{"English", []Inline{words("a")}, false},
		{"a value", []Inline{value("محمد")}, true},
		{"a value with English", []Inline{value("محمد Smith")}, true},
		{"an English value with Arabic", []Inline{value("Smith محمد")}, false},
		{"a value without letters", []Inline{value("12")}, false},
		{"beside English", []Inline{value("محمد"), words(" is here")}, false},
		{"beside signs", []Inline{words("1. ("), &Strong{[]Inline{value("דוד")}}, words(")")}, true},
		{"beside a gap", []Inline{value("محمد"), words(", "), &Gap{Text: "Not recorded"}}, false},
		{"beside an English value", []Inline{value("محمد"), words(", "), value("Salford")}, false},
		{"beside a number", []Inline{value("محمد"), words(", "), value("7")}, true},
		{"in an Arabic template", []Inline{words("اسم: "), value("Smith"), words(" end")}, true},
		{"in a link", []Inline{&Link{Inlines: []Inline{&Emph{[]Inline{value("محمد")}}}}}, true},
	} {
		if got := RunsRTL(c.ins); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
