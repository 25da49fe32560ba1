package pack

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
)

// notPrinted are fields that no document of a council's cases prints, each with
// its reason.
var notPrinted = []struct{ in, path, why string }{
	{"", "schema", "says how to read the file"},
	{"", "protocol", "the council stands on each document by its title"},
	{"", "not_known[].path", "the reason stands in the place itself"},
	{"stoke-on-trent", "file[].first.status", "Stoke-on-Trent's form says Completed, Not completed, Not relevant"},
}

// handedOver are the cases that are handed over, or close, whole. The other
// fixtures stay, or have one form of their own, which has that form's fields
// alone.
var handedOver = []string{
	"salford-section-20", "salford-siblings-proceedings", "hostile", "arabic",
	"bury-core-group", "bury-step-down", "bury-supervision-orders", "bury-unaccompanied",
	"islington-step-down", "islington-supervision-order", "islington-turning-18",
	"lincolnshire-moved", "lincolnshire-review", "lincolnshire-tac",
	"stoke-on-trent-court-to-care", "stoke-on-trent-delay", "stoke-on-trent-step-down",
	"salford-closure", "stoke-on-trent-closure", "bury-closure",
	"islington-closure", "islington-same-worker", "islington-step-down-overridden", "islington-adult-services",
	"lincolnshire-delay", "lincolnshire-transfer-in", "lincolnshire-within-team",
	"stoke-on-trent-consent-refused", "stoke-on-trent-early",
}

// TestNothingIsLost: every value of a rich record stands in a document inside
// the council, where it belongs: at the value's own path, or at that of what it
// is a part of. The record is read again by encoding/json, so that a decoder
// that drops something is seen too.
func TestNothingIsLost(t *testing.T) {
	used := map[string]bool{}
	for _, name := range handedOver {
		t.Run(name, func(t *testing.T) {
			w := walkForLosses(t, name)
			if w.values < 100 {
				t.Errorf("only %d values looked for", w.values)
			}
			for _, l := range w.lost {
				if why, ok := excepted(name, l.path); ok {
					used[why] = true
				} else {
					t.Errorf("%s is lost: %q", l.path, l.want)
				}
			}
		})
	}
	for _, x := range notPrinted {
		if !used[x.in+x.path] {
			t.Errorf("the exception %s %s isn't needed any more", x.in, x.path)
		}
	}
}

var indices = regexp.MustCompile(`\[[0-9]+\]`)

// excepted tells whether a path is one of those that a case doesn't print, and
// which of them.
func excepted(fixture, path string) (string, bool) {
	general := indices.ReplaceAllString(path, "[]")
	for _, x := range notPrinted {
		if x.path == general && strings.HasPrefix(fixture, x.in) {
			return x.in + x.path, true
		}
	}
	return "", false
}

func walkForLosses(t *testing.T, name string) *lossWalk {
	t.Helper()
	return lossesOf(t, source(t, name), pack(t, name).plan)
}

// lossesOf looks for each value of a record in the documents that were chosen.
func lossesOf(t *testing.T, src []byte, plan *Plan) *lossWalk {
	t.Helper()
	rec := asJSON(t, src)
	own := decode(t, src)
	w := &lossWalk{set: loadSet(t, own.Protocol), rec: own, printed: map[string][]string{}, about: map[model.ID]bool{}}
	for _, d := range plan.Documents {
		if !d.Reader.Outside() {
			w.document(d)
		}
	}
	leaves(rec, reflect.TypeFor[model.Record](), "", w.staysBehind, func(x leaf) {
		w.values++
		if x.typ == nil {
			w.lost = append(w.lost, loss{x.path, "no field of the record"})
		} else if want := squeeze(w.said(x)); !w.stands(x, want) {
			w.lost = append(w.lost, loss{x.path, want})
		}
	})
	return w
}

// squeeze is text as its words in NFC, without the marks of bullets.
func squeeze(s string) string {
	var words []string
	for line := range strings.Lines(s) {
		if rest, ok := strings.CutPrefix(line, "- "); ok && strings.TrimSpace(rest) != "" {
			line = rest
		}
		words = append(words, strings.Fields(line)...)
	}
	return norm.NFC.String(strings.Join(words, " "))
}

type lossWalk struct {
	set     *fill.Set
	rec     *model.Record
	printed map[string][]string // by path, what each document inside the council prints of it; "" is all of it
	about   map[model.ID]bool   // children who have a document of their own
	values  int
	lost    []loss
}

type loss struct{ path, want string }

func (w *lossWalk) document(d Planned) {
	w.about[d.Child] = true
	here := map[string]string{"": d.doc.Meta.Head}
	texts(reflect.ValueOf(d.doc.Blocks), func(x *doc.Text) {
		here[""] += " " + x.Text
		if x.Path != "" {
			here[x.Path] += " " + x.Text
		}
	})
	for p, text := range here {
		w.printed[p] = append(w.printed[p], squeeze(text))
	}
}

// texts visits every text of a tree in order.
func texts(v reflect.Value, visit func(*doc.Text)) {
	if v.CanInterface() {
		if x, ok := v.Interface().(*doc.Text); ok {
			visit(x)
			return
		}
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), visit)
		}
	}
}

// staysBehind tells whether a part of the record concerns only children whose
// case doesn't move: it stays with their worker.
func (w *lossWalk) staysBehind(v map[string]any, path string) bool {
	stays := func(id any) bool {
		s, _ := id.(string)
		c := w.rec.Child(model.ID(s))
		return c != nil && c.Moves != nil && !*c.Moves
	}
	allStay := func(list any, id func(any) any) bool {
		l, _ := list.([]any)
		return len(l) > 0 && !slices.ContainsFunc(l, func(x any) bool { return !stays(id(x)) })
	}
	self := func(x any) any { return x }
	child := func(x any) any { return x.(map[string]any)["child"] }
	return strings.HasPrefix(path, "children[") && stays(v["id"]) || stays(v["child"]) || stays(v["about"]) ||
		allStay(v["children"], self) && path != "" || allStay(v["relationship"], child)
}

// said is how a document says a value of the file.
func (w *lossWalk) said(x leaf) string {
	switch v := x.value.(type) {
	case bool:
		return map[bool]string{true: "Yes", false: "No"}[v]
	case float64:
		return fmt.Sprint(v)
	}
	s := x.value.(string)
	switch x.typ {
	case reflect.TypeFor[dates.Date](), reflect.TypeFor[model.Moment](), reflect.TypeFor[model.Extra]():
		if d, err := dates.Parse(s); err == nil {
			return d.Long()
		}
	case reflect.TypeFor[dates.Partial]():
		if p, err := dates.ParsePartial(s); err == nil {
			return p.Long()
		}
	case reflect.TypeFor[model.ID]():
		return w.rec.NameOf(model.ID(s))
	case reflect.TypeFor[model.Word]():
		if words, ok := map[string]string{"cin": "Child in need", "cp": "Child protection", "cla": "Looked after"}[s]; ok {
			return words
		}
		if strings.HasSuffix(x.path, ".event") {
			return w.set.Protocol.EventLabel(s)
		}
		return strings.ReplaceAll(s, "_", " ")
	}
	for _, item := range w.set.Protocol.Checklist {
		if strings.HasSuffix(x.path, ".item") && item.ID == s {
			return item.Text
		}
	}
	return s
}

// stands looks for a value at its own path and at those above it. A name
// stands wherever somebody is named, a checklist's item has no place of its own,
// and a child is named by being whom the document is about.
func (w *lossWalk) stands(x leaf, want string) bool {
	path := x.path
	holds := func(at string) bool {
		return slices.ContainsFunc(w.printed[at], func(text string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(want)) })
	}
	switch last := path[strings.LastIndexByte(path, '.')+1:]; {
	case want == "":
		return true
	case path == "marking", last == "item", last == "name", last == "event", last == "team", last == "worker":
		return holds("")
	case x.typ == reflect.TypeFor[model.ID]() && (last == "child" || last == "about" || strings.HasPrefix(last, "children[")):
		for id := range w.about {
			if c := w.rec.Child(id); c != nil && squeeze(c.Name()) == want {
				return true
			}
		}
	case last == "household":
		for i := range w.rec.Households {
			if string(w.rec.Households[i].ID) == want {
				var person int
				fmt.Sscanf(path, "people[%d]", &person)
				want = w.rec.People[person].Name
				return holds(fmt.Sprintf("households[%d].members", i))
			}
		}
	}
	for p := path; ; {
		if holds(p) {
			return true
		}
		i := strings.LastIndexAny(p, ".[")
		if i <= 0 {
			return false
		}
		p = p[:i]
	}
}
