package model

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"handover/model/fold"
)

// british are the names under which an address that GOV.UK Notify takes for
// British may end (notifications-utils, postal_address.py); they aren't printed.
var british = folded("England", "Scotland", "Wales", "Cymru", "Lloegr", "Yr Alban", "Northern Ireland", "Gogledd Iwerddon", "UK", "U.K.", "GB", "GBR",
	"Great Britain", "Britain", "United Kingdom", "Y Deyrnas Unedig", "Isle of Man", "Ynys Manaw", "Jersey", "Guernsey", "Alderney", "Sark", "Herm")

func folded(names ...string) map[string]bool {
	all := map[string]bool{}
	for _, n := range names {
		all[fold.Value(n)] = true
	}
	return all
}

// countries.tsv has a folded name and the English one a line; a test makes it
// from golang.org/x/text, whose own tables would cost every start of the
// program more than all of the record's.
//
//go:embed countries.tsv
var countryNames string

// countries are the English names of the countries other than Britain and its
// islands, by their names in English, Welsh and their own languages and by their ISO
// codes, all folded. The names are Unicode's (CLDR).
var countries = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for l := range strings.Lines(countryNames) {
		folded, name, _ := strings.Cut(strings.TrimSuffix(l, "\n"), "\t")
		all[folded] = name
	}
	return all
})

// country is the English name of the country that a line of an address names,
// and nothing else; "" if it names none. A line with a figure never does.
func country(line string) string {
	if strings.ContainsFunc(line, unicode.IsDigit) {
		return ""
	}
	return countries()[fold.Value(line)]
}
