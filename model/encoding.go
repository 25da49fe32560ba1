package model

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

const mark = "\ufeff"

// UTF8 is a file's text as Notepad, Excel and PowerShell save it, in UTF-8
// without a byte order mark: UTF-16 is told by its mark or by its first
// character. What is neither comes back as it is.
func UTF8(b []byte) []byte {
	if wide := wideOf(b); wide != nil {
		if out, err := wide.NewDecoder().Bytes(b); err == nil { // what is broken in it is U+FFFD, of which Warnings tells
			b = out
		}
	}
	return bytes.TrimPrefix(b, []byte(mark))
}

// UTF8Reader is UTF8 for a file that is read bit by bit; head is what it
// begins with, which from gives again. A byte order mark of UTF-8 stays.
func UTF8Reader(head []byte, from io.Reader) io.Reader {
	if wide := wideOf(head); wide != nil {
		return wide.NewDecoder().Reader(from)
	}
	return from
}

// wideOf is the UTF-16 that a text begins in, or nil.
func wideOf(b []byte) encoding.Encoding {
	switch {
	case len(b) < 2:
		return nil
	case b[0] == 0xFF && b[1] == 0xFE, b[0] != 0 && b[1] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case b[0] == 0xFE && b[1] == 0xFF, b[0] == 0 && b[1] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}
