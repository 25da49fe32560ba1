package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/nguyenthenguyen/docx"
)

const (
	docxBodyPart  = "word/document.xml"
	docxLinksPart = "word/_rels/document.xml.rels"
)

// docxPackage zips finished parts. Those that are as in a blank document were
// packed once; the library packs the others, and the entries are put together
// as they stand. What comes of it is read back whole.
func docxPackage(files []docxFile) ([]byte, error) {
	blank, err := docxBlank()
	if err != nil {
		return nil, err
	}
	own := make([]docxFile, 0, len(files))
	for _, f := range files {
		if same := blank[f.name]; same == nil || same.xml != f.xml || docxLibrarys(f.name) {
			own = append(own, f)
		}
	}
	packed, err := docxPack(own)
	if err != nil {
		return nil, err
	}
	for name, e := range blank {
		if packed[name] == nil {
			packed[name] = e
		}
	}
	b, err := docxJoin(files, packed)
	if err != nil {
		return nil, err
	}
	return b, docxVerify(b, files, blank)
}

// docxJoin puts entries together, in the order of the parts.
func docxJoin(files []docxFile, packed map[string]*docxEntry) ([]byte, error) {
	var out bytes.Buffer
	size := 0
	for _, e := range packed {
		size += len(e.raw) + 256
	}
	out.Grow(size)
	zw := zip.NewWriter(&out)
	for _, f := range files {
		e := packed[f.name]
		if e == nil {
			return nil, fmt.Errorf("%s: the package lacks it", f.name)
		}
		header := e.header // CreateRaw keeps what it is given
		w, err := zw.CreateRaw(&header)
		if err == nil {
			_, err = w.Write(e.raw)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// docxLibrarys tells whether the library can't do without a part.
func docxLibrarys(name string) bool { return name == docxBodyPart || name == docxLinksPart }

// docxEntry is a part as it stands in a package.
type docxEntry struct {
	xml    string
	header zip.FileHeader
	raw    []byte
}

// docxBlank are the entries of a document without words, in our language:
// nothing of any record is in them. Half of what a package holds is the same in
// most documents, and packing it was a third of the time.
var docxBlank = sync.OnceValues(func() (map[string]*docxEntry, error) {
	values := map[string]string{"lang": "en-GB"}
	for _, name := range []string{"body", "page", "width", "links", "numbers", "title", "creator", "date", "head", "foot", "draft", "draftfirst"} {
		values[name] = ""
	}
	files, err := docxFill(values)
	if err != nil {
		return nil, err
	}
	packed, err := docxPack(files)
	if err != nil {
		return nil, err
	}
	b, err := docxJoin(files, packed)
	if err != nil {
		return nil, err
	}
	return packed, docxVerify(b, files, nil)
})

// docxPack has the library pack parts, and reads the entries that it made. Every
// part but the body is final before the library sees it; the library sets the
// body and writes. Its headers, footers and links maps are never touched (they
// are shared between copies). It drops errors: docxVerify has to find them.
func docxPack(files []docxFile) (map[string]*docxEntry, error) {
	var in bytes.Buffer
	size, body := 0, ""
	for _, f := range files {
		size += len(f.xml)
	}
	in.Grow(size + 4096)
	zw := zip.NewWriter(&in)
	for _, f := range files {
		text := f.xml
		if f.name == docxBodyPart {
			text, body = "", f.xml
		}
		// Stored, for the library unpacks it at once. No date: zip's zero.
		e, err := zw.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(e, text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	b, err := docxSetBody(in.Bytes(), body)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	if len(z.File) != len(files) {
		return nil, fmt.Errorf("the package has %d parts, not %d", len(z.File), len(files))
	}
	out := make(map[string]*docxEntry, len(files))
	for i, f := range z.File {
		at, err := f.DataOffset()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		out[f.Name] = &docxEntry{files[i].xml, f.FileHeader, b[at : at+int64(f.CompressedSize64)]}
	}
	return out, nil
}

// docxSetBody is all that the library does for us.
func docxSetBody(pkg []byte, body string) ([]byte, error) {
	r, err := docx.ReadDocxFromMemory(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	d := r.Editable()
	d.SetContent(body)
	var out bytes.Buffer
	out.Grow(len(pkg)/2 + len(body)/4)
	if err := d.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// docxVerify opens a finished package and compares every entry with what went
// in. One that is byte for byte a verified entry needn't be unpacked again.
func docxVerify(b []byte, files []docxFile, verified map[string]*docxEntry) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	if len(z.File) != len(files) {
		return fmt.Errorf("the package has %d parts, not %d", len(z.File), len(files))
	}
	var got bytes.Buffer
	for i, f := range z.File {
		if v := verified[files[i].name]; v != nil && v.xml == files[i].xml && v.holds(f, b) {
			continue
		}
		got.Reset()
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		_, err = got.ReadFrom(r)
		if e := r.Close(); err == nil {
			err = e
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if f.Name != files[i].name || got.String() != files[i].xml {
			return fmt.Errorf("%s: the package does not hold what was written", files[i].name)
		}
	}
	return nil
}

// holds tells whether an entry of a package is this one.
func (e *docxEntry) holds(f *zip.File, pkg []byte) bool {
	at, err := f.DataOffset()
	end := at + int64(f.CompressedSize64)
	return err == nil && f.CompressedSize64 == uint64(len(e.raw)) && end <= int64(len(pkg)) && f.Name == e.header.Name && f.Method == e.header.Method && f.CRC32 == e.header.CRC32 &&
		f.UncompressedSize64 == uint64(len(e.xml)) && bytes.Equal(pkg[at:end], e.raw)
}
