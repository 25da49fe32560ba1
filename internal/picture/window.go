package picture

import (
	"fmt"

	"handover/internal/audience"
	"handover/model/dates"
	"handover/render/doc"
)

// What a window is made of, in points.
const (
	stepNames  = 188.0
	stepStates = 92.0
	stepSign   = 4.2 // half of it
)

// months is how far before and after the day of a paper a window reaches.
const months = 12

// windowOf draws what is to happen by a day, a line a step: the last day that keeps
// the rule, and the day on record.
func windowOf(w *audience.Window, wide float64) *doc.Picture {
	d := &window{Window: w, wide: wide}
	d.from, d.to = w.AsOf, w.AsOf
	for _, s := range w.Steps {
		for _, day := range []dates.Date{s.By, s.On} {
			if day.IsZero() {
				continue
			}
			if day.Before(d.from) {
				d.from = day
			}
			if day.After(d.to) {
				d.to = day
			}
		}
	}
	if first := w.AsOf.AddMonths(-months); d.from.Before(first) {
		d.from = first
	}
	if last := w.AsOf.AddMonths(months); d.to.After(last) {
		d.to = last
	}
	d.from, d.to = d.from.AddDays(-7), d.to.AddDays(7)
	axis := leading + 3
	y := axis + 4
	rows := make([][]string, len(w.Steps))
	tops := make([]float64, len(w.Steps))
	for i, s := range w.Steps {
		rows[i], tops[i] = wrapped(s.What.Text(), stepNames-8, false, 2), y
		y += leading*float64(len(rows[i])) + 6
	}
	d.axis(axis, y)
	for i, s := range w.Steps {
		d.step(s, rows[i], tops[i])
	}
	y += leading + 1
	for _, l := range wrapped("Stroke: the last day. Dot: done. Ring: set for that day. Square: late or too early. Black line: "+w.AsOf.Long()+".", wide, false, 3) {
		d.label(0, y, doc.Left, l, "")
		y += leading
	}
	s := &saying{}
	s.say("What is due when, as of " + w.AsOf.Long() + ". ")
	for i, x := range w.Steps {
		if i > 0 {
			s.say(" ")
		}
		s.fact(x.What)
		s.say(": ")
		s.fact(x.Says)
		s.say(".")
	}
	return &doc.Picture{Alt: s.ins, Wide: wide, High: y - leading + 4, Marks: d.marks}
}

// window is one in the making.
type window struct {
	*audience.Window
	sketch
	wide     float64
	from, to dates.Date
}

// x is where a day stands; one that is further away stands at the edge.
func (d *window) x(day dates.Date) float64 {
	left, right := stepNames, d.wide-stepStates
	at := float64(d.from.DaysUntil(day)) / float64(d.from.DaysUntil(d.to))
	return left + (right-left)*min(1, max(0, at))
}

// axis draws the months, and the day of the paper.
func (d *window) axis(y, foot float64) {
	d.line(thin, doc.Solid, doc.Point{X: stepNames, Y: y}, doc.Point{X: d.wide - stepStates, Y: y})
	free := 0.0
	for day := (dates.Date{Year: d.from.Year, Month: d.from.Month, Day: 1}).AddMonths(1); day.Before(d.to); day = day.AddMonths(1) {
		x := d.x(day)
		d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(false, doc.Point{X: x, Y: y - leading}, doc.Point{X: x, Y: foot}), Line: doc.Grey, Wide: 0.6})
		text := day.Month.String()[:3]
		if day.Month == 1 {
			text = fmt.Sprintf("Jan ’%02d", day.Year%100)
		}
		if x >= free && x+2+doc.Width(text, small, false) <= d.wide-stepStates+20 {
			d.label(x+2, y-4, doc.Left, text, "")
			free = x + doc.Width(text, small, false) + 8
		}
	}
	x := d.x(d.AsOf)
	d.line(todayLine, doc.Solid, doc.Point{X: x, Y: y}, doc.Point{X: x, Y: foot})
	d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(true, doc.Point{X: x - 4, Y: y - 1}, doc.Point{X: x + 4, Y: y - 1}, doc.Point{X: x, Y: y + 6}), Fill: doc.Ink})
}

// step draws one line.
func (d *window) step(s audience.Step, name []string, y float64) {
	for i, l := range name {
		d.label(0, y+leading*float64(i+1)-2, doc.Left, l, "")
	}
	high := leading*float64(len(name)) + 6
	mid := y + high/2 - 1
	if !s.By.IsZero() && !s.On.IsZero() {
		d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(false, doc.Point{X: d.x(s.On), Y: mid}, doc.Point{X: d.x(s.By), Y: mid}), Line: doc.Grey, Wide: 0.8})
	}
	if !s.By.IsZero() {
		x := d.x(s.By)
		d.line(2, doc.Solid, doc.Point{X: x, Y: mid - 6}, doc.Point{X: x, Y: mid + 6})
	}
	words, bold := "Due", false
	switch {
	case s.State == audience.StepLate, s.State == audience.StepEarly:
		words, bold = "Late", true
		if s.State == audience.StepEarly {
			words = "Too early"
		}
		at := s.On
		if at.IsZero() {
			at = d.AsOf
		}
		x := d.x(at)
		d.shape(doc.Box(x-stepSign, mid-stepSign, 2*stepSign, 2*stepSign, 0), doc.Ink, thin)
	case s.On.IsZero():
		if !s.By.IsZero() {
			words = "Due in " + count(d.AsOf.DaysUntil(s.By))
			bold = d.AsOf.DaysUntil(s.By) <= 14
		}
	case s.State == audience.StepSet:
		words = "Set for " + s.On.Brief()
		d.shape(doc.Circle(d.x(s.On), mid, stepSign), doc.White, thick)
	default:
		words = "Done " + s.On.Brief()
		d.shape(doc.Circle(d.x(s.On), mid, stepSign), doc.Ink, thin)
	}
	d.label(d.wide-stepStates+10, mid+small*0.36, doc.Left, words, "").Bold = bold
	d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(false, doc.Point{X: 0, Y: y + high - 2}, doc.Point{X: d.wide, Y: y + high - 2}), Line: doc.Grey, Wide: 0.4})
}

func count(days int) string {
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}
