package serve

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// begunCase is a new case, and its id in addresses.
func begunCase(t testing.TB, b *browser, council, kind, children string) string {
	t.Helper()
	status, body, head := b.post(t, b.s.at("new"), url.Values{"council": {council}, "kind": {kind}, "children": {children}, "reference": {"NEW-1"}})
	if status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	at, _, _ := strings.Cut(strings.TrimPrefix(head.Get("Location"), b.s.at("case")+"/"), "?")
	return at
}

// TestNew: a case of two children begins as the council's; archived, it leaves
// the list, and its copy stays.
func TestNew(t *testing.T) {
	t.Parallel()
	b, dir := begun(t)
	id := begunCase(t, b, "bury", "between_teams", "2")
	if status, body := b.get(t, b.s.at("case", id)); status != 200 || !strings.Contains(body, "What to do first") {
		t.Fatal(status, body)
	}
	all, err := b.s.store.all()
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	root, err := tree(read(t, all[0].File))
	if err != nil || len(root.rows("children")) != 2 || root.str("children[1].id") != "C2" || root.str("transfer.kind") != "between_teams" || len(root.rows("file"))%2 != 0 {
		t.Fatal(err, len(root.rows("children")), root.str("children[1].id"), len(root.rows("file")))
	}
	form := url.Values{"_at": {"children[0]"}, "_hash": {hashOf(t, all[0].File)}, "children[0].first_name": {"Ada"}, "children[0].surname": {"Example"}, "children[0].date_of_birth": {"14/3/2017"}}
	if status, body, _ := b.post(t, b.s.at("case", id, "edit"), form); status != 303 {
		t.Fatal(status, body)
	}
	if root, err = tree(read(t, all[0].File)); err != nil || root.str("children[0].date_of_birth") != "2017-03-14" {
		t.Error(root.str("children[0].date_of_birth"))
	}
	if status, _, _ := b.post(t, b.s.at("case", id, "copy"), nil); status != 303 {
		t.Error(status)
	}
	if status, _, _ := b.post(t, b.s.at("case", id, "archive"), nil); status != 303 {
		t.Error(status)
	}
	if now, err := b.s.store.all(); err != nil || len(now) != 1 || now[0].ID == id {
		t.Error(now, err)
	}
	if _, err := os.Stat(filepath.Join(dir, archiveFolder, all[0].Name)); err != nil {
		t.Error(err)
	}
	shelf := b.ok(t, b.s.at("archived"))
	if !strings.Contains(b.ok(t, b.s.at()), "Archived cases: 1") || !strings.Contains(shelf, "Take back") {
		t.Error(shelf)
	}
	back := url.Values{"case": {b.s.store.id(archiveFolder + "/" + all[0].Name)}}
	if status, _, _ := b.post(t, b.s.at("archived"), url.Values{"case": {b.s.store.id("../x.json")}}); status != http.StatusNotFound {
		t.Error(status)
	}
	for _, want := range []int{http.StatusSeeOther, http.StatusNotFound} { // the second time it isn't there any more
		if status, _, _ := b.post(t, b.s.at("archived"), back); status != want {
			t.Error(status, want)
		}
	}
	if now, err := b.s.store.all(); err != nil || len(now) != 2 || hashOf(t, all[0].File) == "" {
		t.Error(now, err)
	}
	for _, wrong := range []url.Values{{}, {"council": {"bury"}}, {"council": {"../x"}}, {"council": {"bury"}, "kind": {"closure"}, "children": {"99"}, "reference": {"x"}}} {
		if status, _, _ := b.post(t, b.s.at("new"), wrong); status != http.StatusUnprocessableEntity {
			t.Error(wrong, status)
		}
	}
}

func hashOf(t testing.TB, file string) string {
	t.Helper()
	_, hash, err := (&store{}).read(&opened{File: file})
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// TestMeanwhile: of two windows on a case the second is told, with what was
// typed in it and what the file has now; nothing is lost.
func TestMeanwhile(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	id, file := b.s.store.id("minimal.json"), filepath.Join(dir, "minimal.json")
	edit := b.s.at("case", id, "edit")
	_, page := b.get(t, edit+"?at="+url.QueryEscape("children[0]"))
	one, two := posted(t, page), posted(t, page)
	one.Set("children[0].religion", "From the first window")
	two.Set("children[0].religion", "From the second window")
	two.Set("children[0].nationality", "Also from the second")
	if status, _, _ := b.post(t, edit, one); status != 303 {
		t.Fatal(status)
	}
	status, body, _ := b.post(t, edit, two)
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "From the second window") || !strings.Contains(body, "The file now says: From the first window") {
		t.Fatalf("%d %s", status, body)
	}
	if root, err := tree(read(t, file)); err != nil || root.str("children[0].religion") != "From the first window" {
		t.Error("the second window wrote over the first")
	}
	if status, _, _ := b.post(t, edit, posted(t, body)); status != 303 {
		t.Error(status)
	}
	if root, err := tree(read(t, file)); err != nil || root.str("children[0].religion") != "From the second window" || root.str("children[0].nationality") != "Also from the second" {
		t.Error("what was decided wasn't saved")
	}
	// Undone, it is as before; the states stay.
	if status, _, _ := b.post(t, b.s.at("case", id, "states"), url.Values{"_hash": {hashOf(t, file)}}); status != 303 {
		t.Error(status)
	}
	if root, err := tree(read(t, file)); err != nil || root.str("children[0].religion") != "From the first window" {
		t.Error("not undone")
	}
	// An entry that went meanwhile isn't written into another.
	three := two
	three.Set("_hash", hashOf(t, file))
	_, page = b.get(t, edit+"?at="+url.QueryEscape("children[1]"))
	three = posted(t, page)
	three.Set("children[1].first_name", "Second")
	four := posted(t, page)
	four.Set("children[1].first_name", "Another second")
	if status, _, _ := b.post(t, edit, three); status != 303 {
		t.Fatal(status)
	}
	if status, body, _ := b.post(t, edit, four); status != 422 || !strings.Contains(body, "Another second") {
		t.Error(status)
	}
	if root, err := tree(read(t, file)); err != nil || len(root.rows("children")) != 2 || root.str("children[1].first_name") != "Second" {
		t.Error("it landed with another")
	}
}

// TestReadOnly: where the folder can't be written to, that is told, with what was
// typed, and the file is as it was.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		// Root writes everywhere: a file stands where the states' folder would be.
		b, dir := begun(t, "minimal")
		if err := os.WriteFile(filepath.Join(dir, hidden), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		unsavedAt(t, b, filepath.Join(dir, "minimal.json"))
		return
	}
	b, dir := begun(t, "minimal")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	unsavedAt(t, b, filepath.Join(dir, "minimal.json"))
}

func unsavedAt(t *testing.T, b *browser, file string) {
	t.Helper()
	before := read(t, file)
	edit := b.s.at("case", b.s.store.id("minimal.json"), "edit")
	_, page := b.get(t, edit+"?at="+url.QueryEscape("children[0]"))
	form := posted(t, page)
	form.Set("children[0].religion", "Typed and not lost")
	status, body, _ := b.post(t, edit, form)
	if status != 422 || !strings.Contains(body, "Typed and not lost") || !strings.Contains(body, "be saved") {
		t.Errorf("%d %s", status, body)
	}
	if string(read(t, file)) != string(before) {
		t.Error("the file was changed")
	}
}

// TestTyped: what can't be read stays in its field with an error, and the rest is
// saved; a very long text is kept whole.
func TestTyped(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	file := filepath.Join(dir, "minimal.json")
	edit := b.s.at("case", b.s.store.id("minimal.json"), "edit")
	_, page := b.get(t, edit+"?at="+url.QueryEscape("children[0]"))
	form := posted(t, page)
	form.Set("children[0].date_of_birth", "31/2/2017")
	form.Set("children[0].ethnicity", "white irish")
	form.Set("children[0].pen_picture", strings.Repeat("0123456789", 20_000))
	status, body, _ := b.post(t, edit, form)
	if status != 422 || !strings.Contains(body, `value="31/2/2017"`) || !strings.Contains(body, `href="#children`) {
		t.Errorf("%d", status)
	}
	root, err := tree(read(t, file))
	if err != nil || root.str("children[0].ethnicity") != "WIRI" || root.get("children[0].date_of_birth").filled() {
		t.Error(root.str("children[0].ethnicity"))
	}
	if n := len(root.str("children[0].pen_picture")); n != 200_000 && !strings.Contains(body, "error-children[0].pen_picture") {
		t.Errorf("%d of 200000 characters, and nothing is told", n)
	}
	for in, want := range map[string]string{"14/3/2017": "2017-03-14", "14.03.2017": "2017-03-14", "14 March 2017": "2017-03-14", "1st Sept 2020": "2020-09-01", "2017-03-14": "2017-03-14", "14/3/17": "", "30/2/2020": "", "3/2017": ""} {
		if got, err := typedDate(in, true); got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q %v", in, got, err)
		}
	}
	for in, want := range map[string]string{"9:30": "09:30", "9.30am": "09:30", "2pm": "14:00", "12am": "00:00", "25:00": "", "9": ""} {
		if got, _ := typedTime(in); got != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}

// TestPaste: a table of Word or Excel becomes entries, a cell with a line break
// too; one with a day that can't be read is told, and nothing is read.
func TestPaste(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	file := filepath.Join(dir, "minimal.json")
	paste := b.s.at("case", b.s.store.id("minimal.json"), "paste", "chronology")
	text := "Date\tEvent\tImpact\r\n14/3/2017\t\"Moved home.\nAgain.\"\tUnsettled\r\n2018\tSchool\t\r\n"
	status, body, _ := b.post(t, paste, url.Values{"text": {text}, "_do": {"look"}})
	if status != 200 || !strings.Contains(body, `<option value="significance" selected>`) || !strings.Contains(body, `value="1" checked`) {
		t.Fatalf("%d %s", status, body)
	}
	form := url.Values{"text": {text}, "_do": {"read"}, "head": {"1"}, "_hash": {hashOf(t, file)}, "column0": {"date"}, "column1": {"event"}, "column2": {"significance"}}
	bad := url.Values{}
	for k, v := range form {
		bad[k] = v
	}
	bad.Set("text", strings.Replace(text, "14/3/2017", "31/3", 1))
	if status, body, _ := b.post(t, paste, bad); status != 422 || !strings.Contains(body, "Row 1, date") {
		t.Errorf("%d", status)
	}
	if status, body, _ := b.post(t, paste, form); status != 303 {
		t.Fatalf("%d %s", status, body)
	}
	root, err := tree(read(t, file))
	if err != nil || len(root.rows("chronology")) != 2 || root.str("chronology[0].event") != "Moved home.\nAgain." || root.str("chronology[1].date") != "2018" {
		t.Error(string(read(t, file)))
	}
}

// TestRows: entries are moved and removed, and what is said to be unknown of them
// goes with them.
func TestRows(t *testing.T) {
	t.Parallel()
	root, err := tree([]byte(`{"children":[{"id":"C1"},{"id":"C2"},{"id":"C3"}],"not_known":[{"path":"children[1].upn"},{"path":"children[2].nhs_number"},{"path":"transfer.chair"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if !root.shift("children", 1, -1) || root.str("not_known[0].path") != "children[0].upn" {
		t.Error(root.str("not_known[0].path"))
	}
	if !root.shift("children", 0, 0) || len(root.rows("not_known")) != 2 || root.str("not_known[0].path") != "children[1].nhs_number" {
		t.Error(root.str("not_known[0].path"))
	}
	if root.shift("children", 0, -1) || root.shift("children", 5, 0) || root.shift("x", 0, 0) {
		t.Error("moved from where nothing is")
	}
}

// TestOthers: what isn't a case of this version is told, and left as it is.
func TestOthers(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	for name, text := range map[string]string{"newer.json": `{"schema":"handover/case/999","x":1}`, "half.json": `{"schema":`, "list.json": `[1]`, "other.json": `{"a":1}`, "empty.json": ``} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{"", "check", "edit?at=case", "part/children"} {
			if status, _ := b.get(t, b.s.at("case", b.s.store.id(name))+"/"+at); status < 400 || status >= 500 {
				t.Errorf("%s %s: %d", name, at, status)
			}
		}
		if string(read(t, file)) != text {
			t.Error(name + " was changed")
		}
	}
	if status, body := b.get(t, b.s.at()); status != 200 || !strings.Contains(body, "newer.json") || !strings.Contains(body, "of another version") {
		t.Error(status, body)
	}
}

// TestStates: the last twenty are kept, whatever the clock does.
func TestStates(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	file := filepath.Join(dir, "minimal.json")
	edit := b.s.at("case", b.s.store.id("minimal.json"), "edit")
	for i := range 25 {
		form := url.Values{"_at": {"children[0]"}, "_hash": {hashOf(t, file)}, "children[0].religion": {strings.Repeat("x", i+1)}}
		if status, body, _ := b.post(t, edit, form); status != 303 {
			t.Fatal(status, body)
		}
	}
	all, err := b.s.store.kept("minimal.json")
	if err != nil || len(all) != states {
		t.Fatal(len(all), err)
	}
	if old, err := b.s.store.state("minimal.json", all[0].File); err != nil || !strings.Contains(string(old), strings.Repeat("x", 24)) || strings.Contains(string(old), strings.Repeat("x", 25)) {
		t.Error("the newest isn't the last")
	}
}
