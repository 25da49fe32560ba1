//go:build linux

// Command bench makes invented cases in any number and measures how fast packs
// are made of them. docs/performance.md says what it found.
//
//	bench cases -n 10000 -o cases.ndjson       the cases of many councils, a case a line; or a folder, a file a case
//	bench export -n 5000 -o export             an export of the Standard Safeguarding Dataset, for handover import ssd
//	bench measure -cores 1 -formats pdf FILE   one measurement in this process, as a line of JSON
//	bench table -n 100,1000                    all measurements, each in a process of its own
//	bench against -docs 200 -- COMMAND         the two-page summary and another program in turn, by processor time
//
// It runs in the project's folder, since the cases are made from fixtures/good.
package main

import (
	"fmt"
	"os"
)

func main() {
	verbs := map[string]func([]string) error{"cases": writeCases, "export": writeExport, "measure": measureFile, "table": table, "against": against}
	verb := func([]string) error {
		return fmt.Errorf("the verbs are cases, export, measure, table and against; see go doc ./cmd/bench")
	}
	if len(os.Args) > 1 && verbs[os.Args[1]] != nil {
		verb = verbs[os.Args[1]]
	}
	if err := verb(os.Args[min(2, len(os.Args)):]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
