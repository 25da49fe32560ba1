package read

import (
	"math"
)

// drawnPicture is one use of a picture on a page.
type drawnPicture struct {
	name   pdfName
	owner  int        // its MCID, or a kind of content without one
	matrix [6]float64 // from a square of one point to the page
}

// figure checks that a figure says what it shows, and where it stands.
func (c *pdfCheck) figure(e *structElem) {
	if textOf(c.get(e.dict.at("Alt"))) == "" {
		c.say("Figure without a text for those who don't see it (UA 7.3)")
	}
	if _, ok := c.box(e); !ok {
		c.say("Figure without a BBox (UA 7.3)")
	}
}

// box is where a figure says that it stands: left, bottom, right, top.
func (c *pdfCheck) box(e *structElem) (box [4]float64, ok bool) {
	for _, v := range append(c.array(e.dict.at("A")), e.dict.at("A")) {
		a := c.dict(v)
		sides := c.array(a.at("BBox"))
		if a.at("O") != pdfName("Layout") || len(sides) != len(box) {
			continue
		}
		for i, s := range sides {
			if box[i], ok = s.(float64); !ok {
				return box, false
			}
		}
		return box, box[0] < box[2] && box[1] < box[3]
	}
	return box, false
}

// pictures checks every picture that a page draws: it is a figure's, stands where
// the figure says, and is of the kind that we write.
func (c *pdfCheck) pictures() {
	seen := make(map[pdfRef]bool)
	for i, content := range c.contents {
		known := c.dict(c.dict(c.dict(c.pages[i]).at("Resources")).at("XObject"))
		for _, x := range known {
			if r, ok := x.value.(pdfRef); !ok || !seen[r] {
				seen[r] = true
				c.picture(x.key, x.value)
			}
		}
		for _, p := range content.pictures {
			if known.at(p.name) == nil {
				c.say("page %d: draws a picture that isn't there", i+1)
			}
			e := c.owners[contentKey{i, p.owner}]
			if e == nil || e.tag != "Figure" {
				c.say("page %d: a picture outside Figure (UA 7.3)", i+1)
			} else if box, ok := c.box(e); ok && !p.fills(box) {
				c.say("page %d: a picture isn't where its Figure's BBox says (UA 7.3)", i+1)
			}
		}
	}
}

// fills tells whether a picture that isn't turned stands in a box, to a point.
func (p drawnPicture) fills(box [4]float64) bool {
	m := p.matrix
	for i, side := range [4]float64{m[4], m[5], m[4] + m[0], m[5] + m[3]} {
		if math.Abs(side-box[i]) > 1 {
			return false
		}
	}
	return m[1] == 0 && m[2] == 0
}

// picture checks one picture's object, but not its dots: unpacking them would take
// longer than all else, in each letter again.
func (c *pdfCheck) picture(name pdfName, v any) {
	d := c.dict(v)
	if d.at("Subtype") != pdfName("Image") {
		c.say("%s isn't a picture", name)
		return
	}
	if d.at("Interpolate") == true {
		c.say("picture %s is smoothed when it is shown (A 6.2.8)", name)
	}
	if d.at("ColorSpace") != pdfName("DeviceRGB") || d.at("BitsPerComponent") != 8.0 || d.at("SMask") != nil || d.at("Mask") != nil {
		c.say("picture %s isn't opaque RGB of 8 bits (A 6.2.4)", name)
	}
}

// placement follows where things are drawn: q and Q, and cm.
type placement struct {
	now   [6]float64
	saved [][6]float64
}

func (p *placement) op(op pdfOp, args []any) {
	switch op {
	case "q":
		p.saved = append(p.saved, p.now)
	case "Q":
		if n := len(p.saved); n > 0 {
			p.now, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		var m [6]float64
		for i := range m {
			if i < len(args) {
				m[i], _ = args[i].(float64)
			}
		}
		n := p.now
		p.now = [6]float64{
			m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
			m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
			m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
		}
	}
}
