package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"testing"

	"handover/render/testdata/sample"
)

func BenchmarkPDFFloor(b *testing.B) {
	file, err := Write(sample.TwoPages())
	if err != nil {
		b.Fatal(err)
	}
	var streams [][]byte
	for rest := file; ; {
		_, after, found := bytes.Cut(rest, []byte("/FlateDecode/Length "))
		if !found {
			break
		}
		_, after, _ = bytes.Cut(after, []byte("stream\n"))
		r, err := zlib.NewReader(bytes.NewReader(after))
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			b.Fatal(err)
		}
		streams = append(streams, data)
		rest = after
	}
	if len(streams) < 5 {
		b.Fatalf("%d streams", len(streams))
	}
	bench := benches.Get().(*bench)
	for b.Loop() {
		for _, s := range streams {
			bench.pack(s)
		}
	}
}
