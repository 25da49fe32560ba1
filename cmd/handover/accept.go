package main

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/model"
)

var acceptVerb = verb{
	name: "accept",
	args: "PACK FILE",
	does: "a file of a pack that was signed or edited",
	more: `
Takes a file that somebody changed after its pack was made, in Word say, into the
pack's manifest: what it was, what it is, who answers for it and why. What goes
outside is searched first, by the record as it is now, and refused if it shows
what its reader may not know. handover verify then names it as edited and
accepted. Files of the same document in other formats stay as they are; they are
named, for they say what it said before.

Example
  handover accept packs/CF-1 internal/02-file-audit-C1.docx --case case.json \
    --by W3 --why "signed at the meeting"
`,
	most: 2,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := acceptOptions{env: e}
		set.StringVar(&o.source, "case", "", "the `FILE` of the case, as it is now")
		set.StringVar(&o.by, "by", "", "the `ID` of the worker who answers for it")
		set.StringVar(&o.why, "why", "", "in `WORDS`, what was changed, and why")
		set.StringVar(&o.Protocol, "protocol", "", "the council's `NAME`, in place of the record's")
		declareTemplates(set, &o.Templates)
		set.StringVar(&o.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		return o.run
	},
}

type acceptOptions struct {
	*env
	asking
	source, by, why string
}

func (o *acceptOptions) run(ctx context.Context, args []string) (app.Exit, error) {
	switch {
	case o.source == "":
		return app.ExitUsage, app.Misuse("accept lacks --case FILE", "the record as it is now says who may know what")
	case !model.IsID(o.by):
		return app.ExitUsage, app.Misuse("accept lacks --by ID", "the id of the worker who answers for it, such as W3")
	case o.why == "":
		return app.ExitUsage, app.Misuse("accept lacks --why WORDS", `what was changed: "signed at the meeting"`)
	}
	o.Formats = []string{"md"}
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	c, err := d.Open(ctx, o.source)
	if err != nil {
		return app.ExitFailed, err
	}
	path, also, err := d.Accept(args[0], args[1], model.ID(o.by), o.why, c)
	if err != nil {
		return app.Explain(err).Exit, err
	}
	if len(also) > 0 {
		o.say("warning: %s: the same document in other formats says what it said before: %s", path, strings.Join(also, ", "))
	}
	return app.ExitDone, o.print([]byte("✓ " + path + "  accepted by " + o.by + "\n"))
}
