package audience

import (
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
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
		if v := b.introductoryVisit("C1"); v != nil {
			got = v.Text()
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// One visit stands in the record, and one time: whoever doesn't live where all
// the children live isn't told when the workers are there.
func TestVisitOnlyToThoseAtHome(t *testing.T) {
	no := false
	home := func(lines ...string) *model.Address { return &model.Address{Lines: lines, Postcode: "ZZ1 1ZZ"} }
	family := func() *model.Record {
		visit, err := dates.Parse("2026-12-02")
		if err != nil {
			t.Fatal(err)
		}
		return &model.Record{
			Transfer: &model.Transfer{Dates: map[model.Word]model.Moment{"introductory_visit": {Date: visit}}},
			Children: []model.Child{{ID: "C1", Mother: "P1", DateOfBirth: visit.AddDays(-3000), Address: home("1 Weir Row", "BURY")},
				{ID: "C2", Mother: "P1", ExpectedDateOfBirth: visit.AddDays(60)}},
			People: []model.Person{{ID: "P1", Address: home("1 Weir Row", "BURY")}, {ID: "P2", Address: home("2 Nap Lane", "BURY")}},
		}
	}
	for name, c := range map[string]struct {
		change func(*model.Record)
		told   string
	}{
		"child and mother, not the father elsewhere": {func(*model.Record) {}, "C1 P1"},
		"a child who lives elsewhere moves too": {func(r *model.Record) {
			r.Children = append(r.Children, model.Child{ID: "C3", DateOfBirth: r.Children[0].DateOfBirth, Address: home("2 Nap Lane", "BURY")})
		}, ""},
		"a child who lives elsewhere stays": {func(r *model.Record) {
			r.Children = append(r.Children, model.Child{ID: "C3", DateOfBirth: r.Children[0].DateOfBirth, Address: home("2 Nap Lane", "BURY"), Moves: &no})
		}, "C1 P1"},
		"carers": {func(r *model.Record) {
			r.Children = r.Children[:1]
			r.Children[0].Address, r.Children[0].Placement = home("3 Fold", "BURY"), &model.Placement{Carers: []model.ID{"P2"}}
		}, "C1 P2"},
	} {
		rec := family()
		c.change(rec)
		b := &builder{rec: rec, asOf: rec.Transfer.Dates["introductory_visit"].Date.AddDays(-9)}
		var told []string
		for _, id := range []model.ID{"C1", "P1", "P2"} {
			if b.introductoryVisit(id) != nil {
				told = append(told, string(id))
			}
		}
		if got := strings.Join(told, " "); got != c.told {
			t.Errorf("%s: told %q, want %q", name, got, c.told)
		}
	}
}

func TestNextReviewIsTheFirstToCome(t *testing.T) {
	day := func(s string) model.Moment {
		d, err := dates.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return model.Moment{Date: d}
	}
	for want, on := range map[string]map[model.Word]model.Moment{
		"30 November 2026": {"second_review": day("2026-11-30"), "next_review": day("2027-01-27"), "first_review": day("2026-09-07")},
		"27 January 2027":  {"second_review": day("2026-11-20"), "next_review": day("2027-01-27")},
		"1 December 2026":  {"first_review": day("2026-12-01")},
		"":                 {"next_review": day("2026-11-22")},
	} {
		b := &builder{rec: &model.Record{}, asOf: day("2026-11-23").Date}
		got := ""
		if v := b.nextReview(&model.Child{Dates: on}); v != nil {
			got = v.Text()
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestNextReviewOfAChildNotLookedAfter(t *testing.T) {
	on, err := dates.Parse("2027-01-28")
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{proto: &protocol.Protocol{Terms: protocol.Terms{Review: "LAC review"}}, rec: &model.Record{}, asOf: on.AddDays(-9)}
	c := &model.Child{Dates: map[model.Word]model.Moment{"next_review": {Date: on}}}
	for want, statuses := range map[string][]model.Status{"Next review": nil, "Next LAC review": {{Status: "cla"}}} {
		c.Statuses = statuses
		if got := b.childsEvents(c, "children[0].dates")[0].Label.Text(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
