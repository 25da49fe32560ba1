package audience

import (
	"fmt"
	"reflect"

	"handover/model"
)

// ViewType is the type of what a reader sees. A template for that reader is
// checked against it.
func ViewType(r model.Reader) (reflect.Type, error) {
	switch r {
	case model.ReaderInternal:
		return reflect.TypeFor[Internal](), nil
	case model.ReaderAdministrator:
		return reflect.TypeFor[Administrator](), nil
	case model.ReaderChild:
		return reflect.TypeFor[Child](), nil
	case model.ReaderParent:
		return reflect.TypeFor[Parent](), nil
	case model.ReaderCarer:
		return reflect.TypeFor[Carer](), nil
	case model.ReaderRelative:
		return reflect.TypeFor[Relative](), nil
	case model.ReaderProfessional:
		return reflect.TypeFor[Professional](), nil
	case model.ReaderAuthority:
		return reflect.TypeFor[Authority](), nil
	case model.ReaderSender:
		return reflect.TypeFor[CheckSheet](), nil
	case model.ReaderMeeting:
		return reflect.TypeFor[Meeting](), nil
	case model.ReaderMeetingCase:
		return reflect.TypeFor[MeetingCase](), nil
	}
	return nil, fmt.Errorf("no reader %q; the readers are %v", r, model.Readers())
}
