package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/mail"
	"handover/internal/pack"
)

var mailPrintVerb = verb{
	name: "mail print",
	args: "PACK…",
	does: "the letters that go on paper, as one file to print",
	more: `
Makes a folder with what whoever posts the letters of packs needs: letters.pdf, all
that are still to do, to be printed on both sides, each reader's after a sheet that
says what goes into the envelope; labels.pdf, their addresses (99.1 by 38.1 mm,
fourteen a sheet, as Avery L7163); and in notify/ what GOV.UK Notify takes: each
letter as a file, and lists for the council's own templates of letters and e-mails.

First each pack is held against its manifest and searched by the record as it is
now; if anything is wrong nothing is printed. Nothing is written down as sent: say
so with handover mail sent when it went.

Example
  handover mail print packs/CF-1 --case case.json
  handover mail print packs --case cases -o "print 12 January"
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := printOptions{env: e}
		set.StringVar(&o.source, "case", "", "the `FILE` of the case, as it is now, or the folder of all")
		set.StringVarP(&o.output, "output", "o", "to-print", "the `FOLDER` to make")
		set.BoolVar(&o.changed, "changed", false, "also what went, and was made again since because it says something else")
		set.BoolVar(&o.again, "again", false, "also what went already")
		set.BoolVar(&o.force, "force", false, "replace the folder if it is there")
		set.StringVar(&o.Protocol, "protocol", "", "the council's `NAME`, in place of the record's")
		declareTemplates(set, &o.Templates)
		set.StringVar(&o.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		return o.run
	},
}

type printOptions struct {
	*env
	asking
	source, output        string
	changed, again, force bool
}

func (o *printOptions) run(ctx context.Context, places []string) (app.Exit, error) {
	if o.source == "" {
		return app.ExitUsage, app.Misuse("mail print lacks --case FILE", "the record as it is now says who may know what")
	}
	items, err := o.letters(places)
	if err != nil {
		return app.ExitFailed, err
	}
	o.Formats = []string{"pdf"}
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	posts, err := o.posts(ctx, d, items)
	if err != nil {
		return app.ExitFailed, err
	}
	run, err := mail.Print(posts, d.Today())
	if err != nil {
		return app.ExitFailed, app.Fail(err.Error(), "")
	}
	if len(run.Files) == 0 {
		return app.ExitDone, o.print([]byte("nothing to print: no letter that goes on paper is still to do\n"))
	}
	return o.save(run)
}

// posts are the letters that are to do, of packs that are sound.
func (o *printOptions) posts(ctx context.Context, d *app.Desk, items []mail.Item) ([]pack.Posted, error) {
	packs := map[string][]mail.Item{}
	for _, x := range items {
		packs[x.Reference] = append(packs[x.Reference], x)
	}
	made := map[string][]pack.Posted{}
	err := d.Each(ctx, o.source, func(c *app.Case) error {
		of := packs[c.Record.Reference]
		if len(of) == 0 {
			return nil
		}
		dir := of[0].Pack
		if err := o.sound(d, dir, c, "printed"); err != nil {
			return err
		}
		var err error
		made[dir], err = d.Posts(dir, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []pack.Posted
	for _, x := range items {
		posts, known := made[x.Pack]
		if !known {
			return nil, app.Fail(x.Pack+": --case has no record of its case, "+x.Reference, "give the file of the case, or the folder with all of them")
		}
		if x.State != mail.ToDo && !(x.State == mail.Changed && o.changed) && !o.again {
			continue
		}
		if i := slices.IndexFunc(posts, func(p pack.Posted) bool { return p.Path == x.Path }); i >= 0 {
			out = append(out, posts[i])
		}
	}
	return out, nil
}

func (o *printOptions) save(run *mail.Run) (app.Exit, error) {
	dir, name := filepath.Split(filepath.Clean(o.output))
	at := filepath.Join(dir, name)
	if _, err := os.Lstat(filepath.Join(at, deliver.ManifestName)); o.force && err == nil {
		return app.ExitFailed, app.Fail(at+" is a pack and was left unchanged", "-o chooses another folder")
	}
	saved, err := deliver.Folder{Name: name, Files: run.Files}.Save(filepath.Join(".", dir), deliver.How{Replace: o.force})
	switch {
	case errors.Is(err, deliver.ErrExists):
		return app.ExitFailed, app.Fail(err.Error(), "use --force to replace it, or -o to choose another folder")
	case err != nil:
		return app.ExitFailed, app.Fail(at+": "+err.Error(), "-o chooses another folder")
	}
	sheets := 0
	for _, e := range run.Envelopes {
		sheets += e.Sheets
	}
	o.notNotify(run.NotNotify)
	return app.ExitDone, o.print(fmt.Appendf(nil, "✓ %s, %s of letters  %s\n", app.Plural(len(run.Envelopes), "envelope"), app.Plural(sheets, "sheet"), filepath.ToSlash(saved.Place)))
}

// notNotify says which letters Notify would refuse, a line a reason.
func (o *printOptions) notNotify(all []mail.Without) {
	numbers := map[string][]string{}
	var reasons []string
	for _, w := range all {
		if numbers[w.Why] == nil {
			reasons = append(reasons, w.Why)
		}
		numbers[w.Why] = append(numbers[w.Why], w.Letter.Number)
	}
	for _, why := range reasons {
		o.say("warning: not for GOV.UK Notify: %s: %s", why, strings.Join(numbers[why], ", "))
	}
}
