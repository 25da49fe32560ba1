package render

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"handover/render/doc"
	"handover/render/read"
)

// Refused is why the words of a document can't be shown in a format: the
// record's fault. A reason names a field of the record, and stands once a field.
type Refused []string

func (r Refused) Error() string { return strings.Join(r, "; ") }

// errLost means that a writer lost something: the program's fault.
var errLost = errors.New("the finished file lacks a word of the document, or has it out of order; this is a fault of the program")

// Finish writes a document and reads the finished file again: each word of the
// document must stand in it, as often as in the document and in order, and the
// file must stand up as such. The error is a Refused where the record has what
// the format can't show.
func Finish(f Format, d *doc.Doc, e Envelope) ([]byte, read.Content, error) {
	b, err := Write(f, d, e)
	if err != nil {
		var faults doc.Faults
		if errors.As(err, &faults) {
			if refused := ofRecord(faults); refused != nil {
				err = refused
			}
		}
		return nil, read.Content{}, err
	}
	r, err := f.row()
	if err != nil {
		return nil, read.Content{}, err
	}
	var c read.Content
	if r.read != nil {
		if c, err = r.read(b); err != nil {
			return nil, c, fmt.Errorf("reading the finished file again: %w", err)
		}
	}
	var known []string
	if r.known != nil {
		known = r.known(d)
	}
	wrong := slices.DeleteFunc(c.Check(), func(e error) bool { return slices.Contains(known, e.Error()) })
	if len(wrong) > 0 {
		return nil, c, fmt.Errorf("the finished file doesn't stand up; this is a fault of the program: %w", errors.Join(wrong...))
	}
	if err := r.holds(b, c, d); err != nil {
		return nil, c, err
	}
	if r.draws {
		if err := holdPictures(c.Pictures, d); err != nil {
			return nil, c, err
		}
	}
	return b, c, nil
}

// holdWords tells whether a text has all words in order, and as often.
func holdWords(text string, words []string) error {
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			return errLost
		}
		text = text[i+len(w):]
	}
	return nil
}

// holdPictures tells whether a file has a document's pictures, each with its
// words and what it says to those who don't see it. What was filled in a
// council's own Word file has none.
func holdPictures(got []read.Picture, d *doc.Doc) error {
	if d.Made != nil {
		return nil
	}
	want := d.Pictures()
	if len(got) != len(want) {
		return errLost
	}
	for i, p := range want {
		if err := holdWords(norm.NFC.String(got[i].Words), p.Words()); err != nil {
			return err
		}
		if strings.Join(strings.Fields(got[i].Alt), " ") != strings.Join(strings.Fields(doc.PlainText(p.Alt)), " ") {
			return errLost
		}
	}
	return nil
}

// ofRecord is the faults as reasons, or nil if one of them isn't the record's.
func ofRecord(faults doc.Faults) Refused {
	var out Refused
	last, more := "", 0
	for _, f := range faults {
		if f.Path == "" {
			return nil
		}
		if f.Path == last {
			more++
			continue
		}
		if more > 0 {
			out[len(out)-1] += fmt.Sprintf(", and %d more", more)
		}
		out = append(out, f.Path+": "+f.Msg)
		last, more = f.Path, 0
	}
	if more > 0 {
		out[len(out)-1] += fmt.Sprintf(", and %d more", more)
	}
	return out
}
