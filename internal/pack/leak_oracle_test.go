package pack

import (
	"slices"
	"strings"

	"handover/model"
)

// The oracle says from the maker's own knowledge what a letter may not show. It
// asks neither the views nor the check, and reads no record.

// binds says whether a ban binds somebody: as one of those named, under any id,
// or as somebody who lives with one of them.
func (c *leakCase) binds(b ban, id model.ID) bool {
	return slices.ContainsFunc(c.near(id), func(x model.ID) bool {
		return slices.ContainsFunc(b.named, func(n model.ID) bool { return c.humans[n] == c.humans[x] })
	})
}

// near are the ids of somebody and of those with whom they live.
func (c *leakCase) near(id model.ID) []model.ID {
	var out []model.ID
	for _, me := range c.self(id) {
		out = append(out, me)
		home, ok := c.homes[me]
		for other, n := range c.homes {
			if ok && n == home {
				out = append(out, other)
			}
		}
	}
	return out
}

// self are all ids of one human.
func (c *leakCase) self(id model.ID) []model.ID {
	var out []model.ID
	for other, n := range c.humans {
		if n == c.humans[id] {
			out = append(out, other)
		}
	}
	return out
}

// leaks are the facts that a letter shows and its reader may not know, by
// kind, and whether there may be no such letter at all.
func (c *leakCase) leaks(d *Planned, text string) []string {
	var out []string
	add := func(what string) {
		if !slices.Contains(out, what) {
			out = append(out, what)
		}
	}
	for _, b := range c.bans {
		if why := c.opened(b, d.Recipient); why != "" {
			add(why)
		}
	}
	text = pressed(text)
	for _, f := range c.facts {
		if len(f.token) < 5 || !strings.Contains(text, f.token) || c.mine(f, d.Recipient) {
			continue
		}
		if why := c.always(f, d); why != "" {
			add("always: " + why)
		}
		for _, b := range c.bans {
			if c.binds(b, d.Recipient) {
				if why := c.banned(f, b, d); why != "" {
					add(why)
				}
			}
		}
	}
	return out
}

// mine says whether a fact is about the reader, or where they live or work.
func (c *leakCase) mine(f fact, id model.ID) bool {
	for _, me := range c.self(id) {
		if f.of == me && f.of != "" {
			return true
		}
		if n, ok := c.homes[me]; ok && f.home == n {
			return true
		}
		if (f.kind == "agency" || f.kind == "workplace") && slices.ContainsFunc(c.atWork[me], func(w string) bool { return pressed(w) == f.token }) {
			return true
		}
	}
	return false
}

// opened is why nobody may write to somebody at all: one who may not know of
// them lives with them, or works where they do.
func (c *leakCase) opened(b ban, id model.ID) string {
	for _, n := range b.named {
		if c.humans[n] == c.humans[id] {
			continue
		}
		about := slices.ContainsFunc(b.about, func(a model.ID) bool { return c.humans[a] == c.humans[id] })
		if home, ok := c.homes[id]; ok && about {
			for _, same := range c.self(n) {
				if h, ok := c.homes[same]; ok && h == home {
					return "a letter to a home where it would be opened"
				}
			}
		}
		for _, same := range c.self(n) {
			for _, w := range c.atWork[same] {
				if c.works[id] != nil && slices.Contains(c.atWork[id], w) {
					return "a letter to a place of work where it would be opened"
				}
			}
		}
	}
	return ""
}

// always is why a fact may not stand in a letter without any restriction.
func (c *leakCase) always(f fact, d *Planned) string {
	to := c.careOf[d.Recipient]
	if to != "" && (f.home >= 0 && f.home == c.homes[to] || f.of == to) {
		return "" // the envelope
	}
	if d.Kind == "move-letter" && f.home >= 0 && f.home == c.homes[d.Child] {
		return "" // Lincolnshire tells professionals the family's new address
	}
	known := slices.ContainsFunc(c.self(d.Recipient), func(me model.ID) bool { return slices.Contains(f.known, me) })
	team := d.Reader == model.ReaderProfessional && slices.Contains(c.members, d.Recipient) && slices.Contains(c.members, f.of)
	switch f.kind {
	case "street", "postcode", "address at work":
		if !known {
			return f.kind
		}
	case "telephone", "email":
		if !team {
			return f.kind
		}
	case "at work":
		if !slices.Contains(c.members, f.of) {
			return f.kind
		}
	case "workplace", "previous name", "reference", "internal":
		if !(f.kind == "previous name" && c.humans[f.of] == c.humans[d.Child]) {
			return f.kind
		}
	case "whole name", "number":
		p, child := c.works[d.Recipient], string(f.of)
		if strings.HasPrefix(child, "C") && p != nil && !p[child] && f.of != d.Child && d.Reader == model.ReaderProfessional && c.related[f.of] == nil {
			return "another child's " + f.kind
		}
	case "for child", "about me":
		if d.Reader != model.ReaderChild {
			return f.kind
		}
	case "for family":
		if d.Reader != model.ReaderParent && d.Reader != model.ReaderCarer {
			return f.kind
		}
	case "for professionals":
		if d.Reader != model.ReaderProfessional && d.Reader != model.ReaderAuthority {
			return f.kind
		}
	case "for child or family":
		if d.Reader != model.ReaderChild && d.Reader != model.ReaderParent && d.Reader != model.ReaderCarer {
			return f.kind
		}
	}
	return ""
}

// banned is by which word of a restriction a fact may not stand in a letter.
func (c *leakCase) banned(f fact, b ban, d *Planned) string {
	if slices.Contains(b.words, f.token) {
		return "words"
	}
	if len(f.known) > 0 {
		return "" // released, to the reader or to somebody of whom they could hear it; a person's judgement
	}
	about := func(id model.ID) bool {
		return id != "" && slices.ContainsFunc(b.about, func(a model.ID) bool { return c.humans[a] == c.humans[id] })
	}
	me := about(d.Recipient)
	for _, what := range b.what {
		hit := false
		switch what {
		case "address":
			hit = !me && (c.lives(b, f) || f.kind == "address at work" && about(f.of)) || !me && c.leadsTo(f, b, d)
		case "telephone":
			hit = !me && about(f.of) && (f.kind == "telephone" || f.kind == "worker's telephone" || f.kind == "at work" && strings.Contains(f.shown, "07700"))
		case "email":
			hit = !me && about(f.of) && (f.kind == "email" || f.kind == "at work" && strings.Contains(f.shown, "@"))
		case "school":
			hit = !me && c.education(f, b)
		case "workplace":
			hit = !me && about(f.of) && (f.kind == "workplace" || f.kind == "agency" || f.kind == "base" || f.kind == "address at work")
		case "name", "existence":
			hit = !me && about(f.of) && (slices.Contains([]string{"first name", "surname", "professional", "professional's first name", "worker"}, f.kind) ||
				what == "existence" && slices.Contains([]string{"telephone", "email", "number", "previous name", "at work", "worker's telephone"}, f.kind))
		case "new_name":
			hit = !me && about(f.of) && f.kind == "surname"
		case "relationship":
			hit = f.kind == "relationship" && (about(f.of) || about(f.child))
		case "paternity":
			hit = f.kind == "first name" && slices.ContainsFunc(b.about, func(a model.ID) bool {
				return c.fathers[f.of][string(a)] || c.humans[a] == c.humans[f.of] && slices.Contains(values(c.fathers[f.of]), true)
			})
		case "carer":
			hit = c.carer(f, b)
		case "provider":
			hit = c.placement(f, b)
		case "contact_venue":
			hit = c.venue(f, b, d.Recipient)
		case "worker_base":
			hit = f.kind == "base"
		case "area":
			hit = f.kind == "team" || f.kind == "authority" || f.kind == "town" && c.lives(b, f)
		case "professional":
			hit = (f.kind == "professional" || f.kind == "agency") && (about(f.of) || c.worksWith(f.of, b.about))
		case "referrer":
			hit = f.kind == "referrer" || f.of != "" && f.of == c.referrer && (f.kind == "professional" || f.kind == "first name")
		}
		if hit {
			return what
		}
	}
	return ""
}

func values(m map[string]bool) []bool {
	var out []bool
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// lives says whether a fact is part of an address of those whom a ban is about.
func (c *leakCase) lives(b ban, f fact) bool {
	return f.home >= 0 && slices.ContainsFunc(b.about, func(a model.ID) bool {
		return slices.ContainsFunc(c.self(a), func(x model.ID) bool { n, ok := c.homes[x]; return ok && n == f.home })
	})
}

// children are those whom a ban is about, and those who live with its people.
func (c *leakCase) children(b ban) []model.ID {
	var out []model.ID
	for _, a := range b.about {
		for _, x := range c.self(a) {
			home, ok := c.homes[x]
			for other, n := range c.homes {
				if strings.HasPrefix(string(other), "C") && (other == x || ok && n == home && !strings.HasPrefix(string(x), "C")) {
					out = append(out, other)
				}
			}
		}
	}
	return out
}

func (c *leakCase) worksWith(id model.ID, children []model.ID) bool {
	return slices.ContainsFunc(children, func(x model.ID) bool { return c.works[id][string(x)] })
}

// leadsTo says whether a fact gives an address away: school, surgery, carer,
// placement, venue, authority, team, base.
func (c *leakCase) leadsTo(f fact, b ban, d *Planned) bool {
	return c.education(f, b) || c.health(f, b) || c.carer(f, b) || c.placement(f, b) || c.venue(f, b, d.Recipient) ||
		len(c.children(b)) > 0 && (f.kind == "authority" || f.kind == "team" || f.kind == "base")
}

func (c *leakCase) education(f fact, b ban) bool {
	return c.kindOf(f, " Primary School") && c.worksWith(f.of, c.children(b))
}

func (c *leakCase) health(f fact, b ban) bool {
	return c.kindOf(f, " Surgery") && c.worksWith(f.of, c.children(b))
}

// kindOf says whether a fact is who or where a kind of professional is.
func (c *leakCase) kindOf(f fact, kind string) bool {
	return (f.kind == "agency" || f.kind == "professional") && slices.ContainsFunc(c.facts, func(x fact) bool {
		return x.of == f.of && x.kind == "agency" && strings.HasSuffix(x.shown, kind)
	})
}

// carer says whether a fact is of a carer of the children.
func (c *leakCase) carer(f fact, b ban) bool {
	return c.carers[f.of] && slices.Contains([]string{"first name", "surname", "telephone", "email"}, f.kind) &&
		slices.ContainsFunc(c.children(b), func(x model.ID) bool { return c.placed[x] && c.homes[x] == c.homes[f.of] })
}

// placement says whether a fact is where the children are placed.
func (c *leakCase) placement(f fact, b ban) bool {
	return (f.kind == "street" || f.kind == "postcode") && slices.ContainsFunc(c.children(b), func(x model.ID) bool { return c.placed[x] && f.home == c.homes[x] })
}

func (c *leakCase) venue(f fact, b ban, reader model.ID) bool {
	who := c.contact[f.token]
	return f.kind == "venue" && slices.ContainsFunc(c.children(b), func(x model.ID) bool { return slices.Contains(who, x) }) &&
		!slices.ContainsFunc(c.self(reader), func(x model.ID) bool { return slices.Contains(who, x) })
}
