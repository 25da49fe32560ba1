package tracker

import (
	"strings"
	"unique"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
)

// line is what is kept of a case, or of one child of it.
type line struct {
	reference string // also where the line doesn't show it
	child     model.ID
	cells     []cell // one a fact, in the order of the columns
	brief     brief
	kind      kind
	standing  protocol.Standing
	limit     dates.Date // of what is most urgent; zero if there is none
	again     bool
	transfer  dates.Date // or else the tentative date
	team      team       // that takes over
	presents  string     // who presents the case: the manager of the team that hands over, or of the worker; "": nobody is named
	presenter []string   // by what that manager is known
	conflicts []string   // of workers who may see nothing of it

	number int    // on the agenda; the same for all lines of a case
	time   string // when it is called; "" without times
}

// kind is how much a line shows.
type kind int

const (
	whole     kind = iota
	anonymous      // nothing that identifies anybody
	limited        // the reference alone
)

type team struct{ id, name string }

// cell is one fact of a line.
type cell struct {
	lines []doc.Line
	day   dates.Date // that it is, where it is a day, or an hour of it, and nothing else
	hour  string     // of day, "16:00"; "": the whole day
	bare  bool       // nothing of the case is shown
	none  bool       // there is nothing, and lines say so
}

// plain is a cell of words of our own.
func plain(text string) cell {
	return cell{lines: []doc.Line{{Inlines: []doc.Inline{&doc.Text{Text: text}}}}}
}

// text is a cell without markup.
func (c cell) text(between string) string { return doc.Cell{Lines: c.lines}.Text(between) }

// lines are a case's lines for one tracker: one for each child, or nil, in
// about; and a single one where access to it is limited.
func (r *Register) lines(rec *model.Record, set *fill.Set, t fill.Tracker, about []*model.Child, ready protocol.Readiness) ([]*line, error) {
	against := conflicts(rec, r.opt.AsOf)
	if a := rec.Access; a != nil && (a.Limited == nil || *a.Limited) {
		l := &line{reference: strings.Clone(rec.Reference), kind: limited, standing: protocol.StandsDone, conflicts: against, team: teamOf(rec)}
		l.presents, l.presenter = presenterOf(rec)
		shown := rec.Reference
		for _, c := range about {
			if r.isAnonymous(rec, set, t, c) {
				shown = "Without identifying details"
			}
		}
		l.cells = bare(t, shown, "Limited access: nothing else is shown")
		return []*line{l}, nil
	}
	var out []*line
	for _, c := range about {
		l := &line{reference: strings.Clone(rec.Reference), conflicts: against, team: teamOf(rec)}
		if c != nil {
			l.child = c.ID
		}
		l.presents, l.presenter = presenterOf(rec)
		if tr := rec.Transfer; tr != nil {
			if l.transfer = set.Protocol.Moved(rec, r.opt.AsOf); l.transfer.IsZero() {
				l.transfer = tr.Dates["tentative"].Date
			}
		}
		l.urgency(ready, c, r.opt.AsOf)
		if r.isAnonymous(rec, set, t, c) {
			l.kind = anonymous
		}
		view := audience.ViewOfMeeting(audience.MeetingLine{Child: c, Tracker: t.Tracker, Ready: ready, Names: r.opt.Names, Anonymous: l.kind == anonymous}, rec, set.Protocol, r.opt.AsOf)
		l.again = view.DiscussAgain != nil
		typed, err := l.fill(t, view, audience.Missing(rec, model.ReaderMeetingCase))
		if err != nil {
			return nil, err
		}
		var more []string
		l.brief, more = r.briefOf(view, l, c)
		if shows := r.shows(rec, l, append(typed, more...)); shows != "" {
			r.LeaveOut(rec.Reference, "its line would show "+shows+", which this paper may not; this is a fault of the program or of the tracker's columns")
			return nil, nil
		}
		out = append(out, l)
	}
	return out, nil
}

func (r *Register) isAnonymous(rec *model.Record, set *fill.Set, t fill.Tracker, c *model.Child) bool {
	if t.Anonymous.IsZero() {
		return false
	}
	if c != nil {
		return t.Anonymous.Holds(set.Protocol.Situation(rec, c, r.opt.AsOf))
	}
	for i := range rec.Children { // a line of the whole case, if it holds for one of them
		if r.isAnonymous(rec, set, t, &rec.Children[i]) {
			return true
		}
	}
	return false
}

func teamOf(rec *model.Record) team {
	if rec.Transfer == nil || rec.Transfer.ToTeam == "" {
		return team{}
	}
	return team{string(rec.Transfer.ToTeam), rec.NameOf(rec.Transfer.ToTeam)}
}

// presenterOf is who presents a case, and by what that worker is known from one
// case to another.
func presenterOf(rec *model.Record) (name string, known []string) {
	if rec.Transfer == nil {
		return "", nil
	}
	w := rec.Worker(rec.Transfer.TransferringManager)
	if w == nil {
		if current := rec.Worker(rec.Transfer.CurrentWorker); current != nil {
			w = rec.Worker(current.LineManager)
		}
	}
	if w == nil {
		return "", nil
	}
	return w.Name, identities(w)
}

// urgency is the most urgent of a line's deadlines.
func (l *line) urgency(ready protocol.Readiness, child *model.Child, asOf dates.Date) {
	l.standing = protocol.StandsDone
	for _, d := range ready.Deadlines {
		if child != nil && d.Child != child.ID && (d.Child != "" || child.Moves != nil && !*child.Moves) {
			continue
		}
		s := d.Standing(asOf)
		if s == protocol.StandsDone {
			continue
		}
		if s < l.standing || s == l.standing && !d.By.IsZero() && (l.limit.IsZero() || d.By.Before(l.limit)) {
			l.standing, l.limit = s, d.By
		}
	}
}

// fill fills the cells. Where a line has no identifying details, only facts
// that the protocol allows there are asked for. typed is what the line shows as
// somebody typed it in.
func (l *line) fill(t fill.Tracker, view audience.MeetingCase, missing fill.Missing) (typed []string, err error) {
	if l.kind == anonymous {
		l.cells = bare(t, "Without identifying details")
	}
	i := 0
	for _, col := range t.Columns {
		for _, f := range col.Facts {
			i++
			if l.kind == anonymous && !f.Anonymous {
				continue
			}
			filled, err := f.Fill(view, missing)
			if err != nil {
				return nil, err
			}
			typed = append(typed, filled.Typed...)
			c := cell{lines: shared(filled.Lines), none: filled.None}
			if filled.Only != nil {
				c.day, c.hour = filled.Only.Day(), filled.Only.Hour()
			}
			if l.kind == anonymous {
				l.cells[i-1] = c
			} else {
				l.cells = append(l.cells, c)
			}
		}
	}
	return typed, nil
}

// shared are lines whose words and paths are kept once for all cases: most are the
// same from one to the next, and no record is kept for the sake of a word.
func shared(lines []doc.Line) []doc.Line {
	for _, l := range lines {
		_ = doc.WalkInlines(l.Inlines, func(n doc.Node, entering bool) error { // nothing here fails
			if t, ok := n.(*doc.Text); ok && entering {
				t.Text, t.Path = unique.Make(t.Text).Value(), unique.Make(t.Path).Value()
			}
			return nil
		})
	}
	return lines
}

// bare are cells that show nothing but some words in the first.
func bare(t fill.Tracker, first ...string) []cell {
	var out []cell
	for _, col := range t.Columns {
		for range col.Facts {
			if len(out) > 0 {
				c := plain("–")
				c.bare = true
				out = append(out, c)
				continue
			}
			c := cell{bare: true}
			for _, s := range first {
				c.lines = append(c.lines, plain(s).lines...)
			}
			out = append(out, c)
		}
	}
	return out
}
