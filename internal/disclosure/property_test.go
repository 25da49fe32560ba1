package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"handover/model"
	"handover/model/dates"
)

// A field is a place in the case of these tests for a value of a distinctive
// form, and a restriction that withholds it from the father; "" is none.
type field struct {
	path  []any
	id    string // of the hit
	about string
	what  string
	kind  string
}

var fields = []field{
	{[]any{"people", 0, "name"}, "people[0].name#name", "P1", "name", "name"},
	{[]any{"people", 0, "name"}, "people[0].name#existence", "P1", "existence", "name"},
	{[]any{"people", 2, "name"}, "people[2].name#carer", "C1", "carer", "name"},
	{[]any{"people", 2, "name"}, "people[2].name#carer", "C1", "address", "name"},
	{[]any{"professionals", 0, "name"}, "professionals[0].name#school", "C1", "school", "name"},
	{[]any{"professionals", 2, "name"}, "professionals[2].name#professional", "R3", "professional", "name"},
	{[]any{"professionals", 2, "name"}, "professionals[2].name#referrer", "C1", "referrer", "name"},
	{[]any{"professionals", 0, "agency"}, "professionals[0].agency#school", "C1", "address", "phrase"},
	{[]any{"people", 0, "workplace"}, "people[0].workplace#workplace", "P1", "workplace", "phrase"},
	{[]any{"people", 2, "workplace"}, "people[2].workplace#provider", "C1", "provider", "phrase"},
	{[]any{"workers", 1, "base"}, "workers[1].base#worker_base", "C1", "worker_base", "phrase"},
	{[]any{"teams", 1, "name"}, "teams[1].name#area", "C1", "area", "phrase"},
	{[]any{"referral", "from"}, "referral.from#referrer", "C1", "referrer", "phrase"},
	{[]any{"contact_plan", "arrangements", 0, "venue"}, "contact_plan.arrangements[0].venue#contact_venue", "C1", "contact_venue", "phrase"},
	{[]any{"people", 0, "address", "postcode"}, "people[0].address#address", "P1", "address", "postcode"},
	{[]any{"children", 0, "address", "postcode"}, "children[0].address#address", "", "", "postcode"},
	{[]any{"people", 0, "telephone"}, "people[0].telephone#telephone", "P1", "telephone", "telephone"},
	{[]any{"people", 2, "telephone"}, "people[2].telephone#carer", "C1", "carer", "telephone"},
	{[]any{"people", 0, "email"}, "people[0].email#email", "P1", "email", "email"},
	{[]any{"professionals", 2, "secure_email"}, "professionals[2].secure_email#email", "", "", "email"},
	{[]any{"people", 0, "date_of_birth"}, "people[0].date_of_birth#date_of_birth", "", "", "date"},
	{[]any{"people", 0, "died_on"}, "people[0].died_on#death", "P1", "death", "date"},
	{[]any{"children", 0, "pen_picture"}, "children[0].pen_picture#narrative", "", "", "narrative"},
	{[]any{"transfer", "reason", "text"}, "transfer.reason.text#narrative", "", "", "narrative"},
	{[]any{"court", "case_number"}, "court.case_number#court_case_number", "", "", "code"},
	{[]any{"reference"}, "reference#reference", "", "", "code"},
}

var syllable = rapid.SampledFrom([]string{"bra", "quo", "zél", "mürk", "tavo", "ñick", "plon", "øst", "wex", "drüm", "fyn", "gwil", "hob", "jarr", "kest", "łom"})

func word(t *rapid.T) string {
	return title(strings.Join(rapid.SliceOfN(syllable, 2, 4).Draw(t, "word"), ""))
}

func title(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// value makes a value of a kind, and gives it as the record has it and as a
// text may have it.
func value(t *rapid.T, kind string) (recorded, written string) {
	figures := func(n int) string { return rapid.StringMatching(fmt.Sprintf("[1-9][0-9]{%d}", n-1)).Draw(t, "figures") }
	switch kind {
	case "name":
		first, last := word(t), word(t)
		if rapid.Bool().Draw(t, "double") {
			last += "-" + word(t)
		}
		name := first + " " + last
		return name, rapid.SampledFrom([]string{name, last + ", " + first, first + " " + strings.Split(last, "-")[0], "Mr " + last, first[:1] + ". " + last}).Draw(t, "form")
	case "phrase":
		p := word(t) + " " + word(t)
		return p, p
	case "postcode":
		p := rapid.StringMatching("[A-Z]{1,2}[1-9][0-9]? [0-9][A-Z]{2}").Draw(t, "postcode")
		return p, rapid.SampledFrom([]string{p, strings.ReplaceAll(p, " ", "")}).Draw(t, "form")
	case "telephone":
		n := "7700" + figures(6)
		groups := rapid.SampledFrom([]string{"%s%s%s", "%s %s %s", "%s-%s-%s", "%s.%s.%s", "%s\n%s %s"}).Draw(t, "groups")
		return "0" + n, rapid.SampledFrom([]string{"0", "+44", "+44 ", "0044 ", "+44 (0)", "(0)"}).Draw(t, "code") + fmt.Sprintf(groups, n[:4], n[4:7], n[7:])
	case "email":
		m := squeeze(word(t)) + "." + squeeze(word(t)) + "@example.org"
		return m, m
	case "date":
		d := dates.Date{Year: 1960, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 15000).Draw(t, "day"))
		m := d.Month.String()
		return d.String(), rapid.SampledFrom([]string{
			d.String(), d.Long(), fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year), fmt.Sprintf("%02d.%02d.%02d", d.Day, d.Month, d.Year%100),
			fmt.Sprintf("%dth %s %d", d.Day, m[:3], d.Year), fmt.Sprintf("%s %d, %d", m, d.Day, d.Year), fmt.Sprintf("the %dth of %s,\n%d", d.Day, m, d.Year), fmt.Sprintf("%d%02d%02d", d.Year, d.Month, d.Day),
		}).Draw(t, "form")
	case "narrative":
		var all []string
		for range rapid.IntRange(8, 20).Draw(t, "words") {
			all = append(all, word(t))
		}
		from := rapid.IntRange(0, len(all)-8).Draw(t, "from")
		return strings.Join(all, " "), strings.Join(all[from:from+8], " ")
	default:
		return "QX" + figures(8), ""
	}
}

// disguise writes a value in a way that people and programs write values.
func disguise(t *rapid.T, s, kind string) string {
	switch rapid.IntRange(0, 4).Draw(t, "case") {
	case 0:
		s = strings.ToUpper(s)
	case 1:
		s = strings.ToLower(s)
	case 2:
		s = norm.NFD.String(s)
	case 3:
		s = strings.NewReplacer("é", "e", "ü", "u", "ñ", "n", "ø", "o", "ł", "l", "Ł", "L", "Ø", "O", "Ñ", "N").Replace(s)
	}
	if kind != "date" && kind != "email" {
		s = strings.ReplaceAll(s, " ", rapid.SampledFrom([]string{" ", "\n", "\u00a0", "  ", " \u200b", "\t", "\u2009", "-"}).Draw(t, "space"))
	}
	if i := len(s) / 2; rapid.Bool().Draw(t, "soft") && s[i] < 0x80 && s[i-1] < 0x80 {
		s = s[:i] + rapid.SampledFrom([]string{"\u00ad", "\u200b", "\ufeff"}).Draw(t, "unseen") + s[i:]
	}
	return s
}

// TestFindsWhatIsWithheld: a value of a distinctive form that is withheld is
// found in whatever form it is written, and without it nothing is.
func TestFindsWhatIsWithheld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(fields).Draw(t, "field")
		recorded, written := value(t, f.kind)
		if written == "" {
			written = recorded
		}
		changes := []func(map[string]any){set(recorded, f.path...)}
		if f.what != "" {
			changes = append(changes, restrict(`{"who": "P2", "about": "`+f.about+`", "what": ["`+f.what+`"]}`))
		}
		rec := decodeRapid(t, changes)
		s := Secrets(rec, father, asOf)
		before, after := allowed(t), allowed(t)
		if got := s.Find(Content{Body: before + "\n" + after}); len(got) > 0 && f.what != "area" && f.what != "address" && f.what != "worker_base" {
			t.Fatalf("allowed values alone give %v", ids(got))
		}
		around := rapid.SampledFrom([]string{" ", "\n", " (", "“", ": "}).Draw(t, "around")
		text := before + around + disguise(t, written, f.kind) + rapid.SampledFrom([]string{". ", "\n", ") ", "’s ", ", "}).Draw(t, "end") + after
		c := Content{Body: text}
		if rapid.Bool().Draw(t, "elsewhere") {
			c = Content{Body: before, Elsewhere: []string{text}}
		}
		if !found(s.Find(c), f.id) {
			t.Fatalf("%s isn't found in %q", f.id, text)
		}
	})
}

// allowed is a text of what the father may know.
func allowed(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
		"Dear Gareth Quennell,", "Roz has a new social worker.", "Rosalind Quennell", "771101", "Verity Frost", "0161 496 0122", "from 6 January 2027", "The longer term team works with children for more years than we can do.",
		"Alasdair Mountjoy is leaving on 18 December 2026.", "0161 496 0121", "Your family help worker still visits every week until the summer.", "Edmund Quennell is 9.", "Page 1 of 2",
	}), 0, 6).Draw(t, "allowed"), "\n")
}

func decodeRapid(t *rapid.T, changes []func(map[string]any)) *model.Record {
	rec, err := decoded(familyCase, changes)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}
