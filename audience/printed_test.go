package audience

import (
	"testing"

	"handover/dates"
	"handover/model"
	"handover/protocol"
)

func TestExtraDaysInWords(t *testing.T) {
	b := &builder{
		proto: &protocol.Protocol{Extra: []protocol.Extra{{Name: "heard_on", Type: "date", Label: "Heard on"}, {Name: "ref", Type: "text", Label: "Reference"}}},
		rec:   &model.Record{Extra: map[string]model.Extra{"heard_on": {Text: "2028-02-29"}, "ref": {Text: "2028-02-29"}}},
	}
	got := b.extra()
	if len(got) != 2 || got[0].Value.Text() != "29 February 2028" || got[1].Value.Text() != "2028-02-29" {
		t.Errorf("%+v", got)
	}
}

// The joint visit introduces the new worker where no other visit does.
func TestIntroductoryVisit(t *testing.T) {
	day := func(s string) model.Moment {
		d, err := dates.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return model.Moment{Date: d}
	}
	for want, on := range map[string]map[model.Word]model.Moment{
		"16 December 2026": {"joint_visit": day("2026-12-16")},
		"2 December 2026":  {"joint_visit": day("2026-12-16"), "introductory_visit": day("2026-12-02")},
		"":                 {"joint_visit": day("2026-11-20")},
	} {
		b := &builder{rec: &model.Record{Transfer: &model.Transfer{Dates: on}}, asOf: day("2026-11-23").Date}
		got := ""
		if v := b.introductoryVisit(); v != nil {
			got = v.Text()
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
