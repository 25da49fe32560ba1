package tracker

import (
	"context"
	"fmt"
	"handover/render"
	"path"
	"slices"
	"strings"
)

// sheet is one document of a paper: the whole, or what goes to one team.
type sheet struct {
	register *Register
	book     *book
	paper    *Paper
	cases    []*caseLines
	path     string // within the folder, without extension
	team     string // whose cases alone it has; "": all
	presents string // who presents the cases that alone it has; "": all
	start    string // when the first case of the whole paper is called; "": without times
	each     int    // minutes a case
}

// extracts are a sheet for each receiving team, in the order of the agenda.
// Its cases keep their numbers and times.
func (s sheet) extracts() []sheet {
	var out []sheet
	taken := map[string]string{} // folders, each of one team
	for _, c := range s.cases {
		name := c.lines[0].team.name
		if c.hides() {
			continue // whose it is would say who it is
		}
		if name == "" {
			name = "no team named"
		}
		i := slices.IndexFunc(out, func(x sheet) bool { return x.team == name })
		if i < 0 {
			dir := "team-" + slug(name)
			for n := 2; taken[dir] != "" && taken[dir] != name; n++ {
				dir = fmt.Sprintf("team-%s-%d", slug(name), n)
			}
			taken[dir] = name
			x := s
			x.cases, x.team, x.path = nil, name, dir+"/"+s.book.tracker.Name
			out = append(out, x)
			i = len(out) - 1
		}
		out[i].cases = append(out[i].cases, c)
	}
	return out
}

// presented are a sheet for each manager who presents cases, in the order of the
// agenda. What that manager may not see isn't on it. No file is named for a person.
func (s sheet) presented() []sheet {
	var out []sheet
	for _, c := range s.cases {
		l := c.lines[0]
		if l.presents == "" || c.hides() || slices.ContainsFunc(l.conflicts, func(x string) bool { return slices.Contains(l.presenter, x) }) {
			continue
		}
		i := slices.IndexFunc(out, func(x sheet) bool { return fold(x.presents) == fold(l.presents) })
		if i < 0 {
			x := s
			x.cases, x.presents, x.path = nil, l.presents, fmt.Sprintf("presenting-%02d/%s", len(out)+1, s.book.tracker.Name)
			out = append(out, x)
			i = len(out) - 1
		}
		out[i].cases = append(out[i].cases, c)
	}
	return out
}

// name is the path of a sheet's file. One that Excel opens says council and day:
// Excel doesn't open two workbooks of one name at once, and whoever has it as
// an attachment has no folder.
func (s *sheet) name(f render.Format) string {
	if f != render.XLSX && f != render.CSV {
		return s.path + "." + string(f)
	}
	dir, name := path.Split(s.path)
	parts := []string{s.book.set.Protocol.Name, name, s.register.opt.AsOf.String()}
	if team := strings.TrimSuffix(dir, "/"); team != "" {
		parts = append(parts, team)
	}
	return dir + strings.Join(parts, "-") + "." + string(f)
}

// make writes a sheet in each format.
func (s *sheet) make(ctx context.Context) error {
	for _, f := range s.register.opt.Formats {
		if err := ctx.Err(); err != nil {
			return err
		}
		file, err := s.document(f)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		s.paper.Files = append(s.paper.Files, file)
	}
	return nil
}

// lines are those of all cases, in order.
func (s *sheet) lines() []*line {
	var out []*line
	for _, c := range s.cases {
		out = append(out, c.lines...)
	}
	return out
}
