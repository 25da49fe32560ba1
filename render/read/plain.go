package read

import (
	"errors"
	"unicode/utf8"
)

// Plain reads a plain text: all of it is text.
func Plain(b []byte) (Content, error) {
	if !utf8.Valid(b) {
		return Content{}, errors.New("not UTF-8")
	}
	return Content{Text: string(b)}, nil
}
