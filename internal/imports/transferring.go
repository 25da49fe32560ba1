package imports

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// ReadTransferring reads a list of children whose cases move, as CSV: a line
// each, with the column number (the system's id) and, as far as they are
// known, kind (as transfer.kind), to_team and receiving_worker (a name or the
// system's id), and transfer (the day). All that is wrong is told at once.
func ReadTransferring(path string) ([]Transferring, error) {
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer dir.Close() // it was only read
	s := &folder{dir: dir.FS()}
	t := Table{Place: filepath.Base(path)}
	if err := s.head(&t); err != nil {
		return nil, model.Problems{
			inTable(t.Place, 1, "", err.Error(), "the first line holds the names of the columns"),
		}
	}
	known := []string{"number", "kind", "to_team", "receiving_worker", "transfer"}
	var faults model.Problems
	for i, c := range t.Columns {
		if !slices.Contains(known, c) {
			faults = append(
				faults,
				inTable(
					t.Place,
					1,
					columnName(&t, i),
					"there is no such column in a list of those who move",
					"they are "+strings.Join(known, ", "),
				),
			)
		}
	}
	if !slices.Contains(t.Columns, "number") {
		faults = append(
			faults,
			inTable(t.Place, 1, "number", "there is no such column", "it holds the system's ids of the children"),
		)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	var all []Transferring
	days := evidence{}
	var lines [][]string
	err = s.Rows(context.Background(), t, func(r Row) error {
		if r.Bad != "" {
			faults = append(faults, inTable(t.Place, r.Line, "", r.Bad, ""))
			return nil
		}
		cells := make([]string, len(known))
		for i, c := range t.Columns {
			cells[slices.Index(known, c)] = trimmed(r.Cells[i])
		}
		days.see(cells[4])
		lines = append(lines, cells)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, cells := range lines {
		x := Transferring{Number: cells[0], Kind: model.Word(cells[1]), ToTeam: cells[2], ReceivingWorker: cells[3]}
		if cells[0] == "" {
			faults = append(faults, inTable(t.Place, i+2, "number", "is blank", ""))
		}
		if words := model.Words("transfer.kind"); x.Kind != "" && !slices.Contains(words, cells[1]) {
			faults = append(
				faults,
				inTable(
					t.Place,
					i+2,
					"kind",
					"not one of the words of transfer.kind",
					"one of: "+strings.Join(words, ", "),
				),
			)
		}
		if cells[4] != "" {
			d, _, what := readDay(cells[4], days.order())
			if what != "" {
				faults = append(faults, inTable(t.Place, i+2, "transfer", what, "write it YYYY-MM-DD"))
			}
			x.On = d
		}
		if x.Kind == "" && (x.ToTeam != "" || x.ReceivingWorker != "" || x.On != dates.Date{}) {
			faults = append(
				faults,
				inTable(
					t.Place,
					i+2,
					"kind",
					"is blank, and a transfer has a kind",
					"one of: "+strings.Join(model.Words("transfer.kind"), ", "),
				),
			)
		}
		all = append(all, x)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return all, nil
}
