package render

import (
	"errors"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// drawn is a small picture with each kind of mark.
func drawn() *doc.Picture {
	return &doc.Picture{
		Alt: sample.Inlines("Zoë & Huy live together; \"Bảo\" is theirs."), Wide: 300, High: 120,
		Marks: []doc.Mark{
			&doc.Shape{Path: doc.Box(1, 1, 298, 118, 12), Line: doc.Grey, Wide: 1, Dash: doc.Broken},
			&doc.Shape{Path: doc.Circle(60, 40, 22), Fill: doc.White, Line: doc.Ink, Wide: 1.4},
			&doc.Shape{Path: doc.Polyline(false, doc.Point{X: 82, Y: 40}, doc.Point{X: 218, Y: 40}), Line: doc.Ink, Wide: 1.2, Dash: doc.Dotted},
			&doc.Shape{Path: doc.Box(218, 18, 44, 44, 0), Fill: doc.Pale, Line: doc.Ink, Wide: 1.4},
			&doc.Label{At: doc.Point{X: 60, Y: 78}, Align: doc.Centre, Size: 10.5, Bold: true, Colour: doc.Accent, Text: "Zoë O’Neil <b>"},
			&doc.Label{At: doc.Point{X: 240, Y: 78}, Align: doc.Centre, Size: 10.5, Colour: doc.Ink, Text: "Huy محمد 🙂", Path: "people[0].name"},
			&doc.Label{At: doc.Point{X: 290, Y: 110}, Align: doc.Right, Size: 10.5, Colour: doc.Ink, Text: "27 Spindle Walk"},
		},
	}
}

func withPicture(p *doc.Picture) *doc.Doc {
	return &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{
		sample.Heading(1, "Family"), p, sample.Para(sample.Inlines("After it.")...),
	}}
}

// Every format has a picture's words in their place, and those that draw it have
// its labels too.
func TestPictureInEachFormat(t *testing.T) {
	for _, f := range []Format{PDF, DOCX, HTML, Markdown, Plain} {
		_, c, err := Finish(f, withPicture(drawn()), Envelope{})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		at, after := strings.Index(c.Text, "live together"), strings.Index(c.Text, "After it")
		if at < 0 || after < at {
			t.Errorf("%s: what the picture shows isn't said in its place: %q", f, c.Text)
		}
		if f == Markdown || f == Plain {
			continue
		}
		if len(c.Pictures) != 1 || strings.Join(strings.Fields(c.Pictures[0].Words), " ") != "Zoë O’Neil <b> Huy محمد 🙂 27 Spindle Walk" {
			t.Errorf("%s: %+v", f, c.Pictures)
		}
		if strings.Contains(c.Text[:after], "Spindle") {
			t.Errorf("%s: a label stands in the text", f)
		}
		if got := strings.Join(c.Structure[:3], " "); !strings.Contains(got, "Figure") {
			t.Errorf("%s: %s", f, got)
		}
	}
}

// A file that has lost a label, a picture or what it says isn't taken.
func TestPictureIsHeld(t *testing.T) {
	_, c, err := Finish(HTML, withPicture(drawn()), Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	lost := drawn()
	lost.Marks = append(lost.Marks, &doc.Label{Text: "Bảo"})
	other := drawn()
	other.Alt = sample.Inlines("Something else.")
	for _, d := range []*doc.Doc{withPicture(lost), withPicture(other), {Blocks: []doc.Block{drawn(), drawn()}}, {}} {
		if err := holdPictures(c.Pictures, d); !errors.Is(err, errLost) {
			t.Errorf("%v", err)
		}
	}
}

// A label that no font can show is the record's fault, with its place.
func TestPictureGlyphs(t *testing.T) {
	p := drawn()
	p.Marks = append(p.Marks, &doc.Label{Text: "\u1820", Size: 10, Path: "people[3].name"})
	var refused Refused
	if _, _, err := Finish(PDF, withPicture(p), Envelope{}); !errors.As(err, &refused) || !strings.HasPrefix(refused[0], "people[3].name: ") {
		t.Error(err)
	}
}
