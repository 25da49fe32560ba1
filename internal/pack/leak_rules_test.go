package pack

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var ruleCases = flag.Int("rules", 0, "how many random cases TestEachRuleRemoved makes for each rule; 0: none")

var ruleNames = flag.String("rule", "", "which rules TestEachRuleRemoved takes out, by a regular expression; empty: each")

// A rule is one thing that the views do to keep a value back, and how to take
// it out of the source.
type rule struct {
	name, file string
	old, new   string
}

const never = " && false {"

// rules are those of the views, in the order of their files.
var rules = []rule{
	{"bound: those in also", "restrict.go", "append([]model.ID{r.Who}, r.Also...)", "[]model.ID{r.Who}"},
	{"bound: same_as", "restrict.go", "for _, me := range humans(rec, id) {", "for _, me := range []model.ID{id} {"},
	{"bound: those of the household", "restrict.go", "for _, other := range housemates(rec, me, asOf) {", "for _, other := range []model.ID{} {"},
	{"bound: a household that is named", "restrict.go", "		h := rec.Household(id)\n		if h == nil {", "		h := rec.Household(id)\n		if h == nil || true {"},
	{"lives with: household", "restrict.go", "resides(rec, h, id) && resides(rec, h, other) {", "resides(rec, h, id) && resides(rec, h, other)" + never},
	{"lives with: one address", "restrict.go", "b.Current(asOf) && samePlace(a, b) })", "b.Current(asOf) && samePlace(a, b) && false })"},
	{"an end in the future ends nothing", "restrict.go", "!r.EndedOn.IsZero() && !r.EndedOn.After(asOf) {", "!r.EndedOn.IsZero() {"},
	{"words", "shield.go", "for _, w := range s.now.Words {", "for _, w := range []string{} {"},
	{"about: under another id, or a household", "shield.go", "		out = append(out, humans(s.rec, id)...)", "		out = append(out, id)"},
	{"about: children who live with the person", "shield.go", "if s.rec.Child(id) == nil {\n			for _, other := range housemates(s.rec, id, s.asOf) {", "if s.rec.Child(id) == nil {\n			for _, other := range []model.ID{} {"},
	{"address", "shield.go", "		s.address()\n", ""},
	{"address: the place itself", "shield.go", "			s.place(a)\n		}\n	}\n	if all > 0", "		}\n	}\n	if all > 0"},
	{"address: who works with the children", "shield.go", "	s.contacts(s.theirs)\n	s.placement()\n", "	s.placement()\n"},
	{"address: the placement", "shield.go", "	s.contacts(s.theirs)\n	s.placement()\n", "	s.contacts(s.theirs)\n"},
	{"address: the area", "shield.go", "	s.placement()\n	s.area()\n", "	s.placement()\n"},
	{"telephone", "shield.go", "	case \"telephone\":\n		s.telephones()\n", "	case \"telephone\":\n"},
	{"email", "shield.go", "	case \"email\":\n		s.emails()\n", "	case \"email\":\n"},
	{"school", "shield.go", "		s.contacts(s.schools)\n", ""},
	{"workplace", "shield.go", "		s.workplace()\n", ""},
	{"name", "shield.go", "	case \"name\":\n		s.names(false)\n", "	case \"name\":\n"},
	{"new_name", "shield.go", "		s.names(true)\n", ""},
	{"existence", "shield.go", "		s.existence()\n", ""},
	{"relationship", "shield.go", "		s.relationship()\n", ""},
	{"paternity", "shield.go", "		s.paternity()\n", ""},
	{"carer, provider", "shield.go", "	case \"carer\", \"provider\":\n		s.placement()\n", "	case \"carer\", \"provider\":\n"},
	{"contact_venue", "shield.go", "	case \"contact_venue\":\n		s.venues()\n", "	case \"contact_venue\":\n"},
	{"worker_base", "shield.go", "	case \"worker_base\":\n		s.teams()\n", "	case \"worker_base\":\n"},
	{"area", "shield.go", "	case \"area\":\n		s.area()\n", "	case \"area\":\n"},
	{"professional", "shield.go", "	case \"professional\":\n		s.contacts(s.theirs)\n", "	case \"professional\":\n"},
	{"referrer", "shield.go", "		s.referrer()\n", ""},
	{"what others' texts say: a team's name", "shield.go", "s.tells(t.Name, true) != \"\" {", "s.tells(t.Name, true) != \"\"" + never},
	{"what others' texts say: a professional", "shield.go", "p.Role+\"\\n\"+p.Agency, true) != \"\" {", "p.Role+\"\\n\"+p.Agency, true) != \"\"" + never},
	{"what others' texts say: early help's service", "shield.go", "s.tells(e.Service, true) != \"\" {", "s.tells(e.Service, true) != \"\"" + never},
	{"a professional is kept back", "shield.go", "	s.hide(p)\n	mine := ", "	mine := "},
	{"a team is kept back", "shield.go", "	s.hide(team)\n", ""},
	{"a worker is kept back", "shield.go", "			s.hide(w)\n			s.name(w.Name, nil)\n", "			s.name(w.Name, nil)\n"},
	{"somebody of the family is kept back", "shield.go", "	s.hide(p)\n	s.name(p.Name, nil)\n	s.ring", "	s.name(p.Name, nil)\n	s.ring"},
	{"a telephone is kept back", "shield.go", "			s.hide(&w.Telephone)\n", ""},
	{"the meeting's venue is kept back", "shield.go", "		s.hide(&x.TACMeeting.Venue)\n		s.hint", "		s.hint"},
	{"held: the letter is about the child", "withhold.go", "				if child {\n", "				if child" + never + "\n"},
	{"held: what the letter says", "withhold.go", "if why := s.tells(l.text, l.free); why != \"\" {", "if why := s.tells(l.text, l.free); why != \"\"" + never},
	{"held: narrative alone", "withhold.go", "return []said{{x.text, x.path, true}}", "return []said{{x.text, x.path, false}}"},
	{"held: opened at home", "withhold.go", "if about && (lives ||", "if false && about && (lives ||"},
	{"held: opened at work", "withhold.go", "if worksWith(rec, x.ID, q) {", "if worksWith(rec, x.ID, q)" + never},
	{"held: care of somebody bound", "recipients.go", "len(bound) > 0 {", "len(bound) > 0" + never},
	{"held: one human under two ids", "recipients.go", "for _, id := range aliases(rec, x.ID)[1:] {", "for _, id := range aliases(rec, x.ID)[1:1] {"},
	{"view: a line", "build.go", "func (b *builder) fact(text, path string) *Fact {\n	if b.shield.hides(path) {", "func (b *builder) fact(text, path string) *Fact {\n	if b.shield.hides(path)" + never},
	{"view: a name by its id", "build.go", "if *p == \"\" || b.shield.hides(b.rec.PathOf(p)) {\n		return nil\n	}\n	return &Fact{text: b.called", "if *p == \"\" {\n		return nil\n	}\n	return &Fact{text: b.called"},
	{"view: a professional of the team", "grants.go", "return p != nil && !b.shield.hides(b.rec.PathOf(p))", "return p != nil"},
	{"view: who leads", "build_outside.go", "if p := b.rec.Professional(id); p != nil && !b.shield.hides(b.rec.PathOf(p)) {", "if p := b.rec.Professional(id); p != nil {"},
	{"view: a worker", "build_outside.go", "if w == nil || b.shield.hides(b.rec.PathOf(w)) {", "if w == nil {"},
	{"view: family of the team, for those whom a restriction binds", "build_outside.go", "!b.protected(*id) && !b.shield.hides(b.rec.PathOf(b.rec.Person(*id)))", "true"},
}

// TestEachRuleRemoved takes each rule of the views out of a copy of the source,
// makes random cases with what is left, and counts the files in which that puts
// what a restriction withholds, and those of them that the check refuses.
//
//	go test ./internal/pack -run TestEachRuleRemoved -rules 1000 -v -timeout 5h
func TestEachRuleRemoved(t *testing.T) {
	if *ruleCases == 0 {
		t.Skip("SKIPPED: takes an hour; go test ./internal/pack -run TestEachRuleRemoved -rules 1000 -v -timeout 5h")
	}
	dir := t.TempDir()
	copySource(t, "..", dir)
	var leaked, caught int
	only := regexp.MustCompile(*ruleNames)
	for _, r := range rules {
		if !only.MatchString(r.name) {
			continue
		}
		path := filepath.Join(dir, "internal", "audience", r.file)
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(src), r.old); n == 0 {
			t.Errorf("%s: %s doesn't have %q", r.name, r.file, r.old)
			continue
		}
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(src), r.old, r.new)), 0o600); err != nil {
			t.Fatal(err)
		}
		l, c, kinds := leaksOf(t, dir, r.name)
		fmt.Printf("%6d leaked, %6d caught without %q %s\n", l, c, r.name, kinds)
		leaked, caught = leaked+l, caught+c
		if err := os.WriteFile(path, src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("%6d leaked, %6d caught in all\n", leaked, caught)
	if leaked == 0 || caught*100 < leaked*99 {
		t.Errorf("the check refuses %d of %d", caught, leaked)
	}
}

// copySource copies what go test needs of the module.
func copySource(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(from, path)
		switch {
		case err != nil || relErr != nil:
			return fmt.Errorf("%w %w", err, relErr)
		case d.Name() == ".git" || d.Name() == "golden":
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), b, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

var caughtLine = regexp.MustCompile(`(?m)^ *(\d+) of +(\d+) caught: (.*)$`)

// leaksOf runs the cases of a changed source: the files that show a value that
// a restriction withholds, and those of them that the check refuses. What any
// reader is refused without a restriction isn't the rule's doing; a letter that
// may not be sent at all, but shows nothing, is counted among the kinds alone.
func leaksOf(t *testing.T, dir, name string) (leaked, caught int, kinds []string) {
	t.Helper()
	cmd := exec.Command("go", "test", "./internal/pack", "-run", "TestNoLeaks$", "-v", "-vet=off", "-timeout", "1h", "-leaks", strconv.Itoa(*ruleCases))
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // fails where something leaks; the tally is what counts
	if !strings.Contains(string(out), " leaks") {
		t.Errorf("%s: %s", name, out)
	}
	for _, m := range caughtLine.FindAllStringSubmatch(string(out), -1) {
		c, _ := strconv.Atoi(m[1])
		l, _ := strconv.Atoi(m[2])
		switch {
		case strings.HasPrefix(m[3], "always: "):
			continue
		case !strings.HasPrefix(m[3], "a letter "):
			leaked, caught = leaked+l, caught+c
		}
		kinds = append(kinds, fmt.Sprintf("%s: %d of %d", m[3], c, l))
	}
	return leaked, caught, kinds
}
