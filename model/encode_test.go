package model

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestEncode: what was written decodes to the same record, and is written the
// same the second time.
func TestEncode(t *testing.T) {
	files, err := filepath.Glob("../fixtures/good/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	tried := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		was := decodeAny(t, b)
		if was == nil {
			continue
		}
		tried++
		again, err := Encode(was)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		is := decodeAny(t, again)
		if diff := cmp.Diff(was, is, cmpopts.IgnoreUnexported(Record{})); diff != "" {
			t.Errorf("%s: -was +is:\n%s", file, diff)
		}
		twice, err := Encode(is)
		if err != nil || string(twice) != string(again) {
			t.Errorf("%s is written otherwise the second time", file)
		}
	}
	if tried < 10 {
		t.Errorf("only %d records were tried", tried)
	}
}

// decodeAny decodes a record; nil is one that needs what its protocol declares.
func decodeAny(t *testing.T, b []byte) *Record {
	t.Helper()
	rec, err := Decode("case.json", b, Options{})
	if err != nil {
		return nil
	}
	return rec
}

// TestEncodeOneLine: a small object stands on one line, an empty list is told
// from none, and a moment without a time is its date.
func TestEncodeOneLine(t *testing.T) {
	const in = `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "A", "statuses": [], "dates": {"core_group": {"date": "2026-11-23", "time": "09:30"}, "conference": "2026-11-02"}}]}`
	rec, err := Decode("case.json", []byte(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Encode(rec)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "schema": "handover.case/1",
  "protocol": "salford",
  "reference": "CF-1",
  "children": [
    {
      "id": "C1",
      "first_name": "A",
      "statuses": [],
      "dates": {"conference": "2026-11-02", "core_group": {"date": "2026-11-23", "time": "09:30"}}
    }
  ]
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
