package batch

import (
	"fmt"
	"testing"

	"handover/model/cases"
)

// TestParts: each case is in one part, always the same, and none is empty.
func TestParts(t *testing.T) {
	const n = 7
	sizes := map[int]int{}
	for i := range 1000 {
		c := cases.Case{File: fmt.Sprintf("cases/%d.json", i)}
		reference := slot(fmt.Sprintf("CF-%d", i))
		if i%10 == 0 {
			reference = "" // one that can't be told
		}
		in := 0
		for p := 1; p <= n; p++ {
			if (Part{p, n}).has(reference, c) {
				in++
				sizes[p]++
			}
		}
		if in != 1 {
			t.Errorf("case %d is in %d parts", i, in)
		}
	}
	for p := 1; p <= n; p++ {
		if sizes[p] < 100 {
			t.Errorf("part %d has %d of 1000 cases", p, sizes[p])
		}
	}
	if !(Part{3, 7}).has("cf-204511", cases.Case{}) {
		t.Error("a case has gone to another part than it used to") // a folder may be half made
	}
	for _, bad := range []string{"", "3", "0/2", "3/2", "1/0", "-1/2", "1/2/3", " 1/2"} {
		if _, err := ParsePart(bad); err == nil {
			t.Errorf("%q is taken for a part", bad)
		}
	}
	if p, err := ParsePart("1/1"); err != nil || p != (Part{}) {
		t.Errorf("one of one is %v, %v", p, err)
	}
}

// TestSlot: names of packs that some system can't tell apart are one.
func TestSlot(t *testing.T) {
	if slot("CF/1a") != slot("cf-1A") || slot("CF-1") == slot("CF-2") || slot("") != "" {
		t.Error(slot("CF/1a"), slot("cf-1A"), slot("CF-1"), slot("CF-2"), slot(""))
	}
}

// TestReference is found without decoding, or left to the decoder.
func TestReference(t *testing.T) {
	for in, want := range map[string]string{
		`{"a": [1, {"reference": "no"}], "reference": "CF-1", "reference": "CF-2"}`: "CF-1",
		"\ufeff{\"reference\": \"CF-\\u0031\", \"broken":                            "CF-1",
		`{"a": 1}`: "", `{"reference": 7}`: "", `["reference"]`: "", ``: "", `{"a" 1, "reference": "CF-1"}`: "",
	} {
		if got := referenceOf([]byte(in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// TestInert: no cell of failures.csv is a formula.
func TestInert(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-2": "'-2", "+2": "'+2", "\t=1": "'\t=1", "CF-1": "CF-1", "": ""} {
		if got := inert(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
