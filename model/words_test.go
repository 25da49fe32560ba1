package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestReaderOf: what a protocol calls a reader or a role, and what they see;
// what is neither is nobody's, above all not a colleague's.
func TestReaderOf(t *testing.T) {
	for _, x := range []struct {
		to     string
		reader Reader
		role   Role
	}{
		{"child", ReaderChild, ""}, {"parent", ReaderParent, ""}, {"carer", ReaderCarer, ""}, {"professional", ReaderProfessional, ""},
		{"administrator", ReaderAdministrator, RoleAdministrator}, {"early_help_administrator", ReaderAdministrator, RoleEarlyHelpAdministrator},
		{"receiving_manager", ReaderInternal, RoleReceivingManager},
		{"receiving_administrator", "", ""}, {"internal", "", ""}, {"sender", "", ""}, {"meeting", "", ""}, {"manager", "", ""}, {"", "", ""},
	} {
		if reader, role, ok := ReaderOf(x.to); reader != x.reader || role != x.role || ok != (x.reader != "") {
			t.Errorf("%s: %s, %q, %v", x.to, reader, role, ok)
		}
	}
	if len(Readers()) != 11 || len(roles) != 12 {
		t.Errorf("%d readers, %d roles", len(Readers()), len(roles))
	}
	if !Reader("nobody").Outside() || ReaderMeeting.Outside() || !ReaderAuthority.Outside() {
		t.Error("who is outside")
	}
}

// TestConstantsAreTheRecordsWords: each closed word that Go asks for is one that
// a record can have, and there is no other.
func TestConstantsAreTheRecordsWords(t *testing.T) {
	for _, x := range []struct {
		of    reflect.Type
		field string
		words []Word
	}{
		{reflect.TypeFor[Restriction](), "What", []Word{KeepAddress, KeepTelephone, KeepEmail, KeepSchool, KeepWorkplace, KeepName, KeepNewName, KeepExistence,
			KeepRelationship, KeepPaternity, KeepDeath, KeepCarer, KeepProvider, KeepContactVenue, KeepWorkerBase, KeepArea, KeepProfessional, KeepReferrer, KeepFact}},
		{reflect.TypeFor[Consent](), "Answer", []Word{ConsentGiven, ConsentRefused, ConsentNotSought}},
	} {
		f, _ := x.of.FieldByName(x.field)
		var got []Word
		for _, w := range strings.Fields(f.Tag.Get("words")) {
			got = append(got, Word(w))
		}
		if !slices.Equal(got, x.words) {
			t.Errorf("%s.%s: the record has %v, Go %v", x.of.Name(), x.field, got, x.words)
		}
	}
}
