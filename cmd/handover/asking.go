package main

import (
	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/render"
)

// asking is the flags of a verb that reads cases.
type asking struct {
	app.Asked
	json, quiet bool
}

func (a *asking) declare(set *pflag.FlagSet) {
	set.StringSliceVarP(&a.Formats, "format", "f", []string{"pdf", "docx", "md"}, "the `FORMATS` to write: of "+render.List(render.Asked()))
	set.StringSliceVar(&a.Only, "only", nil, "only these `KINDS` of document")
	set.StringSliceVar(&a.To, "to", nil, "only what goes to those with these `IDS` in the record")
	set.StringVar(&a.Protocol, "protocol", "", "the council's `NAME`, in place of the record's")
	declareTemplates(set, &a.Templates)
	set.StringVar(&a.AsOf, "as-of", "", "the `DAY` that counts as today, for deadlines, ages and letters: YYYY-MM-DD")
	set.BoolVar(&a.Draft, "draft", false, "mark every page DRAFT, and make letters with gaps too")
	set.StringVar(&a.Reference, "reference", "", "the Word `FILE` whose styles Word documents are set in; see handover help templates styles")
	set.BoolVar(&a.Large, "large-print", false, "everything in 18 point; letters to those who need it, by the record, are in any case")
	set.BoolVar(&a.json, "json", false, "the result as JSON")
	set.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but errors")
}

func declareTemplates(set *pflag.FlagSet, dir *string) {
	set.StringVar(dir, "templates", "", "`DIR` of a council's own templates, laid over the built-in ones")
}

// desk checks what was asked for.
func (a *asking) desk(e *env) (*app.Desk, error) { return app.NewDesk(a.Asked, e.Today(), e.Stdin) }
