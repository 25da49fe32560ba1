package model

import (
	"fmt"
	"unicode/utf8"
)

// glance warns of what makes the two pages about a child more than two.
func (w *warner) glance(g *Glance, warn func(field, msg, hint string)) {
	long := func(field string, t Text, most int) {
		if n := utf8.RuneCountInString(string(t)); n > most {
			warn(field, fmt.Sprintf("is %d characters long; the page \"at a glance\" has room for %d", n, most), "say it shorter; the whole of it stands elsewhere in the record")
		}
	}
	long("own_words", g.OwnWords, 150)
	long("who", g.Who, 430)
	long("why", g.Why, 240)
	long("if_wrong", g.IfWrong, 190)
	list := func(field string, all []Text, most int) {
		if len(all) > 5 {
			warn(field, fmt.Sprintf("has %d lines; the page \"at a glance\" has room for 5", len(all)), "keep the five that matter most")
		}
		for _, t := range all {
			long(field, t, most)
		}
	}
	list("worries", g.Worries, 90)
	list("works", g.Works, 90)
	list("next", g.Next, 80)
}
