package protocol

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"handover/model"
)

func source(t testing.TB, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

const salfordFile = "../../templates/salford/protocol.yaml"

func salford(t testing.TB) *Protocol {
	t.Helper()
	p, err := Read("salford/protocol.yaml", []byte(source(t, salfordFile)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryRowIsCovered(t *testing.T) {
	p := salford(t)
	for _, r := range p.Uncovered() {
		t.Errorf("%s (%s) is covered by nothing", r.ID, r.What)
	}
	if len(p.Rows) != 27 {
		t.Errorf("%d rows, want 27", len(p.Rows))
	}
}

func TestUncoveredNamesTheRow(t *testing.T) {
	src := strings.Replace(source(t, "testdata/elsewhere.yaml"), "rows: [ELS-02]", "rows: [ELS-01]", 1)
	p, err := Read("p.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if u := p.Uncovered(); len(u) != 1 || u[0].ID != "ELS-02" {
		t.Errorf("%v, want ELS-02", u)
	}
}

// Every fault is one change to a good file.
func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		at       string // text of the changed file at whose beginning the problem stands
		msg      string
		hint     string
	}{
		"unknown key": {"label: Placement", "labell: Placement",
			"labell", `deadlines[0].labell: unknown key "labell"`, `did you mean "label"?`},
		"unknown key at the top": {"record_system: LCS", "record_sytem: LCS",
			"record_sytem", `record_sytem: unknown key "record_sytem"`, `did you mean "record_system"?`},
		"key like no other": {"record_system: LCS", "record_system: LCS\ncolour: red",
			"colour", `colour: unknown key "colour"`, `docs/protocols.md`},
		"duplicate key": {"record_system: LCS", "record_system: LCS\nrecord_system: none",
			"record_system: none", `not YAML: mapping key "record_system" already defined at [6:1]`, ""},
		"unknown row": {"rows: [ELS-02]", "rows: [ELS-20]",
			"ELS-20", `documents[0].rows[0]: unknown row "ELS-20"`, `did you mean "ELS-02"?`},
		"unknown row of an assumption": {"decision: Hours of the clock., rows: [ELS-01]", "decision: Hours of the clock., rows: [X-1]",
			"X-1", `assumptions[0].rows[0]: unknown row "X-1"`, `it is one of ELS-01, ELS-02`},
		"duplicate row": {"  - {id: ELS-02,", "  - {id: ELS-01, kind: DOC, what: again}\n  - {id: ELS-02,",
			"ELS-01, kind: DOC", `rows[1].id: "ELS-01" is already the id on line 49`, ""},
		"duplicate item": {"{id: two,", "{id: one,",
			"one, text: The second", `checklist[1].id: "one" is already the id on line 71`, ""},
		"duplicate template": {"template: letter-child", "template: transfer-summary",
			"transfer-summary\n    to", `documents[2].template: "transfer-summary" is already the template on line 55`, ""},
		"unknown assumption": {"assumption: hours", "assumption: hour",
			"hour\n", `deadlines[0].assumption: unknown assumption "hour"`, `did you mean "hours"?`},
		"unknown event": {"measured: conference", "measured: conferense",
			"conferense", `deadlines[0].measured: unknown event "conferense"`, `did you mean "conference"?`},
		"unknown role": {"{role: chair,", "{role: chairs,",
			"chairs", `documents[0].signs[1].role: unknown role "chairs"`, `did you mean "chair"?`},
		"unknown stand-in": {"if_gone: transferring_manager", "if_gone: manager",
			"manager}", `documents[0].signs[0].if_gone: unknown role "manager"`, `it is one of current_worker`},
		"unknown recipient": {"to: [child]", "to: [kid]",
			"kid]", `documents[2].to[0]: unknown recipient "kid"`, `docs/protocols.md lists what is known`},
		"inside and outside": {"to: [child]", "to: [child, chair]",
			"[child, chair]", `documents[2].to: one document can't go to people inside the council and outside`, "make two documents of it"},
		"condition, unknown field": {"when: or .Child.LookedAfter", "when: or .Discrepancy",
			".Discrepancy", `rules[0].when: when: unknown field ".Discrepancy"`, `did you mean ".Discrepancies"?`},
		"condition, wrong word": {`"plo_undecided"`, `"plo_undecide"`,
			`"plo_undecide"`, `rules[0].when: when: .Child.Route is never "plo_undecide"`, `did you mean "plo_undecided"?`},
		"condition, in quotes": {`or .Child.LookedAfter (eq .Child.Route "plo_undecided")`, `"and .Discrepancies .Closin"`,
			".Closin", `rules[0].when: when: unknown field ".Closin"`, `did you mean ".Closing"?`},
		"bad span": {"within: 72 hours", "within: 72 hourss",
			"72 hourss\n", `deadlines[0].within: a span is a number and one of working_days`, ""},
		"span without a number": {"within: 72 hours", "within: hours",
			"hours\n    after", `deadlines[0].within: a span is a number and one of working_days`, ""},
		"two ways of being due": {"within: 72 hours", "within: 72 hours\n    at_least: 3 weeks",
			"id: hours\n", `deadlines[0]: says in no one way when it is due`, "at_least or within"},
		"no way of being due": {"    within: 72 hours\n    after: placement_from\n", "",
			"id: hours\n", `deadlines[0]: says in no one way when it is due`, "at_least or within"},
		"number for text": {`version: "1"`, `version: 1`,
			"1\nprocedure", `version: a number where text is expected`, "put it in quotes"},
		"text for number": {"number: 1\n", "number: one\n",
			"one\n", `documents[0].number: text where a whole number is expected`, ""},
		"number out of range": {"number: 1\n", "number: 99999\n",
			"99999", `documents[0].number: a number from 0 to 10000 is expected`, ""},
		"text for list": {"rows: [ELS-02]", "rows: ELS-02",
			"ELS-02\n  - kind", `documents[0].rows: text where a list is expected`, ""},
		"list for keys": {"procedure: {title: Procedure, dated: \"2026\"}", "procedure: [Procedure]",
			"[Procedure]", `procedure: a list where keys and values is expected`, ""},
		"nothing": {"    label: common form\n", "    label:\n    rows: [ELS-01]\n",
			"\n    rows: [ELS-01]\n  - kind: change", `documents[1].label: nothing where text is expected`, "leave the key out if there is none"},
		"empty": {"title: Elsewhere Council", `title: " "`,
			`" "`, `title: is empty`, "leave the key out if there is none"},
		"missing key": {"record_system: LCS\n", "",
			"name: elsewhere", `lacks the key "record_system"`, ""},
		"missing key below": {"  chair: chair\n", "",
			"current_worker: holding", `titles: lacks the key "chair"`, ""},
		"anchor": {"name: elsewhere", "name: &n elsewhere",
			"&n", `name: an anchor, alias or tag where text is expected`, ""},
		"merge": {"name: elsewhere", "<<: {name: elsewhere}\nname: elsewhere",
			"<<", `<<: unknown key "<<"`, ""},
		"unknown kind of row": {"kind: RULE", "kind: RULES",
			"RULES", `rows[0].kind: unknown word "RULES"`, `did you mean "RULE"?`},
		"bad closure day": {"[2026-12-24]", "[2026-12-24, 2026-02-30]",
			"2026-02-30", `closure_days[1]: not a date`, ""},
		"event that every record has": {"{name: panel,", "{name: agreed, label: agreed, of: child}\n  - {name: panel,",
			"agreed,", `events[0].name: every record already has the event "agreed"`, ""},
		"label of no event": {"record_system: LCS\n", "record_system: LCS\nevent_labels:\n  - {event: tak, label: TAF meeting}\n",
			"tak,", `event_labels[0].event: unknown event "tak"`, `did you mean "tam"?`},
		"label twice": {"record_system: LCS\n", "record_system: LCS\nevent_labels:\n  - {event: tac, label: TAF meeting}\n  - {event: tac, label: TAC}\n",
			"tac, label: TAC}", `event_labels[1].event: "tac" has a label already`, ""},
		"no name": {"name: elsewhere", "name: ../elsewhere",
			"../elsewhere", `name: can't be a folder's name`, ""},
		"unknown transfer kind": {"transfer_kinds: [between_teams", "transfer_kinds: [between_team",
			"between_team]", `transfer_kinds[0]: unknown kind of transfer "between_team"`, `did you mean "between_teams"?`},
		"unknown path": {"[child.pen_picture]", "[child.pen_pictures]",
			"child.pen_pictures", `rules[0].needs[0]: the record has no field "pen_pictures" there`, `did you mean "pen_picture"?`},
		"path that ends too soon": {"[child.pen_picture]", "[child.pen_picture.x]",
			"child.pen_picture.x", `rules[0].needs[0]: a path goes no further than "pen_picture"`, "docs/record.md"},
		"numbered letter": {"template: letter-child\n", "template: letter-child\n    number: 9\n",
			"9\n    to", `documents[2].number: what goes outside isn't numbered`, ""},
		"internal file without a number": {"    number: 2\n", "",
			"kind: transfer-notification", `documents[1]: lacks the key "number"`, ""},
		"no row and no label": {"    label: common form\n", "",
			"kind: transfer-notification", `documents[1]: cites no row`, ""},
		"a trigger that is no event": {"deadlines:\n", "deadlines:\n  - {id: odd, label: Odd, measured: panel, within: 2 days, after: closed, when: eq .Transfer.Trigger \"first_hearin\", why: always, rows: [ELS-01]}\n",
			"\"first_hearin", `deadlines[0].when: when: .Transfer.Trigger is never "first_hearin"`, `did you mean "first_hearing"?`},
		"a circle of events": {"rules:\n  - id: pen", "  - {id: back, label: Panel, measured: panel, within: 2 days, after: closed, why: always, rows: [ELS-01]}\nrules:\n  - id: pen",
			"{id: not-before", `deadlines[1]: by this and other deadlines "panel" comes before "closed", and after it`, ""},
		"grant of an unknown fact": {"fact: moved_on", "fact: moved",
			"moved, to", `grants[0].fact: unknown fact "moved"`, `it is one of date_of_birth`},
		"grant to an unknown reader": {`to: ["child"], documents`, "to: [chld], documents",
			"chld]", `grants[0].to[0]: unknown reader "chld"`, `did you mean "child"?`},
		"grant to a reader who can't hold it": {`fact: moved_on, to: ["child"], documents: [change-of-worker-letter]`, "fact: date_of_birth, to: [child]",
			"child], why", `grants[0].to[0]: date_of_birth can't be granted to a reader of kind child`, `it can be granted to professional, authority`},
		"grant to a kind of professional who can't hold it": {`{fact: moved_on, to: ["child"], documents`, "{fact: team, to: [parent], why: x, source: line 8, rows: [ELS-01]}\n  - {fact: team, to: [authority], why: x, source: line 8, rows: [ELS-01]}\n  - {fact: moved_on, to: [child], documents",
			"authority], why", `grants[1].to[0]: team can't be granted to a reader of kind authority`, `it can be granted to parent`},
		"grant that repeats itself": {`to: ["child"], documents: [change-of-worker-letter]`, "to: [health, professional]",
			"professional], why", `grants[0].to[1]: moved_on is already granted to professional`, `one grant for each`},
		"grant that repeats another": {"rows: [ELS-01]}\nrows:", "rows: [ELS-01]}\n  - {fact: moved_on, to: [parent, child], why: again, source: line 9, rows: [ELS-01]}\nrows:",
			"child], why: again", `grants[1].to[1]: moved_on is already granted to child`, `one grant for each`},
		"grant without a reason": {"why: they moved, ", "",
			"{fact: moved_on", `grants[0]: lacks the key "why"`, ""},
		"grant without a source": {"source: line 7, ", "",
			"{fact: moved_on", `grants[0]: lacks the key "source"`, ""},
		"grant of an unknown row": {"source: line 7, rows: [ELS-01]", "source: line 7, rows: [ELS-9]",
			"ELS-9]", `grants[0].rows[0]: unknown row "ELS-9"`, ""},
		"grant in an unknown document": {"documents: [change-of-worker-letter]", "documents: [change-of-worker-leter]",
			"change-of-worker-leter]", `grants[0].documents[0]: unknown document "change-of-worker-leter"`, `did you mean "change-of-worker-letter"?`},
		"grant in a document that doesn't go there": {"documents: [change-of-worker-letter]", "documents: [transfer-summary]",
			"transfer-summary], why", `grants[0].documents[0]: "transfer-summary" doesn't go to a reader of kind child`, ""},
		"not YAML": {"name: elsewhere\n", "name: elsewhere: x\n",
			"elsewhere: x", `not YAML: `, ""},
	} {
		t.Run(name, func(t *testing.T) {
			src := source(t, "testdata/elsewhere.yaml")
			if !strings.Contains(src, c.old) {
				t.Fatalf("the good file has no %q", c.old)
			}
			src = strings.Replace(src, c.old, c.new, 1)
			i := strings.Index(src, c.at)
			if i < 0 {
				t.Fatalf("the changed file has no %q", c.at)
			}
			line := strings.Count(src[:i], "\n") + 1
			col := i - strings.LastIndex(src[:i], "\n")
			_, err := Read("p.yaml", []byte(src))
			var all model.Problems
			if !errors.As(err, &all) {
				t.Fatalf("no problems: %v", err)
			}
			p := all[0]
			got := strings.TrimPrefix(p.Path+": "+p.Msg, ": ")
			if len(all) != 1 || !strings.HasPrefix(got, c.msg) || !strings.HasPrefix(p.Hint, c.hint) {
				t.Errorf("got  %v\n     hint %s\nwant %s\n     hint %s", err, p.Hint, c.msg, c.hint)
			}
			if p.Line != line || p.Col != col {
				t.Errorf("%s: at %d:%d, want %d:%d", p.Msg, p.Line, p.Col, line, col)
			}
		})
	}
}

func TestReadTellsAllAtOnce(t *testing.T) {
	src := source(t, "testdata/elsewhere.yaml")
	for old, changed := range map[string]string{
		"record_system:": "record_sytem:", "rows: [ELS-02]": "rows: [ELS-20]", "or .Child.LookedAfter": "or .Child.LookedAfer",
	} {
		src = strings.Replace(src, old, changed, 1)
	}
	_, err := Read("p.yaml", []byte(src))
	var all model.Problems
	if !errors.As(err, &all) || len(all) != 3 {
		t.Fatalf("%v", err)
	}
	for i, p := range all[1:] {
		if p.Line < all[i].Line {
			t.Errorf("out of order: %v", err)
		}
	}
}

// TestReadAsNotepadSaves: with line ends of Windows, a byte order mark or in
// UTF-16 a fault has the line that it has without them.
func TestReadAsNotepadSaves(t *testing.T) {
	t.Parallel()
	src := "# a comment\n# and another\n" + source(t, "testdata/elsewhere.yaml") + "zzz: typo # at the end\n"
	_, want := Read("p.yaml", []byte(src))
	if want == nil {
		t.Fatal("no fault")
	}
	crlf := strings.ReplaceAll(src, "\n", "\r\n")
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(crlf))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"CRLF": []byte(crlf), "a byte order mark": []byte("\ufeff" + src), "both": []byte("\ufeff" + crlf), "UTF-16": wide} {
		if _, got := Read("p.yaml", b); got == nil || got.Error() != want.Error() {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestReadRefusesOtherThanOneDocument(t *testing.T) {
	for _, src := range []string{source(t, "testdata/elsewhere.yaml") + "---\nmore: 1\n", "", "# nothing\n", "---\n---\n", "a: 1\n---\nb: 1\n", "- a\n", "text"} {
		if _, err := Read("p.yaml", []byte(src)); err == nil {
			t.Errorf("%q is read as a protocol", src)
		}
	}
}

func TestProtocolAsJSON(t *testing.T) {
	b, err := json.Marshal(salford(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"at_least":"15 working_days","before":"transfer","if_none":"tentative","when":"eq .Transfer.Kind \"between_teams\""`,
		`"record_system":"Carefirst"`,
		`"current_worker":"CP/CIN social worker"`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the JSON lacks %s", want)
		}
	}
	if strings.Contains(string(b), `"at_least":""`) || strings.Contains(string(b), `"when":""`) {
		t.Error("the JSON shows keys that the file hasn't")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(source(f, "testdata/elsewhere.yaml"))
	f.Add("a: [1, {b: &c *d}]\n<<: {x: y}\n")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := Read("p.yaml", []byte(src))
		var all model.Problems
		if (p == nil) == (err == nil) || err != nil && !errors.As(err, &all) {
			t.Errorf("%v, %v", p, err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	src := []byte(source(b, salfordFile))
	for b.Loop() {
		if _, err := Read("p.yaml", src); err != nil {
			b.Fatal(err)
		}
	}
}
