package main

import (
	"fmt"
	"strings"
	"time"

	"handover/internal/app"
	"handover/model/cases"
)

// progress says how far a batch has got: on a terminal on one line that is
// written again and again, elsewhere a line a minute. A nil one says nothing.
type progress struct {
	*env
	total       int64     // bytes to be read; 0 where nobody knows
	begun, last time.Time // begun: to make packs; those that stand already are gone through in no time
	read        int64
	done, bad   int
	stood       int   // of done
	stoodRead   int64 // of read
	shown       int   // characters that stand on the terminal's line
}

// newProgress begins to count; parts is how many runs share the cases.
func newProgress(e *env, paths []string, parts int) *progress {
	total, _ := cases.Size(paths)
	total /= int64(max(parts, 1))
	now := e.Now()
	return &progress{env: e, total: total, begun: now, last: now}
}

// step counts a case.
func (p *progress) step(o app.Batched) {
	if p == nil {
		return
	}
	p.done++
	p.read += o.Bytes
	if len(o.Failed) > 0 {
		p.bad++
	}
	now := p.Now()
	if o.Stood {
		p.stood++
		p.stoodRead += o.Bytes
		if p.stood == p.done {
			p.begun = now
		}
	}
	if p.Terminal {
		text := p.text(now)
		fmt.Fprint(p.Stderr, text)
		p.shown = len(text)
	} else if now.Sub(p.last) >= time.Minute {
		p.last = now
		p.say("%s", p.text(now))
	}
}

// text is "1204 cases, 3 failed, 9.8 a second, about 14 min left".
func (p *progress) text(now time.Time) string {
	text := app.Plural(p.done, "case")
	if p.bad > 0 {
		text += fmt.Sprintf(", %d failed", p.bad)
	}
	took := now.Sub(p.begun)
	made, read := p.done-p.stood, p.read-p.stoodRead
	if took <= 0 || made == 0 {
		return text
	}
	text += fmt.Sprintf(", %.1f a second", float64(made)/took.Seconds())
	if read > 0 && p.total > p.read {
		text += ", about " + roughly(time.Duration(float64(took)*float64(p.total-p.read)/float64(read))) + " left"
	}
	return text
}

// roughly is a time as one says it: "40 s", "14 min", "3 h".
func roughly(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 90*time.Minute:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.0f h", d.Hours())
}

// clear takes the line from the terminal, so that another can be written.
func (p *progress) clear() {
	if p == nil || p.shown == 0 {
		return
	}
	fmt.Fprint(p.Stderr, "\r"+strings.Repeat(" ", p.shown)+"\r")
	p.shown = 0
}
