package pack

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// pasted is what Windows, Word, Teams and telephones leave in text, all at once.
const pasted = "One.\r\n\uf0b7\ttwo\r\n\uf0b7\tthree\r\n1)\tfour\r\n2)\tfive\vsix\u2028seven \u202a07700 900123\u202c\r\n" +
	"Who\tMother\tSchool\r\nMove\t\tYes\r\n\u2610 eight \uf0fc it\u0092s re\u00adunite Ｆｕｌｌ\u3000wide <p>&nbsp;</p>"

// TestPastedEverywhere puts all that into every free field of a case at once:
// the case is read, its documents are made, and no word is lost.
func TestPastedEverywhere(t *testing.T) {
	t.Parallel()
	rec := withWords(asJSON(t, source(t, "salford-section-20")), reflect.TypeFor[model.Record](), "", func(typ reflect.Type) string {
		if typ == reflect.TypeFor[model.Text]() {
			return pasted
		}
		return " \u202aPlain\u00a0 words\u202c \r\n"
	})
	src, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	r := decode(t, src)
	if got := r.Summary.History; !strings.Contains(string(got), "• \ttwo") && !strings.Contains(string(got), "•\ttwo\n•\tthree\n1)\tfour\n2)\tfive\nsix\nseven 07700 900123\nWho\t") {
		t.Errorf("%q", got)
	}
	if len(r.Mended()) < 20 {
		t.Errorf("only %d fields are told", len(r.Mended()))
	}
	plan, err := Choose(r, loadSet(t, "salford"), options(t, src, render.Markdown, render.DOCX))
	if err != nil {
		t.Fatal(err)
	}
	k, err := Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, f := range k.Files {
		if f.Path == "internal/01-transfer-summary-C1.md" {
			text := string(f.Bytes)
			found = strings.Contains(text, "- two\n- three\n") && strings.Contains(text, "1. four\n2. five") && strings.Contains(text, "| Move |  | Yes |") &&
				strings.Contains(text, "it’s re") && strings.Contains(text, "Full wide")
			if !found {
				t.Errorf("%s", text)
			}
		}
	}
	if !found {
		t.Errorf("no summary: %v", plan.NotMade)
	}
}

// TestLargePaste: a megabyte of pasted HTML is refused by its length, with the
// field's name and none of its text.
func TestLargePaste(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(strings.Repeat("<p class=\"MsoNormal\">paste&nbsp;</p>\r\n", 27_000))
	if err != nil {
		t.Fatal(err)
	}
	_, err = model.Decode("case.json", changed(t, "salford-section-20", "summary.history="+string(text)), model.Options{})
	if err == nil || !strings.Contains(err.Error(), "summary.history: longer than 200000 characters") || strings.Contains(err.Error(), "Mso") {
		t.Errorf("%v", err)
	}
}
