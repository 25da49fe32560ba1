package model

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"handover/model/dates"
)

// ourWords is the text of the package itself: what a problem says in the
// program's words is no leak.
var ourWords = sync.OnceValue(func() string {
	var all strings.Builder
	files, _ := filepath.Glob("*.go")
	for _, f := range files {
		b, _ := os.ReadFile(f)
		all.Write(b)
	}
	return all.String()
})

// leak is a piece of twelve characters of a text of the input that stands in a
// problem, though the problem may only quote names, ids and codes.
func leak(input []byte, problems Problems) string {
	var said strings.Builder
	quoted := regexp.MustCompile(`"[A-Za-z0-9_./-]+"`) // names of fields, events and protocols
	for _, p := range problems {
		said.WriteString(quoted.ReplaceAllString(p.Msg+"\n"+p.Hint, `""`) + "\n")
	}
	pieces := map[string]bool{}
	text := []rune(said.String())
	for i := 0; i+12 <= len(text); i++ {
		pieces[string(text[i:i+12])] = true
	}
	var values []string
	dec := json.NewDecoder(bytes.NewReader(input))
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		if s, ok := tok.(string); ok {
			values = append(values, s)
		}
	}
	for _, s := range values {
		r := []rune(s)
		for i := 0; i+12 <= len(r); i++ {
			if piece := string(r[i : i+12]); pieces[piece] && !strings.Contains(ourWords(), piece) && !allowedPiece(piece) {
				return piece
			}
		}
	}
	return ""
}

// allowedPiece is a piece of a list of words or codes.
func allowedPiece(s string) bool {
	var known strings.Builder
	for table := range codeTables {
		known.WriteString(strings.Join(codesOf(table), ", ") + "\n")
	}
	known.WriteString("bury, islington, salford\n")
	for _, p := range allPlans() {
		for _, f := range p.fields {
			known.WriteString(strings.Join(f.words, ", ") + "\n" + f.name + "\n")
		}
	}
	return strings.Contains(known.String(), s)
}

// allPlans are the plans of every object of the record.
func allPlans() []*plan {
	var all []*plan
	seen := map[*plan]bool{}
	var add func(p *plan)
	add = func(p *plan) {
		if p == nil || seen[p] {
			return
		}
		seen[p] = true
		add(p.elem)
		if len(p.fields) > 0 {
			all = append(all, p)
		}
		for _, f := range p.fields {
			add(f.plan)
		}
	}
	add(recordPlan())
	return all
}

func FuzzDecode(f *testing.F) {
	for _, glob := range []string{"../fixtures/bad/*.json", "../fixtures/good/*.json"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, b []byte) {
		rec, err := Decode("x.json", b, testOptions)
		if (rec == nil) == (err == nil) {
			t.Fatalf("a record and problems, or neither: %v", err)
		}
		if err == nil {
			rec.Warnings(dates.Date{Year: 2026, Month: 11, Day: 21})
			for i := range rec.Children {
				rec.Children[i].Address.Post(rec.Children[i].Name())
			}
			return
		}
		problems, ok := err.(Problems)
		if !ok || len(problems) == 0 {
			t.Fatalf("an error without problems: %v", err)
		}
		for i, p := range problems {
			if i > 0 && p.Line > 0 && (p.Line < problems[i-1].Line || p.Line == problems[i-1].Line && p.Col < problems[i-1].Col) {
				t.Fatalf("out of order: %v after %v", p, problems[i-1])
			}
		}
		if s := leak(b, problems); s != "" {
			t.Fatalf("a problem holds text of the record: %q in\n%v", s, err)
		}
	})
}
