package model

import (
	"errors"
	"strings"
	"testing"
)

// TestHintsLeadOn: what people type in the place of what a record holds is told
// with what to write.
func TestHintsLeadOn(t *testing.T) {
	t.Parallel()
	const head = `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", "children": [{"id": "C1", "first_name": "A", `
	for _, x := range []struct{ field, hint string }{
		{`"inform": {"tell": yes}`, "write true,"},
		{`"inform": {"tell": "yes"}`, "write true or false, without quotation marks"},
		{`"inform": {"tell": False}`, "write false,"},
		{"\"surname\": \u201cB\u201d", "write straight double quotation marks"},
		{`\u2018surname\u2019: "B"`, "write straight double quotation marks"},
		{`"date_of_birth": "14/03/2017"`, "the year first, then month and day"},
		{`"date_of_birth": "14 March 2017"`, "in figures, the year first"},
		{`"legal_status": {"code": "CPP"}`, "write it in children[].cp_plan"},
		{`"ethnicity": "English"`, "WBRI White British"},
		{`"mother": "P1"`, "people is empty: add an entry with this id"},
	} {
		field := strings.NewReplacer(`\u2018`, "\u2018", `\u2019`, "\u2019").Replace(x.field)
		_, err := Decode("case.json", []byte(head+field+"}]}"), Options{})
		var found Problems
		if !errors.As(err, &found) || len(found) != 1 || !strings.Contains(found[0].Hint, x.hint) {
			t.Errorf("%s: %v, hint %q", x.field, err, hintsOf(found))
		}
	}
}

func hintsOf(found Problems) (all []string) {
	for _, p := range found {
		all = append(all, p.Hint)
	}
	return all
}

// TestCodeInWords: a code's own description is that code.
func TestCodeInWords(t *testing.T) {
	t.Parallel()
	rec, err := Decode("case.json", []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", "children": [
{"id": "C1", "first_name": "A", "sex": "Female", "ethnicity": "white british", "cp_plan": {"category": "Emotional abuse"}, "disabilities": ["Hearing", "LD"]}]}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := rec.Children[0]
	if c.Sex != "F" || c.Ethnicity != "WBRI" || c.CPPlan.Category != "EMO" || c.Disabilities[0] != "HEAR" || c.Disabilities[1] != "LD" {
		t.Errorf("%+v", c)
	}
}
