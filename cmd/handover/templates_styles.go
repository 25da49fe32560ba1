package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"handover/internal/fill"
	"handover/model"
	"handover/render/doc"
	"handover/render/docx"
)

var templatesStylesVerb = verb{
	name: "templates styles",
	args: "FILE",
	does: "the Word document of our styles, to be changed",
	more: `
Writes a Word document that shows every style our documents use. Open it in
Word, change how the styles look, save it, and give it to --reference: Word
documents are then set in your styles. Its text and pages are not used. A file
that is there is never replaced.

Example
  handover templates styles styles.docx   # and change it in Word
  handover pack case.json --reference styles.docx
`,
	most: 1,
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		return func(_ context.Context, args []string) (exit, error) {
			return exitDone, exportReference(e, args[0])
		}
	},
}

func exportReference(e *env, at string) error {
	b, err := docx.WriteReference()
	if err != nil {
		return err
	}
	if err := writeNew(at, b, "choose another name, in a folder that you may write in"); err != nil {
		return err
	}
	return e.print([]byte("✓ " + filepath.ToSlash(at) + "\n"))
}

// readReference reads the document of --reference. What is wrong with it is the
// template's fault, not the case's.
func readReference(path string) (*doc.Reference, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, usage("--reference: "+path+": "+cause(err), "")
	}
	ref, err := docx.ReadReference(b)
	var faults doc.Faults
	if !errors.As(err, &faults) {
		return ref, err
	}
	var out fill.Faults
	for _, f := range faults {
		out = append(out, model.Problem{File: path, Msg: f.Msg})
	}
	return nil, out
}
