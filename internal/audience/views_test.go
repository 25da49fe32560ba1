package audience

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
)

// reach visits every field that a view can lead to, each type once.
func reach(typ reflect.Type, visit func(in reflect.Type, f reflect.StructField)) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			f := t.Field(i)
			if f.IsExported() {
				visit(t, f)
				walk(f.Type)
			}
		}
	}
	walk(typ)
}

// mayTell is all free text that somebody outside may read: the reason written
// for that reader, what a worker wrote to be introduced by, what the council
// says about help, and what a closing case leaves.
var mayTell = []string{"Why", "AboutWorker", "Text", "SupportAfter", "HowToComeBack", "Hello", "Where", "WhoComes", "Goodbye", "ToDo"}

// mayList is all lists that somebody outside may see.
var mayList = []string{"Sender", "Address", "Signs", "Extra"}

// neverOutside are names that no field outside may have: of what only the
// child's workers know.
var neverOutside = regexp.MustCompile(`(?i)chronolog|risk|court|order|restrict|legal|ethnic|nhs|upn|religio|disab|immigr|placement(type|provider|plan|change|address)|carers|school|health|educ|` +
	`summary|assess|plan\b|task|outstanding|sibling|children|people|household|consent|finance|supervis|audit|conflict|pen|wishes|identity|previous|safe|workplace|sameas|paternity|code|statuses|interpreter`)

// TestOutsideViewsDenyByDefault: what goes outside can't name what isn't on the
// short lists above, whatever its template says.
func TestOutsideViewsDenyByDefault(t *testing.T) {
	n := 0
	for _, r := range model.Readers() {
		if !r.Outside() {
			continue
		}
		view, err := ViewType(r)
		if err != nil {
			t.Fatal(err)
		}
		reach(view, func(in reflect.Type, f reflect.StructField) {
			n++
			where := string(r) + ": " + in.Name() + "." + f.Name
			if typ := f.Type.String(); strings.Contains(typ, "Internal") || strings.Contains(typ, "audience.Colleague") {
				t.Errorf("%s is a %s, which is for the council alone", where, typ)
			}
			if f.Type == reflect.TypeFor[*Narrative]() && !slices.Contains(mayTell, f.Name) {
				t.Errorf("%s is free text", where)
			}
			if f.Type == reflect.TypeFor[*Drawing]() {
				t.Errorf("%s is a picture, which is for papers inside the council", where)
			}
			if f.Tag.Get("grant") != "" {
				return // TestGrantsStandInTheViews
			}
			if f.Type.Kind() == reflect.Slice && !slices.Contains(mayList, f.Name) {
				t.Errorf("%s is a list", where)
			}
			if neverOutside.MatchString(f.Name) {
				t.Errorf("%s tells what only the child's workers know", where)
			}
		})
	}
	if n < 100 {
		t.Errorf("only %d fields seen", n)
	}
}

// TestViewsHoldNoPlainValues: a view's values are facts and free text with
// their places, yes or no, and structs and lists of them; nothing that a
// template could print without leaving a token.
func TestViewsHoldNoPlainValues(t *testing.T) {
	for _, r := range model.Readers() {
		view, _ := ViewType(r)
		reach(view, func(in reflect.Type, f reflect.StructField) {
			switch typ := f.Type; typ.Kind() {
			case reflect.Bool, reflect.Struct:
			case reflect.Pointer:
				if typ != reflect.TypeFor[*Fact]() && typ != reflect.TypeFor[*Narrative]() && typ != reflect.TypeFor[*Drawing]() {
					t.Errorf("%s.%s is a %s", in.Name(), f.Name, typ)
				}
			case reflect.Slice:
				if e := typ.Elem(); e.Kind() != reflect.Struct && e != reflect.TypeFor[*Fact]() && e != reflect.TypeFor[*Narrative]() {
					t.Errorf("%s.%s is a %s", in.Name(), f.Name, typ)
				}
			default:
				t.Errorf("%s.%s is a %s", in.Name(), f.Name, typ)
			}
		})
	}
}

// TestAdministratorHasNoNarrative: an administrator's view has no free text of
// the case; Colleague holds what workers say about themselves.
func TestAdministratorHasNoNarrative(t *testing.T) {
	reach(reflect.TypeFor[Administrator](), func(in reflect.Type, f reflect.StructField) {
		if f.Type == reflect.TypeFor[*Narrative]() && in != reflect.TypeFor[Colleague]() || strings.HasPrefix(in.Name(), "Internal") {
			t.Errorf("%s.%s", in.Name(), f.Name)
		}
	})
}

// TestViewIsWhatTemplatesAreCheckedAgainst: View gives the type that ViewType
// names, for every reader; for one that there isn't, nothing.
func TestViewIsWhatTemplatesAreCheckedAgainst(t *testing.T) {
	rec := edited(t, `authorities.+={"id": "A1", "name": "Elsewhere Council"}`)
	to := map[model.Reader]model.ID{model.ReaderAdministrator: "W1", model.ReaderChild: "C1", model.ReaderParent: "P1", model.ReaderCarer: "P2", model.ReaderRelative: "P3", model.ReaderProfessional: "R1", model.ReaderAuthority: "A1"}
	p := &protocol.Protocol{Title: "Example Council"}
	for _, r := range model.Readers() {
		want, err := ViewType(r)
		if err != nil {
			t.Fatal(err)
		}
		var got any
		switch r {
		case model.ReaderSender:
			got = NewCheckSheet(rec, p, day(t, today), nil)
		case model.ReaderMeeting: // package tracker makes it, of many cases
			got = Meeting{}
		case model.ReaderMeetingCase:
			got = ViewOfMeeting(MeetingLine{Child: rec.Child("C1")}, rec, p, day(t, today))
		default:
			got = View(Document{Reader: r, Recipient: to[r], Child: rec.Child("C1")}, rec, p, day(t, today))
		}
		if reflect.TypeOf(got) != want {
			t.Errorf("%s sees a %T, and templates are checked against %s", r, got, want)
		}
	}
	if got := View(Document{Reader: "nobody", Child: rec.Child("C1")}, rec, p, day(t, today)); got != nil {
		t.Errorf("a reader that there isn't sees a %T", got)
	}
	if _, err := ViewType("nobody"); err == nil || model.Reader("nobody").Outside() != true {
		t.Error("a reader that there isn't has a view, or is inside")
	}
}
