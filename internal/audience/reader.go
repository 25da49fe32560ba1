package audience

import (
	"fmt"
	"reflect"
	"strings"
)

// Reader is a kind of reader.
type Reader string

// The readers.
const (
	ReaderInternal      Reader = "internal"      // workers and managers of the case
	ReaderAdministrator Reader = "administrator" // moves the record, sends the post
	ReaderChild         Reader = "child"
	ReaderParent        Reader = "parent" // or another with parental responsibility
	ReaderCarer         Reader = "carer"
	ReaderRelative      Reader = "relative"     // somebody else of the family
	ReaderProfessional  Reader = "professional" // of another agency
	ReaderAuthority     Reader = "authority"    // another local authority that takes over
	ReaderSender        Reader = "sender"       // sends the letters, from the check sheet
	ReaderMeeting       Reader = "meeting"      // goes through many cases: the paper's cover
	ReaderMeetingCase   Reader = "meeting_case" // the same, of one case or child
)

var readers = []struct {
	reader  Reader
	view    reflect.Type
	outside bool
}{
	{ReaderInternal, reflect.TypeFor[Internal](), false},
	{ReaderAdministrator, reflect.TypeFor[Administrator](), false},
	{ReaderChild, reflect.TypeFor[Child](), true},
	{ReaderParent, reflect.TypeFor[Parent](), true},
	{ReaderCarer, reflect.TypeFor[Carer](), true},
	{ReaderRelative, reflect.TypeFor[Relative](), true},
	{ReaderProfessional, reflect.TypeFor[Professional](), true},
	{ReaderAuthority, reflect.TypeFor[Authority](), true},
	{ReaderSender, reflect.TypeFor[CheckSheet](), false},
	{ReaderMeeting, reflect.TypeFor[Meeting](), false},
	{ReaderMeetingCase, reflect.TypeFor[MeetingCase](), false},
}

// ViewType is the type of what a reader sees. A template for that reader is
// checked against it.
func ViewType(r Reader) (reflect.Type, error) {
	for _, x := range readers {
		if x.reader == r {
			return x.view, nil
		}
	}
	return nil, fmt.Errorf("no reader %q; the readers are %v", r, Readers())
}

// Outside says whether a reader is outside the council's own service.
func (r Reader) Outside() bool {
	for _, x := range readers {
		if x.reader == r {
			return x.outside
		}
	}
	return true
}

// Readers is every kind of reader.
func Readers() []Reader {
	var out []Reader
	for _, x := range readers {
		out = append(out, x.reader)
	}
	return out
}

// ReaderOf is the kind of reader that a protocol means by a role or by a kind of
// reader outside, and the role, if it is one. Administrators see less than
// other colleagues.
func ReaderOf(to string) (reader Reader, role string) {
	for _, x := range readers {
		if string(x.reader) == to && x.outside {
			return x.reader, ""
		}
	}
	if strings.HasSuffix(to, "administrator") {
		return ReaderAdministrator, to
	}
	return ReaderInternal, to
}
