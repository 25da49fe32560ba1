package model_test

import (
	"errors"
	"fmt"

	"handover/model"
)

// ExampleDecode reads a case, and says what is wrong with one: where, what, and
// what to write, all at once and without the value.
func ExampleDecode() {
	rec, err := model.Decode("case.json", []byte(`{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
  "children": [{"id": "C1", "first_name": "Wren", "date_of_birth": "2017-05-04"}]
}`), model.Options{})
	fmt.Println(rec.Children[0].Name(), rec.Children[0].DateOfBirth.Long(), err)

	_, err = model.Decode("case.json", []byte(`{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
  "children": [{"id": "C1", "first_name": "Wren", "date_of_birth": "4/5/2017", "shcool": "x"}]
}`), model.Options{})
	var problems model.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			fmt.Printf("%d:%d %s\n  %s\n", p.Line, p.Col, p.Path, p.Hint)
		}
	}
	// Output:
	// Wren 4 May 2017 <nil>
	// 3:68 children[0].date_of_birth
	//   the year first, then month and day, with hyphens: 2026-11-23
	// 3:80 children[0]
	//   did you mean "school"? `handover schema` lists every field
}
