package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/render"
)

var templatesFieldsVerb = verb{
	name: "templates fields",
	args: "KIND",
	does: "what a template of a kind of document may use",
	more: `
Lists every field that a template of a council's kind of document may use, for
each reader of it, as it is typed, with what it is. With -o it is written as a
Word document to copy fields from (.docx), or as Markdown (.md).

Example
  handover templates fields change-of-worker-letter --protocol COUNCIL
  handover templates fields change-of-worker-letter --protocol COUNCIL -o fields.docx
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var council, overlay, output string
		set.StringVar(&council, "protocol", "", "the council's `NAME`; needed")
		declareTemplates(set, &overlay)
		set.StringVarP(&output, "output", "o", "", "the `FILE` to write, .docx or .md, in place of standard output")
		return func(_ context.Context, args []string) (app.Exit, error) {
			return app.ExitDone, showFields(e, council, overlay, output, args[0])
		}
	},
}

func showFields(e *env, council, overlay, output, kind string) error {
	s, err := app.NewShelf(overlay, nil)
	if err != nil {
		return err
	}
	if council == "" {
		return app.Misuse("--protocol is needed", "the councils are "+strings.Join(s.Councils, ", "))
	}
	if err := s.Knows(council); err != nil {
		return err
	}
	ext := strings.ToLower(filepath.Ext(output))
	if output != "" && ext != ".docx" && ext != ".md" {
		return app.Misuse("-o takes a file that ends in .docx or .md", "")
	}
	fields, err := s.FieldsOf(council, kind)
	if err != nil {
		return err
	}
	b := fieldsMarkdown(fields)
	switch {
	case output == "":
		return e.print(b)
	case ext == ".docx":
		if b, _, err = render.Finish(render.DOCX, app.FieldsPaper(fields, council, e.Today()), render.Envelope{}); err != nil {
			return err
		}
	}
	return app.NewFile(output, b, "-o takes the name of a new file")
}

// fieldsMarkdown has the fields as tables, each field as it is typed.
func fieldsMarkdown(all []app.Fields) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Fields for %s\n", all[0].Kind)
	for _, f := range all {
		fmt.Fprintf(&b, "\n## Reader: %s\n\n| you type | kind | what it is |\n| --- | --- | --- |\n", f.Reader)
		for _, x := range f.Fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", x.Tag, x.What, strings.ReplaceAll(x.Says, "|", `\|`))
		}
	}
	return []byte(b.String())
}
