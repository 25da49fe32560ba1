package docx

import (
	"fmt"

	"handover/render/doc"
)

// The logo's part of the package, and what the other parts say of it.
const (
	logoPart = "word/media/logo.png"
	logoType = `<Default Extension="png" ContentType="image/png"/>` + "\n"
	logoRel  = `<Relationship Id="logo" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/>`
)

// logo writes the logo at its place of the first page: a paragraph of its own in
// a frame, as the blocks below it, so that it is read first and not left out, as
// what stands in a page's header is.
func (w *writer) logo(l *doc.Logo) {
	wide, high := doc.LogoSize(l.Wide, l.High)
	const twips, emu = 1440 / 25.4, 36_000 // a millimetre
	x, y, top := int(wide*emu), int(high*emu), doc.LogoTop
	fmt.Fprintf(&w.b, `<w:p><w:pPr><w:pStyle w:val="SenderBlock"/>`+
		`<w:framePr w:w="%d" w:h="%d" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="%d" w:y="%d"/>`+
		`<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:drawing>`,
		int(wide*twips)+1, int(high*twips)+1, addressX, int(top*twips))
	alt := w.escaped(l.Alt, "")
	fmt.Fprintf(&w.b, `<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">`+
		`<wp:extent cx="%d" cy="%d"/><wp:docPr id="1" name="Logo" descr="%s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo" descr="%s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="logo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, x, y, alt, alt, x, y)
}
