package app_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"handover/internal/app"
	"handover/model/dates"
)

// Example makes a case's letters as Word documents, as handover pack does.
func Example() {
	out, err := os.MkdirTemp("", "packs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(out)
	ctx := context.Background()
	desk, err := app.NewDesk(app.Asked{Formats: []string{"docx"}, Only: []string{"change-of-worker-letter"}}, dates.Date{Year: 2026, Month: 11, Day: 23}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := desk.Open(ctx, "../../fixtures/good/salford-section-20.json")
	if err != nil {
		for _, f := range app.Explain(err).Faults {
			fmt.Println(f.Msg, f.Hint)
		}
		return
	}
	made, err := desk.Make(ctx, c, app.Making{Output: out})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range made.Files {
		if strings.HasPrefix(f, "send/P") {
			fmt.Println(f)
		}
	}
	// Output:
	// send/P1/change-of-worker-letter.docx
	// send/P2/change-of-worker-letter.docx
	// send/P4/change-of-worker-letter.docx
	// send/P5/change-of-worker-letter.docx
	// send/P6/change-of-worker-letter.docx
}
