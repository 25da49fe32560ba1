package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handover/internal/app"
)

// TestMany makes the packs of many cases, of which one in a hundred is bad, and
// holds the counts and the memory to what they should be. HANDOVER_CASES says
// how many, HANDOVER_FORMATS in which formats, HANDOVER_LARGEST how many bytes the
// fixtures may have of which they are made.
func TestMany(t *testing.T) {
	n, largest := number(t, "HANDOVER_CASES", 100), number(t, "HANDOVER_LARGEST", 9_000)
	formats := cmp.Or(os.Getenv("HANDOVER_FORMATS"), "md")
	out := filepath.Join(t.TempDir(), "packs")
	cmd := exec.Command("handover", "batch", "-", "-o", out, "-f", formats, "--as-of", "2026-11-23")
	in, feed := io.Pipe()
	cmd.Stdin = in
	go func() { feed.CloseWithError(many(feed, n, largest)) }()
	var errs, result bytes.Buffer
	cmd.Stdout, cmd.Stderr = &result, &errs
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	most := watched(cmd.Process.Pid)
	err := cmd.Wait()
	took, peak, said := time.Since(began), <-most, result.Bytes()
	if code := cmd.ProcessState.ExitCode(); code != int(app.ExitSome) {
		t.Fatalf("exit %d: %v: %.2000s", code, err, errs.String())
	}
	bad := n / 100
	want := fmt.Sprintf("handover: %d cases: %d packs", n, n-bad)
	if last := errs.String()[strings.LastIndex(strings.TrimSpace(errs.String()), "\n")+1:]; !strings.HasPrefix(last, want) || !strings.Contains(last, fmt.Sprintf("%d failed", bad)) {
		t.Errorf("said %q, want %q", last, want)
	}
	if lines := bytes.Count(said, []byte("\n")); lines != n {
		t.Errorf("%d lines on %d cases", lines, n)
	}
	if failed, err := os.ReadFile(filepath.Join(out, "failures.csv")); err != nil || bytes.Count(failed, []byte("\n")) != bad+1 {
		t.Errorf("failures.csv: %v, %d lines", err, bytes.Count(failed, []byte("\n")))
	}
	packs, err := filepath.Glob(filepath.Join(out, "CF-*", "manifest.json"))
	if err != nil || len(packs) != n-bad {
		t.Errorf("%d packs", len(packs))
	}
	src, err := os.ReadFile(filepath.Join(out, "batch-manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Packs []struct{ Path string } }
	if err := json.Unmarshal(src, &m); err != nil || len(m.Packs) != n-bad {
		t.Errorf("the manifest has %d packs: %v", len(m.Packs), err)
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	t.Logf("%d cases in %s, %.1f a second; %s of processor time, %.1f ms a case; %d MiB at most", n, took, float64(n)/took.Seconds(), used, float64(used.Milliseconds())/float64(n), peak)
	if peak == 0 || peak >= 80 {
		t.Errorf("%d MiB, want less than 80", peak)
	}
}

// many writes n cases, a line each: the good fixtures again and again, with
// references, numbers and birthdays of their own; one in a hundred is bad.
// Only fixtures of up to largest bytes are taken.
func many(w io.Writer, n, largest int) error {
	good := filepath.Join("..", "..", "fixtures", "good")
	entries, err := os.ReadDir(good)
	if err != nil {
		return err
	}
	var all []map[string]any
	for _, e := range entries {
		src, err := os.ReadFile(filepath.Join(good, e.Name()))
		if err != nil {
			return err
		}
		if len(src) > largest {
			continue
		}
		var x map[string]any
		if err := json.Unmarshal(src, &x); err != nil {
			return err
		}
		for _, c := range x["children"].([]any) {
			delete(c.(map[string]any), "nhs_number")
			delete(c.(map[string]any), "upn")
			delete(c.(map[string]any), "number")
		}
		all = append(all, x)
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	for i := range n {
		x := all[i%len(all)]
		x["reference"] = fmt.Sprintf("CF-%06d", i)
		delete(x, "sort")
		if i%100 == 99 {
			x["sort"] = "no field has this name"
		}
		if err := enc.Encode(x); err != nil {
			return err
		}
	}
	return out.Flush()
}

// TestTrackerMemory: a tracker keeps lines, not records, and little beside them.
func TestTrackerMemory(t *testing.T) {
	var said bytes.Buffer
	cmd := exec.Command("handover", "tracker", "-", "-o", t.TempDir(), "-f", "csv", "--as-of", "2026-11-23", "-q")
	in, feed := io.Pipe()
	cmd.Stdin, cmd.Stderr = in, &said
	go func() { feed.CloseWithError(many(feed, 300, 80_000)) }()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	most := watched(cmd.Process.Pid)
	err := cmd.Wait()
	peak := <-most
	if cmd.ProcessState.ExitCode() != int(app.ExitSome) { // for the bad ones
		t.Fatalf("%v: %.2000s", err, said.String())
	}
	t.Logf("%d MiB at most", peak)
	if peak == 0 || peak >= 64 {
		t.Errorf("%d MiB, want less than 64", peak)
	}
}

// watched is the most memory that a process has had, in MiB, once it has ended.
// The system's own account of it begins with what this process has when it
// starts the other.
func watched(pid int) <-chan int {
	most := make(chan int, 1)
	go func() {
		peak := 0
		for {
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, after, has := strings.Cut(string(status), "VmHWM:")
			if kib := 0; err == nil && has {
				_, _ = fmt.Sscan(after, &kib) // 0 where the form is another
				peak = max(peak, kib>>10)
			} else {
				most <- peak
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return most
}
