package model

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Append is a case file with one more entry of a list of the record, such as
// "meetings", at its end. All else stays as it stands, byte for byte.
func Append(src []byte, list string, entry any) ([]byte, error) {
	value := EncodeValue(entry)
	d := jsontext.NewDecoder(bytes.NewReader(src))
	if t, err := d.ReadToken(); err != nil || t.Kind() != '{' {
		return nil, fmt.Errorf("the file isn't one case")
	}
	fields := 0
	for ; d.PeekKind() == '"'; fields++ {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		if name.String() != list {
			if err := d.SkipValue(); err != nil {
				return nil, err
			}
			continue
		}
		if t, err := d.ReadToken(); err != nil || t.Kind() != '[' {
			return nil, fmt.Errorf("%s isn't a list", list)
		}
		n := 0
		for ; d.PeekKind() != ']'; n++ {
			if err := d.SkipValue(); err != nil {
				return nil, err
			}
		}
		if value = "\n    " + value; n > 0 {
			value = "," + value
		}
		return inserted(src, d.InputOffset(), value), nil
	}
	value = fmt.Sprintf("\n  %q: [\n    %s\n  ]", list, value)
	if fields > 0 {
		value = "," + value
	}
	return inserted(src, d.InputOffset(), value), nil
}

func inserted(src []byte, at int64, text string) []byte {
	return slices.Concat(src[:at], []byte(text), src[at:])
}
