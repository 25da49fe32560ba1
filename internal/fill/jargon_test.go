package fill

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/templates"
)

// toFamilies are words that letters to children and families do without, and
// what they say instead (TACT, Language That Cares; docs/protocols.md).
var toFamilies = map[string]string{
	"contact":                                "family time, or seeing mum; of a worker: ring",
	"placements?":                            "home, or where you live",
	"placed":                                 "living with",
	"siblings?":                              "brothers and sisters",
	"abscond(ed|ing|s)?":                     "go missing, run away",
	"respite":                                "a stay with",
	"challenging behaviour":                  "having a hard time",
	"birth (mum|mother|father|dad|parents?)": "mum, dad, parents",
	"in care":                                "living with",
	"care leavers?":                          "the young person's name, you",
	"looked[- ]after":                        "living with",
	"cases?":                                 "the child's name, you, or nothing",
	"allocat(ed|ion)":                        "is your social worker",
	"transfer(red|ring|s)?":                  "change",
	"hand(ed)? ?over":                        "change",
	"step(ped|ping)?[- ]down":                "who helps you now",
	"closures?":                              "our work ends",
	"service users?":                         "you",
	"services?":                              "team, help",
	"agenc(y|ies)":                           "the people who help you",
	"professionals?":                         "the people who help you",
	"practitioners?":                         "worker",
	"caseload":                               "nothing",
	"LAC|CLA|CIN|CP|CiC|IRO|PEP|SGO|EHA":     "the words in full, if they are needed at all",
	"conference":                             "meeting",
	"proceedings":                            "court",
	"permanence":                             "where you will live while you grow up",
	"engage(d|ment)?":                        "work with us, talk with us",
	"disclos(e|ed|ure)":                      "tell, told",
	"failed to":                              "did not",
	"refus(ed|es|al)":                        "did not want",
	"hard to reach":                          "nothing",
	"dysfunctional":                          "nothing",
	"non-?complian(t|ce)":                    "nothing",
	"commence":                               "start, begin",
	"prior to":                               "before",
	"regarding":                              "about",
	"in respect of":                          "about",
	"undertake":                              "do",
	"facilitat(e|ed)":                        "help",
	"inform(ed)?":                            "tell",
	"attend":                                 "come",
	"require(d|s)?":                          "need",
	"additional":                             "more",
	"whom":                                   "who",
}

// toChildren are words that children don't need besides.
var toChildren = map[string]string{
	"assess(ment|ed)?":                 "what we found out",
	"statutory":                        "nothing",
	"legal(ly)?":                       "the law",
	"responsibilit(y|ies)":             "who looks after you",
	"introduc(e|tory|tion)":            "meet",
	"arrange(d|ments?)":                "plan, when",
	"confirm(ed|ation)?":               "tell, say",
	"provide(d|s)?":                    "give, help",
	"support(ed|s)?":                   "help",
	"exit interview":                   "a talk about your time with us",
	"multi-agency":                     "nothing",
	"complain(t|ts)? (procedure|form)": "how to say that you are not happy",
}

// toProfessionals are words that letters to other agencies do without: what
// blames a child or a family, and letters that only social care reads.
var toProfessionals = map[string]string{
	"abscond(ed|ing|s)?":        "go missing",
	"challenging behaviour":     "what happened, or nothing",
	"birth (mother|father)":     "mother, father",
	"failed to":                 "did not",
	"hard to reach":             "nothing",
	"dysfunctional":             "nothing",
	"non-?complian(t|ce)":       "nothing",
	"disengaged?":               "nothing",
	"service users?":            "the child, the family",
	"LAC|CLA|CiC":               "the child",
	"CIN|CP|IRO|SGO|ICO|S47|SW": "the words in full",
	"caseload":                  "nothing",
	"prior to":                  "before",
	"in respect of":             "about",
	"commence(d|ment)?":         "begin",
	"aforementioned":            "the name",
	"please do not hesitate":    "please ring",
	"herewith|hereby":           "nothing",
}

// jargonOf is the list for a reader.
func jargonOf(r model.Reader) []map[string]string {
	switch r {
	case model.ReaderChild:
		return []map[string]string{toFamilies, toChildren}
	case model.ReaderParent, model.ReaderCarer:
		return []map[string]string{toFamilies}
	case model.ReaderProfessional, model.ReaderAuthority:
		return []map[string]string{toProfessionals}
	}
	return nil
}

// theirOwnWords are what a council's procedure calls something, where a letter
// has to say it: template, word and the place in the procedure.
var theirOwnWords = map[[2]string]string{
	{"islington/exit-interview-offer.md", "exit interview"}: "ISL-15, line 192: the offer of an exit interview; the letter says what it is",
}

// TestLettersHaveNoJargon reads the words of the templates themselves, of every
// branch and part, and their titles; what the social worker wrote is theirs.
func TestLettersHaveNoJargon(t *testing.T) {
	used, read := map[[2]string]bool{}, map[string]bool{}
	readers := map[model.Reader]bool{}
	for _, council := range councilNames(t) {
		set, err := Load(council, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range set.Documents {
			if !d.Reader.Outside() {
				continue
			}
			readers[d.Reader] = true
			c := ready(t, d.Template)
			if once := string(d.Reader) + c.hash; !read[once] {
				read[once] = true
			} else {
				continue
			}
			words := d.Template.Title + "\n" + textOf(c)
			for _, list := range jargonOf(d.Reader) {
				for word, found := range said(words, list) {
					own := [2]string{d.Template.File, found}
					if theirOwnWords[own] != "" {
						used[own] = true
						continue
					}
					t.Errorf("%s, to a %s, says %q; say %s", d.Template.File, d.Reader, found, list[word])
				}
			}
		}
		n := set.Protocol.Notes
		for _, text := range []string{n.Complaints.ForChild, n.Advocacy.ForChild, n.Formats.ForChild} {
			for _, list := range jargonOf(model.ReaderChild) {
				for word, found := range said(text, list) {
					t.Errorf("%s, notes for a child: %q; say %s", council, found, list[word])
				}
			}
		}
		for _, text := range []string{n.Complaints.ForFamily, n.Advocacy.ForFamily, n.Formats.ForFamily} {
			for word, found := range said(text, toFamilies) {
				t.Errorf("%s, notes for a family: %q; say %s", council, found, toFamilies[word])
			}
		}
	}
	for own := range theirOwnWords {
		if !used[own] {
			t.Errorf("%s doesn't say %q: take it out of theirOwnWords", own[0], own[1])
		}
	}
	for _, r := range []model.Reader{model.ReaderChild, model.ReaderParent, model.ReaderCarer, model.ReaderProfessional, model.ReaderAuthority} {
		if !readers[r] {
			t.Errorf("no letter to a %s was read", r)
		}
	}
}

// said are the words of a list that stand in a text, as they stand there.
// Abbreviations are capitals alone.
func said(text string, list map[string]string) map[string]string {
	out := map[string]string{}
	for word := range list {
		flag := "(?i)"
		if strings.Contains(word, "|") && strings.ToUpper(word[:2]) == word[:2] {
			flag = ""
		}
		if found := regexp.MustCompile(flag + `\b(` + word + `)\b`).FindString(text); found != "" {
			out[word] = found
		}
	}
	return out
}

// TestJargonIsFound holds the lists to words that they have to find.
func TestJargonIsFound(t *testing.T) {
	for text, want := range map[string]string{
		"Contact with your mum":    "Contact",
		"your siblings live":       "siblings",
		"at the LAC review":        "LAC",
		"They absconded.":          "absconded",
		"your case is handed over": "case handed over",
		"we place a call":          "",
		"a special occasion":       "",
		"black and clay":           "",
	} {
		var found []string
		for _, f := range said(text, toFamilies) {
			found = append(found, f)
		}
		slices.Sort(found)
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%q: found %q, not %q", text, got, want)
		}
	}
}
