//go:build linux

package main

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handover/internal/fill"
	"handover/templates"
)

// The example council has one document, a transfer summary, and two cases: one
// whose summary fills two pages, and one with as many words as the plain
// programs have that we are compared with.
//
//go:embed example
var exampleFiles embed.FS

// layers are the councils that cases are made for.
func layers() []fs.FS { return []fs.FS{templates.BuiltIn(), exampleFiles} }

// seedsOf are the seeds of the councils, or of the example alone.
func seedsOf(dir, ofExample string) ([]seed, error) {
	if ofExample != "" {
		b, err := exampleFiles.ReadFile("example/" + ofExample + ".json")
		if err != nil {
			return nil, err
		}
		s, err := newSeed(b)
		return []seed{s}, err
	}
	councils, err := fill.Councils(templates.BuiltIn())
	if err != nil {
		return nil, err
	}
	return readSeeds(dir, councils)
}

// writeCases writes invented cases to a file, a case a line, or to a folder, a
// case a file.
func writeCases(args []string) error {
	set := flag.NewFlagSet("cases", flag.ContinueOnError)
	n := set.Int("n", 100, "how many")
	out := set.String("o", "cases.ndjson", "a `FILE` that ends in .ndjson, or a folder")
	from := set.String("from", "fixtures/good", "the `FOLDER` of records that they are made from")
	summary := set.String("example", "", "cases of the example council: two-pages or same-words")
	if err := set.Parse(args); err != nil {
		return err
	}
	seeds, err := seedsOf(*from, *summary)
	if err != nil {
		return err
	}
	if strings.HasSuffix(*out, ".ndjson") {
		return writeLines(*out, seeds, *n)
	}
	if err := os.MkdirAll(*out, 0o700); err != nil {
		return err
	}
	for i := range *n {
		if err := os.WriteFile(filepath.Join(*out, fmt.Sprintf("%06d.json", i)), seeds[i%len(seeds)].synthetic(i), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func writeLines(path string, seeds []seed, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	var line bytes.Buffer
	for i := range n {
		line.Reset()
		if err := json.Compact(&line, seeds[i%len(seeds)].synthetic(i)); err != nil {
			return errors.Join(err, f.Close())
		}
		line.WriteByte('\n')
		_, _ = w.Write(line.Bytes()) // Flush says what went wrong
	}
	return errors.Join(w.Flush(), f.Close())
}
