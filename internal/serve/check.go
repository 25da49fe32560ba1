package serve

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/app"
	"handover/internal/pack"
	"handover/internal/protocol"
)

// The check: what is wrong, missing, late and due, and who would be told; beside
// every form, and as a page.

func checkRoom() room {
	return room{
		routes: []route{{"GET /case/{case}/check", (*visit).check}, {"GET /case/{case}/beside", (*visit).beside}},
		ofCase: []tab{{"Check", "/check"}},
	}
}

// A doing is something to do, in words, and where.
type doing struct {
	Text, Why string
	Path      string
	URL       string
}

// aside is what stands beside a form.
type aside struct {
	Case  *opened
	First []doing // what to do first
	More  int
	Stops []string
	What  string // that is stopped: "transfer"
	Late  []deadline
	Due   []deadline
	Told  []outside
	Not   []outside
	Ready bool // the record is one, and can be checked
	Hash  string
}

type deadline struct{ Label, Says, Rule, Working string }

type outside struct{ Name, Reader, About, Why string }

// mostFirst things to do are shown beside a form.
const mostFirst = 5

// steps are all things that there are to do, the first ones first: what is wrong,
// what keeps a document from being made, what the procedure wants recorded, what
// stops the transfer, and what is late.
func (s *sheet) steps(at *Server) []doing {
	var out []doing
	add := func(path, text, why string) {
		if slices.ContainsFunc(out, func(d doing) bool { return d.Text == text || path != "" && d.Path == path }) {
			return
		}
		d := doing{Text: text, Why: why, Path: path}
		if path != "" {
			d.URL = at.fieldURL(s.opened, path)
		}
		out = append(out, d)
	}
	for _, p := range s.checked.Problems {
		where := s.inWords(p.Path)
		if where != "" {
			where += ": "
		}
		add(p.Path, sentence(where+p.Msg), sentence(p.Hint))
	}
	if s.cased == nil {
		return out
	}
	rec := s.cased.Record
	for _, n := range s.checked.NotMade {
		for _, why := range n.Reasons {
			add(app.FieldIn(why), sentence(plainly(rec, why)), "for the "+strings.ReplaceAll(n.Kind, "-", " "))
		}
	}
	r := s.checked.Readiness
	for _, x := range r.Rules {
		for _, p := range x.NotRecorded {
			add(p, sentence(fieldInWords(rec, p))+" is not recorded", x.Text)
		}
		if x.Unmet != "" {
			add(app.FieldIn(x.Unmet), sentence(plainly(rec, x.Unmet)), x.Text)
		}
	}
	for _, i := range r.Items {
		if i.Missing {
			path := "file"
			if i.File >= 0 {
				path = fmt.Sprintf("file[%d]", i.File)
			}
			text := i.Text
			if i.Child != "" && len(rec.Children) > 1 {
				text += ", " + rec.NameOf(i.Child)
			}
			add(path+".first.status", text+": "+i.Says, i.Why)
		}
	}
	for _, d := range r.Deadlines {
		if d.State == protocol.Late || d.State == protocol.TooEarly {
			add("", s.ofChild(d)+", "+d.Says, d.Rule)
		}
	}
	for i := range out {
		if out[i].URL == "" {
			out[i].URL = at.at("case", s.ID, "check")
		}
	}
	return out
}

// inWords is a path in words, also where the record isn't one yet.
func (s *sheet) inWords(path string) string {
	list, rest, listed := strings.Cut(path, "[")
	if !listed {
		return spaced(strings.ReplaceAll(path, ".", ": "))
	}
	number, rest, _ := strings.Cut(rest, "]")
	n := 0
	if _, err := fmt.Sscan(number, &n); err != nil {
		return spaced(path)
	}
	name := singular(list) + " " + fmt.Sprint(n+1)
	if rows := s.root.rows(list); n < len(rows) {
		name = s.root.called(list, n, rows[n])
	}
	return name + spaced(strings.ReplaceAll(inBrackets.ReplaceAllString(rest, ""), ".", ": "))
}

func (s *sheet) ofChild(d protocol.DeadlineState) string {
	if d.Child != "" && len(s.cased.Record.Children) > 1 {
		return d.Label + " for " + s.cased.Record.NameOf(d.Child)
	}
	return d.Label
}

// aside is what the check says beside a form.
func (v *visit) aside(s *sheet) aside {
	a := aside{Case: s.opened, First: s.steps(v.Server), Ready: s.cased != nil, Hash: s.Hash}
	a.More = max(0, len(a.First)-mostFirst)
	a.First = a.First[:min(len(a.First), mostFirst)]
	if s.cased == nil {
		return a
	}
	r := s.checked.Readiness
	for _, st := range r.Stopped {
		a.Stops, a.What = append(a.Stops, st.Items...), st.What
		if len(st.Items) == 0 {
			a.Stops = append(a.Stops, st.Why)
		}
	}
	for _, d := range r.Deadlines {
		x := deadline{s.ofChild(d), d.Says, d.Rule, d.Working}
		switch d.State {
		case protocol.Late, protocol.TooEarly:
			a.Late = append(a.Late, x)
		case protocol.DueThen:
			a.Due = append(a.Due, x)
		}
	}
	for _, o := range s.checked.Outside {
		x := outside{Name: s.cased.Record.NameOf(o.ID), Reader: readerName(o.Reader)}
		if o.ID != o.Child && len(s.cased.Record.Children) > 1 {
			x.About = s.cased.Record.NameOf(o.Child)
		}
		if o.Told {
			a.Told = append(a.Told, x)
			continue
		}
		x.Why = "no letter is asked for at this point"
		if len(o.Held) > 0 {
			var all []string
			for _, h := range o.Held {
				all = append(all, plainly(s.cased.Record, h))
			}
			x.Why = strings.Join(all, "; ")
		} else if slices.ContainsFunc(s.checked.NotMade, func(n pack.NotMade) bool { return n.Recipient == o.ID && n.Child == o.Child }) {
			x.Why = "the letter can’t be made yet"
		}
		a.Not = append(a.Not, x)
	}
	return a
}

// beside is the part of a page that its script puts anew after a save.
func (v *visit) beside() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return v.pages["edit"].ExecuteTemplate(v.w, "aside", v.aside(s))
}

// check is the whole of it as a page.
func (v *visit) check() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	all := s.steps(v.Server)
	var warnings []doing
	for _, w := range s.checked.Warnings {
		d := doing{Text: w.Msg, Why: sentence(w.Hint), Path: w.Path}
		if s.cased != nil {
			d.Text = sentence(plainly(s.cased.Record, w.Msg))
		}
		if w.Path != "" {
			d.Text, d.URL = sentence(s.inWords(w.Path))+": "+d.Text, v.fieldURL(s.opened, w.Path)
		}
		warnings = append(warnings, d)
	}
	return v.show("check", page{Title: "Check", Crumbs: v.crumbs(s), Case: s.opened, Tab: "/check", Data: struct {
		Sheet    *sheet
		Steps    []doing
		Warnings []doing
		Aside    aside
		AsOf     string
		Made     int
	}{s, all, warnings, v.aside(s), s.checked.AsOf.Long(), len(s.checked.Documents)}})
}
