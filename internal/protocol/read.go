package protocol

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/token"

	"handover/model"
	"handover/model/dates"
)

// Read reads a protocol.yaml. name is how the file is called in problems. The
// error is of type model.Problems, and holds all that is wrong with the file;
// after a fault of YAML itself nothing more can be read.
func Read(name string, src []byte) (*Protocol, error) {
	d := &decoder{file: name, at: map[string]token.Position{}}
	p := &Protocol{}
	d.decode(src, p)
	if len(d.at) > 0 {
		(&checker{decoder: d, p: p}).check()
	}
	if len(d.found) > 0 {
		slices.SortStableFunc(d.found, func(a, b model.Problem) int {
			if a.Line != b.Line {
				return a.Line - b.Line
			}
			return a.Col - b.Col
		})
		return nil, d.found
	}
	p.complete()
	if len(p.Trackers) == 0 {
		p.Trackers = []Tracker{p.commonTracker()}
	}
	return p, nil
}

// checker holds a protocol to the rules that its types can't.
type checker struct {
	*decoder
	p *Protocol
}

var slug = regexp.MustCompile(`^[a-z][a-z0-9]*([-_][a-z0-9]+)*$`)

func (c *checker) check() {
	p := c.p
	if p.Name != "" && !slug.MatchString(p.Name) {
		c.say("name", "small letters, digits and -", "can't be a folder's name")
	}
	kinds := wordsOf("transfer.kind")
	for i, k := range p.TransferKinds {
		if !slices.Contains(kinds, k) {
			c.unknown(fmt.Sprintf("transfer_kinds[%d]", i), "kind of transfer", k, kinds)
		}
	}
	for i, e := range p.Events {
		path := fmt.Sprintf("events[%d].name", i)
		if slices.ContainsFunc(model.KnownEvents(), func(k model.Known) bool { return k.Name == e.Name }) {
			c.say(path, "", "every record already has the event %q", e.Name)
		} else if e.Name != "" && !slug.MatchString(e.Name) {
			c.say(path, "small letters, digits and _", "%q isn't a name", e.Name)
		}
		c.follows(fmt.Sprintf("events[%d]", i), e)
	}
	for i, l := range p.EventLabels {
		path := fmt.Sprintf("event_labels[%d].event", i)
		if _, _, err := p.event(l.Event); err != nil {
			c.unknown(path, "event", l.Event, p.eventNames())
		}
		if slices.ContainsFunc(p.EventLabels[:i], func(x EventLabel) bool { return x.Event == l.Event }) {
			c.say(path, "", "%q has a label already", l.Event)
		}
	}
	for i, d := range p.Documents {
		c.document(fmt.Sprintf("documents[%d]", i), d)
	}
	for i, d := range p.Deadlines {
		c.deadline(fmt.Sprintf("deadlines[%d]", i), d)
	}
	for i, r := range p.Rules {
		for j, needed := range r.Needs {
			for _, path := range strings.Split(needed, " or ") {
				if _, hint, err := p.pathOf(strings.Split(path, "."), nil); err != nil {
					c.say(fmt.Sprintf("rules[%d].needs[%d]", i, j), hint, "%v", err)
				}
			}
		}
	}
	for i, s := range p.Stops {
		if path := fmt.Sprintf("stops[%d]", i); (s.IfMissing == "") == (s.Stops == "") && !c.broken(path) {
			c.say(path, "if_missing: what a missing item stops; or stops: what is stopped while when holds", "says in no one way what is stopped")
		} else if s.Stops != "" && s.When.IsZero() && !c.broken(path) {
			c.say(path, "when says as long as what", "lacks the key %q", "when")
		}
	}
	c.roles()
	c.conditions()
	c.services()
	c.logo()
	c.grants()
	for i, t := range p.Trackers {
		c.tracker(fmt.Sprintf("trackers[%d]", i), t)
	}
	c.circles()
	c.unique("trackers", "name", "conditions", "name", "services", "name", "roles", "name", "rows", "id", "events", "name", "extra", "name", "assumptions", "id", "documents", "template",
		"checklist", "id", "deadlines", "id", "rules", "id")
	c.names("", reflect.ValueOf(p).Elem(), map[string][]string{
		"row":        ids(p.Rows, func(r Row) string { return r.ID }),
		"assumption": ids(p.Assumptions, func(a Assumption) string { return a.ID }),
		"event":      p.eventNames(),
		"role":       p.roleNames(),
		"list":       ids(p.Checklist, func(i Item) string { return i.List }),
	})
}

// follows refuses an event whose date follows from others in more than one way, or in none.
func (c *checker) follows(path string, e Event) {
	ways := 0
	for _, way := range []bool{len(e.Earliest) > 0, len(e.Latest) > 0, len(e.Given) > 0, e.Before != ""} {
		if way {
			ways++
		}
	}
	switch {
	case ways > 1:
		c.say(path, "one of earliest, latest, given, before", "follows from other events in more than one way")
	case (e.Before == "") != (e.Weekday == ""):
		c.say(path, "before: tam, weekday: friday", "has one of before and weekday without the other")
	case e.Time != "" && (e.Weekday == "" || !isClock(e.Time)):
		c.say(path, "weekday: friday, time: \"16:00\"", "has a time that isn't one of a weekday")
	case ways == 1 && !c.broken(path):
		if _, near, err := c.p.following(e); err != nil {
			c.say(path, near, "%v", err)
		}
	}
}

func isClock(s string) bool {
	_, err := time.Parse("15:04", s)
	return err == nil
}

// roleNames are the roles that documents go to and that sign them.
func (p *Protocol) roleNames() []string {
	return append(keys(reflect.TypeFor[Titles]()), ids(p.Roles, func(r Role) string { return r.Name })...)
}

// roles refuses a role of the council's own whose holders nobody could find.
func (c *checker) roles() {
	for i, r := range c.p.Roles {
		path := fmt.Sprintf("roles[%d]", i)
		switch {
		case r.Name != "" && !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(r.Name):
			c.say(path+".name", "small letters, digits and _", "%q isn't a name", r.Name)
		case r.At == "" && len(r.Jobs) == 0 && !c.broken(path):
			c.say(path, "at: a path of the record that ends in workers; or jobs: what stands in their job", "doesn't say who has the role")
		case r.At != "":
			at, near, err := c.p.pathOf(strings.Split(r.At, "."), nil)
			if err != nil {
				c.say(path+".at", near, "%v", err)
			} else if of := at.last.Tag.Get("ref"); of != "worker" {
				c.say(path+".at", "docs/record.md says what ids stand for", "%q doesn't end in workers", r.At)
			}
		}
	}
}

// services refuses one name for two services.
func (c *checker) services() {
	seen := map[string]string{}
	for i, s := range c.p.Services {
		for j, called := range append([]string{s.Name}, s.Aliases...) {
			path := fmt.Sprintf("services[%d].name", i)
			if j > 0 {
				path = fmt.Sprintf("services[%d].aliases[%d]", i, j-1)
			}
			if other, twice := seen[plainWords(called)]; twice && other != s.Name {
				c.say(path, "", "%q is already a name of %s", called, other)
			}
			seen[plainWords(called)] = s.Name
		}
	}
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}

// unique takes pairs of a list's key and its items' key that may not repeat.
func (c *checker) unique(pairs ...string) {
	v := reflect.ValueOf(c.p).Elem()
	for i := 0; i < len(pairs); i += 2 {
		list := v.Field(fieldIndex(v.Type(), pairs[i]))
		first := map[string]int{}
		for j := range list.Len() {
			item := list.Index(j)
			id := item.Field(fieldIndex(item.Type(), pairs[i+1])).String()
			path := fmt.Sprintf("%s[%d].%s", pairs[i], j, pairs[i+1])
			if before, twice := first[id]; twice && id != "" {
				at := c.at[fmt.Sprintf("%s[%d].%s", pairs[i], before, pairs[i+1])]
				c.say(path, "", "%q is already the %s on line %d", id, pairs[i+1], at.Line)
				continue
			}
			first[id] = j
		}
	}
}

// names goes over the protocol and looks up each name whose tag says what it
// is the name of.
func (c *checker) names(path string, v reflect.Value, known map[string][]string) {
	for i, name := range keys(v.Type()) {
		f, tag := v.Field(i), v.Type().Field(i).Tag
		below := strings.TrimPrefix(path+"."+name, ".")
		for _, what := range []string{"row", "assumption", "event", "role", "list"} {
			if tag.Get(what) == "" {
				continue
			}
			if f.Kind() == reflect.String {
				c.lookUp(below, what, f.String(), known[what])
				continue
			}
			for j := range f.Len() {
				c.lookUp(fmt.Sprintf("%s[%d]", below, j), what, f.Index(j).String(), known[what])
			}
		}
		switch {
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct && f.Type().Elem() != reflect.TypeFor[dates.Date]():
			for j := range f.Len() {
				c.names(fmt.Sprintf("%s[%d]", below, j), f.Index(j), known)
			}
		case f.Kind() == reflect.Struct && f.Type() != reflect.TypeFor[Condition]():
			c.names(below, f, known)
		}
	}
}

func (c *checker) lookUp(path, what, name string, known []string) {
	if name == "" || slices.Contains(known, name) {
		return
	}
	if what == "event" {
		_, near, err := c.p.event(name)
		if err == nil {
			return
		}
		if strings.Contains(name, ".") {
			c.say(path, near, "%v", err)
			return
		}
	}
	c.unknown(path, what, name, known)
}

// conditions reads every condition of the protocol, those with a name first.
func (c *checker) conditions() {
	names := functionNames + " true false nil"
	for i := range c.p.Conditions {
		x := &c.p.Conditions[i]
		path := fmt.Sprintf("conditions[%d]", i)
		if x.Name != "" && !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(x.Name) {
			c.say(path+".name", "small letters, digits and _", "%q isn't a name", x.Name)
		} else if slices.Contains(strings.Fields(names), x.Name) {
			c.say(path+".name", "take another name", "%q is a function", x.Name)
		}
		c.condition(path+".when", &x.When, OfChild|OfRecipient|OfReadiness)
	}
	c.moments()
	eachCondition("", reflect.ValueOf(c.p).Elem(), func(path string, when *Condition) {
		if !strings.HasPrefix(path, "conditions[") {
			c.condition(path, when, c.scopeAt(path))
		}
	})
}

func (c *checker) condition(path string, when *Condition, scope Scope) {
	if when.IsZero() {
		return
	}
	if f := c.p.compile(when, scope); f != nil {
		p := f.problem(c.file)
		p.Path = path
		c.found = append(c.found, p)
	}
}

// moments puts from, until and scope into the conditions of what has them.
func (c *checker) moments() {
	with := func(path, key, event, form string, when *Condition) {
		if _, _, err := c.p.event(event); event == "" || err != nil { // names tells of an event that there isn't
			return
		}
		at := c.at[path+"."+key]
		when.with = append(when.with, Condition{source: fmt.Sprintf(form, event), line: at.Line, col: at.Column})
	}
	span := func(path, from, until string, when *Condition) {
		with(path, "from", from, "happened %q", when)
		with(path, "until", until, "not (happened %q)", when)
	}
	for i := range c.p.Documents {
		d := &c.p.Documents[i]
		span(fmt.Sprintf("documents[%d]", i), d.From, d.Until, &d.When)
		if !d.Addressee.IsZero() {
			d.When.with = append(d.When.with, d.Addressee)
		}
	}
	for i := range c.p.Checklist {
		x := &c.p.Checklist[i]
		span(fmt.Sprintf("checklist[%d]", i), x.From, x.Until, &x.When)
	}
	for i := range c.p.Deadlines {
		x := &c.p.Deadlines[i]
		span(fmt.Sprintf("deadlines[%d]", i), x.From, x.Until, &x.When)
		c.any(fmt.Sprintf("deadlines[%d]", i), x.Scope, &x.When)
		c.unmet(fmt.Sprintf("deadlines[%d]", i), x.MetWhen, x.Unmet)
	}
	for i := range c.p.Rules {
		x := &c.p.Rules[i]
		span(fmt.Sprintf("rules[%d]", i), x.From, x.Until, &x.When)
		c.any(fmt.Sprintf("rules[%d]", i), x.Scope, &x.When)
		c.unmet(fmt.Sprintf("rules[%d]", i), x.MetWhen, x.Unmet)
	}
}

func (c *checker) unmet(path string, when Condition, says string) {
	if when.IsZero() != (says == "") {
		c.say(path, "met_when says what has to hold, unmet what is said where it doesn't", "has one of met_when and unmet without the other")
	}
}

// any makes a condition that asks about a child one of the whole case, which
// holds if it does for one of the children.
func (c *checker) any(path, scope string, when *Condition) {
	if scope != "any" || when.IsZero() {
		return
	}
	c.condition(path+".when", when, OfChild|OfReadiness)
	when.source, when.asked = "any ("+when.source+")", nil
}

// scopeAt is what a condition that stands at a path may ask about. A document's
// depends on its template, and is looked at where that is loaded.
func (c *checker) scopeAt(path string) Scope {
	if strings.HasSuffix(path, ".anonymous") { // holds for a line of the whole case if it does for one of the children
		return OfChild | OfReadiness
	}
	switch list, _, _ := strings.Cut(path, "["); list {
	case "documents":
		return OfChild | OfRecipient | OfReadiness
	case "checklist":
		return OfChild
	case "events":
		for i, e := range c.p.Events {
			if e.Of == "child" && strings.HasPrefix(path, fmt.Sprintf("events[%d].", i)) {
				return OfChild
			}
		}
		return OfCase
	case "deadlines", "rules":
		if at := reflect.ValueOf(c.p).Elem().FieldByName(strings.ToUpper(list[:1]) + list[1:]); at.IsValid() {
			for i := range at.Len() {
				if scope := at.Index(i).FieldByName("Scope").String(); strings.HasPrefix(path, fmt.Sprintf("%s[%d].", list, i)) && (scope == "any" || scope == "case") {
					return OfReadiness
				}
			}
		}
		return OfChild | OfReadiness
	case "trackers":
		for i, t := range c.p.Trackers {
			if t.Per == "child" && strings.HasPrefix(path, fmt.Sprintf("trackers[%d].", i)) {
				return OfChild | OfReadiness
			}
		}
	}
	return OfReadiness
}

func (c *checker) document(path string, d Document) {
	roles, outside := c.p.roleNames(), []string{"child", "parent", "carer", "relative", "professional", "authority"}
	sent := 0
	for i, to := range d.To {
		if slices.Contains(outside, to) {
			sent++
		} else if !slices.Contains(roles, to) {
			c.unknown(fmt.Sprintf("%s.to[%d]", path, i), "recipient", to, append(outside, roles...))
		}
	}
	if sent > 0 && sent < len(d.To) {
		c.say(path+".to", "make two documents of it", "one document can't go to people inside the council and outside")
	}
	for _, name := range [][2]string{{"kind", d.Kind}, {"template", d.Template}} {
		if name[1] != "" && !slug.MatchString(name[1]) {
			c.say(path+"."+name[0], "small letters, digits and -", "%q isn't a name", name[1])
		}
	}
	switch {
	case c.broken(path):
	case sent > 0 && d.Number != 0:
		c.say(path+".number", "", "what goes outside isn't numbered: other letters could be counted from it")
	case sent == 0 && d.Number == 0:
		c.say(path, "its place among the files under internal/", "lacks the key %q", "number")
	}
	if !d.When.IsZero() && d.Why == "" && !c.broken(path) { // also of from, until and addressee
		c.say(path, "why says, in words, when the document isn't made", "lacks the key %q", "why")
	}
	for i, kind := range d.Excludes {
		kinds := ids(c.p.Documents, func(x Document) string { return x.Kind })
		if !slices.Contains(kinds, kind) {
			slices.Sort(kinds)
			c.unknown(fmt.Sprintf("%s.excludes[%d]", path, i), "document", kind, slices.Compact(kinds))
		}
	}
	if len(d.Rows) == 0 && d.Label == "" && !c.broken(path) {
		c.say(path, "a document that the procedure doesn't name says so in its label", "cites no row")
	}
}

func (c *checker) deadline(path string, d Deadline) {
	if c.broken(path) {
		return
	}
	span := 0
	if !d.AtLeast.IsZero() {
		span++
	}
	if !d.Within.IsZero() {
		span++
	}
	for _, s := range []Span{d.NoLaterThan, d.Every} {
		if !s.IsZero() && d.Before == "" {
			span++
		}
	}
	sides := 0
	for _, s := range []string{d.Before, d.After} {
		if s != "" {
			sides++
		}
	}
	other := 0
	for _, s := range []string{d.AsSoonAs, d.DateSetBy} {
		if s != "" {
			other++
		}
	}
	if !(span == 1 && sides == 1 && other == 0 || span == 0 && sides == 0 && other == 1) {
		c.say(path, "at_least or within, with before or after; or no_later_than or every, with after; or as_soon_as; or date_set_by", "says in no one way when it is due")
	}
}
