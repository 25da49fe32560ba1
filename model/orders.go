package model

import (
	"slices"
	"strings"

	"handover/model/dates"
	"handover/model/fold"
)

// OrderKind is what an order of a court is, as far as the record's own words say.
type OrderKind string

// The kinds of order.
const (
	OrderCare                OrderKind = "care order"
	OrderInterimCare         OrderKind = "interim care order"
	OrderSupervision         OrderKind = "supervision order"
	OrderInterimSupervision  OrderKind = "interim supervision order"
	OrderAdoption            OrderKind = "adoption order"
	OrderPlacement           OrderKind = "placement order" // to place for adoption
	OrderSpecialGuardianship OrderKind = "special guardianship order"
	OrderChildArrangements   OrderKind = "child arrangements order" // also what was a residence or a contact order
	OrderEmergency           OrderKind = "emergency protection order"
	OrderOther               OrderKind = "other order"
	OrderUnclear             OrderKind = "unclear" // the words can't be told: somebody is to be asked
)

// OrderKinds are the kinds of order, in words.
func OrderKinds() []string {
	var out []string
	for _, k := range []OrderKind{OrderCare, OrderInterimCare, OrderSupervision, OrderInterimSupervision, OrderAdoption, OrderPlacement,
		OrderSpecialGuardianship, OrderChildArrangements, OrderEmergency, OrderOther, OrderUnclear} {
		out = append(out, string(k))
	}
	return out
}

// orders are the kinds by the words that an order's name holds, the more exact
// first. The sections are those of the Children Act 1989, and of the Adoption
// and Children Act 2002 (21, 46).
var orders = []struct {
	kind OrderKind
	all  string // words that it holds, each of them
}{
	{OrderPlacement, "placement order"}, {OrderPlacement, "section 21"}, {OrderPlacement, "s21"},
	{OrderAdoption, "section 46"}, {OrderAdoption, "s46"},
	{OrderSpecialGuardianship, "special guardianship"}, {OrderSpecialGuardianship, "sgo"},
	{OrderOther, "education supervision"},
	{OrderInterimSupervision, "interim supervision"}, {OrderInterimSupervision, "iso"}, {OrderSupervision, "supervision"},
	{OrderInterimCare, "interim care"}, {OrderInterimCare, "ico"},
	{OrderEmergency, "emergency protection"}, {OrderEmergency, "epo"},
	{OrderChildArrangements, "child arrangements"}, {OrderChildArrangements, "cao"}, {OrderChildArrangements, "residence"}, {OrderChildArrangements, "contact"},
	{OrderOther, "child assessment"}, {OrderOther, "secure"}, {OrderOther, "recovery"}, {OrderOther, "prohibited steps"}, {OrderOther, "specific issue"},
	{OrderOther, "parental responsibility"}, {OrderOther, "parental"}, {OrderOther, "non molestation"}, {OrderOther, "occupation"}, {OrderOther, "wardship"},
	{OrderOther, "protection"}, {OrderOther, "family assistance"}, {OrderOther, "directions"}, {OrderOther, "deprivation liberty"},
	{OrderOther, "youth rehabilitation"}, {OrderOther, "referral"}, {OrderOther, "remand"}, {OrderOther, "injunction"}, {OrderOther, "restraining"},
	{OrderCare, "care"}, {OrderCare, "fco"},
}

// Sort is the kind of an order by the words of its name. One that speaks of an
// adoption is an adoption order, unless its words are of an adoption to come.
func (o *Order) Sort() OrderKind {
	words := fold.Words(o.Kind)
	holds := func(w string) bool { return slices.Contains(words, w) }
	adoption := slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "adopt") })
	if adoption {
		toCome := slices.ContainsFunc(strings.Fields("interim application applied leave pending plan planned not refused revoked aside dismissed withdrawn prospective"), holds)
		granted := strings.Contains(strings.Join(words, " "), "adoption order")
		switch {
		case toCome:
			return OrderUnclear
		case granted || !holds("placement") && !holds("placed"):
			return OrderAdoption
		case holds("order"):
			return OrderPlacement
		}
		return OrderUnclear
	}
	for _, x := range orders {
		if all := strings.Fields(x.all); !slices.ContainsFunc(all, func(w string) bool { return !holds(w) }) {
			return x.kind
		}
	}
	return OrderUnclear
}

// Made says whether an order was made by a day; one without a day was.
func (o *Order) Made(asOf dates.Date) bool { return !o.MadeOn.After(asOf) }

// OfAdoption says whether an order's words speak of an adoption, made or not.
func (o *Order) OfAdoption() bool {
	return slices.ContainsFunc(fold.Words(o.Kind), func(w string) bool { return strings.HasPrefix(w, "adopt") }) || o.Sort() == OrderAdoption
}
