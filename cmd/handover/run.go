package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	return []verb{packVerb, checkVerb, batchVerb, trackerReadVerb, trackerVerb, verifyVerb, acceptVerb, mailListVerb, mailPrintVerb, mailSentVerb, mailSendVerb, protocolsVerb, templatesCheckVerb, templatesExportVerb, templatesStylesVerb, templatesFieldsVerb, schemaVerb, newVerb, serveVerb,
		importSSDVerb, importDfEVerb, importPeopleVerb, importTemplateVerb, diffVerb, licencesVerb, versionVerb}
}

// run runs the program: args are those after its name.
func run(ctx context.Context, args []string, e *env) app.Exit {
	code, err := dispatch(ctx, args, e)
	if err != nil {
		code = e.report(err)
	}
	if e.Own { // what was said shall not be a flash
		fmt.Fprint(e.Stderr, "\nPress Enter to close this window. ")
		_, _ = bufio.NewReader(e.Stdin).ReadString('\n') // whatever it says, the window closes
	}
	return code
}

func dispatch(ctx context.Context, args []string, e *env) (app.Exit, error) {
	if len(args) == 0 && e.Own {
		return e.serveDocuments(ctx)
	}
	if len(args) == 0 {
		return app.ExitUsage, app.Misuse("no verb given", "`handover help` lists them")
	}
	switch args[0] {
	case "help", "-h", "--help", "/?", "-?":
		return app.ExitDone, help(e, args[1:])
	case "--version", "-V":
		args = append([]string{"version"}, args[1:]...)
	}
	if dropped(args) {
		args = append([]string{"check"}, args...)
	}
	v, rest, err := findVerb(args)
	if err != nil {
		return app.ExitUsage, err
	}
	if i := slices.IndexFunc(rest, func(a string) bool { return strings.Contains(a, `"`) }); e.Windows && i >= 0 {
		return app.ExitUsage, app.Misuse("a quotation mark stands in an argument, where none can be in a file's name",
			`leave out the backslash before the closing quotation mark: "C:\My packs"`)
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
	rest = set.Args()
	if e.Windows {
		rest = expanded(rest)
	}
	if err := v.count(rest); err != nil {
		return app.ExitUsage, err
	}
	return do(ctx, rest)
}

// dropped says whether the program was given files and nothing else, as when
// they are dropped on it.
func dropped(args []string) bool {
	return !slices.ContainsFunc(args, func(a string) bool {
		_, err := os.Stat(a)
		return err != nil || !filepath.IsAbs(a)
	})
}

// expanded are arguments with wildcards as the files that they mean, which
// shells of Windows leave to the program.
func expanded(args []string) []string {
	var out []string
	for _, a := range args {
		found, err := filepath.Glob(a)
		if err != nil || len(found) == 0 || !strings.ContainsAny(a, "*?") {
			found = []string{a}
		}
		out = append(out, found...)
	}
	return out
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
