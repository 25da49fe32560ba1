package main

import (
	"context"

	"github.com/spf13/pflag"

	"handover/internal/app"
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
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		return func(_ context.Context, args []string) (app.Exit, error) {
			return app.ExitDone, exportReference(e, args[0])
		}
	},
}

func exportReference(e *env, at string) error {
	b, err := docx.WriteReference()
	if err != nil {
		return err
	}
	if err := app.NewFile(at, b, "choose another name, in a folder that you may write in"); err != nil {
		return err
	}
	return e.print([]byte(sign(app.Good) + " " + at + "\n"))
}
