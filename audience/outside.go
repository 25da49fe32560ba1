package audience

// Letter is what a letter to any reader outside may hold. It has no address
// but the recipient's own, no narrative but the reason written for that reader,
// no code, no legal status and nothing of another child.
type Letter struct {
	At
	Council    *Fact
	Date       *Fact   // the letter's date
	Number     *Fact   `record:"number"` // the child's number in the record system
	Sender     []*Fact // who writes, a line each
	Address    []*Fact // the recipient's name and address, a line each
	From       *Fact   `record:"/transfer.dates.transfer"` // the day from which the new worker is responsible
	Leaving    OutColleague
	Joining    OutColleague
	OutOfHours *Fact // telephone when the office is closed
	Signs      []Signature
	Complaints Help
	Formats    Help
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

// Child is a letter to the child or young person. Care leavers are written to
// as adults.
type Child struct {
	Letter
	You               *Fact      // the name that the child is known by
	Why               *Narrative `record:"/transfer.reason.for_child"`
	AboutWorker       *Narrative `record:"/transfer.receiving_worker.about_me"`
	IntroductoryVisit *Fact      `record:"/transfer.dates.introductory_visit"`
	NextReview        *Fact      `record:"dates.next_review"`
	Advocacy          Help
	Keepsake          bool // kept by the carer until the child is older
	Adult             bool // 18 or over
}

// Family is a letter to a parent, to somebody else with parental
// responsibility, or to a carer.
type Family struct {
	Letter
	You               *Fact      `record:"name"`
	Child             *Fact      // the name that the child is known by
	Why               *Narrative `record:"/transfer.reason.for_family"`
	IntroductoryVisit *Fact      `record:"/transfer.dates.introductory_visit"`
	NextReview        *Fact      `record:"dates.next_review"`
}

// Parent is a letter to a parent or somebody else with parental responsibility.
type Parent struct{ Family }

// Carer is a letter to somebody who looks after the child.
type Carer struct{ Family }

// Professional is a letter to somebody of another agency: who, from when,
// and where to send things, and nothing else.
type Professional struct {
	Letter
	You    *Fact      `record:"name"`
	Role   *Fact      `record:"role"`
	Agency *Fact      `record:"agency"`
	Child  *Fact      // the child's name
	Why    *Narrative `record:"/transfer.reason.for_professionals"`
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
	Children                               []AdministratorChild
}

// AdministratorChild is a child as an administrator sees them.
type AdministratorChild struct {
	At
	ID, Number, Name, DateOfBirth *Fact
}
