package read

import (
	"errors"
	"fmt"
	"strings"
)

// markedText is one marked-content sequence of a page.
type markedText struct {
	text  string
	times int // how often the page begins it: once, if all is well
}

// pageContent is what the content stream of a page draws.
type pageContent struct {
	marks     map[int]*markedText // by MCID
	artifacts strings.Builder     // what runs on the page, a line a piece
	outside   int                 // drawing operators outside any mark or artifact
	unmapped  int                 // characters without a Unicode value
	pictures  []drawnPicture
}

// content reads a page's stream.
func (f *pdfFile) content(page pdfDict, fonts map[pdfName]*pdfFont) (*pageContent, error) {
	data, err := f.data(page.at("Contents"))
	if err != nil {
		return nil, err
	}
	c := &contentReader{pageContent: pageContent{marks: make(map[int]*markedText)}, fonts: fonts, texts: make(map[int]*strings.Builder), place: placement{now: [6]float64{0: 1, 3: 1}}}
	l := &pdfLexer{s: data}
	var args []any
	for {
		v, ok, err := l.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if op, isOp := v.(pdfOp); isOp {
			if err := c.op(op, args); err != nil {
				return nil, err
			}
			args = args[:0]
			continue
		}
		args = append(args, v)
	}
	if len(c.stack) > 0 {
		return nil, errors.New("marked content that isn't closed")
	}
	for id, b := range c.texts {
		c.marks[id].text = b.String()
	}
	return &c.pageContent, nil
}

// Kinds of open marked content, other than an MCID.
const (
	artifactContent = -1
	unownedContent  = -2
)

type contentReader struct {
	pageContent
	fonts map[pdfName]*pdfFont
	font  pdfName
	stack []int // MCIDs and kinds
	texts map[int]*strings.Builder
	place placement
}

func (c *contentReader) op(op pdfOp, args []any) error {
	switch op {
	case "BMC", "BDC":
		return c.begin(args)
	case "EMC":
		if len(c.stack) == 0 {
			return errors.New("a mark ends that hasn't begun")
		}
		c.stack = c.stack[:len(c.stack)-1]
	case "Tf":
		if len(args) == 2 {
			c.font, _ = args[0].(pdfName)
		}
	case "Tj", "TJ", "'", "\"":
		c.paint()
		if len(args) == 0 {
			return errPDFSyntax
		}
		return c.show(args[len(args)-1])
	case "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI":
		c.paint()
	case "Do":
		c.paint()
		if len(args) == 0 {
			return errPDFSyntax
		}
		name, _ := args[0].(pdfName)
		c.pictures = append(c.pictures, drawnPicture{name, c.owner(), c.place.now})
	case "q", "Q", "cm":
		c.place.op(op, args)
	}
	return nil
}

func (c *contentReader) begin(args []any) error {
	if len(args) == 0 {
		return errPDFSyntax
	}
	kind := unownedContent
	if args[0] == pdfName("Artifact") {
		kind = artifactContent
	}
	if len(args) == 2 {
		props, _ := args[1].(pdfDict)
		if id, ok := props.at("MCID").(float64); ok {
			kind = int(id)
			if c.marks[kind] == nil {
				c.marks[kind] = &markedText{}
			}
			c.marks[kind].times++
		}
	}
	c.stack = append(c.stack, kind)
	return nil
}

// owner is what the content drawn now belongs to: the innermost mark that says so.
func (c *contentReader) owner() int {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if c.stack[i] != unownedContent {
			return c.stack[i]
		}
	}
	return unownedContent
}

func (c *contentReader) paint() {
	if c.owner() == unownedContent {
		c.outside++
	}
}

func (c *contentReader) show(arg any) error {
	if a, ok := arg.(pdfArray); ok {
		for _, v := range a {
			if _, isText := v.(pdfString); isText {
				if err := c.show(v); err != nil {
					return err
				}
			}
		}
		return nil
	}
	s, ok := arg.(pdfString)
	font := c.fonts[c.font]
	if !ok || font == nil || len(s)%2 != 0 {
		return fmt.Errorf("text that can't be read")
	}
	text := &c.artifacts
	if owner := c.owner(); owner >= 0 {
		if c.texts[owner] == nil {
			c.texts[owner] = &strings.Builder{}
		}
		text = c.texts[owner]
	} else if text.Len() > 0 {
		text.WriteByte('\n')
	}
	for i := 0; i < len(s); i += 2 {
		code := uint16(s[i])<<8 | uint16(s[i+1])
		if more := int(code) + 1 - len(font.drawn); more > 0 {
			font.drawn = append(font.drawn, make([]bool, more)...)
		}
		font.drawn[code] = true
		u, ok := font.unicode[code]
		if !ok {
			c.unmapped++
		}
		text.WriteString(u)
	}
	return nil
}
