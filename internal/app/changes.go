package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/render"
)

// Change is a document or letter that differs between a saved pack and the one
// that would be made now.
type Change struct {
	Kind      string
	Title     string // "" of one that is no longer made
	Reader    model.Reader
	Recipient model.ID
	Child     model.ID
	How       string // "changed", "made now", "no longer made"; or "unread", where the file that is there can't be read
	Places    []ChangedPlace
}

// ChangedPlace are lines that changed together, with some around them.
type ChangedPlace struct{ Lines []ChangedLine }

// ChangedLine is a line of a document. Op is '-' for one that goes, '+' for one
// that comes and ' ' for one that stays.
type ChangedLine struct {
	Op   byte
	Text string
}

// Changes are what differs between the pack in a folder and the one that would
// be made of the case now, document by document, in the order of the new one and
// then of the old. Numbers of letters aren't compared: each pack has its own.
// Nothing is written.
func (d *Desk) Changes(ctx context.Context, dir string, c *Case) ([]Change, error) {
	was, err := pack.Read(dir)
	if err != nil {
		return nil, Fail(dir+": "+err.Error(), "make the pack first")
	}
	if c.Plan == nil {
		if err := d.choose(ctx, c); err != nil {
			return nil, err
		}
	}
	old := readable(was)
	var out []Change
	for i := range c.Plan.Documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		now := &c.Plan.Documents[i]
		x := Change{Kind: now.Kind, Title: now.Title, Reader: now.Reader, Recipient: now.Recipient, Child: now.Child}
		at := slices.IndexFunc(old, func(f pack.ManifestFile) bool {
			return f.Kind == x.Kind && f.Recipient == x.Recipient && f.Child == x.Child
		})
		if at < 0 {
			x.How = "made now"
			out = append(out, x)
			continue
		}
		if err := x.compare(dir, old[at], c.Plan, now); err != nil {
			return nil, err
		}
		old = slices.Delete(old, at, at+1)
		if x.How != "" {
			out = append(out, x)
		}
	}
	for _, f := range old {
		out = append(out, Change{Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, How: "no longer made"})
	}
	return out, nil
}

// readable are the files of a pack to compare, one a document: as Markdown, or
// else in another format that has all its words.
func readable(was pack.Contents) []pack.ManifestFile {
	rank := func(f pack.ManifestFile) int {
		return slices.Index([]render.Format{render.Markdown, render.DOCX, render.PDF, render.Plain}, f.Format)
	}
	var out []pack.ManifestFile
	for _, f := range was.Files {
		if rank(f) < 0 || f.Audience == model.ReaderSender {
			continue // the check sheet changes with all others
		}
		stem := strings.TrimSuffix(f.Path, filepath.Ext(f.Path))
		at := slices.IndexFunc(out, func(x pack.ManifestFile) bool { return strings.TrimSuffix(x.Path, filepath.Ext(x.Path)) == stem })
		switch {
		case at < 0:
			out = append(out, f)
		case cmp.Less(rank(f), rank(out[at])):
			out[at] = f
		}
	}
	return out
}

// compare holds a saved file against the document as it would be made.
func (x *Change) compare(dir string, was pack.ManifestFile, plan *pack.Plan, now *pack.Planned) error {
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(was.Path)))
	if err != nil || deliver.Sum(b) != was.SHA256 {
		x.How = "unread"
		return nil
	}
	before, err := words(was.Format, b, was.Letter)
	if err != nil {
		x.How = "unread"
		return nil
	}
	one, err := plan.One(now.Path, was.Format)
	if err != nil {
		return err
	}
	if one.File.Bytes == nil {
		x.How = "no longer made"
		return nil
	}
	after, err := words(was.Format, one.File.Bytes, now.Letter)
	if err != nil {
		return err
	}
	if before == after {
		return nil
	}
	x.How = "changed"
	const around = 2
	u, err := udiff.ToUnifiedDiff("", "", before, udiff.Lines(before, after), around)
	if err != nil {
		return errors.New("comparing two texts: " + err.Error())
	}
	for _, h := range u.Hunks {
		var p ChangedPlace
		for _, l := range h.Lines {
			op := map[udiff.OpKind]byte{udiff.Delete: '-', udiff.Insert: '+', udiff.Equal: ' '}[l.Kind]
			p.Lines = append(p.Lines, ChangedLine{op, strings.TrimSuffix(l.Content, "\n")})
		}
		x.Places = append(x.Places, p)
	}
	return nil
}

// words are a file's text, a line for each paragraph, without the letter's
// number.
func words(f render.Format, b []byte, number string) (string, error) {
	c, err := render.Read(f, b)
	if err != nil {
		return "", err
	}
	text := c.Text
	if number != "" {
		text = strings.ReplaceAll(text, number, "")
	}
	return strings.TrimRight(text, "\n") + "\n", nil
}
