package read

import (
	"fmt"
	"html"
	"strings"
)

// beside is what stands in the file beside the text of its structure: what runs
// on each page, a line a piece, then every string of its objects (bookmarks,
// other texts of elements, addresses of links, properties) and the texts of its
// metadata, each once.
func (d *pdfDocument) beside() ([]string, error) {
	var out []string
	for _, c := range d.contents {
		out = append(out, strings.Split(c.artifacts.String(), "\n")...)
	}
	seen := make(map[string]bool)
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	var walk func(v any) error
	walk = func(v any) error {
		switch v := v.(type) {
		case pdfString:
			add(textOf(v))
		case pdfArray:
			for _, x := range v {
				if err := walk(x); err != nil {
					return err
				}
			}
		case pdfDict:
			for _, e := range v {
				if err := walk(e.value); err != nil {
					return err
				}
			}
		case *pdfStream:
			if err := walk(v.dict); err != nil {
				return err
			}
			if v.dict.at("Type") == pdfName("Metadata") {
				return d.metadata(v, add)
			}
		}
		return nil
	}
	for r := 1; r < len(d.offsets); r++ {
		v, err := d.load(pdfRef(r))
		if err != nil {
			return nil, err
		}
		if err := walk(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// metadata gives each text and each attribute of an XMP packet. The packet is
// the writer's own and plain, so that quotes and brackets are enough.
func (d *pdfDocument) metadata(s *pdfStream, add func(string)) error {
	packet, err := d.data(s)
	if err != nil {
		return fmt.Errorf("metadata: %w", err)
	}
	for _, piece := range strings.Split(packet, "<") {
		tag, text, _ := strings.Cut(piece, ">")
		for i, value := range strings.Split(tag, `"`) {
			if i%2 == 1 {
				add(html.UnescapeString(value))
			}
		}
		add(strings.TrimSpace(html.UnescapeString(text)))
	}
	return nil
}
