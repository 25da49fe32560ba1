package protocol

import (
	"os"
	"testing"
)

func readSalford(t testing.TB) *Protocol {
	t.Helper()
	src, err := os.ReadFile("../templates/salford/protocol.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Read("salford/protocol.yaml", src)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return p
}

func TestEveryRowIsCovered(t *testing.T) {
	p := readSalford(t)
	for _, r := range p.Uncovered() {
		t.Errorf("%s (%s) is covered by nothing", r.ID, r.What)
	}
}
