package serve

import (
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handover/internal/app"
	"handover/internal/tracker"
	"handover/model"
	"handover/model/dates"
)

// decision is what a meeting decided of one line, as the form has it.
type decision struct {
	Key, Says      string // the line, by reference and child, and in words
	Word, By, Note string
}

// decisions is the form of a list.
type decisions struct {
	Title, Council string
	On             string
	Choices        []string
	Lines          []decision
	Hidden         int // lines that don't say whose they are
}

// tables are the lists of the meetings, without names.
func (v *visit) tables() ([]tracker.Table, []string, error) {
	_, paths, err := v.paths()
	if err != nil || len(paths) == 0 {
		return nil, paths, err
	}
	d, err := v.deskOf()
	if err != nil {
		return nil, nil, err
	}
	all, err := d.Lists(v.r.Context(), paths, app.Tracking{}, func(error) {})
	return all, paths, err
}

// decisionsOf is an empty form for a list.
func decisionsOf(t tracker.Table, on dates.Date) decisions {
	out := decisions{Title: t.Title, Council: t.CouncilTitle, On: on.Long(), Choices: t.Choices}
	initials := slices.Index(t.Header, "Initials")
	for _, r := range t.Rows {
		if r.Reference == "" {
			out.Hidden++
			continue
		}
		x := decision{Key: r.Reference, Says: r.Reference}
		if r.Child != "" {
			x.Key += "/" + string(r.Child)
		}
		if initials >= 0 {
			x.Says += ", " + r.Values[initials].Text
		}
		out.Lines = append(out.Lines, x)
	}
	return out
}

// decideForm asks what a meeting decided.
func (v *visit) decideForm() error {
	all, _, err := v.tables()
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(v.r.URL.Query().Get("list"))
	if err != nil || n < 0 || n >= len(all) {
		return gone("There is no such list.")
	}
	return v.askDecisions(decisionsOf(all[n], v.Today()), nil, "")
}

func (v *visit) askDecisions(d decisions, faults []fault, notice string) error {
	return v.show("decide", page{Title: "What the meeting decided", Crumbs: []link{v.home(), {"Meeting lists", v.at("tracker")}}, Tab: "/tracker", Faults: faults, Notice: notice, Data: d})
}

// decide puts what was typed in into the records: all of it, or nothing where
// something is wrong.
func (v *visit) decide() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	all, paths, err := v.tables()
	if err != nil {
		return err
	}
	f := v.r.PostForm
	i := slices.IndexFunc(all, func(t tracker.Table) bool { return t.Title == f.Get("title") && t.CouncilTitle == f.Get("council") })
	if i < 0 {
		return gone("There is no such list any more.")
	}
	form := decisionsOf(all[i], v.Today())
	form.On = f.Get("on")
	var faults []fault
	on, ok := typedDay(form.On)
	if !ok || on.After(v.Today()) {
		faults = append(faults, fault{"Write the day of the meeting, such as 14/3/2027; it can’t be to come", "#on"})
	}
	var decided []tracker.Decided
	for n := range form.Lines {
		l := &form.Lines[n]
		at := slices.Index(f["line"], l.Key)
		if at < 0 || at >= len(f["word"]) || at >= len(f["by"]) || at >= len(f["note"]) {
			continue
		}
		l.Word, l.By, l.Note = f["word"][at], f["by"][at], strings.Join(strings.Fields(f["note"][at]), " ")
		x, wrong := l.decided(n)
		faults = append(faults, wrong...)
		if x.Word != "" || x.Note != "" {
			decided = append(decided, x)
		}
	}
	if len(decided) == 0 && len(faults) == 0 {
		faults = append(faults, fault{"Choose a decision for at least one line", "#decision-0"})
	}
	if len(faults) > 0 {
		return v.askDecisions(form, faults, "")
	}
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	unlock, err := v.store.lock()
	if err != nil {
		return err
	}
	defer unlock()
	keep := func(path string, was []byte) error {
		if err := v.store.keep(filepath.Base(path), was, v.Now()); err != nil {
			return cantSave(err)
		}
		return nil
	}
	saved, wrong, err := d.Minute(v.r.Context(), form.Title, on, decided, paths, keep)
	if err != nil {
		return err
	}
	for _, x := range wrong {
		faults = append(faults, fault{sentence(strings.TrimSuffix(x.Msg+". "+sentence(x.Hint), ". ")), "#" + x.Cell})
	}
	if len(faults) > 0 {
		return v.askDecisions(form, faults, "")
	}
	return v.show("decided", page{Title: "Saved", Crumbs: []link{v.home(), {"Meeting lists", v.at("tracker")}}, Tab: "/tracker", Data: saved})
}

// decided is a line's decision, with what is wrong with it.
func (l decision) decided(n int) (x tracker.Decided, faults []fault) {
	x = tracker.Decided{Cell: "decision-" + strconv.Itoa(n), Word: l.Word, Note: l.Note}
	ref, child, _ := strings.Cut(l.Key, "/")
	x.Reference, x.Child = ref, model.ID(child)
	if held, wrong := model.HeldText(l.Note, true); wrong != "" {
		faults = append(faults, fault{l.Says + ", note: " + wrong, "#note-" + strconv.Itoa(n)})
	} else {
		x.Note = held
	}
	if l.By == "" {
		return x, faults
	}
	var ok bool
	if x.By, ok = typedDay(l.By); !ok {
		faults = append(faults, fault{l.Says + ": write the day as 14/3/2027", "#by-" + strconv.Itoa(n)})
	}
	if l.Word == "" && l.Note == "" {
		faults = append(faults, fault{l.Says + ": a day, and no decision", "#decision-" + strconv.Itoa(n)})
	}
	return x, faults
}

// mostWorkbook is how large a workbook may be that is read back, in bytes.
const mostWorkbook = 16 << 20

// readBack reads a workbook that a meeting filled in, and shows it as the form:
// nothing is saved before somebody has looked at it.
func (v *visit) readBack() error {
	refused := func(text string) error {
		return v.show("readback", page{Title: "The workbook can’t be read back", Crumbs: []link{v.home(), {"Meeting lists", v.at("tracker")}}, Tab: "/tracker", Faults: []fault{{text, ""}}})
	}
	if err := v.r.ParseMultipartForm(mostWorkbook); err != nil {
		return refused("No workbook came, or one that is too large")
	}
	defer func() { _ = v.r.MultipartForm.RemoveAll() }() // what the form left on the disk
	file, _, err := v.r.FormFile("book")
	if err != nil {
		return refused("Choose the workbook first")
	}
	b, err := io.ReadAll(io.LimitReader(file, mostWorkbook))
	if err != nil {
		return refused("The workbook didn’t come whole: try again")
	}
	book, wrong := tracker.Read(b)
	var faults []fault
	for _, x := range wrong {
		faults = append(faults, fault{strings.TrimPrefix(x.Cell+" "+x.Msg, " ") + ": " + x.Hint, ""})
	}
	if len(faults) > 0 {
		return v.show("readback", page{Title: "The workbook can’t be read back", Crumbs: []link{v.home(), {"Meeting lists", v.at("tracker")}}, Tab: "/tracker", Faults: faults})
	}
	all, _, err := v.tables()
	if err != nil {
		return err
	}
	for _, t := range all {
		form := decisionsOf(t, v.Today())
		if !strings.HasPrefix(book.Title, t.Title) || !form.takes(book) {
			continue
		}
		if !book.AsOf.IsZero() {
			form.On = book.AsOf.Long()
		}
		return v.askDecisions(form, nil, "This is what the workbook says. Nothing is saved yet.")
	}
	return refused("None of the folder’s lists has the lines of this workbook")
}

// takes puts a workbook's decisions into the form; false where a line isn't on
// the list.
func (d *decisions) takes(book tracker.Workbook) bool {
	for _, x := range book.Decided {
		key := x.Reference
		if x.Child != "" {
			key += "/" + string(x.Child)
		}
		i := slices.IndexFunc(d.Lines, func(l decision) bool { return strings.EqualFold(l.Key, key) })
		if i < 0 {
			return false
		}
		l := &d.Lines[i]
		l.Note = x.Note
		for _, c := range d.Choices {
			if strings.EqualFold(c, x.Word) {
				l.Word = c
			}
		}
		if l.Word == "" && x.Word != "" { // other words than the list offers
			l.Note = strings.TrimSuffix(x.Word+". "+x.Note, ". ")
		}
		if !x.By.IsZero() {
			l.By = x.By.Long()
		}
	}
	return true
}
