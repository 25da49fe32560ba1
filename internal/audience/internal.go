package audience

// Internal is what the workers and managers of the case see: the whole record,
// as far as it concerns the document's child.
type Internal struct {
	At
	Council       *Fact
	RecordSystem  *Fact
	Reference     *Fact
	AsOf          *Fact
	Access        InternalAccess
	Extra         []Named
	Child         InternalChild   // the document's child; empty where a document is for the whole case
	Children      []InternalChild // all children of the case
	Siblings      []InternalChild // the other children of the case
	People        []InternalPerson
	Households    []InternalHousehold
	Ecomap        *Drawing // who is around the child as a picture; nil where there are few
	Timeline      *Drawing // the child's life as a picture; nil where there are too few dates
	Window        *Drawing // the deadlines as a picture; nil where fewer than three have a day
	Genogram      *Drawing // the family as a picture; nil where there is nobody to draw
	Professionals []InternalProfessional
	Authorities   []InternalAuthority
	Restrictions  []InternalRestriction
	Transfer      InternalTransfer
	Current       Colleague
	Receiving     Colleague
	Colleagues    []Colleague `record:"workers"` // the record's other workers
	Titles        Titles
	Signs         []Signature // who signs this document, in order
	To            Colleague   // the colleague that a notice inside the council goes to; empty otherwise
	Meetings      []InternalMeeting
	Consents      []InternalConsent
	EarlyHelp     InternalEarlyHelp
	Plans         []InternalPlan
	Assessments   []InternalAssessment
	Summary       InternalSummary
	Risks         []InternalRisk
	HealthSafety  InternalHealthSafety `record:"health_and_safety"`
	Court         InternalCourt
	Contact       InternalContact `record:"contact_plan"`
	Chronology    []InternalEvent
	KeyDates      []InternalKeyDate
	Completed     []InternalTask // tasks that are done
	Outstanding   []InternalTask // tasks that are not done
	Finance       []InternalFinance
	Supervision   []InternalSupervision
	Checklist     []CheckItem // of the document's child, or of all
	Missing       []CheckItem // items that either audit found missing, or nobody has audited
	Discrepancies []CheckItem // first audit present, second not
	Deadlines     []Deadline
	Late          []Deadline
	Coming        []ComingDay    // the next five days on which something is arranged
	Urgent        []UrgentTask   // the five open tasks that are due first
	Homes         []GlancePerson // the family, those who live with the child first
	TasksLate     *Fact          // how many open tasks there are, and how many are late; nil where none is open
	Rules         []Rule
	Stopped       *Fact   // what the protocol stops and why; nil if nothing
	StoppedBy     []*Fact // the items, missing or not audited, that stop it
	Audit         InternalAudit
	PaperRecords  []InternalPaperRecord
	Referral      InternalReferral
	Previous      InternalPreviousClosure `record:"previous_closure"`
	Closure       InternalClosure
	Sent          []InternalSent
	NotKnown      []InternalNotKnown
}

// Named is a value with a label: an event of a dates map, an extra field.
type Named struct {
	At
	Label *Fact // templates tell names apart by it: {{if is .Label "next_review"}}
	Value *Fact

	name string // as the record writes it
}

// Titles is what the council calls its people.
type Titles struct {
	CurrentWorker, ReceivingWorker, TransferringManager, ReceivingManager, Chair, Administrator *Fact
}

// Signature is a line to sign on.
type Signature struct {
	Role *Fact // the council's title: "CP/CIN social worker"
	Name *Fact // who signs; nil if not known
	What *Fact // "Written by", "Countersigned by", "Authorised by"
}

// Colleague is a worker of the council, as colleagues see them.
type Colleague struct {
	At
	Name, Pronouns, Role, Team, Service, Base, Telephone, Email, WorkingDays, LineManager *Fact
	TeamTelephone, TeamEmail, OutOfHours, TeamAddress                                     *Fact
	Qualified, LeftOn                                                                     *Fact
	ASYE                                                                                  *Fact `record:"asye"`
	AboutMe                                                                               *Narrative
	Conflict                                                                              *Narrative `from:"conflict.reason"`
	ConflictWith                                                                          *Fact      `record:"conflict.with"`
}

// InternalAccess is why a record is locked, and who may see it.
type InternalAccess struct {
	At
	Limited *Fact
	Reason  *Narrative
	Allowed *Fact
}

// InternalChild is a child as the child's workers see them.
type InternalChild struct {
	At
	ID, Number, Name, FirstName, MiddleNames, Surname, KnownAs, LatinName, PreviousNames, Pronouns *Fact
	DateOfBirth, ExpectedDateOfBirth, DateOfBirthBasis, Age, BirthOrder, Mother                    *Fact
	DiedOn, Sex, Gender, SexualOrientation, Ethnicity, Nationality, Religion                       *Fact
	ReligiousObservance, CommunicationNeeds                                                        *Narrative
	FirstLanguage, Interpreter, Disabilities, Communication                                        *Fact
	NHSNumber                                                                                      *Fact      `record:"nhs_number"`
	UPN                                                                                            *Fact      `record:"upn"`
	ImmigrationStatus                                                                              *Fact      `record:"immigration.status"`
	Unaccompanied                                                                                  *Fact      `record:"immigration.unaccompanied"`
	ImmigrationDocuments                                                                           *Narrative `record:"immigration.documents"`
	AgeAssessment                                                                                  *Narrative `record:"age_assessment.decision"`
	AgeAssessedOn                                                                                  *Fact      `record:"age_assessment.date"`
	AgeAssessedBy                                                                                  *Fact      `record:"age_assessment.by"`
	Statuses                                                                                       *Fact
	LookedAfter                                                                                    bool    // today
	Ahead                                                                                          []Named // of the dates, those to come and no later than the transfer
	Unborn                                                                                         bool    // today
	LegalStatus                                                                                    *Fact   `from:"legal_status.code"`
	LegalStatusFrom                                                                                *Fact   `record:"legal_status.from"`
	Orders                                                                                         []InternalOrder
	CategoryOfNeed                                                                                 *Fact
	CPCategory                                                                                     *Fact `record:"cp_plan.category"`
	CPFrom                                                                                         *Fact `record:"cp_plan.from"`
	CPTo                                                                                           *Fact `record:"cp_plan.to"`
	CareLeaver                                                                                     *Fact `record:"care_leaver.category"`
	WeeksSince14                                                                                   *Fact `record:"care_leaver.weeks_looked_after_since_14"`
	Adviser                                                                                        *Fact `record:"care_leaver.adviser"`
	PermanenceRoute                                                                                *Fact `record:"permanence.route"`
	PermanencePlan                                                                                 *Fact `record:"permanence.primary"`
	ParallelPlan                                                                                   *Fact `record:"permanence.parallel"`
	PermanenceDecidedOn                                                                            *Fact `record:"permanence.decided_on"`
	Address                                                                                        *Fact
	AddressFrom                                                                                    *Fact      `record:"address.from"`
	AddressConfirmedOn                                                                             *Fact      `record:"address.confirmed_on"`
	AddressConfidential                                                                            *Fact      `record:"address.confidential"`
	AddressKnownTo                                                                                 *Fact      `record:"address.known_to"`
	School                                                                                         *Fact      `record:"school.professional"`
	YearGroup                                                                                      *Fact      `record:"school.year_group"`
	SchoolFrom                                                                                     *Fact      `record:"school.from"`
	PlacementType                                                                                  *Fact      `record:"placement.type"`
	PlacementProvider                                                                              *Fact      `record:"placement.provider"`
	Carers                                                                                         *Fact      `record:"placement.carers"`
	PlacementFrom                                                                                  *Fact      `record:"placement.from"`
	PlacementPlanDate                                                                              *Fact      `record:"placement.plan_date"`
	PlacementPlanningMeeting                                                                       *Fact      `record:"placement.planning_meeting"`
	PlacementChangeReason                                                                          *Fact      `record:"placement.change_reason"`
	PreviousPlacement                                                                              *Fact      `record:"placement.previous.type"`
	PreviousCarers                                                                                 *Fact      `record:"placement.previous.carers"`
	PreviousAddress                                                                                *Fact      `record:"placement.previous.address"`
	PreviousPlacementTo                                                                            *Fact      `record:"placement.previous.to"`
	Health                                                                                         *Narrative `record:"health.text"`
	InitialHealthRequested                                                                         *Fact      `record:"health.initial_assessment.requested"`
	InitialHealthDone                                                                              *Fact      `record:"health.initial_assessment.done"`
	Dental                                                                                         *Fact      `record:"health.dental"`
	Optician                                                                                       *Fact      `record:"health.optician"`
	Immunisations                                                                                  *Fact      `record:"health.immunisations"`
	Education                                                                                      *Narrative `record:"education.text"`
	PEPDate                                                                                        *Fact      `record:"education.pep_date"`
	PathwayPart1                                                                                   *Fact      `record:"pathway_plan.part_1"`
	PathwayPart2                                                                                   *Fact      `record:"pathway_plan.part_2"`
	AdviserContribution                                                                            *Narrative `record:"pathway_plan.adviser_contribution"`
	LaterLifeWritten                                                                               *Fact      `record:"later_life_letter.written"`
	LaterLifeShared                                                                                *Fact      `record:"later_life_letter.shared"`
	ExitInterview                                                                                  *Fact      `record:"exit_interview.offered"`
	BirthCertificateApplied                                                                        *Fact      `record:"birth_certificate.applied"`
	BirthCertificateReceived                                                                       *Fact      `record:"birth_certificate.received"`
	BirthCertificateHeldBy                                                                         *Fact      `record:"birth_certificate.held_by"`
	BirthCertificateCopyOnFile                                                                     *Fact      `record:"birth_certificate.copy_on_file"`
	BirthCertificateGiveTo                                                                         *Fact      `record:"birth_certificate.give_to"`
	PenPicture, WishesAndFeelings, Identity                                                        *Narrative
	LastSeen                                                                                       *Fact `record:"last_seen.date"`
	LastSeenBy                                                                                     *Fact `record:"last_seen.by"`
	LastSeenAlone                                                                                  *Fact `record:"last_seen.alone"`
	Worker, Moves                                                                                  *Fact
	Apart                                                                                          *Narrative `record:"apart.reason"`
	ApartAssessedBy                                                                                *Fact      `record:"apart.assessed_by"`
	ApartDate                                                                                      *Fact      `record:"apart.date"`
	Told                                                                                           Informed   `record:"inform"`
	LettersDeliver                                                                                 *Fact      `record:"letters.deliver"`
	LettersTo                                                                                      *Fact      `record:"letters.to"`
	Hello                                                                                          *Narrative `record:"letters.hello"`
	Where                                                                                          *Narrative `record:"letters.where"`
	WhoComes                                                                                       *Narrative `record:"letters.who_comes"`
	Goodbye                                                                                        *Narrative `record:"letters.goodbye"`
	LettersKept                                                                                    *Fact      `record:"letters.keep_for_later"`
	Glance                                                                                         InternalGlance
	Dates                                                                                          []Named
}

// InternalGlance is the child on two pages, as the worker wrote it for them.
type InternalGlance struct {
	At
	OwnWords, Who, Why, IfWrong *Narrative
	Said                        *Fact
	Worries, Works, Next        []*Narrative
}

// ComingDay is one of the next days of a case on which something is arranged.
type ComingDay struct {
	Day, What *Fact
}

// GlancePerson is somebody of the family in a line.
type GlancePerson struct {
	At
	Name, Is, PR, Telephone, Where *Fact
}

// UrgentTask is one of the tasks that are due first.
type UrgentTask struct {
	Task          *Narrative
	Who, Due, How *Fact // How: "Late by 3 days", "in 9 days"
	Late          bool
}

// Informed is whether somebody is to be told, and was.
type Informed struct {
	At
	Tell, DecidedBy, ToldOn, ToldBy, How *Fact
	Reason                               *Narrative
}

// InternalOrder is an order of a court.
type InternalOrder struct {
	At
	Kind, MadeOn, EndsOn, Court *Fact
	Terms                       *Narrative
}

// InternalPerson is somebody of the family or network, and what they are to
// the document's child.
type InternalPerson struct {
	At
	ID, Name, LatinName, PreviousNames, Pronouns, DateOfBirth, DiedOn, Address, Telephone, Email, Workplace *Fact
	FirstLanguage, Interpreter, SameAs, Communication, LetterLanguage, Translation                          *Fact
	LettersDeliver                                                                                          *Fact `record:"letters.deliver"`
	LettersTo                                                                                               *Fact `record:"letters.to"`
	Salutation                                                                                              *Fact
	UnsafePost                                                                                              *Fact                  `record:"letters.unsafe_post"`
	SafeContact                                                                                             *Fact                  `record:"letters.safe_contact"`
	Relationships                                                                                           []InternalRelationship `record:"relationship"`
	Parents                                                                                                 *Fact
	Partners                                                                                                []InternalPartner
}

// InternalPartner is somebody with whom a person is or was a couple.
type InternalPartner struct {
	At
	Person, Kind, From, Until, Ended *Fact
}

// InternalRelationship is what a person is to one child.
type InternalRelationship struct {
	At
	Child, Is, ParentalResponsibility *Fact
	ContactStatus                     *Fact      `record:"contact.status"`
	ContactArrangements               *Narrative `record:"contact.arrangements"`
	Told                              Informed   `record:"inform"`
	ToDo                              *Narrative `record:"to_do"`
}

// InternalHousehold is people who live together.
type InternalHousehold struct {
	At
	Address, Members *Fact
}

// InternalProfessional is somebody of another agency.
type InternalProfessional struct {
	At
	ID, Name, Role, Kind, Agency, Children, Address, Telephone, Email, SecureEmail, From, LeavingOn, SameAs *Fact
	Tell                                                                                                    *Fact      `record:"inform.tell"`
	TellReason                                                                                              *Narrative `record:"inform.reason"`
	ToDo                                                                                                    *Narrative `record:"to_do"`
}

// InternalAuthority is another local authority.
type InternalAuthority struct {
	At
	Name, Worker, TheirReference, Address, SecureEmail *Fact
	MeetingDate                                        *Fact `record:"meeting.date"`
	MeetingTime                                        *Fact `record:"meeting.time"`
	MeetingVenue                                       *Fact `record:"meeting.venue"`
	RecordsRequested                                   *Fact `record:"records.requested"`
	RecordsReceived                                    *Fact `record:"records.received"`
}

// InternalRestriction is what somebody must not learn about somebody.
type InternalRestriction struct {
	At
	Who, Also, About, What, Words, DecidedBy, DecidedOn, ReviewOn, EndedOn, EndedBy *Fact
	Reason                                                                          *Narrative
}

// InternalTransfer is the handing over.
type InternalTransfer struct {
	At
	Kind, FromTeam, ToTeam, CurrentWorker, ReceivingWorker, SameWorker *Fact
	TransferringManager, ReceivingManager, Chair, Administrator        *Fact
	ReasonCode                                                         *Fact             `record:"reason.code"`
	Reason                                                             *Narrative        `record:"reason.text"`
	ReasonForChild                                                     *Narrative        `record:"reason.for_child"`
	ReasonForFamily                                                    *Narrative        `record:"reason.for_family"`
	ReasonForProfessionals                                             *Narrative        `record:"reason.for_professionals"`
	ReasonForSome                                                      []InternalTextFor `record:"reason.for_some"`
	Trigger                                                            *Fact             `record:"trigger.event"`
	TriggerDate                                                        *Fact             `record:"trigger.date"`
	WindowEnd                                                          *Fact
	ACRPDate                                                           *Fact      `record:"acrp.date"`
	ACRPDecision                                                       *Narrative `record:"acrp.decision"`
	ACRPConditions                                                     *Narrative `record:"acrp.conditions"`
	Date                                                               *Fact      `record:"dates.transfer"`
	MeetingDate                                                        *Fact      `record:"dates.transfer_meeting"`
	IntroductoryVisit                                                  *Fact      `record:"dates.introductory_visit"`
	JointVisit                                                         *Fact      `record:"dates.joint_visit"`
	TrackingMeeting                                                    *Fact      `record:"dates.tracking_meeting"`
	Agreed                                                             *Fact      `record:"dates.agreed"`
	Conversation                                                       *Fact      `record:"dates.conversation"`
	Notified                                                           *Fact      `record:"dates.notified"`
	Acknowledged                                                       *Fact      `record:"dates.acknowledged"`
	Review                                                             *Fact      `record:"dates.review"`
	CaseDiscussion                                                     *Fact      `record:"dates.case_discussion"`
	Allocated                                                          *Fact      `record:"dates.allocated"`
	Moved                                                              *Fact      `record:"dates.moved"`
	ReadyForClosure                                                    *Fact      `record:"dates.ready_for_closure"`
	ClosureAgreed                                                      *Fact      `record:"dates.closure_agreed"`
	Dates                                                              []Named
	Views                                                              []InternalViews
	Exception                                                          *Narrative `record:"exception.reason"`
	ExceptionAgreedBy                                                  *Fact      `record:"exception.agreed_by"`
	ExceptionDate                                                      *Fact      `record:"exception.date"`
	NotToTransfer                                                      *Narrative `record:"decision_not_to_transfer.reason"`
	NotToTransferAgreedBy                                              *Fact      `record:"decision_not_to_transfer.agreed_by"`
	NotToTransferDate                                                  *Fact      `record:"decision_not_to_transfer.date"`
	Delay                                                              *Narrative `record:"delay.reason"`
	DelayFrom                                                          *Fact      `record:"delay.from"`
	DelayExpected                                                      *Fact      `record:"delay.expected"`
	InterimWorker                                                      *Fact      `record:"delay.interim_worker"`
	DelayReviewOn                                                      *Fact      `record:"delay.review_on"`
	DelayTold                                                          *Fact      `record:"delay.told"`
}

// InternalTextFor is why the case moves, written for some readers alone.
type InternalTextFor struct {
	At
	For  *Fact
	Text *Narrative
}

// InternalViews is what somebody thinks of the transfer.
type InternalViews struct {
	At
	Who, Date, By *Fact
	Text          *Narrative
}

// InternalMeeting is a meeting.
type InternalMeeting struct {
	At
	ID, Kind, Date, Time, Venue, Chair, Invited, Attended, Children, Papers, DiscussAgain *Fact
	Decisions                                                                             []InternalDecision
	ToCome                                                                                bool // and no later than the transfer
}

// InternalDecision is what a meeting decided.
type InternalDecision struct {
	At
	Decision *Narrative
	Who, Due *Fact
}

// InternalConsent is a consent.
type InternalConsent struct {
	At
	By, About, ToWhat, WithWhom, Answer, Date, Evidence *Fact
	Overridden                                          *Narrative `record:"overridden.reason"`
	OverriddenBy                                        *Fact      `record:"overridden.by"`
}

// InternalEarlyHelp is a step down to early help.
type InternalEarlyHelp struct {
	At
	Service, FormDate, LeadProfessional, Administrator, Members *Fact
	Rationale, Needs, IfDeclined, IfWaiting                     *Narrative
	Outcome                                                     *Fact      `record:"outcome.decision"`
	OutcomeRationale                                            *Narrative `record:"outcome.rationale"`
	OutcomeDate                                                 *Fact      `record:"outcome.date"`
}

// InternalPlan is a child's plan.
type InternalPlan struct {
	At
	Kind, Child, Date, Reviewed *Fact
	Goals                       []InternalGoal
}

// InternalGoal is a goal of a plan.
type InternalGoal struct {
	At
	Goal, Action *Narrative
	Who, By      *Fact
}

// InternalAssessment is an assessment.
type InternalAssessment struct {
	At
	Kind, Children, Started, Completed, AuthorisedBy, AuthorisedOn, SharedWith *Fact
	Summary, Risk                                                              *Narrative
}

// InternalSummary is the case in the worker's words.
type InternalSummary struct {
	At
	ReasonForInvolvement, History, CurrentSituation, Strengths *Narrative
	WorkCompleted, WorkOutstanding, Risk, Contingency          *Narrative
}

// InternalRisk is one risk.
type InternalRisk struct {
	At
	Risk, Mitigation *Narrative
	About, Rating    *Fact
}

// InternalHealthSafety is the health and safety assessment for workers.
type InternalHealthSafety struct {
	At
	Date, By *Fact
	Hazards  []*Narrative
	Measures *Narrative
}

// InternalCourt is the proceedings.
type InternalCourt struct {
	At
	Proceedings, CaseNumber, Solicitor, Guardian *Fact
	NextHearing                                  *Fact `record:"next_hearing.date"`
	NextHearingCourt                             *Fact `record:"next_hearing.court"`
	Timetable                                    []InternalCourtEvent
}

// InternalCourtEvent is a date of the court's timetable.
type InternalCourtEvent struct {
	At
	Date, What *Fact
}

// InternalContact is the arrangements for contact.
type InternalContact struct {
	At
	Arrangements []InternalArrangement
	Transition   *Narrative
}

// InternalArrangement is one child's contact with one person.
type InternalArrangement struct {
	At
	Child, With, Frequency, Venue, SupervisedBy, Transport *Fact
}

// InternalEvent is an entry of the chronology.
type InternalEvent struct {
	At
	Number                                         *Fact // in this list, from 1
	Date, Until, Source, Children, Handling, Owner *Fact
	Event, Significance                            *Narrative
}

// InternalKeyDate is a date to come.
type InternalKeyDate struct {
	At
	Date, Time, What, Where, Who *Fact
}

// InternalTask is work to be done.
type InternalTask struct {
	At
	Task, Issue, RemedialAction     *Narrative
	Child, Who, Due, AgreedAt, Done *Fact
}

// InternalFinance is a payment or funding.
type InternalFinance struct {
	At
	Kind, Child, Amount, Frequency, AuthorisedBy, Until, CeasedOn *Fact
	Arrangement                                                   *Narrative
}

// InternalSupervision is a decision in supervision.
type InternalSupervision struct {
	At
	Date, By *Fact
	Decision *Narrative
}

// CheckItem is one item of the council's checklist with both audits.
type CheckItem struct {
	At
	Item                   *Fact // the council's words
	List                   *Fact // which of the council's lists it stands on; nil where there is one list
	Child                  *Fact
	Why                    *Fact // why it applies
	Says                   *Fact // the state in words: "missing; no steps to secure it are recorded"
	DocumentDate, Location *Fact
	First                  *Fact      `record:"first.status"`
	FirstBy                *Fact      `record:"first.by"`
	FirstDate              *Fact      `record:"first.date"`
	Action                 *Narrative `record:"first.action"`
	ActionBy               *Fact      `record:"first.who"`
	ActionDue              *Fact      `record:"first.due"`
	Second                 *Fact      `record:"second.status"`
	SecondBy               *Fact      `record:"second.by"`
	SecondDate             *Fact      `record:"second.date"`
	SecondNote             *Narrative `record:"second.note"`
	Discrepancy            bool
}

// Deadline is one deadline of the procedure, worked out.
type Deadline struct {
	Label      *Fact // "Case Transfer Meeting"; its code is the deadline's id
	Child      *Fact // nil: the whole case
	Rule       *Fact // "at least 15 working days before the official transfer date"
	Says       *Fact // "late by 3 working days"
	Working    *Fact // how the limit follows
	Why        *Fact
	Rows       *Fact // obligation rows: "SAL-12"
	Assumption *Fact
	Late       bool
}

// Rule is something that the procedure says and that no date measures.
type Rule struct {
	Text, Child, Why, Rows, Assumption *Fact
	NotRecorded                        *Fact // what it needs and the record lacks
}

// InternalAudit is who signed the file audit.
type InternalAudit struct {
	At
	WorkerBy             *Fact        `record:"worker.by"`
	WorkerOn             *Fact        `record:"worker.on"`
	AdministratorBy      *Fact        `record:"administrator.by"`
	AdministratorOn      *Fact        `record:"administrator.on"`
	PassedTo             *Fact        `record:"administrator.passed_to"`
	ManagerBy            *Fact        `record:"manager.by"`
	ManagerOn            *Fact        `record:"manager.on"`
	ReceivingBy          *Fact        `record:"receiving.by"`
	ReceivingOn          *Fact        `record:"receiving.on"`
	ReceivingOutstanding []*Narrative `record:"receiving.outstanding"`
}

// InternalPaperRecord is a record on paper.
type InternalPaperRecord struct {
	At
	What, Location, Uploaded *Fact
}

// InternalReferral is how the case came in.
type InternalReferral struct {
	At
	Received, From, Referrer, OutcomeSent, Accepted, Activated *Fact
	Summary, Outcome                                           *Narrative
}

// InternalPreviousClosure is the last time that the case was closed.
type InternalPreviousClosure struct {
	At
	Date, Team *Fact
	Reason     *Narrative
}

// InternalClosure is the closing of the case.
type InternalClosure struct {
	At
	Reason, DecidedBy, DecidedOn, AgreedBy, Effective, DiscussedWith *Fact
	Text, Outcomes, SupportAfter, HowToComeBack                      *Narrative
	ChildrenSeen, ParentsSeen                                        []InternalSeen
	AccommodationSeen                                                *Fact `record:"accommodation_seen.date"`
	AccommodationSeenBy                                              *Fact `record:"accommodation_seen.by"`
	AccommodationRequested                                           *Fact `record:"accommodation_seen.record_requested"`
	AccommodationReceived                                            *Fact `record:"accommodation_seen.record_received"`
	TACDate                                                          *Fact `record:"tac_meeting.date"`
	TACTime                                                          *Fact `record:"tac_meeting.time"`
	TACVenue                                                         *Fact `record:"tac_meeting.venue"`
}

// InternalSeen is a child or parent seen before closing.
type InternalSeen struct {
	At
	Who, Date, By, Alone *Fact
}

// InternalSent is something that was sent.
type InternalSent struct {
	At
	Document, To, Date, Time, By, How, Address, Proof, Returned *Fact
}

// InternalNotKnown says why something can't be had.
type InternalNotKnown struct {
	At
	What, Why *Fact
	Note      *Narrative
}
