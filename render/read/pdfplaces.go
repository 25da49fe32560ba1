package read

// places checks where bookmarks and links inside the file lead, and that the
// bookmarks hold together: a reader's program follows them without looking.
func (c *pdfCheck) places() {
	root, ok := c.pdfFile.catalog().at("Outlines").(pdfRef)
	if ok {
		c.bookmarks(root, map[pdfRef]bool{root: true})
	}
	for i, p := range c.pages {
		for _, v := range c.array(c.dict(p).at("Annots")) {
			a := c.dict(v)
			if a.at("Dest") == nil && c.dict(a.at("A")).at("URI") == nil || a.at("Dest") != nil && !c.leads(a.at("Dest")) {
				c.say("page %d: a link that leads nowhere", i+1)
			}
		}
	}
}

// leads tells whether a destination is a place of a page of this file.
func (c *pdfCheck) leads(dest any) bool {
	to := c.array(dest)
	if len(to) == 0 {
		return false
	}
	page, _ := to[0].(pdfRef)
	_, ok := c.number[page]
	return ok
}

// bookmarks checks the entries directly below one, and those below them.
func (c *pdfCheck) bookmarks(above pdfRef, seen map[pdfRef]bool) {
	first := c.dict(above).at("First")
	if first == nil {
		return
	}
	var last any
	for next := first; next != nil; {
		r, ok := next.(pdfRef)
		if !ok || seen[r] {
			c.say("a bookmark stands in two places")
			return
		}
		seen[r] = true
		e := c.dict(r)
		if e.at("Parent") != above || e.at("Prev") != last {
			c.say("a bookmark doesn't name the one above or before it")
		}
		if !c.leads(e.at("Dest")) {
			c.say("a bookmark that leads nowhere")
		}
		c.bookmarks(r, seen)
		last, next = r, e.at("Next")
	}
	if c.dict(above).at("Last") != last {
		c.say("the bookmarks below one don't end with its last")
	}
}
