package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/model"
)

// A verb is one thing that the program does.
type verb struct {
	name string // "templates check"
	args string // "CASE.json"
	does string // on the list of verbs, in a few words
	more string // under help VERB; COUNCIL stands for the name of one that there is
	most int    // how many arguments it takes at most; those in args without brackets it needs
	// flags declares the verb's flags and returns what runs it once they are read.
	flags func(*pflag.FlagSet, *env) func(ctx context.Context, args []string) (app.Exit, error)
}

func verbs() []verb {
	return []verb{packVerb, checkVerb, batchVerb, trackerVerb, verifyVerb, protocolsVerb, templatesCheckVerb, templatesExportVerb, templatesStylesVerb, schemaVerb, newVerb,
		importSSDVerb, importDfEVerb, diffVerb, versionVerb}
}

// run runs the program: args are those after its name.
func run(ctx context.Context, args []string, e *env) app.Exit {
	code, err := dispatch(ctx, args, e)
	if err != nil {
		return e.report(err)
	}
	return code
}

func dispatch(ctx context.Context, args []string, e *env) (app.Exit, error) {
	if len(args) == 0 {
		return app.ExitUsage, app.Misuse("no verb given", "`handover help` lists them")
	}
	switch args[0] {
	case "help", "-h", "--help":
		return app.ExitDone, help(e, args[1:])
	case "--version":
		args = append([]string{"version"}, args[1:]...)
	}
	v, rest, err := findVerb(args)
	if err != nil {
		return app.ExitUsage, err
	}
	set := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.SortFlags = false
	do := v.flags(set, e)
	if err := set.Parse(rest); errors.Is(err, pflag.ErrHelp) {
		return app.ExitDone, helpVerb(e, v)
	} else if err != nil {
		return app.ExitUsage, app.Misuse(err.Error(), flagHint(v, set, err))
	}
	if err := v.count(set.Args()); err != nil {
		return app.ExitUsage, err
	}
	return do(ctx, set.Args())
}

// findVerb finds the verb that the command line begins with, of one word or of
// two, and what follows it.
func findVerb(args []string) (verb, []string, error) {
	var firsts, seconds []string
	for _, v := range verbs() {
		words := strings.Fields(v.name)
		if len(args) >= len(words) && slices.Equal(args[:len(words)], words) {
			return v, args[len(words):], nil
		}
		firsts = append(firsts, words[0])
		if len(words) > 1 && words[0] == args[0] {
			seconds = append(seconds, words[1])
		}
	}
	if len(seconds) > 0 {
		return verb{}, nil, app.Misuse(args[0]+" does one of: "+strings.Join(seconds, ", "), "`handover help "+args[0]+" "+seconds[0]+"` says more")
	}
	hint := "`handover help` lists the verbs"
	if near := model.Nearest(args[0], append(firsts, "help")); near != "" {
		hint = `did you mean "` + near + `"? ` + hint
	}
	return verb{}, nil, app.Misuse(`unknown verb "`+args[0]+`"`, hint)
}

func flagHint(v verb, set *pflag.FlagSet, err error) string {
	hint := "`handover help " + v.name + "` lists its flags"
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var known []string
		set.VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := model.Nearest(unknown.GetSpecifiedName(), known); near != "" {
			return "did you mean --" + near + "? " + hint
		}
	}
	return hint
}

// count checks how many arguments a verb was given.
func (v verb) count(args []string) error {
	hint := "usage: handover " + strings.TrimSpace(v.name+" "+v.args)
	switch {
	case len(args) == 0 && v.args != "" && !strings.HasPrefix(v.args, "["):
		return app.Misuse(v.name+" lacks "+v.args, hint)
	case len(args) > v.most && v.most == 0:
		return app.Misuse(v.name+" takes no arguments", hint)
	case len(args) > v.most:
		return app.Misuse(v.name+" was given too many arguments", hint)
	}
	return nil
}
