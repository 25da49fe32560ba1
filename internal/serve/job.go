package serve

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"handover/internal/app"
)

// job is work that takes a while: making packs. One is done at a time, so that
// a single pack and a batch never write in one place.
type job struct {
	ID    string
	Title string
	Case  *opened // that it is about; nil: several
	Then  string  // the address of the page that shows what came of it; "" where the job's own does

	mu       sync.Mutex
	waiting  bool
	done, of int
	lines    []jobLine
	err      error
	notes    []string
	ended    int64 // the how manieth to end; 0 while it goes on
	finished bool
	stop     context.CancelFunc
}

// jobLine is one case of a job that has been seen to.
type jobLine struct {
	Mark       app.Mark
	Reference  string
	Documents  int
	Case, Link string // the addresses of the case and of its pack; "" where there is none
	Late       []string
	Remedies   []remedy
}

// Bad says whether there is no pack, Note that there is something to see to.
func (l jobLine) Bad() bool  { return l.Mark == app.Bad }
func (l jobLine) Note() bool { return l.Mark == app.Note }

// remedy is what to do about something, with the address of its field.
type remedy struct {
	Msg, Hint, Link string
}

// jobs are those of one server.
type jobs struct {
	mu   sync.Mutex
	all  map[string]*job
	turn chan struct{} // holds one while nobody works
}

func newJobs() *jobs {
	j := &jobs{all: map[string]*job{}, turn: make(chan struct{}, 1)}
	j.turn <- struct{}{}
	return j
}

// kept is how many finished jobs can be looked at again.
const kept = 50

// start begins a job, which goes on while others look elsewhere, until it ends
// or the server does.
func (all *jobs) start(ctx context.Context, j *job, work func(context.Context, *job) error) {
	j.ID = rand.Text()
	ctx, j.stop = context.WithCancel(ctx)
	j.waiting = true
	all.mu.Lock()
	all.forget()
	all.all[j.ID] = j
	all.mu.Unlock()
	go func() {
		defer j.stop()
		select {
		case <-ctx.Done():
			j.end(ctx.Err())
			return
		case <-all.turn:
		}
		defer func() { all.turn <- struct{}{} }()
		j.begun()
		j.end(work(ctx, j))
	}()
}

// forget lets go of the job that ended first, where there are many.
func (all *jobs) forget() {
	var oldest *job
	ended := 0
	for _, j := range all.all {
		j.mu.Lock()
		if j.finished {
			ended++
			if oldest == nil || j.ended < oldest.ended {
				oldest = j
			}
		}
		j.mu.Unlock()
	}
	if ended >= kept {
		delete(all.all, oldest.ID)
	}
}

func (all *jobs) find(id string) *job {
	all.mu.Lock()
	defer all.mu.Unlock()
	return all.all[id]
}

func (j *job) begun() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = false
}

// ends counts the jobs that ended, which tells the older ones without a clock.
var ends atomic.Int64

func (j *job) end(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.err, j.finished, j.waiting, j.ended = err, true, false, ends.Add(1)
}

// tell notes how far a job has got.
func (j *job) tell(done, of int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done, j.of = done, of
}

func (j *job) add(l jobLine) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, l)
}

func (j *job) note(notes []string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.notes = notes
}

// jobState is how far a job has got, for a page or a script.
type jobState struct {
	Done     int    `json:"done"`
	Of       int    `json:"of"`
	Says     string `json:"says"`
	Finished bool   `json:"finished"`
}

func (j *job) state() jobState {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := jobState{Done: j.done, Of: j.of, Finished: j.finished}
	switch {
	case j.finished:
		s.Says = "Finished"
	case j.waiting:
		s.Says = "Waiting for something else to finish"
	case j.of == 0:
		s.Says = "Begun"
	default:
		s.Says = fmt.Sprintf("%d of %d done", j.done, j.of)
	}
	return s
}

// jobPage shows a job: while it goes on the page comes again by itself, and a
// script only makes that smoother.
func (v *visit) jobPage() error {
	j := v.jobs.find(v.r.PathValue("job"))
	if j == nil {
		return goneJob()
	}
	st := j.state()
	j.mu.Lock()
	err, lines, notes := j.err, j.lines, j.notes
	j.mu.Unlock()
	if st.Finished && err == nil && j.Then != "" {
		return v.seeOther(j.Then)
	}
	p := page{Title: j.Title, Crumbs: []link{v.home()}, Case: j.Case, Again: !st.Finished}
	if err != nil {
		p.Faults = v.jobFaults(j, err)
	}
	p.Data = struct {
		ID string
		jobState
		Lines []jobLine
		Notes []string
	}{j.ID, st, lines, notes}
	return v.showAs(http.StatusOK, "job", p)
}

// jobFaults say why a job didn't come to its end.
func (v *visit) jobFaults(j *job, err error) []fault {
	if errors.Is(err, context.Canceled) {
		return []fault{{"This was stopped. What was made by then stands.", ""}}
	}
	if j.Case != nil {
		if all := v.caseFaults(j.Case, err); all != nil {
			return all
		}
	}
	var out []fault
	a := app.Explain(err)
	for _, x := range a.Faults {
		out = append(out, fault{sentence(strings.TrimSuffix(x.Msg+". "+sentence(x.Hint), ". ")), ""})
	}
	if a.Hint != "" {
		out = append(out, fault{sentence(a.Hint), ""})
	}
	return out
}

func goneJob() error {
	return &told{http.StatusNotFound, "There is no such work", "It ended long ago, or the program was started again since."}
}

// jobProgress is a job's state for the script.
func (v *visit) jobProgress() error {
	j := v.jobs.find(v.r.PathValue("job"))
	if j == nil {
		return goneJob()
	}
	v.w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(v.w).Encode(j.state()) // who doesn't read it has gone
	return nil
}

// jobStop ends a job early. What is made by then stands.
func (v *visit) jobStop() error {
	j := v.jobs.find(v.r.PathValue("job"))
	if j == nil {
		return goneJob()
	}
	j.stop()
	return v.seeOther(v.at("job", j.ID))
}
