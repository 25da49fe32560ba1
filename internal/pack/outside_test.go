package pack

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// TestLettersHoldNothingElse searches each letter, as its file is read again,
// for every value of the record that its reader isn't meant to have from it:
// other people's addresses, numbers and names, narratives, codes, dates. It
// knows from the record's file what belongs to the reader; no view is asked.
func TestLettersHoldNothingElse(t *testing.T) {
	for _, name := range []string{"salford-section-20", "salford-siblings-proceedings", "arabic"} {
		t.Run(name, func(t *testing.T) {
			f := pack(t, name)
			src := source(t, name)
			rec := decode(t, src)
			var all []leaf
			leaves(asJSON(t, src), reflect.TypeFor[model.Record](), "", nil, func(x leaf) { all = append(all, x) })
			letters := 0
			for _, d := range f.plan.Documents {
				if !d.Reader.Outside() {
					continue
				}
				letters++
				mine := ownPaths(rec, d, loadSet(t, rec.Protocol).Protocol, f.plan.opt.AsOf)
				var own, foreign []string
				for _, x := range all {
					if belongs(x.path, mine) {
						own = append(own, spoken(rec, x)...)
					} else {
						foreign = append(foreign, spoken(rec, x)...)
					}
				}
				own = append(own, f.plan.opt.AsOf.Long(), f.plan.opt.AsOf.String(), d.Title)
				own = append(own, ofCouncil(loadSet(t, rec.Protocol).Protocol)...)
				for _, ext := range d.Formats {
					path := d.Path + "." + string(ext)
					if slices.ContainsFunc(f.pack.NotMade, func(n NotMade) bool { return n.Recipient == d.Recipient && n.Format == ext }) {
						continue
					}
					searchLetter(t, path, textOf(t, file(t, f.pack, path)), own, foreign)
				}
			}
			if letters < 4 {
				t.Errorf("only %d letters", letters)
			}
		})
	}
}

// searchLetter takes what belongs to the reader out of a letter's text, and
// looks for the rest of the record in what remains.
func searchLetter(t *testing.T, path, text string, own, foreign []string) {
	t.Helper()
	rest := plainWords(text)
	slices.SortFunc(own, func(a, b string) int { return len(b) - len(a) })
	for _, s := range own {
		if w := plainWords(s); len(strings.TrimSpace(w)) > 1 {
			for strings.Contains(rest, w) { // two in a row share a space
				rest = strings.ReplaceAll(rest, w, " | ")
			}
		}
	}
	for _, s := range foreign {
		for _, run := range runs(s) {
			if w := plainWords(run); strings.Contains(rest, w) && !slices.Contains(everyday, strings.TrimSpace(w)) {
				t.Errorf("%s holds %q", path, run)
			}
		}
	}
}

// everyday are values of a record that are also words of the letters' own.
var everyday = []string{
	"plan", // "does not change the plan", and a kind of plan
}

// plainWords is text in lower case with one space around each word and nothing else.
func plainWords(s string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' && !unicode.Is(unicode.M, r)
	})
	return " " + strings.Join(words, " ") + " "
}

// runs are what of a value to look for: all of a short one, each six words in a
// row of a long one.
func runs(s string) []string {
	words := strings.Fields(s)
	if len(words) <= 6 {
		return []string{s}
	}
	var out []string
	for i := range len(words) - 5 {
		out = append(out, strings.Join(words[i:i+6], " "))
	}
	return out
}

// spoken is how a letter could say a value: as it stands, a date in its long
// form, a code by its description. Yes, no, numbers, ids and closed words say
// nothing by themselves.
func spoken(rec *model.Record, x leaf) []string {
	s, ok := x.value.(string)
	if !ok {
		return nil
	}
	switch x.typ {
	case reflect.TypeFor[model.ID](), reflect.TypeFor[model.Word](), reflect.TypeFor[model.Time]():
		return nil
	case reflect.TypeFor[dates.Date](), reflect.TypeFor[model.Moment](), reflect.TypeFor[dates.Partial]():
		if p, err := dates.ParsePartial(s); err == nil {
			return []string{s, p.Long()}
		}
	case reflect.TypeFor[model.Code]():
		var out []string
		for _, table := range []string{"legal_status", "ethnicity", "sex", "disability", "need", "abuse", "placement", "provider", "placement_change", "worker_change", "closure"} {
			if d, ok := model.Describe(table, model.Code(s)); ok && len(strings.Fields(d)) > 1 {
				out = append(out, d)
			}
		}
		return out
	}
	if strings.HasPrefix(x.path, "children[") && (strings.HasSuffix(x.path, ".first_name") || strings.HasSuffix(x.path, ".known_as")) {
		var i int
		_, _ = fmt.Sscanf(x.path, "children[%d]", &i)
		return []string{s, rec.Children[i].Name()}
	}
	return []string{s}
}

// ownPaths are the parts of the record that a letter's reader is meant to have
// from it. A path that ends with "." stands for all below.
func ownPaths(rec *model.Record, d Planned, p *protocol.Protocol, asOf dates.Date) []string {
	child := fmt.Sprintf("children[%d]", slices.IndexFunc(rec.Children, func(c model.Child) bool { return c.ID == d.Child }))
	out := []string{child + ".first_name", child + ".known_as", child + ".surname", child + ".number", "transfer.dates.transfer"}
	for i, w := range rec.Workers {
		at := fmt.Sprintf("workers[%d]", i)
		if w.ID == rec.Transfer.CurrentWorker || w.ID == rec.Transfer.ReceivingWorker {
			out = append(out, at+".name", at+".role", at+".telephone", at+".email", at+".working_days")
			for j, team := range rec.Teams {
				if team.ID == w.Team {
					at := fmt.Sprintf("teams[%d]", j)
					out = append(out, at+".name", at+".telephone", at+".email", at+".out_of_hours")
				}
			}
		}
		if w.ID == rec.Transfer.ReceivingWorker && d.Reader == model.ReaderChild {
			out = append(out, at+".about_me")
		}
		for _, doc := range p.Documents {
			for _, s := range p.Signatures(doc, rec, nil, asOf) {
				if doc.Kind == d.Kind && s.Worker == w.ID {
					out = append(out, at+".name")
				}
			}
		}
	}
	if d.Reader == model.ReaderChild {
		out = append(out, child+".letters.hello", child+".letters.where", child+".letters.who_comes", child+".letters.goodbye")
	}
	for i, x := range rec.People {
		if x.ID != d.Recipient {
			continue
		}
		out = append(out, fmt.Sprintf("people[%d].salutation", i))
		for j, r := range x.Relationship {
			if r.Child == d.Child {
				out = append(out, fmt.Sprintf("people[%d].relationship[%d].to_do", i, j))
			}
		}
	}
	for i, x := range rec.Professionals {
		if x.ID == d.Recipient {
			out = append(out, fmt.Sprintf("professionals[%d].to_do", i))
		}
	}
	address := func(id model.ID) {
		for i, x := range rec.Children {
			if x.ID == id {
				out = append(out, fmt.Sprintf("children[%d].latin_name", i), fmt.Sprintf("children[%d].address.", i))
			}
		}
		household := model.ID("")
		for i, x := range rec.People {
			if x.ID == id {
				household = x.Household
				out = append(out, fmt.Sprintf("people[%d].name", i), fmt.Sprintf("people[%d].latin_name", i), fmt.Sprintf("people[%d].address.", i))
			}
		}
		for i, x := range rec.Professionals {
			if x.ID == id {
				at := fmt.Sprintf("professionals[%d]", i)
				out = append(out, at+".name", at+".role", at+".agency", at+".address.")
			}
		}
		for i, x := range rec.Households {
			if x.ID == household || slices.Contains(x.Members, id) {
				out = append(out, fmt.Sprintf("households[%d].address.", i))
			}
		}
	}
	address(d.Recipient)
	switch d.Reader {
	case model.ReaderChild:
		out = append(out, "transfer.reason.for_child", "transfer.dates.introductory_visit", child+".dates.next_review", child+".dates.first_review", child+".dates.second_review")
		if l := rec.Child(d.Child).Letters; l != nil && l.To != "" {
			address(l.To)
		}
	case model.ReaderProfessional:
		out = append(out, "transfer.reason.for_professionals", child+".surname")
	default:
		out = append(out, "transfer.reason.for_family", "transfer.dates.introductory_visit", child+".dates.next_review", child+".dates.first_review", child+".dates.second_review")
		if l := rec.Person(d.Recipient).Letters; l != nil && l.To != "" {
			address(l.To)
		}
	}
	return out
}

// ofCouncil is what the council puts on every letter.
func ofCouncil(p *protocol.Protocol) []string {
	h, n := p.Letterhead, p.Notes
	return append(slices.Clone(h.Lines), p.Title, h.Telephone, h.Email, h.Website, h.OutOfHours, h.Logo.Alt, n.Complaints.Telephone, n.Complaints.Email,
		n.Advocacy.Telephone, n.Advocacy.Email, n.Formats.Telephone, n.Formats.Email)
}

func belongs(path string, mine []string) bool {
	return slices.ContainsFunc(mine, func(p string) bool {
		return path == p || strings.HasSuffix(p, ".") && strings.HasPrefix(path, p) || strings.HasPrefix(path, p+".")
	})
}
