package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/approval"
	"handover/internal/deliver"
	"handover/internal/mail"
	"handover/model"
)

var mailListVerb = verb{
	name: "mail list",
	args: "PACK…",
	does: "who gets what, how, and what is still to do",
	more: `
Lists the letters and notices of packs, or of folders of packs, with what the
register says of each: still to do, sent, made again since it was sent, or
unknown, where sending was cut off. It writes nothing. --csv is for Excel: fill in
how, by and on for what went by hand, and give it to handover mail sent --from.

Example
  handover mail list packs/CF-1
  handover mail list packs --csv > letters.csv
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		asCSV := set.Bool("csv", false, "as CSV")
		asJSON := set.Bool("json", false, "the result as JSON")
		return func(_ context.Context, places []string) (app.Exit, error) {
			items, err := e.letters(places)
			if err != nil {
				return app.ExitFailed, err
			}
			switch {
			case *asCSV:
				var b bytes.Buffer
				if err := mail.WriteCSV(&b, items); err != nil {
					return app.ExitFailed, err
				}
				return app.ExitDone, e.print(b.Bytes())
			case *asJSON:
				return app.ExitDone, e.printJSON(items)
			}
			return app.ExitDone, e.print(showLetters(items))
		}
	},
}

// letters are what packs have to send. Of a line of a register that can't be
// read a warning says so.
func (e *env) letters(places []string) ([]mail.Item, error) {
	items, cut, err := mail.List(places)
	if err != nil {
		return nil, app.Fail(err.Error(), "")
	}
	e.cut(cut)
	if items == nil {
		items = []mail.Item{}
	}
	return items, nil
}

func (e *env) cut(lines []mail.Cut) {
	for _, c := range lines {
		e.say("warning: %s: line %d can't be read, and counts for nothing: it was cut off, or edited. Look in the mailbox what went", c.File, c.Line)
	}
}

// heed has the register beside packs heeded.
func (e *env) heed(d *app.Desk, packs string) error {
	cut, err := d.Heed(packs)
	e.cut(cut)
	return err
}

// declarePacks declares where the register is looked for.
func declarePacks(set *pflag.FlagSet, dir *string) {
	set.StringVar(dir, "packs", "packs", "the `FOLDER` of packs beside which the register of what went stands")
}

func showLetters(items []mail.Item) []byte {
	p := &page{}
	last, open, again := "", 0, 0
	for _, x := range items {
		if x.Reference != last {
			p.section(x.Reference + "  " + x.Pack)
			last = x.Reference
		}
		state := "still to do"
		switch x.State {
		case mail.Went:
			state = fmt.Sprintf("went on %s, %s, by %s", x.Last.On.Long(), spaced(x.Last.How), x.Last.By)
		case mail.Changed:
			again++
			state = fmt.Sprintf("went on %s, and was made again since", x.Last.On.Long())
		case mail.Unknown:
			state = "nobody knows: sending was cut off. Look in the mailbox, then say with mail sent if it went"
		default:
			open++
			if x.Last != nil {
				state += ": " + x.Last.Why
			}
		}
		p.para(2, 12, string(x.Recipient), strings.TrimSpace(strings.Join([]string{x.Kind, string(x.Child), x.Number}, " "))+", "+spaced(x.Way)+": "+state)
	}
	sum := app.Plural(len(items), "letter") + ", " + fmt.Sprint(open) + " still to do"
	if again > 0 {
		sum += ", " + fmt.Sprint(again) + " made again since it went"
	}
	p.section(sum)
	return p.bytes()
}

// spaced is a word of the record as it is said.
func spaced(w model.Word) string { return strings.ReplaceAll(string(w), "_", " ") }

var mailSentVerb = verb{
	name: "mail sent",
	args: "PACK…",
	does: "write down what went by hand",
	more: `
Writes into the register, beside the packs, what somebody posted, handed over or
sent from their own mail program: for a recipient, one letter, or from a list that
was filled in. What the register has already isn't written again without --again.

Example
  handover mail sent packs/CF-1 --to R1 --how post --by W5 --on 2026-12-01
  handover mail sent packs --from letters.csv
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := sentOptions{env: e}
		set.StringVar(&o.to, "to", "", "the `ID` of who got it")
		set.StringVar(&o.letter, "letter", "", "the `NUMBER` in its foot, where they got several")
		set.StringVar(&o.how, "how", "", "`HOW` it went: "+strings.Join(mail.Hows(), ", "))
		set.StringVar(&o.by, "by", "", "the `ID` of whoever sent it")
		set.StringVar(&o.on, "on", "", "the `DAY` on which it went; today, if left out")
		set.StringVar(&o.from, "from", "", "a `FILE` that mail list --csv wrote, filled in")
		set.BoolVar(&o.again, "again", false, "also what went before, and went once more")
		return o.run
	},
}

type sentOptions struct {
	*env
	to, letter, how, by, on, from string
	again                         bool
}

func (o *sentOptions) run(_ context.Context, places []string) (app.Exit, error) {
	if (o.from == "") == (o.to == "" && o.letter == "") {
		return app.ExitUsage, app.Misuse("mail sent takes --to or --letter with --how and --by, or --from", "`handover help mail sent` has examples")
	}
	items, err := o.letters(places)
	if err != nil {
		return app.ExitFailed, err
	}
	marks, err := o.marks(items)
	if err != nil {
		return app.ExitFailed, err
	}
	if err := mail.Record(marks, o.Now(), o.again); err != nil {
		return app.ExitFailed, app.Fail(err.Error(), "--again writes down that it went once more")
	}
	return app.ExitDone, o.print([]byte("✓ " + app.Plural(len(marks), "letter") + " written down as sent\n"))
}

func (o *sentOptions) marks(items []mail.Item) ([]mail.Mark, error) {
	if o.from != "" {
		b, err := os.ReadFile(o.from)
		if err != nil {
			return nil, app.Fail(o.from+" can't be read: "+deliver.Cause(err).Error(), "")
		}
		marks, err := mail.ReadCSV(bytes.NewReader(b), items)
		var faults mail.Faults
		if errors.As(err, &faults) {
			for _, f := range faults {
				o.say("error: %s: %s", o.from, f)
			}
			return nil, app.Fail(o.from+": nothing was written down", "")
		}
		return marks, err
	}
	if o.on == "" {
		o.on = o.Today().String()
	}
	h, wrong := mail.Hand(o.how, o.by, o.on)
	if len(wrong) > 0 {
		return nil, app.Misuse("--"+strings.Join(wrong, "; --"), "")
	}
	var marks []mail.Mark
	for _, x := range mail.Of(items, model.ID(o.to), o.letter) {
		marks = append(marks, mail.Mark{Item: x, ByHand: h})
	}
	if len(marks) == 0 {
		return nil, app.Fail("no such letter in these packs", "`handover mail list` lists them")
	}
	return marks, nil
}

var mailSendVerb = verb{
	name: "mail send",
	args: "PACK",
	does: "send the e-mails of a pack",
	more: `
Sends the drafts of a pack by SMTP over TLS, one at a time, where the council's mail
server allows it. First each file is held against the manifest and searched by the
record as it is now; if anything is wrong nothing goes. --dry-run shows who would get
what, and sends nothing. The register has a line before each message and one after:
what went is never sent again, and where the server's answer was lost the run stops
and says so.

The settings are a JSON file: host, port, tls (starttls or tls), user, from, and if
need be per_minute, seconds, ca_file. The password is in the environment, as
HANDOVER_MAIL_PASSWORD, and nowhere else.

Example
  handover mail send packs/CF-1 --case case.json --settings mail.json --by W5 --dry-run
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := sendOptions{env: e}
		set.StringVar(&o.source, "case", "", "the `FILE` of the case, as it is now")
		set.StringVar(&o.settings, "settings", "", "the `FILE` with the mail server's settings")
		set.StringVar(&o.by, "by", "", "the `ID` of whoever sends")
		set.StringVar(&o.to, "to", "", "only to the recipient with this `ID`")
		set.BoolVar(&o.changed, "changed", false, "also what went, and was made again since because it says something else")
		set.BoolVar(&o.dry, "dry-run", false, "show who would get what; send nothing")
		set.StringVar(&o.Protocol, "protocol", "", "the council's `NAME`, in place of the record's")
		declareTemplates(set, &o.Templates)
		set.StringVar(&o.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		return o.run
	},
}

// sound holds a pack against its manifest and the record as it is now. If anything
// is wrong it is shown, and the error says that nothing was done.
func (e *env) sound(d *app.Desk, dir string, c *app.Case, done string) error {
	v, err := d.Verify(dir, c)
	if err != nil {
		return err
	}
	if v.Sound() {
		_, state, err := approval.Of(dir)
		if err == nil && state != approval.Checked {
			e.say("warning: %s: nobody is on record as having read these letters but whoever prepared them; on the pages of handover serve, under The pack, a second person puts their name to it", v.Reference)
		}
		return err
	}
	p := &page{}
	showVerified(p, v)
	if err := e.print(p.bytes()); err != nil {
		return err
	}
	return &app.Failure{Exit: v.Exit, Msg: "nothing was " + done + ": the pack isn't as it was made, or shows what its readers may not know by now", Hint: "make the pack again"}
}

type sendOptions struct {
	*env
	asking
	source, settings, by, to string
	changed, dry             bool
}

func (o *sendOptions) run(ctx context.Context, packs []string) (app.Exit, error) {
	switch {
	case o.source == "":
		return app.ExitUsage, app.Misuse("mail send lacks --case FILE", "the record as it is now says who may know what")
	case !o.dry && o.settings == "":
		return app.ExitUsage, app.Misuse("mail send lacks --settings FILE", "`handover help mail send` says what is in it")
	case !o.dry && !model.IsID(o.by):
		return app.ExitUsage, app.Misuse("mail send lacks --by ID", "the id of whoever sends, such as W5")
	}
	var settings mail.Settings
	if !o.dry {
		var err error
		if settings, err = mail.ReadSettings(o.settings); err != nil {
			return app.ExitFailed, app.Fail(err.Error(), "")
		}
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
	if err := o.sound(d, packs[0], c, "sent"); err != nil {
		return app.ExitFailed, err
	}
	items, err := o.letters(packs)
	if err != nil {
		return app.ExitFailed, err
	}
	var todo []mail.Item
	for _, x := range mail.Of(items, model.ID(o.to), "") {
		if x.Mailed() && (x.State == mail.ToDo || x.State == mail.Changed && o.changed) {
			todo = append(todo, x)
		}
	}
	if o.dry {
		return app.ExitDone, o.print(showLetters(todo))
	}
	run := mail.Sending{Changed: o.changed, Settings: settings, Password: o.Getenv("HANDOVER_MAIL_PASSWORD"), By: model.ID(o.by), On: o.Today(), Now: o.Now, Wait: wait}
	worst, sent := app.ExitDone, 0
	run.Tell = func(x mail.Item, got mail.Outcome, why string) {
		if got == mail.Sent {
			sent++
			return
		}
		worst = app.ExitNotMade
		o.say("error: %s to %s: %s: %s", x.Path, x.Recipient, strings.ReplaceAll(string(got), "_", " "), why)
	}
	err = run.Send(ctx, todo)
	if _, werr := io.WriteString(o.Stdout, "✓ "+app.Plural(sent, "message")+" sent\n"); werr != nil {
		return app.ExitFailed, app.Fail("writing to standard output: "+deliver.Cause(werr).Error(), "")
	}
	if err != nil {
		return app.ExitFailed, app.Fail(err.Error(), "`handover mail list` says where each letter stands")
	}
	return worst, nil
}
