package pdf

import (
	"fmt"
	"time"

	"handover/render/doc"
)

// A sheet of labels: fourteen of 99.1 by 38.1 mm, as Avery L7163 and others have
// them.
const (
	labelsAcross, labelsDown   = 2, 7
	labelsOn                   = labelsAcross * labelsDown
	labelWidth, labelHeight    = 99.1 * mm, 38.1 * mm
	labelsLeft, labelsTop      = 4.65 * mm, 15.15 * mm
	labelStep                  = 101.6 * mm // from one label's left edge to the next's
	labelMarginX, labelMarginY = 6 * mm, 3 * mm
)

// Labels writes addresses on sheets of labels, two across and seven down, each
// 99.1 by 38.1 mm: each block of the document is one, as an Address of one
// paragraph. Errors are Faults where an address is to blame.
func Labels(d *doc.Doc) ([]byte, error) {
	date, err := time.Parse(time.DateOnly, d.Meta.Date)
	if err != nil {
		return nil, fmt.Errorf("the document's date isn't YYYY-MM-DD")
	}
	rtl, err := checkGlyphs(d)
	if err != nil {
		return nil, err
	}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet), rtl: rtl}, bare: true}
	root := &elem{tag: "Document"}
	for i, b := range d.Blocks {
		div, ok := b.(*doc.Div)
		if !ok {
			return nil, fmt.Errorf("%T on a sheet of labels", b)
		}
		left := labelsLeft + float64(i%labelsOn%labelsAcross)*labelStep
		top := labelsTop + float64(i%labelsOn/labelsAcross)*labelHeight
		on := frame{left + labelMarginX, top + labelMarginY, left + labelWidth - labelMarginX, top + labelHeight - labelMarginY}
		if err := f.fit(div, place{parent: root.add("Div")}, on, i/labelsOn+1, "label"); err != nil {
			return nil, err
		}
	}
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	c, err := drawPages(f, f.fixed, (len(d.Blocks)+labelsOn-1)/labelsOn, newFPDF(&d.Meta, date))
	if err != nil {
		return nil, err
	}
	return finishPDF(c, root, &d.Meta, date)
}
