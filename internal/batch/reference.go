package batch

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"handover/internal/deliver"
)

// referenceOf is the reference of a record, of which nothing else is decoded;
// "" if there is none to be found, which the decoder will say more of.
func referenceOf(data []byte) string {
	d := jsontext.NewDecoder(bytes.NewBuffer(bytes.TrimPrefix(data, []byte("\ufeff"))), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if d.PeekKind() != jsontext.KindBeginObject {
		return ""
	}
	if _, err := d.ReadToken(); err != nil {
		return ""
	}
	for d.PeekKind() == jsontext.KindString {
		name, err := d.ReadToken()
		if err != nil {
			return ""
		}
		if name.String() != "reference" {
			if d.SkipValue() != nil {
				return ""
			}
			continue
		}
		if d.PeekKind() != jsontext.KindString {
			return ""
		}
		v, err := d.ReadToken()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(v.String())
	}
	return ""
}

// slot is the name of a case's pack as all systems tell names apart: some don't
// tell large letters from small ones.
func slot(reference string) string {
	if reference == "" {
		return ""
	}
	return strings.ToLower(deliver.OnDisk(reference))
}
