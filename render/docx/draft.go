package docx

// draft is the word DRAFT across the page, as Word's own watermarks are
// made: a shape behind the text, anchored in the header. id is unique in the
// document.
func draft(id string) string {
	return `<w:r><w:rPr><w:noProof/></w:rPr><w:pict>` +
		`<v:shapetype id="` + id + `Type" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">` +
		`<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>` +
		`<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>` +
		`<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>` +
		`<v:shape id="` + id + `" type="#` + id + `Type" alt="DRAFT" style="position:absolute;margin-left:0;margin-top:0;width:420pt;height:140pt;rotation:315;z-index:-251658752;` +
		`mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page" fillcolor="#d0d5da" stroked="f">` +
		`<v:fill opacity=".6"/><v:textpath style="font-family:Arial;font-size:1pt;font-weight:bold" string="DRAFT"/></v:shape></w:pict></w:r>`
}
