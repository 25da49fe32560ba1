package model

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"handover/model/fold"
)

// otherNames are names of countries that people write and Unicode's table
// doesn't have.
var otherNames = map[string]string{
	"Holland": "NL", "The Netherlands": "NL", "Eire": "IE", "Éire": "IE", "Republic of Ireland": "IE", "Irish Republic": "IE", "Southern Ireland": "IE",
	"USA": "US", "U.S.A.": "US", "America": "US", "United States of America": "US", "UAE": "AE", "Czech Republic": "CZ", "Burma": "MM",
	"Ivory Coast": "CI", "Macedonia": "MK", "Swaziland": "SZ", "Cape Verde": "CV", "East Timor": "TL", "Hong Kong": "HK", "Macau": "MO", "Palestine": "PS",
	"Congo": "CG", "DRC": "CD", "DR Congo": "CD", "Democratic Republic of the Congo": "CD", "Korea": "KR", "Republic of Korea": "KR", "Bosnia": "BA",
	"The Gambia": "GM", "Russian Federation": "RU", "Turkey": "TR", "Türkiye": "TR", "Saint Lucia": "LC", "Saint Kitts and Nevis": "KN",
	"Saint Vincent and the Grenadines": "VC", "Saint Helena": "SH", "Vatican": "VA", "Belgique": "BE", "Suisse": "CH", "Svizzera": "CH",
}

// TestCountries holds countries.tsv to Unicode's names, as x/text has them;
// -update writes it again.
func TestCountries(t *testing.T) {
	all := map[string]string{}
	in := func(tag language.Tag) display.Namer { return display.Regions(tag) }
	english, welsh := in(language.English), in(language.Make("cy"))
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || r.String() != code {
				continue
			}
			name := english.Name(r)
			for _, n := range []string{name, welsh.Name(r), code, r.ISO3()} {
				all[fold.Value(n)] = name
			}
			if tag, err := language.Compose(language.Und, r); err == nil {
				base, _ := tag.Base()
				if own := in(language.Make(base.String())); own != nil {
					all[fold.Value(own.Name(r))] = name
				}
			}
		}
	}
	for name, code := range otherNames {
		all[fold.Value(name)] = english.Name(language.MustParseRegion(code))
	}
	for name := range british {
		delete(all, name)
	}
	for _, code := range []string{"IM", "IMN", "JE", "JEY", "GG", "GGY"} {
		delete(all, fold.Value(code))
	}
	delete(all, "")

	var want strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		want.WriteString(name + "\t" + all[name] + "\n")
	}
	if *update {
		if err := os.WriteFile("countries.tsv", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want.String() != countryNames {
		t.Error("countries.tsv isn't what Unicode has: go test ./model -run TestCountries -update")
	}
}
