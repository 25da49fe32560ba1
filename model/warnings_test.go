package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"handover/model/dates"
)

var today = dates.Date{Year: 2026, Month: 11, Day: 21}

func TestWarnings(t *testing.T) {
	const record = `{
"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "Mabli", "nhs_number": "943 476 5918", "upn": "R247962919251",
 "date_of_birth": "2027-01-01", "sex": "U",
 "statuses": [{"status": "cla", "from": "2024-05-01", "to": "2024-04-30"}],
 "placement": {"type": "H5", "previous": {"type": "Z11", "to": "2025-03-31"}}}],
"people": [{"id": "P1", "name": "Ann", "date_of_birth": "1980", "died_on": "1979-12-31"},
 {"id": "P2", "name": "Bob", "date_of_birth": "1980-05", "died_on": "1980-05-01"}],
"workers": [{"id": "W1", "name": "ann"}, {"id": "W2", "name": "Bob Ann"}],
"restrictions": [{"who": "P1", "about": "C1", "what": ["address"], "review_on": "2026-11-20"},
 {"who": "P1", "about": "C1", "what": ["school"], "review_on": "2026-11-20", "ended_on": "2026-11-01"},
 {"who": "P1", "about": "C1", "what": ["name"], "review_on": "2026-11-21"}],
"chronology": [{"date": "2024-05", "until": "2024", "event": "x"}, {"date": "2024-05", "until": "2024-04-30", "event": "y"},
 {"date": "2024-05-02", "until": "2024-05", "event": "z"}]
}`
	rec, err := Decode("w.json", []byte(record), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range rec.Warnings(today) {
		got = append(got, p.String())
	}
	want := []string{
		"w.json:3:64: children[0].nhs_number: not an NHS number: ten digits, of which the last is a check digit",
		"w.json:3:87: children[0].upn: not a UPN: a check letter, eleven digits, and a digit or letter",
		"w.json:4:19: children[0].date_of_birth: lies in the future",
		"w.json:5:61: children[0].statuses[0].to: lies before from",
		"w.json:6:24: children[0].placement.type: H5 is a code of the collections to 2024–25",
		"w.json:6:51: children[0].placement.previous.type: Z11 is a code of the collections from 2025–26",
		"w.json:7:33: people[0].name: is the name of W1 as well",
		"w.json:7:76: people[0].died_on: lies before date_of_birth",
		"w.json:9:34: workers[0].name: is the name of P1 as well",
		"w.json:10:81: restrictions[0].review_on: the review of this restriction has passed; it still holds",
		"w.json:13:97: chronology[1].until: lies before date",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDoubts: what isn't wrong by form, and hardly right.
func TestDoubts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ with, want string }{
		{`"children": [{"id": "C1", "first_name": "Mabli", "date_of_birth": "1917-03-08"}]`, "children[0].date_of_birth: would make them older than 26"},
		{`"people": [{"id": "P1", "name": "Ann", "date_of_birth": "1912"}]`, "people[0].date_of_birth: would make them older than 110"},
		{`"transfer": {"kind": "between_teams", "dates": {"transfer": "2072-01-12"}}`, "transfer.dates.transfer: lies more than 3 years ahead"},
		{`"transfer": {"kind": "between_teams", "dates": {"transfer": "2025-12-07", "agreed": "2026-11-10"}}`, "transfer.dates.transfer: lies before agreed"},
		{`"transfer": {"kind": "between_teams", "dates": {"introductory_visit": {"date": "2026-11-29", "time": "09:30"}}}`, "transfer.dates.introductory_visit: is a Sunday"},
		{`"transfer": {"kind": "between_teams", "dates": {"introductory_visit": "2026-11-15"}}`, ""}, // past: it was so
		{`"meetings": [{"id": "M1", "kind": "review", "date": "2027-03-28", "time": "01:30"}]`, "meetings[0].date: is a Sunday|meetings[0].date: there is no such hour: the clocks go from 01:00 to 02:00 on that night"},
		{`"key_dates": [{"what": "court", "date": "2027-10-31", "time": "01:00"}]`, "key_dates[0].date: this hour comes twice: the clocks go back from 02:00 to 01:00 on that night"},
		{`"key_dates": [{"what": "court", "date": "2027-03-21", "time": "01:30"}]`, ""},
		{`"people": [{"id": "P1", "name": "Huy D\ufffd"}]`, "people[0].name: holds U+FFFD, which stands for a character that another system has lost|people[0].name: the name is broken: a character of it was lost in another system (U+FFFD or U+FFFC)"},
		{`"summary": {"history": "a \ufffc b"}`, "summary.history: holds U+FFFC, which stands for a picture or object that wasn't copied"},
		{`"people": [{"id": "P1", "name": "Unknown Unknown"}, {"id": "P2", "name": "TBC"}, {"id": "P3", "name": "EXAMPLE, Mr Daniel"}, {"id": "P4", "name": "Dr A. Okonjo, MBE"}, {"id": "P5", "name": "Unknown Example"}]`,
			"people[0].name: the name says that it isn't known|people[1].name: the name says that it isn't known|people[2].name: the name is sorted for a list, with a comma; write it as it is said: first name, then surname|people[4].name: a part of the name says that it isn't known"},
		{`"workers": [{"id": "W1", "name": "Rosalind Turton"}, {"id": "W2", "name": "rosalind  turton"}]`, "workers[0].name: is the name of W2 as well|workers[1].name: is the name of W1 as well"},
		{`"people": [{"id": "P1", "name": "Ann", "same_as": "R1"}], "professionals": [{"id": "R1", "name": "Ann"}]`, ""},
		{`"people": [{"id": "P1", "name": "Ann", "address": {"lines": ["Ann", "2 High Street", "M5 4CI"], "postcode": "m5 4ci"}}]`,
			"people[0].address.lines: a name stands among the lines as well|people[0].address.lines: the postcode stands among the lines as well|people[0].address.postcode: no postcode ends with the letters C, I, K, M, O or V"},
		{`"people": [{"id": "P1", "name": "Ann", "address": {"lines": ["14 Old Street", "Poland"], "postcode": "QX5 4WT"}}]`,
			"people[0].address.lines: the last line is a country abroad, and the postcode is a British one|people[0].address.postcode: no postcode begins with these letters"},
	} {
		in := `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", ` + tt.with
		if !strings.Contains(tt.with, `"children"`) {
			in += `, "children": [{"id": "C1", "first_name": "Mabli"}]`
		}
		rec, err := Decode("w.json", []byte(in+"}"), Options{})
		if err != nil {
			t.Error(tt.with, err)
			continue
		}
		var got []string
		for _, p := range rec.Warnings(today) {
			got = append(got, p.Path+": "+p.Msg)
		}
		slices.Sort(got)
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n-want +got:\n%s", tt.with, diff)
		}
	}
}

// TestMended: what was read as something else is told field by field, and the
// file's own text stays as it was.
func TestMended(t *testing.T) {
	t.Parallel()
	in := `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
 "children": [{"id": "C1", "first_name": " Mabli ", "address": {"lines": ["27 Mock Walk\\r\\nSALFORD", ""], "postcode": "M5\u00a04WT"}}],
 "people": [{"id": "P1", "name": "Ann", "telephone": "\u202a07700 900123\u202c"}],
 "summary": {"history": "one\\r\\n\\r\\n\uf0b7\\ttwo"}}`
	in = strings.ReplaceAll(in, `\\`, `\`)
	rec, err := Decode("m.json", []byte(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range rec.Mended() {
		got = append(got, p.String())
	}
	want := []string{
		"m.json:2:42: children[0].first_name: spaces at the ends, or doubled, are left out",
		"m.json:2:74: children[0].address.lines: the lines of the address are read one by one, blank ones left out",
		"m.json:2:75: children[0].address.lines[0]: line breaks of another kind are read as line breaks",
		"m.json:3:54: people[0].telephone: marks of direction around text that has one direction anyway are left out",
		"m.json:4:25: summary.history: signs of Word's fonts Symbol and Wingdings are read as the characters that they show",
		"m.json:4:25: summary.history: line breaks of another kind are read as line breaks",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	c := rec.Children[0]
	if c.FirstName != "Mabli" || len(c.Address.Lines) != 2 || c.Address.Lines[1] != "SALFORD" || rec.People[0].Telephone != "07700 900123" ||
		rec.Summary.History != "one\n\n•\ttwo" || rec.PathOf(&c.Address.Lines[1]) == "" {
		t.Errorf("%+v %q %q", c, c.Address.Lines, rec.Summary.History)
	}
}

// TestEncodings: a record as Notepad and PowerShell save it, with its places.
func TestEncodings(t *testing.T) {
	t.Parallel()
	in := strings.Replace(small, `"reference"`, `"sort": "ß", "reference"`, 1)
	_, want := Decode("x", []byte(in), testOptions)
	for name, enc := range map[string]encoding.Encoding{
		"UTF-16, little endian": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16, big endian": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 without a mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 without a mark, big endian": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-8 with a mark": unicode.UTF8BOM,
	} {
		b, err := enc.NewEncoder().Bytes([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if _, got := Decode("x", b, testOptions); got == nil || got.Error() != want.Error() {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		good, _ := enc.NewEncoder().Bytes([]byte(small))
		if rec, err := Decode("x", good, testOptions); err != nil || rec.Children[0].FirstName != "Siân" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestInOrderPairs looks that each pair stands in some object, as dates.
func TestInOrderPairs(t *testing.T) {
	for _, pair := range inOrder {
		n := 0
		for _, p := range allPlans() {
			first, then := p.byName[pair[0]], p.byName[pair[1]]
			if first != nil && then != nil && first.plan.shape != line && then.plan.shape != line {
				n++
			}
		}
		if n == 0 {
			t.Errorf("no object has %v", pair)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	for s, want := range map[string]bool{
		"A950000178301": true, "H243278544154": true, "X845212818005": true, "UN4": true, "A95000017830B": true,
		"R247962919251": false, "X428558133462": false, "UN6": false, "a950000178301": false, "A95000017830": false, "A9500001783é": false,
	} {
		if got := validUPN(s); got != want {
			t.Errorf("UPN %s: %v", s, got)
		}
	}
	for s, want := range map[string]bool{
		"9434765919": true, "943 476 5919": true, "943-476-5919": true, "9434765918": false, "943476591": false, "94347659AB": false, "": false,
	} {
		if got := validNHS(s); got != want {
			t.Errorf("NHS number %s: %v", s, got)
		}
	}
}

func TestCodeTables(t *testing.T) {
	used := map[string]bool{}
	for _, p := range allPlans() {
		for _, f := range p.fields {
			if f.table != "" {
				used[f.table] = true
			}
		}
	}
	for table, rows := range codeTables {
		if !used[table] {
			t.Errorf("no field has the code table %s", table)
		}
		for i, r := range rows {
			if !codeForm(string(r.code)) || r.description == "" || r.until != 0 && r.until < r.from {
				t.Errorf("%s row %d is odd: %v", table, i, r)
			}
			if first, _ := codeRowOf(table, r.code); !reflect.DeepEqual(first, r) {
				t.Errorf("%s stands twice in %s", r.code, table)
			}
		}
	}
	for table := range used {
		if len(codeTables[table]) == 0 {
			t.Errorf("there is no code table %s", table)
		}
	}
	if got, ok := Describe("placement", "K3"); got != "no description published" || !ok {
		t.Errorf("K3: %q, %v", got, ok)
	}
	if _, ok := Describe("placement", "K9"); ok {
		t.Error("K9 is no code")
	}
}

// TestMeaningOfTags looks that the tags of record.go fit its types.
func TestMeaningOfTags(t *testing.T) {
	for _, p := range allPlans() {
		for _, f := range p.fields {
			as := f.plan.shape
			if as == list {
				as = f.plan.elem.shape
			}
			where := p.goType.Name() + "." + f.name
			if !eventForm(f.name) {
				t.Errorf("%s: bad name", where)
			}
			if _, known := kindNouns[f.ref]; f.ref != "" && f.ref != "any" && !known {
				t.Errorf("%s: nothing is a %s", where, f.ref)
			}
			if (as == code) != (f.table != "") || (as == word || as == momentOf) != (len(f.words) > 0 || f.events != "") || (as == ident) != (f.ref != "" || f.name == "id") {
				t.Errorf("%s: the tags don't fit the type", where)
			}
			if strings.Contains(strings.Join(f.words, " "), ",") {
				t.Errorf("%s: words are parted by spaces", where)
			}
		}
	}
}
