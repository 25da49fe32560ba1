package word

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// harmless are the fields that say nothing of the day, the file or the machine
// on which they are worked out.
var harmless = []string{"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "TOC", "TC", "SEQ", "STYLEREF", "HYPERLINK", "SYMBOL", "LISTNUM", "EQ", "ADVANCE"}

// telling are those that change by themselves, each with what happens.
var telling = map[string]string{
	"DATE": "shows the day on which the file is opened", "TIME": "shows the hour at which the file is opened",
	"SAVEDATE": "shows when the file was saved", "PRINTDATE": "shows when the file was printed", "CREATEDATE": "shows when the template was made",
	"FILENAME": "shows the file's name", "AUTHOR": "shows who wrote the template", "LASTSAVEDBY": "shows who saved the file",
	"USERNAME": "shows who opens the file", "USERINITIALS": "shows who opens the file", "USERADDRESS": "shows who opens the file",
	"INCLUDETEXT": "puts another file into this one", "INCLUDEPICTURE": "puts a picture from elsewhere into this one",
	"LINK": "puts another file into this one", "DDE": "runs another program", "DDEAUTO": "runs another program", "DATABASE": "reads a database",
	"DOCPROPERTY": "shows what the template's properties say", "TITLE": "shows what the template's properties say", "SUBJECT": "shows what the template's properties say",
}

// mergeSwitch finds the switches of a merge field: \b "before" \f "after" \* Upper.
var mergeSwitch = regexp.MustCompile(`\\([bf*])\s+("[^"]*"|\S+)`)

// field is one that stands over several runs, or in one element.
type field struct {
	code        string
	first, last *node // the runs with its begin and its end; the same element for a simple field
	result      *node // the first run that it shows
}

// mergeFields puts a tag in place of each merge field, and refuses fields that
// would say something of their own.
func (r *reader) mergeFields(p *node) {
	for _, f := range fieldsOf(p) {
		at := r.places[p]
		at.Near = near(f.code)
		words := strings.Fields(f.code)
		if len(words) == 0 {
			continue
		}
		name := strings.ToUpper(words[0])
		switch why, bad := telling[name]; {
		case name == "MERGEFIELD" && len(words) > 1:
			if tag, fault := r.mergeTag(f.code, at); fault != nil {
				r.say(*fault)
			} else {
				f.replace(tag)
			}
		case bad:
			at.Msg, at.Hint = fmt.Sprintf("the field %s %s", name, why), "take the field away and write a tag, such as {{.Today}}, in its place"
			r.say(at)
		case !slices.Contains(harmless, name) && !strings.HasPrefix(name, "="):
			at.Msg, at.Hint = fmt.Sprintf("the field %s can't be used in a template", name), "take the field away: Ctrl+Shift+F9 turns it into text"
			r.say(at)
		}
	}
}

// fieldsOf are the outermost fields of a paragraph. One that ends in another
// paragraph (a table of contents) is looked at by its beginning.
func fieldsOf(p *node) []field {
	var out []field
	var now *field
	depth, shown := 0, false
	var visit func(n *node)
	visit = func(n *node) {
		switch n.name {
		case "w:fldSimple":
			if depth == 0 {
				out = append(out, field{code: n.attr("w:instr"), first: n, last: n, result: n.child("w:r")})
			}
			return
		case "w:fldChar":
			run := n.up
			switch n.attr("w:fldCharType") {
			case "begin":
				if depth++; depth == 1 {
					now, shown = &field{first: run}, false
				}
			case "separate":
				shown = shown || depth == 1
			case "end":
				if depth--; depth == 0 && now != nil {
					now.last = run
					out = append(out, *now)
					now = nil
				}
			}
			return
		case "w:instrText":
			if now != nil && depth == 1 {
				for _, k := range n.kids {
					now.code += unescape(k.tag)
				}
			}
			return
		case "w:r":
			if now != nil && shown && now.result == nil {
				now.result = n
			}
		}
		for _, k := range n.kids {
			if k.name != "w:p" {
				visit(k)
			}
		}
	}
	for _, k := range p.kids {
		visit(k)
	}
	if now != nil {
		out = append(out, *now)
	}
	return out
}

// replace puts a run with a tag where a field stood.
func (f field) replace(tag string) {
	run := &node{name: "w:r", tag: "<w:r>"}
	for _, of := range []*node{f.result, f.first} {
		if format := of.child("w:rPr"); format != nil && of.name == "w:r" {
			run.add(copied(format))
			break
		}
	}
	t := &node{name: "w:t", tag: `<w:t xml:space="preserve">`}
	t.add(&node{tag: escape(tag)})
	run.add(t)
	parent := f.first.up
	var kids []*node
	within := false
	for _, k := range parent.kids {
		switch {
		case k == f.first:
			kids = append(kids, run)
			within = f.first != f.last
		case within && k == f.last:
			within = false
		case !within:
			kids = append(kids, k)
		}
	}
	parent.set(kids)
}

// mergeTag is what stands for a merge field: its name is looked up in the
// template's settings, and text before and after is shown only with a value.
func (r *reader) mergeTag(code string, at Fault) (string, *Fault) {
	rest := strings.TrimSpace(strings.TrimSpace(code)[len("MERGEFIELD"):])
	name, _, _ := strings.Cut(rest, " ")
	if strings.HasPrefix(rest, `"`) {
		if end := strings.Index(rest[1:], `"`); end >= 0 {
			name = rest[1 : 1+end]
		}
	}
	pipe, known := r.merge[name]
	if !known {
		at.Msg = fmt.Sprintf("the merge field %s isn't in the template's settings", name)
		at.Hint = fmt.Sprintf("write, under merge: in the .yaml beside the file, %s: .Child.FirstName, or the field that it means", name)
		return "", &at
	}
	before, after, shape := "", "", ""
	for _, s := range mergeSwitch.FindAllStringSubmatch(rest, -1) {
		value := strings.Trim(s[2], `"`)
		switch {
		case s[1] == "b":
			before = value
		case s[1] == "f":
			after = value
		case !strings.EqualFold(value, "MERGEFORMAT") && !strings.EqualFold(value, "CHARFORMAT"):
			if shape = shapes[strings.ToUpper(value)]; shape == "" {
				at.Msg, at.Hint = fmt.Sprintf(`the switch \* %s can't be used`, value), "Upper, Lower, FirstCap and Caps can"
				return "", &at
			}
		}
	}
	tag := "{{" + pipe + "}}"
	if shape != "" {
		tag = "{{" + pipe + "/*" + shape + "*/}}"
	}
	if before == "" && after == "" {
		return tag, nil
	}
	return "{{if " + pipe + "}}" + before + tag + after + "{{end}}", nil
}

// shapes are the formats of a merge field's value.
var shapes = map[string]string{"UPPER": "upper", "LOWER": "lower", "FIRSTCAP": "first", "CAPS": "caps"}
