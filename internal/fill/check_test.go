package fill

import (
	"errors"
	"strings"
	"testing"

	"handover/internal/protocol"
)

// front is the front matter of a test's template: 9 lines, so that the body
// begins on line 10.
func front(reader, layout string) string {
	return "---\nkind: k\ntitle: T\nfor: [" + reader + "]\nper: child\nlayout: " + layout + "\nrows: [SAL-18]\nformats: [md]\n---\n"
}

func inside(body string) string { return front("internal", "form") + body }

func outside(body string) string { return front("parent", "letter") + body }

// prepared is a template file prepared with parts, each "_name" and its text.
func prepared(text string, parts ...string) (*Template, error) {
	files := map[string]part{}
	for i := 0; i < len(parts); i += 2 {
		files[parts[i]] = part{file: "x/" + parts[i] + ".md", text: parts[i+1]}
	}
	s := &sources{files: files, parts: map[string]*parsed{}, protocol: &protocol.Protocol{Name: "x", Extra: []protocol.Extra{{Name: "boat", Audiences: []string{"internal"}}},
		Grants: []protocol.Grant{
			{Fact: "date_of_birth", To: []string{"health"}},
			{Fact: "team", To: []string{"professional", "parent"}},
			{Fact: "moved_on", To: []string{"professional"}},
			{Fact: "referral", To: []string{"professional"}, Documents: []string{"another"}},
		}}}
	return s.prepare(part{file: "x/t.md", text: text})
}

// to is a letter to readers of these kinds.
func to(readers, body string) string { return front(readers, "letter") + body }

// TestGranted: what stands in a view by a grant may be asked for by with or
// range alone, whatever path it takes, and only where the council grants it to
// every reader of the document.
func TestGranted(t *testing.T) {
	outsideWith := func(place, field, grant string) string {
		return place + ": " + field + " is for those to whom the council grants it (" + grant + "), and may stand only as what with or range asks for (write {{with " + field + "}} … {{.}} … {{end}})"
	}
	const birth, team = ".DateOfBirth", ".Team"
	notGranted := func(place, grant, reader string) string {
		return place + ": x/protocol.yaml doesn't grant " + grant + " to a reader of kind " + reader + " in this document (k) (grants: in protocol.yaml says who may have it, where the procedure gives a reason; or leave it out of the template)"
	}
	for _, x := range []struct {
		name, readers, body, want string
		part                      []string
	}{
		{name: "with", readers: "professional", body: "{{with .DateOfBirth}}born on {{.}}{{end}}"},
		{name: "with, of the whole view", readers: "professional", body: "{{range .Team}}{{with $.DateOfBirth}}{{.}}{{end}}{{end}}"},
		{name: "with, into a variable", readers: "professional", body: "{{with $x := .DateOfBirth}}{{$x}}{{end}}"},
		{name: "with, and a part for what is there", readers: "professional", body: "{{with .DateOfBirth}}{{template \"_p\" .}}{{end}}", part: []string{"_p", "on {{.}}"}},
		{name: "range", readers: "professional", body: "{{range .Team}}{{.Name}}{{end}}"},
		{name: "range in with", readers: "professional, parent", body: "{{with .Team}}{{range .}}{{.Name}}{{end}}{{end}}"},
		{name: "the gap in its own else", readers: "professional", body: "{{with .Moved}}{{.}}{{else}}{{.Moved}}{{end}}"},
		{name: "another's else", readers: "professional", body: "{{with .Moved}}{{.}}{{else}}{{.DateOfBirth}}{{end}}", want: outsideWith("x/t.md:12:31", birth, "date_of_birth")},
		{name: "further down its own else", readers: "professional", body: "{{with .Moved}}{{.}}{{else}}{{if .Number}}{{.Moved}}{{end}}{{end}}", want: outsideWith("x/t.md:12:45", ".Moved", "moved_on")},
		{name: "the else of a range", readers: "professional", body: "{{range .Team}}{{.Name}}{{else}}{{len .Team}}{{end}}", want: outsideWith("x/t.md:12:39", team, "team")},
		{name: "bare", readers: "professional", body: "{{.DateOfBirth}}", want: outsideWith("x/t.md:12:3", birth, "date_of_birth")},
		{name: "if", readers: "professional", body: "{{if .DateOfBirth}}x{{end}}", want: outsideWith("x/t.md:12:6", birth, "date_of_birth")},
		{name: "else if", readers: "professional", body: "{{if .Number}}x{{else if .DateOfBirth}}y{{end}}", want: outsideWith("x/t.md:12:26", birth, "date_of_birth")},
		{name: "inside with, by another path", readers: "professional", body: "{{with .DateOfBirth}}{{$.DateOfBirth}}{{end}}", want: outsideWith("x/t.md:12:25", "$"+birth, "date_of_birth")},
		{name: "a variable", readers: "professional", body: "{{$x := .DateOfBirth}}{{$x}}", want: outsideWith("x/t.md:12:9", birth, "date_of_birth")},
		{name: "a variable of the view", readers: "professional", body: "{{$x := .}}{{$x.DateOfBirth}}", want: outsideWith("x/t.md:12:16", "$x"+birth, "date_of_birth")},
		{name: "brackets", readers: "professional", body: "{{with (.DateOfBirth)}}{{.}}{{end}}", want: outsideWith("x/t.md:12:9", birth, "date_of_birth")},
		{name: "brackets with a field behind them", readers: "professional", body: "{{($).DateOfBirth}}", want: outsideWith("x/t.md:12:6", "($)"+birth, "date_of_birth")},
		{name: "a part", readers: "professional", body: "{{template \"_p\" .}}", part: []string{"_p", "{{.DateOfBirth}}"}, want: outsideWith("x/_p.md:1:3", birth, "date_of_birth")},
		{name: "what a part gets", readers: "professional", body: "{{template \"_p\" .DateOfBirth}}", part: []string{"_p", "{{.}}"}, want: outsideWith("x/t.md:12:17", birth, "date_of_birth")},
		{name: "a function in with", readers: "professional", body: "{{with or .DateOfBirth .Number}}x{{end}}", want: outsideWith("x/t.md:12:11", birth, "date_of_birth")},
		{name: "not", readers: "professional", body: "{{if not .DateOfBirth}}x{{end}}", want: outsideWith("x/t.md:12:10", birth, "date_of_birth")},
		{name: "is", readers: "professional", body: "{{if is .DateOfBirth \"x\"}}x{{end}}", want: outsideWith("x/t.md:12:9", birth, "date_of_birth")},
		{name: "len", readers: "professional", body: "{{if gt (len .Team) 1}}x{{end}}", want: outsideWith("x/t.md:12:14", team, "team")},
		{name: "a pipe", readers: "professional", body: "{{with .Team | len}}x{{end}}", want: outsideWith("x/t.md:12:8", team, "team")},
		{name: "index", readers: "professional", body: "{{with index .Team 0}}x{{end}}", want: outsideWith("x/t.md:12:14", team, "team")},
		{name: "printf", readers: "professional", body: "{{printf \"%s\" .DateOfBirth}}", want: outsideWith("x/t.md:12:15", birth, "date_of_birth")},
		{name: "to one reader of two", readers: "parent, carer", body: "{{with .Team}}x{{end}}", want: notGranted("x/t.md:12:8", "team", "carer")},
		{name: "to nobody", readers: "professional", body: "{{with .PlacementFrom}}x{{end}}", want: notGranted("x/t.md:12:8", "placement_from", "professional")},
		{name: "in another document", readers: "professional", body: "{{with .Referral.Received}}x{{end}}", want: notGranted("x/t.md:12:17", "referral", "professional")},
		{name: "to nobody, in a part", readers: "authority", body: "{{template \"_p\" .}}", part: []string{"_p", "{{with .DateOfBirth}}{{.}}{{end}}"}, want: notGranted("x/_p.md:1:8", "date_of_birth", "authority")},
		{name: "a reader who can't hold it", readers: "parent", body: "{{with .DateOfBirth}}{{.}}{{end}}",
			want: "x/t.md:12:8: there is no .DateOfBirth here for a reader of kind parent (docs/views.md lists what each reader's view offers)"},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := prepared(to(x.readers, "# T\n\n"+x.body+"\n"), x.part...)
			if got := strings.Join(faultsOf(t, err), "\n"); got != x.want {
				t.Errorf("\n got %s\nwant %s", got, x.want)
			}
		})
	}
}

// faultsOf are an error's problems, one a line with its hint.
func faultsOf(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("not Faults: %v", err)
	}
	var out []string
	for _, f := range faults {
		s := f.String()
		if f.Hint != "" {
			s += " (" + f.Hint + ")"
		}
		out = append(out, s)
	}
	return out
}

// TestRefused: what a template may not hold, where it stands and what to do.
func TestRefused(t *testing.T) {
	tests := []struct {
		name string
		text string
		part []string
		want string
	}{
		{"an unknown field", inside("# T\n\n{{.Refrence}}\n"), nil,
			`x/t.md:12:3: there is no .Refrence here for a reader of kind internal (did you mean .Reference?)`},
		{"an unknown field of a field", inside("# T\n\n{{.Child.Naame}}\n"), nil,
			`x/t.md:12:9: there is no .Naame here for a reader of kind internal (did you mean .Name?)`},
		{"a field of the council's in a letter", outside("# T\n\n{{.Chronology}}\n"), nil,
			`x/t.md:12:3: what goes to a parent may not use .Chronology (the fault is in the template, not in the case; tell whoever keeps the templates)`},
		{"a field of the council's in a condition of a letter", outside("# T\n\n{{if .Risks}}x{{end}}\n"), nil,
			`x/t.md:12:6: what goes to a parent may not use .Risks (the fault is in the template, not in the case; tell whoever keeps the templates)`},
		{"a field of the council's below a letter's", outside("# T\n\n{{.Joining.Base}}\n"), nil,
			`x/t.md:12:11: there is no .Base here for a reader of kind parent (docs/views.md lists what each reader's view offers)`},
		{"an extra fact that there isn't", inside("# T\n\n{{range .Extra}}{{if is .Label \"baot\"}}{{.Value}}{{end}}{{end}}\n"), nil,
			`x/t.md:12:32: there is nothing called "baot" here for a reader of kind internal (did you mean "boat"?)`},
		{"an extra fact of somebody else's", outside("# T\n\n{{range $x := .Extra}}{{if is $x.Label \"boat\"}}{{.Value}}{{end}}{{end}}\n"), nil,
			`x/t.md:12:40: there is nothing called "boat" here for a reader of kind parent (protocol.yaml declares events and extra facts; audiences says who may see one)`},
		{"an event in a letter", outside("# T\n\n{{range .Extra}}{{if is .Label \"transfer\"}}{{.Value}}{{end}}{{end}}\n"), nil,
			`x/t.md:12:32: there is nothing called "transfer" here for a reader of kind parent (protocol.yaml declares events and extra facts; audiences says who may see one)`},
		{"a method", inside("# T\n\n{{.Reference.Text}}\n"), nil,
			`x/t.md:12:13: .Reference is a fact and has no .Text`},
		{"a method of a place", inside("# T\n\n{{.Child.Path}}\n"), nil,
			`x/t.md:12:9: there is no .Path here for a reader of kind internal (docs/views.md lists what each reader's view offers)`},
		{"an embedded struct", inside("# T\n\n{{.Child.At}}\n"), nil,
			`x/t.md:12:9: there is no .At here for a reader of kind internal (docs/views.md lists what each reader's view offers)`},
		{"a call", inside("# T\n\n{{call .Reference}}\n"), nil,
			`x/t.md:12:3: call can't be used in a template (the functions are and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"index", inside("# T\n\n{{index .Children 0}}\n"), nil,
			`x/t.md:12:3: index can't be used in a template (the functions are and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"printf", inside("# T\n\n{{printf \"%s\" .Reference}}\n"), nil,
			`x/t.md:12:3: printf can't be used in a template (the functions are and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"html", inside("# T\n\n{{html .Reference}}\n"), nil,
			`x/t.md:12:3: html can't be used in a template (the functions are and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"an unknown function", inside("# T\n\n{{shout .Reference}}\n"), nil,
			`x/t.md:12: function "shout" not defined (the functions are and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"a text printed", inside("# T\n\n{{\"x\"}}\n"), nil,
			`x/t.md:12:3: "x" is a text and can't be printed (print one of its fields)`},
		{"a number printed", inside("# T\n\n{{len .Children}}\n"), nil,
			`x/t.md:12:3: len .Children is a number and can't be printed (print one of its fields)`},
		{"a yes or no printed", inside("# T\n\n{{and .Reference .AsOf}}\n"), nil,
			`x/t.md:12:3: and .Reference .AsOf is a yes or no and can't be printed (print one of its fields)`},
		{"a struct printed", inside("# T\n\n{{.Child}}\n"), nil,
			`x/t.md:12:3: .Child is a group of facts and can't be printed (print one of its fields)`},
		{"a list printed", inside("# T\n\n{{.Children}}\n"), nil,
			`x/t.md:12:3: .Children is a list and can't be printed (print one of its fields)`},
		{"the whole view printed", inside("# T\n\n{{.}}\n"), nil,
			`x/t.md:12:3: . is a group of facts and can't be printed (print one of its fields)`},
		{"a range over a struct", inside("# T\n\n{{range .Child}}x{{end}}\n"), nil,
			`x/t.md:12:9: .Child is a group of facts, not a list (range goes over a list)`},
		{"a range over a fact", inside("# T\n\n{{range .Reference}}x{{end}}\n"), nil,
			`x/t.md:12:9: .Reference is a fact, not a list (range goes over a list)`},
		{"a field of a list", inside("# T\n\n{{.Children.Name}}\n"), nil,
			`x/t.md:12:12: .Children is a list and has no .Name (range over it)`},
		{"a struct as a condition", inside("# T\n\n{{if .Child}}x{{end}}\n"), nil,
			`x/t.md:12:6: .Child is always there and can't be a condition (ask for one of its fields)`},
		{"eq of facts", inside("# T\n\n{{if eq .Reference \"x\"}}x{{end}}\n"), nil,
			`x/t.md:12:6: eq can't compare facts (to compare a fact use is: {{if is .Kind "closure"}})`},
		{"is of a list", inside("# T\n\n{{if is .Children \"x\"}}x{{end}}\n"), nil,
			`x/t.md:12:6: is takes a fact and a word (write {{if is .Kind "closure"}})`},
		{"absent in a letter", outside("# T\n\n{{absent .Sender}}\n"), nil,
			`x/t.md:12:3: absent is for documents inside the council`},
		{"an unknown variable", inside("# T\n\n{{$x}}\n"), nil,
			`x/t.md:12: undefined variable "$x"`},
		{"an argument for a fact", inside("# T\n\n{{.Reference 1}}\n"), nil,
			`x/t.md:12:3: .Reference can't take an argument (only functions take arguments: and, or, not, eq, ne, lt, gt, len, is, absent)`},
		{"free text in a heading", inside("# T\n\n## {{.Summary.History}}\n"), nil,
			`x/t.md:12:6: .Summary.History is free text of any length and can't stand in a heading or in the middle of a sentence (give it a line, or a table cell, of its own)`},
		{"free text in a sentence", inside("# T\n\nHe said {{.Summary.History}} twice.\n"), nil,
			`x/t.md:12:11: .Summary.History is free text of any length and can't stand in a heading or in the middle of a sentence (give it a line, or a table cell, of its own)`},
		{"free text in a branch of a sentence", inside("# T\n\nHe said {{with .Summary.History}}{{.}}{{end}}\n"), nil,
			`x/t.md:12:36: . is free text of any length and can't stand in a heading or in the middle of a sentence (give it a line, or a table cell, of its own)`},
		{"a picture in a sentence", inside("# T\n\nHere: {{.Genogram}}\n"), nil,
			`x/t.md:12:9: .Genogram is a picture (give it a paragraph of its own)`},
		{"a picture in a list", inside("# T\n\n- {{.Genogram}}\n"), nil,
			`x/t.md:12:5: .Genogram is a picture (give it a paragraph of its own)`},
		{"a picture's parts", inside("# T\n\n{{.Genogram.People}}\n"), nil,
			`x/t.md:12:12: .Genogram is a picture and has no .People`},
		{"a picture outside", outside("# T\n\n{{.Genogram}}\n"), nil,
			`x/t.md:12:3: what goes to a parent may not use .Genogram (the fault is in the template, not in the case; tell whoever keeps the templates)`},
		{"a value in a link", inside("# T\n\n[x](https://example.org/{{.Reference}})\n"), nil,
			`x/t.md:12: a link's address must be a whole URL in ASCII, without spaces` + "\n" +
				`x/t.md:12: a value can't stand here`},
		{"a value in an address", inside("# T\n\n<https://example.org/{{.Reference}}>\n"), nil,
			`x/t.md:12: a link's address must be a whole URL in ASCII, without spaces` + "\n" +
				`x/t.md:12: a value can't stand here`},
		{"a value in code", inside("# T\n\n`{{.Reference}}`\n"), nil,
			"x/t.md:12: code (`) can't be used in a document\nx/t.md:12: a value can't stand here"},
		{"a value in a code block", inside("# T\n\n```\n{{.Reference}}\n```\n"), nil,
			`x/t.md:12: a code block can't be used in a document` + "\n" +
				`x/t.md:13: a value can't stand here`},
		{"a value in HTML", inside("# T\n\n<b title=\"{{.Reference}}\">x</b>\n"), nil,
			`x/t.md:12: HTML can't be used in a document, but for <br> in a table cell` + "\n" +
				`x/t.md:12: a value can't stand here`},
		{"a template in a template", inside("# T\n\n{{define \"x\"}}y{{end}}\n"), nil,
			`x/t.md:12: a template can't define another (put it into a file whose name begins with _)`},
		{"an unknown part", inside("# T\n\n{{template \"_nome\" .}}\n"), []string{"_name", "x"},
			`x/t.md:12:12: no part "_nome" (did you mean _name?)`},
		{"a part that uses itself", inside("# T\n\n{{template \"_a\" .}}\n"), []string{"_a", `{{template "_b" .}}`, "_b", `{{template "_a" .}}`},
			`x/_b.md:1:12: part "_a" uses itself`},
		{"a fault in a part", inside("# T\n\n{{template \"_a\" .Child}}\n"), []string{"_a", "one\n{{.Nome}}\n"},
			`x/_a.md:2:3: there is no .Nome here for a reader of kind internal (did you mean .Name?)`},
		{"a fault of syntax in a part", inside("# T\n\n{{template \"_a\" .Child}}\n"), []string{"_a", "one\n{{.Name\n"},
			`x/_a.md:2: unclosed action`},
		{"a private character", inside("# T\n\nab\uE000c\n"), nil,
			`x/t.md:12:3: a private-use character in a template`},
		{"an action that isn't closed", inside("# T\n\n{{if .Reference}}\n\nx\n"), nil,
			`x/t.md:15: unexpected EOF (an {{if}}, {{with}} or {{range}} has no {{end}})`},
		{"a bracket that isn't closed", inside("# T\n\n\n{{.Reference\n"), nil,
			`x/t.md:13: unclosed action`},
		{"a cell too many", inside("# T\n\n| a | b |\n| --- | --- |\n| {{.Reference}} | b | c |\n"), nil,
			`x/t.md:14: this row has 3 cells and the table 2 columns`},
		{"two faults", inside("# T\n\n{{.Refrence}}\n\n{{.Chidren}}\n"), nil,
			`x/t.md:12:3: there is no .Refrence here for a reader of kind internal (did you mean .Reference?)` + "\n" +
				`x/t.md:14:3: there is no .Chidren here for a reader of kind internal (did you mean .Children?)`},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			_, err := prepared(x.text, x.part...)
			if got := strings.Join(faultsOf(t, err), "\n"); got != x.want {
				t.Errorf("\n got %s\nwant %s", got, x.want)
			}
		})
	}
}
