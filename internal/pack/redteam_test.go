package pack

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"handover/internal/deliver"
	"handover/model"
	"handover/render"
)

// The red team invents cases in which a text says what its reader may not know: a
// kind of value, a place in the record, a form in which people write it, a format.
// It is made from the list of everyday forms that the second line is to hold, and
// not from that line's tables; it calls neither line.

var redTeam = flag.Int("redteam", 200, "how many cases TestRedTeam makes")

// redValue is a value of the record, and the ways in which people write it.
type redValue struct {
	set   []string // changes of the base record
	what  []string // that a restriction keeps back
	about model.ID
	forms map[string]string // by what the form is called
}

// redCase is a made case, and what its text shows.
type redCase struct {
	kind, form, position string
	reader               model.ID
	format               render.Format
	src                  []byte
	shows                string // as the letter would have it
}

type redMaker struct {
	*rand.Rand
	lists map[string][]string
}

func newRedMaker(t testing.TB, seed uint64) *redMaker {
	m := &redMaker{Rand: rand.New(rand.NewPCG(seed, 18)), lists: map[string][]string{}}
	for _, n := range []string{"given", "surnames", "streets", "schools", "surgeries"} {
		b, err := os.ReadFile("../../fixtures/disclosure/lists/" + n + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		m.lists[n] = strings.Split(strings.TrimSpace(string(b)), "\n")
	}
	return m
}

func (m *redMaker) one(all ...string) string { return all[m.IntN(len(all))] }
func (m *redMaker) of(list string) string    { return m.one(m.lists[list]...) }

// place is a name of a town or a house that is no word.
func (m *redMaker) place() string {
	return m.one("Ren", "Ash", "Thorn", "Kel", "Bram", "Wither", "Oaken", "Scar", "Hep", "Mar", "Dun", "Swin", "Tad", "Fern", "Cold", "Black", "Whit") +
		m.one("thorpe", "combe", "wick", "field", "borough", "stead", "mere", "worth", "don", "ley", "by", "shaw", "hurst", "bourne")
}

func setting(path string, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return path + "=" + string(b)
}

// kinds are the kinds of value.
var redKinds = map[string]func(*redMaker) redValue{
	"school": (*redMaker).school, "surgery": (*redMaker).surgery, "street": (*redMaker).street, "house": (*redMaker).house, "town": (*redMaker).town,
	"postcode": (*redMaker).postcode, "name": (*redMaker).name, "father": (*redMaker).father, "existence": (*redMaker).exists, "death": (*redMaker).died,
	"telephone": (*redMaker).telephone, "email": (*redMaker).email, "venue": (*redMaker).venue, "workplace": (*redMaker).workplace, "refuge": (*redMaker).refuge,
	"teacher": (*redMaker).teacher, "base": (*redMaker).base, "paternity": (*redMaker).paternity,
}

// distinct is a place's name without the words that many have.
func distinctPart(name string) string {
	many := strings.Fields("CE RC Catholic CofE Church of England Roman Primary Junior Infant High School Academy Community Nursery Pre-School Day Special Grammar for Girls Girls' Medical Practice Surgery Centre Health Group")
	w := strings.Fields(strings.TrimPrefix(name, "The "))
	for len(w) > 1 && slices.Contains(many, w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	return strings.Join(w, " ")
}

func (m *redMaker) called(name string) map[string]string {
	d := distinctPart(name)
	out := map[string]string{"whole": name, "everyday": d, "capitals": strings.ToUpper(d), "with the": "the " + d}
	if rest, ok := strings.CutPrefix(d, "St "); ok {
		out["saint"] = "Saint " + rest
		out["st."] = "St. " + rest
	}
	if strings.Contains(d, "'") {
		out["no apostrophe"] = strings.ReplaceAll(d, "'", "")
		out["curly"] = strings.ReplaceAll(d, "'", "’")
	}
	if strings.Contains(d, " ") {
		out["hyphens"] = strings.ReplaceAll(d, " ", "-")
		out["no-break"] = strings.ReplaceAll(d, " ", "\u00a0")
	}
	if i := strings.Index(name, " Primary"); i > 0 {
		out["shortened"] = d + " Primary"
	}
	return out
}

func (m *redMaker) school() redValue {
	n := m.of("schools")
	if m.IntN(3) == 0 {
		n = m.place() + m.one(" High School", " Academy", " Primary School", " Special School", " High School for Girls", " Community School")
	}
	v := redValue{what: []string{m.one("school", "school", "address")}, about: "C1", set: []string{setting("professionals.R1.agency", n), setting("professionals.R1.address.lines.0", n)}, forms: m.called(n)}
	if len(strings.Fields(distinctPart(n))) == 1 {
		delete(v.forms, "with the") // "the Grange" is anybody's
	}
	return v
}

func (m *redMaker) surgery() redValue {
	n := m.place() + m.one(" Surgery", " Medical Centre", " Health Centre", " Medical Practice")
	return redValue{what: []string{"address"}, about: "C1", set: []string{setting("professionals.R2.agency", n), setting("professionals.R2.address.lines.0", n)}, forms: m.called(n)}
}

func (m *redMaker) teacher() redValue {
	last := m.of("surnames")
	title := m.one("Mrs", "Mr", "Ms", "Miss")
	return redValue{what: []string{"school"}, about: "C1", set: []string{setting("professionals.R1.name", title+" "+last)},
		forms: map[string]string{"titled": title + " " + last, "other title": m.one("Mrs", "Ms") + " " + last, "possessive": title + " " + last + "'s"}}
}

var redWays = map[string]string{"Road": "Rd", "Street": "St", "Lane": "Ln", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Crescent": "Cres", "Grove": "Gr"}

func (m *redMaker) home(lines ...string) []string {
	a := map[string]any{"lines": lines, "postcode": "XX7 3KD", "confirmed_on": "2026-11-02"}
	return []string{setting("children.C1.address", a), setting("people.P1.address", a)}
}

func (m *redMaker) street() redValue {
	st, no := m.of("streets"), fmt.Sprint(2+m.IntN(180))
	for st == "The Avenue" || st == "The Crescent" || st == "The Green" || st == "The Grove" || st == "The Drive" || st == "Broadway" || st == "Mount Pleasant" || st == "Market Place" {
		st = m.of("streets")
	}
	if m.IntN(3) == 0 {
		st = m.place() + " " + m.one("Road", "Street", "Lane", "Avenue", "Close", "Drive")
	}
	town := strings.ToUpper(m.place())
	var lines []string
	switch m.IntN(6) {
	case 0:
		lines = []string{no + " " + st, town}
	case 1:
		lines = []string{"Flat " + fmt.Sprint(1+m.IntN(20)) + ", " + no + " " + st, town}
	case 2:
		lines = []string{"Flat " + fmt.Sprint(1+m.IntN(20)) + " " + no + " " + st, town}
	case 3:
		lines = []string{no + " " + st + ", " + m.place()}
	case 4:
		lines = []string{"Apartment " + fmt.Sprint(1+m.IntN(20)), no + " " + st, town}
	case 5:
		lines = []string{no + "-" + no + "2 " + st, m.place(), town}
	}
	forms := map[string]string{"street": st, "with number": no + " " + st, "comma": no + ", " + st, "capitals": strings.ToUpper(st), "no-break": strings.ReplaceAll(st, " ", "\u00a0"), "parted": strings.ReplaceAll(st, " ", "-")}
	if i := strings.LastIndexByte(st, ' '); redWays[st[i+1:]] != "" {
		forms["shortened"] = st[:i+1] + redWays[st[i+1:]]
		forms["shortened, full stop"] = st[:i+1] + redWays[st[i+1:]] + "."
		forms["shortened with number"] = no + " " + st[:i+1] + redWays[st[i+1:]]
	}
	return redValue{what: []string{"address"}, about: m.someone(), set: m.home(lines...), forms: forms}
}

func (m *redMaker) someone() model.ID { return []model.ID{"P1", "C1"}[m.IntN(2)] }

func (m *redMaker) house() redValue {
	h := m.place() + " " + m.one("House", "Lodge", "Court", "Cottage", "Farm", "Mansions")
	lines := [][]string{{"Flat 7 " + h, "LEYTHORPE"}, {"Flat 7, " + h, "12 Weir Lane", "LEYTHORPE"}, {h, "Weir Lane", "LEYTHORPE"}, {"7 " + h + ", Weir Lane", "LEYTHORPE"}}[m.IntN(4)]
	return redValue{what: []string{"address"}, about: m.someone(), set: m.home(lines...), forms: map[string]string{"house": h, "capitals": strings.ToUpper(h), "lower": strings.ToLower(h), "with flat": "flat 7 " + h}}
}

func (m *redMaker) town() redValue {
	town := m.place()
	lines := [][]string{{"12 Weir Lane", strings.ToUpper(town)}, {"12 Weir Lane", town}, {"12 Weir Lane, " + town}, {"12 Weir Lane " + town}, {"12 Weir Lane", town, "DERWENTSHIRE"}}[m.IntN(5)]
	return redValue{what: []string{m.one("address", "address", "area")}, about: m.someone(), set: m.home(lines...),
		forms: map[string]string{"town": town, "capitals": strings.ToUpper(town), "lower": strings.ToLower(town), "possessive": town + "'s", "joined": "North " + town, "hyphen": town + "-based"}}
}

func (m *redMaker) postcode() redValue {
	return redValue{what: []string{"address"}, about: m.someone(), set: m.home("12 Weir Lane", "LEYTHORPE"),
		forms: map[string]string{"whole": "XX7 3KD", "together": "XX73KD", "lower": "xx7 3kd", "wide": "XX7  3KD", "hyphen": "XX7-3KD", "no-break": "XX7\u00a03KD", "dots": "XX7.3KD"}}
}

// shortNames are first names and what people make of them, as anybody knows them.
var shortNames = [][]string{{"Elizabeth", "Liz"}, {"Elizabeth", "Beth"}, {"Katherine", "Kate"}, {"Margaret", "Maggie"}, {"Rebecca", "Becky"}, {"Bethany", "Beth"}, {"Jessica", "Jess"},
	{"Samantha", "Sam"}, {"Victoria", "Vicky"}, {"Natalie", "Nat"}, {"Charlotte", "Lottie"}, {"Deborah", "Debbie"}, {"Susan", "Sue"}, {"Jacqueline", "Jackie"}, {"Abigail", "Abby"},
	{"Gemma", "Gem"}, {"Lauren", "Loz"}, {"Isabella", "Izzy"}, {"Leanne", "Lea"}, {"Chantelle", "Chan"}, {"Danielle", "Dani"}, {"Stephanie", "Steph"}, {"Philippa", "Pippa"}}

var shortMen = [][]string{{"Robert", "Bob"}, {"William", "Bill"}, {"Richard", "Dick"}, {"James", "Jim"}, {"Thomas", "Tommy"}, {"Anthony", "Tony"}, {"Michael", "Mick"}, {"Joseph", "Joe"},
	{"Daniel", "Danny"}, {"Christopher", "Chris"}, {"Matthew", "Matt"}, {"Edward", "Ted"}, {"Alexander", "Alex"}, {"Benjamin", "Ben"}, {"Nicholas", "Nick"}, {"Gareth", "Gaz"}, {"Leopold", "Leo"}}

func (m *redMaker) called2(first, short, last string) map[string]string {
	out := map[string]string{"whole": first + " " + last, "first": first, "titled": m.one("Ms", "Mrs", "Mr") + " " + last, "reversed": last + ", " + first, "capitals": strings.ToUpper(first + " " + last),
		"initial": first[:1] + ". " + last, "initial, joined": first[:1] + last, "joined": strings.ToLower(first + last), "possessive": first + "'s", "curly possessive": first + "’s", "plural": "the " + last + "s",
		"dotted": strings.ToLower(first + "." + last)}
	if short != "" {
		out["short"] = short
	}
	if strings.HasSuffix(last, "s") || len(last) < 5 {
		delete(out, "plural")
		if strings.HasSuffix(last, "s") && len(last) > 4 {
			out["plural"] = "the " + last + "es"
		}
	}
	return out
}

func (m *redMaker) person(short [][]string) (first, nick, last string) {
	last = m.of("surnames")
	if m.IntN(3) == 0 {
		x := short[m.IntN(len(short))]
		return x[0], x[1], last
	}
	return m.of("given"), "", last
}

func (m *redMaker) name() redValue {
	first, nick, last := m.person(shortNames)
	return redValue{what: []string{"name"}, about: "P1", set: []string{setting("people.P1.name", first+" "+last), setting("children.C1.surname", "Tewson")}, forms: m.called2(first, nick, last)}
}

func (m *redMaker) father() redValue {
	first, nick, last := m.person(shortMen)
	is := m.one("dad", "father", "biological father", "genetic father", "birth father", "sperm donor", "putative father")
	return redValue{what: []string{"paternity"}, about: "P3", set: []string{setting("people.P2.relationship.0.is", "stepfather"), setting("children.C1.surname", "Tewson"),
		setting("people.+", map[string]any{"id": "P3", "name": first + " " + last, "relationship": []any{map[string]any{"child": "C1", "is": is, "inform": map[string]any{"tell": false, "reason": "Not known."}}}})},
		forms: m.called2(first, nick, last)}
}

func (m *redMaker) paternity() redValue {
	v := m.father()
	v.forms = map[string]string{}
	for _, s := range []string{"your real dad", "your biological father", "his genetic father", "a sperm donor", "the donor", "your birth father", "a paternity test", "your natural father"} {
		v.forms[s] = s
	}
	return v
}

func (m *redMaker) exists() redValue {
	v := redValue{what: []string{"existence"}, about: "C2", forms: map[string]string{}}
	said := []string{"her baby", "the new baby", "the new arrival", "the little one", "your brother", "her sister", "a sibling", "the bump", "both children", "the twins", "the newborn"}
	if m.IntN(2) == 0 {
		v.set = []string{setting("children.+", map[string]any{"id": "C2", "surname": "Hollis", "expected_date_of_birth": "2027-03-03", "mother": "P1"})}
		said = append(said, "being pregnant", "her pregnancy", "the unborn child", "expecting a child")
	} else {
		v.set = []string{setting("children.+", map[string]any{"id": "C2", "number": "830002", "first_name": "Otis", "surname": "Brandreth", "date_of_birth": "2025-03-03", "moves": false})}
		said = append(said, "Otis", "Otis's", "OTIS", "Otis Brandreth", "O. Brandreth")
	}
	for _, s := range said {
		v.forms[s] = s
	}
	return v
}

func (m *redMaker) died() redValue {
	v := redValue{what: []string{"death"}, about: "P4", forms: map[string]string{}, set: []string{setting("people.+", map[string]any{"id": "P4", "name": "Avis Threlfall", "died_on": "2026-10-10",
		"relationship": []any{map[string]any{"child": "C1", "is": "grandmother"}}}), setting("people.P1.relationship.0.inform.decided_by", "W3"), setting("children.C1.inform.decided_by", "W3")}}
	for _, s := range []string{"since she died", "the funeral", "her death", "she passed away", "she has passed away", "she is no longer with us", "the inquest", "since the bereavement", "her burial", "when she was dying", "10 October 2026", "10/10/2026"} {
		v.forms[s] = s
	}
	return v
}

func (m *redMaker) telephone() redValue {
	n := fmt.Sprintf("900%03d", m.IntN(1000))
	full := "07700" + n
	words := map[rune]string{'0': m.one("oh", "zero"), '1': "one", '2': "two", '3': "three", '4': "four", '5': "five", '6': "six", '7': "seven", '8': "eight", '9': "nine"}
	var spelled []string
	for _, r := range full {
		spelled = append(spelled, words[r])
	}
	return redValue{what: []string{"telephone"}, about: "P1", set: []string{setting("people.P1.telephone", "07700 "+n)}, forms: map[string]string{
		"as it is": "07700 " + n, "together": full, "last six": n, "spaced six": n[:3] + " " + n[3:], "dots": "07700." + n[:3] + "." + n[3:], "hyphens": "07700-" + n[:3] + "-" + n[3:], "brackets": "(07700) " + n,
		"international": "+44 7700 " + n, "international, zero": "+44 (0)7700 " + n, "0044": "0044 7700 " + n, "pairs": full[:2] + " " + full[2:4] + " " + full[4:6] + " " + full[6:8] + " " + full[8:10] + " " + full[10:],
		"spelled": strings.Join(spelled, " "), "commas": strings.Join(strings.Split(full, ""), ", ")}}
}

func (m *redMaker) email() redValue {
	local := strings.ToLower(m.of("given")+"."+m.of("surnames")) + fmt.Sprint(10+m.IntN(89))
	name, number, _ := strings.Cut(local, ".")
	return redValue{what: []string{"email"}, about: "P1", set: []string{setting("people.P1.email", local+"@example.org")}, forms: map[string]string{
		"as it is": local + "@example.org", "capitals": strings.ToUpper(local) + "@EXAMPLE.ORG", "local part": local, "at dot": name + " dot " + number + " at example dot org", "brackets": name + "." + number + " [at] example [dot] org",
		"round": name + "." + number + "(at)example.org", "spaced": local + " @ example.org", "another provider": local + "@post.example.com"}}
}

func (m *redMaker) venue() redValue {
	n, st := m.place()+m.one(" Family Centre", " Contact Centre", " Children's Centre", " Community Hub"), m.place()
	d := strings.Fields(n)[0]
	return redValue{what: []string{m.one("contact_venue", "address")}, about: "P1", set: []string{setting("contact_plan", map[string]any{"arrangements": []any{map[string]any{"child": "C1", "with": "P1", "venue": n + ", 3 " + st + " Lane, Ashgrove"}}})},
		forms: map[string]string{"name": n, "distinctive": d, "the": "the " + d, "street": st + " Lane", "street, shortened": st + " Ln", "capitals": strings.ToUpper(n), "town": "Ashgrove"}}
}

func (m *redMaker) workplace() redValue {
	d := m.place()
	n := d + m.one(" Vets", " Bakery", " Garden Centre", " Care Home", " Taxis", " Foods Ltd")
	town := m.place()
	return redValue{what: []string{"workplace"}, about: "P1", set: []string{setting("people.P1.workplace", n+m.one(", ", " (", " - ")+town)}, forms: map[string]string{"name": n, "distinctive": d, "capitals": strings.ToUpper(d), "town": town, "lower": strings.ToLower(n)}}
}

func (m *redMaker) refuge() redValue {
	d := m.place()
	n, town := d+m.one(" House Refuge", " Women's Refuge", " Project", " Refuge"), m.place()
	return redValue{what: []string{"address"}, about: "P1", set: []string{setting("professionals.+", map[string]any{"id": "R3", "name": "Melanie Tranter", "role": "Support worker", "kind": "voluntary", "agency": n + ", " + town,
		"children": []any{"C1"}, "inform": map[string]any{"tell": false, "reason": "Not needed."}})}, forms: map[string]string{"name": n, "distinctive": d, "town": town, "worker": "Melanie Tranter", "worker, titled": "Ms Tranter",
		"refuge": "the refuge", "refuges": "a refuge", "safe house": "a safe house", "aid": "Women's Aid"}}
}

// base is where the new worker sits, in fields that the program prints itself.
func (m *redMaker) base() redValue {
	town := m.place()
	v := redValue{what: []string{"address", "area", "worker_base"}, about: "P1", set: append(m.home("12 Weir Lane", strings.ToUpper(town)), setting("teams.T2.name", town+" Locality Team")), forms: map[string]string{}}
	switch f := m.one("role", "role, brackets", "days", "team", "email", "base"); f {
	case "role":
		v.set = append(v.set, setting("workers.W2.role", "Social worker, "+town))
		v.forms[f] = town
	case "role, brackets":
		v.set = append(v.set, setting("workers.W2.role", "Social worker ("+town+" locality)"))
		v.forms[f] = town
	case "days":
		v.set = append(v.set, setting("workers.W2.working_days", "Monday to Thursday, "+town+" on Fridays"))
		v.forms[f] = town
	case "team":
		v.forms[f] = town
	case "email":
		v.set = append(v.set, setting("workers.W2.email", "sorcha.venn@"+strings.ToLower(town)+".example.org"))
		v.forms[f] = strings.ToLower(town)
	case "base":
		v.set = append(v.set, setting("workers.W2.base", town+" Clinic"), setting("workers.W2.role", "Social worker at "+town+" Clinic"))
		v.forms[f] = town
	}
	return v
}

// redFrames are what stands around a value; those of the second list may not begin
// with a word that is also an ordinary one.
var redFrames = []string{"We know about %s now.", "This is because of %s, as you know.", "The team is nearer (%s) than before.", "As before:\n\n- %s\n- the new team", "They wrote “%s” on the form.",
	"The new team\nknows %s well.", "Nothing changes for %s; the plan stays.", "The plan is kept; see %s/the plan."}

var redBeginning = []string{"%s was on the form.", "%s."}

func (m *redMaker) make(t testing.TB, base []byte) redCase {
	kind := m.one(slices.Sorted(maps.Keys(redKinds))...)
	v := redKinds[kind](m)
	form := m.one(slices.Sorted(maps.Keys(v.forms))...)
	shown := v.forms[form]
	c := redCase{kind: kind, form: form, shows: shown, format: []render.Format{render.Markdown, render.Markdown, render.Markdown, render.DOCX, render.PDF}[m.IntN(5)], reader: "P2"}
	position := m.one("transfer.reason.for_family", "transfer.reason.for_family", "transfer.reason.for_professionals", "transfer.reason.for_child", "workers.W2.about_me")
	switch {
	case kind == "base":
		position = "workers"
	case kind == "teacher", kind == "school":
		if strings.HasSuffix(position, "professionals") {
			position = "transfer.reason.for_family"
		}
	case kind == "paternity", kind == "father":
		position = m.one("transfer.reason.for_child", "workers.W2.about_me")
	}
	switch position {
	case "transfer.reason.for_child", "workers.W2.about_me":
		c.reader = "C1"
	case "transfer.reason.for_professionals":
		c.reader = "R2"
	}
	if c.reader == "C1" && (v.about == "C1" || kind == "name" || !slices.Contains([]string{"paternity", "father", "existence", "death", "telephone", "email", "workplace"}, kind)) || c.reader == "R2" && kind == "surgery" {
		c.reader, position = "P2", "transfer.reason.for_family"
	}
	frame := m.one(redFrames...)
	if strings.Contains(shown, " ") && m.IntN(4) == 0 {
		frame = m.one(redBeginning...)
	}
	sets := append([]string{}, v.set...)
	if position != "workers" {
		sets = append(sets, setting(position, fmt.Sprintf(frame, shown)))
	}
	sets = append(sets, setting("restrictions.+", map[string]any{"who": string(c.reader), "about": string(v.about), "what": v.what, "reason": "Risk.", "decided_by": "W3", "decided_on": "2026-09-01"}))
	c.position, c.src = position, changedRecord(t, base, sets...)
	return c
}

// shown says whether a text says something, however it is broken into lines.
func redShown(text, value string) bool {
	flat := func(s string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\\' }), " ")
	}
	return strings.Contains(flat(text), flat(value))
}

// redOutcome is what each line did: whether the letter would show the value.
type redOutcome struct{ first, second, both, none bool }

func (c redCase) try(t testing.TB) redOutcome {
	var out redOutcome
	rec := decode(t, c.src)
	opt := options(t, c.src, c.format)
	opt.Only, opt.To = []string{"change-of-worker-letter"}, []model.ID{c.reader}
	set := loadSet(t, rec.Protocol)
	letter := func(p *Plan) bool { // the document itself shows it, before the check
		return slices.ContainsFunc(p.Documents, func(d Planned) bool { return d.Reader.Outside() && redShown(strings.Join(d.doc.Words(), " "), c.shows) })
	}
	file := func(p *Plan) bool {
		return slices.ContainsFunc(build(t, p).Files, func(f deliver.File) bool {
			return strings.HasPrefix(f.Path, "send/") && redShown(textOf(t, f), c.shows)
		})
	}
	plan, err := Choose(rec, set, opt)
	if err != nil {
		t.Fatal(err)
	}
	if out.first = letter(plan); out.first {
		out.both = file(plan)
	}
	off := decode(t, c.src) // the first line doesn't know of the restriction
	off.Restrictions = nil
	plan, err = Choose(off, set, opt)
	if err != nil {
		t.Fatal(err)
	}
	if out.none = letter(plan); out.none {
		plan.rec = rec
		out.second = file(plan)
	}
	return out
}

// TestRedTeam: no letter that both lines let go shows what its reader may not know,
// and each line alone holds nearly all.
func TestRedTeam(t *testing.T) {
	base, _ := disclosureCases(t)
	type tally struct{ made, first, second, both int }
	var all tally
	by := map[string]*tally{}
	m := newRedMaker(t, 2026)
	for range *redTeam {
		c := m.make(t, base)
		o := c.try(t)
		if !o.none {
			continue // not even a letter without the lines shows it
		}
		key := c.kind + ": " + c.form
		if by[key] == nil {
			by[key] = &tally{}
		}
		for _, x := range []*tally{&all, by[key]} {
			x.made++
			x.first += one(o.first)
			x.second += one(o.second)
			x.both += one(o.both)
		}
		if o.both {
			t.Errorf("%s (%s) at %s in %s to %s: shows %q", c.kind, c.form, c.position, c.format, c.reader, c.shows)
		}
	}
	t.Logf("%d cases: the first line alone lets %d through, the second %d, both %d", all.made, all.first, all.second, all.both)
	for _, k := range slices.Sorted(maps.Keys(by)) {
		if x := by[k]; x.first+x.second > 0 {
			t.Logf("%-40s %4d: first %d, second %d, both %d", k, x.made, x.first, x.second, x.both)
		}
	}
	if limit := all.made * 3 / 100; all.first > limit || all.second > limit || all.made < *redTeam/2 {
		t.Errorf("of %d cases one line alone lets %d through, the other %d", all.made, all.first, all.second)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

var harmlessCases = flag.Int("harmless", 100, "how many cases TestHarmless makes")

// harmlessTexts are what social workers write to families, and say nothing of
// anybody or any place.
var harmlessTexts = strings.Split(`The new team works with families for longer.
The number of families rose this year, so the team has grown.
Your new worker will ring you. The plan from June stays.
You may ring us in May. We hope to see you soon.
We will still help with the school run and with money for the bus.
Our team works with children for a short time. The new team can stay with you for as long as you need.
Nothing changes in the plan. The new worker has read all of it and knows what you want.
The court has asked for a plan that lasts. The new team writes such plans.
You can see the children at the family centre as before.
Your worker goes to another job in the new year. We are sorry that this is a change again.
The judge decided in September that the order goes on. Another team looks after such orders.
The new worker has more time. She can come on Monday or Friday, in the morning or late in the day.
We know that you are angry about this. Please tell us, and we will listen.
The conference in October agreed the plan. The next step is with the long term team.
If you are happy with this, please tell us when you would like to meet.
We have heard that the summer was hard. The team will look at what could be better in spring.
Please bring any letters from the hospital or the school when we meet.
The reason is our new way of work: one worker from the first day to the last.
He is well and likes his new room. Reading and art are going well.
She has a bad cold, and will go back to school on Tuesday.
The road works have ended, so that the visits can start at four again.
There is no need to do anything now. Your new worker will write to you by the end of March.
In the last report it says that things are better at home. That is to your credit.
We would like to thank you for your help and your patience.
The team manager has agreed this. She can answer your questions.
Christmas was a good time for him, and the visit on Boxing Day went well.
Some of the work is done: the grant was paid, the bed has come and the wall is painted.
This isn't about anything that you did. The team that has the case is only there at the beginning.
A young person of that age can choose. We will ask again before winter.
A new carer for the school holiday has been found, and the plan is for two weeks.
Her dad and her mum both know about this, and her nan too.
Sport, music and a club after school: that is what she asked for.
The doctor has seen him and is happy. The next check is in the autumn.
The new team has an office with a room for children, with toys and a garden.
Everybody in the house should have a bed, a key and a place for their things.
It is fair to say that the long wait was our fault. We are sorry.
The worker is on leave in August. Ring the duty team if you need help.
He has a black coat, a green bag and a white cap now, and grows out of them fast.
Please read this with somebody whom you trust.
The first visit is a short one. It is fine to say no to tea.`, "\n")

// harmless is a case of people, streets, schools and surgeries with common names,
// with a restriction, and a text that breaks none.
func (m *redMaker) harmless(base []byte, t testing.TB) []byte {
	mother, father, child := m.of("given"), m.of("given"), m.of("given")
	last, other := m.of("surnames"), m.of("surnames")
	town := strings.ToUpper(m.place())
	at := func(street, town, postcode string) map[string]any {
		return map[string]any{"lines": []any{fmt.Sprint(1+m.IntN(200)) + " " + street, town}, "postcode": postcode, "confirmed_on": "2026-11-02"}
	}
	home := at(m.of("streets"), town, "XX7 3KD")
	school, surgery := m.of("schools"), m.of("surgeries")
	what := [][]string{{"address"}, {"address", "school"}, {"name"}, {"address", "area", "worker_base"}, {"telephone", "email"}, {"school"}, {"workplace"}, {"contact_venue"}, {"name", "address"}, {"carer"}}[m.IntN(10)]
	about := string(m.someone())
	if slices.Contains(what, "name") {
		about = "P1" // a letter about a child whose name is kept from its reader is held, and rightly
	}
	sets := []string{
		setting("children.C1.first_name", child), setting("children.C1.surname", last), setting("children.C1.address", home), setting("people.P1.address", home),
		setting("people.P1.name", mother+" "+last), setting("people.P2.name", father+" "+other), setting("people.P2.address", at(m.of("streets"), "SALFORD", "ZZ2 8BB")),
		setting("people.P1.workplace", m.one("School", "Tesco", "Salford Royal Hospital", "The Red Lion", "a care home", "Greggs", "Park Cafe")),
		setting("professionals.R1.name", m.one("Mrs", "Mr", "Ms")+" "+m.of("surnames")), setting("professionals.R1.agency", school), setting("professionals.R1.address.lines", []string{school, m.of("streets"), town}),
		setting("professionals.R2.name", "Dr "+m.of("surnames")), setting("professionals.R2.agency", surgery), setting("professionals.R2.address.lines", []string{surgery, m.of("streets"), "SALFORD"}),
		setting("workers.W1.name", m.of("given")+" "+m.of("surnames")), setting("workers.W2.name", m.of("given")+" "+m.of("surnames")),
		setting("workers.W3.name", m.of("given")+" "+m.of("surnames")), setting("workers.W4.name", m.of("given")+" "+m.of("surnames")),
		setting("transfer.reason.for_family", m.one(harmlessTexts...)), setting("transfer.reason.for_child", m.one(harmlessTexts...)),
		setting("restrictions.+", map[string]any{"who": "P2", "about": about, "what": what, "reason": "Risk.", "decided_by": "W3", "decided_on": "2026-09-01"}),
	}
	if slices.Contains(what, "contact_venue") {
		sets = append(sets, setting("contact_plan", map[string]any{"arrangements": []any{map[string]any{"child": "C1", "with": "P1", "venue": m.one("The library", "Her nan's house", "Park Centre", "McDonald's")}}}))
	}
	return changedRecord(t, base, sets...)
}

// TestHarmless: of cases with the commonest names, whatever is restricted, fewer than
// one in a hundred has a letter that isn't made, and none by words of a template.
func TestHarmless(t *testing.T) {
	base, _ := disclosureCases(t)
	m := newRedMaker(t, 11)
	alarms, second, template := 0, 0, 0
	for range *harmlessCases {
		src := m.harmless(base, t)
		rec := decode(t, src)
		opt := options(t, src, render.Markdown)
		opt.Only = []string{"change-of-worker-letter"}
		plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
		if err != nil {
			t.Fatal(err)
		}
		k := build(t, plan)
		if len(k.NotMade)+len(k.Refused) == 0 {
			continue
		}
		alarms++
		second += one(len(k.Refused) > 0)
		for _, r := range k.Refused {
			for _, f := range r.Fields {
				template += one(f.In() == "" && f.Where == "body")
			}
		}
		t.Logf("%+v %+v\n%s %s %s %s", k.NotMade, Unsent(k.Refused), rec.People[0].Name, rec.Restrictions[0].What, rec.Transfer.Reason.ForFamily, strings.Join([]string{rec.Professionals[0].Name, rec.Professionals[1].Name, rec.Workers[0].Name, rec.Workers[1].Name, rec.NameOf("C1"), rec.People[1].Name, fmt.Sprint(rec.People[1].Address.Lines, rec.People[0].Address.Lines, rec.Professionals[0].Address.Lines, rec.Professionals[1].Address.Lines)}, "; "))
	}
	t.Logf("%d of %d cases: a letter isn't made; %d by the second line, %d by a template's words", alarms, *harmlessCases, second, template)
	if alarms*100 >= *harmlessCases || template > 0 {
		t.Errorf("%d false alarms in %d cases, %d by a template's words", alarms, *harmlessCases, template)
	}
}
