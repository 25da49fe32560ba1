package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

const bodyPart = "word/document.xml"

// zipped zips finished parts, in their order. Those that are as in a blank
// document were packed once.
func zipped(files []part) ([]byte, error) {
	blank, err := blank()
	if err != nil {
		return nil, err
	}
	entries := make([]*entry, len(files))
	size := 1024
	for i, f := range files {
		e := blank[f.name]
		if e == nil || e.xml != f.xml {
			if e, err = pack(f); err != nil {
				return nil, fmt.Errorf("%s: %w", f.name, err)
			}
		}
		entries[i] = e
		size += len(e.raw) + 256
	}
	var out bytes.Buffer
	out.Grow(size)
	zw := zip.NewWriter(&out)
	for _, e := range entries {
		header := e.header // CreateRaw keeps what it is given
		w, err := zw.CreateRaw(&header)
		if err == nil {
			_, err = w.Write(e.raw)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.header.Name, err)
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// entry is a part as it stands in a package.
type entry struct {
	xml    string
	header zip.FileHeader
	raw    []byte
}

// blank are the entries of a document without words, in our language:
// nothing of any record is in them. Half of what a package holds is the same in
// most documents.
var blank = sync.OnceValues(func() (map[string]*entry, error) {
	values := map[string]string{"lang": "en-GB"}
	for _, name := range []string{"body", "page", "width", "links", "pictures", "numbers", "title", "creator", "date", "head", "foot", "draft", "draftfirst"} {
		values[name] = ""
	}
	files, err := fill(values)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*entry, len(files))
	for _, f := range files {
		if out[f.name], err = pack(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return out, nil
})

// zippers are compressors, which are half a megabyte each. Level 5 is as
// small as the standard library's, to two parts in a hundred, in a third of the time.
var zippers = sync.Pool{New: func() any {
	z, err := flate.NewWriter(io.Discard, 5)
	if err != nil {
		panic(err) // the level is wrong
	}
	return z
}}

const zipVersion = 20 // what deflating asks for

// firstDay is zip's first day, 1 January 1980, the same in each file. Nought is no
// date, and readers in Java and Python stop at it (APPNOTE 4.4.6).
const firstDay = 1<<5 | 1

// pack packs a part.
func pack(f part) (*entry, error) {
	z := zippers.Get().(*flate.Writer)
	defer zippers.Put(z)
	var raw bytes.Buffer
	raw.Grow(len(f.xml)/6 + 256)
	z.Reset(&raw)
	text := []byte(f.xml)
	_, err := z.Write(text)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, err
	}
	return &entry{f.xml, zip.FileHeader{
		Name:           f.name,
		Method:         zip.Deflate,
		CreatorVersion: zipVersion,
		ReaderVersion:  zipVersion,
		//lint:ignore SA1019 CreateRaw writes this field and looks at no other date
		ModifiedDate:       firstDay,
		CRC32:              crc32.ChecksumIEEE(text),
		CompressedSize64:   uint64(raw.Len()),
		UncompressedSize64: uint64(len(text)),
	}, raw.Bytes()}, nil
}
