package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// xmlVisitor is handed an XML text, token by token. above is what a token
// stands in; names are as encoding/xml gives them, spaces resolved. Elements are
// good only until they end.
type xmlVisitor interface {
	start(above []xml.StartElement, e *xml.StartElement)
	text(above []xml.StartElement, s string)
	end(above []xml.StartElement, e *xml.StartElement)
}

// visitXML takes a whole XML text apart and gives the visitor that was handed
// all of it, or all before the error; comments and instructions are left out. A
// text that turns out not to be plain is begun again, with another visitor. The
// error has a line, but never what stands there.
func visitXML[V xmlVisitor](s string, room *xmlRoom, begin func() V) (V, error) {
	v := begin()
	if plainXML(s, room, v) {
		return v, nil
	}
	v = begin()
	return v, fullXML(s, v)
}

// fullXML is visitXML by encoding/xml.
func fullXML(s string, v xmlVisitor) error {
	d := xml.NewDecoder(strings.NewReader(s))
	var open []xml.StartElement
	elements := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			if !elements {
				return errors.New("XML without an element")
			}
			return nil
		}
		if err != nil {
			return xmlError(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			open, elements = append(open, t.Copy()), true
			last := len(open) - 1
			v.start(open[:last], &open[last])
		case xml.EndElement:
			last := len(open) - 1
			v.end(open[:last], &open[last])
			open = open[:last]
		case xml.CharData:
			v.text(open, string(t))
		case xml.Directive:
			return errors.New("a document type declaration")
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

// xmlStarts is for a visitor that looks at the starts of elements alone.
type xmlStarts struct{}

func (xmlStarts) text([]xml.StartElement, string)           {}
func (xmlStarts) end([]xml.StartElement, *xml.StartElement) {}

// xmlTops gathers the elements directly in the root.
type xmlTops struct {
	xmlStarts
	elems []xml.StartElement
}

func (v *xmlTops) start(above []xml.StartElement, e *xml.StartElement) {
	if len(above) == 1 {
		v.elems = append(v.elems, e.Copy())
	}
}
