package pack

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"handover/render"
	"handover/render/read"
)

var leakCases = flag.Int("leaks", 200, "how many random cases TestNoLeaks makes")

// TestNoLeaks makes cases by chance, each with a council, a kind of transfer, a
// format and restrictions, and finds in no file that goes outside what its
// reader may not know, by the maker's own knowledge.
//
//	go test ./internal/pack -run TestNoLeaks -leaks 20000
func TestNoLeaks(t *testing.T) {
	long(t)
	var all tally
	for seed := range *leakCases {
		all.add(t, uint64(seed))
	}
	t.Log(all.String())
	if all.leaked > 0 {
		t.Errorf("%d files leak", all.leaked)
	}
	if all.files < *leakCases/2 || all.held < *leakCases/2 {
		t.Errorf("the cases do nothing: %s", all.String())
	}
}

// A tally counts what became of cases.
type tally struct {
	cases   int
	files   int // that the pack holds
	held    int // letters that the views hold back for a restriction
	refused int // files that the check refuses
	alarms  int // of those, files that show nothing by the maker's knowledge
	leaked  int // files of the pack that show what they may not

	shown, caught map[string]int // files that the views let pass with a leak, by kind, and those that the check refuses
}

func (a *tally) String() string {
	s := fmt.Sprintf("%d cases: %d files made, %d letters held back by the views, %d files refused by the check (%d show nothing), %d leaks",
		a.cases, a.files, a.held, a.refused, a.alarms, a.leaked)
	for _, what := range slices.Sorted(maps.Keys(a.shown)) {
		s += fmt.Sprintf("\n%6d of %6d caught: %s", a.caught[what], a.shown[what], what)
	}
	return s
}

// leakFixtures are the fixtures from whose council and transfer cases are made.
func leakFixtures(t testing.TB) []string {
	return slices.DeleteFunc(fixtures(t), func(name string) bool { return name == "arabic" || name == "hostile" || name == "minimal" })
}

func (a *tally) add(t *testing.T, seed uint64) {
	t.Helper()
	c := makeLeakCase(t, seed, leakFixtures(t))
	rec := decode(t, c.src)
	opt := options(t, c.src, c.format)
	opt.To = c.to
	plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	a.cases++
	for _, n := range plan.NotMade {
		if strings.Contains(strings.Join(n.Reasons, " "), "restrictions[") {
			a.held++
		}
	}
	jobs := plan.jobs(plan.Documents)
	if err := run(jobs, 0, func() {}); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	leaks := map[*job][]string{}
	if a.shown == nil {
		a.shown, a.caught = map[string]int{}, map[string]int{}
	}
	for _, j := range jobs {
		content, err := render.Read(j.format, j.file.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		leaks[j] = c.leaks(j.of, everything(content, j.file.Path))
		for _, what := range leaks[j] {
			a.shown[what]++
			if len(j.shows) > 0 {
				a.caught[what]++
			}
		}
		if len(j.shows) > 0 {
			a.refused++
			if len(leaks[j]) == 0 {
				a.alarms++
			}
		}
	}
	rest, _ := plan.withhold(jobs)
	for _, j := range rest {
		a.files++
		if len(leaks[j]) > 0 {
			a.leaked++
			if a.leaked <= 20 {
				t.Errorf("seed %d: %s of %s shows %q", seed, j.file.Path, c.fixture, leaks[j])
			}
		}
	}
}

// everything is all that a file holds, and its name.
func everything(c read.Content, path string) string {
	return strings.Join(append([]string{c.Text, c.Title, path}, c.Beside...), "\n")
}
