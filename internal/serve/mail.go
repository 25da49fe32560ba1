package serve

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/mail"
	"handover/model"
	"handover/model/dates"
)

// letter is what one reader is to get, as the page shows it.
type letter struct {
	Key, Reference, Case, To, Title, Number, Way string
	Draft                                        bool // there is an e-mail to open
	Open                                         bool // still to do
	State                                        string
	Item                                         mail.Item
	Workers                                      []worker // who may have sent it
}

// worker is somebody who may have sent a letter, by the id of its case.
type worker struct {
	ID   model.ID
	Name string
}

// letters are what the packs of the folder have to send. A pack whose case isn't
// in the folder any more is told by ids.
func (v *visit) letters(ctx context.Context) (out []letter, cut int, err error) {
	if !deliver.Exists(v.packsDir()) {
		return nil, 0, nil
	}
	items, lines, err := mail.List([]string{v.packsDir()})
	if err != nil {
		return nil, 0, app.Fail("there is nothing to send yet: "+err.Error(), "make a pack first")
	}
	known, err := v.records(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, x := range items {
		l := letter{Key: docKey(x.Reference + " " + x.Path), Reference: x.Reference, To: string(x.Recipient), Title: kindName(x.Kind), Number: x.Number, Way: spaced(string(x.Way)),
			Draft: x.Mailed(), Item: x, Open: x.State != mail.Went}
		var rec *model.Record
		if k, ok := known[x.Reference]; ok {
			rec = k.c.Record
			l.Case, l.Title = v.at("case", k.f.ID, "pack"), docTitle(k.c, x.Kind, x.Reader)
			for i := range rec.Workers {
				l.Workers = append(l.Workers, worker{rec.Workers[i].ID, rec.Workers[i].Name})
			}
		}
		l.To = nameOf(rec, x.Recipient)
		switch x.State {
		case mail.Went:
			l.State = "went on " + x.Last.On.Long() + ", " + spaced(string(x.Last.How)) + ", by " + nameOf(rec, x.Last.By)
		case mail.Changed:
			l.State = "went on " + x.Last.On.Long() + ", and was made again since: look whether the new one has to go"
		case mail.Unknown:
			l.State = "nobody knows: sending was cut off. Look in the mailbox, and mark it as sent if it went"
		default:
			l.State = "still to do"
		}
		out = append(out, l)
	}
	return out, len(lines), nil
}

// knownCase is a case of the folder that can be read.
type knownCase struct {
	f *opened
	c *app.Case
}

// records are the folder's cases that have a pack, by reference.
func (v *visit) records(ctx context.Context) (map[string]knownCase, error) {
	rows, err := v.rows(ctx)
	if err != nil {
		return nil, err
	}
	d, err := v.deskOf()
	if err != nil {
		return nil, err
	}
	out := map[string]knownCase{}
	for _, r := range rows {
		if r.Unread != "" || r.Faults > 0 || !deliver.Exists(v.packOf(r.Reference)) {
			continue
		}
		c, err := d.Open(ctx, r.File)
		if err != nil {
			continue // it was changed just now; its letters are told by ids
		}
		out[r.Reference] = knownCase{r.opened, c}
	}
	return out, nil
}

// mail lists what goes to whom and how.
func (v *visit) mail() error { return v.showMail(nil, "") }

func (v *visit) showMail(faults []fault, notice string) error {
	all, cut, err := v.letters(v.r.Context())
	if err != nil {
		return err
	}
	if v.r.URL.Query().Get("done") == "yes" {
		notice = "Written down in the register."
	}
	open := 0
	for _, l := range all {
		if l.Open {
			open++
		}
	}
	var hows []tick
	for _, h := range mail.Hows() {
		hows = append(hows, tick{Value: h, Label: spaced(h)})
	}
	return v.show("mail", page{Title: "The post", Crumbs: []link{v.home()}, Tab: "/mail", Wide: true, Faults: faults, Notice: notice, Data: struct {
		Letters   []letter
		Open, Cut int
		Hows      []tick
		Chosen    []string
		Workers   []string
		How, By   string
		On        string
	}{all, open, cut, hows, v.r.PostForm["letter"], workersOf(all), v.r.PostFormValue("how"), v.r.PostFormValue("by"), dayTyped(v.r.PostFormValue("on"), v.Today())}})
}

// workersOf are the names of those of all letters' cases.
func workersOf(all []letter) []string {
	var out []string
	for _, l := range all {
		for _, w := range l.Workers {
			out = appendOnce(out, w.Name)
		}
	}
	slices.Sort(out)
	return out
}

// named is the id in a letter's case of a worker with a name, or "".
func (l letter) named(name string) model.ID {
	for _, w := range l.Workers {
		if w.Name == name {
			return w.ID
		}
	}
	return ""
}

// typedDay is a day as people write it, in Britain: 14/3/2027, 14 March 2027.
func typedDay(s string) (dates.Date, bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, form := range []string{time.DateOnly, "2/1/2006", "2.1.2006", "2-1-2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(form, s); err == nil {
			y, m, d := t.Date()
			return dates.Date{Year: y, Month: m, Day: d}, true
		}
	}
	return dates.Date{}, false
}

// dayTyped is a day as it stands in a field: as it was typed, or else today.
func dayTyped(typed string, today dates.Date) string {
	if typed != "" {
		return typed
	}
	return today.Long()
}

// mailFile sends the draft of an e-mail, or the letter.
func (v *visit) mailFile() error {
	all, _, err := v.letters(v.r.Context())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(l letter) bool { return l.Key == v.r.PathValue("letter") })
	if i < 0 {
		return &told{http.StatusNotFound, "There is no such letter", "The pack was made again since. Go back to the post."}
	}
	x := all[i].Item
	b, err := inside(x.Pack, x.File)
	if err != nil || deliver.Sum(b) != x.SHA256 {
		return &told{http.StatusConflict, "This letter isn’t as it was made", "Somebody has changed, moved or removed it since. Make the pack again."}
	}
	name := x.Kind
	if x.Number != "" {
		name += "-" + x.Number
	}
	sendFile(v.w, x.File, name+x.File[strings.LastIndexByte(x.File, '.'):], b)
	return nil
}

// mailSent writes down what went.
func (v *visit) mailSent() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	all, _, err := v.letters(v.r.Context())
	if err != nil {
		return err
	}
	how, by := v.r.PostFormValue("how"), v.r.PostFormValue("by")
	on, isDay := typedDay(v.r.PostFormValue("on"))
	var faults []fault
	var marks []mail.Mark
	for _, l := range all {
		if !slices.Contains(v.r.PostForm["letter"], l.Key) {
			continue
		}
		if by != "" && l.named(by) == "" {
			faults = append(faults, fault{by + " isn’t among the workers of " + l.Reference, "#by"})
		}
		marks = append(marks, mail.Mark{Item: l.Item, ByHand: mail.ByHand{How: model.Word(how), By: l.named(by), On: on}})
	}
	if len(marks) == 0 {
		faults = append(faults, fault{"Choose the letters that went", "#letters"})
	}
	if !slices.Contains(mail.Hows(), how) {
		faults = append(faults, fault{"Choose how they went", "#how"})
	}
	if by == "" {
		faults = append(faults, fault{"Choose who sent them", "#by"})
	}
	if !isDay || on.After(v.Today()) {
		faults = append(faults, fault{"Write the day on which they went, such as 14/3/2027; it can’t be to come", "#on"})
	}
	if len(faults) > 0 {
		return v.showMail(faults, "")
	}
	if err := mail.Record(marks, v.Now(), v.r.PostFormValue("again") == "yes"); err != nil {
		return v.showMail([]fault{{sentence(err.Error()) + ". Tick “went once more” if it did", "#again"}}, "")
	}
	return v.seeOther(v.at("mail") + "?done=yes")
}
