package model

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"handover/model/fold"
)

// british are the names under which an address that GOV.UK Notify takes for
// British may end (notifications-utils, postal_address.py); they aren't printed.
var british = folded("England", "Scotland", "Wales", "Cymru", "Lloegr", "Yr Alban", "Northern Ireland", "Gogledd Iwerddon", "UK", "U.K.", "GB", "GBR",
	"Great Britain", "Britain", "United Kingdom", "Y Deyrnas Unedig", "Isle of Man", "Ynys Manaw", "Jersey", "Guernsey", "Alderney", "Sark", "Herm")

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

func folded(names ...string) map[string]bool {
	all := map[string]bool{}
	for _, n := range names {
		all[fold.Value(n)] = true
	}
	return all
}

// countries are the English names of the countries other than Britain and its
// islands, by their names in English, Welsh and their own languages and by their ISO
// codes, all folded. The names are Unicode's (CLDR).
var countries = sync.OnceValue(func() map[string]string {
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
