package tracker

import (
	"fmt"
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// The most urgent case first, by its most urgent line; the lines of a case
// together; a locked one last, whatever it is; each key of sort.
func TestOrder(t *testing.T) {
	d := func(n int) dates.Date { return day(t, today).AddDays(n) }
	lines := func() []*line {
		return []*line{
			{reference: "F", kind: limited, standing: protocol.StandsLate, limit: d(-90)},
			{reference: "A", standing: protocol.StandsDone, transfer: d(9), team: team{name: "b"}},
			{reference: "B", standing: protocol.StandsDue, limit: d(5), transfer: d(1)},
			{reference: "C", standing: protocol.StandsDue, limit: d(2), again: true, team: team{name: "A"}},
			{reference: "D", standing: protocol.StandsUnknown, transfer: d(3), team: team{name: "c"}},
			{reference: "E", standing: protocol.StandsLate, limit: d(-3)},
			{reference: "A", standing: protocol.StandsLate, limit: d(-8)},
			{reference: "G", kind: limited},
			{reference: "H", standing: protocol.StandsDue, limit: d(40)},
			{reference: "H", standing: protocol.StandsDue, limit: d(2)},
		}
	}
	for _, x := range []struct {
		sort []string
		want string
	}{
		{nil, "A A E C H H B D F G"},
		{[]string{"reference"}, "A A B C D E H H F G"},
		{[]string{"discuss_again", "urgency"}, "C A A E H H B D F G"},
		{[]string{"transfer_date"}, "B D A A C E H H F G"},
		{[]string{"receiving_team"}, "C A A D B E H H F G"},
	} {
		var got []string
		for i, c := range agenda(lines(), x.sort, "09:50", 20) {
			for _, l := range c.lines {
				got = append(got, l.reference)
				if l.number != i+1 || l.time != fmt.Sprintf("%02d:%02d", (590+20*i)/60, (590+20*i)%60) {
					t.Errorf("%s has the number %d at %s", l.reference, l.number, l.time)
				}
			}
		}
		if s := strings.Join(got, " "); s != x.want {
			t.Errorf("%v: %s, want %s", x.sort, s, x.want)
		}
	}
}

// Each case stands once in the list of weeks, and once in each half of the picture.
func TestWeeks(t *testing.T) {
	asOf := day(t, "2026-11-25") // a Wednesday
	at := func(ref string, s protocol.Standing, days int) *caseLines {
		l := &line{reference: ref, standing: s, limit: asOf.AddDays(days)}
		return &caseLines{lines: []*line{l}, standing: s, limit: l.limit}
	}
	hidden := at("SECRET", protocol.StandsDue, 4)
	hidden.lines[0].kind, hidden.lines[0].number = anonymous, 7
	locked := at("LOCKED", protocol.StandsDone, 0)
	locked.lines[0].kind = limited
	unknown := &caseLines{lines: []*line{{reference: "U"}}, standing: protocol.StandsUnknown}
	cases := []*caseLines{at("L", protocol.StandsLate, -4), at("S", protocol.StandsDue, -3), at("M", protocol.StandsDue, -2), at("T", protocol.StandsDue, 0), hidden,
		at("X", protocol.StandsDue, 5), at("Z", protocol.StandsDue, 300), at("N", protocol.StandsDone, 1), locked, unknown}
	show := func(weeks []audience.MeetingWeek) string {
		var b strings.Builder
		for _, w := range weeks {
			fmt.Fprintf(&b, "%s|%s|", w.When.Text(), w.Cases.Text())
			if w.Who != nil {
				b.WriteString(w.Who.Text())
			}
			b.WriteString("|\n")
		}
		return b.String()
	}
	want := `Late|1|L|
Since before this week, without a number of days|1|S|
Week of 23 November 2026|3|M, T, no. 7|
Week of 30 November 2026|1|X|
Later|1|Z|
No date yet|1|U|
`
	if got := show(weeks(cases, asOf)); got != want {
		t.Errorf("%s", got)
	}
	for i, what := range []string{"Visit", "Review", "Review", "Audit", "Review", "Audit", "", "Visit", "", ""} {
		cases[i].lines[0].brief.what = what
	}
	drawn := chart(cases, weeks(cases, asOf)).Of().(*audience.Chart)
	if got, want := fmt.Sprint(drawn.Groups[1].Rows), "[{Review 0 3 0} {Audit 0 2 0} {Nothing with a name 0 1 1} {Visit 1 0 0}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(drawn.Groups[0].Rows[0], drawn.Groups[0].Rows[5]), "{Late 1 0 0} {No date yet 0 0 1}"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if chart(cases[:6], weeks(cases[:6], asOf)) != nil {
		t.Error("six cases need no picture")
	}
	var many []*caseLines
	for i := range 20 {
		c := at("A", protocol.StandsDue, 1)
		c.lines[0].brief.what = fmt.Sprintf("What %02d", i)
		many = append(many, c)
	}
	rows := chart(many, weeks(many, asOf)).Of().(*audience.Chart).Groups[1].Rows
	if len(rows) != waitsShown || rows[waitsShown-1] != (audience.ChartRow{Label: "Something else", Due: 9}) {
		t.Errorf("%v", rows)
	}
}

// The second line finds what a view would let through, and takes no word of
// the council's own for a name.
func TestSecondLine(t *testing.T) {
	rec, _ := sets{}.record(t, "salford-siblings-proceedings", func(rec map[string]any) {
		in(rec, "children")["surname"] = "May"
	})
	r := New(Options{AsOf: day(t, today)})
	postcode := rec.Children[0].Address.Postcode
	for text, want := range map[string]string{
		"Adoption, by Idris's carers": "children[2]",
		"IDRIS":                       "children[2]",
		"at " + postcode:              "children[0].address",
		"by 8 May 2027":               "",
		rec.Workers[0].Name:           "",
		"Child in need from 3 March":  "",
	} {
		if got := r.shows(rec, &line{}, []string{text}); got != want {
			t.Errorf("%d letters: %q, want %q", len(text), got, want)
		}
	}
	wrong, set := sets{}.record(t, "salford-section-20", func(rec map[string]any) {
		in(rec, "children")["number"] = "Adaeze " + in(rec, "children")["surname"].(string) // where a number belongs
	})
	if _, err := r.Add(wrong, set); err != nil || len(r.left) != 1 || r.left[0].Place != wrong.Reference || len(r.books[0].lines) != 0 {
		t.Errorf("a name where a number belongs: %v, left out %v", err, r.left)
	}
	r.opt.Names = true
	if got := r.shows(rec, &line{}, []string{"Idris"}); got != "" {
		t.Error("with names, a name is found")
	}
	for _, text := range []string{"Idris", "ref. " + rec.Reference, rec.Children[0].Number} {
		if r.shows(rec, &line{kind: anonymous}, []string{text}) == "" {
			t.Error("a line without identifying details has one")
		}
	}
}

// A meeting's free words are searched as letters are, by either line: streets,
// schools, teachers, venues and refuges in the words that people use.
func TestFreeWords(t *testing.T) {
	s := sets{}
	base := func(rec map[string]any) {
		home := map[string]any{"lines": []any{"27 Quarry Road", "LEYTHORPE"}, "postcode": "XX7 3KD"}
		in(rec, "children")["address"] = home
		rec["professionals"] = append(rec["professionals"].([]any), map[string]any{"id": "R90", "name": "Mrs Adeyemi", "kind": "education",
			"agency": "St Wilfrid's RC Primary School", "inform": map[string]any{"tell": true}})
		rec["contact_plan"] = map[string]any{"arrangements": []any{map[string]any{"child": in(rec, "children")["id"], "with": in(rec, "people")["id"], "venue": "Sallow Family Centre, 3 Weir Lane"}}}
	}
	for text, hidden := range map[string]bool{
		"Visit Quarry Rd":                      true,
		"Visit at 27, Quarry Road":             true,
		"Placement at St Wilfrid's continues":  true,
		"Ring Saint Wilfrids on Monday":        true,
		"Adeyemi to attend":                    true,
		"Family time at the Sallow to go on":   true,
		"Worker to ring 900217":                true,
		"Plan agreed; seen at school each day": false,
		"Foster carers to come next time":      false,
		"Look again in May, after the review":  false,
	} {
		rec, set := s.record(t, "salford-section-20", func(rec map[string]any) {
			base(rec)
			in(rec, "people")["telephone"] = "07700 900217"
		})
		for i := range rec.Meetings {
			for j := range rec.Meetings[i].Decisions {
				rec.Meetings[i].Decisions[j].Decision = model.Text(text)
			}
		}
		r := New(Options{AsOf: day(t, today), Formats: []render.Format{render.Markdown, render.CSV, render.XLSX}})
		if _, err := r.Add(rec, set); err != nil || len(r.left) > 0 {
			t.Errorf("%q: %v, left out %v", text, err, r.left)
			continue
		}
		all := ""
		for _, p := range papers(t, r) {
			all += everything(t, p)
		}
		if shown := strings.Contains(strings.ReplaceAll(all, "&#39;", "'"), text); shown == hidden {
			t.Errorf("%q is shown: %t", text, shown)
		}
		if second := r.shows(rec, &line{}, []string{text}) != ""; second != hidden {
			t.Errorf("%q is found by the second line: %t", text, second)
		}
	}
}
