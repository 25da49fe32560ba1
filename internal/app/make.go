package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/internal/recipient"
	"handover/model/dates"
)

// Making says how a pack is made.
type Making struct {
	Output string // the folder in which it is made
	Again  bool   // make letters again that went, though they say the same
	Force  bool   // replace a pack that is there
	DryRun bool   // write nothing

	Tell func(done, of int) // hears how many files are made, of about how many; may be nil
}

// Packed is what became of a case.
type Packed struct {
	Reference string                   `json:"reference"`
	DryRun    bool                     `json:"dry_run,omitempty"`
	Path      string                   `json:"path,omitempty"` // of the pack; absent if none was written
	Documents []pack.Planned           `json:"documents"`
	Files     []string                 `json:"files"`
	NotMade   []pack.NotMade           `json:"not_made"`
	NotTold   []pack.NotMade           `json:"not_told"`          // by decision
	NoLetter  []pack.NotMade           `json:"no_letter"`         // is to be told, and no letter is asked for at this point
	Went      []pack.NotMade           `json:"went,omitempty"`    // and say the same
	Refused   []pack.Refused           `json:"refused,omitempty"` // would disclose something
	Late      []protocol.DeadlineState `json:"late"`
	Stopped   []protocol.Stopped       `json:"stopped,omitempty"`
	Warnings  []Warning                `json:"warnings"`
	Exit      Exit                     `json:"exit"`

	Line Line `json:"-"` // all of it in a line
}

// A Line is what there is to say of a case in one line.
type Line struct {
	Mark            Mark
	Reference, Text string
}

// Mark is how a line's case stands, at a glance.
type Mark int

// The marks.
const (
	Good Mark = iota
	Note      // made, and there is something to see to
	Bad       // there is none
)

// Make makes a case's pack, and saves it unless it is a dry run. A document that
// would show its reader what that reader may not know is in Refused, and the
// others are made.
func (d *Desk) Make(ctx context.Context, c *Case, o Making) (Packed, error) {
	c.tell, c.again = o.Tell, o.Again
	if err := d.choose(ctx, c); err != nil {
		return Packed{}, err
	}
	r, err := d.make(ctx, c, o.DryRun, func(k *pack.Pack) (deliver.Saved, error) { return save(ctx, k, c.Name, o) })
	if r.Path != "" {
		r.Warnings = append(r.Warnings, Synchronised(o.Output)...)
	}
	return r, err
}

// make builds the pack of a case, and saves it unless it is a dry run.
func (d *Desk) make(ctx context.Context, c *Case, dryRun bool, save func(*pack.Pack) (deliver.Saved, error)) (Packed, error) {
	d.building.Lock()
	k, err := pack.Build(c.Plan)
	d.building.Unlock()
	if err != nil {
		return Packed{}, err
	}
	if err := ctx.Err(); err != nil {
		return Packed{}, err
	}
	r := Packed{Reference: k.Reference, DryRun: dryRun, Documents: made(k), Files: []string{}, NotMade: list(k.NotMade), NotTold: list(c.Plan.NotTold), NoLetter: list(c.Plan.NoLetter), Went: c.Plan.Went, Refused: k.Refused,
		Late: list(late(c.Plan.Readiness)), Stopped: c.Plan.Readiness.Stopped, Warnings: list(warnings(c, k.Documents, d.pack.AsOf))}
	if len(r.Documents) > 0 {
		for _, f := range k.Files {
			r.Files = append(r.Files, f.Path)
		}
		if !dryRun {
			var saved deliver.Saved
			saved, err = save(k)
			if err == nil {
				r.Path = filepath.ToSlash(saved.Place) // the same on every machine
				r.Warnings = append(r.Warnings, doubtful(c.Name, saved, k.Files)...)
			}
		}
	}
	r.settle(c, d.pack.AsOf)
	return r, err
}

// settle works out the exit and the line.
func (r *Packed) settle(c *Case, asOf dates.Date) {
	switch {
	case len(r.Refused) > 0 && len(r.Documents) == 0:
		r.Exit = ExitDisclose
	case len(r.Refused) > 0, len(r.NotMade) > 0, len(r.Stopped) > 0, len(r.Documents) == 0:
		r.Exit = ExitNotMade
	}
	r.Line = r.line(c, asOf)
}

// made are the documents of which there is a file: what no format can show of
// one is in NotMade.
func made(k *pack.Pack) []pack.Planned {
	out := []pack.Planned{}
	for _, d := range k.Documents {
		if slices.ContainsFunc(k.Files, func(f deliver.File) bool { return strings.HasPrefix(f.Path, d.Path+".") }) {
			out = append(out, d)
		}
	}
	return out
}

// save writes a pack. One that is there is replaced only where it is a pack,
// and where the case itself doesn't lie in it.
func save(ctx context.Context, k *pack.Pack, source string, o Making) (deliver.Saved, error) {
	saved, err := k.Save(o.Output, deliver.How{Cancelled: ctx.Err})
	if errors.Is(err, deliver.ErrExists) && o.Force {
		if err := replaceable(saved.Place, k.Reference, source); err != nil {
			return saved, err
		}
		saved, err = k.Save(o.Output, deliver.How{Replace: true, Cancelled: ctx.Err})
	}
	var held *deliver.Held
	switch {
	case errors.Is(err, deliver.ErrExists):
		return saved, Fail(err.Error(), "use --force to replace it, or -o to choose another folder")
	case errors.Is(err, context.Canceled):
		return saved, err
	case errors.As(err, &held):
		return saved, openElsewhere(o.Output, err)
	case err != nil:
		return saved, Fail(o.Output+": "+err.Error(), "nothing was written; -o chooses another folder")
	}
	return saved, nil
}

// longest is how many characters the path of a file may have that Word, Excel
// and Explorer open (Microsoft: MAX_PATH, with its end).
const longest = 259

// doubtful is what to know of a folder that was saved: that what it replaced
// lies there still, and paths that Windows' programs don't open.
func doubtful(name string, saved deliver.Saved, files []deliver.File) (out []Warning) {
	if saved.Left != nil {
		out = append(out, Warning{File: name, Msg: "the pack is made, but the one that it replaced still lies beside it: " + saved.Left.Error(),
			Hint: "close it there; the next pack of this case takes it away"})
	}
	place, err := filepath.Abs(saved.Place)
	if err != nil {
		place = saved.Place
	}
	long := 0
	for _, f := range files {
		if len(utf16.Encode([]rune(place+"/"+f.Path))) > longest {
			long++
		}
	}
	if long > 0 {
		out = append(out, Warning{File: name, Msg: fmt.Sprintf("%s with its folders' names is longer than %d characters, which Word, Excel and Explorer don't open", Plural(long, "file"), longest),
			Hint: "-o chooses a folder with a shorter path"})
	}
	return out
}

// clouds are folders that programs copy to other machines, as their names begin.
var clouds = []string{"onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "box sync", "nextcloud", "sharepoint"}

// Synchronised is a warning where files of cases are to stand in a folder that is
// copied to other machines, by the name of a folder above: Windows has redirected
// Documents under "OneDrive - COUNCIL".
func Synchronised(output string) []Warning {
	place, err := filepath.Abs(output)
	if err != nil {
		place = output
	}
	synced := slices.ContainsFunc(strings.Split(strings.ToLower(filepath.ToSlash(place)), "/"), func(dir string) bool {
		return slices.ContainsFunc(clouds, func(c string) bool { return dir == c || strings.HasPrefix(dir, c+" ") })
	})
	if !synced {
		return nil
	}
	return []Warning{{File: filepath.ToSlash(output), Msg: "is in a folder that is copied to other machines, and perhaps to other people",
		Hint: "make packs in a folder that only those can read who may see the case; -o chooses one"}}
}

// openElsewhere is that a file of a pack is open in another program.
func openElsewhere(dir string, err error) error {
	return Fail(dir+": "+err.Error(), "close it there, and do this again; what was there before is as it was")
}

// replaceable says whether what stands in a place is a pack of that case, in
// which the case itself doesn't lie.
func replaceable(place, reference, source string) error {
	switch of, err := pack.Of(place); {
	case err != nil:
		return Fail(place+" is not a pack and was left unchanged", "-o chooses another folder")
	case of != reference:
		return Fail(place+" is the pack of another case, whose reference differs in a letter's size or a sign, and was left unchanged",
			"compare the references; if both are right, -o chooses another folder")
	}
	return outside(place, source)
}

// outside says whether a case's file doesn't lie in a folder that is to be
// replaced.
func outside(place, source string) error {
	if source == standardInput {
		return nil
	}
	at, err := filepath.EvalSymlinks(source)
	if err == nil {
		at, err = filepath.Abs(at)
	}
	if err != nil {
		return fmt.Errorf("looking for %s: %s", source, cause(err))
	}
	for dir := filepath.Dir(at); ; dir = filepath.Dir(dir) {
		if same(dir, place) {
			return Fail("the case lies in the pack that --force would replace: "+place, "move the case's file out of it, or choose another folder with -o")
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// line is what there is to say of a case.
func (r *Packed) line(c *Case, asOf dates.Date) Line {
	var later []string
	if len(r.NotMade) > 0 {
		var names []string
		for _, n := range r.NotMade {
			names = append(names, c.NotMadeName(n)+" ("+strings.Join(n.Reasons, ", ")+")")
		}
		later = append(later, fmt.Sprintf("%d not made: %s", len(r.NotMade), strings.Join(names, ", ")))
	}
	if refused := c.RefusedNames(r.Refused); len(refused) > 0 {
		later = append(later, fmt.Sprintf("%d refused: %s", len(refused), strings.Join(refused, ", ")))
	}
	made := Plural(len(r.Documents), "document")
	if len(later) > 0 {
		made += ", " + strings.Join(later, ", ")
	}
	parts := []string{made}
	for _, d := range r.Late {
		says, _, _ := strings.Cut(d.Says, ":")
		parts = append(parts, c.OfChild(inSentence(d.Label), d.Child)+" "+says)
	}
	if why := recipient.Past(c.Record, asOf); why != "" && slices.ContainsFunc(r.Documents, func(d pack.Planned) bool { return d.Reader.Outside() }) {
		parts = append(parts, "letters are dated after the "+why)
	}
	for _, s := range r.Stopped {
		if len(s.Items) == 0 {
			parts = append(parts, "the "+s.What+" is stopped")
		} else {
			parts = append(parts, fmt.Sprintf("%s missing from the file, which stops the %s", Plural(len(s.Items), "item"), s.What))
		}
	}
	switch text := strings.Join(parts, "; "); {
	case len(r.Documents) == 0:
		return Line{Bad, r.Reference, "nothing to make: " + strings.TrimPrefix(text, "0 documents, ")}
	case len(parts) > 1 || len(later) > 0:
		return Line{Note, r.Reference, text}
	case r.DryRun:
		return Line{Good, r.Reference, text + " would be made"}
	default:
		return Line{Good, r.Reference, text + "  " + filepath.FromSlash(r.Path)}
	}
}
