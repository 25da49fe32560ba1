package serve

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/model"
	"handover/model/fold"
)

// What is done with a whole case: begun, copied, archived, taken back; and a table
// that is read into one of its lists.

func newRoom() room {
	return room{routes: []route{
		{"GET /new", (*visit).newForm},
		{"POST /new", (*visit).begin},
		{"POST /case/{case}/copy", (*visit).copyCase},
		{"GET /case/{case}/archive", (*visit).archiveForm},
		{"POST /case/{case}/archive", (*visit).archive},
		{"GET /archived", (*visit).archived},
		{"POST /archived", (*visit).takeBack},
		{"GET /case/{case}/paste/{list}", (*visit).paste},
		{"POST /case/{case}/paste/{list}", (*visit).pasted},
	}}
}

// mostChildren a new case can begin with.
const mostChildren = 15

// newForm asks for the council, and then for what depends on it.
func (v *visit) newForm() error { return v.askNew(v.r.URL.Query(), nil) }

func (v *visit) askNew(q url.Values, faults []fault) error {
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	x := struct {
		Council, Title, Kind, Children, Reference string
		Councils, Kinds                           []option
		Most                                      int
		Wrong                                     map[string]string
	}{Council: q.Get("council"), Kind: q.Get("kind"), Children: q.Get("children"), Reference: q.Get("reference"), Most: mostChildren, Wrong: map[string]string{}}
	for _, f := range faults {
		x.Wrong[strings.TrimPrefix(f.URL, "#")] = f.Text
	}
	if x.Children == "" {
		x.Children = "1"
	}
	for _, name := range d.Councils {
		p, err := v.protocolOf(d, name)
		if err != nil {
			return err
		}
		x.Councils = append(x.Councils, option{name, p.Title, name == x.Council})
		if name == x.Council {
			x.Title = p.Title
			for _, k := range p.TransferKinds {
				x.Kinds = append(x.Kinds, option{k, label(k), k == x.Kind})
			}
		}
	}
	return v.show("new", page{Title: "New case", Crumbs: []link{v.home()}, Faults: faults, Data: x})
}

// begin writes a new case's file, as "handover new" begins one.
func (v *visit) begin() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	form := v.r.PostForm
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	p, err := d.Protocol(form.Get("council"))
	if err != nil {
		return v.askNew(nil, []fault{{"Choose the council", "#council"}})
	}
	var faults []fault
	n, err := strconv.Atoi(strings.TrimSpace(form.Get("children")))
	if err != nil || n < 1 || n > mostChildren {
		faults = append(faults, fault{fmt.Sprintf("Type how many children the case is about, from 1 to %d", mostChildren), "#children"})
	}
	if !slices.Contains(p.TransferKinds, form.Get("kind")) {
		faults = append(faults, fault{"Choose what kind of transfer it is", "#kind"})
	}
	reference, why := model.HeldText(form.Get("reference"), false)
	if why != "" || reference == "" || !model.ReferenceFits(reference) {
		faults = append(faults, fault{"Type the case’s reference in your record system", "#reference"})
	}
	if len(faults) > 0 {
		return v.askNew(form, faults)
	}
	b, _, err := app.StartingRecord(p, app.Starting{Children: n})
	if err != nil {
		return err
	}
	root, err := tree(b)
	if err != nil {
		return err
	}
	root.set("reference", textNode(reference))
	root.set("transfer.kind", textNode(form.Get("kind")))
	if b, err = root.bytes(); err != nil {
		return err
	}
	return v.add(b, "new")
}

// add writes a new file into the folder, and goes to its case.
func (v *visit) add(b []byte, done string) error {
	unlock, err := v.store.lock()
	if err != nil {
		return err
	}
	defer unlock()
	name := v.store.fresh("case-" + v.Today().String())
	if err := deliver.NewFile(filepath.Join(v.Folder, name), append(b, '\n')); err != nil {
		return cantSave(err)
	}
	return v.seeOther(v.at("case", v.store.id(name)) + "?done=" + done)
}

// copyCase makes a case of its own of one; it has no reference yet, since two
// cases can't have the same.
func (v *visit) copyCase() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	s.root.set("reference", textNode(""))
	b, err := s.root.bytes()
	if err != nil {
		return err
	}
	return v.add(b, "copied")
}

const archiveFolder = "archive"

func (v *visit) archiveForm() error {
	c, err := v.open()
	if err != nil {
		return err
	}
	title, err := v.title(c)
	if err != nil {
		return err
	}
	return v.show("archive", page{Title: "Archive this case", Crumbs: []link{v.home(), {title, v.at("case", c.ID)}}, Case: c, Data: title})
}

// archive moves a case's file into the folder archive.
func (v *visit) archive() error {
	c, err := v.open()
	if err != nil {
		return err
	}
	defer v.store.hold(c.Name)()
	unlock, err := v.store.lock()
	if err != nil {
		return err
	}
	defer unlock()
	dir := filepath.Join(v.Folder, archiveFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return cantSave(err)
	}
	to := filepath.Join(dir, c.Name)
	for n := 2; deliver.Exists(to); n++ {
		to = filepath.Join(dir, fmt.Sprintf("%s-%d.json", strings.TrimSuffix(c.Name, filepath.Ext(c.Name)), n))
	}
	if err := os.Rename(c.File, to); err != nil {
		return cantSave(err)
	}
	return v.seeOther(v.at())
}

// shelved are the names of the archived files, in order.
func (s *Server) shelved() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.Folder, archiveFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, app.Fail("the folder of archived cases can't be read: "+deliver.Cause(err).Error(), "")
	}
	var out []string
	for _, e := range entries {
		if isCase(e.Name()) && e.Type().IsRegular() {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// archived is the list of archived cases.
func (v *visit) archived() error {
	names, err := v.shelved()
	if err != nil {
		return err
	}
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	type shelf struct{ ID, Name, Reference, Initials, Council, Unread string }
	var out []shelf
	for _, n := range names {
		x := shelf{ID: v.store.id(archiveFolder + "/" + n), Name: n}
		file := filepath.Join(v.Folder, archiveFolder, n)
		src, _, err := v.store.read(&opened{File: file})
		if err == nil {
			x.Reference, x.Initials, x.Council, x.Unread = d.Glance(src)
		} else {
			x.Unread = "can't be read"
		}
		out = append(out, x)
	}
	return v.show("archived", page{Title: "Archived cases", Crumbs: []link{v.home()}, Tab: "/", Data: out})
}

// takeBack moves an archived case's file back among the cases.
func (v *visit) takeBack() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	unlock, err := v.store.lock()
	if err != nil {
		return err
	}
	defer unlock()
	names, err := v.shelved()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(names, func(n string) bool { return v.store.id(archiveFolder+"/"+n) == v.r.PostForm.Get("case") })
	if i < 0 {
		return gone("There is no such case in the archive.")
	}
	to := filepath.Join(v.Folder, names[i])
	if deliver.Exists(to) {
		return &told{http.StatusConflict, "A case of that name is in the list", "Archive or rename the other one first. Nothing was changed."}
	}
	if err := os.Rename(filepath.Join(v.Folder, archiveFolder, names[i]), to); err != nil {
		return cantSave(err)
	}
	return v.seeOther(v.at("case", v.store.id(names[i])))
}

// A column of a pasted table, and the field that it is read into.
type column struct {
	At      int
	Head    string
	Options []option
}

// pasteFields are the fields of a list that a table can be read into.
func pasteFields(list string) []model.FormField {
	f, _ := fieldAt(list, nil)
	return slices.DeleteFunc(slices.Clone(f.Fields), func(x model.FormField) bool {
		return x.List || !slices.Contains([]model.FormKind{model.FormLine, model.FormText, model.FormDay, model.FormPartial}, x.Kind)
	})
}

func canPaste(list string) bool { return list == "chronology" || list == "professionals" }

// paste asks for a table.
func (v *visit) paste() error { return v.showPaste(nil, nil) }

func (v *visit) showPaste(form url.Values, faults []fault) error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	list := v.r.PathValue("list")
	if !canPaste(list) {
		return gone("There is no such list.")
	}
	x := struct {
		Sheet   *sheet
		List    string
		Text    string
		Columns []column
		Rows    [][]string
		All     int
		Head    bool
	}{Sheet: s, List: list, Text: form.Get("text")}
	if rows := table(x.Text); len(rows) > 0 {
		x.All, x.Rows, x.Head = len(rows), rows[:min(len(rows), 6)], form.Get("head") != "" || form.Get("_do") == "look" && headed(list, rows[0])
		for i := range rows[0] {
			c := column{At: i, Head: rows[0][i], Options: []option{{"", "Leave out", false}}}
			chosen := form.Get("column" + strconv.Itoa(i))
			if !form.Has("column" + strconv.Itoa(i)) {
				chosen = guess(list, rows[0][i])
			}
			for _, f := range pasteFields(list) {
				c.Options = append(c.Options, option{f.Name, label(f.Name), f.Name == chosen})
			}
			x.Columns = append(x.Columns, c)
		}
	}
	return v.show("paste", page{Title: "Paste a table", Crumbs: append(v.crumbs(s), link{partOf(list).Title, v.at("case", s.ID, "part", partOf(list).Name)}), Case: s.opened, Wide: true, Faults: faults, Data: x})
}

// table is pasted text as rows of one length: cells of Word and Excel are parted
// by tabs, and one with a line break stands in quotation marks.
func table(text string) [][]string {
	r := csv.NewReader(strings.NewReader(clean(text)))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	all, err := r.ReadAll()
	if err != nil {
		return nil
	}
	wide := 0
	for _, row := range all {
		wide = max(wide, len(row))
	}
	out := [][]string{}
	for _, row := range all {
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			out = append(out, append(row, make([]string, wide-len(row))...))
		}
	}
	return out
}

// guess is the field that a column's head means; "" where none is alike.
func guess(list, head string) string {
	words := fold.Words(head)
	for _, f := range pasteFields(list) {
		for _, w := range append(also[f.Name], spaced(f.Name)) {
			if len(words) > 0 && slices.Contains(words, w) || strings.Join(words, " ") == w {
				return f.Name
			}
		}
	}
	return ""
}

// also are other words that heads of columns have for a field.
var also = map[string][]string{"date": {"when", "day"}, "event": {"what", "details", "description", "entry", "incident"}, "significance": {"impact", "analysis", "outcome"}, "source": {"by"},
	"role": {"job", "title", "profession"}, "agency": {"organisation", "organization", "service"}, "telephone": {"phone", "tel", "number", "mobile"}, "email": {"mail"}}

func headed(list string, row []string) bool {
	return slices.ContainsFunc(row, func(c string) bool { return guess(list, c) != "" })
}

// pasted shows what would be read of a table, and then reads it.
func (v *visit) pasted() error {
	if err := v.r.ParseForm(); err != nil {
		return &told{http.StatusRequestEntityTooLarge, "This is too much at once", "Nothing was read. Paste the table in parts."}
	}
	form, list := v.r.PostForm, v.r.PathValue("list")
	rows := table(form.Get("text"))
	if len(rows) == 0 {
		return v.showPaste(form, []fault{{"Paste a table of at least one row", "#text"}})
	}
	if form.Get("_do") != "read" || !canPaste(list) {
		return v.showPaste(form, nil)
	}
	s, err := v.sheet()
	if err != nil {
		return err
	}
	if form.Get("_hash") != s.Hash {
		return &told{http.StatusConflict, "The case was changed meanwhile", "Nothing was read. Go back to the case, and paste the table again."}
	}
	had, begin, values := s.root.lengths(), len(s.root.rows(list)), url.Values{}
	if form.Get("head") != "" {
		rows = rows[1:]
	}
	for i, row := range rows {
		for k, cell := range row {
			if name := form.Get("column" + strconv.Itoa(k)); name != "" && strings.TrimSpace(cell) != "" {
				path := fmt.Sprintf("%s[%d].%s", list, begin+i, name)
				values.Set(path, strings.TrimLeft(values.Get(path)+"\n"+cell, "\n"))
			}
		}
	}
	changed, wrong := apply(s.root, values, s.protocol)
	s.number(had)
	if len(wrong) > 0 || len(changed) == 0 {
		var faults []fault
		for path, why := range wrong {
			n, _ := steps(path)
			faults = append(faults, fault{fmt.Sprintf("Row %d, %s: %s", n[1].at-begin+1, spaced(n[2].name), why), "#text"})
		}
		slices.SortFunc(faults, func(a, b fault) int { return strings.Compare(a.Text, b.Text) })
		if len(changed) == 0 && len(faults) == 0 {
			faults = append(faults, fault{"Say for at least one column what it is", "#column0"})
		}
		return v.showPaste(form, faults[:min(len(faults), 20)])
	}
	if err := v.put(s); err != nil {
		return v.failedSave(err)
	}
	return v.seeOther(v.at("case", s.ID, "part", partOf(list).Name) + "?done=read")
}
