package mail

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
	"handover/render/read"
)

var day = dates.Date{Year: 2027, Month: 1, Day: 12}

// paper is a letter to somebody, of so many pages at least.
func paper(t *testing.T, to model.ID, number string, long int, lines ...string) pack.Posted {
	t.Helper()
	d := &doc.Doc{Meta: meta(day, "A letter")}
	for range long {
		d.Blocks = append(d.Blocks, sentence("Words to "+string(to)))
	}
	b, c, err := render.Finish(render.PDF, d, render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	p := &doc.Paragraph{}
	for i, l := range lines {
		if i > 0 {
			p.Inlines = append(p.Inlines, &doc.Break{})
		}
		p.Inlines = append(p.Inlines, &doc.Text{Text: l})
	}
	l := pack.Letter{Reference: "CF-1", Path: "send/" + string(to) + "/letter-" + number, Number: number, Kind: "letter", Recipient: to, Way: "post", File: "letter.pdf"}
	return pack.Posted{Letter: l, Title: "A letter", Date: day, Address: p, Lines: lines, Window: len(lines), Words: "A letter\n========\n\n- one\n- two\n", PDF: b, Pages: c.Pages}
}

func fileOf(files []deliver.File, name string) *deliver.File {
	for i := range files {
		if files[i].Path == name {
			return &files[i]
		}
	}
	return nil
}

// Two readers have never one envelope though they live together and have one name; two letters to
// one reader have.
func TestEnvelopes(t *testing.T) {
	home := []string{"9 Other Road", "Farham", "BX9 9ZZ"}
	to := func(id model.ID, number string) pack.Posted {
		return paper(t, id, number, 1, append([]string{"Sam Sample"}, home...)...)
	}
	run, err := Print([]pack.Posted{to("P1", "BBBB-BBBB"), to("P2", "CCCC-CCCC"), to("P1", "DDDD-DDDD")}, day)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range run.Envelopes {
		got = append(got, string(e.first().Recipient)+" "+e.numbers())
	}
	if want := []string{"P1 BBBB-BBBB, DDDD-DDDD", "P2 CCCC-CCCC"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if f := fileOf(run.Files, "letters.pdf"); f == nil || f.Pages != 12 { // list, two sheets before, three letters, each with its back
		t.Errorf("%v", f)
	}
	labels := fileOf(run.Files, "labels.pdf")
	c, err := read.PDF(labels.Bytes)
	if err != nil || strings.Count(c.Text, "9 Other Road") != 2 {
		t.Errorf("%q %v", c.Text, err)
	}
	if len(run.NotNotify) > 0 || fileOf(run.Files, "notify/letter-CCCC-CCCC.pdf") == nil {
		t.Errorf("%v", run.NotNotify)
	}
	rows := readNotify(t, fileOf(run.Files, "notify/letters.csv").Bytes)
	if len(rows) != 4 || rows[1][3] != "" || rows[1][6] != "BX9 9ZZ" || rows[1][0] != "Sam Sample" || rows[1][8] != "12 January 2027" || rows[1][9] != "# A letter\n\n* one\n* two" {
		t.Errorf("%q", rows)
	}
}

// A letter without a PDF is told, not left out.
func TestNothingToPrint(t *testing.T) {
	p := paper(t, "P1", "BBBB-BBBB", 1, "a", "b", "BX9 9ZZ")
	p.PDF = nil
	if _, err := Print([]pack.Posted{p}, day); err == nil || !strings.Contains(err.Error(), "has no PDF to print") {
		t.Error(err)
	}
}

func readNotify(t *testing.T, b []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(b), "\r\n", "\n"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"address line 7"} {
		if slices.Contains(rows[0], name) && slices.Contains(rows[0], "postcode") {
			t.Error("address line 7 beside postcode")
		}
	}
	return rows
}

// Addresses as Notify's own code judges them.
func TestNotifyAddress(t *testing.T) {
	for _, x := range []struct{ lines, why string }{
		{"Sam|1 Road|SW1A 1AA", ""},
		{"Sam|1 Road|s w1 a1 aa", ""},
		{"Sam|1 Road|Town|County|More|Yet more|SW1A 1AA", ""},
		{"Sam|1 Road|France", ""},
		{"Sam|1 Road|BFPO 1", ""},
		{"‘Sam’|#1 Road|SW1A 1AA", ""},
		{"Sam|SW1A 1AA", "fewer than 3"},
		{"Sam|1|2|3|4|5|6|SW1A 1AA", "more than 7"},
		{"سام|1 Road|SW1A 1AA", "line 1"},
		{"Sam|–|SW1A 1AA", "line 2"},
		{"Sam|1 Road|(Ward 4)|SW1A 1AA", "begins with a mark"},
		{"Sam|1 Road|=Ward|SW1A 1AA", "begins with a mark"},
		{"Sam|1 Road|.Ward|SW1A 1AA", "begins with a mark"},
		{"Sam|No fixed abode|SW1A 1AA", "no fixed one"},
		{"Sam|NFA|SW1A 1AA", "no fixed one"},
		{"Sam|NFA NFA2024|SW1A 1AA", ""},
		{"Sam|1 Road|ZZ9 9ZZ", "no postcode"},
		{"Sam|1 Road|QX1 1AA", "no postcode"},
		{"Sam|1 Road|SW1A 1AC", "no postcode"},
		{"Sam|1 Road|SW1A-1AA", "no postcode"},
		{"Sam|1 Road|Narnia", "no postcode"},
		{"Sam|BFPO 1|1 Road|France", "BFPO number and a country"},
	} {
		if got := addressRefused(strings.Split(x.lines, "|")); (got == "") != (x.why == "") || !strings.Contains(got, x.why) {
			t.Errorf("%s: %q, want %q", x.lines, got, x.why)
		}
	}
}

// Letters that Notify would refuse for another reason.
func TestNotifyLetter(t *testing.T) {
	good := pack.Posted{Lines: []string{"Sam", "1 Road", "SW1A 1AA"}, Window: 3, Pages: 10, PDF: make([]byte, 2<<20)}
	if why := refusedByNotify(good); why != "" {
		t.Error(why)
	}
	for want, change := range map[string]func(*pack.Posted){
		"10 pages":  func(p *pack.Posted) { p.Pages = 11 },
		"2 MB":      func(p *pack.Posted) { p.PDF = make([]byte, 2<<20+1) },
		"too long":  func(p *pack.Posted) { p.Window = 4 },
		"fewer":     func(p *pack.Posted) { p.Lines, p.Window = p.Lines[1:], 2 },
		"no postco": func(p *pack.Posted) { p.Lines = []string{"Sam", "1 Road", "Nowhere"} },
	} {
		p := good
		change(&p)
		if why := refusedByNotify(p); !strings.Contains(why, want) {
			t.Errorf("%s: %q", want, why)
		}
	}
}

// What Notify deletes from a cell, or takes for something else, isn't in one.
func TestNotifyCells(t *testing.T) {
	l := &notifyList{}
	if why := l.add("a\u00a0b\u202fc", "+44 20", "=1+1", `say "x"`, "line\u2028next\u200b\u0085end"); why != "" {
		t.Fatal(why)
	}
	if got, want := l.out.String(), "\"a b c\",\"+44 20\",\"=1+1\",\"say \"\"x\"\"\",\"line\nnext\nend\"\r\n"; got != want {
		t.Errorf("%q", got)
	}
	for _, s := range []string{"# x", "fine\n* x", "^ x"} {
		if why := l.add("a", s); !strings.Contains(why, "layout") {
			t.Errorf("%q: %q", s, why)
		}
	}
	if l.rows != 1 {
		t.Errorf("%d rows", l.rows)
	}
	l.rows = notifyRows + 1
	if why := l.add("a"); why == "" {
		t.Error("100,001 rows")
	}
}
