package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"handover/internal/protocol"
	"handover/model"
)

// An item of a form is a question, or a group of them.
type item struct {
	Question *question
	Group    *group
}

// A question is one field.
type question struct {
	Path, Label, Hint string
	Kind              string // line, text, select, search, radio, boxes, moment
	Short             bool   // room for a date or a code
	Value, Time       string
	Options           []option
	Error             string
	There             string // what the file has now, where somebody changed it meanwhile
	Required          bool
}

type option struct {
	Value, Text string
	On          bool
}

// A group is an object, or an entry of a list.
type group struct {
	ID, Title, About string
	Now, More        []item
	Blank            bool // an entry that isn't there yet
	List             string
	Row              int // of an entry that is there; else -1
	Open             bool
}

// former makes a form of a part of a case's tree.
type former struct {
	root     *node
	protocol *protocol.Protocol
	needs    map[string]string // by path: why a document needs it
	faults   map[string]string // by path
	typed    url.Values        // in place of what the file has
	there    map[string]string
}

// object are the questions of an object at a path.
func (f *former) object(fields []model.FormField, path string) (now, more []item) {
	for _, x := range fields {
		if x.Name == "id" || path == "" && x.Name == "schema" {
			continue
		}
		at := strings.TrimPrefix(path+"."+x.Name, ".")
		it, filled := f.item(x, at)
		if first(owner(path), len(fields), x) || filled || f.wanted(at) {
			now = append(now, it)
		} else {
			more = append(more, it)
		}
	}
	return now, more
}

// wanted says whether a document needs something at a path or below it, or
// something is wrong there.
func (f *former) wanted(path string) bool {
	for _, m := range []map[string]string{f.needs, f.faults} {
		for p := range m {
			if p == path || strings.HasPrefix(p, path) && strings.ContainsRune(".[", rune(p[len(path)])) {
				return true
			}
		}
	}
	return false
}

// item is the question, or the group of them, of a field; filled says that
// something is recorded there.
func (f *former) item(x model.FormField, at string) (_ item, filled bool) {
	switch {
	case x.Kind == model.FormObject && x.List:
		return f.list(x, at)
	case x.Kind == model.FormObject:
		g := &group{ID: at, Title: label(x.Name), About: x.Doc, Row: -1}
		g.Now, g.More = f.object(x.Fields, at)
		return item{Group: g}, f.filled(at)
	case x.Kind == model.FormEvents || x.Kind == model.FormExtra:
		g := &group{ID: at, Title: label(x.Name), About: x.Doc, Row: -1}
		for _, e := range declared(x, f.protocol) {
			it, there := f.item(e, at+"."+e.Name)
			if e.Doc != "" {
				it.Question.Label, it.Question.Hint = e.Doc, hintOf(e)
			}
			if s := f.eventLabel(e.Name); s != "" && x.Kind == model.FormEvents {
				it.Question.Label = s
			}
			if there || f.wanted(at+"."+e.Name) || f.counted(e.Name) || x.Kind == model.FormExtra {
				g.Now = append(g.Now, it)
			} else {
				g.More = append(g.More, it)
			}
		}
		return item{Group: g}, f.filled(at) || len(g.Now) > 0
	case x.Kind == model.FormText && x.List:
		return f.texts(x, at)
	}
	q := f.question(x, at)
	return item{Question: q}, f.filled(at)
}

// counted says whether the council's deadlines count from an event, or measure it.
func (f *former) counted(event string) bool {
	return f.protocol != nil && slices.ContainsFunc(f.protocol.Deadlines, func(d protocol.Deadline) bool {
		return slices.Contains([]string{d.Measured, d.Before, d.After, d.IfNone, d.AsSoonAs, d.DateSetBy}, event)
	})
}

// eventLabel is the council's words for an event; "" where it has none.
func (f *former) eventLabel(event string) string {
	if f.protocol != nil {
		for _, e := range f.protocol.EventLabels {
			if e.Event == event {
				return sentence(e.Label)
			}
		}
	}
	return ""
}

// filled says whether something is recorded at a path.
func (f *former) filled(at string) bool { return f.root.get(at).filled() }

func (n *node) filled() bool {
	switch {
	case n == nil || n.kind == 'n':
		return false
	case n.kind == '"':
		return strings.TrimSpace(n.text) != ""
	case n.kind == '{' || n.kind == '[':
		return slices.ContainsFunc(n.all, (*node).filled)
	}
	return true
}

// list is the entries of a list of objects, and one that isn't there yet.
func (f *former) list(x model.FormField, at string) (item, bool) {
	g := &group{ID: at, Title: label(x.Name), About: x.Doc, Row: -1, Open: true}
	rows := f.root.rows(at)
	for i := range len(rows) + 1 {
		e := &group{ID: fmt.Sprintf("%s[%d]", at, i), Title: sentence(singular(x.Name)) + " " + strconv.Itoa(i+1), List: at, Row: i}
		if e.Blank = i == len(rows); e.Blank {
			e.Title, e.Row = "Add "+article(singular(x.Name)), -1
			e.Open = f.wanted(e.ID) || f.typedBelow(e.ID)
		}
		e.Now, e.More = f.object(x.Fields, e.ID)
		g.Now = append(g.Now, item{Group: e})
	}
	return item{Group: g}, len(rows) > 0
}

func (f *former) typedBelow(path string) bool {
	for name := range f.typed {
		if strings.HasPrefix(name, path+".") && strings.TrimSpace(f.typed.Get(name)) != "" {
			return true
		}
	}
	return false
}

func article(s string) string {
	if strings.ContainsRune("aeiou", rune(s[0])) {
		return "an " + s
	}
	return "a " + s
}

// texts are the entries of a list of free texts, and one that isn't there yet.
func (f *former) texts(x model.FormField, at string) (item, bool) {
	g := &group{ID: at, Title: label(x.Name), About: x.Doc, Row: -1}
	n := len(f.root.rows(at))
	for i := range n + 1 {
		one := x
		one.List = false
		q := f.question(one, fmt.Sprintf("%s[%d]", at, i))
		q.Label = label(x.Name) + " " + strconv.Itoa(i+1)
		g.Now = append(g.Now, item{Question: q})
	}
	return item{Group: g}, n > 0
}

func hintOf(x model.FormField) string {
	switch x.Kind {
	case model.FormDay, model.FormMoment:
		return dayHint
	case model.FormPartial:
		return partialHint
	case model.FormTime:
		return timeHint
	}
	return ""
}

// question is the question of a field.
func (f *former) question(x model.FormField, at string) *question {
	q := &question{Path: at, Label: label(x.Name), Hint: x.Doc, Kind: "line", Required: x.Required, Error: f.faults[at], There: f.there[at]}
	if h := hintOf(x); h != "" {
		q.Hint = strings.TrimSpace(q.Hint + " " + h)
	}
	if why := f.needs[at]; why != "" && !f.filled(at) {
		q.Hint = strings.TrimSpace(q.Hint + " Needed: " + why + ".")
	}
	values := f.values(x, at)
	q.Value = strings.Join(values, "\n")
	switch {
	case x.Kind == model.FormMoment:
		q.Kind, q.Value, q.Time = "moment", values[0], values[1]
		for _, part := range []string{"@date", "@time"} {
			q.Error = strings.TrimSpace(q.Error + " " + f.faults[at+part])
		}
	case x.Kind == model.FormYesNo:
		q.Kind = "radio"
		q.Options = []option{{"true", "Yes", false}, {"false", "No", false}, {"", "Not recorded", false}}
	case x.List && (x.Kind == model.FormID || x.Kind == model.FormWord || x.Kind == model.FormCode):
		q.Kind, q.Options = "boxes", f.options(x)
	case x.List:
		q.Kind, q.Hint = "text", strings.TrimSpace(q.Hint+" One a line.")
	case x.Kind == model.FormText || x.Kind == model.FormLine && strings.Contains(q.Value, "\n"):
		q.Kind = "text"
	case x.Kind == model.FormCode && len(model.Codes(x.Table)) > 12:
		q.Kind, q.Options = "search", f.options(x)
		q.Hint = strings.TrimSpace(q.Hint + " Type some letters of it, and choose.")
	case x.Kind == model.FormID || x.Kind == model.FormWord || x.Kind == model.FormCode || at == "protocol":
		q.Kind, q.Options = "select", append([]option{{"", "Not recorded", false}}, f.options(x)...)
	}
	q.Short = slices.Contains([]model.FormKind{model.FormDay, model.FormPartial, model.FormTime, model.FormNumber, model.FormMoment}, x.Kind) || x.Name == "postcode" || x.Name == "telephone"
	if q.Kind == "select" || q.Kind == "boxes" || q.Kind == "radio" {
		f.choose(q, values)
	}
	return q
}

// choose marks what is chosen; what is none of the options becomes one, so that
// it isn't lost by saving.
func (f *former) choose(q *question, values []string) {
	if len(values) == 0 {
		values = []string{""}
	}
	for _, v := range values {
		k := slices.IndexFunc(q.Options, func(o option) bool { return o.Value == v })
		switch {
		case k >= 0:
			q.Options[k].On = true
		case v != "":
			q.Options = append(q.Options, option{v, v + " (not one of these)", true})
		}
	}
}

// options are what a field's value can be, in words.
func (f *former) options(x model.FormField) []option {
	var out []option
	switch x.Kind {
	case model.FormWord:
		words := x.Words
		if x.Events != "" {
			for _, of := range []string{"child", "transfer"} {
				if x.Events == of || x.Events == "any" {
					for _, e := range declared(model.FormField{Kind: model.FormEvents, Events: of}, f.protocol) {
						words = append(slices.Clip(words), e.Name)
					}
				}
			}
		}
		for _, w := range words {
			text := label(w)
			if s := f.eventLabel(w); x.Events != "" && s != "" {
				text = s
			}
			out = append(out, option{w, text, false})
		}
	case model.FormCode:
		for _, c := range model.Codes(x.Table) {
			out = append(out, option{string(c.Code), codeText(x.Table, c), false})
		}
	case model.FormID:
		for _, list := range named {
			if kind := kindOfList[list]; x.Ref != "any" && x.Ref != kind || x.Ref == "any" && (kind == "meeting" || kind == "household") {
				continue
			}
			for i, n := range f.root.rows(list) {
				if id := n.child(step{"id", -1}); id != nil {
					text := f.root.called(list, i, n)
					if role := n.child(step{"role", -1}); role != nil && role.text != "" && role.text != text {
						text += ", " + role.text
					}
					out = append(out, option{id.text, text, false})
				}
			}
		}
	}
	return out
}

// codeText is a code as it is chosen: by its words, or by itself where nobody has
// said what it means.
func codeText(table string, c model.CodeWord) string {
	if back, ok := model.CodeOf(table, c.Description); ok && back == c.Code {
		return c.Description
	}
	return string(c.Code)
}

// values are what a question shows: what was typed, or what the file has.
func (f *former) values(x model.FormField, at string) []string {
	if x.Kind == model.FormMoment {
		shown := shown(f.root, x, at)
		for i, part := range []string{"@date", "@time"} {
			if f.typed.Has(at + part) {
				shown[i] = f.typed.Get(at + part)
			}
		}
		return shown
	}
	if f.typed.Has(at) {
		return noBlank(f.typed[at])
	}
	return shown(f.root, x, at)
}

func noBlank(all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" })
}

// shown is what a form shows of the file: of a moment its date and its time.
func shown(root *node, x model.FormField, at string) []string {
	n := root.get(at)
	if x.Kind == model.FormMoment {
		switch {
		case n == nil:
			return []string{"", ""}
		case n.kind == '{':
			return []string{shownDay(root.str(at + ".date")), root.str(at + ".time")}
		}
		return []string{shownDay(n.text), ""}
	}
	if n == nil {
		return nil
	}
	var out []string
	for _, v := range append(slices.Clone(n.all), n) {
		s := ""
		switch v.kind {
		case '"', '0':
			s = v.text
		case 't':
			s = "true"
		case 'f':
			s = "false"
		default:
			continue
		}
		switch {
		case x.Kind == model.FormDay || x.Kind == model.FormPartial:
			s = shownDay(s)
		case x.Kind == model.FormCode && !x.List && len(model.Codes(x.Table)) > 12:
			if d, ok := model.Describe(x.Table, model.Code(s)); ok {
				s = codeText(x.Table, model.CodeWord{Code: model.Code(s), Description: d})
			}
		}
		out = append(out, s)
	}
	if !x.List && len(out) == 1 && out[0] == "" {
		return nil
	}
	return out
}

// apply puts what a form says into a tree: only where it says otherwise than the
// form showed. faults are by the name of the field.
func apply(root *node, form url.Values, p *protocol.Protocol) (changed []string, faults map[string]string) {
	faults = map[string]string{}
	var names []string
	for name := range form {
		if path, _, _ := strings.Cut(name, "@"); strings.ContainsAny(name, ".[") || recordHas(path) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, inOrder)
	done := map[string]bool{}
	for _, name := range names {
		path, part, _ := strings.Cut(name, "@")
		x, known := fieldAt(path, p)
		if !known || done[path] || part != "" && x.Kind != model.FormMoment {
			continue
		}
		if strings.HasSuffix(path, "]") { // an entry of a list of texts
			x.List = false
		}
		done[path] = true
		var values []string
		if x.Kind == model.FormMoment {
			values = []string{clean(form.Get(path + "@date")), clean(form.Get(path + "@time"))}
		} else {
			for _, v := range form[name] {
				values = append(values, clean(v))
			}
			values = noBlank(values)
		}
		was := shown(root, x, path)
		if x.List && x.Kind != model.FormLine && x.Kind != model.FormText {
			values = asBefore(values, was) // boxes have no order of their own
		}
		if same(values, was) {
			continue
		}
		to, fault, where := valueOf(x, values)
		if fault != "" {
			faults[path+where] = fault
			continue
		}
		if to == nil && strings.HasSuffix(path, "]") {
			to = textNode("") // it goes when all of them have been read
			list := path[:strings.LastIndex(path, "[")]
			defer func() {
				n := root.get(list)
				n.all = slices.DeleteFunc(n.all, func(x *node) bool { return x.kind == '"' && x.text == "" })
			}()
		}
		if !root.set(path, to) {
			faults[path] = "this couldn’t be put into the record; save, open the page again, and type it again"
			continue
		}
		changed = append(changed, path)
	}
	return changed, faults
}

// asBefore are some values in the order that they had, the new ones last.
func asBefore(values, was []string) []string {
	out := slices.DeleteFunc(slices.Clone(was), func(v string) bool { return !slices.Contains(values, v) })
	for _, v := range values {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func recordHas(name string) bool {
	return slices.ContainsFunc(recordFields(), func(f model.FormField) bool { return f.Name == name })
}

// inOrder puts entries of lists in their order, so that each new one follows the
// one before.
func inOrder(a, b string) int {
	x, _ := steps(strings.ReplaceAll(a, "@", "."))
	y, _ := steps(strings.ReplaceAll(b, "@", "."))
	return slices.CompareFunc(x, y, func(a, b step) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return strings.Compare(a.name, b.name)
	})
}

// clean undoes what browsers do to line ends.
func clean(s string) string { return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s) }

func same(a, b []string) bool { return clean(strings.Join(a, "\n")) == clean(strings.Join(b, "\n")) }

// valueOf is a field's value as the file has it; nil takes it away. where is the
// part of the field that the fault is at.
func valueOf(x model.FormField, values []string) (_ *node, fault, where string) {
	one := strings.Join(values, "\n")
	blank := strings.TrimSpace(one) == ""
	switch {
	case x.Kind == model.FormMoment:
		return momentOf(values)
	case x.List && (x.Kind == model.FormLine || x.Kind == model.FormText):
		values = strings.Split(one, "\n")
		fallthrough
	case x.List:
		out := &node{kind: '['}
		for _, v := range values {
			if strings.TrimSpace(v) == "" {
				continue
			}
			item := x
			item.List = false
			n, fault, _ := valueOf(item, []string{v})
			if fault != "" {
				return nil, fault, ""
			}
			out.all = append(out.all, n)
		}
		if len(out.all) == 0 {
			return nil, "", "" // nobody recorded it
		}
		return out, "", ""
	case blank:
		return nil, "", ""
	}
	switch x.Kind {
	case model.FormDay, model.FormPartial:
		s, err := typedDate(one, x.Kind == model.FormDay)
		if err != nil {
			return nil, err.Error(), ""
		}
		return textNode(s), "", ""
	case model.FormTime:
		s, err := typedTime(one)
		if err != nil {
			return nil, err.Error(), ""
		}
		return textNode(s), "", ""
	case model.FormYesNo:
		if one != "true" && one != "false" {
			return nil, "choose yes, no or not recorded", ""
		}
		return &node{kind: map[string]jsontext.Kind{"true": 't', "false": 'f'}[one]}, "", ""
	case model.FormNumber:
		n, err := strconv.Atoi(strings.TrimSpace(one))
		if err != nil || n < 0 || n > 9999 {
			return nil, "type a whole number", ""
		}
		return &node{kind: '0', text: strconv.Itoa(n)}, "", ""
	case model.FormCode:
		c, ok := model.CodeOf(x.Table, strings.TrimSpace(one))
		if !ok {
			return nil, "choose one of the list; this isn’t one of its entries", ""
		}
		return textNode(string(c)), "", ""
	}
	held, why := model.HeldText(one, x.Kind == model.FormText)
	if why != "" {
		return nil, why, ""
	}
	return textNode(held), "", ""
}

func momentOf(values []string) (_ *node, fault, where string) {
	day, at := strings.TrimSpace(values[0]), strings.TrimSpace(values[1])
	switch {
	case day == "" && at == "":
		return nil, "", ""
	case day == "":
		return nil, "type the day of this time", "@date"
	}
	d, err := typedDate(day, true)
	if err != nil {
		return nil, err.Error(), "@date"
	}
	if at == "" {
		return textNode(d), "", ""
	}
	t, err := typedTime(at)
	if err != nil {
		return nil, err.Error(), "@time"
	}
	return &node{kind: '{', keys: []string{"date", "time"}, all: []*node{textNode(d), textNode(t)}}, "", ""
}
