package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"

	"github.com/nguyenthenguyen/docx"
)

const docxBodyPart = "word/document.xml"

// docxPackage zips finished parts. Every part but the body is final before the
// library sees the package; the library sets the body and writes. Its headers,
// footers and links maps are never touched (they are shared between copies),
// and what it wrote is read back whole, because it drops errors.
func docxPackage(files []docxFile) ([]byte, error) {
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
	return b, docxVerify(b, files)
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

// docxVerify opens a finished package and compares every entry with what went in.
func docxVerify(b []byte, files []docxFile) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	if len(z.File) != len(files) {
		return fmt.Errorf("the package has %d parts, not %d", len(z.File), len(files))
	}
	var got bytes.Buffer
	for i, f := range z.File {
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
