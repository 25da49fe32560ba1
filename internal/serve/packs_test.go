package serve

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const rich = "salford-siblings-proceedings"

// ask gets a page with its headers.
func (b *browser) ask(t testing.TB, path string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://"+b.s.host+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.do(t, r)
}

// ok gets a page that is there.
func (b *browser) ok(t testing.TB, path string) string {
	t.Helper()
	status, body := b.get(t, path)
	if status != http.StatusOK {
		t.Fatalf("%s: %d\n%s", path, status, body)
	}
	return body
}

var addresses = regexp.MustCompile(`(?:href|src|action)="([^"#]+)`)

// leads are the addresses on a page that have something in them.
func leads(body, in string) []string {
	var out []string
	for _, m := range addresses.FindAllStringSubmatch(body, -1) {
		if x := strings.ReplaceAll(m[1], "&amp;", "&"); strings.Contains(x, in) {
			out = appendOnce(out, x)
		}
	}
	return out
}

// made makes a pack of a fixture and waits for it.
func (b *browser) made(t testing.TB, fixture string, more url.Values) {
	t.Helper()
	form := url.Values{"format": {"pdf"}}
	for k, v := range more {
		form[k] = v
	}
	status, body, head := b.post(t, b.s.at("case", b.s.store.id(fixture+".json"), "make"), form)
	if status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", status, body)
	}
	b.wait(t, head.Get("Location"))
}

// wait waits until a job is finished, and is led on.
func (b *browser) wait(t testing.TB, job string) (body string) {
	t.Helper()
	for range 600 {
		if !strings.Contains(b.ok(t, job+"/state"), `"finished":false`) {
			_, body := b.get(t, job)
			return body
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("it doesn't end")
	return ""
}

// TestPreview: every document is shown, as a page and as PDF, and what isn't made
// says why; nothing of the record stands in an address.
func TestPreview(t *testing.T) {
	t.Parallel()
	b, _ := begun(t, rich)
	id := b.s.store.id(rich + ".json")
	body := b.ok(t, b.s.at("case", id, "preview"))
	docs := leads(body, "/preview/doc/")
	if len(docs) < 20 {
		t.Fatalf("%d addresses", len(docs))
	}
	for _, in := range []string{"Letters to others", "Can’t be made yet", "Not told, by decision"} {
		if !strings.Contains(body, in) {
			t.Errorf("%q isn't said", in)
		}
	}
	for _, at := range docs {
		if strings.HasSuffix(at, "/pdf") {
			continue
		}
		page := b.ok(t, at)
		for _, frame := range leads(page, "/page") {
			status, doc, head := b.ask(t, frame)
			if status != http.StatusOK || !strings.HasPrefix(doc, "<!DOCTYPE html>") || !strings.Contains(head.Get("Content-Security-Policy"), "sandbox") ||
				strings.Contains(head.Get("Content-Security-Policy"), "script") {
				t.Errorf("%s: %d, %v", frame, status, head)
			}
		}
	}
	status, pdf, head := b.ask(t, leads(body, "/pdf")[0])
	if status != http.StatusOK || !strings.HasPrefix(pdf, "%PDF-") || head.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(head.Get("Content-Disposition"), "inline") {
		t.Errorf("%d %v", status, head)
	}
	c, err := b.s.planOf(t.Context(), mustFind(t, b, rich))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range leads(body, "") {
		for _, value := range []string{c.Record.Reference, c.Record.Children[0].Surname, c.Record.Children[0].FirstName} {
			if strings.Contains(strings.ToLower(at), strings.ToLower(value)) {
				t.Errorf("%s holds a value of the record", at)
			}
		}
	}
	beside := leads(body, "/beside")
	if len(beside) != 1 || strings.Count(b.ok(t, beside[0]), "<iframe") != 2 {
		t.Errorf("side by side: %v", beside)
	}
	if status, _ := b.get(t, b.s.at("case", id, "preview", "doc", "000000000000")); status != http.StatusNotFound {
		t.Errorf("a document that isn't there: %d", status)
	}
}

func mustFind(t testing.TB, b *browser, fixture string) *opened {
	t.Helper()
	f, err := b.s.store.find(b.s.store.id(fixture + ".json"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestWithheld: whoever works on the case sees what is kept from whom, by field
// and never by value.
func TestWithheld(t *testing.T) {
	t.Parallel()
	b, _ := begun(t, rich)
	body := b.ok(t, b.s.at("case", b.s.store.id(rich+".json"), "withheld"))
	c, err := b.s.planOf(t.Context(), mustFind(t, b, rich))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Record.Restrictions) == 0 || !strings.Contains(body, "Restrictions</h3>") || !strings.Contains(body, "Withheld by a restriction") {
		t.Error("no restriction is shown")
	}
	for _, x := range c.Record.Children {
		if x.Address != nil && x.Address.Postcode != "" && strings.Contains(body, x.Address.Postcode) {
			t.Error("a value is shown")
		}
	}
}

// TestPack: made, opened, prepared and checked by two people, void when it is
// made again; without a script.
func TestPack(t *testing.T) {
	t.Parallel()
	const fixture = "salford-section-20"
	b, dir := begun(t, fixture)
	id := b.s.store.id(fixture + ".json")
	pack := b.s.at("case", id, "pack")
	if status, body := b.get(t, pack); status != http.StatusNotFound || !strings.Contains(body, "no pack yet") {
		t.Errorf("%d\n%s", status, body)
	}
	if status, body, _ := b.post(t, b.s.at("case", id, "make"), url.Values{"format": {"exe"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Choose PDF") {
		t.Errorf("%d: no format", status)
	}
	b.made(t, fixture, nil)
	body := b.ok(t, pack)
	files := leads(body, "/pack/file/")
	if len(files) < 10 || !strings.Contains(body, "SHA-256") || !strings.Contains(body, "Letter ") {
		t.Fatalf("%d files\n%s", len(files), body)
	}
	kinds := map[string]int{}
	for _, at := range files {
		status, got, head := b.ask(t, at)
		kinds[head.Get("Content-Type")]++
		if status != http.StatusOK || got == "" || head.Get("X-Content-Type-Options") != "nosniff" || head.Get("Cache-Control") != "no-store" || head.Get("Content-Disposition") == "" {
			t.Errorf("%s: %d %v", at, status, head)
		}
	}
	if kinds["application/pdf"] == 0 || kinds["text/plain; charset=utf-8"] == 0 {
		t.Error(kinds)
	}

	approve := func(step, name string) (int, string) {
		status, body, _ := b.post(t, b.s.at("case", id, "pack", "approve"), url.Values{"step": {step}, "name": {name}})
		return status, body
	}
	if status, body := approve("checked", "Ann Example"); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Nobody has said yet") {
		t.Errorf("%d", status)
	}
	if status, _ := approve("prepared", "Ann Example"); status != http.StatusSeeOther {
		t.Errorf("%d", status)
	}
	if status, body := approve("checked", "example, ANN"); status != http.StatusUnprocessableEntity || !strings.Contains(body, "second person") {
		t.Errorf("%d: the same person", status)
	}
	if status, _ := approve("checked", "Bob Example"); status != http.StatusSeeOther {
		t.Errorf("%d", status)
	}
	if body := b.ok(t, pack); !strings.Contains(body, "Checked by a second person") || !strings.Contains(body, "Bob Example, 23 November 2026") {
		t.Error(body)
	}

	// A change is seen document by document, and a new pack voids the approval.
	path := filepath.Join(dir, fixture+".json")
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(src), `"working_days": "`, `"working_days": "Never on `, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if body := b.ok(t, pack); !strings.Contains(body, "The case has changed since") {
		t.Error("not told that it changed")
	}
	if body := b.ok(t, b.s.at("case", id, "changes")); !strings.Contains(body, "<ins>") || !strings.Contains(body, "Never on") {
		t.Error(body)
	}
	if status, body, _ := b.post(t, b.s.at("case", id, "make"), url.Values{"format": {"pdf"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "may be replaced") {
		t.Errorf("%d: replaced unasked", status)
	}
	b.made(t, fixture, url.Values{"replace": {"yes"}})
	if body := b.ok(t, pack); !strings.Contains(body, "An earlier approval is void") {
		t.Error("the approval still holds")
	}
	if status, _ := b.get(t, files[0]); status != http.StatusNotFound && status != http.StatusOK {
		t.Errorf("%d for an old file", status)
	}

	// A file that was edited isn't shown, and one that was put there has no address.
	body = b.ok(t, pack)
	sheet := filepath.Join(dir, "packs", "CF-204511", "check-sheet.pdf")
	if err := os.WriteFile(sheet, []byte("edited"), 0o600); err != nil {
		t.Fatal(err)
	}
	conflict := 0
	for _, at := range leads(body, "/pack/file/") {
		if status, got := b.get(t, at); status == http.StatusConflict && !strings.Contains(got, "edited<") {
			conflict++
		}
	}
	if conflict != 1 {
		t.Errorf("%d files aren't as they were made", conflict)
	}
	if status, body := approve("prepared", "Ann Example"); status != http.StatusUnprocessableEntity || !strings.Contains(body, "as they were made") {
		t.Errorf("%d: prepared what was edited", status)
	}
	for _, trick := range []string{"..%2f..%2fsalford-section-20.json", "check-sheet.pdf", "%2e%2e", strings.Repeat("a", 3000)} {
		if status, _ := b.get(t, b.s.at("case", id, "pack", "file")+"/"+trick); status != http.StatusNotFound {
			t.Errorf("%s: %d", trick, status)
		}
	}
}

// TestStuck: a record with a fault says what and where, on each of these pages.
func TestStuck(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	path := filepath.Join(dir, "minimal.json")
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(src), `"children"`, `"colour": "blue", "children"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"preview", "withheld", "make", "pack", "changes"} {
		status, body := b.get(t, b.s.at("case", b.s.store.id("minimal.json"), at))
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, "unknown field") || strings.Contains(body, "blue") {
			t.Errorf("%s: %d\n%s", at, status, body)
		}
	}
}

// TestBatch: cases chosen, made, with what failed and where to mend it; then the
// meeting's list, its papers, and the post.
func TestBatch(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "salford-section-20", "bury-closure", "minimal")
	bad := filepath.Join(dir, "bad.json")
	src, err := os.ReadFile(filepath.Join(dir, "minimal.json"))
	if err == nil {
		err = os.WriteFile(bad, []byte(strings.Replace(strings.Replace(string(src), "MIN-1", "MIN-2", 1), `"children"`, `"colour": "blue", "children"`, 1)), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	body := b.ok(t, b.s.at("batch"))
	if strings.Count(body, `name="case"`) != 4 {
		t.Fatal(body)
	}
	if status, body, _ := b.post(t, b.s.at("batch"), url.Values{"format": {"pdf"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "at least one case") {
		t.Errorf("%d", status)
	}
	form := url.Values{"format": {"pdf"}, "replace": {"yes"}}
	for _, f := range []string{"salford-section-20", "bury-closure", "bad"} {
		form.Add("case", b.s.store.id(f+".json"))
	}
	status, body, head := b.post(t, b.s.at("batch"), form)
	if status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", status, body)
	}
	body = b.wait(t, head.Get("Location"))
	if !strings.Contains(body, "2 packs made; 1 without") || !strings.Contains(body, "no pack</strong>") || strings.Contains(body, "blue") || len(leads(body, "/pack")) != 2 {
		t.Errorf("%s", body)
	}

	// The meeting's list.
	body = b.ok(t, b.s.at("tracker"))
	if !strings.Contains(body, "Transfer Tracking Meeting") || !strings.Contains(body, "CF-204511") {
		t.Error(body)
	}
	for _, at := range leads(body, "sort=") {
		if got := b.ok(t, at); !strings.Contains(got, "aria-sort") {
			t.Errorf("%s isn't sorted", at)
		}
	}
	if status, _, head := b.post(t, b.s.at("tracker", "papers"), nil); status != http.StatusSeeOther || !strings.HasSuffix(head.Get("Location"), "/papers") {
		t.Errorf("%d", status)
	}
	papers := leads(b.ok(t, b.s.at("tracker", "papers")), "/papers/")
	if len(papers) < 2 {
		t.Errorf("%v", papers)
	}
	for _, at := range papers {
		if status, _, head := b.ask(t, at); status != http.StatusOK || head.Get("Content-Disposition") == "" {
			t.Errorf("%s: %d", at, status)
		}
	}

	// The post.
	body = b.ok(t, b.s.at("mail"))
	keys := regexp.MustCompile(`name="letter" value="([0-9a-f]+)"`).FindAllStringSubmatch(body, -1)
	who := regexp.MustCompile(`<option>([^<]+)</option>`).FindStringSubmatch(body)
	if len(keys) < 3 || who == nil {
		t.Fatalf("%d letters\n%s", len(keys), body)
	}
	for _, at := range leads(body, "/mail/") {
		if status, got, head := b.ask(t, at); status != http.StatusOK || got == "" || head.Get("Content-Type") == "" {
			t.Errorf("%s: %d", at, status)
		}
	}
	if status, body, _ := b.post(t, b.s.at("mail"), url.Values{"on": {"31/2/2026"}}); status != http.StatusUnprocessableEntity || strings.Count(body, `<li><a href="#`) != 4 {
		t.Errorf("%d\n%s", status, body)
	}
	first := ""
	for _, k := range keys {
		sent := url.Values{"letter": {k[1]}, "how": {"post"}, "by": {who[1]}, "on": {"20/11/2026"}}
		if status, _, _ := b.post(t, b.s.at("mail"), sent); status == http.StatusSeeOther {
			first = k[1]
			if status, body, _ := b.post(t, b.s.at("mail"), sent); status != http.StatusUnprocessableEntity || !strings.Contains(body, "went once more") {
				t.Errorf("%d: it went twice", status)
			}
			break
		}
	}
	if body := b.ok(t, b.s.at("mail")); first == "" || !strings.Contains(body, "went on 20 November 2026, post, by "+who[1]) {
		t.Errorf("%q\n%s", first, body)
	}
}

// TestJobStop: work can be stopped, and what is unknown is told.
func TestJobStop(t *testing.T) {
	t.Parallel()
	b, _ := begun(t, rich)
	_, _, head := b.post(t, b.s.at("case", b.s.store.id(rich+".json"), "make"), url.Values{"format": {"pdf", "docx"}})
	job := head.Get("Location")
	page := b.ok(t, job)
	if !strings.Contains(page, `http-equiv="refresh"`) || !strings.Contains(page, "<progress") {
		t.Error(page)
	}
	if status, _, _ := b.post(t, job+"/stop", nil); status != http.StatusSeeOther {
		t.Error(status)
	}
	if body := b.wait(t, job); !strings.Contains(body, "This was stopped") || strings.Contains(body, `http-equiv="refresh"`) {
		t.Error(body)
	}
	if status, _ := b.get(t, b.s.at("job", "none")); status != http.StatusNotFound {
		t.Error(status)
	}
}

// bench is a browser for a benchmark, on a rich case.
func bench(b *testing.B) (*browser, string) {
	b.Helper()
	x, _ := begun(b, rich)
	return x, x.s.store.id(rich + ".json")
}

// BenchmarkPreviewList is the page of all documents of a rich case, after a change.
func BenchmarkPreviewList(b *testing.B) {
	x, id := bench(b)
	for b.Loop() {
		x.s.plans = plans{}
		x.ok(b, x.s.at("case", id, "preview"))
	}
}

// BenchmarkPreviewAgain is the same page where nothing has changed.
func BenchmarkPreviewAgain(b *testing.B) {
	x, id := bench(b)
	for b.Loop() {
		x.ok(b, x.s.at("case", id, "preview"))
	}
}

// BenchmarkPreviewLetter is the PDF of one letter, after a change.
func BenchmarkPreviewLetter(b *testing.B) {
	x, id := bench(b)
	at := leads(x.ok(b, x.s.at("case", id, "preview")), "/pdf")[0]
	for b.Loop() {
		x.s.plans = plans{}
		if status, _, _ := x.ask(b, at); status != http.StatusOK {
			b.Fatal(status)
		}
	}
}

// BenchmarkPackPage is the page of a pack of a rich case.
func BenchmarkPackPage(b *testing.B) {
	x, id := bench(b)
	x.made(b, rich, nil)
	for b.Loop() {
		_, _ = io.WriteString(io.Discard, x.ok(b, x.s.at("case", id, "pack")))
	}
}
