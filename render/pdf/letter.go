package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"handover/render/doc"
)

// fixedBlock sets the sender's or the recipient's block of a letter in its
// place on the first page (GOV.UK Notify's specification of precompiled
// letters, v2.3).
func (f *flow) fixedBlock(d *doc.Div, p place) error {
	if d.Kind == doc.Address {
		return f.fit(d, p, f.geo.window, 1, "address window of a letter")
	}
	return f.fit(d, p, f.geo.sender, 1, "sender block of a letter")
}

// WindowLines is how many lines the address of a letter takes in its window: more
// than it has where one is too long.
func WindowLines(d *doc.Doc) (int, error) {
	rtl, err := checkGlyphs(d)
	if err != nil {
		return 0, err
	}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet), rtl: rtl}}
	for _, b := range d.Blocks {
		if div, ok := b.(*doc.Div); ok && div.Kind == doc.Address {
			if err := f.fixedBlock(div, place{parent: &elem{tag: "Div"}}); err != nil {
				return 0, err
			}
		}
	}
	return len(f.fixed), nil
}

// fit sets a block in a frame of a page. Twelve point with comfortable lines if
// they fit, eighteen in large print; else the lines close up, down to those in
// which Notify itself prints an address (8 on 8.5 pt). The block never outgrows
// its frame.
func (f *flow) fit(d *doc.Div, p place, fr frame, page int, name string) error {
	p.left, p.width = fr.left, fr.right-fr.left
	outer := f.boxes
	defer func() { f.boxes = outer }()
	wanted := 0
	if d.Kind == doc.Address {
		wanted = doc.Lines(d.Blocks)
	}
	fault := fmt.Sprintf("too many lines for the %s", name)
	for _, wrapped := range []bool{false, true} { // a line of an address is one printed line, if any size lets it
		for _, x := range fixedSizes {
			if x.lead*f.geo.scale < 8.5 {
				continue
			}
			above, h, err := f.setFixed(d, p, &textStyle{cmp.Or(x.size, min(12, x.lead/0.96)), x.lead, faceRegular, ink})
			if err != nil {
				return err
			}
			switch {
			case h > fr.bottom-fr.top, wanted > 0 && !wrapped && len(f.boxes) > wanted:
				continue
			case wanted > 0 && len(f.boxes) > wanted && !postal(f.boxes):
				fault = "a line of the address is too long: printed, it would be two that GOV.UK Notify refuses; shorten it, or divide it between lines"
				continue
			}
			y := fr.top + above
			for i, b := range f.boxes {
				if i > 0 {
					y += b.before / 2
				}
				f.fixed = append(f.fixed, placed{b.item, page, y})
				y += b.h
			}
			return nil
		}
	}
	f.faults = append(f.faults, doc.Fault{Path: longestPath(d.Blocks), Msg: fault})
	return nil
}

// longestPath is where in the record the longest text of some blocks is from.
func longestPath(bs []doc.Block) (at string) {
	longest := 0
	_ = doc.EachText(bs, func(text, path string) error {
		if path != "" && len(text) > longest {
			at, longest = path, len(text)
		}
		return nil
	})
	return at
}

// fixedSizes are those in which a fixed block is tried, in points before large
// print makes them larger: of a line, and of letters (as large as the line lets
// them be, where nothing is said).
var fixedSizes = [...]struct{ lead, size float64 }{
	{lead: 15.5}, {lead: 14}, {lead: 12.3}, {lead: 11.5}, {lead: 10.5}, {lead: 9.7}, {lead: 9.2}, {lead: 8.5}, {lead: 8.5, size: 8},
	{lead: 8.1}, {lead: 7}, {lead: 6.1}, {lead: 5.67}, {lead: 5.67, size: 5.34},
}

// setFixed sets a block in a style, and says how high it is in all and how far
// its first line stands out above.
func (f *flow) setFixed(d *doc.Div, p place, st *textStyle) (above, h float64, err error) {
	f.boxes, f.heading, f.after, p.style = nil, false, 0, st
	p.parent.kids = nil
	if err := f.blocks(d.Blocks, p); err != nil {
		return 0, 0, err
	}
	above, below, err := f.overhang(st)
	h = above + below
	for i, b := range f.boxes {
		if i > 0 {
			h += b.before / 2
		}
		h += b.h
	}
	return above, h, err
}

// postal tells whether GOV.UK Notify takes printed lines as those of an
// address: seven at most, and none begins with a sign that it refuses there
// (its postal address rules, as read on 30 November 2026).
func postal(boxes []box) bool {
	if len(boxes) > doc.AddressLines {
		return false
	}
	for _, b := range boxes {
		t, ok := b.item.(*textLine)
		if !ok {
			continue
		}
		text := ""
		for i := range t.runs {
			text += t.runs[i].text
		}
		if text != "" && strings.ContainsAny(text[:1], doc.RefusedStarts) {
			return false
		}
	}
	return true
}

// overhang is how far the letters of the boxes may stand out of their lines: a
// style's own, or more where marks stand on Arabic letters.
func (f *flow) overhang(st *textStyle) (above, below float64, err error) {
	above, below = st.overhang()
	for _, b := range f.boxes {
		t, ok := b.item.(*textLine)
		if !ok {
			continue
		}
		for _, r := range t.runs {
			if r.shaped == nil {
				continue
			}
			face, err := f.set.faces.get(r.face)
			if err != nil {
				return 0, 0, err
			}
			up, down := r.shaped.reach(face)
			em := float64(face.unit) / st.size
			above = max(above, float64(up)/em-st.baseline())
			below = max(below, float64(down)/em-st.lead+st.baseline())
		}
	}
	return above, below, nil
}

// letterFaults says what a letter lacks.
func letterFaults(d *doc.Doc) doc.Faults {
	var fs doc.Faults
	count := map[doc.DivKind]int{}
	for _, b := range d.Blocks {
		if div, ok := b.(*doc.Div); ok {
			count[div.Kind]++
		}
	}
	for _, k := range []doc.DivKind{doc.Sender, doc.Address} {
		if count[k] != 1 {
			fs = append(fs, doc.Fault{Msg: fmt.Sprintf("a letter needs one %s block, this one has %d", k, count[k])})
		}
	}
	return fs
}

// letterPages is how many pages a letter may have: five sheets, printed on both
// sides (GOV.UK Notify).
const letterPages = 10

// tooLong is the fault of a letter with too many pages: that of the field whose
// text is the longest in it, or the template's if it shows no field.
func tooLong(d *doc.Doc, pages int) error {
	size := map[string]int{}
	longest := doc.Fault{Msg: fmt.Sprintf("a letter may have %d pages, and this one would have %d", letterPages, pages)}
	if err := doc.EachText(d.Blocks, func(text, path string) error {
		if size[path] += len(text); path != "" && size[path] > size[longest.Path] || longest.Path == "" {
			longest.Path = path
		}
		return nil
	}); err != nil {
		return err
	}
	if longest.Path != "" {
		longest.Msg += "; this is the longest text in it"
	}
	return doc.Faults{longest}
}
