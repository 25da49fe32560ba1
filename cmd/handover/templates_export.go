package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"handover/internal/deliver"
	"handover/templates"
)

var templatesExportVerb = verb{
	name: "templates export",
	args: "DIR",
	does: "writes the built-in templates out, to be changed",
	more: `
Writes common/ and each council's folder into DIR, whole or not at all; a file
that is there is never replaced. Keep the files that you change, delete the
others, and give DIR to --templates: what you deleted stays built in.

Example
  handover templates export our-templates --protocol COUNCIL
  handover pack case.json --templates our-templates
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		var council string
		set.StringVar(&council, "protocol", "", "only common/ and this council's folder: `NAME`")
		return func(_ context.Context, args []string) (exit, error) {
			return exitDone, exportTemplates(e, args[0], council)
		}
	},
}

func exportTemplates(e *env, dir, council string) error {
	s, err := newShelf("", nil)
	if err != nil {
		return err
	}
	folders := append([]string{"common"}, s.councils...)
	if council != "" {
		if err := s.knows(council); err != nil {
			return err
		}
		folders = []string{"common", council}
	}
	builtIn := templates.BuiltIn()
	var files []string
	if err := fs.WalkDir(builtIn, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(folders, path.Dir(name)) {
			files = append(files, name)
		}
		return err
	}); err != nil {
		return fmt.Errorf("reading templates: %w", err)
	}
	for _, f := range files {
		if at := filepath.Join(dir, filepath.FromSlash(f)); deliver.Exists(at) {
			return &failure{exitFailed, at + " already exists; nothing was written", "choose an empty folder"}
		}
	}
	if err := writeAll(builtIn, files, dir); err != nil {
		return &failure{exitFailed, dir + ": " + cause(err), "choose a folder that you may write in"}
	}
	return e.print(fmt.Appendf(nil, "✓ %s  %s\n", plural(len(files), "file"), filepath.ToSlash(dir)))
}

// writeAll copies files into a folder; after an error it takes away again what
// it made.
func writeAll(from fs.FS, files []string, dir string) error {
	var made []string
	err := func() error {
		if err := makeFolder(dir, &made); err != nil {
			return err
		}
		for _, f := range files {
			b, err := fs.ReadFile(from, f)
			if err != nil {
				return err
			}
			at := filepath.Join(dir, filepath.FromSlash(f))
			if err := makeFolder(filepath.Dir(at), &made); err != nil {
				return err
			}
			if err := deliver.NewFile(at, b); err != nil {
				return err
			}
			made = append(made, at)
		}
		return nil
	}()
	if err == nil {
		return nil
	}
	for _, at := range slices.Backward(made) {
		if gone := os.Remove(at); gone != nil {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// makeFolder makes a folder and those above it, and notes those made.
func makeFolder(dir string, made *[]string) error {
	if deliver.Exists(dir) {
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := makeFolder(above, made); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	*made = append(*made, dir)
	return nil
}
