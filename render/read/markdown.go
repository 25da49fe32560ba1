package read

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

var (
	divFence = regexp.MustCompile(`(?m)^:::(?: [a-z]+)?$`)
	gapSpan  = regexp.MustCompile(`\[((?:\\.|[^\[\]\\\n])*)\]\{\.gap\}`)
)

// Markdown reads a document of ours with front matter, as others would: through
// goldmark's own HTML. Fences of divs divide the text and are no part of it.
func Markdown(b []byte) (Content, error) {
	front, body, ok := bytes.Cut(bytes.TrimPrefix(b, []byte("---\n")), []byte("\n---\n"))
	if !ok || !bytes.HasPrefix(b, []byte("---\n")) {
		return Content{}, errors.New("markdown: no front matter")
	}
	var meta struct {
		Title, Author, Date, Lang string
		Handover                  struct {
			Layout, Head, Foot string
			Landscape, Draft   bool
		}
	}
	if err := yaml.UnmarshalWithOptions(front, &meta, yaml.Strict()); err != nil {
		// The error of the YAML package quotes the text.
		return Content{}, errors.New("markdown: the front matter isn't ours")
	}
	out := Content{Lang: meta.Lang}
	var text, aside strings.Builder
	for i, s := range []string{meta.Title, meta.Author, meta.Handover.Head, meta.Handover.Foot} {
		part, err := markdownText([]byte(s))
		if err != nil {
			return Content{}, err
		}
		if i == 0 {
			out.Title = strings.TrimSuffix(part.Text, "\n")
		} else {
			aside.WriteString(part.Text)
		}
	}
	for _, chunk := range divFence.Split(string(body), -1) {
		part, err := markdownText([]byte(chunk))
		if err != nil {
			return Content{}, err
		}
		text.WriteString(part.Text)
		out.Structure = append(out.Structure, part.Structure...)
	}
	text.WriteString(aside.String())
	out.Text = text.String()
	return out, nil
}

// asHTML is safe for many at once, as goldmark promises.
var asHTML = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.TaskList,
		),
		// HTML refuses every element that a document of ours has no need of.
		goldmark.WithRendererOptions(html.WithUnsafe(), html.WithXHTML()),
	)
})

func markdownText(b []byte) (Content, error) {
	var out bytes.Buffer
	out.WriteString("<!DOCTYPE html>\n")
	if err := asHTML().Convert(gapSpan.ReplaceAll(b, []byte("<mark>$1</mark>")), &out); err != nil {
		return Content{}, fmt.Errorf("markdown: %w", err)
	}
	c, err := HTML(out.Bytes())
	if err != nil {
		return Content{}, fmt.Errorf("markdown: as %w", err)
	}
	return c, nil
}
