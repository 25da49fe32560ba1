package audience

// Letter is what a letter to any reader outside may hold. It has no address
// but the recipient's own and, by a grant, the child's; no narrative but the
// reason written for that reader, no code, no legal status and nothing of
// another child.
//
// A field with the tag grant is filled only where the council's protocol grants
// that fact to this reader, in this document.
type Letter struct {
	At
	Council    *Fact
	Date       *Fact   // the letter's date
	Number     *Fact   `record:"number"` // the child's number in the record system
	Sender     []*Fact // who writes, a line each
	Address    []*Fact // the recipient's name and address, a line each
	From       *Fact   `record:"/transfer.dates.transfer"` // the day from which the new worker is responsible
	Changed    bool    // that day has come, so that nothing is said of what comes before it
	Ended      bool    // the day of closing has come
	Met        bool    // the day on which the new worker is introduced has passed
	Leaving    OutColleague
	Joining    OutColleague
	OutOfHours *Fact // telephone when the office is closed
	Signs      []Signature
	Complaints Help
	Formats    Help
	Large      bool // the record asks for large print, or for Easy Read

	FromTeam, ToTeam *Fact
	Manager          OutColleague // of the team that has the case until it moves
	Tentative        *Fact        `record:"/transfer.dates.tentative"`              // a transfer date that is not settled yet
	Closed           *Fact        `record:"/closure.effective"`                     // the day on which the case closes
	Moved            *Fact        `record:"/transfer.dates.moved" grant:"moved_on"` // the day on which the family moved away
	Delay            OutDelay
	EarlyHelp        OutEarlyHelp
	Extra            []Named // the council's own facts that its protocol gives this reader
}

// OutDelay is a transfer put off, as people outside see it.
type OutDelay struct {
	At
	From, Expected, ReviewOn *Fact
	Interim                  OutColleague
}

// OutEarlyHelp is a step down to early help: who leads, and when the team
// around the family first meets.
type OutEarlyHelp struct {
	At
	Service             *Fact
	Lead                OutContact `record:"lead_professional"`
	Date, Time, Meeting *Fact      // of its first meeting: day, time and place
	Coming              *Fact      `record:"date"` // Date, where it is today or to come
}

// OutContact is somebody of another agency, at work.
type OutContact struct {
	At
	Name, Role, Agency, Telephone, Email *Fact
}

// Help is a way to get help: the council's words, and whom to ask.
type Help struct {
	Text             *Narrative
	Telephone, Email *Fact
}

// OutColleague is a worker as people outside the council see them.
type OutColleague struct {
	At
	Name, FirstName, Role, Team, Telephone, Email, WorkingDays *Fact
}

// Child is a letter to the child or young person. One of Young, Middle, Teen and
// Adult holds; a template asks for EasyRead first, which can go with each.
type Child struct {
	Letter
	You               *Fact      `record:"first_name"` // the name that the child is known by
	Why               *Narrative `record:"/transfer.reason.for_child"`
	AboutWorker       *Narrative `record:"/transfer.receiving_worker.about_me"`
	IntroductoryVisit *Fact      `record:"/transfer.dates.introductory_visit"`
	NextReview        *Fact      `record:"dates.next_review"`
	Advocacy          Help
	SupportAfter      *Narrative `record:"/closure.support_after"`
	HowToComeBack     *Narrative `record:"/closure.how_to_come_back"`
	Hello             *Narrative `record:"letters.hello"`
	Where             *Narrative `record:"letters.where"`
	WhoComes          *Narrative `record:"letters.who_comes"`
	Goodbye           *Narrative `record:"letters.goodbye"`
	ReadAloud         bool       // the record asks that it be read to the child
	Keepsake          bool       // under 5: kept by the carer until the child is older
	EasyRead          bool       // the record asks for Easy Read
	Young             bool       // under 8
	Middle            bool       // 8 to 12, or no date of birth is recorded
	Teen              bool       // 13 and over, and not yet an adult
	Adult             bool       // 18 or over, or a care leaver
	ComesOfAge        bool       // 18 on the day of the transfer, and not yet
}

// Family is a letter to a parent, to somebody else with parental
// responsibility, or to a carer.
type Family struct {
	Letter
	You               *Fact        `record:"name"`         // what they are called after Dear: the salutation, or the name
	ToDo              *Narrative   `record:"relationship"` // what is asked of them
	Child             *Fact        `record:"/children"`    // the name that the child is known by
	Unborn            bool         // the child isn't born yet
	ComesOfAge        bool         // the child is 18 on the day of the transfer, and isn't yet
	Why               *Narrative   `record:"/transfer.reason.for_family"`
	IntroductoryVisit *Fact        `record:"/transfer.dates.introductory_visit"`
	NextReview        *Fact        `record:"dates.next_review"`
	SupportAfter      *Narrative   `record:"/closure.support_after"`
	HowToComeBack     *Narrative   `record:"/closure.how_to_come_back"`
	Team              []OutContact `record:"/early_help.members" grant:"team"` // the professionals of the team around the family
}

// Parent is a letter to a parent or somebody else with parental responsibility.
type Parent struct{ Family }

// Carer is a letter to somebody who looks after the child.
type Carer struct{ Family }

// Relative is a letter to somebody of the family who is neither a parent nor
// has parental responsibility nor looks after the child: who works with the
// child, from when and how to reach them. It has no reason, which is written for
// those at home, and none of the family's dates.
type Relative struct {
	Letter
	You   *Fact      `record:"name"`
	Child *Fact      `record:"/children"`    // the name that the child is known by
	ToDo  *Narrative `record:"relationship"` // what is asked of them
}

// Professional is a letter to somebody of another agency: who, from when,
// and where to send things, and nothing else.
type Professional struct {
	Letter
	You           *Fact      `record:"name"`
	Role          *Fact      `record:"role"`
	Agency        *Fact      `record:"agency"`
	Child         *Fact      `record:"/children"` // the child's name
	ToDo          *Narrative `record:"to_do"`     // what is asked of them in their role
	Why           *Narrative `record:"/transfer.reason.for_professionals"`
	Meeting       OutMeeting // the transfer meeting, for one who is invited to it
	Referral      OutReferral
	Leads         bool         // the reader is to lead the early help
	DateOfBirth   *Fact        `record:"/date_of_birth" grant:"date_of_birth"`
	BabyDue       *Fact        `record:"/expected_date_of_birth" grant:"expected_birth"` // of a child who isn't born yet
	Home          *Fact        `record:"/address" grant:"home_address"`                  // where the child lives, on one line: in date, confirmed, and not confidential
	PlacementFrom *Fact        `record:"/dates.placement_from" grant:"placement_from"`   // the day of a change of placement
	Team          []OutContact `record:"/early_help.members" grant:"team"`               // the professionals of the team around the child
	Family        []OutContact `record:"/early_help.members" grant:"team_family"`        // of the team around the child, for one who belongs to it too; nobody whom a restriction is about
}

// OutMeeting is when and where a meeting is, and who chairs it.
type OutMeeting struct {
	At
	Date, Venue *Fact
	Chair       OutContact
}

// OutReferral is when a referral came in and what became of it, without what it says.
type OutReferral struct {
	At
	Received, Accepted *Fact `grant:"referral"`
}

// Authority is a letter to another local authority that takes over.
type Authority struct {
	Letter
	You            *Fact      `record:"worker"`
	Name           *Fact      `record:"name"`
	TheirReference *Fact      `record:"their_reference"`
	Child          *Fact      `record:"/children"`
	DateOfBirth    *Fact      `record:"/date_of_birth" grant:"date_of_birth"`
	Home           *Fact      `record:"/address" grant:"home_address"` // where the child lives, on one line: in date, confirmed, and not confidential
	Why            *Narrative `record:"/transfer.reason.for_professionals"`
	Referral       OutReferral
	MeetingDate    *Fact `record:"meeting.date"`
	MeetingTime    *Fact `record:"meeting.time"`
	MeetingVenue   *Fact `record:"meeting.venue"`
}

// Administrator is what the council's administrators need to move a record:
// names, numbers, workers and dates, and no narrative.
type Administrator struct {
	At
	Council, RecordSystem, Reference, AsOf *Fact
	Titles                                 Titles
	Signs                                  []Signature
	To                                     Colleague
	Current, Receiving                     OutColleague
	TransferringManager, ReceivingManager  OutColleague
	FromTeam, ToTeam                       *Fact
	Date                                   *Fact `record:"/transfer.dates.transfer"`
	MeetingDate                            *Fact `record:"/transfer.dates.transfer_meeting"`
	EarlyHelp                              OutEarlyHelp
	Team                                   []OutContact `record:"/early_help.members"` // the professionals of the team around the family
	Children                               []AdministratorChild
	Extra                                  []Named // the council's own facts that its protocol gives administrators
}

// AdministratorChild is a child as an administrator sees them.
type AdministratorChild struct {
	At
	ID, Number, Name, DateOfBirth *Fact
}
