package model

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// longRecord is a record with a chronology of n rows of about size bytes each.
func longRecord(n, size int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "Mabli"}, {"id": "C2", "first_name": "Ifor"}],
"chronology": [`)
	words := strings.Repeat("Siân was seen at home. ", 1+size/20)[:size]
	words = strings.ToValidUTF8(words, "")
	for i := range n {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `  {"date": "2024-05-%02d", "event": "%s", "source": "Case note", "children": ["C1", "C2"]}`, 1+i%28, words)
	}
	b.WriteString("]}\n")
	return b.Bytes()
}

func BenchmarkDecode(b *testing.B) {
	for _, tt := range []struct {
		name       string
		rows, size int
	}{{"rich case, 40 rows", 40, 200}, {"100,000 rows", 100_000, 150}, {"50 MB", 100_000, 420}} {
		in := longRecord(tt.rows, tt.size)
		b.Run(tt.name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			var rec *Record
			for b.Loop() {
				var err error
				if rec, err = Decode("x.json", in, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-kept")
			runtime.KeepAlive(rec)
		})
	}
}

func BenchmarkPathOf(b *testing.B) {
	rec, err := Decode("x.json", longRecord(100_000, 20), Options{})
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i = (i + 7919) % len(rec.Chronology)
		if rec.PathOf(&rec.Chronology[i].Children[1]) == "" {
			b.Fatal("no path")
		}
	}
}

// TestTooLarge refuses what is larger than any case.
func TestTooLarge(t *testing.T) {
	_, err := Decode("x.json", make([]byte, MaxSize+1), Options{})
	if err == nil || err.Error() != "x.json: the file is larger than 64 MiB" {
		t.Error(err)
	}
}

// TestManyProblems shows a thousand, and says how many more there are.
func TestManyProblems(t *testing.T) {
	in := bytes.ReplaceAll(longRecord(2000, 20), []byte(`"source"`), []byte(`"sourse"`))
	_, err := Decode("x.json", in, Options{})
	problems := err.(Problems)
	if last := problems[len(problems)-1].String(); len(problems) != 1001 || last != "x.json: and 1000 more problems" {
		t.Errorf("%d problems, the last %s", len(problems), last)
	}

	// Of very many no more is worked out than is shown.
	var b bytes.Buffer
	b.WriteString("{")
	for i := range 100_000 {
		fmt.Fprintf(&b, `"k%d": [1, {}],`, i)
	}
	b.WriteString(`"schema": "handover.case/1"}`)
	var err2 error
	allocs := testing.AllocsPerRun(1, func() { _, err2 = Decode("x.json", b.Bytes(), Options{}) })
	problems = err2.(Problems)
	if last := problems[len(problems)-1].String(); last != "x.json: and 99003 more problems" || allocs > 1_000_000 {
		t.Errorf("%s, after %v allocations", last, allocs)
	}
}
