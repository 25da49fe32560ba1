package pack

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"handover/model"
	"handover/render"
)

// A leakCase is an invented case made of chance: a fixture's council, kind of
// transfer, roles and dates, with people, homes, agencies and restrictions of
// its own. Every value is one that stands nowhere else, so that where it is
// found it is that value and no coincidence.
type leakCase struct {
	fixture string
	src     []byte
	to      []model.ID // whose letters are made
	format  render.Format

	// What the maker knows, by which the files are judged.
	facts    []fact
	humans   map[model.ID]int // who is whom; two ids may be one human
	homes    map[model.ID]int // of children and people
	atWork   map[model.ID][]string
	bans     []ban
	members  []model.ID                   // of the team around the family
	careOf   map[model.ID]model.ID        // letters.to
	carers   map[model.ID]bool            // who look after a child that is placed
	placed   map[model.ID]bool            // the children
	works    map[model.ID]map[string]bool // professionals, and the children with whom they work
	related  map[model.ID]map[string]bool // people, and the children to whom they are something
	fathers  map[model.ID]map[string]bool
	contact  map[string][]model.ID // venue and who meets there
	referrer model.ID
}

// A fact is a value of the record by one word that stands in it alone.
type fact struct {
	token string // as pressed has it
	kind  string // "street", "first name", "agency", …
	of    model.ID
	home  int        // of an address of the family
	known []model.ID // to whom the record releases it
	child model.ID   // of what somebody is to a child
	shown string     // the value as the record has it
}

// A ban is a restriction as the maker meant it.
type ban struct {
	named, about []model.ID // after households
	what, words  []string
}

// leakMaker makes one case.
type leakMaker struct {
	*rand.Rand
	*leakCase
	rec   map[string]any
	used  map[string]bool
	phone int
}

func makeLeakCase(t testing.TB, seed uint64, fixtures []string) *leakCase {
	t.Helper()
	m := &leakMaker{Rand: rand.New(rand.NewPCG(seed, 4)), used: map[string]bool{}}
	m.leakCase = &leakCase{fixture: fixtures[m.IntN(len(fixtures))], humans: map[model.ID]int{}, homes: map[model.ID]int{}, atWork: map[model.ID][]string{},
		careOf: map[model.ID]model.ID{}, carers: map[model.ID]bool{}, placed: map[model.ID]bool{}, works: map[model.ID]map[string]bool{}, related: map[model.ID]map[string]bool{},
		fathers: map[model.ID]map[string]bool{}, contact: map[string][]model.ID{}}
	m.rec = asJSON(t, source(t, m.fixture))
	m.phone = 100
	m.skeleton()
	m.people()
	m.agencies()
	m.council()
	m.links()
	m.restrictions()
	m.narratives()
	m.format = allFormats[m.IntN(len(allFormats))]
	var err error
	if m.src, err = json.Marshal(m.rec); err != nil {
		t.Fatal(err)
	}
	return m.leakCase
}

// object is a JSON object.
type object = map[string]any

func (m *leakMaker) list(name string) []object {
	var out []object
	all, _ := m.rec[name].([]any)
	for _, x := range all {
		out = append(out, x.(object))
	}
	return out
}

func (m *leakMaker) set(name string, all []object) {
	out := []any{}
	for _, x := range all {
		out = append(out, x)
	}
	m.rec[name] = out
}

func idOf(x object) model.ID { return model.ID(x["id"].(string)) }

func (m *leakMaker) chance(percent int) bool { return m.IntN(100) < percent }

// word is a word that is no other's and nobody's language.
func (m *leakMaker) word() string {
	const first, later = "zvqxkwjg", "bdfgklmnprtvz"
	for {
		var b strings.Builder
		b.WriteByte(first[m.IntN(len(first))])
		for range 3 {
			b.WriteByte("aeiou"[m.IntN(5)])
			b.WriteByte(later[m.IntN(len(later))])
		}
		if s := b.String(); !m.used[s] {
			m.used[s] = true
			return strings.ToUpper(s[:1]) + s[1:]
		}
	}
}

// fact notes a value by the word that tells it, and gives it back.
func (m *leakMaker) fact(kind string, of model.ID, token, shown string) string {
	m.facts = append(m.facts, fact{token: pressed(token), kind: kind, of: of, home: -1, shown: shown})
	return shown
}

// pressed is a text's letters and figures alone.
func pressed(s string) string { return strings.ReplaceAll(plainWords(s), " ", "") }

func (m *leakMaker) telephone(of model.ID, kind string) string {
	m.phone++
	s := fmt.Sprintf("07700 900%03d", m.phone)
	return m.fact(kind, of, s[1:], s)
}

// skeleton keeps of the fixture what says how the case moves, and who has which
// part in it; narrative and what hangs on it goes.
func (m *leakMaker) skeleton() {
	keep := []string{"schema", "protocol", "children", "people", "professionals", "workers", "teams", "authorities", "transfer", "closure", "early_help", "referral", "consents"}
	maps.DeleteFunc(m.rec, func(key string, _ any) bool { return !slices.Contains(keep, key) })
	reference := "CF-" + m.word()
	m.rec["reference"] = m.fact("reference", "", reference, reference)
	people, professionals := m.list("people"), m.list("professionals")
	m.Shuffle(len(professionals), func(i, j int) { professionals[i], professionals[j] = professionals[j], professionals[i] })
	for i, kind := range []string{"education", "health", "voluntary", "housing"} {
		if m.chance(60) {
			professionals = append(professionals, object{"id": fmt.Sprintf("R%d", 90+i), "kind": kind, "role": "Practitioner"})
		}
	}
	for i, is := range []string{"former partner", "aunt", "grandmother"} {
		if m.chance(50) {
			people = append(people, object{"id": fmt.Sprintf("P%d", 90+i), "name": "x", "relationship": []any{object{"child": m.anyChild(), "is": is}}})
		}
	}
	m.set("people", people)
	m.set("professionals", professionals)
	for _, c := range m.list("children") {
		for key := range c {
			if !slices.Contains([]string{"id", "date_of_birth", "expected_date_of_birth", "moves", "mother", "placement", "statuses", "legal_status", "orders", "dates", "care_leaver", "worker", "school", "sex"}, key) {
				delete(c, key)
			}
		}
	}
}

func (m *leakMaker) anyChild() string {
	all := m.list("children")
	return string(idOf(all[m.IntN(len(all))]))
}

// people gives the family names, homes and numbers.
func (m *leakMaker) people() {
	type home struct {
		address object
		surname string
		who     []any
	}
	var homes []*home
	settle := func(id model.ID, n int) {
		for len(homes) <= n {
			h := &home{surname: m.word()}
			street, town := m.word(), m.word()
			postcode := fmt.Sprintf("Z%c%d %d%c%c", 'A'+rune(m.IntN(26)), len(homes)+10, m.IntN(10), 'A'+rune(m.IntN(26)), 'A'+rune(m.IntN(26)))
			h.address = object{"lines": []any{fmt.Sprintf("%d %s Street", m.IntN(90)+1, street), strings.ToUpper(town)}, "postcode": postcode, "confirmed_on": asOf}
			for _, f := range []fact{{token: pressed(street), kind: "street", shown: h.address["lines"].([]any)[0].(string)}, {token: pressed(town), kind: "town", shown: town}, {token: pressed(postcode), kind: "postcode", shown: postcode}} {
				f.home = len(homes)
				m.facts = append(m.facts, f)
			}
			homes = append(homes, h)
		}
		m.homes[id] = n
		homes[n].who = append(homes[n].who, string(id))
	}
	human := func(id model.ID) { m.humans[id] = len(m.humans) + 1 }

	for _, c := range m.list("children") {
		id := idOf(c)
		human(id)
		settle(id, m.IntN(len(homes)+1))
		if p, ok := c["placement"].(object); ok && p["carers"] != nil {
			delete(p, "previous")
			m.placed[id] = true
		}
	}
	for _, p := range m.list("people") {
		id := idOf(p)
		human(id)
		n := m.IntN(len(homes) + 1)
		for _, c := range m.list("children") { // carers live with the child
			if pl, ok := c["placement"].(object); ok {
				if carers, _ := pl["carers"].([]any); slices.Contains(carers, any(string(id))) {
					n = m.homes[idOf(c)]
					m.carers[id] = true
				}
			}
		}
		settle(id, n)
	}
	everybody := slices.Sorted(maps.Keys(m.homes))
	for i := range homes {
		for range m.IntN(3) {
			if m.chance(30) {
				id := everybody[m.IntN(len(everybody))]
				known, _ := homes[i].address["known_to"].([]any)
				homes[i].address["known_to"] = append(known, string(id))
				for j := range m.facts {
					if m.facts[j].home == i {
						m.facts[j].known = append(m.facts[j].known, id)
					}
				}
			}
		}
	}
	var households []object
	joined := map[string]bool{}
	for i, h := range homes {
		if m.chance(60) {
			households = append(households, object{"id": fmt.Sprintf("H%d", i+1), "address": h.address, "members": h.who})
			for _, id := range h.who {
				joined[id.(string)] = true
			}
		}
	}
	m.set("households", households)
	for _, c := range m.list("children") {
		id := idOf(c)
		h := homes[m.homes[id]]
		if !joined[string(id)] || m.chance(50) {
			c["address"] = h.address
		}
		first := m.word()
		c["first_name"], c["surname"] = m.fact("first name", id, first, first), h.surname
		m.fact("whole name", id, first+h.surname, first+" "+h.surname)
		if m.chance(30) {
			known := m.word()
			c["known_as"] = m.fact("first name", id, known, known)
		}
		if m.chance(30) {
			name := m.word()
			c["previous_names"] = []any{object{"name": m.fact("previous name", id, name, c["first_name"].(string)+" "+name), "kind": "birth"}}
		}
		number := fmt.Sprintf("%d", 3000000+m.IntN(6000000))
		c["number"] = m.fact("number", id, number, number)
		c["inform"] = object{"tell": true, "decided_by": m.anyWorker(), "told_on": asOf}
		c["letters"] = object{"deliver": m.delivery()}
	}
	for _, p := range m.list("people") {
		id := idOf(p)
		h := homes[m.homes[id]]
		for _, key := range []string{"address", "household", "email", "workplace", "previous_names", "interpreter", "letter_language", "communication", "same_as", "letters", "died_on", "date_of_birth", "translation"} {
			delete(p, key)
		}
		if !joined[string(id)] || m.chance(50) {
			p["address"] = h.address
		}
		first, last := m.word(), h.surname
		if m.chance(40) {
			last = m.word()
			m.fact("surname", id, last, last)
		}
		p["name"] = m.fact("first name", id, first, first) + " " + last
		p["telephone"] = m.telephone(id, "telephone")
		mail := m.word()
		p["email"] = m.fact("email", id, mail, strings.ToLower(mail)+"@example.org")
		if m.chance(30) {
			work := m.word()
			p["workplace"] = m.fact("workplace", id, work, work+" Works")
			m.atWork[id] = append(m.atWork[id], work)
		}
		if m.chance(20) {
			name := m.word()
			p["previous_names"] = []any{object{"name": m.fact("previous name", id, name, first+" "+name)}}
		}
		p["letters"] = object{"deliver": m.delivery()}
		m.related[id], m.fathers[id] = map[string]bool{}, map[string]bool{}
		all, _ := p["relationship"].([]any)
		for _, r := range all {
			r := r.(object)
			child := r["child"].(string)
			is, _ := r["is"].(string)
			m.related[id][child] = true
			m.fathers[id][child] = is == "father"
			if is != "mother" && is != "father" && m.chance(30) && !strings.Contains(is, "carer") {
				w := m.word()
				r["is"] = m.fact("relationship", id, w, w+" friend")
				m.facts[len(m.facts)-1].child = model.ID(child)
			}
			r["inform"] = object{"tell": true, "decided_by": m.anyWorker(), "told_on": asOf}
			delete(r, "contact")
		}
	}
}

func (m *leakMaker) anyWorker() string {
	all := m.list("workers")
	return string(idOf(all[m.IntN(len(all))]))
}

func (m *leakMaker) delivery() string { return []string{"post", "post", "hand"}[m.IntN(3)] }

// agencies gives the professionals and the other authorities names and places.
func (m *leakMaker) agencies() {
	for _, p := range m.list("professionals") {
		id := idOf(p)
		m.humans[id] = len(m.humans) + 1
		kind, _ := p["kind"].(string)
		agency, street, town := m.word(), m.word(), m.word()
		name := map[string]string{"education": " Primary School", "health": " Surgery"}[kind]
		if name == "" {
			name = " Trust"
		}
		p["agency"] = m.fact("agency", id, agency, agency+name)
		m.atWork[id] = []string{agency}
		first, last := m.word(), m.word()
		p["name"] = m.fact("professional", id, last, first+" "+last)
		m.fact("professional's first name", id, first, first)
		p["role"] = "Practitioner"
		p["telephone"] = m.telephone(id, "at work")
		mail := m.word()
		p["email"] = m.fact("at work", id, mail, strings.ToLower(mail)+"@example.org")
		p["inform"] = object{"tell": true}
		delete(p, "leaving_on")
		delete(p, "same_as")
		delete(p, "secure_email")
		delete(p, "address")
		if m.chance(80) {
			a := object{"lines": []any{p["agency"], fmt.Sprintf("%d %s Road", m.IntN(90)+1, street), strings.ToUpper(town)}, "postcode": fmt.Sprintf("Y%c%d %d%c%c", 'A'+rune(m.IntN(26)), m.IntN(80)+10, m.IntN(10), 'A'+rune(m.IntN(26)), 'A'+rune(m.IntN(26)))}
			m.fact("address at work", id, street, a["lines"].([]any)[1].(string))
			m.fact("address at work", id, a["postcode"].(string), a["postcode"].(string))
			if m.chance(15) {
				who := m.anybody()
				a["known_to"] = []any{string(who)}
				for i := range m.facts {
					if m.facts[i].of == id {
						m.facts[i].known = append(m.facts[i].known, who)
					}
				}
			}
			p["address"] = a
		} else {
			p["secure_email"] = p["email"]
		}
		m.works[id] = map[string]bool{}
		children, _ := p["children"].([]any)
		if children == nil && m.chance(30) {
			children = []any{m.anyChild()}
		}
		if children != nil {
			p["children"] = children
		}
		for _, c := range m.list("children") {
			if children == nil || slices.Contains(children, any(string(idOf(c)))) {
				m.works[id][string(idOf(c))] = true
			}
		}
	}
	for _, c := range m.list("children") {
		delete(c, "school")
		for _, p := range m.list("professionals") {
			if p["kind"] == "education" && m.works[idOf(p)][string(idOf(c))] && m.chance(70) {
				c["school"] = object{"professional": string(idOf(p))}
			}
		}
	}
	for _, a := range m.list("authorities") {
		id := idOf(a)
		m.humans[id] = len(m.humans) + 1
		name, street := m.word(), m.word()
		a["name"] = m.fact("authority", id, name, "Borough of "+name)
		a["worker"] = m.word() + " " + m.word()
		a["address"] = object{"lines": []any{fmt.Sprintf("%d %s Square", m.IntN(90)+1, street), strings.ToUpper(name)}, "postcode": "WW1 1AA"}
		m.fact("address at work", id, street, a["address"].(object)["lines"].([]any)[0].(string))
		delete(a, "secure_email")
		if x, ok := a["meeting"].(object); ok {
			x["venue"] = m.word() + " House"
		}
	}
}

// anybody is a child, a person or a professional.
func (m *leakMaker) anybody() model.ID {
	all := slices.Sorted(maps.Keys(m.humans))
	return all[m.IntN(len(all))]
}

// council gives workers and teams names and bases, and the case its service,
// lead and venues.
func (m *leakMaker) council() {
	for _, w := range m.list("workers") {
		id := idOf(w)
		m.humans[id] = len(m.humans) + 1
		first, last, base := m.word(), m.word(), m.word()
		w["name"] = m.fact("worker", id, last, first+" "+last)
		m.fact("worker", id, first, first)
		w["base"] = m.fact("base", id, base, base+" House")
		w["telephone"] = m.telephone(id, "worker's telephone")
		delete(w, "role")
		delete(w, "email")
		delete(w, "conflict")
		delete(w, "left_on")
	}
	for _, t := range m.list("teams") {
		id := idOf(t)
		name, street := m.word(), m.word()
		t["name"] = m.fact("team", id, name, name+" Team")
		t["address"] = object{"lines": []any{fmt.Sprintf("%d %s Lane", m.IntN(90)+1, street), "COUNCILTON"}, "postcode": "VV1 1AA"}
		m.fact("base", id, street, street+" Lane")
		delete(t, "email")
		t["telephone"] = m.telephone(id, "team's telephone")
	}
	if e, ok := m.rec["early_help"].(object); ok {
		service := m.word()
		e["service"] = m.fact("service", "", service, service+" Hub")
		members := []any{}
		for _, list := range []string{"professionals", "people"} {
			for _, x := range m.list(list) {
				if m.chance(50) {
					members = append(members, x["id"])
					m.members = append(m.members, idOf(x))
				}
			}
		}
		e["members"] = members
		if all := m.list("professionals"); len(all) > 0 {
			lead := all[m.IntN(len(all))]
			e["lead_professional"] = lead["id"]
			m.members = append(m.members, idOf(lead))
		}
	}
	if c, ok := m.rec["closure"].(object); ok {
		delete(c, "discussed_with")
		if x, ok := c["tac_meeting"].(object); ok {
			venue := m.word()
			x["venue"] = m.fact("meeting", "", venue, venue+" Hall")
		}
	}
	if m.chance(60) {
		var all []any
		for range 1 + m.IntN(3) {
			people := m.list("people")
			if len(people) == 0 {
				break
			}
			venue := m.word()
			child, with := m.anyChild(), people[m.IntN(len(people))]["id"].(string)
			all = append(all, object{"child": child, "with": with, "venue": m.fact("venue", "", venue, venue+" Centre")})
			m.contact[pressed(venue)] = []model.ID{model.ID(child), model.ID(with)}
		}
		m.rec["contact_plan"] = object{"arrangements": all}
	}
	if r, ok := m.rec["referral"].(object); ok {
		from := m.word()
		r["from"] = m.fact("referrer", "", from, from+" Nursery")
		delete(r, "referrer")
		if m.chance(50) {
			for {
				if m.referrer = m.anybody(); strings.HasPrefix(string(m.referrer), "P") || strings.HasPrefix(string(m.referrer), "R") {
					break
				}
			}
			r["referrer"] = string(m.referrer)
		}
	}
}

// links makes some people one human, or colleagues, or each other's letter box.
func (m *leakMaker) links() {
	people, professionals := m.list("people"), m.list("professionals")
	if len(people) == 0 {
		return
	}
	for _, r := range professionals {
		p := people[m.IntN(len(people))]
		switch n := m.IntN(100); {
		case n < 8 && p["same_as"] == nil:
			if m.chance(50) {
				r["same_as"] = p["id"]
			} else {
				p["same_as"] = r["id"]
			}
			was, is := m.humans[idOf(r)], m.humans[idOf(p)]
			for id, n := range m.humans {
				if n == was {
					m.humans[id] = is
				}
			}
		case n < 16:
			m.facts = slices.DeleteFunc(m.facts, func(f fact) bool { return f.kind == "workplace" && f.of == idOf(p) })
			p["workplace"] = r["agency"]
			m.atWork[idOf(p)] = m.atWork[idOf(r)]
		case n < 20 && r["secure_email"] != nil:
			m.facts = slices.DeleteFunc(m.facts, func(f fact) bool { // whose it is depends on who asks
				return f.kind == "email" && f.of == idOf(p) || f.kind == "at work" && f.shown == r["secure_email"]
			})
			p["email"] = r["secure_email"]
			m.atWork[idOf(p)] = append(m.atWork[idOf(p)], r["secure_email"].(string))
			m.atWork[idOf(r)] = append(m.atWork[idOf(r)], r["secure_email"].(string))
		}
	}
	for _, list := range [][]object{m.list("children"), people} {
		for _, x := range list {
			to := people[m.IntN(len(people))]
			if m.chance(8) && to["id"] != x["id"] {
				x["letters"] = object{"to": to["id"], "deliver": "post"}
				m.careOf[idOf(x)] = idOf(to)
			}
		}
	}
}

// restrictions are one to three, between anybody.
func (m *leakMaker) restrictions() {
	whats := []string{"address", "telephone", "email", "school", "workplace", "name", "new_name", "existence", "relationship", "paternity", "death", "carer",
		"provider", "contact_venue", "worker_base", "area", "professional", "referrer", "fact"}
	var all []any
	who := func(workers bool) string {
		households := m.list("households")
		if len(households) > 0 && m.chance(12) {
			return households[m.IntN(len(households))]["id"].(string)
		}
		for {
			id := m.anybody()
			if workers && m.chance(90) && !strings.HasPrefix(string(id), "C") && !strings.HasPrefix(string(id), "P") {
				continue // mostly about the family
			}
			if workers || !strings.HasPrefix(string(id), "W") {
				return string(id)
			}
		}
	}
	for range 1 + m.IntN(3) {
		r := object{"who": who(false), "about": who(true)}
		b := ban{named: m.expand(r["who"].(string)), about: m.expand(r["about"].(string))}
		for range m.IntN(4) - 1 {
			also, _ := r["also"].([]any)
			id := who(false)
			r["also"] = append(also, id)
			b.named = append(b.named, m.expand(id)...)
		}
		m.Shuffle(len(whats), func(i, j int) { whats[i], whats[j] = whats[j], whats[i] })
		b.what = slices.Clone(whats[:1+m.IntN(3)])
		r["what"] = b.what
		if m.chance(25) {
			w := m.word()
			b.words = []string{pressed(w)}
			r["words"] = []any{w}
			m.facts = append(m.facts, fact{token: pressed(w), kind: "word", home: -1, shown: w})
		}
		ended := m.chance(10)
		switch {
		case ended:
			r["ended_on"] = "2026-11-01"
		case m.chance(20):
			r["ended_on"] = "2027-06-01"
		case m.chance(20):
			r["review_on"] = "2025-06-01"
		}
		all = append(all, r)
		if !ended {
			m.bans = append(m.bans, b)
		}
	}
	m.rec["restrictions"] = all
	m.recipients()
}

// expand is an id, or the members of a household.
func (m *leakMaker) expand(id string) []model.ID {
	for _, h := range m.list("households") {
		if h["id"] == id {
			var out []model.ID
			for _, x := range h["members"].([]any) {
				out = append(out, model.ID(x.(string)))
			}
			return out
		}
	}
	return []model.ID{model.ID(id)}
}

// recipients are up to five whose letters are made, those first whom a
// restriction binds.
func (m *leakMaker) recipients() {
	var bound, free []model.ID
	for _, id := range slices.Sorted(maps.Keys(m.humans)) {
		if strings.HasPrefix(string(id), "W") {
			continue
		}
		if slices.ContainsFunc(m.bans, func(b ban) bool { return m.binds(b, id) }) {
			bound = append(bound, id)
		} else {
			free = append(free, id)
		}
	}
	m.Shuffle(len(bound), func(i, j int) { bound[i], bound[j] = bound[j], bound[i] })
	m.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	m.to = append(bound[:min(4, len(bound))], free[:min(1, len(free))]...)
	if len(m.to) == 0 {
		m.to = []model.ID{"C1"}
	}
}

// slip is a fact that somebody might write where it may not stand: mostly one
// that a restriction withholds.
func (m *leakMaker) slip() fact {
	var all []fact
	for _, f := range m.facts {
		for _, b := range m.bans {
			if m.banned(f, b, &Planned{}) != "" {
				all = append(all, f)
			}
		}
	}
	if len(all) > 0 && m.chance(70) {
		return all[m.IntN(len(all))]
	}
	return m.facts[m.IntN(len(m.facts))]
}

// narratives are each known by a word of its own; into some slips a value.
func (m *leakMaker) narratives() {
	text := func(kind string) string {
		w := m.word()
		s := m.fact(kind, "", w, "The plan for all of "+w+" stays as it was agreed")
		if m.chance(25) {
			// What was written for another reader may be written for this one as well.
			if f := m.slip(); f.kind != "reason" && f.kind != "about me" && !strings.HasPrefix(f.kind, "for ") {
				s += " and then " + m.spoken(f.shown)
			}
		}
		return s + "."
	}
	if t, ok := m.rec["transfer"].(object); ok {
		t["reason"] = object{"text": text("reason"), "for_child": text("for child"), "for_family": text("for family"), "for_professionals": text("for professionals")}
		for _, key := range []string{"views", "exception", "decision_not_to_transfer"} {
			delete(t, key)
		}
		if d, ok := t["delay"].(object); ok {
			delete(d, "told")
			d["reason"] = text("internal")
		}
	}
	for _, w := range m.list("workers") {
		delete(w, "about_me")
		if m.chance(50) {
			w["about_me"] = text("about me")
		}
	}
	if c, ok := m.rec["closure"].(object); ok {
		c["text"] = text("internal")
		delete(c, "outcomes")
		c["support_after"], c["how_to_come_back"] = text("for child or family"), text("for child or family")
	}
	if e, ok := m.rec["early_help"].(object); ok {
		e["rationale"] = text("internal")
		for _, key := range []string{"needs", "if_declined", "if_waiting", "outcome"} {
			delete(e, key)
		}
	}
	m.rec["summary"] = object{"history": text("internal"), "risk": text("internal")}
	m.rec["chronology"] = []any{object{"date": "2026-01-02", "event": text("internal")}}
}

// spoken is a value as somebody might write it into a letter.
func (m *leakMaker) spoken(s string) string {
	switch m.IntN(5) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ReplaceAll(s, " ", "\n")
	case 2:
		if strings.HasPrefix(s, "07700") {
			return "+44 (0)" + s[1:5] + "-" + s[5:]
		}
		if strings.ContainsFunc(s, unicode.IsDigit) && len(s) <= 8 { // a postcode
			return strings.ReplaceAll(s, " ", "")
		}
		return strings.ReplaceAll(s, " ", " \u00a0")
	case 3:
		return "(" + s + ")'s"
	}
	return s
}
