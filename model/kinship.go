package model

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"handover/model/dates"
	"handover/model/fold"
)

// Kinship is what somebody is to a child, as far as the record's own words say.
type Kinship string

// The kinds of relationship.
const (
	KinMother   Kinship = "mother"   // also a birth mother; no step-, foster or grandmother
	KinFather   Kinship = "father"   // also a birth father
	KinParent   Kinship = "parent"   // mother or father
	KinAdopter  Kinship = "adopter"  // an adoptive parent, or one to be
	KinPutative Kinship = "putative" // perhaps the father, or the father by blood alone: alleged, donor
	KinStep     Kinship = "step"     // a step-parent, or a parent's partner
	KinCarer    Kinship = "carer"    // looks after the child, or did
	KinGuardian Kinship = "guardian"
	KinSibling  Kinship = "sibling"
	KinRelative Kinship = "relative" // by blood or marriage: grandmother, uncle, cousin
	KinFriend   Kinship = "friend"   // no family: a friend, a neighbour, a key worker
	KinUnclear  Kinship = "unclear"  // the words can't be told: somebody is to be asked
)

// kin is what each word says by which a relationship is called. The last of
// them counts: a mother's partner is a partner.
var kin = map[Kinship]string{
	KinMother:   "mother mum mummy mam mammy mom mommy ma",
	KinFather:   "father dad daddy da papa",
	KinParent:   "parent parents",
	KinAdopter:  "adopter adopters",
	KinPutative: "donor",
	KinStep:     "stepmother stepfather stepmum stepdad stepparent partner girlfriend boyfriend husband wife fiance fiancee cohabitee ex",
	KinCarer:    "carer carers fosterer caregiver",
	KinGuardian: "guardian",
	KinSibling:  "sibling brother sister stepbrother stepsister twin halfbrother halfsister siblings brothers sisters",
	KinRelative: "grandmother grandfather grandparent grandparents grandma grandpa grandad granddad granny gran nan nana nanna nanny grandson granddaughter " +
		"greatgrandmother greatgrandfather aunt auntie aunty uncle cousin niece nephew relative family kin son daughter child",
	KinFriend: "friend neighbour worker mentor godmother godfather godparent godson childminder babysitter landlord landlady lodger tenant teacher " +
		"advocate visitor volunteer colleague supporter interpreter",
}

// kinWords is kin by its words.
var kinWords = sync.OnceValue(func() map[string]Kinship {
	out := map[string]Kinship{}
	for k, words := range kin {
		for _, w := range strings.Fields(words) {
			out[w] = k
		}
	}
	return out
})

// Words that go before a mother or a father: what they make of them.
var (
	bornTo   = strings.Fields("birth biological natural genetic blood")
	perhaps  = strings.Fields("putative alleged possible presumed suspected claimed")
	ordinary = strings.Fields("her his their the a s own legal young former late estranged absent non resident separated divorced single first second " +
		"both joint main primary")
)

// Kin is what a relationship says that somebody is. Where two things are said
// ("mother and carer"), a parent is a parent; what stands in brackets or after a
// comma is told of them and says nothing of it.
func (r *Relationship) Kin() Kinship {
	is, _, _ := strings.Cut(r.Is, "(")
	is, _, _ = strings.Cut(is, ",")
	is, _, _ = strings.Cut(is, ";")
	found := Kinship("")
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(is, " and ", "/"), func(c rune) bool { return strings.ContainsRune("/&+", c) }) {
		switch k := kinOfWords(fold.Words(part)); {
		case found == "" || found == KinUnclear:
			found = k
		case k == KinUnclear:
		case k == KinMother && found == KinFather, k == KinFather && found == KinMother:
			found = KinParent
		case k == KinMother || k == KinFather || k == KinParent:
			found = k
		}
	}
	if found == "" {
		return KinUnclear
	}
	return found
}

func kinOfWords(words []string) Kinship {
	kinOf := kinWords()
	has := func(all ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
	}
	if i := slices.IndexFunc(words, func(w string) bool {
		return slices.Contains([]string{"at", "in", "of", "to", "for", "who", "with", "from", "by"}, w)
	}); i > 0 {
		switch after := words[i+1:]; {
		case words[i] == "in" && slices.Contains(after, "law"):
			return KinRelative
		case slices.ContainsFunc(after, func(w string) bool { return kinOf[w] != "" && kinOf[w] != KinRelative && kinOf[w] != KinFriend }):
			if k := kinOf[words[i-1]]; k != KinMother && k != KinFather && k != KinParent {
				return kinOfWords(words[:i]) // "partner of the mother"
			}
			return KinUnclear // "mother of a half-brother"
		}
		words = words[:i]
	}
	if len(words) == 0 {
		return KinUnclear
	}
	head, before := kinOf[words[len(words)-1]], words[:len(words)-1]
	switch head {
	case "":
		return KinUnclear
	case KinMother, KinFather, KinParent:
	default:
		return head
	}
	adoptive := has("adoptive", "adopted", "adopting", "adopter")
	switch born := has(bornTo...); {
	case has("step"):
		return KinStep
	case has("foster", "fostering"):
		return KinCarer
	case has("grand", "great"):
		return KinRelative
	case has("god"):
		return KinFriend
	case adoptive && born:
		return KinUnclear
	case adoptive:
		return KinAdopter
	case has(perhaps...) || has("donor"):
		return KinPutative
	case slices.ContainsFunc(before, func(w string) bool { return !slices.Contains(bornTo, w) && !slices.Contains(ordinary, w) }):
		return KinUnclear
	case slices.ContainsFunc(before, func(w string) bool { return kinOf[w] != "" }):
		return KinUnclear // "mother's mother"
	}
	return head
}

// Known says whether a relationship has a word by which people call what
// somebody is to a child, whatever the whole of it says.
func (r *Relationship) Known() bool {
	kinOf := kinWords()
	return slices.ContainsFunc(fold.Words(r.Is), func(w string) bool { return kinOf[w] != "" || slices.Contains(compounds, w) })
}

// compounds are words that say with the next one, or within a longer one, what
// somebody is.
var compounds = strings.Fields("step foster grand god adoptive adopted")

// nearest is the usual word that is most like one of a relationship's; "" if
// none is.
func (r *Relationship) nearest() string {
	words := fold.Words(r.Is)
	known := slices.Sorted(maps.Keys(kinWords()))
	for _, w := range slices.Backward(words) { // what somebody is stands last: "maternal grandmothr"
		if near := Nearest(w, known); near != "" {
			return near
		}
	}
	return ""
}

// MayHaveResponsibility says whether what somebody is to a child is what people
// with parental responsibility are, so that it is asked whether they have it.
func (r *Relationship) MayHaveResponsibility() bool { return r.Parent() || r.Kin() == KinGuardian }

// Parent says whether somebody is a mother or a father, by birth or adoption,
// and by the words of the record without a doubt.
func (r *Relationship) Parent() bool {
	switch r.Kin() {
	case KinMother, KinFather, KinParent, KinAdopter:
		return true
	}
	return false
}

// Adoptive says whether the words say themselves that somebody is of the family
// that adopted the child, and not of the one that it was born to.
func (r *Relationship) Adoptive() bool {
	return !r.ByBirth() && slices.ContainsFunc(fold.Words(r.Is), func(w string) bool {
		return slices.Contains([]string{"adoptive", "adopter", "adopters", "adopting", "adopted"}, w)
	})
}

// ByBirth says whether the words say themselves that somebody is a parent by birth.
func (r *Relationship) ByBirth() bool {
	words := fold.Words(r.Is)
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(bornTo, w) })
}

// ageOfConsent is from when a young person may consent to sharing themselves. The
// record doesn't say how well a younger child understands; that is for people.
const ageOfConsent = 16

// MayConsent says whether somebody may consent, on a day, to sharing what
// concerns a child: with parental responsibility by the record, as the child's
// mother where it doesn't say that she hasn't got it, or as the young person of
// 16 or over.
func (r *Record) MayConsent(id ID, child *Child, on dates.Date) bool {
	if id == "" {
		return false
	}
	if id == child.ID {
		return !child.DateOfBirth.IsZero() && !on.IsZero() && !on.Before(child.DateOfBirth) && child.DateOfBirth.AgeOn(on) >= ageOfConsent
	}
	p := r.Person(id)
	if p == nil {
		return false
	}
	for i := range p.Relationship {
		x := &p.Relationship[i]
		if x.Child != child.ID {
			continue
		}
		if pr := x.ParentalResponsibility; pr != nil {
			return *pr
		}
		return child.Mother == id || x.Kin() == KinMother
	}
	return child.Mother == id
}

// MayRefuse says whether a refusal of somebody is heard: of whoever may consent,
// of a child of any age, of a parent of whom the record doesn't say that they
// have no parental responsibility, and where it doesn't say who refused. Who is
// heard without need only holds something back.
func (r *Record) MayRefuse(id ID, child *Child) bool {
	if id == "" || id == child.ID || id == child.Mother {
		return true
	}
	p := r.Person(id)
	return p != nil && slices.ContainsFunc(p.Relationship, func(x Relationship) bool {
		pr := x.ParentalResponsibility
		return x.Child == child.ID && (pr != nil && *pr || pr == nil && x.Parent())
	})
}
