package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"handover/internal/deliver"
)

// TestServeKilled saves a case again and again, and kills the program at moments
// that it can't know: what a page said was saved is in the file, which is whole,
// and so is each of its earlier states. HANDOVER_KILLS says how often it is
// killed, after up to 25 saves each time.
func TestServeKilled(t *testing.T) {
	kills := number(t, "HANDOVER_KILLS", 8)
	dir := t.TempDir()
	file := filepath.Join(dir, "case.json")
	src, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "good", "salford-closure.json"))
	if err == nil {
		err = os.WriteFile(file, src, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(3, 4))
	saved, asked, cut := 0, 0, 0
	for range kills {
		p := openPages(t, dir)
		last := time.Duration(20+chance.IntN(300)) * time.Millisecond
		time.AfterFunc(last, func() { _ = p.cmd.Process.Kill() }) // ended already, perhaps
		for range 25 {
			asked++
			if err := p.save(file, strconv.Itoa(asked)); err != nil {
				cut++
				break
			}
			saved = asked
		}
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait() // killed, which is an error
		if got := nameIn(t, file); got != saved && got != asked {
			t.Fatalf("%d was saved, %d asked for, and the file has %d", saved, asked, got)
		}
		saved = nameIn(t, file)
		if saved == 0 {
			continue // killed before the first
		}
		states, err := filepath.Glob(filepath.Join(dir, ".handover", "case", "*"))
		if err != nil || len(states) == 0 {
			t.Fatal("no earlier state", err)
		}
		whole := 0
		for _, s := range states {
			if strings.HasSuffix(s, ".json") {
				nameIn(t, s)
				whole++
			}
		}
		if whole == 0 || whole > 21 { // killed before the oldest went
			t.Errorf("%d earlier states: %s", whole, states)
		}
	}
	t.Logf("%d saves, %d of %d runs were cut off in one", saved, cut, kills)
	if cut == 0 {
		t.Error("no run was cut off")
	}
}

// pages are the pages of a program that runs, as a browser has them.
type pages struct {
	cmd  *exec.Cmd
	at   *url.URL
	http http.Client
}

func openPages(t *testing.T, dir string) *pages {
	t.Helper()
	p := &pages{cmd: exec.Command("handover", "serve", dir, "--no-open")}
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if p.at, err = url.Parse(strings.TrimSpace(address)); err != nil {
		t.Fatal(err)
	}
	if p.http.Jar, err = cookiejar.New(nil); err != nil {
		t.Fatal(err)
	}
	p.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r, err := p.http.Get(p.at.String())
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	p.at.Path = p.at.Path[:strings.Index(p.at.Path, "/open/")] + "/"
	return p
}

// caseIn is where a list leads to its only case.
var caseIn = regexp.MustCompile(`href="[^"]*/(case/[a-z0-9]+)"`)

// save gives the first child another name; no error means that the page says it
// was saved.
func (p *pages) save(file, name string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	list, err := p.http.Get(p.at.String())
	if err != nil {
		return err
	}
	defer func() { _ = list.Body.Close() }()
	var page strings.Builder
	if _, err := bufio.NewReader(list.Body).WriteTo(&page); err != nil {
		return err
	}
	found := caseIn.FindStringSubmatch(page.String())
	if found == nil {
		return fmt.Errorf("no case in %s", page.String())
	}
	form := url.Values{"_at": {"children[0]"}, "_hash": {deliver.Sum(src)}, "children[0].first_name": {"Ada" + name}}
	r, err := http.NewRequest(http.MethodPost, p.at.JoinPath(found[1], "edit").String(), strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://"+p.at.Host)
	answer, err := p.http.Do(r)
	if err != nil {
		return err
	}
	if err := answer.Body.Close(); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}

// nameIn is the number in the first child's name: 0 as long as it is the fixture's.
func nameIn(t *testing.T, file string) int {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var x struct {
		Children []struct {
			FirstName string `json:"first_name"`
		}
	}
	if err := json.Unmarshal(src, &x); err != nil || len(x.Children) == 0 {
		t.Fatalf("%s isn't whole: %v", file, err)
	}
	number, isOurs := strings.CutPrefix(x.Children[0].FirstName, "Ada")
	if !isOurs {
		return 0
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
