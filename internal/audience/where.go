package audience

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// capitals are short words that are written in capitals.
var capitals = map[string]string{"nhs": "NHS", "upn": "UPN", "pep": "PEP", "cp": "CP", "acrp": "ACRP", "tac": "TAC", "plo": "PLO"}

// inCapitals writes such words of a name so.
func inCapitals(words []string) []string {
	for i, w := range words {
		if c, ok := capitals[w]; ok {
			words[i] = c
		}
	}
	return words
}

// Where says a path of a record in words, for colleagues: people[6].telephone
// is "Jo Example: telephone", plans[0].goals[2].by "Plans 1: goals 3: by". An
// item of the file is called by its words and its child's name, a date by what
// the council calls it.
func Where(rec *model.Record, p *protocol.Protocol, asOf dates.Date) func(path string) string {
	b := &builder{rec: rec, proto: p, asOf: asOf, namesakes: rec.Namesakes()}
	return func(path string) string {
		segs := strings.Split(path, ".")
		if n := len(segs); n > 1 && segs[n-2] == "dates" {
			if label := p.EventLabel(segs[n-1]); label != "" {
				segs = append(segs[:n-2], label)
				if segs[0] == "transfer" {
					segs = segs[1:]
				}
			}
		}
		var out []string
		for i, seg := range segs {
			name, index, _ := strings.Cut(strings.TrimSuffix(seg, "]"), "[")
			var n int
			_, err := fmt.Sscanf(index, "%d", &n)
			if i == 0 && index != "" {
				if what := b.whose(name, index, n, err == nil); what != "" {
					out = append(out, what)
					continue
				}
			}
			s := strings.Join(inCapitals(strings.Split(name, "_")), " ")
			if segs[0] != name && strings.HasPrefix(segs[0], "file[") && (name == "first" || name == "second") {
				s += " audit"
			}
			if err == nil {
				s += fmt.Sprintf(" %d", n+1)
			}
			out = append(out, s)
		}
		return capital(strings.Join(out, ": "))
	}
}

// unaudited is the place of an item that the file says nothing of: its id and
// its child's, where an item that stands there has its number.
func unaudited(item string, child model.ID) string {
	return strings.TrimSpace("file[" + item + " " + string(child) + "]")
}

// whose says who or what stands at a place in one of the record's lists.
func (b *builder) whose(list, index string, i int, isNumber bool) string {
	rec := b.rec
	if list == "file" {
		item, child, _ := strings.Cut(index, " ")
		if isNumber && i < len(rec.File) {
			item, child = rec.File[i].Item, string(rec.File[i].Child)
		}
		at := slices.IndexFunc(b.proto.Checklist, func(x protocol.Item) bool { return x.ID == item })
		if at < 0 {
			return ""
		}
		if name := b.called(model.ID(child)); name != "" {
			return b.proto.Checklist[at].Text + ", " + name
		}
		return b.proto.Checklist[at].Text
	}
	switch {
	case !isNumber:
	case list == "children" && i < len(rec.Children):
		return b.called(rec.Children[i].ID)
	case list == "people" && i < len(rec.People):
		return b.called(rec.People[i].ID)
	case list == "professionals" && i < len(rec.Professionals):
		return b.called(rec.Professionals[i].ID)
	case list == "workers" && i < len(rec.Workers):
		return b.called(rec.Workers[i].ID)
	case list == "teams" && i < len(rec.Teams):
		return rec.Teams[i].Name
	}
	return ""
}
