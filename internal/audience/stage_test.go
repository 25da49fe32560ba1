package audience_test

import (
	"testing"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// TestStageOfLetter: a child is written to by age on the day and by what the
// record asks for; care leavers as adults.
func TestStageOfLetter(t *testing.T) {
	for _, c := range []struct{ name, born, communication, status, want string }{
		{"four", "2022-11-24", "", "", "Young Keepsake"},
		{"five", "2021-11-23", "", "", "Young"},
		{"the day before eight", "2018-11-24", "", "", "Young"},
		{"eight", "2018-11-23", "", "", "Middle"},
		{"the day before thirteen", "2013-11-24", "", "", "Middle"},
		{"thirteen", "2013-11-23", "", "", "Teen"},
		{"the day before eighteen", "2008-11-24", "", "", "Teen"},
		{"eighteen", "2008-11-23", "", "", "Adult"},
		{"a care leaver of seventeen", "2009-06-01", "", "care_leaver", "Adult"},
		{"no date of birth", "", "", "", "Middle"},
		{"Easy Read at nine", "2017-01-01", "easy_read", "", "EasyRead Middle"},
		{"Easy Read at nineteen", "2007-01-01", "easy_read", "", "EasyRead Adult"},
		{"large print", "2010-01-01", "large_print", "", "Teen"},
	} {
		child := model.Child{ID: "C1", FirstName: "Jo", Communication: model.Word(c.communication)}
		if c.born != "" {
			child.DateOfBirth = on(t, c.born)
		}
		if c.status != "" {
			child.Statuses = []model.Status{{Status: model.Word(c.status)}}
		}
		v := letterToChild(t, child)
		got := ""
		for _, s := range []struct {
			name  string
			holds bool
		}{{"EasyRead", v.EasyRead}, {"Young", v.Young}, {"Middle", v.Middle}, {"Teen", v.Teen}, {"Adult", v.Adult}, {"Keepsake", v.Keepsake}} {
			if s.holds {
				got += " " + s.name
			}
		}
		if got != " "+c.want {
			t.Errorf("%s: written to as%s, not %s", c.name, got, c.want)
		}
	}
}

func letterToChild(t *testing.T, c model.Child) audience.Child {
	t.Helper()
	p, err := fill.Protocol("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	asOf := on(t, "2026-11-23")
	return audience.View(audience.Document{Reader: model.ReaderChild, Recipient: c.ID, Child: &c},
		&model.Record{Children: []model.Child{c}}, p, asOf).(audience.Child)
}

func on(t *testing.T, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
