package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/imports"
	"handover/model"
	"handover/model/dates"
)

var importSSDVerb = verb{
	name: "import ssd",
	args: "[EXPORT]",
	does: "records from the Standard Safeguarding Dataset",
	more: `
Makes a record of each child that is asked for from an export of the Standard
Safeguarding Dataset: a folder of CSV files called as its tables, a workbook with
a sheet a table, or a database. Nothing of the export is changed, and nothing of
it is dropped without a word: what a record can't hold stands beside it in
REFERENCE.left-out.csv. docs/import.md says what goes where.

Example
  handover import ssd EXPORT --child 204511 --protocol COUNCIL -o cases
  handover import ssd EXPORT --team "Looked After Team" --protocol COUNCIL -o cases
  handover check cases/204511.json
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := importOptions{env: e}
		o.declare(set)
		set.StringVar(
			&o.database,
			"database",
			"",
			"in place of EXPORT, the `ADDRESS` of a database: postgres://… or sqlserver://…; \"-\": it is read from standard input",
		)
		return o.ssd
	},
}

var importDfEVerb = verb{
	name: "import dfe",
	args: "PAYLOAD",
	does: "records from DfE's payload",
	more: `
Makes a record of each child that is asked for from the payload that the council
sends to DfE, of one child or of many. What a record can't hold stands beside it
in REFERENCE.left-out.csv; what the payload marks to be purged isn't read.

Example
  handover import dfe payload.json --child 204511 --protocol COUNCIL -o cases
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := importOptions{env: e}
		o.declare(set)
		return o.dfe
	},
}

// importOptions are the flags of the verbs that make records.
type importOptions struct {
	*env
	children, takes                                     []string
	team, transferring, protocol, output, asOf, overlay string
	database, into                                      string
	all, siblings, quiet                                bool
	took                                                map[string]bool // of takes, the paths at which something differed
}

func (o *importOptions) declare(set *pflag.FlagSet) {
	set.StringSliceVar(&o.children, "child", nil, "the children with these `IDS` in the system")
	set.StringVar(&o.team, "team", "", "the children whose worker is in the team with this `NAME` or id")
	set.StringVar(
		&o.transferring,
		"transferring",
		"",
		"the children of a CSV `FILE`: the columns number, kind, to_team, receiving_worker, transfer",
	)
	set.BoolVar(&o.all, "all", false, "every child of the export")
	set.BoolVar(&o.siblings, "siblings", false, "children of one family in one record")
	set.StringVar(&o.into, "into", "", "the `CASE.json` to bring up to date, in place of -o: what a person typed stays")
	o.declareTake(set)
	set.StringVar(&o.protocol, "protocol", "", "the council's `NAME`; needed but with --into")
	declareTemplates(set, &o.overlay)
	set.StringVarP(&o.output, "output", "o", "", "the `FOLDER` to write the records in")
	set.StringVar(&o.asOf, "as-of", "", "the `DAY` that counts as today: what is open on it is current")
	set.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
}

func (o *importOptions) declareTake(set *pflag.FlagSet) {
	set.StringArrayVar(
		&o.takes,
		"take",
		nil,
		"where record and system differ, with --into: `WHOSE` is taken, record or system (record, if nothing is said); or PATH=record, PATH=system for one value, as often as there are decisions",
	)
}

// take says whose value is taken at a path: the decision about it, or else the
// one about all.
func (o *importOptions) take(path string) bool {
	all := false
	for _, t := range o.takes {
		at, whose, one := cutLast(t)
		switch {
		case !one:
			all = whose == "system"
		case at == path:
			o.took[at] = true
			return whose == "system"
		}
	}
	return all
}

// cutLast parts PATH=WHOSE; one is false where WHOSE stands alone.
func cutLast(s string) (path, whose string, one bool) {
	i := strings.LastIndexByte(s, '=')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// askedTake checks --take.
func (o *importOptions) askedTake() error {
	o.took = map[string]bool{}
	for _, t := range o.takes {
		if _, whose, _ := cutLast(t); whose != "record" && whose != "system" {
			return app.Misuse("--take is record, system, PATH=record or PATH=system", "the path is as the list of differences shows it")
		}
	}
	return nil
}

// asked checks the flags.
func (o *importOptions) asked() (imports.Options, error) {
	opt := imports.Options{
		Protocol: o.protocol,
		Children: o.children,
		Team:     o.team,
		All:      o.all,
		Siblings: o.siblings,
		AsOf:     o.Today(),
		AtOnce:   runtime.GOMAXPROCS(0),
	}
	if o.into != "" {
		return opt, o.askedInto(&opt)
	}
	s, err := app.NewShelf(o.overlay, nil)
	if err != nil {
		return opt, err
	}
	if o.protocol == "" {
		return opt, app.Misuse("--protocol is needed", "the councils are "+strings.Join(s.Councils, ", "))
	}
	if err := s.Knows(o.protocol); err != nil {
		return opt, err
	}
	if o.asOf != "" {
		if opt.AsOf, err = dates.Parse(o.asOf); err != nil {
			return opt, app.Misuse("--as-of: "+err.Error(), "")
		}
	}
	if o.transferring != "" {
		if opt.Transferring, err = imports.ReadTransferring(o.transferring); err != nil {
			return opt, unread(err, o.transferring)
		}
	}
	if o.output == "" {
		return opt, app.Misuse("-o is needed", "it takes the folder to write the records in")
	}
	if !o.all && o.team == "" && len(o.children) == 0 && len(opt.Transferring) == 0 {
		return opt, app.Misuse("nobody is asked for", "say --child, --team, --transferring or --all")
	}
	return opt, nil
}

func (o *importOptions) ssd(ctx context.Context, args []string) (app.Exit, error) {
	opt, err := o.asked()
	if err != nil {
		return app.ExitUsage, err
	}
	if (len(args) == 0) == (o.database == "") {
		return app.ExitUsage, app.Misuse(
			"import ssd takes EXPORT or --database, one of them",
			"usage: handover import ssd EXPORT",
		)
	}
	if o.database != "" {
		address, err := o.address()
		if err != nil {
			return app.ExitFailed, err
		}
		src, err := imports.OpenDatabase(ctx, address)
		if err != nil {
			return app.ExitFailed, app.Fail(err.Error(), "nothing was written")
		}
		return o.run(ctx, src, opt)
	}
	src, err := imports.Open(args[0])
	if err != nil {
		return app.ExitFailed, unread(err, args[0])
	}
	return o.run(ctx, src, opt)
}

func (o *importOptions) dfe(ctx context.Context, args []string) (app.Exit, error) {
	opt, err := o.asked()
	if err != nil {
		return app.ExitUsage, err
	}
	src, err := imports.OpenPayload(args[0])
	if err != nil {
		return app.ExitFailed, unread(err, args[0])
	}
	return o.run(ctx, src, opt)
}

// address is the database's, which may hold a password that other users of the
// machine would see on the command line.
func (o *importOptions) address() (string, error) {
	if o.database != "-" {
		return o.database, nil
	}
	b, err := io.ReadAll(io.LimitReader(o.Stdin, 4096))
	if err != nil {
		return "", app.Fail("standard input: "+deliver.Cause(err).Error(), "")
	}
	return strings.TrimSpace(string(b)), nil
}

// askedInto checks the flags of an import into a record.
func (o *importOptions) askedInto(opt *imports.Options) error {
	if o.output != "" || o.all || o.team != "" || o.transferring != "" || len(o.children) > 0 || o.protocol != "" {
		return app.Misuse(
			"--into brings one record up to date, with the children, the council and the place that it has",
			"leave out -o, --protocol, --child, --team, --transferring and --all",
		)
	}
	if err := o.askedTake(); err != nil {
		return err
	}
	var err error
	if o.asOf != "" {
		if opt.AsOf, err = dates.Parse(o.asOf); err != nil {
			return app.Misuse("--as-of: "+err.Error(), "")
		}
	}
	return nil
}

// bring brings a record up to date.
func (o *importOptions) bring(ctx context.Context, src imports.Source, opt imports.Options) (app.Exit, error) {
	d, err := app.NewDesk(app.Asked{Formats: []string{"md"}, Templates: o.overlay, AsOf: o.asOf}, o.Today(), o.Stdin)
	if err != nil {
		return app.ExitUsage, errors.Join(err, src.Close())
	}
	c, err := d.Open(ctx, o.into)
	if err != nil {
		return app.ExitFailed, errors.Join(err, src.Close())
	}
	opt.Protocol, opt.Together, opt.Scratch = c.Record.Protocol, true, filepath.Dir(o.into)
	for i := range c.Record.Children {
		opt.Children = append(opt.Children, c.Record.Children[i].Number)
	}
	var made *imports.Case
	rep, err := imports.Run(ctx, src, opt, func(x *imports.Case) error { made = x; return nil })
	if err = errors.Join(err, src.Close()); err != nil {
		return app.ExitFailed, unread(err, o.into)
	}
	o.faults(rep)
	if made == nil {
		return app.ExitFailed, nil
	}
	differ, err := imports.Merge(c.Record, made.Record, o.take)
	if err != nil {
		return app.ExitFailed, app.Fail(o.into+": "+err.Error(), "children[].number is the system's id of the child")
	}
	exit, err := o.merged(ctx, d, c, differ, func(b []byte) error { return imports.Replace(o.into, b, made.LeftOut) })
	if err == nil && len(rep.Faults) > 0 {
		exit = app.ExitNotMade
	}
	return exit, err
}

// merged saves a record that was brought up to date, and says what changed and
// what a person has to decide.
func (o *importOptions) merged(
	ctx context.Context, d *app.Desk, c *app.Case, differ []imports.Difference, save func([]byte) error,
) (app.Exit, error) {
	for _, t := range o.takes {
		if at, _, one := cutLast(t); one && !o.took[at] {
			return app.ExitUsage, app.Misuse("--take "+at+": record and system don't differ there", "leave it out; nothing was written")
		}
	}
	was, err := d.Open(ctx, o.into)
	if err != nil {
		return app.ExitFailed, err
	}
	b, err := model.Encode(c.Record)
	if err != nil {
		return app.ExitFailed, err
	}
	declared := func(string) model.Declared { return c.Set.Protocol.Declared() }
	if _, err := model.Decode(o.into, b, model.Options{Declared: declared}); err != nil {
		return app.ExitFailed, err
	}
	if err := save(b); err != nil {
		return app.ExitFailed, unread(err, o.into)
	}
	var p page
	p.section("Brought up to date")
	updated := imports.Changes(was.Record, c.Record)
	p.none(len(updated))
	for _, x := range updated {
		p.para(2, 6, x.Words+":", orNone(x.Was)+" → "+orNone(x.Is))
	}
	p.section("Left as the record has it: the system says otherwise")
	p.none(len(differ))
	for _, x := range differ {
		p.para(2, 6, x.Path+":", "record: "+orNone(x.Record)+"; system: "+orNone(x.System)+" ("+x.From+")")
	}
	if err := o.print(p.bytes()); err != nil {
		return app.ExitFailed, err
	}
	if len(differ) > 0 {
		return app.ExitNotMade, nil
	}
	return app.ExitDone, nil
}

// run makes the records of a source and saves them.
func (o *importOptions) run(ctx context.Context, src imports.Source, opt imports.Options) (app.Exit, error) {
	if o.into != "" {
		return o.bring(ctx, src, opt)
	}
	folder, err := imports.NewFolder(o.output)
	if err != nil {
		return app.ExitFailed, errors.Join(unread(err, o.output), src.Close())
	}
	opt.Scratch = folder.Scratch()
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // however large the export is, it is read beside other programs
	rep, err := imports.Run(ctx, src, opt, folder.Add)
	err = errors.Join(err, src.Close())
	if err == nil && rep.Cases > 0 {
		err = folder.Keep()
	} else {
		err = errors.Join(err, folder.Drop())
	}
	if err != nil {
		return app.ExitFailed, unread(err, o.output)
	}
	o.tell(rep)
	switch {
	case rep.Cases == 0:
		return app.ExitFailed, nil
	case len(rep.Faults)+len(rep.NotMade) > 0:
		return app.ExitNotMade, nil
	}
	return app.ExitDone, nil
}

// faults says what is wrong with the export, and who has no record.
func (o *importOptions) faults(rep *imports.Report) {
	for _, p := range rep.Faults {
		said := p.String()
		if n := rep.More[imports.FaultKey(p)]; n > 0 {
			said += fmt.Sprintf(" (and in %d more places)", n)
		}
		o.said("error", app.Said{Msg: said, Hint: p.Hint})
	}
	for _, p := range rep.NotMade {
		o.said("error", app.Said{Msg: fmt.Sprintf("no record of %s: %s", p.Path, p.Msg)})
	}
}

// tell says what was made, what was left out, and what is wrong with the export.
func (o *importOptions) tell(rep *imports.Report) {
	o.faults(rep)
	if o.quiet {
		return
	}
	for _, n := range rep.Notes {
		o.say("%s", n)
	}
	if len(rep.Absent) > 0 {
		o.say("the export doesn't have: %s", strings.Join(rep.Absent, ", "))
	}
	left := 0
	for _, n := range rep.Left {
		left += n
	}
	o.say(
		"%d records in %s, of %d values; %d values are left out, each listed beside its record",
		rep.Cases,
		o.output,
		rep.Taken,
		left,
	)
	var whys []string
	for why := range rep.Left {
		whys = append(whys, why)
	}
	slices.Sort(whys)
	for _, why := range whys {
		o.say("left out: %d: %s", rep.Left[why], why)
	}
}

// unread is an error of reading or writing as the user is told it.
func unread(err error, path string) error {
	var problems model.Problems
	var at *fs.PathError
	switch {
	case errors.As(err, &problems), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &at):
		return app.Fail(at.Path+": "+deliver.Cause(err).Error(), "")
	case errors.Is(err, imports.ErrExists):
		return app.Fail(err.Error(), "choose another folder with -o")
	}
	return app.Fail(path+": "+err.Error(), "")
}
