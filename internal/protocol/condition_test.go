package protocol

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"handover/model"
)

func TestConditionHolds(t *testing.T) {
	s := Situation{Child: ChildFacts{LookedAfter: true, Age: 15, Route: "section_20", LegalStatus: "V2"}, Discrepancies: true}
	for src, want := range map[string]bool{
		".Child.LookedAfter":                                        true,
		"not .Child.LookedAfter":                                    false,
		"and .Child.LookedAfter (ge .Child.Age 16)":                 false,
		"or (ge .Child.Age 16) .Discrepancies":                      true,
		`eq .Child.Route "section_20"`:                              true,
		`ne "V2" .Child.LegalStatus`:                                false,
		`and (eq .Child.Age 15) (not (eq .Child.Route "adoption"))`: true,
		"eq .Child.Died false":                                      true,
		"eq .Child.Died (not .Child.LookedAfter)":                   true,
		"true": true,
	} {
		c, err := ParseCondition("f", 1, src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
		} else if got := c.Holds(s); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
	if !(Condition{}).Holds(Situation{}) {
		t.Error("no condition doesn't hold")
	}
}

func TestConditionRefuses(t *testing.T) {
	for src, want := range map[string]struct {
		col       int
		msg, hint string
	}{
		".Child.LookedAftr":            {7, "unknown field", `did you mean "LookedAfter"?`},
		"and .Closing .Child.Agee":     {20, "unknown field", `did you mean "Age"?`},
		".Child.Age.Years":             {7, `".Child.Age" has nothing below it`, ""},
		".Child":                       {1, "", "the condition as a whole"},
		".Child.Age":                   {1, "", "the condition as a whole"},
		"and .Child.Age .Closing":      {1, "", "the condition as a whole"},
		`"section_20"`:                 {1, "", "the condition as a whole"},
		`eq .Child.Route "section20"`:  {17, `.Child.Route is never "section20"`, `did you mean "section_20"?`},
		`eq .Child.LegalStatus "S20"`:  {23, `.Child.LegalStatus is never "S20"`, ""},
		`eq .Child.Age "12"`:           {1, "eq compares a number with a text", ""},
		"eq .Child.Age .Child.Route":   {1, "eq compares a number with a text", ""},
		"eq .Child.Age 1.5":            {1, "eq compares a number with a fraction", ""},
		"eq .Child .Transfer":          {1, "", ""},
		"lt .Child.Died true":          {1, "lt is for numbers", ""},
		`lt .Child.Route "b"`:          {1, "lt is for numbers", ""},
		"eq .Child.Age 1 2":            {1, "eq compares two values", ""},
		"andd .Closing .Discrepancies": {1, `unknown function "andd"`, `did you mean "and"?`},
		"truth .Closing":               {0, "", ""},
		"call .Closing":                {1, `unknown function "call"`, ""},
		"index .Child 0":               {1, `unknown function "index"`, ""},
		"print .Closing":               {1, `unknown function "print"`, ""},
		"$x := .Closing":               {0, "", ""},
		".Closing | not":               {1, "no |", ""},
		"$.Closing":                    {2, `"$.Closing" has no place in a condition`, ""},
		"nil":                          {0, "", ""},
		".":                            {1, `"." has no place in a condition`, ""},
		"":                             {0, "", ""},
		"(.Closing":                    {1, "", ""},
		".Closing)}}{{(.Closing":       {1, "a condition has no {{ }}", ""},
		"not\n.Closing":                {1, "a condition has no {{ }}", "write the pipeline alone, on one line"},
		`template "x"`:                 {1, "", ""},
		"(.Child).Age":                 {0, "", ""},
	} {
		c, err := ParseCondition("f.yaml", 7, src)
		var all model.Problems
		if !errors.As(err, &all) || len(all) != 1 {
			t.Errorf("%q is taken, as %v: %v", src, c, err)
			continue
		}
		p := all[0]
		if p.File != "f.yaml" || p.Line != 7 || want.col != 0 && p.Col != want.col ||
			!strings.Contains(p.Msg, want.msg) || !strings.HasPrefix(p.Hint, want.hint) || strings.Contains(p.Msg, "truth") && !strings.Contains(src, "truth") {
			t.Errorf("%q: %v\n  hint %s\n  want column %d, %s, %s", src, p, p.Hint, want.col, want.msg, want.hint)
		}
	}
}

// A tag like or code of Situation leads to words or codes that the record has.
func TestSituationTagsLeadSomewhere(t *testing.T) {
	found := 0
	for group := range reflect.TypeFor[Situation]().Fields() {
		if group.Type.Kind() != reflect.Struct {
			continue
		}
		for f := range group.Type.Fields() {
			if like := f.Tag.Get("like"); like != "" {
				found++
				if len(wordsOf(like)) == 0 {
					t.Errorf("%s: %q has no words", f.Name, like)
				}
			}
		}
	}
	if found != 3 {
		t.Errorf("%d tags, want 3", found)
	}
}
