//go:build unix

package pack

import (
	"syscall"
	"testing"
	"time"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/render"
	"handover/templates"
)

// The machine of the day has two cores that others use too, so the time on the
// clock says little: cpu-ms/op is what the program itself took.
const rich = "salford-section-20"

// BenchmarkColdPack is all that `handover pack` does, from the templates to the
// files on the disk.
func BenchmarkColdPack(b *testing.B) {
	src := source(b, rich)
	defer cpu(b)()
	for b.Loop() {
		set, err := fill.Load("salford", templates.BuiltIn())
		if err != nil {
			b.Fatal(err)
		}
		rec, err := model.Decode("case.json", src, model.Options{Declared: func(string) model.Declared { return set.Protocol.Declared() }})
		if err != nil {
			b.Fatal(err)
		}
		plan, err := Choose(rec, set, options(b, src, render.PDF, render.DOCX, render.Markdown))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := build(b, plan).Save(b.TempDir(), deliver.How{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWarmPack is a second pack with the same templates, in memory.
func BenchmarkWarmPack(b *testing.B) {
	choose(b, rich) // loads the templates
	defer cpu(b)()
	for b.Loop() {
		build(b, choose(b, rich, render.PDF, render.DOCX, render.Markdown))
	}
}

// BenchmarkAllFixtures is the packs of all fixtures, for the share that each
// part has of a batch: run it with -cpuprofile.
func BenchmarkAllFixtures(b *testing.B) {
	names := fixtures(b)
	for _, name := range names {
		choose(b, name)
	}
	defer cpu(b)()
	for b.Loop() {
		for _, name := range names {
			build(b, choose(b, name, render.PDF, render.DOCX, render.Markdown))
		}
	}
}

// cpu begins to count the processor's time; its result reports it.
func cpu(b *testing.B) (report func()) {
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	return func() {
		b.ReportMetric(float64((used()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	}
}
