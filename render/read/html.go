package read

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
)

// HTML reads a page as package render writes it. It is strict on purpose: an
// element, an attribute or an address that a safe page has no need of is an
// error, as is an unclosed element or a bare "&". Errors name elements and
// byte offsets, never text.
func HTML(b []byte) (Content, error) {
	rest, ok := bytes.CutPrefix(b, []byte("<!DOCTYPE html>\n"))
	if !ok {
		return Content{}, errors.New("html: no doctype")
	}
	p := &htmlReader{src: rest}
	if err := p.read(); err != nil {
		return Content{}, fmt.Errorf("html: byte %d: %w", len(b)-len(rest)+p.at, err)
	}
	p.newLine()
	for _, s := range p.aside {
		p.text.WriteString(s + "\n")
	}
	p.out.Text = p.text.String()
	return p.out, nil
}

// element is what a page may hold of one name.
type element struct {
	attrs []string
	void  bool
	text  bool   // may hold text
	block bool   // stands on lines of its own
	tag   string // its name in Structure
}

var elements = map[string]element{
	"html": {attrs: []string{"lang"}}, "head": {}, "body": {attrs: []string{"class"}}, "main": {},
	"meta":  {attrs: []string{"charset", "name", "content"}, void: true},
	"title": {text: true}, "style": {text: true},
	"header": {text: true, block: true}, "footer": {text: true, block: true},
	"div": {attrs: []string{"class"}, block: true},
	"h1":  {text: true, block: true, tag: "H1"}, "h2": {text: true, block: true, tag: "H2"},
	"h3": {text: true, block: true, tag: "H3"}, "h4": {text: true, block: true, tag: "H4"},
	"p":  {attrs: []string{"class", "aria-hidden"}, text: true, block: true, tag: "P"},
	"ul": {block: true, tag: "L"}, "ol": {attrs: []string{"start"}, block: true, tag: "L"},
	"li":    {text: true, block: true, tag: "LI"},
	"table": {block: true, tag: "Table"}, "thead": {}, "tbody": {}, "tr": {tag: "TR"},
	"th": {attrs: []string{"scope", "class"}, text: true, block: true, tag: "TH"},
	"td": {attrs: []string{"class"}, text: true, block: true, tag: "TD"},
	"hr": {void: true, block: true}, "br": {void: true, block: true},
	"strong": {text: true}, "em": {text: true}, "mark": {text: true},
	"a":     {attrs: []string{"href"}, text: true},
	"span":  {attrs: []string{"class", "role", "aria-label", "lang"}, text: true},
	"svg":   {attrs: []string{"xmlns", "role", "aria-label", "width", "height", "viewBox"}, block: true, tag: "Figure"},
	"path":  {attrs: []string{"d", "fill", "stroke", "stroke-width", "stroke-dasharray"}, void: true},
	"text":  {attrs: []string{"x", "y", "font-size", "font-weight", "text-anchor", "fill"}, text: true},
	"input": {attrs: []string{"checked", "disabled", "type"}, void: true}, // a tick box of Markdown
}

type htmlReader struct {
	src   []byte
	at    int
	open  []openElement
	text  strings.Builder
	aside []string // what a reader of the page doesn't see
	out   Content
}

type openElement struct {
	name   string
	hidden bool // from readers of screens, and so from us
	bare   bool // a list item that holds no paragraph yet
}

var (
	htmlTag    = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [A-Za-z-]+="[^"<>]*")*) ?(/?)>`)
	htmlAttr   = regexp.MustCompile(` ([A-Za-z-]+)="([^"]*)"`)
	htmlDrawn  = regexp.MustCompile(`^[A-Za-z0-9#. -]*$`) // a number, a colour, a path
	htmlEntity = regexp.MustCompile(`&(?:amp|lt|gt|quot|#[0-9]+);`)
	htmlHref   = regexp.MustCompile(`^(?:https://|mailto:|tel:|(?:(?:internal|send)/)?[A-Za-z0-9][A-Za-z0-9_/-]*\.(?:pdf|docx|md|html|txt|eml|ics)$)`) // the last: a file of the same pack
)

func (p *htmlReader) read() error {
	for p.at < len(p.src) {
		rest := p.src[p.at:]
		if rest[0] != '<' {
			end := bytes.IndexByte(rest, '<')
			if end < 0 {
				end = len(rest)
			}
			if err := p.chars(string(rest[:end])); err != nil {
				return err
			}
			p.at += end
			continue
		}
		m := htmlTag.FindSubmatch(rest)
		if m == nil {
			return errors.New("not an element")
		}
		name := string(m[2])
		e, ok := elements[name]
		if !ok {
			return fmt.Errorf("element %s", name)
		}
		var err error
		switch {
		case len(m[1]) > 0:
			err = p.end(name, e)
		default:
			err = p.start(name, e, m[3])
		}
		if err != nil {
			return err
		}
		p.at += len(m[0])
	}
	if len(p.open) > 0 {
		return fmt.Errorf("unclosed %s", p.open[len(p.open)-1].name)
	}
	return nil
}

func (p *htmlReader) start(name string, e element, attrs []byte) error {
	now := openElement{name: name, hidden: p.hidden(), bare: name == "li"}
	line, alt := e.block, ""
	for _, a := range htmlAttr.FindAllSubmatch(attrs, -1) {
		key, value := string(a[1]), html.UnescapeString(string(a[2]))
		if !slices.Contains(e.attrs, key) {
			return fmt.Errorf("attribute %s of %s", key, name)
		}
		switch {
		case strings.Contains(htmlEntity.ReplaceAllString(string(a[2]), ""), "&"):
			return errors.New("a bare &")
		case key == "lang" && name == "html":
			p.out.Lang = value
		case name == "svg" && key == "aria-label":
			alt = value
		case (name == "svg" && key != "xmlns" || name == "path" || name == "text") && !htmlDrawn.MatchString(value):
			return fmt.Errorf("attribute %s of %s", key, name)
		case key == "href" && !htmlHref.MatchString(value):
			return errors.New("an address of an unknown kind")
		case key == "href", key == "content":
			p.aside = append(p.aside, value)
		case key == "aria-hidden":
			now.hidden = true
		case key == "class" && slices.Contains(strings.Fields(value), "line"):
			line = true
		case key == "checked":
			now.bare = true
		}
	}
	if name == "input" {
		tick := " ☐ "
		if now.bare {
			tick = " ☑ "
		}
		p.inline(tick)
		return nil
	}
	if line {
		p.newLine()
	}
	if e.tag != "" && !now.hidden {
		p.out.Structure = append(p.out.Structure, e.tag)
	}
	if e.tag != "" && len(p.open) > 0 {
		p.open[len(p.open)-1].bare = false
	}
	if name == "svg" {
		p.out.Pictures = append(p.out.Pictures, Picture{Alt: alt})
		p.text.WriteString(alt + "\n")
	}
	if !e.void {
		p.open = append(p.open, now)
	}
	return nil
}

func (p *htmlReader) end(name string, e element) error {
	if len(p.open) == 0 || p.open[len(p.open)-1].name != name {
		return fmt.Errorf("%s closes nothing", name)
	}
	p.open = p.open[:len(p.open)-1]
	if e.block {
		p.newLine()
	}
	return nil
}

// chars is text between two tags.
func (p *htmlReader) chars(s string) error {
	if strings.Contains(htmlEntity.ReplaceAllString(s, ""), "&") {
		return errors.New("a bare &")
	}
	if len(p.open) == 0 || !elements[p.open[len(p.open)-1].name].text {
		if strings.Trim(s, " \n") != "" {
			return errors.New("text outside a paragraph")
		}
		return nil
	}
	s = html.UnescapeString(s)
	switch name := p.open[len(p.open)-1].name; {
	case name == "title":
		p.out.Title += s
	case name == "style":
		if strings.Contains(s, "url(") || strings.Contains(s, "@import") {
			return errors.New("a style that loads something")
		}
	case name == "text":
		if len(p.out.Pictures) == 0 {
			return errors.New("text outside a picture")
		}
		p.out.Pictures[len(p.out.Pictures)-1].Words += s + "\n"
	case name == "li" && strings.Trim(s, "\n") == "":
	default:
		p.inline(s)
	}
	return nil
}

// inline adds running text. A list item's text may stand without a paragraph.
func (p *htmlReader) inline(s string) {
	if p.hidden() {
		p.aside = append(p.aside, s)
		return
	}
	if last := &p.open[len(p.open)-1]; last.bare {
		last.bare = false
		p.out.Structure = append(p.out.Structure, "P")
	}
	p.text.WriteString(s)
}

func (p *htmlReader) hidden() bool {
	return len(p.open) > 0 && p.open[len(p.open)-1].hidden
}

func (p *htmlReader) newLine() {
	if s := p.text.String(); s != "" && !strings.HasSuffix(s, "\n") {
		p.text.WriteByte('\n')
	}
}
