package model

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
	outside bool
}{
	{ReaderInternal, false}, {ReaderAdministrator, false}, {ReaderChild, true}, {ReaderParent, true}, {ReaderCarer, true},
	{ReaderRelative, true}, {ReaderProfessional, true}, {ReaderAuthority, true}, {ReaderSender, false}, {ReaderMeeting, false},
	{ReaderMeetingCase, false},
}

// Readers is every kind of reader.
func Readers() []Reader {
	var out []Reader
	for _, x := range readers {
		out = append(out, x.reader)
	}
	return out
}

// Outside says whether a reader is outside the council's own service, as one of
// whom nothing is known is.
func (r Reader) Outside() bool {
	for _, x := range readers {
		if x.reader == r {
			return x.outside
		}
	}
	return true
}

// Role is what a colleague does in a case; a council has titles of its own for it.
type Role string

// The roles.
const (
	RoleCurrentWorker              Role = "current_worker"
	RoleReceivingWorker            Role = "receiving_worker"
	RoleTransferringManager        Role = "transferring_manager"
	RoleReceivingManager           Role = "receiving_manager"
	RoleChair                      Role = "chair"
	RoleAdministrator              Role = "administrator"
	RoleAuditor                    Role = "auditor"
	RoleTransferringLineManager    Role = "transferring_line_manager"
	RoleReceivingLineManager       Role = "receiving_line_manager"
	RoleTransferringServiceManager Role = "transferring_service_manager"
	RoleReceivingServiceManager    Role = "receiving_service_manager"
	RoleEarlyHelpAdministrator     Role = "early_help_administrator"
)

var roles = []struct {
	role   Role
	reader Reader
}{
	{RoleCurrentWorker, ReaderInternal}, {RoleReceivingWorker, ReaderInternal}, {RoleTransferringManager, ReaderInternal},
	{RoleReceivingManager, ReaderInternal}, {RoleChair, ReaderInternal}, {RoleAdministrator, ReaderAdministrator},
	{RoleAuditor, ReaderInternal}, {RoleTransferringLineManager, ReaderInternal}, {RoleReceivingLineManager, ReaderInternal},
	{RoleTransferringServiceManager, ReaderInternal}, {RoleReceivingServiceManager, ReaderInternal},
	{RoleEarlyHelpAdministrator, ReaderAdministrator},
}

// ReaderOf is the kind of reader that a protocol means by a role or by a kind
// of reader outside, and the role, if it is one. Administrators see less than
// other colleagues. Not ok: there is no such role and no such reader, and
// nothing is for it.
func ReaderOf(to string) (reader Reader, role Role, ok bool) {
	for _, x := range roles {
		if string(x.role) == to {
			return x.reader, x.role, true
		}
	}
	for _, x := range readers {
		if string(x.reader) == to && x.outside {
			return x.reader, "", true
		}
	}
	return "", "", false
}

// The words of a restriction: what it keeps from somebody.
const (
	KeepAddress      Word = "address"
	KeepTelephone    Word = "telephone"
	KeepEmail        Word = "email"
	KeepSchool       Word = "school"
	KeepWorkplace    Word = "workplace"
	KeepName         Word = "name"
	KeepNewName      Word = "new_name"
	KeepExistence    Word = "existence"
	KeepRelationship Word = "relationship"
	KeepPaternity    Word = "paternity"
	KeepDeath        Word = "death"
	KeepCarer        Word = "carer"
	KeepProvider     Word = "provider"
	KeepContactVenue Word = "contact_venue"
	KeepWorkerBase   Word = "worker_base"
	KeepArea         Word = "area"
	KeepProfessional Word = "professional"
	KeepReferrer     Word = "referrer"
	KeepFact         Word = "fact"
)

// The answers of a consent.
const (
	ConsentGiven     Word = "given"
	ConsentRefused   Word = "refused"
	ConsentNotSought Word = "not_sought"
)
