package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/fill"
	"handover/model"
)

var templatesCheckVerb = verb{
	name: "templates check",
	does: "checks templates, also a council's own",
	more: `
Loads every council's protocol and templates, checks each template against what
its reader may see, and lists all that is wrong, with file, line and column. No
case is read.

Example
  handover templates export our-templates --protocol COUNCIL
  handover templates check --templates our-templates
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		var overlay string
		declareTemplates(set, &overlay)
		return func(context.Context, []string) (exit, error) { return checkTemplates(e, overlay) }
	},
}

func checkTemplates(e *env, overlay string) (exit, error) {
	s, err := newShelf(overlay, nil)
	if err != nil {
		return exitTemplate, err
	}
	var p page
	var wrong fill.Faults
	used := map[string]bool{}
	for _, council := range s.councils {
		set, err := fill.Load(council, s.layers...)
		err = atTemplates(err)
		var faults fill.Faults
		switch {
		case errors.As(err, &faults):
			for _, f := range faults {
				if !slices.Contains(wrong, f) {
					wrong = append(wrong, f)
				}
			}
		case err != nil:
			return exitFailed, err
		default:
			kinds := map[string]bool{}
			used[set.CheckSheet.File] = true
			for _, t := range set.Trackers {
				used[t.Paper.File] = true
			}
			for _, d := range set.Documents {
				used[d.Template.File] = true
				kinds[d.Kind] = true
			}
			p.line(0, fmt.Sprintf("✓ %s  %s, %s", council, plural(len(kinds), "kind")+" of document", plural(len(set.Protocol.Rows), "row")))
		}
	}
	if err := e.print(p.bytes()); err != nil {
		return exitFailed, err
	}
	if len(wrong) > 0 {
		return exitTemplate, wrong
	}
	return exitDone, e.unused(s, used)
}

func nearest(file string, known []string) string {
	if near := model.Nearest(file, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "a protocol's documents name their templates by file"
}

// unused warns of templates of the overlay that no document uses: most likely
// their names have slipped.
func (e *env) unused(s shelf, used map[string]bool) error {
	if s.overlay == "" {
		return nil
	}
	found, err := fs.Glob(s.layers[1], "*/*.md")
	if err != nil {
		return fmt.Errorf("reading templates: %w", err)
	}
	var known []string
	for f := range used {
		known = append(known, f)
	}
	slices.Sort(known)
	for _, f := range found {
		if !used[f] && !strings.HasPrefix(path.Base(f), "_") {
			e.warn(warning{File: path.Join(s.overlay, f), Msg: "no document uses this template", Hint: nearest(f, known)})
		}
	}
	return nil
}
