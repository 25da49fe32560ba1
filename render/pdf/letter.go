package pdf

import (
	"fmt"

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

// fit sets a block in a frame of a page. Twelve point with comfortable lines if they fit, eighteen in
// large print; else the lines close up, down to those in which Notify itself
// prints an address (8 on 8.5 pt). The block never outgrows its frame.
func (f *flow) fit(d *doc.Div, p place, fr frame, page int, name string) error {
	p.left, p.width = fr.left, fr.right-fr.left
	outer := f.boxes
	for _, lead := range []float64{15.5, 14, 12.3, 11.5, 10.5, 9.7, 9.2, 8.5, 8.1, 7, 6.1, 5.67} {
		if lead*f.geo.scale < 8.5 {
			break
		}
		st := &textStyle{min(12, lead/0.96), lead, faceRegular, ink}
		f.boxes, f.heading, f.after, p.style = nil, false, 0, st
		p.parent.kids = nil
		if err := f.blocks(d.Blocks, p); err != nil {
			return err
		}
		above, below, err := f.overhang(st)
		if err != nil {
			return err
		}
		h := above + below
		for i, b := range f.boxes {
			if i > 0 {
				h += b.before / 2
			}
			h += b.h
		}
		if h > fr.bottom-fr.top {
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
		f.boxes = outer
		return nil
	}
	f.boxes = outer
	f.faults = append(f.faults, doc.Fault{Path: doc.FirstPath(d.Blocks), Msg: fmt.Sprintf("too many lines for the %s", name)})
	return nil
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
