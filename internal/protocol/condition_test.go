package protocol

import (
	"errors"
	"strings"
	"testing"

	"handover/model"
)

// asks says whether a condition holds of a child, or of the whole case.
func asks(t testing.TB, p *Protocol, rec *model.Record, child *model.Child, asOf, src string) bool {
	t.Helper()
	return asked(t, p, rec, child, "", asOf, src)
}

func asked(t testing.TB, p *Protocol, rec *model.Record, child *model.Child, to model.ID, asOf, src string) bool {
	t.Helper()
	scope := OfReadiness
	if child != nil {
		scope |= OfChild | OfRecipient
	}
	c, err := p.ParseCondition("test", 1, 1, src, scope)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return c.Holds(p.Situation(rec, child, day(t, asOf)).To(to))
}

func TestConditionHolds(t *testing.T) {
	p, rec := salford(t), lookedAfter(t)
	rec.Children[0].DateOfBirth = day(t, "2011-03-08")
	for src, want := range map[string]bool{
		".Child.LookedAfter":                                        true,
		"not .Child.LookedAfter":                                    false,
		"and .Child.LookedAfter (ge .Child.Age 16)":                 false,
		"or (ge .Child.Age 16) .Transfer.Planned":                   true,
		`eq .Child.Route "section_20"`:                              true,
		`ne "V2" .Child.LegalStatus`:                                false,
		`and (eq .Child.Age 15) (not (eq .Child.Route "adoption"))`: true,
		"eq .Child.Died false":                                      true,
		"eq .Child.Died (not .Child.LookedAfter)":                   true,
		"true":                         true,
		`happened "looked_after_from"`: true,
		`happened "second_review"`:     false,
		`ahead "second_review"`:        true,
		`dated "irh"`:                  false,
		`ahead "irh"`:                  false,
		`eq (days "second_review" "transfer") 34`:                       true,
		`gt (days "irh" "transfer") -9999`:                              false, // nobody knows
		`le (days "irh" "transfer") 9999`:                               false,
		`ne (days "irh" "transfer") 5`:                                  true,
		`eq (months "looked_after_from" "second_review") 4`:             true,
		`within "5 weeks" "second_review" "transfer"`:                   true,
		`within "33 days" "second_review" "transfer"`:                   false,
		`within "5 weeks" "transfer" "second_review"`:                   false,
		`near "5 weeks" "transfer" "second_review"`:                     true,
		`eq (days (given "irh" "tentative" "transfer") "transfer") 0`:   true,
		`eq (days (latest "second_review" "transfer") "transfer") 0`:    true,
		`eq (days (earliest "second_review" "transfer") "transfer") 34`: true,
		`eq (age "looked_after_from") 15`:                               true,
		`gt (age "irh") 0`:                                              false,
		`lt (age "irh") 99`:                                             false,
		`recorded .transfer.exception`:                                  false,
		`recorded "child.permanence"`:                                   true,
		`eq .child.permanence.route "section_20"`:                       true,
		`eq .child.placement.type "P1"`:                                 false,
		`any .Child.LookedAfter`:                                        true,
		`gt (count .Child.LookedAfter) 1`:                               false,
		`any .tasks`:                                                    false,
		`days "today" "transfer" | not`:                                 false,
	} {
		if strings.Contains(src, "|") {
			continue
		}
		if got := asks(t, p, rec, &rec.Children[0], "2026-12-01", src); got != want {
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
		".Child.LookedAftr":            {13, "unknown field", `did you mean ".Child.LookedAfter"?`},
		"and .Closing .Child.Agee":     {26, "unknown field", `did you mean ".Child.Age"?`},
		".Child.Age.Years":             {0, "unknown field", ""},
		".Child":                       {7, "unknown field", ""},
		".Child.Age":                   {7, "it is a number", "the condition as a whole"},
		"and .Child.Age .Closing":      {17, "and takes true or false, not a number", ""},
		`"section_20"`:                 {7, "it is a text", "the condition as a whole"},
		`eq .Child.Route "section20"`:  {23, `.Child.Route is never "section20"`, `did you mean "section_20"?`},
		`eq .Child.LegalStatus "S20"`:  {29, `.Child.LegalStatus is never "S20"`, ""},
		`eq .child.placement.type "Z"`: {32, `.child.placement.type is never "Z"`, ""},
		`eq .Transfer.Trigger "irhh"`:  {28, `.Transfer.Trigger is never "irhh"`, `did you mean "irh"?`},
		`eq .Child.Age "12"`:           {7, "eq compares a number with a text", ""},
		"eq .Child.Age .Child.Route":   {7, "eq compares a number with a text", ""},
		"eq .Child.Age 1.5":            {21, "1.5 isn't a whole number", ""},
		"lt .Child.Died true":          {7, "lt is for numbers", ""},
		`lt .Child.Route "b"`:          {7, "lt is for numbers", ""},
		"eq .Child.Age 1 2":            {7, "eq takes 2, not 3", ""},
		"andd .Closing .Discrepancies": {7, `unknown function or condition "andd"`, `did you mean "and"?`},
		"call .Closing":                {7, `unknown function or condition "call"`, ""},
		"print .Closing":               {7, `unknown function or condition "print"`, ""},
		"$x := .Closing":               {0, "", ""},
		".Closing | not":               {7, "no |", ""},
		"$.Closing":                    {0, `"$.Closing" has no place in a condition`, ""},
		"nil":                          {0, "", ""},
		".":                            {7, `"." has no place in a condition`, ""},
		"":                             {0, "", ""},
		"(.Closing":                    {0, "", ""},
		".Closing)}}{{(.Closing":       {7, "a condition has no {{ }}", ""},
		"not\n.Closing":                {7, "a condition has no {{ }}", "write the pipeline alone, on one line"},
		`template "x"`:                 {0, "", ""},
		"(.Child).Age":                 {0, "", ""},
		"not .Child.LookedAfter and .Transfer.Planned": {30, `"and" stands in the middle`, "and stands first: and (…) (…)"},
		".Closing and .Transfer.Planned":               {7, `".Closing" is no function`, "and stands first: and (…) (…)"},
		"eq .Transfer.Kind 'between_teams'":            {0, "", "texts stand in double quotes"},
		`happened "transferr"`:                         {16, `unknown event "transferr"`, `did you mean "transfer"?`},
		`happened .transfer.reason`:                    {0, "happened takes a date, not a group of fields", ""},
		`recorded .transfer.exceptoin`:                 {0, `the record has no field "exceptoin" there`, `did you mean "exception"?`},
		`eq .order.kind "Care order"`:                  {0, `"order" is of one of a list: an any or count goes through it`, ""},
		`within "soon" "transfer" "irh"`:               {0, "a span is a number", ""},
		`any .Child.Age`:                               {0, "any takes a condition or a list, not a number", ""},
		`any .Child.LookedAfter .Child.Died`:           {0, "any takes 1, not 2", ""},
		`.extra.boat`:                                  {0, `this council has no extra "boat"`, ""},
	} {
		_, err := salford(t).ParseCondition("f.yaml", 7, 7, src, OfChild)
		var all model.Problems
		if src == "" { // the zero condition is none at all; an empty one is refused where it is read
			continue
		}
		if !errors.As(err, &all) || len(all) != 1 {
			t.Errorf("%q is taken: %v", src, err)
			continue
		}
		p := all[0]
		if p.File != "f.yaml" || p.Line != 7 || want.col != 0 && p.Col != want.col || !strings.Contains(p.Msg, want.msg) || !strings.HasPrefix(p.Hint, want.hint) {
			t.Errorf("%q: %v\n  hint %s\n  want column %d, %s, %s", src, p, p.Hint, want.col, want.msg, want.hint)
		}
	}
}

// What is of the whole case has no child, and only a letter has a recipient:
// a rule that asked would never apply, without a word.
func TestConditionOutOfScope(t *testing.T) {
	p := salford(t)
	for src, want := range map[string]struct {
		scope Scope
		msg   string
	}{
		".Child.LookedAfter":                                      {OfCase, `".Child.LookedAfter" asks about a child, and this is of the whole case`},
		"and .Closing (not .Child.Died)":                          {OfCase, `".Child.Died" asks about a child`},
		".child.immigration.unaccompanied":                        {OfCase, `asks about a child`},
		`happened "irh"`:                                          {OfCase, `"irh" asks about a child`},
		`gt (age "transfer") 3`:                                   {OfCase, `"age" asks about a child`},
		`recorded "child.apart"`:                                  {OfCase, `"child.apart" asks about a child`},
		`any (and (recorded .task.due) (eq .Child.Age 1))`:        {OfCase, "it asks about a child"},
		".Recipient.Referrer":                                     {OfChild, `".Recipient.Referrer" asks about a recipient, and there is none here`},
		"any .Child.LookedAfter":                                  {OfCase, ""},
		`any (happened "irh")`:                                    {OfCase, ""},
		`any (begins .order.kind "care order")`:                   {OfCase, ""},
		`any (and (begins .order.kind "care") (ge .Child.Age 3))`: {OfCase, ""},
		`any (recorded .task.done)`:                               {OfCase, ""},
		`eq .Transfer.Kind "closure"`:                             {OfCase, ""},
	} {
		_, err := p.ParseCondition("f.yaml", 1, 1, src, want.scope)
		if want.msg == "" && err != nil || want.msg != "" && (err == nil || !strings.Contains(err.Error(), want.msg)) {
			t.Errorf("%s: %v, want %q", src, err, want.msg)
		}
	}
	for where, change := range map[string][2]string{
		"stops":    {"  if_missing: nothing\n", "  if_missing: transfer\n  when: .Child.LookedAfter\n"},
		"a rule":   {"    when: .Transfer.NotToTransfer\n", "    when: .Recipient.Referrer\n"},
		"a person": {"    when: .Transfer.NotToTransfer\n", "    when: eq .Recipient.Kind \"court\"\n"},
	} {
		src := strings.Replace(source(t, salfordFile), change[0], change[1], 1)
		if _, err := Read("p.yaml", []byte(src)); err == nil || !strings.Contains(err.Error(), "asks about a") {
			t.Errorf("%s: %v", where, err)
		}
	}
}

// A word of facts leads to words that the record has.
func TestFactsLeadSomewhere(t *testing.T) {
	for name, f := range facts {
		if f.like != "" && f.like != "event" && f.like != "service" && len(wordsOf(f.like)) == 0 {
			t.Errorf("%s: %q has no words", name, f.like)
		}
	}
	for _, l := range lists {
		if at, _, err := salford(t).pathOf(strings.Split(l.path, "."), nil); err != nil || !at.list || at.scope != l.scope && l.name != "relationship" {
			t.Errorf("%s: %q isn't a list of that scope: %v", l.name, l.path, err)
		}
	}
	for _, name := range salford(t).eventNames() {
		if _, _, err := salford(t).event(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range strings.Fields(functionNames) {
		if functionOf(name) == nil {
			t.Errorf("there is no function %q", name)
		}
	}
}
