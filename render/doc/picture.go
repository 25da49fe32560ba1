package doc

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Picture is a drawing of lines, shapes and words. Its lengths are points, and
// its origin is its top left corner. A writer that can't draw writes Alt.
type Picture struct {
	Alt        []Inline // what it shows, in words
	Wide, High float64
	Marks      []Mark // in the order in which they are drawn
}

func (*Picture) block() {}

// Mark is one of *Shape, *Label.
type Mark interface{ mark() }

// Shape is a line or a surface.
type Shape struct {
	Path []Step
	Fill Colour
	Line Colour
	Wide float64 // of the line
	Dash Dash
}

// Step is a piece of a path.
type Step struct {
	Op Op
	At [3]Point // of Curve all three: two controls and the end; of others the first
}

// Point is a place in a picture.
type Point struct{ X, Y float64 }

// Op is what a step does.
type Op byte

// The steps.
const (
	Move Op = iota
	Go
	Curve
	Close
)

// Colour is one of the few that papers have; each writer has its own shade of it.
type Colour byte

// The colours.
const (
	None Colour = iota
	Ink
	Accent
	Grey // of lines that aren't to be in front
	Pale // of surfaces
	White
)

// Dash is how a line is broken.
type Dash byte

// The dashes.
const (
	Solid Dash = iota
	Broken
	Dotted
)

// Lengths are the dash and the gap of a broken line, in points; nil of a solid one.
func (d Dash) Lengths() []float64 {
	switch d {
	case Broken:
		return []float64{4.8, 4.2}
	case Dotted:
		return []float64{1.2, 2.4}
	}
	return nil
}

// Label is one line of words. Its place is on the line that its letters stand on:
// the beginning, the middle or the end of it.
type Label struct {
	At     Point
	Align  Align
	Size   float64
	Bold   bool
	Colour Colour
	Text   string
	Path   string // as of a Text
}

func (*Shape) mark() {}
func (*Label) mark() {}

// Labels are a picture's.
func (p *Picture) Labels() []*Label {
	var out []*Label
	for _, m := range p.Marks {
		if l, ok := m.(*Label); ok {
			out = append(out, l)
		}
	}
	return out
}

// Words are a picture's labels, in the order in which they are drawn.
func (p *Picture) Words() []string {
	var out []string
	for _, l := range p.Labels() {
		out = append(out, strings.Fields(norm.NFC.String(l.Text))...)
	}
	return out
}

// Fit is by how much a picture is made smaller so that it stands in a width and a height.
func (p *Picture) Fit(wide, high float64) float64 { return min(1, wide/p.Wide, high/p.High) }

// Pictures are those of the document, in reading order.
func (d *Doc) Pictures() []*Picture {
	var out []*Picture
	_ = Walk(d.Blocks, func(n Node, entering bool) error { // a node of no known kind is no picture
		if p, ok := n.(*Picture); ok && entering {
			out = append(out, p)
		}
		return nil
	})
	return out
}

// Polyline is a path from point to point; with closed back to the first.
func Polyline(closed bool, pts ...Point) []Step {
	out := make([]Step, 0, len(pts)+1)
	for i, p := range pts {
		op := Go
		if i == 0 {
			op = Move
		}
		out = append(out, Step{Op: op, At: [3]Point{p}})
	}
	if closed {
		out = append(out, Step{Op: Close})
	}
	return out
}

// Box is a rectangle's path, by its top left corner, with corners that are round
// by a radius.
func Box(x, y, wide, high, round float64) []Step {
	if round <= 0 {
		return Polyline(true, Point{x, y}, Point{x + wide, y}, Point{x + wide, y + high}, Point{x, y + high})
	}
	r := min(round, wide/2, high/2)
	const k = 0.5523 // of a quarter of a circle
	c := r * (1 - k)
	right, foot := x+wide, y+high
	step := func(x, y float64) Step { return Step{Op: Go, At: [3]Point{{x, y}}} }
	curve := func(a, b, e Point) Step { return Step{Op: Curve, At: [3]Point{a, b, e}} }
	return []Step{
		{Op: Move, At: [3]Point{{x + r, y}}}, step(right-r, y), curve(Point{right - c, y}, Point{right, y + c}, Point{right, y + r}),
		step(right, foot-r), curve(Point{right, foot - c}, Point{right - c, foot}, Point{right - r, foot}),
		step(x+r, foot), curve(Point{x + c, foot}, Point{x, foot - c}, Point{x, foot - r}),
		step(x, y+r), curve(Point{x, y + c}, Point{x + c, y}, Point{x + r, y}), {Op: Close},
	}
}

// Circle is a circle's path, by its middle.
func Circle(x, y, r float64) []Step { return Box(x-r, y-r, 2*r, 2*r, r) }

// Rounded is the outline of an area whose sides stand upright or lie, its corners
// round by a radius where its sides have room for that.
func Rounded(radius float64, pts ...Point) []Step {
	var at []Point // without those where nothing turns
	for i, p := range pts {
		before, after := pts[(i+len(pts)-1)%len(pts)], pts[(i+1)%len(pts)]
		if p != before && (p.X-before.X)*(after.Y-p.Y) != (p.Y-before.Y)*(after.X-p.X) {
			at = append(at, p)
		}
	}
	var out []Step
	for i, p := range at {
		before, after := at[(i+len(at)-1)%len(at)], at[(i+1)%len(at)]
		from, to := toward(p, before, radius), toward(p, after, radius)
		op := Go
		if i == 0 {
			op = Move
		}
		out = append(out, Step{Op: op, At: [3]Point{from}}, Step{Op: Curve, At: [3]Point{toward(p, before, radius*0.45), toward(p, after, radius*0.45), to}})
	}
	return append(out, Step{Op: Close})
}

// toward is a place on the way from one point to another, at most in its middle.
func toward(p, to Point, far float64) Point {
	long := math.Hypot(to.X-p.X, to.Y-p.Y)
	k := min(far, long/2) / long
	return Point{p.X + (to.X-p.X)*k, p.Y + (to.Y-p.Y)*k}
}
