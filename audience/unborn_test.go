package audience

import (
	"testing"

	"handover/dates"
	"handover/model"
)

// A letter to the parents of a child who isn't born yet needs a name for it.
func TestUnbornChildInALetter(t *testing.T) {
	due, err := dates.Parse("2027-02-11")
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{rec: &model.Record{}, asOf: due.AddMonths(-2)}
	if got := b.childsName(&model.Child{ExpectedDateOfBirth: due}); got == nil || got.Text() != "your baby" {
		t.Errorf("%v", got)
	}
	if got := b.childsName(&model.Child{ExpectedDateOfBirth: due, FirstName: "Ada"}); got == nil || got.Text() != "Ada" {
		t.Errorf("a name that the parents have chosen: %v", got)
	}
	if got := b.childsName(&model.Child{DateOfBirth: due.AddMonths(-40)}); got != nil {
		t.Errorf("born, and no first name is recorded: %v", got.Text())
	}
}
