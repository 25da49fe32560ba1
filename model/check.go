package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"handover/model/dates"
)

// SchemaName is what the field schema of every record says.
const SchemaName = "handover.case/1"

// checker checks what can be told only once the whole record is read.
type checker struct {
	*findings
	rec    *Record
	kinds  map[ID]string // what each id stands for: "child", "person" …
	unread []string      // kinds of which an id stands where something couldn't be read
	events []string      // that the protocol declares
	extra  []string      // names that the protocol declares
}

func (c *checker) check(opt Options) {
	declared := c.protocol(opt)
	c.events = declared.Events
	for _, x := range declared.Extra {
		c.extra = append(c.extra, x.Name)
	}
	c.kinds = map[ID]string{}
	c.unread = c.unreadKinds()
	c.ids()
	if c.rec.Schema != "" && c.rec.Schema != SchemaName {
		c.on("schema", atValue, `expected "`+SchemaName+`"`, "")
	}
	if !ReferenceFits(c.rec.Reference) {
		c.on("reference", atValue, fmt.Sprintf("longer than %d characters", maxReference), "the folder of the case's papers is called by it")
	}
	c.children()
	visitRecord(c.rec, c.value)
	c.extras(declared.Extra)
	c.workers()
	c.notKnown()
}

const maxReference = 100

// ReferenceFits says whether a reference is short enough to call a folder by.
func ReferenceFits(reference string) bool { return utf8.RuneCountInString(reference) <= maxReference }

// protocol checks the protocol's name and returns what it declares.
func (c *checker) protocol(opt Options) Declared {
	if opt.Protocol != "" {
		c.rec.Protocol = opt.Protocol
	}
	name := c.rec.Protocol
	switch {
	case name == "" || opt.Protocols == nil && protocolForm(name):
	case !protocolForm(name):
		c.on("protocol", atValue, "not the form of a protocol's name", choice(name, opt.Protocols))
		return Declared{}
	case !slices.Contains(opt.Protocols, name):
		hint := "`handover protocols` lists them; --templates DIR adds a council of your own"
		if near := Nearest(name, opt.Protocols); near != "" {
			hint = `did you mean "` + near + "\"? `handover protocols` lists them"
		}
		c.on("protocol", atValue, `no protocol is called "`+name+`"`, hint)
		return Declared{}
	}
	if opt.Declared == nil || name == "" {
		return Declared{}
	}
	return opt.Declared(name)
}

// ids notes every id, and those that stand for two.
func (c *checker) ids() {
	first := map[ID]string{}
	note := func(kind, list string, i int, id ID) {
		if id == "" {
			return
		}
		path := fmt.Sprintf("%s[%d].id", list, i)
		if before, twice := first[id]; twice {
			c.on(path, atValue, fmt.Sprintf("the id %s stands already at %s", id, before), "every id of a record is its own")
			return
		}
		first[id] = path
		c.kinds[id] = kind
	}
	for i := range c.rec.Children {
		note("child", "children", i, c.rec.Children[i].ID)
	}
	for i := range c.rec.People {
		note("person", "people", i, c.rec.People[i].ID)
	}
	for i := range c.rec.Households {
		note("household", "households", i, c.rec.Households[i].ID)
	}
	for i := range c.rec.Professionals {
		note("professional", "professionals", i, c.rec.Professionals[i].ID)
	}
	for i := range c.rec.Workers {
		note("worker", "workers", i, c.rec.Workers[i].ID)
	}
	for i := range c.rec.Teams {
		note("team", "teams", i, c.rec.Teams[i].ID)
	}
	for i := range c.rec.Authorities {
		note("authority", "authorities", i, c.rec.Authorities[i].ID)
	}
	for i := range c.rec.Meetings {
		note("meeting", "meetings", i, c.rec.Meetings[i].ID)
	}
}

// unreadKinds are the kinds whose list holds something that couldn't be read,
// where an id may have stood.
func (c *checker) unreadKinds() []string {
	var out []string
	for kind, noun := range kindNouns {
		list := noun[1]
		if slices.ContainsFunc(c.kept, func(x finding) bool {
			rest, in := strings.CutPrefix(x.path, list)
			element, of, deeper := strings.Cut(rest, ".")
			return in && (rest == "" || strings.HasPrefix(element, "[") && (!deeper || of == "id"))
		}) {
			out = append(out, kind)
		}
	}
	return out
}

func (c *checker) children() {
	for i := range c.rec.Children {
		x := &c.rec.Children[i]
		path := fmt.Sprintf("children[%d]", i)
		if blank(x.FirstName) && blank(x.Surname) && blank(x.KnownAs) && x.ExpectedDateOfBirth.IsZero() && !c.has(path) {
			c.on(path, atValue, "a child without a name has to have an expected_date_of_birth", "give first_name, surname or known_as")
		}
	}
}

// value checks one id, event or postcode.
func (c *checker) value(v reflect.Value, p *plan, f *field, path []segment) {
	switch p.shape {
	case object:
		switch x := v.Addr().Interface().(type) {
		case *Address:
			c.postcode(x, path)
		case *Relationship:
			if !blank(x.Is) && !x.Known() {
				near := x.nearest()
				if near != "" {
					near = `did you mean "` + near + `"? `
				}
				c.on(pathString(append(path, segment{name: "is"})), atValue, "none of its words says what somebody is to a child",
					near+`the usual words are "mother", "birth father", "adoptive mother", "stepfather", "foster carer", "aunt", "friend"; what else there is to say stands in brackets`)
			}
		}
	case ident:
		if f.ref != "" && v.String() != "" {
			c.ref(ID(v.String()), f.ref, path)
		}
	case word:
		if f.events != "" && v.String() != "" {
			c.event(v.String(), f.events, atValue, path)
		}
	case momentOf:
		for _, key := range sortedKeys(v) {
			c.event(key, f.events, atName, append(path, segment{name: key}))
		}
	}
}

func sortedKeys(m reflect.Value) []string {
	var all []string
	for _, k := range m.MapKeys() {
		all = append(all, k.String())
	}
	slices.Sort(all)
	return all
}

// kindNouns are the kinds of id with their article, and the list that has them.
var kindNouns = map[string][2]string{
	"child": {"a child", "children"}, "person": {"a person", "people"}, "household": {"a household", "households"},
	"professional": {"a professional", "professionals"}, "worker": {"a worker", "workers"}, "team": {"a team", "teams"},
	"authority": {"an authority", "authorities"}, "meeting": {"a meeting", "meetings"},
}

func (c *checker) ref(id ID, want string, path []segment) {
	kind, known := c.kinds[id]
	if known && (want == "any" || kind == want) {
		return
	}
	if slices.Contains(c.unread, want) || want == "any" && len(c.unread) > 0 { // what is wrong there is told already
		return
	}
	expected, hint := "nobody and nothing in the record", ""
	if want != "any" {
		expected = "in " + kindNouns[want][1]
		hint = c.idsOf(want)
	}
	if known {
		c.on(pathString(path), atValue, fmt.Sprintf("%s is %s; expected the id of %s", id, kindNouns[kind][0], kindNouns[want][0]), hint)
		return
	}
	msg := fmt.Sprintf("no %s in the record has the id %s", want, id)
	if want == "any" {
		msg = fmt.Sprintf("%s has the id %s", expected, id)
	}
	c.on(pathString(path), atValue, msg, hint)
}

// idsOf is a hint: the ids of one kind, if they are few.
func (c *checker) idsOf(kind string) string {
	var all []string
	for id, k := range c.kinds {
		if k == kind {
			all = append(all, string(id))
		}
	}
	slices.Sort(all)
	switch list := kindNouns[kind][1]; {
	case len(all) == 0:
		return list + " is empty: add an entry with this id to it"
	case len(all) <= 12:
		return "in " + list + ": " + strings.Join(all, ", ")
	}
	return ""
}

func (c *checker) event(name, of string, at spot, path []segment) {
	known := append(Events(of), c.events...)
	if slices.Contains(known, name) || !eventForm(name) { // a bad form has its problem already
		return
	}
	c.on(pathString(path), at, `"`+name+`" is no event that the record or its protocol knows here`, eventHint(name, of, known))
}

// eventHint is what might have been meant by an event's name.
func eventHint(name, of string, known []string) string {
	const list = "`handover schema` lists every event"
	switch near := Nearest(name, known); {
	case of == "child" && slices.Contains(Events("transfer"), name):
		return "it is an event of the transfer: transfer.dates"
	case of == "transfer" && slices.Contains(Events("child"), name):
		return "it is an event of a child: children[].dates"
	case near != "":
		return `did you mean "` + near + `"? ` + list
	}
	return list
}

// postcode refuses what is neither a British postcode nor a BFPO number, where
// the address isn't abroad.
func (c *checker) postcode(a *Address, path []segment) {
	if blank(a.Postcode) || isPostcode(a.Postcode) || bfpoOf(addressLine(a.Postcode)) != "" || len(a.Lines) > 0 && country(a.Lines[len(a.Lines)-1]) != "" {
		return
	}
	c.on(pathString(append(path, segment{name: "postcode"})), atValue, "not of a postcode's form",
		"a postcode is of the form M60 9XX, or a BFPO number; of an address abroad, write the country as the last of its lines")
}

// extras checks a council's own facts against what its protocol declares.
func (c *checker) extras(declared []ExtraField) {
	types := map[string]string{}
	for _, d := range declared {
		types[d.Name] = d.Type
	}
	for _, name := range sortedKeys(reflect.ValueOf(c.rec.Extra)) {
		path, x := "extra."+name, c.rec.Extra[name]
		typ, known := types[name]
		switch {
		case !eventForm(name): // has its problem already
		case !known:
			c.on(path, atName, `"`+name+`" is nothing that the protocol declares`, choice(name, c.extra))
		case typ == "yes_no" && x.Bool == nil && x.Text != "":
			c.on(path, atValue, "found text, expected true or false", "")
		case typ != "yes_no" && x.Bool != nil:
			c.on(path, atValue, "found true or false, expected text in quotation marks", "")
		case typ == "date" && x.Text != "":
			d, err := dates.Parse(string(x.Text))
			if msg, hint := badDay(string(x.Text), d.Year, err, expectations[day]); msg != "" {
				c.on(path, atValue, msg, hint)
			}
		}
	}
}

func (c *checker) workers() {
	t := c.rec.Transfer
	if t == nil || t.CurrentWorker == "" || t.CurrentWorker != t.ReceivingWorker || t.SameWorker != nil && *t.SameWorker {
		return
	}
	c.on("transfer.receiving_worker", atValue, fmt.Sprintf("%s is the current worker and the receiving worker", t.ReceivingWorker), `if that is so, write "same_worker": true`)
}

// notKnown checks that its paths are fields that the record could have.
func (c *checker) notKnown() {
	for i := range c.rec.NotKnown {
		if path := c.rec.NotKnown[i].Path; !blank(path) {
			if msg, hint := c.realPath(path); msg != "" {
				c.on(fmt.Sprintf("not_known[%d].path", i), atValue, msg, hint)
			}
		}
	}
}

const pathHint = "a path is of the form children[0].nhs_number"

// realPath says what is wrong with a path; it repeats only names of fields.
func (c *checker) realPath(path string) (msg, hint string) {
	v, p, f := reflect.ValueOf(c.rec).Elem(), recordPlan(), &field{}
	for n, step := range strings.Split(path, ".") {
		name, index, indexed := strings.Cut(step, "[")
		switch p.shape {
		case object, moment:
			f = p.byName[name]
			if f == nil {
				if near := Nearest(name, p.names()); near != "" {
					hint = `did you mean "` + near + `"? `
				}
				return fmt.Sprintf("step %d of the path is no field", n+1), hint + pathHint
			}
			p = f.plan
			if v.IsValid() {
				v = v.Field(f.index)
			}
		case momentOf:
			if known := append(Events(f.events), c.events...); !slices.Contains(known, name) {
				return fmt.Sprintf("step %d of the path is no event", n+1), eventHint(name, f.events, known)
			}
			p, v = p.elem, reflect.Value{}
		case extraOf:
			if !slices.Contains(c.extra, name) {
				return fmt.Sprintf("step %d of the path is nothing that the protocol declares", n+1), choice(name, c.extra)
			}
			p, v = &plan{shape: text}, reflect.Value{}
		case list:
			return fmt.Sprintf("step %d of the path follows a list without an index", n+1), pathHint
		default:
			return fmt.Sprintf("step %d of the path is inside a value that has no fields", n+1), ""
		}
		if v.IsValid() && v.Kind() == reflect.Pointer {
			v = v.Elem() // the zero Value where it is nil
		}
		if !indexed {
			continue
		}
		at, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if err != nil || index != strconv.Itoa(at)+"]" || p.shape != list {
			return fmt.Sprintf("step %d of the path has an index where there is no list", n+1), pathHint
		}
		if at < 0 || v.IsValid() && at >= v.Len() {
			return fmt.Sprintf("step %d of the path is past the end of the list", n+1), "the first is [0]"
		}
		p = p.elem
		if v.IsValid() {
			v = v.Index(at)
		}
	}
	return "", ""
}
