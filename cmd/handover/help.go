package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/fill"
	"handover/templates"
)

const helpHead = `handover makes the documents that go with a case when it moves from one social
worker to another: one case record in, a whole pack out.

  handover VERB [flags] [arguments]

`

const helpFoot = `
"-" in place of a case's file is standard input.

Exits: 0 made; 1 a bad record, or a file that can't be read or written; 2 the
command line; 3 something was not made, or what is missing stops the transfer;
4 a template is at fault; 5 refused, for it would show a reader what that reader
may not know; 6 of many cases some failed; 130 interrupted.
`

// help shows every verb, or one.
func help(e *env, args []string) error {
	if len(args) > 0 {
		v, rest, err := findVerb(args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return app.Misuse("help takes one verb", "usage: handover help VERB")
		}
		return helpVerb(e, v)
	}
	var p page
	p.b.WriteString(helpHead)
	for _, v := range append(verbs(), verb{name: "help", args: "[VERB]", does: "this, or a verb's flags and a worked example"}) {
		p.para(2, 25, fmt.Sprintf("%-22s", v.name+" "+v.args), v.does)
	}
	p.b.WriteString(helpFoot)
	return e.print(p.bytes())
}

func helpVerb(e *env, v verb) error {
	councils, err := fill.Councils(templates.BuiltIn())
	if err != nil {
		return err
	}
	var p page
	flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	flags.SortFlags = false
	v.flags(flags, e)
	usage := "handover " + strings.TrimSpace(v.name+" "+v.args)
	if flags.HasFlags() {
		usage += " [flags]"
	}
	p.line(0, usage)
	p.line(0, "")
	p.b.WriteString(strings.ReplaceAll(strings.TrimSpace(v.more), "COUNCIL", councils[0]) + "\n")
	if flags.HasFlags() {
		p.line(0, "")
		p.line(0, "Flags")
		p.b.WriteString(flags.FlagUsagesWrapped(width))
	}
	return e.print(p.bytes())
}
