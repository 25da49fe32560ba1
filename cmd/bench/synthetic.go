//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// seed is a record that synthetic cases are made from: each has its shape and
// its length, with other people in it, other numbers, and other days.
type seed struct {
	text  string
	names map[string]bool // the words that people are called by
}

// readSeeds reads the records of a folder that a council's name begins.
func readSeeds(dir string, councils []string) ([]seed, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	var out []seed
	for _, f := range files {
		if !slices.ContainsFunc(councils, func(c string) bool { return strings.HasPrefix(filepath.Base(f), c+"-") }) {
			continue // those that try how a strange record fares
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		s, err := newSeed(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s has no records of %s", dir, strings.Join(councils, ", "))
	}
	return out, nil
}

func newSeed(record []byte) (seed, error) {
	type named struct {
		First   string `json:"first_name"`
		Surname string `json:"surname"`
		KnownAs string `json:"known_as"`
		Name    string `json:"name"`
	}
	var r struct{ Children, People, Professionals, Workers []named }
	if err := json.Unmarshal(record, &r); err != nil {
		return seed{}, err
	}
	names := map[string]bool{}
	for _, n := range slices.Concat(r.Children, r.People, r.Professionals, r.Workers) {
		for _, text := range []string{n.First, n.Surname, n.KnownAs, n.Name} {
			eachWord(text, func(w string) string {
				if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) && utf8.RuneCountInString(w) > 2 { // "Dr" stays
					names[w] = true
				}
				return w
			})
		}
	}
	return seed{text: string(record), names: names}, nil
}

// eachWord puts other words in the place of a text's words.
func eachWord(text string, other func(string) string) string {
	var b strings.Builder
	b.Grow(len(text))
	from := -1
	for i, r := range text {
		switch letter := unicode.IsLetter(r); {
		case letter && from < 0:
			from = i
		case !letter:
			if from >= 0 {
				b.WriteString(other(text[from:i]))
				from = -1
			}
			b.WriteRune(r)
		}
	}
	if from >= 0 {
		b.WriteString(other(text[from:]))
	}
	return b.String()
}

var (
	dayForm   = regexp.MustCompile(`"(19|20)\d\d-\d\d-\d\d`)
	reference = regexp.MustCompile(`"reference":\s*"([^"]*)"`)
	numbers   = regexp.MustCompile(`("(?:number|nhs_number|upn)":\s*)"[^"]*"`)
)

// synthetic is case number i, which is the same whenever it is made: i and the
// seed are all that it hangs on.
func (s seed) synthetic(i int) []byte {
	chance := rand.New(rand.NewPCG(1, uint64(i)))
	taken := map[string]string{}
	out := eachWord(s.text, func(w string) string {
		if !s.names[w] {
			return w
		}
		if taken[w] == "" {
			taken[w] = inventedName(chance.IntN(1<<20)<<8 + len(taken)) // the last eight bits keep two people apart
		}
		return taken[w]
	})
	// Whole weeks back: what was a working day is one, and nothing comes to lie after today.
	weeks := chance.IntN(6)
	out = dayForm.ReplaceAllStringFunc(out, func(d string) string {
		t, err := time.Parse(`"`+time.DateOnly, d)
		if err != nil {
			return d
		}
		return `"` + t.AddDate(0, 0, -7*weeks).Format(time.DateOnly)
	})
	if m := reference.FindStringSubmatch(s.text); m != nil {
		prefix, _, _ := strings.Cut(m[1], "-")
		out = strings.ReplaceAll(out, m[1], fmt.Sprintf("%s-%07d", prefix, i))
	}
	child := 0
	return []byte(numbers.ReplaceAllStringFunc(out, func(m string) string {
		key := m[:strings.LastIndex(m[:len(m)-1], `"`)]
		child++
		switch {
		case strings.HasPrefix(m, `"nhs`):
			return key + `"` + nhsNumber(10*i+child) + `"`
		case strings.HasPrefix(m, `"upn`):
			return key + `"UN1"` // a reason for having none: a real one tells its school
		}
		return key + `"` + strconv.Itoa(10_000_000+10*i+child) + `"`
	}))
}

// nhsNumber is the n-th number of the range 999, which the NHS gives to nobody,
// with its check digit.
func nhsNumber(n int) string {
	for n = n % 900_000; ; n++ { // a number without a check digit is passed over
		digits := fmt.Sprintf("999%06d", n)
		sum := 0
		for k, d := range digits {
			sum += (10 - k) * int(d-'0')
		}
		if check := 11 - sum%11; check != 10 {
			return digits + strconv.Itoa(check%11)
		}
	}
}

// inventedName is a word that is no name, another for each n below 2^28.
func inventedName(n int) string {
	var b strings.Builder
	for k := range 4 {
		first, second := syllables[n%64], endings[k]
		n /= 64
		if k == 0 {
			first = strings.ToUpper(first[:1]) + first[1:]
		}
		b.WriteString(first)
		if n&1 == 1 {
			b.WriteString(second)
		}
		n /= 2
	}
	return b.String()
}

var (
	syllables = strings.Fields("ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu ha he hi ho hu ka ke ki ko ku la le " +
		"li lo lu ma me mi mo mu na ne ni no nu pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to")
	endings = [4]string{"n", "l", "ŵr", "é"}
)
