package docx

import (
	"fmt"
	"math"
	"slices"

	"handover/render/doc"
)

// shades are the colours of a drawing.
var shades = [...]string{doc.Ink: "1A1A1A", doc.Accent: "1F3B59", doc.Grey: "737F8C", doc.Pale: "EBF0F5", doc.White: "FFFFFF"}

const (
	emuPoint    = 12_700
	firstPic    = 100   // ids below are the logo's and its like
	idsOfAPic   = 4_000 // ids of what stands in it follow its own
	drawingWord = `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
)

// picture writes a drawing as one group of shapes and text boxes, which Word and
// LibreOffice draw sharp at any size. What can't draw it has its words.
func (w *writer) picture(p *doc.Picture) {
	scale := w.pictureScale(p)
	d := drawing{writer: w, scale: scale * emuPoint, id: firstPic + w.pictures*idsOfAPic, wide: emu(p.Wide * scale), high: emu(p.High * scale)}
	w.pictures++
	_ = doc.EachText([]doc.Block{p}, func(s, path string) error { // a node of no known kind has no text
		w.escaped(s, path) // for its faults
		return nil
	})
	alt := escaper.Replace(doc.PlainText(p.Alt))
	w.str(`<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><mc:AlternateContent `, drawingWord, `><mc:Choice Requires="wpg"><w:drawing>`)
	fmt.Fprintf(&w.b, `<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="Picture %[3]d" descr="%s"/><wp:cNvGraphicFramePr/>`,
		d.wide, d.high, d.id, alt)
	fmt.Fprintf(&w.b, `<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>`+
		`<a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/><a:chOff x="0" y="0"/><a:chExt cx="%[1]d" cy="%[2]d"/></a:xfrm></wpg:grpSpPr>`, d.wide, d.high)
	for i := 0; i < len(p.Marks); i++ {
		switch m := p.Marks[i].(type) {
		case *doc.Shape:
			one, n := together(p.Marks[i:])
			d.shape(one)
			i += n - 1
		case *doc.Label:
			d.label(m)
		default:
			w.fault("", "unknown mark %T", m)
		}
	}
	w.str(`</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t xml:space="preserve">`, alt, `</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
}

// together is the lines that marks begin with as one shape, and how many they are:
// those drawn alike, one after another. A surface stands by itself, for it hides
// what is under it.
func together(marks []doc.Mark) (*doc.Shape, int) {
	one := *marks[0].(*doc.Shape)
	n := 1
	for ; n < len(marks) && one.Fill == doc.None; n++ {
		s, ok := marks[n].(*doc.Shape)
		if !ok || s.Fill != doc.None || s.Line != one.Line || s.Wide != one.Wide || s.Dash != one.Dash {
			break
		}
		one.Path = append(slices.Clip(one.Path), s.Path...)
	}
	return &one, n
}

// pictureScale is by how much a drawing is made smaller to stand on a page, or in
// large print larger, as far as there is room.
func (w *writer) pictureScale(p *doc.Picture) float64 {
	wide, high := float64(w.sheet.text())/20, 0.8*float64(w.sheet.deep())/20
	if w.large {
		return p.Fit(wide/doc.LargePrint, high/doc.LargePrint) * doc.LargePrint
	}
	return p.Fit(wide, high)
}

// drawing is a picture that is being written. Its lengths are EMU.
type drawing struct {
	*writer
	scale      float64 // of a point of the picture
	id         int
	wide, high int
}

func emu(points float64) int { return int(math.Round(points * emuPoint)) }

func (d *drawing) length(v float64) int { return int(math.Round(v * d.scale)) }

// begin starts a shape at a place.
func (d *drawing) begin(kind string, x, y, wide, high int) {
	d.id++
	fmt.Fprintf(&d.b, `<wps:wsp><wps:cNvPr id="%d" name="%s %d"/><wps:cNvSpPr%s/><wps:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm>`,
		d.id, kind, d.id, map[string]string{"Text": ` txBox="1"`}[kind], x, y, wide, high)
}

// shape writes a path over the whole of the picture, so that a line without
// height has a box all the same.
func (d *drawing) shape(s *doc.Shape) {
	d.begin("Shape", 0, 0, d.wide, d.high)
	fmt.Fprintf(&d.b, `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d">`, d.wide, d.high)
	for _, step := range s.Path {
		n, tag := 1, "moveTo"
		switch step.Op {
		case doc.Move:
		case doc.Go:
			tag = "lnTo"
		case doc.Curve:
			n, tag = 3, "cubicBezTo"
		case doc.Close:
			d.str("<a:close/>")
			continue
		}
		d.str("<a:", tag, ">")
		for _, at := range step.At[:n] {
			fmt.Fprintf(&d.b, `<a:pt x="%d" y="%d"/>`, d.length(at.X), d.length(at.Y))
		}
		d.str("</a:", tag, ">")
	}
	d.str("</a:path></a:pathLst></a:custGeom>")
	if s.Fill == doc.None {
		d.str("<a:noFill/>")
	} else {
		d.str(`<a:solidFill><a:srgbClr val="`, shades[s.Fill], `"/></a:solidFill>`)
	}
	if s.Line == doc.None {
		d.str("<a:ln><a:noFill/></a:ln>")
	} else {
		fmt.Fprintf(&d.b, `<a:ln w="%d"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:prstDash val="%s"/><a:miter lim="800000"/></a:ln>`,
			d.length(s.Wide), shades[s.Line], [...]string{doc.Solid: "solid", doc.Broken: "dash", doc.Dotted: "sysDot"}[s.Dash])
	}
	d.str("</wps:spPr><wps:bodyPr/></wps:wsp>")
}

// label writes a line of words as a text box without sides. Word and LibreOffice
// stand letters of Arial at nearly the same height of a line of this height.
func (d *drawing) label(l *doc.Label) {
	const leading, base = 1.15, 0.93 // of the size
	// No box may stand out of the picture: LibreOffice would make all smaller for it.
	end := float64(d.wide) / d.scale
	wide, x, jc := 1.1*doc.Width(l.Text, l.Size, l.Bold)+l.Size, l.At.X, "left"
	switch l.Align {
	case doc.Left:
		wide = min(wide, end-x)
	case doc.Centre:
		wide = min(wide, 2*x, 2*(end-x))
		x, jc = x-wide/2, "center"
	case doc.Right:
		wide = min(wide, x)
		x, jc = x-wide, "right"
	}
	top := max(0, d.length(l.At.Y-base*l.Size))
	d.begin("Text", d.length(x), top, max(1, d.length(wide)), min(d.length(leading*l.Size), d.high-top))
	d.str(`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>`)
	size := l.Size * d.scale / emuPoint
	fmt.Fprintf(&d.b, `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/><w:jc w:val="%s"/></w:pPr><w:r><w:rPr>`, int(20*leading*size), jc)
	if l.Bold {
		d.str("<w:b/><w:bCs/>")
	}
	_, rtl := direction(l.Text)
	fmt.Fprintf(&d.b, `<w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%[2]d"/>`, shades[l.Colour], int(math.Round(2*size)))
	if rtl {
		d.str("<w:rtl/>")
	}
	d.str(`</w:rPr><w:t xml:space="preserve">`, d.escaped(l.Text, l.Path), `</w:t></w:r></w:p></w:txbxContent></wps:txbx>`,
		`<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp>`)
}
