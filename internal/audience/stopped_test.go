package audience_test

import (
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// A child's own document says what of that child stops the transfer, each item
// once, and nothing of a brother or sister.
func TestWhatStopsTheTransferIsTheChildsOwn(t *testing.T) {
	p, err := fill.Protocol("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{Children: []model.Child{{ID: "C1"}, {ID: "C2"}, {ID: "C3"}}}
	missing := func(child model.ID, text string) protocol.ItemState {
		return protocol.ItemState{Child: child, Text: text, Missing: true, File: -1, Status: protocol.Missing}
	}
	ready := protocol.Readiness{
		Items:   []protocol.ItemState{missing("C1", "Genogram"), missing("C1", "Photograph"), missing("C2", "Chronology"), missing("C2", "Genogram")},
		Stopped: []protocol.Stopped{{What: "transfer", Why: "Because", Items: []string{"Genogram", "Chronology", "Genogram"}}},
	}
	for i, want := range []string{
		"Stops the transfer: Because: Genogram",
		"Stops the transfer: Because: Chronology; Genogram",
		"",
	} {
		v := audience.View(audience.Document{Reader: model.ReaderInternal, Child: &rec.Children[i], Ready: ready}, rec, p, dates.Date{Year: 2026, Month: 11, Day: 23}).(audience.Internal)
		if got := stopped(v); got != want {
			t.Errorf("%s: %q, want %q", rec.Children[i].ID, got, want)
		}
	}
	v := audience.View(audience.Document{Reader: model.ReaderInternal, Ready: ready}, rec, p, dates.Date{Year: 2026, Month: 11, Day: 23}).(audience.Internal)
	if got := stopped(v); got != "Stops the transfer: Because: Genogram; Chronology" {
		t.Errorf("the case: %q", got)
	}
}

// stopped is what a view says is stopped, and by which items.
func stopped(v audience.Internal) string {
	if v.Stopped == nil {
		return ""
	}
	var items []string
	for _, f := range v.StoppedBy {
		items = append(items, f.Text())
	}
	return v.Stopped.Text() + ": " + strings.Join(items, "; ")
}
