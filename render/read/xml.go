package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// xmlToken is one token of an XML text: an element's start or end, or text.
type xmlToken struct {
	start *xml.StartElement // names as encoding/xml gives them, spaces resolved
	end   bool
	text  string
}

// xmlTokens takes a whole XML text apart; comments and instructions are left
// out. With an error come the tokens before it. The error has a line, but never
// what stands there.
func xmlTokens(s string) ([]xmlToken, error) {
	if tokens, ok := plainXML(s); ok {
		return tokens, nil
	}
	var out []xmlToken
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		t, err := d.Token()
		if err == io.EOF {
			if !slices.ContainsFunc(out, func(t xmlToken) bool { return t.start != nil }) {
				return out, errors.New("XML without an element")
			}
			return out, nil
		}
		if err != nil {
			return out, xmlError(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			t = t.Copy()
			out = append(out, xmlToken{start: &t})
		case xml.EndElement:
			out = append(out, xmlToken{end: true})
		case xml.CharData:
			out = append(out, xmlToken{text: string(t)})
		case xml.Directive:
			return out, errors.New("a document type declaration")
		}
	}
}

// xmlError drops what a syntax error quotes from the document.
func xmlError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not well-formed XML, line %d", syntax.Line)
	}
	return err
}

// xmlWalk calls start, text and end for each token; above is what the token
// stands in.
type xmlWalk struct {
	start func(above []xml.StartElement, e xml.StartElement)
	text  func(above []xml.StartElement, s string)
	end   func(above []xml.StartElement, e xml.StartElement)
}

func (w xmlWalk) over(tokens []xmlToken) {
	var above []xml.StartElement
	for _, t := range tokens {
		switch {
		case t.start != nil:
			w.start(above, *t.start)
			above = append(above, *t.start)
		case t.end:
			e := above[len(above)-1]
			above = above[:len(above)-1]
			if w.end != nil {
				w.end(above, e)
			}
		case w.text != nil:
			w.text(above, t.text)
		}
	}
}
