package serve

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"handover/model"
)

// TestDecide: what a meeting decided becomes a meeting of the record, typed in or
// read back from its workbook, once.
func TestDecide(t *testing.T) {
	t.Parallel()
	const fixture = "salford-section-20"
	b, dir := begun(t, fixture)
	path := filepath.Join(dir, fixture+".json")
	meetings := func() []model.Meeting {
		t.Helper()
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var x struct{ Meetings []json.RawMessage }
		if err := json.Unmarshal(src, &x); err != nil {
			t.Fatal(err)
		}
		c, err := b.s.planOf(t.Context(), mustFind(t, b, fixture))
		if err != nil {
			t.Fatal(err)
		}
		return c.Record.Meetings
	}
	before := len(meetings())
	page := leads(b.ok(t, b.s.at("tracker")), "/decide")
	if len(page) != 1 {
		t.Fatal(page)
	}
	body := b.ok(t, page[0])
	value := func(name string) string {
		return regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body)[1]
	}
	form := url.Values{"title": {value("title")}, "council": {value("council")}, "line": {value("line")}, "on": {"31/2/2026"}, "word": {""}, "by": {"soon"}, "note": {""}}
	status, got, _ := b.post(t, b.s.at("tracker", "decide"), form)
	if status != http.StatusUnprocessableEntity || strings.Count(got, `<li><a href="#`) != 3 || len(meetings()) != before {
		t.Errorf("%d\n%s", status, got)
	}
	form.Set("on", "20/11/2026")
	form.Set("word", "Discuss again")
	form.Set("by", "14/12/2026")
	form.Set("note", "Look at it <again>")
	if status, got, _ = b.post(t, b.s.at("tracker", "decide"), form); status != http.StatusOK || !strings.Contains(got, "1 decision") {
		t.Errorf("%d\n%s", status, got)
	}
	all := meetings()
	last := all[len(all)-1]
	if len(all) != before+1 || last.Date.String() != "2026-11-20" || len(last.Decisions) != 1 || last.Decisions[0].Due.String() != "2026-12-14" ||
		!strings.Contains(string(last.Decisions[0].Decision), "Look at it <again>") || !model.Yes(last.DiscussAgain) {
		t.Errorf("%+v", last)
	}
	if kept, err := b.s.store.kept(fixture + ".json"); err != nil || len(kept) != 1 {
		t.Errorf("no way back to what the record was: %v %v", kept, err)
	}
	if status, got, _ = b.post(t, b.s.at("tracker", "decide"), form); status != http.StatusOK || !strings.Contains(got, "was there already") || len(meetings()) != before+1 {
		t.Errorf("%d: saved twice\n%s", status, got)
	}

	// The workbook, filled in.
	if status, _, _ := b.post(t, b.s.at("tracker", "papers"), nil); status != http.StatusSeeOther {
		t.Fatal(status)
	}
	found, err := filepath.Glob(filepath.Join(dir, papersName, "*", "*.xlsx"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	book, err := excelize.OpenFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Cases")
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range rows[0] {
		if h == "Decision" {
			cell, err := excelize.CoordinatesToCellName(i+1, 2)
			if err == nil {
				err = book.SetCellValue("Cases", cell, "Move")
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var filled bytes.Buffer
	if err := book.Write(&filled); err != nil {
		t.Fatal(err)
	}
	if status, got := b.upload(t, b.s.at("tracker", "read"), filled.Bytes()); status != http.StatusOK || !strings.Contains(got, "<option selected>Move</option>") || !strings.Contains(got, "23 November 2026") {
		t.Errorf("%d\n%s", status, got)
	}
	for _, bad := range [][]byte{nil, []byte("no workbook"), bytes.Repeat([]byte("PK\x03\x04"), 50)} {
		if status, got := b.upload(t, b.s.at("tracker", "read"), bad); status != http.StatusUnprocessableEntity || !strings.Contains(got, "Nothing was saved") {
			t.Errorf("%d for what is none", status)
		}
	}
}

// upload sends a file as a page's form would.
func (b *browser) upload(t *testing.T, path string, file []byte) (int, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("book", "book.xlsx")
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, "http://"+b.s.host+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", "http://"+b.s.host)
	status, got, _ := b.do(t, r)
	return status, got
}
