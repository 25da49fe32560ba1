package picture

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"handover/internal/audience"
	"handover/model/dates"
	"handover/render/doc"
)

// What a timeline is made of, in points.
const (
	laneNames = 50.0 // room for them at the left
	laneRow   = 21.0
	laneGap   = 5.0
	bar       = 16.0
	eventR    = 8.8 // 6.2 mm across
	eventRows = 4
	nowEdge   = 2.5
	todayLine = 1.7
)

// monthsBelow is how long the enlarged span is before today, and longLife from
// how many months on a life is drawn twice.
const (
	monthsBelow = 14
	longLife    = 36
)

// timelineOf draws a life: the whole of it, and the last year or so larger below.
func timelineOf(t *audience.Timeline, wide float64) *doc.Picture {
	d := &timeline{Timeline: t, wide: wide}
	from, to := dates.Date{Year: t.Born.Year, Month: time.January, Day: 1}, d.end()
	near := t.AsOf.AddMonths(-monthsBelow)
	near.Day = 1
	y := 0.0
	if near.After(t.Born.AddMonths(longLife - monthsBelow)) {
		y = d.panel(panel{from: from, to: to, top: y, grey: near, years: true, first: true}) + 16
		y = d.panel(panel{from: near, to: to, top: y})
		d.key = append(d.key, "Grey: drawn larger below.")
	} else {
		from.Month = t.Born.Month
		y = d.panel(panel{from: from, to: to, top: y, years: from.DaysUntil(to) > 900, first: true})
	}
	y += 8
	for _, l := range wrapped(d.legend(), wide, false, 6) {
		y += leading
		d.label(0, y, doc.Left, l, "")
	}
	return &doc.Picture{Alt: lived(t), Wide: wide, High: y + 4, Marks: d.marks}
}

// timeline is one in the making.
type timeline struct {
	*audience.Timeline
	sketch
	wide float64
	key  []string
}

// panel is a stretch of time across the picture.
type panel struct {
	from, to dates.Date
	top      float64
	grey     dates.Date // from here on it is drawn again, larger; zero: nothing is
	years    bool       // the axis has years, not months
	first    bool       // what was before it stands at its beginning
}

// end is the last day that is drawn: of what is known, and a month after today.
func (d *timeline) end() dates.Date {
	out := d.AsOf.AddMonths(1)
	for _, l := range d.Lanes {
		for _, s := range l.Spans {
			for _, day := range []dates.Date{s.From, s.To} {
				if day.After(out) && day.Before(d.AsOf.AddMonths(12)) {
					out = day.AddMonths(1)
				}
			}
		}
	}
	return out
}

func (d *timeline) x(p panel, day dates.Date) float64 {
	return laneNames + (d.wide-laneNames-2)*float64(p.from.DaysUntil(day))/float64(p.from.DaysUntil(p.to))
}

// panel draws one, and says where it ends.
func (d *timeline) panel(p panel) float64 {
	axis := p.top + leading + 3
	events := d.events(p)
	rows := 0
	for _, e := range events {
		rows = max(rows, e.row+1)
	}
	y := axis + laneGap
	if rows > 0 {
		y += float64(rows)*(2*eventR+1) + 4
	}
	start := len(d.marks)
	for _, l := range d.Lanes {
		y = d.lane(p, l, y)
	}
	bars := slices.Clone(d.marks[start:]) // they stand on what is drawn now
	d.marks = d.marks[:start]
	if !p.grey.IsZero() {
		x := d.x(p, p.grey)
		d.marks = append(d.marks, &doc.Shape{Path: doc.Box(x, axis, d.wide-2-x, y-axis, 0), Fill: doc.Pale})
	}
	d.axis(p, axis, y)
	d.marks = append(d.marks, bars...)
	x := d.x(p, d.AsOf)
	d.line(todayLine, doc.Solid, doc.Point{X: x, Y: axis}, doc.Point{X: x, Y: y})
	d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(true, doc.Point{X: x - 4, Y: axis - 1}, doc.Point{X: x + 4, Y: axis - 1}, doc.Point{X: x, Y: axis + 6}), Fill: doc.Ink})
	if rows > 0 {
		d.label(0, axis+4+eventR+4, doc.Left, "Events", "").Bold = true
		d.circles(events, axis+4+eventR)
	}
	return y
}

// axis draws the line that time runs along, with its years or months.
func (d *timeline) axis(p panel, y, foot float64) {
	d.line(thin, doc.Solid, doc.Point{X: laneNames, Y: y}, doc.Point{X: d.wide - 2, Y: y})
	step := 1
	width := func(months int) float64 { return d.x(p, p.from.AddMonths(months)) - laneNames }
	day := dates.Date{Year: p.from.Year, Month: p.from.Month, Day: 1}
	if p.years {
		for width(12*step) < 30 {
			step++
		}
		step *= 12
		if day.Month != time.January {
			day = dates.Date{Year: day.Year + 1, Month: time.January, Day: 1}
		}
	} else {
		for _, step = range []int{1, 2, 3, 6} {
			if width(step) >= 28 {
				break
			}
		}
	}
	for ; day.Before(p.to); day = day.AddMonths(step) {
		x := d.x(p, day)
		d.marks = append(d.marks, &doc.Shape{Path: doc.Polyline(false, doc.Point{X: x, Y: y - leading}, doc.Point{X: x, Y: foot}), Line: doc.Grey, Wide: 0.6})
		text := strconv.Itoa(day.Year)
		january := day.Month == time.January
		if !p.years {
			if text = day.Month.String()[:3]; january {
				text = fmt.Sprintf("Jan ’%02d", day.Year%100)
			}
		}
		if x+2+doc.Width(text, small, january) > d.wide {
			break
		}
		d.label(x+2, y-4, doc.Left, text, "").Bold = january
	}
}

// lane draws the bars of one matter, those of one time in rows of their own.
func (d *timeline) lane(p panel, l audience.Lane, y float64) float64 {
	d.label(0, y+bar-4, doc.Left, l.Name, "").Bold = true
	var ends []dates.Date // of each row
	for _, s := range l.Spans {
		to := s.To
		if to.IsZero() || to.After(p.to) {
			to = p.to
		}
		if !to.After(p.from) || !s.From.Before(p.to) {
			continue
		}
		row := slices.IndexFunc(ends, func(e dates.Date) bool { return !e.After(s.From) })
		if row < 0 {
			row = len(ends)
			ends = append(ends, dates.Date{})
		}
		free := 0.0 // at the left of the first in a row
		if ends[row].IsZero() {
			free = d.x(p, s.From) - laneNames
		}
		ends[row] = to
		d.bar(p, s, to, y+laneRow*float64(row), free)
	}
	return y + laneRow*float64(max(1, len(ends))) - (laneRow - bar) + laneGap
}

// bar draws a span, with as much of its name as it has room for, or as is free at
// its left.
func (d *timeline) bar(p panel, s audience.Span, to dates.Date, y, free float64) {
	left, right := laneNames, d.x(p, to)
	if s.From.After(p.from) {
		left = d.x(p, s.From)
	}
	right = max(right, left+3)
	b := &doc.Shape{Path: doc.Box(left, y, right-left, bar, 0), Fill: doc.White, Line: doc.Ink, Wide: 0.9}
	now := !s.From.After(d.AsOf) && (s.To.IsZero() || s.To.After(d.AsOf))
	if now {
		b.Line, b.Wide = doc.Accent, nowEdge
	}
	if s.Open {
		b.Dash = doc.Broken
	}
	d.marks = append(d.marks, b)
	for _, text := range []string{s.What.Text(), s.Short} {
		if text != "" && doc.Width(text, small, now)+8 <= right-left {
			d.label(left+4, y+bar-4, doc.Left, text, s.What.Path()).Bold = now
			return
		}
	}
	for _, text := range []string{s.What.Text(), s.Short} {
		if text != "" && doc.Width(text, small, now)+6 <= free {
			d.label(left-4, y+bar-4, doc.Right, text, s.What.Path()).Bold = now
			return
		}
	}
}

// sign is a circle, or a longer one for events that stand together.
type sign struct {
	numbers []int
	x       float64
	row     int
	before  bool // the axis begins
}

func (s sign) text() string {
	if s.before {
		s.before = false
		return "← " + s.text()
	}
	first, last := s.numbers[0], s.numbers[len(s.numbers)-1]
	switch {
	case first == last:
		return strconv.Itoa(first)
	case last-first == len(s.numbers)-1:
		return fmt.Sprintf("%d–%d", first, last)
	}
	return fmt.Sprintf("%d, …", first)
}

func (s sign) half() float64 { return max(eventR, doc.Width(s.text(), small, true)/2+4) }

// events are a panel's, as signs that don't stand on each other.
func (d *timeline) events(p panel) []sign {
	var out []sign
	last := [eventRows]int{} // of each row, the last sign's place in out, from 1
	for _, e := range d.Events {
		if !p.first && e.Day.Before(p.from) || !e.Day.Before(p.to) || !p.grey.IsZero() && !e.Day.Before(p.grey) {
			continue
		}
		s := sign{numbers: []int{e.Number}, x: d.x(p, e.Day), before: e.Day.Before(p.from)}
		if n := len(out); s.before && n > 0 {
			out[n-1].numbers = append(out[n-1].numbers, e.Number)
			slices.Sort(out[n-1].numbers)
			continue
		}
		s.x = min(max(s.x, laneNames+s.half()), d.wide-2-s.half())
		s.row = slices.IndexFunc(last[:], func(at int) bool { return at == 0 || out[at-1].x+out[at-1].half()+s.half()+1 <= s.x })
		if s.row >= 0 {
			out = append(out, s)
			last[s.row] = len(out)
			continue
		}
		to := &out[len(out)-1] // the one right before it in time
		to.numbers = append(to.numbers, e.Number)
		slices.Sort(to.numbers)
	}
	for i := range out { // those that became longer keep clear of the edge
		out[i].x = min(max(out[i].x, laneNames+out[i].half()), d.wide-2-out[i].half())
	}
	return out
}

func (d *timeline) circles(all []sign, y float64) {
	for _, s := range all {
		half, at := s.half(), y+float64(s.row)*(2*eventR+1)
		d.shape(doc.Box(s.x-half, at-eventR, 2*half, 2*eventR, eventR), doc.White, 0.9)
		d.label(s.x, at+small*0.36, doc.Centre, s.text(), "").Bold = true
	}
}

func (d *timeline) legend() string {
	d.key = append(d.key, "Black line: "+d.AsOf.Long()+". Thick edge: now.")
	for _, l := range d.Lanes {
		if slices.ContainsFunc(l.Spans, func(s audience.Span) bool { return s.Open }) {
			d.key = append(d.key, "Broken edge: its beginning isn't recorded.")
			break
		}
	}
	if len(d.Events) > 0 {
		d.key = append(d.key, "Numbers: as in the chronology.")
	}
	out := ""
	for i, k := range d.key {
		if i > 0 {
			out += " "
		}
		out += k
	}
	return out
}

// lived is a timeline in words.
func lived(t *audience.Timeline) []doc.Inline {
	s := &saying{}
	s.say("Timeline of ")
	s.fact(t.Child)
	s.say(" as of " + t.AsOf.Long() + ". ")
	for _, l := range t.Lanes {
		s.say(l.Name + ": ")
		for i, x := range l.Spans {
			if i > 0 {
				s.say("; ")
			}
			s.fact(x.What)
			if !x.Open {
				s.say(" from " + x.From.Long())
			}
			if !x.To.IsZero() {
				s.say(" to " + x.To.Long())
			}
		}
		s.say(". ")
	}
	if n := len(t.Events); n > 0 {
		s.say(fmt.Sprintf("%d events of the chronology, %s to %s.", n, t.Events[0].Date.Text(), t.Events[n-1].Date.Text()))
	}
	return s.ins
}
