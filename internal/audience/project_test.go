package audience

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
)

// TestFieldsComeFromTheRecord: each field of an internal view is filled from
// the record's field that it names, or is one of those that are worked out. One
// that is misspelt would be empty on every paper.
func TestFieldsComeFromTheRecord(t *testing.T) {
	worked := map[string]string{
		"Internal": "Council RecordSystem AsOf Extra Child Siblings Current Receiving Titles Signs To Completed Outstanding Checklist Missing Discrepancies Deadlines Late " +
			"Rules Stopped StoppedBy Genogram Ecomap Timeline Window Coming Urgent Homes TasksLate",
		"InternalChild":    "Name Age LookedAfter Unborn Dates Ahead",
		"InternalMeeting":  "ToCome",
		"Colleague":        "Service TeamTelephone TeamEmail OutOfHours TeamAddress",
		"InternalTransfer": "Dates",
		"InternalEvent":    "Number",
		"InternalSeen":     "Who Alone", // one of the two has alone
		"InternalNotKnown": "What",
		"CheckItem":        "List Why Says Discrepancy",
	}
	seen := 0
	for p, steps := range projections() {
		seen++
		for i := range p.view.NumField() {
			f := p.view.Field(i)
			if !f.IsExported() || f.Type == reflect.TypeFor[At]() {
				continue
			}
			from := slices.ContainsFunc(steps, func(s step) bool { return s.field == i })
			if !from && !slices.Contains(strings.Fields(worked[p.view.Name()]), f.Name) {
				t.Errorf("%s.%s: a %s has no %q", p.view.Name(), f.Name, p.record.Name(), fieldName(f))
			}
		}
	}
	if seen < 30 {
		t.Errorf("%d views", seen)
	}
}

// TestProjectsByType: a value of the record is shown by its type, and what lies
// in something that nobody recorded isn't.
func TestProjectsByType(t *testing.T) {
	rec := edited(t, `children.0.legal_status={"code": "C1", "from": "2026-01-05"}`, `children.0.health={"dental": "2026-02-03"}`,
		`transfer.trigger={"event": "irh", "date": "2026-05-06"}`, `transfer.dates={"agreed": {"date": "2026-03-04", "time": "10:00"}}`)
	b := &builder{rec: rec, proto: &protocol.Protocol{}, asOf: day(t, today)}
	var c InternalChild
	b.project(&c, &rec.Children[0], b.at(&rec.Children[0], "children"))
	if c.LegalStatus.Text() != "C1 Interim care order" || c.LegalStatus.Path() != "children[0].legal_status.code" || c.Dental.Text() != "3 February 2026" || c.Optician != nil || c.Health != nil ||
		c.InitialHealthDone != nil || c.Told.At.Path() != "children[0].inform" || c.Name.Text() != "Ada Example" || c.ID.Text() != "C1" {
		t.Errorf("%+v", c)
	}
	var x InternalTransfer
	b.project(&x, rec.Transfer, At{"transfer"})
	if x.Agreed.Text() != "4 March 2026 at 10:00" || x.Agreed.Path() != "transfer.dates.agreed" || x.Trigger == nil || x.TransferringManager.Text() != "Gus Manager" || x.Views != nil {
		t.Errorf("%+v", x)
	}
	if got := (&builder{rec: &model.Record{}, proto: &protocol.Protocol{}}).internal(nil, nil, "", protocol.Readiness{}); got.Transfer.At.Path() != "transfer" || got.People != nil || got.Closure.Reason != nil {
		t.Errorf("%+v", got)
	}
}
