package fill

import (
	"fmt"
	"strings"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
	"handover/render/doc"
	"handover/render/markup"
)

// trackerPaper is the template of a meeting's paper, up to the list of cases.
const trackerPaper = "tracker"

// Tracker is a meeting's paper over many cases.
type Tracker struct {
	protocol.Tracker
	Columns []Column
	Paper   *Template // the cover, on audience.Meeting; the list of cases comes after it
}

// Column is a column of the list.
type Column struct {
	Heading string
	Facts   []Fact   // none: blank, for this meeting's decision
	Offers  []string // what there is to choose in a blank one
}

// Fact is one thing that a column shows, ready to be filled.
type Fact struct {
	protocol.Fact
	Name string // what it is called in a spreadsheet

	template *Template
}

// FilledFact is a fact of one case.
type FilledFact struct {
	Lines []doc.Line     // never none
	None  bool           // the value is nothing, and Lines say so
	Only  *audience.Fact // the fact, where its value is that one alone and recorded; else nil
	Typed []string       // what it prints as somebody typed it in: neither a code nor a day nor worked out
}

// tracker makes a protocol's tracker ready. The error is of type Faults.
func (s *sources) tracker(t protocol.Tracker, paper *Template) (Tracker, error) {
	out := Tracker{Tracker: t, Paper: paper}
	var faults Faults
	for _, c := range t.Columns {
		col := Column{Heading: c.Heading, Offers: c.Offers}
		for _, f := range c.Facts {
			front := Front{Kind: t.Name, Title: c.Heading, For: []model.Reader{model.ReaderMeetingCase}, Layout: doc.Form}
			value, err := s.template(front, part{file: s.protocol.Name + "/protocol.yaml"}, inCell(f.Value))
			if err != nil && !faults.add(err) {
				return out, err
			}
			col.Facts = append(col.Facts, Fact{f, f.Name(c), value})
		}
		out.Columns = append(out.Columns, col)
	}
	return out, faults.err()
}

// cellHead makes what follows it a table's only cell.
const cellHead = "# x\n\n| |\n| --- |\n"

// inCell is a snippet as a table's cell, with its place in the protocol's file:
// lines before it and a comment beside it stand for the rest of that file.
func inCell(s protocol.Snippet) string {
	lines := max(0, s.Line-1-strings.Count(cellHead, "\n"))
	beside := "| "
	if n := s.Col - 1 - len(beside) - len("{{/**/}}"); n >= 0 {
		beside += "{{/*" + strings.Repeat(" ", n) + "*/}}"
	}
	return strings.Repeat("\n", lines) + cellHead + beside + s.Text + " |\n"
}

// Fill puts a case into the fact. What the record lacks is a gap; a value in
// which nothing is left says so, too.
func (f Fact) Fill(view audience.MeetingCase, missing Missing) (FilledFact, error) {
	filled, err := f.template.Fill(view, missing, func(path string) string { return path })
	if err != nil {
		return FilledFact{}, err
	}
	src := filled.Source
	src.Markdown = []byte(strings.TrimLeft(string(src.Markdown), "\n"))
	tree, err := markup.Parse(src, doc.Meta{Layout: doc.Form})
	if err != nil {
		return FilledFact{}, fmt.Errorf("%s: %s: %w", src.Name, f.Name, err)
	}
	var out FilledFact
	for _, b := range tree.Blocks {
		if t, ok := b.(*doc.Table); ok {
			out.Lines = t.Rows[0][0].Lines
		}
	}
	if len(out.Lines) == 0 {
		in := []doc.Inline{&doc.Text{Text: f.None}}
		if f.None == "" {
			text, _ := missing("")
			in = []doc.Inline{&doc.Gap{Text: text}}
		}
		out.Lines, out.None = []doc.Line{{Inlines: in}}, true
	}
	for _, x := range filled.facts {
		if x.Path() != "" && x.Code() == "" && x.Day().IsZero() {
			out.Typed = append(out.Typed, x.Text())
		}
	}
	if len(filled.facts) == 1 && len(out.Lines) == 1 && len(out.Lines[0].Inlines) == 1 {
		if t, ok := out.Lines[0].Inlines[0].(*doc.Text); ok && t.Text == filled.facts[0].Text() {
			out.Only = filled.facts[0]
		}
	}
	return out, nil
}

// trackers makes all of a protocol's trackers ready.
func (s *sources) trackers(paper func() (*Template, error)) ([]Tracker, error) {
	var out []Tracker
	var faults Faults
	facts := &sources{protocol: s.protocol, trusted: s.trusted} // they use no parts
	for _, t := range s.protocol.Trackers {
		top, err := paper()
		if err == nil && (len(top.For) != 1 || top.For[0] != model.ReaderMeeting) {
			err = Faults{model.Problem{File: top.File, Line: 1, Msg: "for: the paper of a meeting is for [meeting] alone"}}
		}
		if err != nil {
			if !faults.add(err) {
				return nil, err
			}
			break
		}
		ready, err := facts.tracker(t, top)
		if err != nil && !faults.add(err) {
			return nil, err
		}
		out = append(out, ready)
	}
	return out, faults.err()
}
