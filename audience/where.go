package audience

import (
	"fmt"
	"strings"

	"handover/model"
)

// capitals are short words that are written in capitals.
var capitals = map[string]string{"nhs": "NHS", "upn": "UPN", "pep": "PEP", "cp": "CP", "acrp": "ACRP", "tac": "TAC"}

// Where says a path of a record in words, for colleagues: people[6].telephone
// is "Jo Example: telephone", plans[0].goals[2].by "Plans 1: goals 3: by".
func Where(rec *model.Record) func(path string) string {
	return func(path string) string {
		var out []string
		for i, seg := range strings.Split(path, ".") {
			name, index, _ := strings.Cut(strings.TrimSuffix(seg, "]"), "[")
			var n int
			_, err := fmt.Sscanf(index, "%d", &n)
			if i == 0 && err == nil {
				if who := whose(rec, name, n); who != "" {
					out = append(out, who)
					continue
				}
			}
			words := strings.Split(name, "_")
			for j, w := range words {
				if c, ok := capitals[w]; ok {
					words[j] = c
				}
			}
			s := strings.Join(words, " ")
			if err == nil {
				s += fmt.Sprintf(" %d", n+1)
			}
			out = append(out, s)
		}
		return capital(strings.Join(out, ": "))
	}
}

// whose is the name of somebody in one of the record's lists.
func whose(rec *model.Record, list string, i int) string {
	switch {
	case list == "children" && i < len(rec.Children):
		return rec.Children[i].Name()
	case list == "people" && i < len(rec.People):
		return rec.People[i].Name
	case list == "professionals" && i < len(rec.Professionals):
		return rec.NameOf(rec.Professionals[i].ID)
	case list == "workers" && i < len(rec.Workers):
		return rec.Workers[i].Name
	case list == "teams" && i < len(rec.Teams):
		return rec.Teams[i].Name
	}
	return ""
}
