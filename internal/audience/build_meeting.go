package audience

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// MeetingLine is one line of a meeting's paper: a case, or a child of it.
type MeetingLine struct {
	Child     *model.Child // nil: the whole case
	Tracker   protocol.Tracker
	Ready     protocol.Readiness
	Names     bool // the family's names were asked for
	Anonymous bool // nothing that identifies anybody
}

// ViewOfMeeting is what the meeting may see of a case, on a day.
func ViewOfMeeting(l MeetingLine, rec *model.Record, p *protocol.Protocol, asOf dates.Date) MeetingCase {
	m := &meeting{builder: &builder{rec: rec, proto: p, asOf: asOf, about: l.Child}, MeetingLine: l, discreet: newDiscreet(rec, l.Names)}
	v := MeetingCase{AsOf: longDate(asOf, ""), Titles: m.titles(), Transfer: MeetingTransfer{At: At{"transfer"}}, Audit: MeetingAudit{At: At{"audit"}},
		Court: MeetingCourt{At: At{"court"}}, EarlyHelp: MeetingEarlyHelp{At: At{"early_help"}}}
	m.deadlines(&v)
	if l.Anonymous {
		v.EarlyHelp.Service = m.earlyHelp().Service
		v.Child, v.Children = m.nobody()
		return v
	}
	v.Reference = m.line(&rec.Reference)
	v.Children = all(rec.Children, moves, m.child)
	if l.Child != nil {
		v.Child = m.child(l.Child)
	}
	v.Transfer, v.EarlyHelp, v.Court, v.Audit = m.transfer(), m.earlyHelp(), m.court(), m.audit()
	v.Extra = m.extras()
	m.checklist(&v)
	m.meetings(&v)
	m.tasks(&v)
	return v
}

func moves(c *model.Child) bool { return c.Moves == nil || *c.Moves }

// meeting builds the view of one line.
type meeting struct {
	*builder
	MeetingLine
	discreet *discreet
}

// Elsewhere stands for words that name somebody or some place: they are in the
// record, and this paper doesn't show them.
const Elsewhere = "Not shown: names somebody or a place"

// said is one line that somebody typed in.
func (m *meeting) said(p *string) *Fact {
	if *p == "" {
		return nil
	}
	path := m.rec.PathOf(p)
	if m.discreet.speaks(*p) {
		return fact(Elsewhere, path)
	}
	return fact(*p, path)
}

// nobody is what a line shows of children whom nothing may identify.
func (m *meeting) nobody() (MeetingChild, []MeetingChild) {
	one := func(c *model.Child) MeetingChild {
		at := m.at(c, "children")
		return MeetingChild{At: at, Age: m.age(c), Years: m.years(c), Sex: m.code("sex", &c.Sex), CategoryOfNeed: m.code("need", &c.CategoryOfNeed),
			Disabilities: m.codes("disability", c.Disabilities, at.path+".disabilities")}
	}
	var child MeetingChild
	if m.Child != nil {
		child = one(m.Child)
	}
	return child, all(m.rec.Children, moves, one)
}

func (m *meeting) age(c *model.Child) *Fact {
	switch {
	case c.DateOfBirth.IsZero() && !c.ExpectedDateOfBirth.IsZero():
		return fact("unborn, expected "+c.ExpectedDateOfBirth.Long(), m.rec.PathOf(&c.ExpectedDateOfBirth))
	case c.DateOfBirth.IsZero() || c.DateOfBirth.After(m.asOf):
		return nil
	}
	return fact(c.DateOfBirth.AgeText(m.asOf), m.rec.PathOf(&c.DateOfBirth))
}

func (m *meeting) child(c *model.Child) MeetingChild {
	at := m.at(c, "children")
	event := func(name model.Word) *Fact {
		x := c.Dates[name]
		return m.moment(&x, at.path+".dates."+string(name))
	}
	v := MeetingChild{At: at, Initials: fact(initials(c.Name()), at.path), Number: m.line(&c.Number), Age: m.age(c), Sex: m.code("sex", &c.Sex),
		Status: m.status(c, at.path), Years: m.years(c),
		Statuses: m.statuses(current(c.Statuses, m.asOf), at.path+".statuses"), CategoryOfNeed: m.code("need", &c.CategoryOfNeed),
		Disabilities: m.codes("disability", c.Disabilities, at.path+".disabilities"),
		Orders: all(c.Orders, nil, func(o *model.Order) MeetingOrder {
			return MeetingOrder{Kind: m.said(&o.Kind), MadeOn: m.date(&o.MadeOn), EndsOn: m.date(&o.EndsOn)}
		}),
		LookedAfterFrom: event("looked_after_from"), FirstReview: event("first_review"), SecondReview: event("second_review"), NextReview: event("next_review"),
		Gateway: event("gateway_meeting"), Permanence: event("permanence_meeting"), IRH: event("irh"), FinalHearing: event("final_hearing"), ICO: event("ico_granted"),
		Dates: m.events(c.Dates, at.path+".dates"),
	}
	if !moves(c) {
		v.Stays = fact("yes, with the present worker", m.rec.PathOf(&c.Moves))
	}
	if v.Initials == nil && !c.ExpectedDateOfBirth.IsZero() {
		v.Initials = fact("Unborn", at.path)
	}
	if x := c.LegalStatus; x != nil {
		v.LegalStatus = m.code("legal_status", &x.Code)
	}
	if x := c.CPPlan; x != nil {
		v.CPCategory = m.code("abuse", &x.Category)
	}
	if x := c.Permanence; x != nil {
		v.Route, v.Plan, v.ParallelPlan, v.PlanDecidedOn = m.word(&x.Route), m.said(&x.Primary), m.said(&x.Parallel), m.date(&x.DecidedOn)
	}
	if x := c.PathwayPlan; x != nil {
		v.PathwayPart1, v.PathwayPart2 = m.date(&x.Part1), m.date(&x.Part2)
	}
	if d := c.DateOfBirth; !d.IsZero() {
		adult := d.AddMonths(18 * 12)
		v.TurnsAdult = Worked(fmt.Sprintf("%s %d", adult.Month, adult.Year))
		if m.Names {
			v.TurnsAdult = longDate(adult, "")
		}
	}
	if m.Names {
		v.Name, v.DateOfBirth = fact(c.Name(), at.path), m.date(&c.DateOfBirth)
	}
	return v
}

// inShort are the legal statuses of looked after children as people say them.
var inShort = map[model.Code]string{"C1": "Interim care order", "C2": "Care order", "D1": "Freeing order", "E1": "Placement order", "V2": "Section 20",
	"V3": "Short breaks", "V4": "Short breaks", "L1": "Police protection", "L2": "Emergency protection", "L3": "Assessment order", "J1": "On remand", "J2": "PACE", "J3": "Youth order"}

// status is a child's status in few words: the legal status of one who is looked
// after, and else what the child is to the council.
func (m *meeting) status(c *model.Child, path string) *Fact {
	if x := c.LegalStatus; x != nil && inShort[x.Code] != "" && c.LookedAfter(m.asOf) {
		return &Fact{text: inShort[x.Code], path: path + ".legal_status.code", code: string(x.Code)}
	}
	names := map[model.Word]string{"cin": "Child in need", "cp": "Child protection", "cla": "Looked after", "care_leaver": "Care leaver", "early_help": "Early help"}
	list := current(c.Statuses, m.asOf)
	for _, word := range []model.Word{"cla", "cp", "cin", "care_leaver", "early_help"} { // protection says more than need
		if slices.ContainsFunc(list, func(s model.Status) bool { return s.Status == word }) {
			return &Fact{text: names[word], path: path + ".statuses", code: string(word)}
		}
	}
	return nil
}

// years is a child's age where there is little room.
func (m *meeting) years(c *model.Child) *Fact {
	if c.DateOfBirth.IsZero() && !c.ExpectedDateOfBirth.IsZero() {
		return fact("unborn", m.rec.PathOf(&c.ExpectedDateOfBirth))
	}
	age := m.age(c)
	if age != nil {
		age.text = strings.TrimSuffix(age.text, " years")
	}
	return age
}

// current are the statuses that hold on a day.
func current(list []model.Status, asOf dates.Date) []model.Status {
	if list == nil {
		return nil
	}
	out := []model.Status{}
	for _, s := range list {
		if (s.From.IsZero() || !s.From.After(asOf)) && (s.To.IsZero() || !s.To.Before(asOf)) {
			out = append(out, s)
		}
	}
	return out
}

// initials are the first letters of a name's words, "WAS"; "" of no name.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(norm.NFC.String(name)) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if r, n := utf8.DecodeRuneInString(w); n > 0 {
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}

// stays says whether the line is of a child who keeps the present worker while
// others move.
func (m *meeting) stays() bool { return m.Child != nil && !moves(m.Child) }

func (m *meeting) transfer() MeetingTransfer {
	v := MeetingTransfer{At: At{"transfer"}}
	t := m.rec.Transfer
	if t == nil || m.stays() { // nothing of the others' transfer is theirs
		if m.Child != nil {
			v.CurrentWorker = m.who(&m.Child.Worker)
		}
		return v
	}
	event := func(name model.Word) *Fact {
		x := t.Dates[name]
		return m.moment(&x, "transfer.dates."+string(name))
	}
	v.Kind, v.FromTeam, v.ToTeam, v.CurrentWorker, v.ReceivingWorker = m.word(&t.Kind), m.who(&t.FromTeam), m.who(&t.ToTeam), m.who(&t.CurrentWorker), m.who(&t.ReceivingWorker)
	v.FromShort, v.ToShort = m.shortTeam(t.FromTeam, v.FromTeam), m.shortTeam(t.ToTeam, v.ToTeam)
	v.FromService, v.ToService = m.service(t.FromTeam, "transfer.from_team"), m.service(t.ToTeam, "transfer.to_team")
	v.TransferringManager, v.ReceivingManager, v.WindowEnd = m.who(&t.TransferringManager), m.who(&t.ReceivingManager), m.date(&t.WindowEnd)
	if w := m.rec.Worker(t.CurrentWorker); w != nil {
		v.LineManager = m.who(&w.LineManager)
	}
	v.Tentative, v.Date, v.WorkerIdentified, v.Involved = event("tentative"), event("transfer"), event("worker_identified"), event("involved")
	v.IntroductoryVisit, v.JointVisit, v.MeetingDate, v.TrackingMeeting = event("introductory_visit"), event("joint_visit"), event("transfer_meeting"), event("tracking_meeting")
	v.Agreed, v.Notified, v.Dates = event("agreed"), event("notified"), m.events(t.Dates, "transfer.dates")
	if x := t.Trigger; x != nil {
		if x.Event != "" {
			v.Trigger = &Fact{text: m.eventLabel(x.Event), path: m.rec.PathOf(&x.Event), code: string(x.Event)}
		}
		v.TriggerDate = m.date(&x.Date)
	}
	if x := t.DecisionNotToTransfer; x != nil {
		v.NotToTransfer, v.NotToTransferAgreedBy = m.date(&x.Date), m.whoAll(&x.AgreedBy)
	}
	if x := t.Delay; x != nil {
		v.Delayed = m.date(&x.Expected)
	}
	return v
}

// shortTeam is a team by its short name, or else by its name.
func (m *meeting) shortTeam(id model.ID, name *Fact) *Fact {
	if t := m.rec.Team(id); t != nil && t.Short != "" {
		return m.said(&t.Short)
	}
	return name
}

func (m *meeting) earlyHelp() MeetingEarlyHelp {
	v := MeetingEarlyHelp{At: At{"early_help"}}
	if x := m.rec.EarlyHelp; x != nil {
		v.Service, v.FormDate = m.said(&x.Service), m.date(&x.FormDate)
		if o := x.Outcome; o != nil {
			v.Outcome, v.OutcomeDate = m.said(&o.Decision), m.date(&o.Date)
		}
	}
	return v
}

func (m *meeting) court() MeetingCourt {
	v := MeetingCourt{At: At{"court"}}
	x := m.rec.Court
	if x == nil {
		return v
	}
	v.Proceedings = m.said(&x.Proceedings)
	if x.NextHearing != nil {
		v.NextHearing = m.date(&x.NextHearing.Date)
	}
	v.Timetable = all(x.Timetable, func(e *model.CourtEvent) bool { return !e.Date.Before(m.asOf) }, func(e *model.CourtEvent) MeetingCourtDate {
		return MeetingCourtDate{Date: m.date(&e.Date), What: m.said(&e.What)}
	})
	return v
}

// extras are the council's own facts for meetings, where their words name nobody.
func (m *meeting) extras() []Named {
	out := m.extraFor(model.ReaderMeeting)
	for i, x := range out {
		if x.Value != nil && m.discreet.speaks(x.Value.text) {
			out[i].Value = fact(Elsewhere, x.Value.path)
		} else if x.Value != nil {
			out[i].Value = fact(strings.Join(strings.Fields(x.Value.text), " "), x.Value.path)
		}
	}
	return out
}

// service is the service of a team as the protocol calls it; nil where it is none of them.
func (m *meeting) service(team model.ID, path string) *Fact {
	t := m.rec.Team(team)
	if t == nil || m.proto.Service(t.Service) == "" {
		return nil
	}
	return fact(m.proto.Service(t.Service), path)
}

func (m *meeting) audit() MeetingAudit {
	v := MeetingAudit{At: At{"audit"}}
	if a := m.rec.Audit; a != nil {
		if a.Worker != nil {
			v.Worker = m.date(&a.Worker.On)
		}
		if a.Administrator != nil {
			v.Administrator = m.date(&a.Administrator.On)
		}
		if a.Manager != nil {
			v.Manager = m.date(&a.Manager.On)
		}
	}
	return v
}

// concerns tells whether something of a child, or of none in particular,
// belongs on the line.
func (m *meeting) concerns(child model.ID) bool {
	return m.Child == nil || child == "" && !m.stays() || child == m.Child.ID
}

func (m *meeting) deadlines(v *MeetingCase) {
	v.Late, v.Due, v.Unknown = []MeetingDeadline{}, []MeetingDeadline{}, []MeetingDeadline{}
	open := slices.DeleteFunc(slices.Clone(m.Ready.Deadlines), func(d protocol.DeadlineState) bool { return !m.concerns(d.Child) })
	slices.SortStableFunc(open, func(a, b protocol.DeadlineState) int { return a.By.Compare(b.By) })
	for _, d := range open {
		x := MeetingDeadline{Brief: Worked(brief(d, m.asOf)), Label: &Fact{text: capital(d.Label), code: d.ID}, Says: Worked(d.Says), Limit: longDate(d.By, "")}
		if c := m.rec.Child(d.Child); c != nil && m.Child == nil && !m.Anonymous && len(m.rec.Children) > 1 {
			x.Child = fact(initials(c.Name()), m.rec.PathOf(c))
		}
		switch d.Standing(m.asOf) {
		case protocol.StandsLate:
			v.Late = append(v.Late, x)
		case protocol.StandsDue:
			v.Due = append(v.Due, x)
		case protocol.StandsUnknown:
			v.Unknown = append(v.Unknown, x)
		}
	}
}

// soon is up to how many days ahead a deadline is marked as due.
const soon = 14

// brief is how a deadline stands, in as few words as a line has room for.
func brief(d protocol.DeadlineState, asOf dates.Date) string {
	days := func(n int) string {
		if n == 1 {
			return "1 day"
		}
		return fmt.Sprintf("%d days", n)
	}
	switch d.Standing(asOf) {
	case protocol.StandsLate:
		switch {
		case d.State == protocol.TooEarly:
			return "Set too early"
		case d.By.IsZero():
			return "Late"
		case d.By.Before(asOf):
			return "Late " + days(d.By.DaysUntil(asOf))
		}
		return "Set " + days(d.By.DaysUntil(d.Measured)) + " late"
	case protocol.StandsDue:
		switch {
		case d.By.IsZero() || d.By.Before(asOf):
			return "Due"
		case d.By == asOf:
			return "Due today"
		case asOf.DaysUntil(d.By) > soon:
			return "in " + days(asOf.DaysUntil(d.By))
		}
		return "Due in " + days(asOf.DaysUntil(d.By))
	}
	return "No date yet"
}

func (m *meeting) checklist(v *MeetingCase) {
	items, missing := 0, []*Fact{}
	for _, it := range m.Ready.Items {
		if !m.concerns(it.Child) {
			continue
		}
		items++
		if it.Missing {
			missing = append(missing, Worked(it.Text))
		}
	}
	v.Missing = missing
	switch {
	case items > 0 && len(missing) == 0:
		v.Checklist = Worked(fmt.Sprintf("all %d on file", items))
	case items > 0:
		v.Checklist = Worked(fmt.Sprintf("%d of %d missing or not audited", len(missing), items))
	}
	var stops []string
	for _, s := range m.Ready.Stopped {
		if what := "stops the " + s.What; !slices.Contains(stops, what) &&
			(len(s.Items) == 0 || slices.ContainsFunc(missing, func(f *Fact) bool { return slices.Contains(s.Items, f.text) })) {
			stops = append(stops, what)
		}
	}
	if len(stops) > 0 {
		v.Stopped = Worked(strings.Join(stops, ", "))
	}
}

func (m *meeting) tasks(v *MeetingCase) {
	open, overdue := 0, 0
	var oldest dates.Date
	for _, t := range m.rec.Tasks {
		if !t.Done.IsZero() || !m.concerns(t.Child) {
			continue
		}
		open++
		if !t.Due.IsZero() && (oldest.IsZero() || t.Due.Before(oldest)) {
			oldest = t.Due
		}
		if !t.Due.IsZero() && t.Due.Before(m.asOf) {
			overdue++
		}
	}
	v.OldestTask = longDate(oldest, "")
	switch {
	case open == 0 && m.rec.Tasks != nil:
		v.Tasks = Worked("none outstanding")
	case overdue > 0:
		v.Tasks = Worked(fmt.Sprintf("%d outstanding, %d overdue", open, overdue))
	case open > 0:
		v.Tasks = Worked(fmt.Sprintf("%d outstanding", open))
	}
}

// meetings are those held by the day; the last of this paper's own may say
// that the case must be discussed again, and so may the protocol.
func (m *meeting) meetings(v *MeetingCase) {
	v.Last = MeetingHeld{At: At{"meetings"}}
	held := []*model.Meeting{}
	for i := range m.rec.Meetings {
		x := &m.rec.Meetings[i]
		if !x.Date.IsZero() && !x.Date.After(m.asOf) && m.Child.Among(x.Children) {
			held = append(held, x)
		}
	}
	slices.SortStableFunc(held, func(a, b *model.Meeting) int { return b.Date.Compare(a.Date) })
	v.Meetings = []MeetingHeld{}
	times := 0
	for _, x := range held {
		h := m.held(x)
		v.Meetings = append(v.Meetings, h)
		if m.Tracker.MeetsAs(x) {
			if times++; times == 1 {
				v.Last = h
				if x.DiscussAgain != nil && *x.DiscussAgain {
					v.DiscussAgain = fact("so the meeting of "+x.Date.Long(), h.path+".discuss_again")
				}
			}
		}
	}
	switch {
	case times == 1:
		v.Before = Worked("once before")
	case times > 1:
		v.Before = Worked(fmt.Sprintf("%d times before", times))
	}
	if v.DiscussAgain == nil && !m.Tracker.DiscussAgain.IsZero() && m.Tracker.DiscussAgain.Holds(m.proto.Situation(m.rec, m.Child, m.asOf)) {
		v.DiscussAgain = Worked("so the procedure")
	}
}

// decided is what a decision comes to, in a word.
func (m *meeting) decided(code *model.Word) *Fact {
	says := map[model.Word]string{"move": "Move", "again": "Discuss again", "stay": "Stay"}[*code]
	if says == "" {
		return nil
	}
	return &Fact{text: says, path: m.rec.PathOf(code), code: string(*code)}
}

func (m *meeting) held(x *model.Meeting) MeetingHeld {
	h := MeetingHeld{At: m.at(x, "meetings"), Kind: m.said(&x.Kind), Date: m.date(&x.Date), DiscussAgain: m.bool(&x.DiscussAgain), Decisions: []MeetingDecision{}}
	if h.Kind != nil {
		h.Kind.code = strings.ToLower(x.Kind)
	}
	for i := range x.Decisions {
		d := &x.Decisions[i]
		text := strings.Join(strings.Fields(string(d.Decision)), " ")
		y := MeetingDecision{Code: m.decided(&d.Code), Due: m.date(&d.Due)}
		if m.discreet.speaks(text) {
			text = "the words are in the record" // of a meeting that its line names, with its day
			if y.Code != nil {
				text = y.Code.text + "; " + text
			}
		}
		y.Text = fact(text, m.rec.PathOf(&d.Decision))
		if m.rec.Worker(d.Who) != nil {
			y.Who = m.who(&d.Who)
		}
		h.Decisions = append(h.Decisions, y)
	}
	return h
}
