// Package model is the case record: its types, strict decoding, code tables
// and addresses. Call Decode first. The package knows no council and no
// document. Names and meanings are those of docs/record.md.
//
// How a field's Go type says what its value is:
//
//	string         one line of text
//	Text           free text: a newline is a line break, a blank line starts a paragraph, "- " a bullet
//	dates.Date     YYYY-MM-DD
//	dates.Partial  YYYY-MM-DD, YYYY-MM or YYYY
//	Time           HH:MM, local in England
//	ID             an id of the record's own; the tag ref says whose
//	Code           a national code; the tag code says of which table
//	Word           one of the words in the tag words
//	*bool, *int    absent is nil
//
// A nil slice means that nobody recorded it, an empty one that it was asked
// and there is none. An empty string or zero date means not recorded.
package model

import "handover/model/dates"

type (
	// Text is free text of any length.
	Text string
	// ID is an id of the record's own, [A-Z]{1,3}[0-9]{1,4}.
	ID string
	// Code is a code of a national table.
	Code string
	// Word is one of a closed list of words.
	Word string
	// Time is HH:MM, local in England.
	Time string
)

// Moment is a date, perhaps with a time, from which hours can be counted.
type Moment struct {
	Date dates.Date `json:"date"`
	Time Time       `json:"time"`
}

// Record is one case: one child, or one sibling group.
type Record struct {
	Schema    string           `json:"schema" required:"true"`
	Protocol  string           `json:"protocol" required:"true"`  // the council's folder under templates
	Reference string           `json:"reference" required:"true"` // printed as written
	Marking   string           `json:"marking"`                   // protective marking of forms; absent: OFFICIAL-SENSITIVE
	Extra     map[string]Extra `json:"extra"`                     // what the protocol declares, and nothing else
	Access    *Access          `json:"access"`

	Children      []Child        `json:"children" required:"true"`
	People        []Person       `json:"people"`
	Households    []Household    `json:"households"`
	Professionals []Professional `json:"professionals"`
	Workers       []Worker       `json:"workers"`
	Teams         []Team         `json:"teams"`
	Authorities   []Authority    `json:"authorities"`
	Restrictions  []Restriction  `json:"restrictions"`
	Transfer      *Transfer      `json:"transfer"`
	Meetings      []Meeting      `json:"meetings"`
	Consents      []Consent      `json:"consents"`
	EarlyHelp     *EarlyHelp     `json:"early_help"`
	Plans         []Plan         `json:"plans"`
	Assessments   []Assessment   `json:"assessments"`
	Summary       *Summary       `json:"summary"`
	Risks         []Risk         `json:"risks"`
	HealthSafety  *HealthSafety  `json:"health_and_safety"`
	Court         *Court         `json:"court"`
	ContactPlan   *ContactPlan   `json:"contact_plan"`
	Chronology    []Event        `json:"chronology"`
	KeyDates      []KeyDate      `json:"key_dates"`
	Tasks         []Task         `json:"tasks"`
	Finance       []Finance      `json:"finance"`
	Supervision   []Supervision  `json:"supervision"`

	File            []FileItem       `json:"file"`
	Audit           *Audit           `json:"audit"`
	PaperRecords    []PaperRecord    `json:"paper_records"`
	Referral        *Referral        `json:"referral"`
	PreviousClosure *PreviousClosure `json:"previous_closure"`
	Closure         *Closure         `json:"closure"`
	Sent            []Sent           `json:"sent"`
	NotKnown        []NotKnown       `json:"not_known"`
	Imported        []Imported       `json:"imported"`

	origin origin // for PathOf and PlaceOf
}

// Extra is a value that a council's protocol declares: text, date or yes/no, as JSON gave it.
type Extra struct {
	Text Text  // a JSON string
	Bool *bool // a JSON true or false
}

// Access says that a record is locked.
type Access struct {
	Limited *bool `json:"limited"` // trackers show the reference alone
	Reason  Text  `json:"reason"`
	Allowed []ID  `json:"allowed" ref:"worker"`
}

// PreviousName is a name that somebody had before.
type PreviousName struct {
	Name         string     `json:"name" required:"true"`
	Kind         Word       `json:"kind" words:"birth legal adoptive alias"`
	Until        dates.Date `json:"until"`
	Confidential *bool      `json:"confidential"`
}

// Address is where somebody is; lines without the postcode.
type Address struct {
	Lines        []string   `json:"lines" lines:"true"`
	Postcode     string     `json:"postcode"`
	From         dates.Date `json:"from"`
	To           dates.Date `json:"to"`
	ConfirmedOn  dates.Date `json:"confirmed_on"`
	Confidential *bool      `json:"confidential"` // absent: yes for a placement and for anyone named in a restriction, no otherwise
	KnownTo      []ID       `json:"known_to" ref:"any"`
}

// Child is a child or young person of the case.
type Child struct {
	ID                  ID             `json:"id" required:"true"`
	Number              string         `json:"number"` // the record system's number, the one that letters print
	FirstName           string         `json:"first_name"`
	MiddleNames         string         `json:"middle_names"`
	Surname             string         `json:"surname"`
	KnownAs             string         `json:"known_as"`
	LatinName           string         `json:"latin_name"` // the whole name in letters from a to z, for envelopes
	PreviousNames       []PreviousName `json:"previous_names"`
	Pronouns            string         `json:"pronouns"`
	DateOfBirth         dates.Date     `json:"date_of_birth"`
	ExpectedDateOfBirth dates.Date     `json:"expected_date_of_birth"`
	DateOfBirthBasis    Word           `json:"date_of_birth_basis" words:"documents stated assessed"`
	BirthOrder          *int           `json:"birth_order"`
	Mother              ID             `json:"mother" ref:"person"`
	DiedOn              dates.Date     `json:"died_on"`

	Sex                 Code            `json:"sex" code:"sex"`
	Gender              string          `json:"gender"`
	SexualOrientation   string          `json:"sexual_orientation"`
	Ethnicity           Code            `json:"ethnicity" code:"ethnicity"`
	Nationality         string          `json:"nationality"`
	Religion            string          `json:"religion"`
	ReligiousObservance Text            `json:"religious_observance"`
	FirstLanguage       string          `json:"first_language"`
	Interpreter         string          `json:"interpreter"`
	Disabilities        []Code          `json:"disabilities" code:"disability"`
	CommunicationNeeds  Text            `json:"communication_needs"`
	Communication       Word            `json:"communication" words:"standard large_print easy_read braille audio bsl other"`
	NHSNumber           string          `json:"nhs_number"`
	UPN                 string          `json:"upn"`
	Immigration         *Immigration    `json:"immigration"`
	AgeAssessment       *AgeAssessment  `json:"age_assessment"`
	Statuses            []Status        `json:"statuses"`
	LegalStatus         *LegalStatus    `json:"legal_status"`
	Orders              []Order         `json:"orders"`
	CategoryOfNeed      Code            `json:"category_of_need" code:"need"`
	CPPlan              *CPPlan         `json:"cp_plan"`
	CareLeaver          *CareLeaver     `json:"care_leaver"`
	Permanence          *Permanence     `json:"permanence"`
	Address             *Address        `json:"address"`
	School              *School         `json:"school"`
	Placement           *Placement      `json:"placement"`
	Health              *Health         `json:"health"`
	Education           *Education      `json:"education"`
	PathwayPlan         *PathwayPlan    `json:"pathway_plan"`
	LaterLifeLetter     *LaterLife      `json:"later_life_letter"`
	ExitInterview       *ExitInterview  `json:"exit_interview"`
	BirthCertificate    *Certificate    `json:"birth_certificate"`
	PenPicture          Text            `json:"pen_picture"`
	WishesAndFeelings   Text            `json:"wishes_and_feelings"`
	Identity            Text            `json:"identity"`
	LastSeen            *LastSeen       `json:"last_seen"`
	Worker              ID              `json:"worker" ref:"worker"`
	Moves               *bool           `json:"moves"` // false: a sibling who stays
	Apart               *Apart          `json:"apart"`
	Inform              *Inform         `json:"inform"`
	Letters             *ChildLetters   `json:"letters"`
	Glance              *Glance         `json:"glance"`
	Dates               map[Word]Moment `json:"dates" events:"child"`
}

// Immigration is a child's immigration status.
type Immigration struct {
	Status        string `json:"status"`
	Unaccompanied *bool  `json:"unaccompanied"`
	Documents     Text   `json:"documents"`
}

// AgeAssessment is the assessment of an age in doubt.
type AgeAssessment struct {
	Decision Text       `json:"decision"`
	Date     dates.Date `json:"date"`
	By       ID         `json:"by" ref:"worker"`
}

// Status is one of the statuses that a child has; several may hold at once.
type Status struct {
	Status Word       `json:"status" required:"true" words:"cin cp cla care_leaver early_help"`
	From   dates.Date `json:"from"`
	To     dates.Date `json:"to"`
}

// LegalStatus is the SSDA903 legal status.
type LegalStatus struct {
	Code Code       `json:"code" code:"legal_status"`
	From dates.Date `json:"from"`
}

// Order is an order of a court.
type Order struct {
	Kind   string     `json:"kind" required:"true"` // as the order is called: Care order, Adoption order
	MadeOn dates.Date `json:"made_on"`
	EndsOn dates.Date `json:"ends_on"`
	Court  string     `json:"court"`
	Terms  Text       `json:"terms"`
}

// CPPlan is a child protection plan.
type CPPlan struct {
	Category Code       `json:"category" code:"abuse"`
	From     dates.Date `json:"from"`
	To       dates.Date `json:"to"`
}

// CareLeaver is a care leaver's entitlement.
type CareLeaver struct {
	Category     Word `json:"category" words:"relevant former_relevant eligible qualifying"`
	WeeksSince14 *int `json:"weeks_looked_after_since_14"`
	Adviser      ID   `json:"adviser" ref:"worker"`
}

// Permanence is the plan for permanence.
type Permanence struct {
	Route     Word       `json:"route" words:"section_20 proceedings plo_undecided adoption"`
	Primary   string     `json:"primary"`
	Parallel  string     `json:"parallel"`
	DecidedOn dates.Date `json:"decided_on"`
}

// School is where a child learns; the school itself is a professional.
type School struct {
	Professional ID         `json:"professional" ref:"professional"`
	YearGroup    string     `json:"year_group"`
	From         dates.Date `json:"from"`
}

// Placement is where a looked-after child is placed. Its address is the child's.
type Placement struct {
	Type            Code               `json:"type" code:"placement"`
	Provider        Code               `json:"provider" code:"provider"`
	Carers          []ID               `json:"carers" ref:"person"`
	From            dates.Date         `json:"from"`
	PlanDate        dates.Date         `json:"plan_date"`
	PlanningMeeting dates.Date         `json:"planning_meeting"`
	ChangeReason    Code               `json:"change_reason" code:"placement_change"`
	Previous        *PreviousPlacement `json:"previous"`
}

// PreviousPlacement is the placement before.
type PreviousPlacement struct {
	Type    Code       `json:"type" code:"placement"`
	Carers  []ID       `json:"carers" ref:"person"`
	Address *Address   `json:"address"`
	To      dates.Date `json:"to"`
}

// Health is a child's health.
type Health struct {
	Text              Text              `json:"text"`
	InitialAssessment *HealthAssessment `json:"initial_assessment"`
	Dental            dates.Date        `json:"dental"`
	Optician          dates.Date        `json:"optician"`
	Immunisations     string            `json:"immunisations"`
}

// HealthAssessment is the initial health assessment.
type HealthAssessment struct {
	Requested dates.Date `json:"requested"`
	Done      dates.Date `json:"done"`
}

// Education is a child's education.
type Education struct {
	Text    Text       `json:"text"`
	PEPDate dates.Date `json:"pep_date"`
}

// PathwayPlan is a young person's pathway plan.
type PathwayPlan struct {
	Part1               dates.Date `json:"part_1"`
	Part2               dates.Date `json:"part_2"`
	AdviserContribution Text       `json:"adviser_contribution"`
}

// LaterLife is the later life letter.
type LaterLife struct {
	Written dates.Date `json:"written"`
	Shared  dates.Date `json:"shared"`
}

// ExitInterview is the interview offered on leaving care.
type ExitInterview struct {
	Offered dates.Date `json:"offered"`
}

// Certificate is a birth certificate.
type Certificate struct {
	Applied    dates.Date `json:"applied"`
	Received   dates.Date `json:"received"`
	HeldBy     string     `json:"held_by"`
	CopyOnFile *bool      `json:"copy_on_file"`
	GiveTo     ID         `json:"give_to" ref:"any"`
}

// LastSeen is when the child was last seen.
type LastSeen struct {
	Date  dates.Date `json:"date"`
	By    ID         `json:"by" ref:"worker"`
	Alone *bool      `json:"alone"`
}

// Apart is why a sibling has another worker or is placed apart.
type Apart struct {
	Reason     Text       `json:"reason"`
	AssessedBy ID         `json:"assessed_by" ref:"worker"`
	Date       dates.Date `json:"date"`
}

// Inform is whether somebody is to be told, who decided it, and when it was done.
type Inform struct {
	Tell      *bool      `json:"tell"` // absent: no letter
	Reason    Text       `json:"reason"`
	DecidedBy ID         `json:"decided_by" ref:"worker"`
	ToldOn    dates.Date `json:"told_on"`
	ToldBy    ID         `json:"told_by" ref:"worker"`
	How       string     `json:"how"`
}

// Glance is the child on two pages, in short sentences that the worker writes for
// them. Nothing of it is taken from longer texts.
type Glance struct {
	OwnWords Text   `json:"own_words"` // what the child says, as it was said; up to 150 characters
	Said     string `json:"said"`      // to whom, when and how: "To Rosalind, alone, on 20 November, over a jigsaw"
	Who      Text   `json:"who"`       // who the child is; up to 430 characters
	Why      Text   `json:"why"`       // why we are involved; up to 240 characters
	Worries  []Text `json:"worries"`   // what worries us: up to five, of 90 characters each
	Works    []Text `json:"works"`     // what works: up to five, of 90 characters each
	Next     []Text `json:"next"`      // what must happen next: up to five, of 80 characters each
	IfWrong  Text   `json:"if_wrong"`  // what to do if it goes wrong; up to 190 characters
}

// ChildLetters is how a child gets letters.
type ChildLetters struct {
	Deliver      Word  `json:"deliver" words:"post hand secure_email read_aloud"`
	To           ID    `json:"to" ref:"any"`
	KeepForLater *bool `json:"keep_for_later"` // under 5: a keepsake through the carer
	Hello        Text  `json:"hello"`          // how the letter begins, in the words of the worker who writes it
	Where        Text  `json:"where"`          // where the child meets the new worker, in words for the child: "at home, at Siân and Piotr's"
	WhoComes     Text  `json:"who_comes"`      // who comes then: "Tom comes to meet you, and I come too"
	Goodbye      Text  `json:"goodbye"`        // how it ends: what the worker who leaves says to this child
}

// Person is somebody of the family or network.
type Person struct {
	ID             ID             `json:"id" required:"true"`
	Name           string         `json:"name" required:"true"`
	LatinName      string         `json:"latin_name"` // the whole name in letters from a to z, for envelopes
	Salutation     string         `json:"salutation"` // what letters call them after Dear: "Kerry", "Ms O'Neil"; absent: the name
	PreviousNames  []PreviousName `json:"previous_names"`
	Pronouns       string         `json:"pronouns"`
	DateOfBirth    dates.Partial  `json:"date_of_birth"`
	DiedOn         dates.Date     `json:"died_on"`
	Address        *Address       `json:"address"`
	Household      ID             `json:"household" ref:"household"`
	Telephone      string         `json:"telephone"`
	Email          string         `json:"email"`
	Workplace      string         `json:"workplace"`
	FirstLanguage  string         `json:"first_language"`
	Interpreter    string         `json:"interpreter"`
	SameAs         ID             `json:"same_as" ref:"any"` // the same human as a professional or worker
	Relationship   []Relationship `json:"relationship"`
	Parents        []ID           `json:"parents" ref:"person"` // their own mother and father, for the genogram: of a half-brother, a grandmother's child
	Partners       []Partner      `json:"partners"`
	Letters        *PersonLetters `json:"letters"`
	Communication  Word           `json:"communication" words:"standard large_print easy_read braille audio bsl other"`
	LetterLanguage string         `json:"letter_language"`
	Translation    *Translation   `json:"translation"`
}

// Partner is somebody with whom a person is or was a couple; it stands with one of
// the two.
type Partner struct {
	Person ID            `json:"person" ref:"person" required:"true"`
	Kind   Word          `json:"kind" words:"married civil_partnership living_together couple"`
	From   dates.Partial `json:"from"`
	Until  dates.Partial `json:"until"`
	Ended  Word          `json:"ended" words:"separated divorced widowed"`
}

// Relationship is what a person is to a child.
type Relationship struct {
	Child                  ID              `json:"child" ref:"child" required:"true"`
	Is                     string          `json:"is" required:"true"` // in the usual words: mother, birth father, adoptive mother, stepfather, foster carer, aunt, friend; more in brackets
	ParentalResponsibility *bool           `json:"parental_responsibility"`
	Inform                 *Inform         `json:"inform"`
	Contact                *PersonsContact `json:"contact"`
	ToDo                   Text            `json:"to_do"` // what the letter about a change of worker asks of them: "Please be in when we come"
}

// PersonsContact is a person's contact with a child.
type PersonsContact struct {
	Status       Word `json:"status" words:"agreed supervised indirect none"`
	Arrangements Text `json:"arrangements"`
}

// PersonLetters is how a person gets letters.
type PersonLetters struct {
	Deliver     Word   `json:"deliver" words:"post hand secure_email read_aloud"`
	To          ID     `json:"to" ref:"any"`
	UnsafePost  *bool  `json:"unsafe_post"`
	SafeContact string `json:"safe_contact"`
}

// Translation is a translation that a person approved.
type Translation struct {
	ApprovedBy string     `json:"approved_by"`
	Date       dates.Date `json:"date"`
}

// Household is people who live together.
type Household struct {
	ID      ID       `json:"id" required:"true"`
	Address *Address `json:"address"`
	Members []ID     `json:"members" ref:"any"`
}

// Professional is somebody of another agency.
type Professional struct {
	ID          ID           `json:"id" required:"true"`
	Name        string       `json:"name"`
	Role        string       `json:"role"`
	Kind        Word         `json:"kind" words:"health education police court early_help housing voluntary other"`
	Agency      string       `json:"agency"`
	Children    []ID         `json:"children" ref:"child"` // absent: all
	Address     *Address     `json:"address"`
	Telephone   string       `json:"telephone"`
	Email       string       `json:"email"`
	SecureEmail string       `json:"secure_email"`
	From        dates.Date   `json:"from"`
	LeavingOn   dates.Date   `json:"leaving_on"`
	Inform      *Told        `json:"inform"`
	ToDo        Text         `json:"to_do"` // what the letter about a change of worker asks of them in their role: "Please send the CP chronology to Tom"
	Letters     *WorkLetters `json:"letters"`
	SameAs      ID           `json:"same_as" ref:"any"` // the same human as a person or worker
}

// WorkLetters is how a professional gets letters; absent: the first of the
// protocol's ways that is open to them.
type WorkLetters struct {
	Deliver Word `json:"deliver" words:"post hand secure_email"`
}

// Told is whether a professional is to be told.
type Told struct {
	Tell   *bool `json:"tell"` // absent: no letter
	Reason Text  `json:"reason"`
}

// Worker is somebody of the council.
type Worker struct {
	ID          ID         `json:"id" required:"true"`
	Name        string     `json:"name" required:"true"`
	Pronouns    string     `json:"pronouns"`
	Role        string     `json:"role"`
	Team        ID         `json:"team" ref:"team"`
	Base        string     `json:"base"`
	Telephone   string     `json:"telephone"`
	Email       string     `json:"email"`
	WorkingDays string     `json:"working_days"`
	LineManager ID         `json:"line_manager" ref:"worker"`
	Qualified   *bool      `json:"qualified"`
	ASYE        *bool      `json:"asye"`
	AboutMe     Text       `json:"about_me"`
	LeftOn      dates.Date `json:"left_on"`
	Conflict    *Conflict  `json:"conflict"`
}

// Conflict is a worker's conflict of interest.
type Conflict struct {
	With   ID   `json:"with" ref:"any"`
	Reason Text `json:"reason"`
}

// Team is a team of the council.
type Team struct {
	ID         ID       `json:"id" required:"true"`
	Name       string   `json:"name" required:"true"`
	Short      string   `json:"short"` // short name, where there is little room: "CP South"
	Service    string   `json:"service"`
	Address    *Address `json:"address"`
	Telephone  string   `json:"telephone"`
	Email      string   `json:"email"`
	OutOfHours string   `json:"out_of_hours"`
}

// Authority is another local authority.
type Authority struct {
	ID             ID            `json:"id" required:"true"`
	Name           string        `json:"name" required:"true"`
	Worker         string        `json:"worker"`
	TheirReference string        `json:"their_reference"`
	Address        *Address      `json:"address"`
	SecureEmail    string        `json:"secure_email"`
	Meeting        *Appointment  `json:"meeting"`
	Records        *RecordsMoved `json:"records"`
}

// Appointment is when and where.
type Appointment struct {
	Date  dates.Date `json:"date"`
	Time  Time       `json:"time"`
	Venue string     `json:"venue"`
}

// RecordsMoved is when records were asked for and came.
type RecordsMoved struct {
	Requested dates.Date `json:"requested"`
	Received  dates.Date `json:"received"`
}

// Restriction is what somebody must not learn about somebody.
type Restriction struct {
	Who       ID         `json:"who" ref:"any" required:"true"` // who must not learn of it
	Also      []ID       `json:"also" ref:"any"`                // those whom who would tell
	About     ID         `json:"about" ref:"any" required:"true"`
	What      []Word     `json:"what" required:"true" words:"address telephone email school workplace name new_name existence relationship paternity death carer provider contact_venue worker_base area professional referrer fact"`
	Words     []string   `json:"words"` // nicknames, places, phrases that must not appear
	Reason    Text       `json:"reason"`
	DecidedBy ID         `json:"decided_by" ref:"worker"`
	DecidedOn dates.Date `json:"decided_on"`
	ReviewOn  dates.Date `json:"review_on"` // a passed review warns and lifts nothing
	EndedOn   dates.Date `json:"ended_on"`  // the only end of a restriction; on that day it no longer holds
	EndedBy   ID         `json:"ended_by" ref:"worker"`
}

// Transfer is the handing over itself.
type Transfer struct {
	Kind                  Word            `json:"kind" required:"true" words:"between_teams within_team joint_working involvement allocation to_early_help to_adult_services to_other_authority transfer_in change_of_placement closure"`
	FromTeam              ID              `json:"from_team" ref:"team"`
	ToTeam                ID              `json:"to_team" ref:"team"`
	CurrentWorker         ID              `json:"current_worker" ref:"worker"`
	ReceivingWorker       ID              `json:"receiving_worker" ref:"worker"`
	SameWorker            *bool           `json:"same_worker"` // true: nobody new takes over
	TransferringManager   ID              `json:"transferring_manager" ref:"worker"`
	ReceivingManager      ID              `json:"receiving_manager" ref:"worker"`
	Chair                 ID              `json:"chair" ref:"worker"`
	Administrator         ID              `json:"administrator" ref:"worker"`
	Reason                *TransferReason `json:"reason"`
	Trigger               *Trigger        `json:"trigger"`
	Dates                 map[Word]Moment `json:"dates" events:"transfer"`
	ConfirmedOn           dates.Date      `json:"confirmed_on"` // when somebody confirmed a transfer date that looks wrong
	WindowEnd             dates.Date      `json:"window_end"`
	ACRP                  *ACRP           `json:"acrp"`
	Views                 []Views         `json:"views"`
	Exception             *Exception      `json:"exception"`
	DecisionNotToTransfer *Exception      `json:"decision_not_to_transfer"`
	Delay                 *Delay          `json:"delay"`
}

// TransferReason is why the case moves, once for each reader; code and text are internal.
type TransferReason struct {
	Code             Code      `json:"code" code:"worker_change"` // internal
	Text             Text      `json:"text"`                      // internal
	ForChild         Text      `json:"for_child"`
	ForFamily        Text      `json:"for_family"`
	ForProfessionals Text      `json:"for_professionals"`
	ForSome          []TextFor `json:"for_some"`
}

// TextFor is why the case moves, written for some readers alone, in place of what
// is written for all of their kind: for people and professionals by their ids, and
// by a child's id for the family's letters about this child.
type TextFor struct {
	For  []ID `json:"for" ref:"any"`
	Text Text `json:"text"`
}

// Trigger is the event that makes the transfer necessary.
type Trigger struct {
	Event Word       `json:"event" events:"any"`
	Date  dates.Date `json:"date"`
}

// ACRP is a decision of the area's care and resources panel.
type ACRP struct {
	Date       dates.Date `json:"date"`
	Decision   Text       `json:"decision"`
	Conditions Text       `json:"conditions"`
}

// Views is what somebody thinks of the transfer.
type Views struct {
	Who  ID         `json:"who" ref:"any"`
	Text Text       `json:"text"`
	Date dates.Date `json:"date"`
	By   ID         `json:"by" ref:"worker"`
}

// Exception is a decision to depart from the procedure, and who agreed.
type Exception struct {
	Reason   Text       `json:"reason"`
	AgreedBy []ID       `json:"agreed_by" ref:"worker"`
	Date     dates.Date `json:"date"`
}

// Delay is a transfer put off.
type Delay struct {
	Reason        Text       `json:"reason"`
	From          dates.Date `json:"from"`
	Expected      dates.Date `json:"expected"`
	InterimWorker ID         `json:"interim_worker" ref:"worker"`
	ReviewOn      dates.Date `json:"review_on"`
	Told          []WhoOn    `json:"told"`
}

// WhoOn is somebody and a day.
type WhoOn struct {
	Who ID         `json:"who" ref:"any"`
	On  dates.Date `json:"on"`
}

// Meeting is a meeting held or to be held.
type Meeting struct {
	ID           ID         `json:"id"`
	Kind         string     `json:"kind" required:"true"`
	Date         dates.Date `json:"date"`
	Time         Time       `json:"time"`
	Venue        string     `json:"venue"`
	Chair        ID         `json:"chair" ref:"any"`
	Invited      []ID       `json:"invited" ref:"any"`
	Attended     []ID       `json:"attended" ref:"any"`
	Children     []ID       `json:"children" ref:"child"`
	Papers       []string   `json:"papers"`
	Decisions    []Decision `json:"decisions"`
	DiscussAgain *bool      `json:"discuss_again"`
}

// Decision is what a meeting decided.
type Decision struct {
	Decision Text       `json:"decision" required:"true"`
	Code     Word       `json:"code" words:"move again stay"` // what it comes to; papers of many cases show it in place of words that name somebody
	Who      ID         `json:"who" ref:"any"`
	Due      dates.Date `json:"due"`
}

// Consent is somebody's consent, given or refused.
type Consent struct {
	By         ID         `json:"by" ref:"any"`
	About      ID         `json:"about" ref:"child"`
	ToWhat     string     `json:"to_what"`
	WithWhom   []ID       `json:"with_whom" ref:"any"`
	Answer     Word       `json:"answer" words:"given refused not_sought"`
	Date       dates.Date `json:"date"`
	Evidence   string     `json:"evidence"`
	Overridden *Override  `json:"overridden"`
}

// Override is why consent was overridden, and by whom.
type Override struct {
	Reason Text `json:"reason"`
	By     ID   `json:"by" ref:"worker"`
}

// EarlyHelp is a step down to early help.
type EarlyHelp struct {
	Service          string     `json:"service"`
	Rationale        Text       `json:"rationale"`
	Needs            Text       `json:"needs"`
	IfDeclined       Text       `json:"if_declined"`
	IfWaiting        Text       `json:"if_waiting"`
	FormDate         dates.Date `json:"form_date"`
	LeadProfessional ID         `json:"lead_professional" ref:"any"`
	Administrator    ID         `json:"administrator" ref:"any"`
	Members          []ID       `json:"members" ref:"any"`
	Outcome          *Outcome   `json:"outcome"`
}

// Outcome is what was decided. Result is it as a code; where only Decision is
// recorded, Settled reads it.
type Outcome struct {
	Result    Word       `json:"result" words:"agreed universal not_agreed no_further_action"` // of a step down: to the service asked, to universal services, no, nothing more
	Decision  string     `json:"decision"`
	Rationale Text       `json:"rationale"`
	Date      dates.Date `json:"date"`
}

// Plan is a child's plan.
type Plan struct {
	Kind     string     `json:"kind" required:"true"`
	Child    ID         `json:"child" ref:"child"`
	Date     dates.Date `json:"date"`
	Reviewed dates.Date `json:"reviewed"`
	Goals    []Goal     `json:"goals"`
}

// Goal is a goal of a plan and what is done for it.
type Goal struct {
	Goal   Text       `json:"goal" required:"true"`
	Action Text       `json:"action"`
	Who    ID         `json:"who" ref:"any"`
	By     dates.Date `json:"by"`
}

// Assessment is an assessment made.
type Assessment struct {
	Kind         string     `json:"kind" required:"true"`
	Children     []ID       `json:"children" ref:"child"`
	Started      dates.Date `json:"started"`
	Completed    dates.Date `json:"completed"`
	AuthorisedBy ID         `json:"authorised_by" ref:"worker"`
	AuthorisedOn dates.Date `json:"authorised_on"`
	Summary      Text       `json:"summary"`
	Risk         Text       `json:"risk"`
	SharedWith   []WhoOn    `json:"shared_with"`
}

// Summary is the case in the worker's words.
type Summary struct {
	ReasonForInvolvement Text `json:"reason_for_involvement"`
	History              Text `json:"history"`
	CurrentSituation     Text `json:"current_situation"`
	Strengths            Text `json:"strengths"`
	WorkCompleted        Text `json:"work_completed"`
	WorkOutstanding      Text `json:"work_outstanding"`
	Risk                 Text `json:"risk"`
	Contingency          Text `json:"contingency"`
}

// Risk is one risk.
type Risk struct {
	Risk       Text   `json:"risk" required:"true"`
	About      []ID   `json:"about" ref:"any"`
	Rating     string `json:"rating"`
	Mitigation Text   `json:"mitigation"`
}

// HealthSafety is the health and safety assessment for workers.
type HealthSafety struct {
	Date     dates.Date `json:"date"`
	By       ID         `json:"by" ref:"worker"`
	Hazards  []Text     `json:"hazards"`
	Measures Text       `json:"measures"`
}

// Court is the proceedings.
type Court struct {
	Proceedings string       `json:"proceedings"`
	CaseNumber  string       `json:"case_number"`
	Solicitor   ID           `json:"solicitor" ref:"any"`
	Guardian    ID           `json:"guardian" ref:"any"`
	NextHearing *Hearing     `json:"next_hearing"`
	Timetable   []CourtEvent `json:"timetable"`
}

// Hearing is a hearing.
type Hearing struct {
	Date  dates.Date `json:"date"`
	Court string     `json:"court"`
}

// CourtEvent is a date of the court's timetable.
type CourtEvent struct {
	Date dates.Date `json:"date"`
	What string     `json:"what" required:"true"`
}

// ContactPlan is the arrangements for contact (family time).
type ContactPlan struct {
	Arrangements []Arrangement `json:"arrangements"`
	Transition   Text          `json:"transition"`
}

// Arrangement is one child's contact with one person.
type Arrangement struct {
	Child        ID     `json:"child" ref:"child"`
	With         ID     `json:"with" ref:"any"`
	Frequency    string `json:"frequency"`
	Venue        string `json:"venue"`
	SupervisedBy ID     `json:"supervised_by" ref:"any"`
	Transport    string `json:"transport"`
}

// Event is an entry of the chronology.
type Event struct {
	Date         dates.Partial `json:"date" required:"true"`
	Until        dates.Partial `json:"until"`
	Event        Text          `json:"event" required:"true"`
	Significance Text          `json:"significance"`
	Source       string        `json:"source"`
	Children     []ID          `json:"children" ref:"child"`
	Handling     Word          `json:"handling" words:"internal not_for_onward third_party"`
	Owner        string        `json:"owner"`
}

// KeyDate is a date to come.
type KeyDate struct {
	Date  dates.Date `json:"date" required:"true"`
	Time  Time       `json:"time"`
	What  string     `json:"what" required:"true"`
	Where string     `json:"where"`
	Who   []ID       `json:"who" ref:"any"`
}

// Task is work to be done.
type Task struct {
	Task           Text       `json:"task" required:"true"`
	Issue          Text       `json:"issue"`
	RemedialAction Text       `json:"remedial_action"`
	Child          ID         `json:"child" ref:"child"`
	Who            ID         `json:"who" ref:"any"`
	Due            dates.Date `json:"due"`
	AgreedAt       ID         `json:"agreed_at" ref:"meeting"`
	Done           dates.Date `json:"done"`
}

// Finance is a payment or funding.
type Finance struct {
	Kind         Word       `json:"kind" words:"payment expert_funding"`
	Child        ID         `json:"child" ref:"child"`
	Arrangement  Text       `json:"arrangement"`
	Amount       string     `json:"amount"`
	Frequency    string     `json:"frequency"`
	AuthorisedBy ID         `json:"authorised_by" ref:"worker"`
	Until        dates.Date `json:"until"`
	CeasedOn     dates.Date `json:"ceased_on"`
}

// Supervision is a decision in supervision.
type Supervision struct {
	Date     dates.Date `json:"date"`
	By       ID         `json:"by" ref:"worker"`
	Decision Text       `json:"decision" required:"true"`
}

// FileItem is one item of the council's checklist, for one child or for all.
type FileItem struct {
	Item         string       `json:"item" required:"true"`
	Child        ID           `json:"child" ref:"child"`
	DocumentDate dates.Date   `json:"document_date"`
	Location     string       `json:"location"`
	First        *FirstAudit  `json:"first"`
	Second       *SecondAudit `json:"second"`
}

// FirstAudit is the social worker's.
type FirstAudit struct {
	Status Word       `json:"status" words:"present missing not_applicable"`
	By     ID         `json:"by" ref:"worker"`
	Date   dates.Date `json:"date"`
	Action Text       `json:"action"`
	Who    ID         `json:"who" ref:"any"`
	Due    dates.Date `json:"due"`
}

// SecondAudit is the administrator's.
type SecondAudit struct {
	Status Word       `json:"status" words:"present missing not_applicable"`
	By     ID         `json:"by" ref:"worker"`
	Date   dates.Date `json:"date"`
	Note   Text       `json:"note"`
}

// Audit is who signed the file audit.
type Audit struct {
	Worker        *SignedOff      `json:"worker"`
	Administrator *AdminSignedOff `json:"administrator"`
	Manager       *SignedOff      `json:"manager"`
	Receiving     *ReceivingAudit `json:"receiving"`
}

// SignedOff is by whom and when.
type SignedOff struct {
	By ID         `json:"by" ref:"worker"`
	On dates.Date `json:"on"`
}

// AdminSignedOff is the administrator's, and to whom discrepancies went.
type AdminSignedOff struct {
	By       ID         `json:"by" ref:"worker"`
	On       dates.Date `json:"on"`
	PassedTo ID         `json:"passed_to" ref:"worker"`
}

// ReceivingAudit is the receiving side's, and what it found outstanding.
type ReceivingAudit struct {
	By          ID         `json:"by" ref:"worker"`
	On          dates.Date `json:"on"`
	Outstanding []Text     `json:"outstanding"`
}

// PaperRecord is a record on paper.
type PaperRecord struct {
	What     string `json:"what" required:"true"`
	Location string `json:"location"`
	Uploaded *bool  `json:"uploaded"`
}

// Referral is how the case came in.
type Referral struct {
	Received    Moment     `json:"received"`
	From        string     `json:"from"`
	Referrer    ID         `json:"referrer" ref:"any"`
	Summary     Text       `json:"summary"`
	Outcome     Text       `json:"outcome"`
	OutcomeSent dates.Date `json:"outcome_sent"`
	Accepted    dates.Date `json:"accepted"`
	Activated   dates.Date `json:"activated"`
}

// PreviousClosure is the last time that the case was closed.
type PreviousClosure struct {
	Date   dates.Date `json:"date"`
	Team   ID         `json:"team" ref:"team"`
	Reason Text       `json:"reason"`
}

// Closure is the closing of the case.
type Closure struct {
	Reason            Code               `json:"reason" code:"closure"`
	Text              Text               `json:"text"`
	Outcomes          Text               `json:"outcomes"`
	DecidedBy         ID                 `json:"decided_by" ref:"worker"`
	DecidedOn         dates.Date         `json:"decided_on"`
	AgreedBy          ID                 `json:"agreed_by" ref:"worker"`
	Effective         dates.Date         `json:"effective"`
	DiscussedWith     []ID               `json:"discussed_with" ref:"any"`
	ChildrenSeen      []ChildSeen        `json:"children_seen"`
	ParentsSeen       []ParentSeen       `json:"parents_seen"`
	AccommodationSeen *AccommodationSeen `json:"accommodation_seen"`
	TACMeeting        *Appointment       `json:"tac_meeting"`
	SupportAfter      Text               `json:"support_after"`
	HowToComeBack     Text               `json:"how_to_come_back"`
}

// ChildSeen is a child seen before closing.
type ChildSeen struct {
	Child ID         `json:"child" ref:"child"`
	Date  dates.Date `json:"date"`
	By    ID         `json:"by" ref:"worker"`
	Alone *bool      `json:"alone"`
}

// ParentSeen is a parent seen before closing.
type ParentSeen struct {
	Person ID         `json:"person" ref:"person"`
	Date   dates.Date `json:"date"`
	By     ID         `json:"by" ref:"worker"`
}

// AccommodationSeen is when the home was seen.
type AccommodationSeen struct {
	Date            dates.Date `json:"date"`
	By              ID         `json:"by" ref:"any"`
	RecordRequested dates.Date `json:"record_requested"`
	RecordReceived  dates.Date `json:"record_received"`
}

// Sent is something that was sent.
type Sent struct {
	Document string     `json:"document" required:"true"`
	To       ID         `json:"to" ref:"any"`
	Date     dates.Date `json:"date"`
	Time     Time       `json:"time"`
	By       ID         `json:"by" ref:"worker"`
	How      string     `json:"how"`
	Address  string     `json:"address"`
	Proof    string     `json:"proof"`
	Returned dates.Date `json:"returned"`
}

// NotKnown says why something can't be had.
type NotKnown struct {
	Path string `json:"path" required:"true"` // "children[0].nhs_number"
	Why  Word   `json:"why" required:"true" words:"declined being_sought does_not_apply"`
	Note Text   `json:"note"`
}

// Imported is one value that came from another system, for the next import;
// no document shows it. It is written by the program.
type Imported struct {
	What string     `json:"what" required:"true"` // where in the record: "children[C1].surname", or the list
	From string     `json:"from" required:"true"` // the system's table, and column or row
	On   dates.Date `json:"on"`                   // the day of the import
	Mark string     `json:"mark" required:"true"` // tells whether it was changed since
}
