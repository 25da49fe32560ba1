package word

import (
	"errors"
	"strconv"
	"strings"
)

// styles are what a template's styles say of a paragraph's part in the text.
type styles struct {
	heading map[string]int  // level by style
	listed  map[string]bool // items of a list by their style
	bold    map[string]bool
	bullet  string // a style whose paragraphs have bullets; "" without
}

// readStyles reads the styles part. A style that its base makes a heading or a
// list item is one too.
func readStyles(src string) (styles, error) {
	s := styles{heading: map[string]int{}, listed: map[string]bool{}, bold: map[string]bool{}}
	if src == "" {
		return s, nil
	}
	root, err := parseXML(src)
	if err != nil {
		return s, err
	}
	base := map[string]string{}
	var hides error
	root.walk(func(n *node) bool {
		if n.name != "w:style" {
			return true
		}
		id, name := n.attr("w:styleId"), strings.ToLower(n.child("w:name").attr("w:val"))
		format := n.child("w:pPr")
		base[id] = n.child("w:basedOn").attr("w:val")
		if level, ok := strings.CutPrefix(name, "heading "); ok {
			s.heading[id], _ = strconv.Atoi(level)
		} else if out := format.child("w:outlineLvl"); out != nil {
			if level, err := strconv.Atoi(out.attr("w:val")); err == nil && level < 9 {
				s.heading[id] = level + 1
			}
		}
		if name == "title" {
			s.heading[id] = 1
		}
		if num := format.child("w:numPr").child("w:numId"); num != nil && num.attr("w:val") != "0" {
			s.listed[id] = true
			if name == "list bullet" {
				s.bullet = id
			}
		}
		if b := n.child("w:rPr").child("w:b"); b != nil && b.attr("w:val") != "0" && b.attr("w:val") != "false" {
			s.bold[id] = true
		}
		if v := n.child("w:rPr").child("w:vanish"); v != nil && v.attr("w:val") != "0" && n.attr("w:customStyle") == "1" {
			hides = errors.New("a style hides its text: Modify Style, Font, and take away Hidden")
		}
		return false
	})
	for id := range base {
		for of, n := base[id], 0; of != "" && n < 20; of, n = base[of], n+1 {
			if s.heading[id] == 0 {
				s.heading[id] = s.heading[of]
			}
			s.listed[id] = s.listed[id] || s.listed[of]
		}
	}
	return s, hides
}

// lists are the kinds of list of a template.
type lists struct {
	ordered map[string]bool // by numId: its first level counts
	bullet  string          // a numId whose first level has bullets; "" without
}

func readNumbering(src string) lists {
	l := lists{ordered: map[string]bool{}}
	root, err := parseXML(src)
	if err != nil {
		return l
	}
	format := map[string]string{}
	root.walk(func(n *node) bool {
		switch n.name {
		case "w:abstractNum":
			for _, k := range n.kids {
				if k.name == "w:lvl" && k.attr("w:ilvl") == "0" {
					format[n.attr("w:abstractNumId")] = k.child("w:numFmt").attr("w:val")
				}
			}
			return false
		case "w:num":
			id, f := n.attr("w:numId"), format[n.child("w:abstractNumId").attr("w:val")]
			l.ordered[id] = f != "" && f != "bullet" && f != "none"
			if f == "bullet" && l.bullet == "" {
				l.bullet = id
			}
		}
		return true
	})
	return l
}
