package audience

import (
	"reflect"
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

func grantReader(d Document, rec *model.Record) protocol.GrantReader {
	return protocol.ReaderOfDocument(rec, string(d.Reader), d.Recipient, d.Kind)
}

// may tells whether the protocol grants this reader a fact.
func (b *builder) may(grant string) bool { return b.proto.GrantOf(grant, b.to) != nil }

// granted is a fact that the reader has by a grant alone; nil without it, and
// where it would say what a restriction keeps from them.
func (b *builder) granted(grant string, f *Fact) *Fact {
	if f == nil || !b.may(grant) || b.shield != nil && b.shield.Tells(f.text, false) != "" {
		return nil
	}
	return f
}

func (b *builder) birth(c *model.Child) *Fact {
	return b.granted("date_of_birth", b.date(&c.DateOfBirth))
}

// team is the professionals of the team around the family, who know of each other.
func (b *builder) team() []OutContact {
	x := b.rec.EarlyHelp
	if x == nil {
		return nil
	}
	return all(x.Members, func(id *model.ID) bool {
		p := b.rec.Professional(*id)
		return p != nil && !b.shield.Hides(b.rec.PathOf(p))
	}, func(id *model.ID) OutContact {
		return b.outContact(*id, OutContact{})
	})
}

// home is where the document's child lives, on one line.
func (b *builder) home(d Document) *Fact {
	if homeless(b.rec, d, b.asOf) != "" {
		return nil
	}
	a := b.rec.AddressOf(d.Child.ID)
	path := b.rec.PathOf(a)
	if b.shield.Hides(path) {
		return nil
	}
	return b.granted("home_address", b.address(a, path))
}

// homeless is why a child's address can't stand in a document, whoever is
// granted it; "" if it can.
func homeless(rec *model.Record, d Document, asOf dates.Date) string {
	a := rec.AddressOf(d.Child.ID)
	switch {
	case a == nil || len(a.Lines) == 0 && a.Postcode == "":
		return "no address is recorded"
	case !a.Current(asOf):
		return "the address is not in date (from, to)"
	case a.ConfirmedOn.IsZero():
		return "nobody has confirmed the address (confirmed_on)"
	case movedAfter(rec, a):
		return "the address doesn't begin on or after the day of the move (from)"
	case confidential(rec, d.Child, a, asOf) && !slices.ContainsFunc(restriction.Humans(rec, d.Recipient), func(id model.ID) bool { return slices.Contains(a.KnownTo, id) }):
		return "the address is confidential, and not known to " + string(d.Recipient) + " (known_to)"
	}
	return ""
}

// movedAfter tells whether an address is older than the family's move away, so
// that it isn't where they live now.
func movedAfter(rec *model.Record, a *model.Address) bool {
	if rec.Transfer == nil {
		return false
	}
	moved := rec.Transfer.Dates["moved"].Date
	return !moved.IsZero() && (a.From.IsZero() || a.From.Before(moved))
}

// confidential tells whether a child's address is: where the record says so of
// this place, whoever lives there. Where it says nothing, a placement is, and
// the home of anyone named in a restriction that has not ended.
func confidential(rec *model.Record, c *model.Child, a *model.Address, asOf dates.Date) bool {
	here := []model.ID{c.ID}
	said := []*bool{a.Confidential}
	for i := range rec.Children {
		if other := rec.Children[i].ID; slices.ContainsFunc(restriction.Homes(rec, other), func(x *model.Address) bool { return restriction.SamePlace(a, x) }) {
			here = append(here, other)
		}
	}
	for i := range rec.People {
		if other := rec.People[i].ID; slices.ContainsFunc(restriction.Homes(rec, other), func(x *model.Address) bool { return restriction.SamePlace(a, x) }) {
			here = append(here, other)
		}
	}
	for _, id := range here {
		for _, x := range restriction.Homes(rec, id) {
			if restriction.SamePlace(a, x) {
				said = append(said, x.Confidential)
			}
		}
	}
	said = slices.DeleteFunc(said, func(b *bool) bool { return b == nil })
	if len(said) > 0 {
		return slices.ContainsFunc(said, model.Yes)
	}
	if c.Placement != nil {
		return true
	}
	return slices.ContainsFunc(rec.Restrictions, func(r model.Restriction) bool {
		named := restriction.Persons(rec, append([]model.ID{r.Who, r.About}, r.Also...))
		return (r.EndedOn.IsZero() || r.EndedOn.After(asOf)) && slices.ContainsFunc(named, func(id model.ID) bool {
			return slices.ContainsFunc(restriction.Humans(rec, id), func(h model.ID) bool { return slices.Contains(here, h) })
		})
	})
}

// LeftOut is what the protocol grants the reader of a document and the document
// goes without all the same, with the reason: for colleagues, never for the
// reader. uses are the grants that its template asks for.
func LeftOut(d Document, rec *model.Record, p *protocol.Protocol, asOf dates.Date, uses []string) []string {
	to := grantReader(d, rec)
	if !slices.ContainsFunc(uses, func(g string) bool { return p.GrantOf(g, to) != nil }) {
		return nil
	}
	open := &builder{rec: rec, proto: p, asOf: asOf, to: to}
	bare := grantsOf(reflect.ValueOf(open.view(d)))
	has := grantsOf(reflect.ValueOf(View(d, rec, p, asOf)))
	var out []string
	for _, g := range protocol.Grantables() {
		by := p.GrantOf(g.Name, to)
		if by == nil || !slices.Contains(uses, g.Name) || has[g.Name] {
			continue
		}
		why := ""
		switch {
		case bare[g.Name]:
			why = "a restriction keeps it from " + string(d.Recipient)
		case g.Name == "home_address":
			why = homeless(rec, d, asOf)
		default:
			continue // not recorded: nothing is kept back
		}
		out = append(out, "goes without "+g.Label+", which "+strings.Join(by.Rows, ", ")+" asks for: "+why)
	}
	return out
}

// grantsOf are the grants of which a view holds something.
func grantsOf(v reflect.Value) map[string]bool {
	out := map[string]bool{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			f, tag := v.Field(i), v.Type().Field(i)
			switch {
			case tag.Tag.Get("grant") != "":
				out[tag.Tag.Get("grant")] = out[tag.Tag.Get("grant")] || !f.IsNil() && (f.Kind() != reflect.Slice || f.Len() > 0)
			case f.Kind() == reflect.Struct:
				walk(f)
			}
		}
	}
	walk(v)
	return out
}
