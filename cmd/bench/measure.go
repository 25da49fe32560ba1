//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

// result is what one measurement found. Files are finished and checked, in
// memory; the first cases, which load templates and fonts, don't count.
type result struct {
	Cases     int     `json:"cases"`
	Files     int     `json:"files"`
	Pages     int     `json:"pages"` // of the PDFs
	Bytes     int     `json:"bytes"`
	Processor float64 `json:"processor_s"`
	Wall      float64 `json:"wall_s"`
	Saving    float64 `json:"saving_s,omitempty"` // of Wall, with -o: all workers together
	Peak      float64 `json:"peak_mib"`
}

// request is what is measured.
type request struct {
	formats string
	side    string
	n       int
	cores   int
	warm    int
	save    string
	profile string
}

func (r *request) declare(set *flag.FlagSet) {
	set.StringVar(&r.formats, "formats", "pdf,docx,md", "the formats to make")
	set.StringVar(&r.side, "side", "all", "internal, letters or all")
	set.IntVar(&r.n, "n", 1<<30, "at most so many cases")
	set.IntVar(&r.cores, "cores", 1, "cores to use")
	set.IntVar(&r.warm, "warm", 1, "cases that don't count")
	set.StringVar(&r.save, "o", "", "the `FOLDER` to save packs in; none: they are dropped")
	set.StringVar(&r.profile, "profile", "", "write a profile of the processor's time to this `FILE`, and of memory beside it")
}

// measureFile makes the packs of a file of cases and prints the result.
func measureFile(args []string) error {
	var r request
	set := flag.NewFlagSet("measure", flag.ContinueOnError)
	r.declare(set)
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() != 1 {
		return errors.New("measure takes one file of cases")
	}
	res, err := r.run(set.Arg(0))
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(res)
}

func (r *request) run(file string) (result, error) {
	runtime.GOMAXPROCS(r.cores)
	defer batch.Spare()()
	m := &maker{request: r, day: dates.Date{Year: 2026, Month: 11, Day: 23}, sets: map[string]func() (*fill.Set, error){}}
	for _, f := range strings.Split(r.formats, ",") {
		m.formats = append(m.formats, render.Format(f))
	}
	var err error
	if m.councils, err = fill.Councils(layers()...); err != nil {
		return result{}, err
	}
	builtIn, err := fill.Councils(templates.BuiltIn())
	if err != nil {
		return result{}, err
	}
	for _, c := range m.councils {
		m.sets[c] = sync.OnceValues(func() (*fill.Set, error) {
			if slices.Contains(builtIn, c) {
				return fill.Open(c, nil)
			}
			return fill.Load(c, layers()...)
		})
	}
	m.start()
	var g errgroup.Group
	g.SetLimit(r.cores)
	n := 0
	for c := range cases.Read(context.Background(), []string{file}, os.Stdin) {
		if n == r.warm {
			if err := g.Wait(); err != nil {
				return result{}, err
			}
			if err := m.start(); err != nil {
				return result{}, err
			}
		}
		if n++; n > r.n {
			break
		}
		g.Go(func() error { return m.one(c) })
	}
	if err := g.Wait(); err != nil {
		return result{}, err
	}
	return m.end()
}

// maker makes packs, several at once.
type maker struct {
	*request
	day      dates.Date
	formats  []render.Format
	councils []string
	sets     map[string]func() (*fill.Set, error)

	mu      sync.Mutex
	got     result
	saving  time.Duration
	begun   time.Time
	before  time.Duration
	profile *os.File
}

// start begins to count.
func (m *maker) start() (err error) {
	m.got, m.saving, m.begun = result{}, 0, time.Now()
	if m.request.profile != "" && m.profile == nil {
		if m.profile, err = os.Create(m.request.profile); err == nil {
			err = pprof.StartCPUProfile(m.profile)
		}
		if err != nil {
			return err
		}
	}
	m.before, err = processor()
	return err
}

func (m *maker) end() (result, error) {
	r := m.got
	r.Wall, r.Saving = time.Since(m.begun).Seconds(), m.saving.Seconds()
	used, err := processor()
	if err != nil {
		return r, err
	}
	r.Processor = (used - m.before).Seconds()
	kib, err := peak()
	r.Peak = float64(kib) / 1024
	if m.profile != nil {
		pprof.StopCPUProfile()
		err = errors.Join(err, m.profile.Close(), allocations(m.request.profile+".mem"))
	}
	return r, err
}

func allocations(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}

// one makes the pack of a case.
func (m *maker) one(c cases.Case) error {
	if c.Err != nil {
		return c.Err
	}
	var set *fill.Set
	var unloaded error
	rec, err := c.Decode(model.Options{Protocols: m.councils, Declared: func(council string) model.Declared {
		if set, unloaded = m.sets[council](); unloaded != nil {
			return model.Declared{}
		}
		return set.Protocol.Declared()
	}})
	if err = errors.Join(unloaded, err); err != nil {
		return err
	}
	opt := pack.Options{AsOf: m.day, Formats: m.formats, Only: m.kinds(set), Version: "bench", Source: c.Data, AtOnce: 1}
	plan, err := pack.Choose(rec, set, opt)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Place(), err)
	}
	made, err := pack.Build(plan)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Place(), err)
	}
	return m.count(made)
}

// kinds are the kinds of document of the side that is measured.
func (m *maker) kinds(set *fill.Set) []string {
	if m.side == "all" {
		return nil
	}
	var out []string
	for _, d := range set.Documents {
		if d.Reader.Outside() == (m.side == "letters") {
			out = append(out, d.Kind)
		}
	}
	return out
}

func (m *maker) count(p *pack.Pack) error {
	var saving time.Duration
	if m.save != "" {
		t := time.Now()
		if _, err := p.Save(m.save, deliver.How{Replace: true}); err != nil {
			return err
		}
		saving = time.Since(t)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saving += saving
	m.got.Cases++
	m.got.Files += len(p.Files) - 1 // the manifest is none
	for _, f := range p.Files {
		m.got.Pages += f.Pages
		m.got.Bytes += len(f.Bytes)
	}
	return nil
}
