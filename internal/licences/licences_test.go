package licences

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write licences.txt again")

// machines are those that cmd/release builds for.
var machines = []string{"windows/amd64", "windows/arm64", "darwin/arm64", "linux/amd64"}

// ours are texts that no module brings: who they speak of, and where they stand.
var ours = map[string]string{
	"Noto Emoji, Noto Naskh Arabic, Noto Sans Ethiopic (fonts)": "../../render/pdf/fonts/OFL.txt",
	"SCOWL (words that are ordinary, in the disclosure check)":  "../disclosure/words/README.md",
	"Bank holidays of England and Wales (GOV.UK)":               "",
}

const openGovernment = `Contains public sector information licensed under the Open Government Licence v3.0:
https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/`

// TestText holds the text to go.mod: each module that stands in a program that
// is handed out is named with its version and has its own notice.
func TestText(t *testing.T) {
	t.Parallel()
	want := gather(t)
	if *update {
		if err := os.WriteFile("licences.txt", []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != Text() {
		t.Error("licences.txt isn't what the modules say: go test ./internal/licences -update")
	}
}

// notice is one text, and of which parts it speaks.
type notice struct {
	of   []string
	text string
}

func gather(t *testing.T) string {
	t.Helper()
	var all []notice
	add := func(of, text string) {
		text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
		if i := slices.IndexFunc(all, func(n notice) bool { return n.text == text }); i >= 0 {
			if !slices.Contains(all[i].of, of) {
				all[i].of = append(all[i].of, of)
			}
			return
		}
		all = append(all, notice{[]string{of}, text})
	}
	for of, path := range ours {
		if path == "" {
			add(of, openGovernment)
			continue
		}
		text := read(t, path)
		if _, licence, found := strings.Cut(text, "Licence, as SCOWL gives it:"); found {
			text = strings.ReplaceAll(licence, "```", "")
		}
		add(of, text)
	}
	add("Go, its library and runtime", read(t, filepath.Join(goroot(t), "LICENSE")))
	for _, machine := range machines {
		for of, files := range linked(t, machine) {
			if len(files) == 0 {
				t.Errorf("%s has no notice", of)
			}
			for _, f := range files {
				add(of, read(t, f))
			}
		}
	}
	for _, n := range all {
		slices.Sort(n.of)
	}
	slices.SortFunc(all, func(a, b notice) int {
		return cmp.Or(strings.Compare(a.of[0], b.of[0]), strings.Compare(a.text, b.text))
	})
	var b strings.Builder
	b.WriteString("handover has parts that others wrote. Their notices, which go with every copy:\n")
	for _, n := range all {
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n\n%s\n", strings.Repeat("=", 72), strings.Join(n.of, "\n"), strings.Repeat("=", 72), n.text)
	}
	return b.String()
}

// linked gives the notices of each module that the program is linked from on a
// machine: those at the module's root, and those nearer to a package of its.
func linked(t *testing.T, machine string) map[string][]string {
	t.Helper()
	goos, arch, _ := strings.Cut(machine, "/")
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", "../../cmd/handover")
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+arch, "CGO_ENABLED=0", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(machine, err)
	}
	found := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		part := strings.Split(strings.TrimSpace(line), "\t")
		if len(part) != 3 {
			continue
		}
		for dir := part[2]; ; dir = filepath.Dir(dir) {
			for _, f := range notices(t, dir) {
				if !slices.Contains(found[part[0]], f) {
					found[part[0]] = append(found[part[0]], f)
				}
			}
			if dir == part[1] || len(dir) <= len(part[1]) {
				break
			}
		}
		slices.Sort(found[part[0]])
	}
	return found
}

var noticeName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

func notices(t *testing.T, dir string) (files []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() && noticeName.MatchString(e.Name()) && !strings.HasSuffix(e.Name(), ".go") {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files
}

func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestFonts: the fonts' own notices are there, which ask for it in words.
func TestFonts(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"Bitstream Vera Fonts Copyright", "SIL OPEN FONT LICENSE Version 1.1", "github.com/yuin/goldmark v", "Copyright 2000-2011 by Kevin Atkinson", "Open Government Licence v3.0"} {
		if !strings.Contains(Text(), words) {
			t.Errorf("nothing says %q", words)
		}
	}
}
