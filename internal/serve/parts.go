package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handover/internal/app"
	"handover/internal/protocol"
	"handover/model"
)

// The parts in which a case is filled in.

func partsRoom() room {
	return room{
		routes: []route{
			{"GET /case/{case}", (*visit).parts},
			{"GET /case/{case}/part/{part}", (*visit).part},
			{"GET /case/{case}/edit", (*visit).edit},
			{"POST /case/{case}/edit", (*visit).save},
			{"POST /case/{case}/rows", (*visit).moveRow},
			{"GET /case/{case}/states", (*visit).states},
			{"POST /case/{case}/states", (*visit).goBack},
		},
		ofCase: []tab{{"Fill in", ""}},
	}
}

// A part is some fields of the record that are filled in together.
type part struct {
	Name, Title string
	Fields      []string
}

// parts are the parts of a case. A field that none of them names is in the last
// one, so that a new one appears by itself.
var parts = sync.OnceValue(func() []part {
	all := []part{
		{"case", "About the case", strings.Fields("reference protocol marking extra access")},
		{"children", "Children", []string{"children"}},
		{"family", "Family and network", strings.Fields("people households contact_plan consents")},
		{"professionals", "Professionals", strings.Fields("professionals authorities")},
		{"workers", "Workers and teams", strings.Fields("workers teams")},
		{"restrictions", "Who must not know what", []string{"restrictions"}},
		{"plan", "Plan and legal status", strings.Fields("plans court assessments risks health_and_safety early_help finance supervision")},
		{"transfer", "Transfer and dates", strings.Fields("transfer meetings key_dates referral closure previous_closure")},
		{"file", "File audit", strings.Fields("file audit paper_records")},
		{"chronology", "Chronology", []string{"chronology"}},
		{"summary", "Summary texts", []string{"summary"}},
		{"tasks", "Tasks", []string{"tasks"}},
		{"letters", "Letters", strings.Fields("sent not_known")},
		{"more", "Anything else", nil},
	}
	last := &all[len(all)-1]
	for _, f := range recordFields() {
		if f.Name != "schema" && !slices.ContainsFunc(all, func(p part) bool { return slices.Contains(p.Fields, f.Name) }) {
			last.Fields = append(last.Fields, f.Name)
		}
	}
	return all
})

// partOf is the part that a field of the record is filled in with.
func partOf(path string) part {
	top, _, _ := strings.Cut(inBrackets.ReplaceAllString(path, ""), ".")
	i := slices.IndexFunc(parts(), func(p part) bool { return slices.Contains(p.Fields, top) })
	return parts()[max(0, i)]
}

// pageOf is the page on which a field is filled in: an entry of a list, an
// object, or "case" for what stands in the record itself.
func pageOf(path string) string {
	top, _, _ := strings.Cut(path, ".")
	f, known := fieldAt(top, nil)
	switch {
	case !known:
		return "case"
	case f.List || f.Kind == model.FormObject:
		return top
	}
	return "case"
}

// fieldURL is where a field is filled in; of a list as a whole, its part.
func (s *Server) fieldURL(c *opened, path string) string {
	page := pageOf(path)
	if f, known := fieldAt(page, nil); known && f.List && !strings.HasSuffix(page, "]") {
		return s.at("case", c.ID, "part", partOf(page).Name) + "#" + page
	}
	return s.editURL(c, page) + "#" + url.PathEscape(path)
}

func (s *Server) editURL(c *opened, page string) string {
	return s.at("case", c.ID, "edit") + "?at=" + url.QueryEscape(page)
}

// A sheet is a case's file, read for its forms.
type sheet struct {
	*opened
	Hash     string
	root     *node
	protocol *protocol.Protocol
	checked  app.Checked
	cased    *app.Case // nil where the record isn't one yet
	Title    string
}

// title is what the pages call a case: its reference.
func (s *Server) title(c *opened) (string, error) {
	src, _, err := s.store.read(c)
	if err != nil {
		return "", err
	}
	d, err := s.deskOf()
	if err != nil {
		return "", err
	}
	reference, _, _, unlike := d.Glance(src)
	switch {
	case unlike != "":
		return "", notACase(unlike)
	case strings.TrimSpace(reference) == "":
		return "New case, no reference yet", nil
	}
	return reference, nil
}

func notACase(unlike string) error {
	return &told{http.StatusUnprocessableEntity, "This file can’t be filled in here", "The file is " + unlike + ". It was left as it is."}
}

// sheet opens the case of a page for its forms.
func (v *visit) sheet() (*sheet, error) {
	c, err := v.open()
	if err != nil {
		return nil, err
	}
	return v.sheetOf(c)
}

func (v *visit) sheetOf(c *opened) (*sheet, error) {
	src, hash, err := v.store.read(c)
	if err != nil {
		return nil, err
	}
	d, err := v.deskOf()
	if err != nil {
		return nil, err
	}
	if _, _, _, unlike := d.Glance(src); unlike != "" {
		return nil, notACase(unlike)
	}
	s := &sheet{opened: c, Hash: hash}
	if s.root, err = tree(src); err != nil {
		return nil, &told{http.StatusUnprocessableEntity, "This file can’t be filled in here", "Something stands in it twice, or isn’t whole. It was left as it is."}
	}
	if s.protocol, err = v.protocolOf(d, s.root.str("protocol")); err != nil {
		s.protocol = nil // the check says so
	}
	if s.checked, s.cased, err = v.look(d, c.Name, hash, src); err != nil {
		return nil, err
	}
	if s.Title = strings.TrimSpace(s.root.str("reference")); s.Title == "" {
		s.Title = "New case, no reference yet"
	}
	return s, nil
}

// looked is what the check said of a case last, as long as neither the file nor
// the day is another.
type looked struct {
	hash    string
	desk    *app.Desk
	checked app.Checked
	cased   *app.Case
}

// mostLooked cases are remembered with what the check said of them.
const mostLooked = 8

func (v *visit) look(d *app.Desk, name, hash string, src []byte) (app.Checked, *app.Case, error) {
	v.mu.Lock()
	l, known := v.looked[name]
	v.mu.Unlock()
	if known && l.hash == hash && l.desk == d {
		return l.checked, l.cased, nil
	}
	checked, cased, err := d.Look(v.r.Context(), name, src)
	if err != nil {
		return checked, cased, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.looked) >= mostLooked {
		clear(v.looked)
	}
	v.looked[name] = looked{hash, d, checked, cased}
	return checked, cased, nil
}

// protocolOf is a council's rules, read once.
func (s *Server) protocolOf(d *app.Desk, council string) (*protocol.Protocol, error) {
	set, err := d.Set(council)
	if err != nil {
		return nil, err
	}
	return set.Protocol, nil
}

func (v *visit) crumbs(s *sheet) []link {
	return []link{v.home(), {s.Title, v.at("case", s.ID)}}
}

// parts is a case's own page: what there is to fill in.
func (v *visit) parts() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	type task struct {
		part
		URL, State string
		Bad        bool
	}
	var all []task
	for _, p := range parts() {
		if len(p.Fields) == 0 {
			continue
		}
		t := task{part: p, URL: v.at("case", s.ID, "part", p.Name), State: "Nothing yet"}
		if slices.ContainsFunc(p.Fields, func(f string) bool { return s.root.get(f).filled() }) {
			t.State = "Begun"
		}
		n := 0
		for _, x := range s.steps(v.Server) {
			if x.Path != "" && partOf(x.Path).Name == p.Name {
				n++
			}
		}
		if n > 0 {
			t.State, t.Bad = fmt.Sprintf("%d to do", n), true
		}
		all = append(all, t)
	}
	return v.show("case", page{Title: s.Title, Crumbs: []link{v.home()}, Case: s.opened, Notice: v.notice(), Data: struct {
		Tasks []task
		Sheet *sheet
		Aside aside
	}{all, s, v.aside(s)}})
}

// notice is what the page before did.
func (v *visit) notice() string {
	switch v.r.URL.Query().Get("done") {
	case "saved":
		return "Saved."
	case "removed":
		return "Removed. “Undo the last change” brings it back."
	case "moved":
		return "Moved."
	case "undone":
		return "Undone. Undo again to have it as it was."
	case "new":
		return "The case is there. Begin with what is asked for first."
	case "copied":
		return "This is the copy. Give it a reference of its own."
	case "read":
		return "The table was read into the record."
	}
	return ""
}

// A listing is a list of a part, with its entries.
type listing struct {
	Name, Title, About, Add string
	Rows                    []entry
	New                     string
	Paste                   string
	From, To, All           int
	Before, After           string
	Hash                    string
}

type entry struct {
	Text, URL   string
	Row         int
	Faults      int
	First, Last bool
}

// most entries of a list are on a page.
const perPage = 100

// part is the page of a part: its lists, and its objects' pages.
func (v *visit) part() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	k := slices.IndexFunc(parts(), func(p part) bool { return p.Name == v.r.PathValue("part") })
	if k < 0 {
		return gone("There is no such part of a case.")
	}
	p := parts()[k]
	if p.Name == "case" || p.Name == "summary" {
		return v.seeOther(v.editURL(s.opened, map[string]string{"case": "case", "summary": "summary"}[p.Name]))
	}
	var lists []listing
	for _, name := range p.Fields {
		f, _ := fieldAt(name, s.protocol)
		l := listing{Name: name, Title: label(name), About: f.Doc, Hash: s.Hash}
		if !f.List {
			l.New = v.editURL(s.opened, pageOf(name))
			l.Add = "Fill in"
			if s.root.get(name).filled() {
				l.Add = "Change"
			}
			lists = append(lists, l)
			continue
		}
		v.listing(s, &l)
		lists = append(lists, l)
	}
	return v.show("part", page{Title: p.Title, Crumbs: v.crumbs(s), Case: s.opened, Notice: v.notice(), Data: struct {
		Part  part
		Lists []listing
		Sheet *sheet
		Aside aside
		Next  link
	}{p, lists, s, v.aside(s), v.next(s, k)}})
}

// next is the part after one.
func (v *visit) next(s *sheet, k int) link {
	for _, p := range parts()[k+1:] {
		if len(p.Fields) > 0 {
			return link{p.Title, v.at("case", s.ID, "part", p.Name)}
		}
	}
	return link{"All parts", v.at("case", s.ID)}
}

func (v *visit) listing(s *sheet, l *listing) {
	rows := s.root.rows(l.Name)
	l.All, l.Add = len(rows), "Add "+article(singular(l.Name))
	l.New = v.editURL(s.opened, fmt.Sprintf("%s[%d]", l.Name, len(rows)))
	if l.Name == "chronology" || l.Name == "professionals" {
		l.Paste = v.at("case", s.ID, "paste", l.Name)
	}
	from, err := strconv.Atoi(v.r.URL.Query().Get("from"))
	if err != nil || from < 0 || from >= len(rows) {
		from = 0
	}
	to := min(len(rows), from+perPage)
	l.From, l.To = from+1, to
	here := v.at("case", s.ID, "part", partOf(l.Name).Name)
	if from > 0 {
		l.Before = here + "?from=" + strconv.Itoa(max(0, from-perPage))
	}
	if to < len(rows) {
		l.After = here + "?from=" + strconv.Itoa(to)
	}
	faults := s.faults()
	for i := from; i < to; i++ {
		path := fmt.Sprintf("%s[%d]", l.Name, i)
		e := entry{Text: s.root.called(l.Name, i, rows[i]), URL: v.editURL(s.opened, path), Row: i, First: i == 0, Last: i == len(rows)-1}
		if l.Name == "file" {
			e.Text = s.itemText(rows[i])
		}
		for p := range faults {
			if strings.HasPrefix(p, path) {
				e.Faults++
			}
		}
		l.Rows = append(l.Rows, e)
	}
}

// itemText is a line of the file audit in the council's words.
func (s *sheet) itemText(row *node) string {
	get := func(name string) string {
		if n := row.child(step{name, -1}); n != nil {
			return n.text
		}
		return ""
	}
	text := get("item")
	if s.protocol != nil {
		for _, i := range s.protocol.Checklist {
			if i.ID == text {
				text = i.Text
			}
		}
	}
	if child := get("child"); child != "" && len(s.root.rows("children")) > 1 {
		text += ", " + s.root.nameOf(child)
	}
	state := "not looked for yet"
	if first := row.child(step{"first", -1}); first != nil {
		if n := first.child(step{"status", -1}); n != nil && n.text != "" {
			state = spaced(n.text)
		}
	}
	return text + ": " + state
}

// faults are what is wrong with the record, by path.
func (s *sheet) faults() map[string]string {
	out := map[string]string{}
	for _, p := range s.checked.Problems {
		if out[p.Path] == "" {
			out[p.Path] = sentence(strings.TrimSpace(p.Msg + ". " + sentence(p.Hint)))
		}
	}
	return out
}

// needs are what documents need and the record lacks, by path.
func (s *sheet) needs() map[string]string {
	out := map[string]string{}
	for _, n := range s.checked.NotMade {
		for _, why := range n.Reasons {
			if f := app.FieldIn(why); f != "" {
				out[f] = "for the " + spaced(strings.ReplaceAll(n.Kind, "-", " "))
			}
		}
	}
	for _, d := range s.checked.Documents {
		for _, g := range d.Gaps {
			if f := app.FieldIn(g); f != "" && out[f] == "" {
				out[f] = "for the " + strings.ReplaceAll(d.Kind, "-", " ")
			}
		}
	}
	if r := s.checked.Readiness; r != nil {
		for _, x := range r.Rules {
			for _, p := range x.NotRecorded {
				out[p] = "by the procedure"
			}
		}
	}
	return out
}

// edit is the page of an entry, of an object, or of the record's own fields.
func (v *visit) edit() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	return v.form(s, v.r.URL.Query().Get("at"), nil, nil, nil, "")
}

// form shows the form of a page: with what was typed in place of what the file
// has, where there is something.
func (v *visit) form(s *sheet, at string, typed url.Values, wrong, there map[string]string, says string) error {
	f := &former{root: s.root, protocol: s.protocol, needs: s.needs(), faults: s.faults(), typed: typed, there: there}
	maps.Copy(f.faults, wrong)
	g, title, err := s.formOf(f, at)
	if err != nil {
		return err
	}
	p := page{Title: title, Case: s.opened, Notice: v.notice()}
	where := partOf(at)
	p.Crumbs = v.crumbs(s)
	if where.Title != title {
		p.Crumbs = append(p.Crumbs, link{where.Title, v.at("case", s.ID, "part", where.Name)})
	}
	if says != "" {
		p.Faults = append(p.Faults, fault{says, ""})
	}
	for _, path := range slices.Sorted(maps.Keys(f.faults)) {
		bare, _, _ := strings.Cut(path, "@")
		if pageOf(bare) == at && (typed != nil || wrong != nil || s.root.get(at).filled()) {
			p.Faults = append(p.Faults, fault{labelOf(s, bare) + ": " + f.faults[path], "#" + bare})
		}
	}
	k := slices.IndexFunc(parts(), func(x part) bool { return x.Name == where.Name })
	return v.show("edit", withData(p, struct {
		At, Hash string
		Form     *group
		Sheet    *sheet
		Aside    aside
		Back     link
		Next     link
	}{at, s.Hash, g, s, v.aside(s), link{where.Title, v.at("case", s.ID, "part", where.Name)}, v.next(s, k)}))
}

func withData(p page, data any) page {
	p.Data = data
	return p
}

// labelOf is the last name of a path, as its question says it.
func labelOf(s *sheet, path string) string {
	bare := inBrackets.ReplaceAllString(path, "")
	return label(bare[strings.LastIndex(bare, ".")+1:])
}

// formOf is the form of a page.
func (s *sheet) formOf(f *former, at string) (*group, string, error) {
	if at == "case" {
		g := &group{ID: "case", Row: -1}
		for _, name := range parts()[0].Fields {
			x, _ := fieldAt(name, s.protocol)
			it, _ := f.item(x, name)
			if name == "protocol" {
				it.Question.Kind, it.Question.Label, it.Question.Hint = "line", "Council", "The name of the council’s rules. Change it only if the case was begun with the wrong one."
			}
			g.Now = append(g.Now, it)
		}
		return g, parts()[0].Title, nil
	}
	x, known := fieldAt(at, s.protocol)
	all, ok := steps(at)
	switch {
	case !known || !ok || len(all) > 2 || at != pageOf(at):
		return nil, "", gone("There is no such part of a case.")
	case x.List && (len(all) != 2 || all[1].at > len(s.root.rows(x.Name))):
		return nil, "", gone("There is no such entry.")
	}
	g := &group{ID: at, Row: -1, About: x.Doc}
	g.Now, g.More = f.object(x.Fields, at)
	title := label(x.Name)
	if x.List {
		title = "New " + singular(x.Name)
		if rows := s.root.rows(x.Name); all[1].at < len(rows) {
			title = s.root.called(x.Name, all[1].at, rows[all[1].at])
			if x.Name == "file" {
				title = s.itemText(rows[all[1].at])
			}
		}
	}
	return g, title, nil
}

// saved is what a script hears of a save.
type saved struct {
	Hash   string            `json:"hash"`
	Saved  bool              `json:"saved"`
	Faults map[string]string `json:"faults"`
	Says   string            `json:"says"`
	Reload bool              `json:"reload"`
}

// save puts what a form says into the record, field by field: one that can't be
// read stays as it was, and is told; the others are saved.
func (v *visit) save() error {
	c, err := v.open()
	if err != nil {
		return err
	}
	if err := v.r.ParseForm(); err != nil {
		return &told{http.StatusRequestEntityTooLarge, "This is too much at once", "Nothing was saved. Go back, and paste less."}
	}
	form := v.r.PostForm
	at, hash := form.Get("_at"), form.Get("_hash")
	s, err := v.sheetOf(c)
	if err != nil {
		return err
	}
	if s.Hash != hash {
		return v.meanwhile(s, at, hash, form)
	}
	had := s.root.lengths()
	changed, wrong := apply(s.root, form, s.protocol)
	s.number(had)
	if len(changed) > 0 {
		if err := v.put(s); errors.Is(err, errMeanwhile) {
			if s, err = v.sheetOf(c); err != nil {
				return err
			}
			return v.meanwhile(s, at, hash, form)
		} else if err != nil {
			return v.unsaved(s, at, form, err)
		}
		if s, err = v.sheetOf(c); err != nil {
			return err
		}
	}
	switch {
	case v.scripted():
		return v.json(saved{Hash: s.Hash, Saved: len(wrong) == 0, Faults: wrong})
	case len(wrong) > 0:
		return v.form(s, at, form, wrong, nil, "")
	case form.Get("_remove") != "":
		return v.removeIn(s, at, form.Get("_remove"))
	case form.Get("_do") == "next":
		return v.seeOther(v.at("case", s.ID, "part", partOf(at).Name) + "?done=saved")
	}
	return v.seeOther(v.editURL(s.opened, at) + "&done=saved")
}

// removeIn takes an entry out of a list inside a page's form, which was saved.
func (v *visit) removeIn(s *sheet, at, path string) error {
	i := strings.LastIndex(path, "[")
	if all, ok := steps(path); i < 0 || !ok || all[len(all)-1].at < 0 || !s.root.shift(path[:i], all[len(all)-1].at, 0) {
		return &told{http.StatusBadRequest, "This couldn’t be done", "There is no such entry. Nothing was removed."}
	}
	if x := s.root.get(path[:i]); len(x.all) == 0 {
		s.root.set(path[:i], nil) // an empty list would say that there is none
	}
	if err := v.put(s); err != nil {
		return v.failedSave(err)
	}
	return v.seeOther(v.editURL(s.opened, at) + "&done=removed")
}

// unsaved says that a form couldn't be saved, and keeps what was typed.
func (v *visit) unsaved(s *sheet, at string, form url.Values, err error) error {
	a := app.Explain(err)
	says := ""
	for _, f := range a.Faults {
		says += sentence(f.Msg) + ". " + sentence(f.Hint) + ". "
	}
	says += "What you typed stands below."
	if v.scripted() {
		return v.json(saved{Hash: s.Hash, Says: says})
	}
	again, err := v.sheetOf(s.opened)
	if err != nil {
		return err
	}
	return v.form(again, at, form, nil, nil, says)
}

// scripted says whether it is the pages' script that asks.
func (v *visit) scripted() bool { return v.r.Header.Get("X-Handover") == "save" }

func (v *visit) json(x any) error {
	b, err := json.Marshal(x)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/json")
	_, _ = v.w.Write(b) // who doesn't read it has gone
	return nil
}

// put saves a sheet's tree in place of the file that it was read from.
func (v *visit) put(s *sheet) error {
	b, err := s.root.bytes()
	if err != nil {
		return err
	}
	return v.store.save(s.opened, s.Hash, append(b, '\n'), v.Now())
}

// lengths are how many entries each list has whose entries have ids.
func (n *node) lengths() map[string]int {
	out := map[string]int{}
	for _, list := range named {
		out[list] = len(n.rows(list))
	}
	return out
}

// number gives new entries their ids: those after the ones that were there.
func (s *sheet) number(had map[string]int) {
	used := s.root.ids()
	for _, list := range named {
		rows := s.root.rows(list)
		for _, x := range rows[min(len(rows), had[list]):] {
			if x.kind == '{' && x.child(step{"id", -1}) == nil && len(x.all) > 0 {
				id := string(model.NewID(list, used))
				used = append(used, id)
				x.keys, x.all = append([]string{"id"}, x.keys...), append([]*node{textNode(id)}, x.all...)
			}
		}
	}
}

const meanwhileSays = "Somebody changed this case meanwhile, perhaps you in another window. Nothing of this page was saved yet. What you typed stands below; " +
	"where the file now says something else, that stands beside it. Save again to have what you typed."

// meanwhile shows what was typed, where the file isn't any more what the form was
// made from.
func (v *visit) meanwhile(s *sheet, at, hash string, form url.Values) error {
	if v.scripted() {
		return v.json(saved{Hash: hash, Says: "Somebody changed this case meanwhile, perhaps you in another window. Press Save to see both.", Reload: true})
	}
	mine, was := url.Values{}, v.store.was(s.Name, hash)
	for name, values := range form {
		path, part, _ := strings.Cut(name, "@")
		x, known := fieldAt(path, s.protocol)
		if !known || strings.HasPrefix(name, "_") {
			continue
		}
		if strings.HasSuffix(path, "]") {
			x.List = false
		}
		before := []string(nil)
		if was != nil {
			before = shown(was, x, path)
			if part != "" {
				before = before[slices.Index([]string{"date", "time"}, part) : slices.Index([]string{"date", "time"}, part)+1]
			}
		}
		if was == nil || !same(noBlank(values), noBlank(before)) {
			mine[name] = values
		}
	}
	if was == nil || !alikeAt(was, s.root, at) {
		return v.lostPlace(s, mine)
	}
	there := map[string]string{}
	for name := range mine {
		path, _, _ := strings.Cut(name, "@")
		x, _ := fieldAt(path, s.protocol)
		if now, then := shown(s.root, x, path), shown(was, x, path); !same(now, then) {
			there[path] = strings.TrimSpace(strings.Join(now, " "))
			if there[path] == "" {
				there[path] = "nothing"
			}
		}
	}
	return v.form(s, at, mine, nil, there, meanwhileSays)
}

// alikeAt says whether a page is of the same entry in two states.
func alikeAt(a, b *node, at string) bool {
	list, _, listed := strings.Cut(at, "[")
	if !listed {
		return true
	}
	x, y := a.get(at), b.get(at)
	if len(a.rows(list)) != len(b.rows(list)) {
		return false
	}
	if x == nil || y == nil {
		return x == y
	}
	i, j := x.child(step{"id", -1}), y.child(step{"id", -1})
	return i == nil && j == nil || i != nil && j != nil && i.text == j.text
}

// lostPlace shows what was typed where its entry isn't there any more, or may be
// another.
func (v *visit) lostPlace(s *sheet, mine url.Values) error {
	type kept struct{ Label, Text string }
	var all []kept
	for _, name := range slices.SortedFunc(maps.Keys(mine), inOrder) {
		if text := strings.Join(noBlank(mine[name]), "\n"); text != "" {
			path, _, _ := strings.Cut(name, "@")
			all = append(all, kept{labelOf(s, path), text})
		}
	}
	return v.show("meanwhile", page{Title: "The case was changed meanwhile", Crumbs: v.crumbs(s), Case: s.opened,
		Faults: []fault{{"Entries were added, moved or removed meanwhile, so nothing of this page was saved", "#kept"}}, Data: all})
}

// moveRow moves an entry of a list, or takes it out.
func (v *visit) moveRow() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	form := v.r.PostForm
	list := form.Get("_list")
	back := v.at("case", s.ID, "part", partOf(list).Name)
	if at := form.Get("_at"); at != "" {
		back = v.editURL(s.opened, at)
	}
	if form.Get("_hash") != s.Hash {
		return &told{http.StatusConflict, "The case was changed meanwhile", "Nothing was moved or removed. Go back to the case, and do it again if it is still to be done."}
	}
	f, known := fieldAt(list, s.protocol)
	row, err := strconv.Atoi(form.Get("_row"))
	by, ok := map[string]int{"up": -1, "down": 1, "remove": 0}[form.Get("_do")]
	if !known || !f.List || err != nil || !ok || !s.root.shift(list, row, by) {
		return &told{http.StatusBadRequest, "This couldn’t be done", "There is no such entry, or nowhere to move it to. Nothing was changed."}
	}
	if x := s.root.get(list); len(x.all) == 0 {
		s.root.set(list, nil) // an empty list would say that there is none
	}
	if err := v.put(s); err != nil {
		return v.failedSave(err)
	}
	done := "moved"
	if by == 0 {
		done = "removed"
	}
	if strings.Contains(back, "?") {
		return v.seeOther(back + "&done=" + done)
	}
	return v.seeOther(back + "?done=" + done)
}

func (v *visit) failedSave(err error) error {
	if errors.Is(err, errMeanwhile) {
		return &told{http.StatusConflict, "The case was changed meanwhile", "Nothing was changed. Go back to the case, and do it again if it is still to be done."}
	}
	return err
}

// states shows the last states of a case.
func (v *visit) states() error {
	s, err := v.sheet()
	if err != nil {
		return err
	}
	all, err := v.store.kept(s.Name)
	if err != nil {
		return cantSave(err)
	}
	return v.show("states", page{Title: "Earlier states", Crumbs: v.crumbs(s), Case: s.opened, Data: struct {
		Sheet *sheet
		All   []state
	}{s, all}})
}

// goBack puts an earlier state in place of the case; the one that was there is
// kept as one of them. Without a name it is the last one.
func (v *visit) goBack() error {
	c, err := v.open()
	if err != nil {
		return err
	}
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	file := v.r.PostForm.Get("_state")
	if file == "" {
		all, err := v.store.kept(c.Name)
		if err != nil {
			return cantSave(err)
		}
		if len(all) == 0 {
			return &told{http.StatusConflict, "There is nothing to undo", "No change was saved here yet."}
		}
		file = all[0].File
	}
	b, err := v.store.state(c.Name, file)
	if err != nil {
		return err
	}
	if err := v.store.save(c, v.r.PostForm.Get("_hash"), b, v.Now()); err != nil {
		return v.failedSave(err)
	}
	return v.seeOther(v.at("case", c.ID) + "?done=undone")
}
