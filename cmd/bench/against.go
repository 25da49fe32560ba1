//go:build linux

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// against runs this program and another in turn, each twice a round, once for
// a few documents and once for many more: the difference is what the documents
// take, without what starting takes. What counts is the processor's time, so
// that others on the machine disturb little.
func against(args []string) error {
	set := flag.NewFlagSet("against", flag.ContinueOnError)
	docs := set.Int("docs", 200, "how many documents")
	warm := set.Int("warm", 40, "how many before them, that don't count")
	rounds := set.Int("rounds", 5, "how often")
	formats := set.String("formats", "pdf", "our format")
	kind := set.String("example", "two-pages", "our case: two-pages or same-words")
	set.Usage = func() {
		fmt.Fprintln(set.Output(), "bench against [flags] -- COMMAND…, in which {n} stands for the number of documents")
		set.PrintDefaults()
	}
	if err := set.Parse(args); err != nil {
		return err
	}
	if !strings.Contains(strings.Join(set.Args(), " "), "{n}") {
		return errors.New("the other program's command has no {n}, which stands for the number of documents")
	}
	work, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	file := filepath.Join(work, "cases.ndjson")
	if err := writeCases([]string{"-n", strconv.Itoa(*warm + *docs), "-example", *kind, "-o", file}); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours := []string{self, "measure", "-formats", *formats, "-n", "{n}", file}
	var us, them, ratios []float64
	for range *rounds {
		a, err := each(ours, *warm, *docs)
		if err != nil {
			return err
		}
		b, err := each(set.Args(), *warm, *docs)
		if err != nil {
			return err
		}
		us, them, ratios = append(us, a), append(them, b), append(ratios, b/a)
	}
	fmt.Printf("ours %.2f ms a document [%.2f to %.2f], theirs %.2f ms [%.2f to %.2f]; we are %.2f times as fast [%.2f to %.2f]\n",
		median(us), slices.Min(us), slices.Max(us), median(them), slices.Min(them), slices.Max(them), median(ratios), slices.Min(ratios), slices.Max(ratios))
	return nil
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// each is how many milliseconds of the processor a document takes.
func each(command []string, warm, docs int) (float64, error) {
	few, err := took(command, warm)
	if err != nil {
		return 0, err
	}
	many, err := took(command, warm+docs)
	return (many - few) / float64(docs), err
}

func took(command []string, n int) (float64, error) {
	args := make([]string, len(command))
	for i, a := range command {
		args[i] = strings.ReplaceAll(a, "{n}", strconv.Itoa(n))
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = io.Discard, os.Stderr
	if err := cmd.Run(); err != nil {
		return 0, err
	}
	u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("the system doesn't tell what a program used")
	}
	return float64(spent(u).Microseconds()) / 1000, nil
}
