package word

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// Note is a comment to be put into a copy of a template.
type Note struct {
	Where string // of a fault, as Fault.Where says it
	Text  string
}

const commentsType = wordType + "comments+xml"

// Mark is a copy of a Word file with a Word comment at the place of each note, so
// that whoever keeps the file sees in Word what is wrong. What stands in a header
// or has no place is told at the first paragraph: Word has no comments elsewhere.
func Mark(b []byte, notes []Note) ([]byte, error) {
	u, fault := unpack(b)
	if fault != nil {
		return nil, Faults{*fault}
	}
	root, err := parseXML(string(u.part[u.main]))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.main, err)
	}
	r := &reader{part: u.main, root: root}
	paragraphs := r.locate()
	if len(paragraphs) == 0 {
		return nil, Faults{{Msg: "it has no paragraph", Hint: "write something into it"}}
	}
	name, comments, id := u.comments()
	for _, n := range notes {
		place, _, _ := strings.Cut(n.Where, ", at “")
		at, text := paragraphs[0], n.Text
		for _, p := range paragraphs {
			if r.places[p].Place == place {
				at = p
				break
			}
		}
		if r.places[at].Place != place && place != "" {
			text = n.Where + ": " + text
		}
		id++
		comment(at, id)
		comments += `<w:comment w:id="` + strconv.Itoa(id) + `" w:author="handover" w:initials="h"><w:p><w:r><w:t xml:space="preserve">` +
			escape(text) + `</w:t></w:r></w:p></w:comment>`
	}
	var body strings.Builder
	root.write(&body)
	changed := map[string]string{u.main: body.String(), name: comments + "</w:comments>"}
	if _, there := u.part[name]; !there {
		u.names = append(u.names, name)
		changed[typesPart] = strings.Replace(string(u.part[typesPart]), "</Types>",
			`<Override PartName="/`+name+`" ContentType="`+commentsType+`"/></Types>`, 1)
		rels := string(u.part[relsOf(u.main)])
		changed[relsOf(u.main)] = strings.Replace(rels, "</Relationships>",
			`<Relationship Id="rIdHandoverNotes" Type="`+officeRels+`comments" Target="/`+name+`"/></Relationships>`, 1)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, n := range u.names {
		text := u.part[n]
		if c, ok := changed[n]; ok {
			text = []byte(c)
		}
		raw, err := deflated(text)
		if err == nil {
			err = putRaw(z, part{name: n, body: text, raw: raw})
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// comments is the part that has a file's comments, without its end, and the
// highest number in it.
func (u *unpacked) comments() (name, text string, last int) {
	for n, kind := range u.types {
		if kind == commentsType {
			name, text = n, string(u.part[n])
		}
	}
	end := strings.LastIndex(text, "</w:comments>")
	if end < 0 {
		return path.Join(path.Dir(u.main), "comments.xml"),
			xmlHead + `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`, 0
	}
	if root, err := parseXML(text); err == nil {
		root.walk(func(n *node) bool {
			if id, err := strconv.Atoi(n.attr("w:id")); n.name == "w:comment" && err == nil {
				last = max(last, id)
			}
			return true
		})
	}
	return name, text[:end], last
}

// comment puts the marks of a comment around a paragraph's text.
func comment(p *node, id int) {
	mark := ` w:id="` + strconv.Itoa(id) + `"/>`
	kids := []*node{}
	rest := p.kids
	if len(rest) > 0 && rest[0].name == "w:pPr" {
		kids, rest = append(kids, rest[0]), rest[1:]
	}
	kids = append(kids, &node{name: "w:commentRangeStart", tag: "<w:commentRangeStart" + mark, empty: true})
	kids = append(kids, rest...)
	run := &node{name: "w:r", tag: "<w:r>"}
	run.add(&node{name: "w:commentReference", tag: "<w:commentReference" + mark, empty: true})
	p.set(append(kids, &node{name: "w:commentRangeEnd", tag: "<w:commentRangeEnd" + mark, empty: true}, run))
}
