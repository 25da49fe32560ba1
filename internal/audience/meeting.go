package audience

// Meeting is the cover of the paper of a meeting that goes through many cases.
// It counts cases, and names none but those that the meeting's list has.
type Meeting struct {
	At
	Council, Title, AsOf *Fact
	Why                  *Fact // which cases the list takes, in words
	Label                *Fact // where the paper's form comes from; nil if there is nothing to say
	Assumption           *Fact // how an open point of the procedure is read
	Team                 *Fact // the one receiving team whose cases it has; nil: all
	Presents             *Fact // the one manager who presents the cases that it has; nil: all
	OneReader            bool  // a copy for one reader, without the cases that this reader may not see
	Names                bool  // made with names
	Anonymous            bool  // some lines have no identifying details
	Start, Each          *Fact // when the first case is called, and how long each has
	Cases, Lines         *Fact // how many cases, and how many lines they have
	Late, Due, Unknown   *Fact // how many cases stand so; nil if none does
	Settled              *Fact // how many have nothing open; nil if none has
	Again                *Fact // how many must be discussed again; nil if none must
	Limited              *Fact // how many show their reference alone; nil if none does
	Weeks                []MeetingWeek
	Chart                *Drawing         // cases by week and by what they wait for; nil of few
	LeftOut              []MeetingLeftOut // what could not be read, each with its place
	LeftOutCount         *Fact            // how many, where their places aren't shown; nil if none were
	NoList               []MeetingNoList  // the council's cases that no list takes, by why
}

// MeetingNoList are cases that no list takes, for one reason.
type MeetingNoList struct {
	Why   *Fact // "the transfer is done"
	Cases *Fact // how many
	Who   *Fact // references
}

// MeetingWeek is one bar of the picture of who is due when.
type MeetingWeek struct {
	When  *Fact // "23 to 29 November 2026", "Late", "No date yet"
	Cases *Fact // how many
	Who   *Fact // references
}

// MeetingLeftOut is a case that couldn't be read.
type MeetingLeftOut struct {
	Place, Why *Fact // file and place in it, or reference; never a value of the record
}

// MeetingCase is what a meeting that goes through many cases sees of one of
// them, or of one child of it. It has no address, no telephone number, no
// school, and no narrative but what meetings decided. Words that somebody typed
// in are shown only where they name nobody of the case and no place; names of
// family stand here only where the paper was asked for with names.
type MeetingCase struct {
	At
	Reference    *Fact
	AsOf         *Fact
	Child        MeetingChild   // the line's child; empty where a line is for the whole case
	Children     []MeetingChild // the children of the case who move
	Transfer     MeetingTransfer
	Late         []MeetingDeadline // not done in time, or set for a wrong day; what was done too late is no longer here
	Due          []MeetingDeadline // to be done, and in time
	Unknown      []MeetingDeadline // nobody can say yet when it is due
	Checklist    *Fact             // "3 of 18 missing or not audited"; nil where the protocol asks for nothing
	Missing      []*Fact           // the council's words for each of them
	Stopped      *Fact             // what the missing items stop, and why
	Audit        MeetingAudit
	Court        MeetingCourt
	EarlyHelp    MeetingEarlyHelp
	Meetings     []MeetingHeld // all meetings held by the day, the latest first
	Last         MeetingHeld   // the last of those that this paper is for
	Before       *Fact         // how often such a meeting has had the case: "2 times before"; nil if never
	DiscussAgain *Fact         // why it must be discussed again; nil if it need not
	Tasks        *Fact         // "3 outstanding, 1 of them overdue"
	OldestTask   *Fact         // the earliest day by which one of them is, or was, due
	Extra        []Named       // the council's own facts that its protocol gives meetings
	Titles       Titles
}

// MeetingChild is a child as a meeting of many cases sees them.
type MeetingChild struct {
	At
	Initials        *Fact
	Name            *Fact // only where names were asked for
	Number          *Fact `record:"number"`
	Age             *Fact // "9 years"; of an unborn child when the birth is expected
	DateOfBirth     *Fact // only where names were asked for
	Sex             *Fact
	Statuses        *Fact
	Status          *Fact // in few words: "Interim care order", "Child protection"
	Years           *Fact // the age in few words: "9", "16 months", "unborn"
	LegalStatus     *Fact
	Orders          []MeetingOrder
	CategoryOfNeed  *Fact
	CPCategory      *Fact `record:"cp_plan.category"`
	Disabilities    *Fact
	Route           *Fact `record:"permanence.route"`
	Plan            *Fact `record:"permanence.primary"`
	ParallelPlan    *Fact `record:"permanence.parallel"`
	PlanDecidedOn   *Fact `record:"permanence.decided_on"`
	PathwayPart1    *Fact `record:"pathway_plan.part_1"`
	PathwayPart2    *Fact `record:"pathway_plan.part_2"`
	LookedAfterFrom *Fact `record:"dates.looked_after_from"`
	FirstReview     *Fact `record:"dates.first_review"`
	SecondReview    *Fact `record:"dates.second_review"`
	NextReview      *Fact `record:"dates.next_review"`
	Gateway         *Fact `record:"dates.gateway_meeting"`
	Permanence      *Fact `record:"dates.permanence_meeting"`
	IRH             *Fact `record:"dates.irh"`
	FinalHearing    *Fact `record:"dates.final_hearing"`
	ICO             *Fact `record:"dates.ico_granted"`
	TurnsAdult      *Fact // the 18th birthday, where names were asked for; else its month
	Dates           []Named
	Stays           *Fact `record:"moves"` // only of a child who keeps the present worker while others move
}

// MeetingOrder is an order of a court.
type MeetingOrder struct{ Kind, MadeOn, EndsOn *Fact }

// MeetingTransfer is the handing over, with the council's own people by name.
type MeetingTransfer struct {
	At
	Kind, FromTeam, ToTeam, CurrentWorker, ReceivingWorker *Fact
	FromShort, ToShort                                     *Fact // the teams by their short names, or else as above
	TransferringManager, ReceivingManager                  *Fact
	LineManager                                            *Fact // of the current worker
	FromService, ToService                                 *Fact // of the two teams, by the protocol's name
	Trigger                                                *Fact `record:"trigger.event"`
	TriggerDate                                            *Fact `record:"trigger.date"`
	WindowEnd                                              *Fact
	Tentative                                              *Fact `record:"dates.tentative"`
	Date                                                   *Fact `record:"dates.transfer"`
	WorkerIdentified                                       *Fact `record:"dates.worker_identified"`
	Involved                                               *Fact `record:"dates.involved"`
	IntroductoryVisit                                      *Fact `record:"dates.introductory_visit"`
	JointVisit                                             *Fact `record:"dates.joint_visit"`
	MeetingDate                                            *Fact `record:"dates.transfer_meeting"`
	TrackingMeeting                                        *Fact `record:"dates.tracking_meeting"`
	Agreed                                                 *Fact `record:"dates.agreed"`
	Notified                                               *Fact `record:"dates.notified"`
	NotToTransfer                                          *Fact `record:"decision_not_to_transfer.date"` // the day; the reason stays in the record
	NotToTransferAgreedBy                                  *Fact `record:"decision_not_to_transfer.agreed_by"`
	Delayed                                                *Fact `record:"delay.expected"`
	Dates                                                  []Named
}

// MeetingDeadline is a deadline that is open.
type MeetingDeadline struct {
	Label *Fact // "Case Transfer Meeting"; its code is the deadline's id
	Child *Fact // initials, where the line is for several children
	Says  *Fact // "late by 3 working days"
	Limit *Fact // the last day that keeps it; nil where nobody can say
	Brief *Fact // how it stands, in few words: "Late 3 days", "Due in 10 days", "in 23 days"
}

// MeetingAudit is how far the file audit is.
type MeetingAudit struct {
	At
	Worker        *Fact `record:"worker.on"`
	Administrator *Fact `record:"administrator.on"`
	Manager       *Fact `record:"manager.on"`
}

// MeetingCourt is the proceedings.
type MeetingCourt struct {
	At
	Proceedings *Fact
	NextHearing *Fact `record:"next_hearing.date"`
	Timetable   []MeetingCourtDate
}

// MeetingCourtDate is a date of the court's timetable to come.
type MeetingCourtDate struct{ Date, What *Fact }

// MeetingEarlyHelp is a step down to early help.
type MeetingEarlyHelp struct {
	At
	Service, FormDate *Fact
	Outcome           *Fact `record:"outcome.decision"`
	OutcomeDate       *Fact `record:"outcome.date"`
}

// MeetingHeld is a meeting that was held.
type MeetingHeld struct {
	At
	Kind         *Fact // its code is the kind in small letters
	Date         *Fact
	DiscussAgain *Fact
	Decisions    []MeetingDecision
}

// MeetingDecision is what a meeting decided.
type MeetingDecision struct {
	Text *Fact // on one line; or, where the words name somebody or some place, what the decision comes to
	Code *Fact // what it comes to: "Move"; nil where nobody said so
	Who  *Fact // a worker; nil for anybody else
	Due  *Fact
}
