// Command release builds what is given to councils: a zip for each kind of
// machine, with the program, how to begin, the notices of others, the record's
// schema, an example and its pack, and the checksums of all of it. The same
// commit gives the same bytes. It is for who works on this program:
//
//	go run ./cmd/release -o dist
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/licences"
	"handover/model"
)

// machines are the kinds that there is a zip for, as Go names them.
var machines = []string{"windows/amd64", "windows/arm64", "darwin/amd64", "darwin/arm64", "linux/amd64"}

//go:embed README.txt
var readme string

// example is the case of the zip's example, and the day of its pack.
const example, exampleDay = "fixtures/good/salford-section-20.json", "2026-11-23"

func main() {
	out := pflag.StringP("out", "o", "dist", "the folder for the zips")
	only := pflag.StringSlice("only", machines, "these kinds of machine alone")
	pflag.Parse()
	if err := release(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(out string, only []string) error {
	for _, m := range only {
		if !slices.Contains(machines, m) {
			return fmt.Errorf("no kind of machine is called %q: %s", m, strings.Join(machines, ", "))
		}
	}
	work, err := os.MkdirTemp("", "handover-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	shared, err := common(work)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var zips []file
	for _, m := range only {
		exe, err := program(work, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		name := "handover-" + app.Version + "-" + strings.ReplaceAll(m, "/", "-")
		b, err := pack(name, append(slices.Clone(shared), exe), strings.HasPrefix(m, "windows/"))
		if err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		zips = append(zips, file{Name: name + ".zip", Bytes: b})
	}
	zips = append(zips, file{Name: "SHA256SUMS.txt", Bytes: sums(zips)})
	for _, z := range zips {
		if err := os.WriteFile(filepath.Join(out, z.Name), z.Bytes, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s  %.1f MB\n", filepath.Join(out, z.Name), float64(len(z.Bytes))/1e6)
	}
	return nil
}

// program is the program for a kind of machine; for Windows with its icon,
// version and manifest.
func program(work, machine string) (file, error) {
	goos, arch, _ := strings.Cut(machine, "/")
	path := filepath.Join(work, goos+"-"+arch)
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", path, "./cmd/handover")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+arch, "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		return file{}, fmt.Errorf("%w\n%s", err, said)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return file{}, err
	}
	if goos != "windows" {
		return file{Name: "handover", Bytes: b, Runs: true}, nil
	}
	b, err = dress(b, app.Version)
	return file{Name: "handover.exe", Bytes: b, Runs: true}, err
}

// common is what stands in every zip: texts, the schema, and an example with
// the pack that the program of this machine makes of it.
func common(work string) ([]file, error) {
	schema, err := model.Schema()
	if err != nil {
		return nil, err
	}
	record, err := os.ReadFile(filepath.FromSlash(example))
	if err != nil {
		return nil, fmt.Errorf("%w (run it at the project's root)", err)
	}
	files := []file{
		{Name: "README.txt", Bytes: []byte(strings.ReplaceAll(readme, "VERSION", app.Version)), Text: true},
		{Name: "LICENCES.txt", Bytes: []byte(licences.Text()), Text: true},
		{Name: "case.schema.json", Bytes: schema},
		{Name: "example/case.json", Bytes: record},
	}
	dir := filepath.Join(work, "pack")
	cmd := exec.Command("go", "run", "./cmd/handover", "pack", example, "--as-of", exampleDay, "-o", dir, "-q")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		return nil, err
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path) // it was found in dir
		files = append(files, file{Name: "example/pack/" + filepath.ToSlash(rel), Bytes: b})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the example's pack: %w\n%s", err, said.Bytes())
	}
	return files, nil
}
