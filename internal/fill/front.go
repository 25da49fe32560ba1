package fill

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"handover/internal/audience"
	"handover/model"
	"handover/render"
	"handover/render/doc"
)

// Front is a template's front matter: what it is and whom it is for.
type Front struct {
	Kind        string          `yaml:"kind"`        // "change-of-worker-letter"
	Title       string          `yaml:"title"`       // the document's title
	For         []model.Reader  `yaml:"for"`         // the readers it is written for
	Per         string          `yaml:"per"`         // case, child, person, professional or worker: one document each
	When        string          `yaml:"when"`        // a template pipeline on protocol.Situation; empty: always
	Why         string          `yaml:"why"`         // what When means, in words; said where it isn't made
	Layout      doc.Layout      `yaml:"layout"`      // form, letter, notice or email
	Orientation string          `yaml:"orientation"` // portrait (default) or landscape
	Anonymous   bool            `yaml:"anonymous"`   // an inside document without the case's reference
	Formats     []render.Format `yaml:"formats"`     // only these; empty: whatever was asked for
	Encloses    []string        `yaml:"encloses"`    // what goes with a letter and isn't made here, for the check sheet
	Rows        []string        `yaml:"rows"`        // obligation rows covered

	Merge map[string]string `yaml:"merge"` // of a Word file: what each of its merge fields prints

	email             bool // layout: email, which is a notice that is also made as an e-mail
	whenLine, whenCol int  // where in the file the condition begins
}

// layoutEmail is the layout of what is made as an e-mail too.
const layoutEmail = "email"

// Email says whether the document is made as an e-mail too.
func (f Front) Email() bool { return f.email }

// frontKeys are the keys of a front matter, in the order of Front.
func frontKeys() []string {
	var out []string
	for f := range reflect.TypeFor[Front]().Fields() {
		if key := f.Tag.Get("yaml"); key != "" {
			out = append(out, key)
		}
	}
	return out
}

// split cuts a template file into front matter and body. The body keeps the
// file's line numbers: the front matter's lines become empty ones.
func split(file string, src []byte) (Front, string, error) {
	var f Front
	text := string(model.UTF8(src))
	text = strings.ReplaceAll(text, "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return f, "", Faults{model.Problem{File: file, Line: 1, Msg: "no front matter", Hint: "a template begins with a line ---, its front matter, and another line ---"}}
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return f, "", Faults{model.Problem{File: file, Line: 1, Msg: "the front matter has no end", Hint: "end it with a line ---"}}
	}
	if err := f.decode(file, head, 1); err != nil {
		return f, "", err
	}
	n := strings.Count(head, "\n") + 3
	if f.Layout == layoutEmail {
		f.Layout, f.email = doc.Notice, true
	}
	return f, strings.Repeat("\n", n) + body, f.check(file)
}

// decode reads settings that begin after a line of a file.
func (f *Front) decode(file, head string, after int) error {
	if err := yaml.UnmarshalWithOptions([]byte(head+"\n"), f, yaml.Strict(), yaml.DisallowUnknownField()); err != nil {
		x := model.Problem{File: file, Line: after + 1, Msg: err.Error()}
		var at yaml.Error
		if errors.As(err, &at) {
			x.Msg, _, _ = strings.Cut(at.GetMessage(), " at [") // a place within the front matter
			if t := at.GetToken(); t != nil && t.Position != nil {
				x.Line, x.Col = t.Position.Line+after, t.Position.Column
			}
		}
		if strings.HasPrefix(x.Msg, "unknown field") {
			x.Hint = "the keys are " + strings.Join(frontKeys(), ", ")
		}
		return Faults{x}
	}
	for i, l := range strings.Split(head, "\n") {
		if cond, ok := strings.CutPrefix(l, "when:"); ok {
			f.whenLine, f.whenCol = i+after+1, len(l)-len(strings.TrimLeft(cond, " '\""))+1
		}
	}
	return nil
}

func (f Front) check(file string) error {
	var out Faults
	say := func(format string, a ...any) {
		out = append(out, model.Problem{File: file, Line: 1, Msg: fmt.Sprintf(format, a...)})
	}
	if f.Kind == "" {
		say("front matter lacks kind")
	}
	if f.Title == "" {
		say("front matter lacks title")
	}
	if len(f.For) == 0 {
		say("front matter lacks for")
	}
	for _, r := range f.For {
		if _, err := audience.ViewType(r); err != nil {
			say("for: %v", err)
		}
		if r.Outside() != f.For[0].Outside() {
			say("for: one template can't be for readers inside and outside")
		}
	}
	switch f.Per {
	case "case", "child", "person", "professional", "worker":
	default:
		say("per: %q is none of case, child, person, professional, worker", f.Per)
	}
	switch f.Layout {
	case doc.Form, doc.Letter, doc.Notice:
	default:
		say("layout: %q is none of form, letter, notice, email", f.Layout)
	}
	switch f.Orientation {
	case "", "portrait":
	case "landscape":
		if f.Layout != doc.Form {
			say("orientation: only a form can be landscape")
		}
	default:
		say("orientation: %q is neither portrait nor landscape", f.Orientation)
	}
	for _, x := range f.Formats {
		if all := render.Named(f.Layout); !slices.Contains(all, x) {
			say("formats: %q is none of %s", x, render.List(all))
		}
	}
	if f.When != "" && f.Why == "" {
		say("a template with when needs why: the reason that is given where it isn't made")
	}
	if len(f.Merge) > 0 && !isWord(file) {
		say("merge: only a Word file has merge fields")
	}
	if len(f.Rows) == 0 {
		say("front matter lacks rows: the obligation rows that the template covers")
	}
	return out.err()
}
