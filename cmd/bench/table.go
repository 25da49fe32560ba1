//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// row is one line of the table.
type row struct {
	what          string
	file          string
	formats, side string
	cores         int
	save          bool
}

// table makes cases and measures each row in a process of its own, in turn.
func table(args []string) error {
	set := flag.NewFlagSet("table", flag.ContinueOnError)
	sizes := set.String("n", "100,1000", "how many cases the whole packs are made of, and the summaries after ten of them, one measurement each")
	from := set.String("from", "fixtures/good", "the `FOLDER` of records that cases are made from")
	dir := set.String("dir", "", "the `FOLDER` for cases and packs, on tmpfs if it shall not be the disk that is measured; none: a temporary one")
	if err := set.Parse(args); err != nil {
		return err
	}
	work, err := os.MkdirTemp(*dir, "bench-")
	if err != nil {
		return err
	}
	err = rows(work, *from, strings.Split(*sizes, ","))
	return errors.Join(err, os.RemoveAll(work))
}

func rows(work, from string, sizes []string) error {
	fmt.Println("| what | cases | files | processor ms a file | files a second of processor | wall, files a second | peak MiB |")
	fmt.Println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		packs, summaries := filepath.Join(work, "packs.ndjson"), filepath.Join(work, "summaries.ndjson")
		if err := writeCases([]string{"-n", size, "-from", from, "-o", packs}); err != nil {
			return err
		}
		if err := writeCases([]string{"-n", size, "-example", "two-pages", "-o", summaries}); err != nil {
			return err
		}
		for _, r := range []row{
			{"transfer summary of two pages, PDF, one core", summaries, "pdf", "all", 1, false},
			{"the same, two cores", summaries, "pdf", "all", 2, false},
			{"transfer summary of two pages, DOCX, one core", summaries, "docx", "all", 1, false},
			{"transfer summary of two pages, Markdown, one core", summaries, "md", "all", 1, false},
			{"internal documents, PDF, one core", packs, "pdf", "internal", 1, false},
			{"internal documents, DOCX, one core", packs, "docx", "internal", 1, false},
			{"letters, PDF, one core", packs, "pdf", "letters", 1, false},
			{"letters, DOCX, one core", packs, "docx", "letters", 1, false},
			{"whole packs, three formats, one core", packs, "pdf,docx,md", "all", 1, false},
			{"whole packs, three formats, two cores", packs, "pdf,docx,md", "all", 2, false},
			{"the same, saved and flushed", packs, "pdf,docx,md", "all", 2, true},
		} {
			if err := r.measure(n, work); err != nil {
				return fmt.Errorf("%s: %w", r.what, err)
			}
		}
	}
	return nil
}

func (r row) measure(n int, work string) error {
	args := []string{"measure", "-cores", strconv.Itoa(r.cores), "-formats", r.formats, "-side", r.side, "-warm", strconv.Itoa(min(n/2, 30))}
	if r.save {
		args = append(args, "-o", filepath.Join(work, "packs"))
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, append(args, r.file)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	var got result
	if err := json.Unmarshal(out, &got); err != nil {
		return err
	}
	files := float64(got.Files)
	fmt.Printf("| %s | %d | %d | %.2f | %.0f | %.0f | %.0f |\n", r.what, got.Cases, got.Files, 1000*got.Processor/files, files/got.Processor, files/got.Wall, got.Peak)
	if r.save {
		return os.RemoveAll(filepath.Join(work, "packs"))
	}
	return nil
}
