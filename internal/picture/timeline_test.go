package picture

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"handover/internal/audience"
	"handover/model/dates"
	"handover/render/doc"
)

func day(t interface{ Fatal(...any) }, s string) dates.Date {
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// life is a timeline of somebody born in 2015 with as many events, each so many
// days after the last.
func life(asOf dates.Date, born dates.Date, events, apart int) *audience.Timeline {
	t := &audience.Timeline{Child: audience.Worked("Zoë Example"), AsOf: asOf, Born: born}
	t.Lanes = []audience.Lane{
		{Name: "Home", Spans: []audience.Span{{What: audience.Worked("With her mother"), From: born, To: asOf.AddMonths(-3)}, {What: audience.Worked("A very long name of a foster home"), Short: "Foster home", From: asOf.AddMonths(-3)}}},
		{Name: "Status", Spans: []audience.Span{{What: audience.Worked("Child in need"), Short: "CIN", From: asOf.AddMonths(-20)}, {What: audience.Worked("Looked after"), Short: "LAC", From: asOf.AddMonths(-3)}}},
		{Name: "Worker", Spans: []audience.Span{{What: audience.Worked("Sam Hall"), From: asOf.AddMonths(-1), To: asOf.AddMonths(1), Open: true}}},
	}
	for i := range events {
		on := born.AddDays(i * apart)
		if on.After(asOf) {
			on = asOf
		}
		t.Events = append(t.Events, audience.Moment{Number: i + 1, Day: on, Date: audience.Worked(on.Long())})
	}
	return t
}

// Whatever life it is, all of it stands in the picture, each number of an event
// stands on a sign, and no sign on another.
func TestTimelineHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asOf := day(t, "2026-11-23")
		months := rapid.IntRange(1, 230).Draw(t, "months old")
		l := life(asOf, asOf.AddMonths(-months), rapid.IntRange(0, 120).Draw(t, "events"), rapid.IntRange(1, 120).Draw(t, "days apart"))
		wide := rapid.SampledFrom([]float64{Portrait, Landscape}).Draw(t, "wide")
		p := timelineOf(l, wide)
		for _, m := range p.Labels() {
			left, w := m.At.X, doc.Width(m.Text, m.Size, m.Bold)
			switch m.Align {
			case doc.Centre:
				left -= w / 2
			case doc.Right:
				left -= w
			}
			if left < -1 || left+w > p.Wide+8 || m.At.Y > p.High || m.At.Y < 5 {
				t.Errorf("%q stands outside at %.1f, %.1f of %.1f × %.1f", m.Text, left, m.At.Y, p.Wide, p.High)
			}
		}
		d := &timeline{Timeline: l, wide: wide}
		end := d.end()
		signs := d.events(panel{from: l.Born.AddMonths(rapid.IntRange(0, 1).Draw(t, "months late")), to: end, first: true})
		told := map[int]bool{}
		for i, s := range signs {
			for _, n := range s.numbers {
				told[n] = true
			}
			for _, o := range signs[:i] {
				if len(o.numbers) == 1 && len(s.numbers) == 1 && o.row == s.row && math.Abs(o.x-s.x) < o.half()+s.half() {
					t.Errorf("%s stands on %s", s.text(), o.text())
				}
			}
		}
		if len(told) != len(l.Events) {
			t.Errorf("%d of %d events", len(told), len(l.Events))
		}
	})
}

// A life of years is drawn twice, the last year larger, and told in words.
func TestTimelineOfYears(t *testing.T) {
	asOf := day(t, "2026-11-23")
	long := timelineOf(life(asOf, day(t, "2015-03-08"), 30, 140), Portrait)
	words := strings.Join(long.Words(), " ")
	for _, s := range []string{"2016", "2026", "Jan ’26", "Foster home", "Grey: drawn larger below.", "Broken edge"} {
		if !strings.Contains(words, s) {
			t.Errorf("%q isn't there: %s", s, words)
		}
	}
	for _, l := range long.Labels() {
		if l.Align == doc.Left && strings.HasPrefix(l.Text, "A very long name") {
			t.Error("a name stands out of its bar")
		}
	}
	said := doc.PlainText(long.Alt)
	want := "Timeline of Zoë Example as of 23 November 2026. Home: With her mother from 8 March 2015 to 23 August 2026; A very long name of a foster home from 23 August 2026. " +
		"Status: Child in need from 23 March 2025; Looked after from 23 August 2026. Worker: Sam Hall to 23 December 2026. 30 events of the chronology, 8 March 2015 to "
	if !strings.HasPrefix(said, want) {
		t.Errorf("%s\nwant %s", said, want)
	}
	if short := timelineOf(life(asOf, day(t, "2025-01-08"), 3, 30), Portrait); strings.Contains(strings.Join(short.Words(), " "), "Grey") || short.High > 0.7*long.High {
		t.Error("a life of two years is drawn twice")
	}
}

func BenchmarkTimeline(b *testing.B) {
	l := life(day(b, "2026-11-23"), day(b, "2015-03-08"), 60, 70)
	for b.Loop() {
		timelineOf(l, Portrait)
	}
}
