package serve

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handover/internal/protocol"
	"handover/model"
)

// The form is made from the record's own fields, as the decoder knows them.

// recordFields are the record's fields.
var recordFields = sync.OnceValue(model.FormFields)

var inBrackets = regexp.MustCompile(`\[[0-9]+\]`)

// fieldAt is the field of a path; one of an entry of a list is the list's. Events
// and what a council declares are moments and texts of their own.
func fieldAt(path string, p *protocol.Protocol) (model.FormField, bool) {
	fields, out := recordFields(), model.FormField{}
	names := strings.Split(inBrackets.ReplaceAllString(path, ""), ".")
	for i, name := range names {
		k := slices.IndexFunc(fields, func(f model.FormField) bool { return f.Name == name })
		if k < 0 {
			return out, false
		}
		out, fields = fields[k], fields[k].Fields
		if out.Kind == model.FormEvents || out.Kind == model.FormExtra {
			if i != len(names)-2 {
				return out, i == len(names)-1
			}
			k := slices.IndexFunc(declared(out, p), func(f model.FormField) bool { return f.Name == names[i+1] })
			if k < 0 {
				return out, false
			}
			return declared(out, p)[k], true
		}
	}
	return out, true
}

// declared are the fields of a map: the events, or what the council adds.
func declared(f model.FormField, p *protocol.Protocol) []model.FormField {
	var out []model.FormField
	if f.Kind == model.FormEvents {
		for _, name := range model.Events(f.Events) {
			out = append(out, model.FormField{Name: name, Kind: model.FormMoment})
		}
		if p != nil {
			for _, e := range p.Events {
				if e.Of == f.Events {
					out = append(out, model.FormField{Name: e.Name, Kind: model.FormMoment, Doc: e.Label})
				}
			}
		}
		return out
	}
	if p != nil {
		for _, x := range p.Extra {
			kind := map[string]model.FormKind{"text": model.FormText, "date": model.FormDay, "yes_no": model.FormYesNo}[x.Type]
			out = append(out, model.FormField{Name: x.Name, Kind: kind, Doc: x.Label})
		}
	}
	return out
}

// spelled are words of field names that aren't said as they are written.
var spelled = map[string]string{"nhs": "NHS", "upn": "UPN", "cp": "Child protection", "asye": "ASYE", "acrp": "ACRP", "pep": "PEP", "tac": "TAC", "id": "id"}

// label is a field's name as it is said: "Date of birth".
func label(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words {
		if s := spelled[w]; s != "" {
			words[i] = s
		}
	}
	return sentence(strings.Join(words, " "))
}

// core are the fields of large objects that are asked for first, whatever the
// council needs besides; of small ones all are.
var core = map[string][]string{
	"children":      strings.Fields("first_name surname known_as date_of_birth sex ethnicity first_language statuses legal_status address worker moves"),
	"people":        strings.Fields("name relationship address telephone date_of_birth letters"),
	"professionals": strings.Fields("name role kind agency children telephone email address inform"),
	"workers":       strings.Fields("name role team telephone email line_manager"),
	"teams":         strings.Fields("name service address telephone out_of_hours"),
	"restrictions":  strings.Fields("who about what words reason decided_by decided_on"),
	"transfer":      strings.Fields("kind from_team to_team current_worker receiving_worker transferring_manager receiving_manager reason dates"),
	"summary":       strings.Fields("reason_for_involvement history current_situation strengths work_completed work_outstanding risk contingency"),
	"chronology":    strings.Fields("date event significance source children"),
	"tasks":         strings.Fields("task child who due done"),
	"meetings":      strings.Fields("kind date time venue chair invited attended decisions"),
	"consents":      strings.Fields("by about to_what answer date"),
	"assessments":   strings.Fields("kind children completed summary risk"),
	"closure":       strings.Fields("reason text outcomes decided_by decided_on effective"),
	"authorities":   strings.Fields("name worker address secure_email"),
	"address":       strings.Fields("lines postcode confirmed_on confidential"),
}

// few is up to how many fields of an object none is kept behind "more".
const few = 5

// first says whether a field of an object is asked for before others.
func first(owner string, of int, f model.FormField) bool {
	return f.Required || of <= few || slices.Contains(core[owner], f.Name)
}

// owner is the name of what a path's fields belong to: of "people[2].address"
// "address", of "children[0]" "children".
func owner(path string) string {
	path = inBrackets.ReplaceAllString(path, "")
	return path[strings.LastIndex(path, ".")+1:]
}

// called is what an entry of the record is called, by the tree, where it may not
// be a record yet.
func (n *node) called(list string, i int, x *node) string {
	get := func(name string) string {
		if c := x.child(step{name, -1}); c != nil && c.kind == '"' {
			return strings.TrimSpace(c.text)
		}
		return ""
	}
	switch list {
	case "children":
		name := get("known_as")
		if name == "" {
			name = get("first_name")
		}
		if name = strings.TrimSpace(name + " " + get("surname")); name != "" {
			return name
		}
		return "Child " + strconv.Itoa(i+1) + ", no name yet"
	case "households":
		if m := x.child(step{"members", -1}); m != nil && len(m.all) > 0 {
			var names []string
			for _, id := range m.all {
				names = append(names, n.nameOf(id.text))
			}
			return "Home of " + strings.Join(names, ", ")
		}
	}
	for _, name := range []string{"name", "role", "task", "event", "risk", "item", "document", "what", "kind", "decision", "to_what", "path", "arrangement"} {
		if s := get(name); s != "" {
			if (name == "kind" || name == "event" || name == "path") && strings.Contains(s, "_") {
				s = label(s)
			}
			if r := []rune(s); len(r) > 90 {
				s = string(r[:90]) + "…"
			}
			if when := get("date"); when != "" && list != "people" {
				s = shownDay(when) + "  " + s
			}
			return s
		}
	}
	if who, about := get("who"), get("about"); list == "restrictions" && who+about != "" {
		return n.nameOf(who) + " must not know of " + n.nameOf(about)
	}
	for _, name := range []string{"with", "by", "who", "child"} {
		if s := get(name); s != "" {
			return n.nameOf(s)
		}
	}
	return sentence(singular(list)) + " " + strconv.Itoa(i+1)
}

// named are the lists whose entries have ids.
var named = []string{"children", "people", "professionals", "workers", "teams", "authorities", "households", "meetings"}

// kindOfList is what a reference calls the entries of such a list.
var kindOfList = map[string]string{"children": "child", "people": "person", "professionals": "professional", "workers": "worker", "teams": "team", "authorities": "authority",
	"households": "household", "meetings": "meeting"}

// nameOf is whose an id is.
func (n *node) nameOf(id string) string {
	for _, list := range named {
		for i, x := range n.rows(list) {
			if c := x.child(step{"id", -1}); c != nil && c.text == id {
				return n.called(list, i, x)
			}
		}
	}
	if id == "" {
		return "somebody"
	}
	return "somebody who isn’t in the record any more"
}

func singular(list string) string {
	switch list {
	case "children":
		return "child"
	case "people":
		return "person"
	case "chronology":
		return "event"
	case "statuses":
		return "status"
	case "authorities":
		return "authority"
	case "supervision", "finance", "sent", "file", "not_known", "timetable":
		return spaced(list) + " entry"
	case "views":
		return "view"
	case "told":
		return "person told"
	}
	return strings.TrimSuffix(spaced(list), "s")
}
