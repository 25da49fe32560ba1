package serve

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"handover/internal/app"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// The cases: the list, and what is done with a whole case.

func casesRoom() room {
	return room{
		routes: []route{{"GET /{$}", (*visit).cases}},
		top:    []tab{{"Cases", "/"}},
	}
}

// A brief is what the list says of a case.
type brief struct {
	size  int64 // with when and as: whether it still holds
	when  time.Time
	as    dates.Date
	ready bool

	Reference string
	Initials  string
	Council   string
	Transfer  dates.Date
	Stops     string
	Late, Due int
	Faults    int    // in the record, for which nothing can be made yet
	Unread    string // why the file isn't a case at all
}

// A row is a case of the list.
type row struct {
	*opened
	brief
}

// cases is the list.
func (v *visit) cases() error {
	rows, err := v.rows(v.r.Context())
	if err != nil {
		return err
	}
	archived, err := v.shelved()
	if err != nil {
		return err
	}
	all := len(rows)
	q := v.r.URL.Query()
	show, sort, words := q.Get("show"), q.Get("sort"), fold.Words(q.Get("find"))
	rows = slices.DeleteFunc(rows, func(r row) bool { return !r.shown(show) || !r.has(words) })
	slices.SortStableFunc(rows, by(sort))
	return v.show("cases", page{Title: "Cases", Tab: "/", Wide: true, Data: struct {
		Rows             []row
		All              int
		Show, Sort, Find string
		Folder           string
		Archived         int
	}{rows, all, show, sort, q.Get("find"), v.Folder, len(archived)}})
}

// rows are all cases, with what there is to say of each. What was worked out
// before, of the same file on the same day, isn't worked out again.
func (s *Server) rows(ctx context.Context) ([]row, error) {
	all, err := s.store.all()
	if err != nil {
		return nil, err
	}
	d, err := s.deskOf()
	if err != nil {
		return nil, err
	}
	out := make([]row, len(all))
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, c := range all {
		s.store.mu.Lock()
		b := s.store.briefs[c.Name]
		s.store.mu.Unlock()
		if b.ready && b.size == c.Size && b.when.Equal(c.When) && b.as == s.day {
			out[i] = row{c, b}
			continue
		}
		g.Go(func() error {
			b := s.brief(ctx, d, c)
			mu.Lock()
			out[i] = row{c, b}
			mu.Unlock()
			s.store.mu.Lock()
			s.store.briefs[c.Name] = b
			s.store.mu.Unlock()
			return ctx.Err()
		})
	}
	return out, g.Wait()
}

// brief works out what the list says of a case.
func (s *Server) brief(ctx context.Context, d *app.Desk, c *opened) brief {
	b := brief{size: c.Size, when: c.When, as: s.day, ready: true}
	src, _, err := s.store.read(c)
	if err != nil {
		b.Unread = "can't be read"
		return b
	}
	b.Reference, b.Initials, b.Council, b.Unread = d.Glance(src)
	if b.Unread != "" {
		return b
	}
	r, err := d.Ready(ctx, c.Name, src)
	if err != nil {
		b.Faults = max(1, len(app.Explain(err).Faults))
		return b
	}
	if t := r.Case.Record.Transfer; t != nil {
		b.Transfer = t.Dates[model.Word("transfer")].Date
	}
	for _, x := range r.Stopped {
		if b.Stops = "the " + x.What + " is stopped"; len(x.Items) > 0 {
			b.Stops = app.Plural(len(x.Items), "item") + " missing"
			break
		}
	}
	for _, x := range r.Deadlines {
		switch x.State {
		case protocol.Late, protocol.TooEarly:
			b.Late++
		case protocol.DueThen:
			b.Due++
		}
	}
	return b
}

// shown says whether a row is among those that were asked for.
func (r row) shown(show string) bool {
	switch show {
	case "late":
		return r.Late > 0
	case "stopped":
		return r.Stops != ""
	case "faults":
		return r.Faults > 0 || r.Unread != ""
	}
	return true
}

// has says whether a row has all of some words.
func (r row) has(words []string) bool {
	all := strings.Join(fold.Words(r.Reference+" "+r.Initials+" "+r.Council+" "+r.Name), " ")
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) })
}

// by is the order that was asked for; the reference is the last word of each.
func by(sort string) func(a, b row) int {
	last := func(a, b row) int {
		return cmp.Or(strings.Compare(a.Reference, b.Reference), strings.Compare(a.Name, b.Name))
	}
	switch sort {
	case "transfer":
		return func(a, b row) int { return cmp.Or(a.Transfer.Compare(b.Transfer), last(a, b)) }
	case "council":
		return func(a, b row) int { return cmp.Or(strings.Compare(a.Council, b.Council), last(a, b)) }
	case "late":
		return func(a, b row) int { return cmp.Or(cmp.Compare(b.Late, a.Late), last(a, b)) }
	case "due":
		return func(a, b row) int { return cmp.Or(cmp.Compare(b.Due, a.Due), last(a, b)) }
	}
	return last
}
