package fill

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"handover/internal/protocol"
	"handover/templates"
)

var update = flag.Bool("update", false, "pack the protocols again")

// TestPacked: each council's protocol is packed as it is now, and what is
// unpacked is what is read, but for places in the file, which only errors name.
//
//	go test ./internal/fill -run TestPacked -update
func TestPacked(t *testing.T) {
	councils, err := Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadDir("../../templates/packed")
	if err != nil || len(made) != len(councils) && !*update {
		t.Errorf("%d packed protocols of %d; %v", len(made), len(councils), err)
	}
	for _, c := range councils {
		p, src, err := readProtocol(c, []fs.FS{templates.BuiltIn()})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, "%x\n", sha256.Sum256(src))
		if err := json.Indent(&b, plain, "", ""); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
		name := "../../templates/packed/" + c + ".json"
		if *update {
			if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if is, err := os.ReadFile(name); err != nil || !bytes.Equal(is, b.Bytes()) {
			t.Errorf("%s isn't its protocol.yaml as it is now (%v); go test ./internal/fill -run TestPacked -update", name, err)
		}
		again, err := protocol.Unpack(plain)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, again, cmp.Exporter(func(reflect.Type) bool { return true }), cmpopts.IgnoreFields(protocol.Snippet{}, "Line", "Col"), cmpopts.IgnoreUnexported(protocol.Logo{}, protocol.Protocol{}),
			cmp.Comparer(func(a, b protocol.Condition) bool {
				x, _ := a.MarshalText()
				y, _ := b.MarshalText()
				return bytes.Equal(x, y) && a.IsZero() == b.IsZero()
			})); diff != "" {
			t.Errorf("%s: %s", c, diff)
		}
	}
}

// TestPackedOutOfDate: a protocol that has changed since it was packed is read
// as it is now, and its faults are told.
func TestPackedOutOfDate(t *testing.T) {
	const name, was = "salford/protocol.yaml", "title: Salford City Council"
	p, _, err := unpackProtocol("salford", []fs.FS{over(name, changed(t, name, was, "title: Another Council"))})
	if err != nil || p.Title != "Another Council" {
		t.Errorf("%q, %v", p.Title, err)
	}
	if _, _, err := unpackProtocol("salford", []fs.FS{over(name, changed(t, name, was, "tilte: Another Council"))}); err == nil {
		t.Error("no fault")
	}
}
