package mail

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"handover/model"
	"handover/model/dates"
)

// ByHand is what somebody did without this program.
type ByHand struct {
	How model.Word // post, hand, secure_email, email, telephone …
	By  model.ID
	On  dates.Date
}

// Hows are the ways that can be recorded.
func Hows() []string { return []string{"post", "hand", "secure_email", "email", "read_aloud"} }

// Mark is a letter with what was done with it.
type Mark struct {
	Item
	ByHand
}

// Record writes into the registers what went by hand, all of it or nothing of a
// register. again lets what went before go once more.
func Record(marks []Mark, now time.Time, again bool) error {
	for _, m := range marks {
		if (m.State == Went || m.State == Changed) && !again {
			return fmt.Errorf("%s of %s went on %s already", m.Path, m.Reference, m.Last.On)
		}
	}
	for _, at := range registersOf(marks) {
		k, err := open(at)
		if err != nil {
			return err
		}
		var lines []Entry
		for _, m := range marks {
			if RegisterOf(m.Pack) == at {
				if err := keep(m.Item); err != nil {
					return errors.Join(err, k.close())
				}
				lines = append(lines, entry(m.Letter, now, m.How, m.By, m.On, Sent, ""))
			}
		}
		if err := errors.Join(k.write(lines...), k.close()); err != nil {
			return err
		}
	}
	return nil
}

func registersOf(marks []Mark) []string {
	var out []string
	for _, m := range marks {
		if at := RegisterOf(m.Pack); !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// columns are those of the list as CSV. The last three are for whoever sends
// letters to fill in.
func columns() []string {
	return []string{"reference", "path", "letter", "kind", "recipient", "child", "way", "file", "state", "how", "by", "on"}
}

// WriteCSV writes a list for Excel: UTF-8 with a byte order mark. It has ids and
// no names, and nothing that a spreadsheet takes for a formula.
func WriteCSV(w io.Writer, items []Item) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns()); err != nil {
		return err
	}
	for _, x := range items {
		row := []string{x.Reference, x.Path, x.Number, x.Kind, string(x.Recipient), string(x.Child), string(x.Way), x.File, string(x.State), "", "", ""}
		if x.Last != nil && (x.State == Went || x.State == Changed) {
			row[9], row[10], row[11] = string(x.Last.How), string(x.Last.By), x.Last.On.String()
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Faults are what is wrong with a ticked list, a line each.
type Faults []string

func (f Faults) Error() string { return strings.Join(f, "\n") }

// ReadCSV reads the list back with how, by and on filled in for what went. Rows
// without any of the three, and those of which the register knows already, are
// passed over. The error is of type Faults, with all that is wrong, by row.
func ReadCSV(r io.Reader, items []Item) ([]Mark, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(b), "\uFEFF")
	in := csv.NewReader(strings.NewReader(text))
	if first, _, _ := strings.Cut(text, "\n"); !strings.Contains(first, ",") && strings.Contains(first, ";") {
		in.Comma = ';' // as some Excels save it
	}
	rows, err := in.ReadAll()
	if err != nil {
		return nil, Faults{"the file is no CSV of this list: " + err.Error()}
	}
	if len(rows) == 0 {
		return nil, Faults{"the file is empty"}
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	var faults Faults
	for _, name := range []string{"reference", "path", "how", "by", "on"} {
		if _, ok := at[name]; !ok {
			faults = append(faults, "row 1: no column "+name)
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	var out []Mark
	seen := map[[2]string]bool{}
	for n, row := range rows[1:] {
		get := func(name string) string { return strings.TrimSpace(row[at[name]]) }
		if get("how")+get("by")+get("on") == "" {
			continue
		}
		say := func(msg string) { faults = append(faults, fmt.Sprintf("row %d: %s", n+2, msg)) }
		key := [2]string{get("reference"), get("path")}
		i := slices.IndexFunc(items, func(x Item) bool { return x.Reference == key[0] && x.Path == key[1] })
		if i < 0 {
			say("no such letter in these packs")
			continue
		}
		if seen[key] {
			say("the letter stands in an earlier row")
			continue
		}
		seen[key] = true
		if items[i].State == Went || items[i].State == Changed {
			continue
		}
		h, wrong := Hand(get("how"), get("by"), get("on"))
		for _, w := range wrong {
			say(w)
		}
		out = append(out, Mark{items[i], h})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return out, nil
}

// Hand reads what somebody wrote of what went by hand, with all that is wrong.
func Hand(how, by, on string) (h ByHand, wrong []string) {
	if !slices.Contains(Hows(), how) {
		wrong = append(wrong, "how is one of "+strings.Join(Hows(), ", "))
	}
	if !model.IsID(by) {
		wrong = append(wrong, "by is the id of whoever sent it, such as W5")
	}
	day, err := dates.Parse(on)
	if err != nil {
		if t, err2 := time.Parse("02/01/2006", on); err2 == nil { // as Excel writes it in Britain
			day, err = dates.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, nil
		}
	}
	if err != nil {
		wrong = append(wrong, "on is a day, YYYY-MM-DD")
	}
	return ByHand{model.Word(how), model.ID(by), day}, wrong
}

// Of are the items of a recipient, or of one letter by its number; "" is any.
func Of(items []Item, to model.ID, number string) []Item {
	return slices.DeleteFunc(slices.Clone(items), func(x Item) bool {
		return to != "" && x.Recipient != to || number != "" && x.Number != number
	})
}
