package protocol

import (
	"testing"

	"handover/model"
)

// What the five protocols ask of orders and assessments can be asked: in
// force, of a kind, about this child.
func TestAnyGoesThroughLists(t *testing.T) {
	p := salford(t)
	const supervision = `any (and (eq .Order.Sort "supervision order") .Order.InForce)`
	const asOf = "2026-11-23"
	for name, c := range map[string]struct {
		order model.Order
		want  bool
	}{
		"in force":     {model.Order{Kind: "Supervision Order", MadeOn: day(t, "2026-03-02"), EndsOn: day(t, "2027-03-02")}, true},
		"its last day": {model.Order{Kind: "supervision order", EndsOn: day(t, asOf)}, true},
		"ended":        {model.Order{Kind: "Supervision order", EndsOn: day(t, "2026-11-22")}, false},
		"to be made":   {model.Order{Kind: "Supervision order", MadeOn: day(t, "2026-11-24")}, false},
		"interim":      {model.Order{Kind: "Interim supervision order"}, false},
		"education":    {model.Order{Kind: "Education supervision order"}, false},
	} {
		rec := &model.Record{Children: []model.Child{{ID: "C1", Orders: []model.Order{c.order}}, {ID: "C2"}}}
		if got := asks(t, p, rec, &rec.Children[0], asOf, supervision); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if asks(t, p, rec, &rec.Children[1], asOf, supervision) {
			t.Errorf("%s: of a brother or sister", name)
		}
		if got := asks(t, p, rec, nil, asOf, supervision); got != c.want {
			t.Errorf("%s: of the whole case %v", name, got)
		}
	}
	rec := &model.Record{
		Children:    []model.Child{{ID: "C1"}, {ID: "C2"}},
		Assessments: []model.Assessment{{Kind: "Special guardianship assessment", Children: []model.ID{"C1"}}},
		Tasks:       []model.Task{{Child: "C2", Due: day(t, "2026-11-20")}, {Due: day(t, "2026-12-20")}},
		Workers:     []model.Worker{{ID: "W1"}, {ID: "W2", Conflict: &model.Conflict{With: "C1"}}},
		Finance:     []model.Finance{{Kind: "payment", Child: "C1"}},
		Audit:       &model.Audit{Receiving: &model.ReceivingAudit{Outstanding: []model.Text{"Genogram"}}},
	}
	for src, want := range map[string][2]bool{
		`any (has .assessment.kind "GUARDIANSHIP")`:               {true, false},
		`any (and (not (dated .task.done)) (happened .task.due))`: {false, true},
		`eq (count (ahead .task.due)) 1`:                          {true, true},
		`any (recorded .worker.conflict)`:                         {true, true},
		`any (eq .payment.kind "payment")`:                        {true, false},
		`any .audit.receiving.outstanding`:                        {true, true},
		`gt (count .audit.receiving.outstanding) 1`:               {false, false},
	} {
		for i := range want {
			if got := asks(t, p, rec, &rec.Children[i], asOf, src); got != want[i] {
				t.Errorf("%s of child %d: %v", src, i+1, got)
			}
		}
	}
	if !asks(t, p, rec, nil, asOf, `any (and (not (dated .task.done)) (happened .task.due))`) {
		t.Error("a task of any child is one of the case")
	}
}

// A path goes through the id of somebody to what the record says of them.
func TestPathsFollowIDs(t *testing.T) {
	p := salford(t)
	yes := true
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", Worker: "W1"}},
		Workers:  []model.Worker{{ID: "W1", Role: "Social worker", Team: "T1"}, {ID: "W2", ASYE: &yes}},
		Teams:    []model.Team{{ID: "T1", Service: "LAC"}, {ID: "T2"}},
		Transfer: &model.Transfer{Kind: "between_teams", FromTeam: "T1", ReceivingWorker: "W2"},
	}
	for src, want := range map[string]bool{
		".transfer.receiving_worker.asye": true,

		`eq .Transfer.FromService "Looked After Children Service"`:      true,
		`eq .child.worker.team.service "Looked After Children Service"`: true,
		`eq .transfer.chair.role "Practice Manager"`:                    false,
		`has .child.worker.role "social"`:                               true,
	} {
		if got := asks(t, p, rec, &rec.Children[0], "2026-11-23", src); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
	if _, err := p.ParseCondition("f", 1, 1, `eq .transfer.views.who.name "x"`, OfCase); err == nil {
		t.Error("an id of anybody can't be followed")
	}
}

// Nothing of a transfer is of a child who stays, and everything else is.
func TestAChildWhoStays(t *testing.T) {
	p := salford(t)
	no := false
	rec := lookedAfter(t)
	rec.Children = append(rec.Children, rec.Children[0])
	rec.Children[1].ID, rec.Children[1].Moves = "C2", &no
	for src, want := range map[string][2]bool{
		".Child.Stays":                      {false, true},
		".Child.LookedAfter":                {true, true},
		`eq .Transfer.Kind "between_teams"`: {true, false},
		".Transfer.Planned":                 {true, false},
		`dated "transfer"`:                  {true, false},
		"recorded .transfer":                {true, false},
		`ahead "second_review"`:             {true, true},
		"any .Child.Stays":                  {true, true},
	} {
		for i := range want {
			if got := asks(t, p, rec, &rec.Children[i], "2026-11-23", src); got != want[i] {
				t.Errorf("%s of child %d: %v", src, i+1, got)
			}
		}
	}
	// S:44: the second review within 4 months of accommodation, also of a
	// brother or sister who stays.
	rec.Children[1].Dates = events(t, "looked_after_from 2026-09-03", "second_review 2027-02-20")
	late := 0
	for _, d := range p.Readiness(rec, day(t, "2027-01-04")).Deadlines {
		if d.ID == "second-review" && d.Child == "C2" {
			late++
			if d.State != Late || d.Limit.String() != "2027-01-03" || d.Says != "late by 48 days: on record for 20 February 2027" {
				t.Errorf("%+v", d)
			}
		}
		if d.Child == "C2" && d.ID == "transfer-after-second-review" {
			t.Error("a child who stays isn't asked to move")
		}
	}
	if late != 1 {
		t.Errorf("%d second reviews of C2", late)
	}
}

func TestEventsOfTheRecord(t *testing.T) {
	p := salford(t)
	yes, no := true, false
	rec := &model.Record{
		Children: []model.Child{{
			ID: "C1", DateOfBirth: day(t, "2010-11-30"),
			Placement:       &model.Placement{PlanDate: day(t, "2026-05-01"), PlanningMeeting: day(t, "2026-05-02")},
			Health:          &model.Health{InitialAssessment: &model.HealthAssessment{Done: day(t, "2026-05-03")}},
			LaterLifeLetter: &model.LaterLife{Written: day(t, "2026-05-07"), Shared: day(t, "2026-05-08")},
			Statuses:        []model.Status{{Status: "cla", From: day(t, "2026-04-30")}},
			Permanence:      &model.Permanence{DecidedOn: day(t, "2026-05-09")},
		}},
		Transfer: &model.Transfer{Trigger: &model.Trigger{Date: day(t, "2026-06-01")}, WindowEnd: day(t, "2026-06-02")},
		Closure: &model.Closure{DecidedOn: day(t, "2026-06-03"),
			ChildrenSeen:      []model.ChildSeen{{Child: "C1", Date: day(t, "2026-06-07"), Alone: &yes}, {Child: "C1", Date: day(t, "2026-06-09"), Alone: &no}, {Child: "C2", Date: day(t, "2026-06-10"), Alone: &yes}},
			ParentsSeen:       []model.ParentSeen{{Person: "P1", Date: day(t, "2026-06-01")}, {Person: "P1", Date: day(t, "2026-06-12")}, {Person: "P2", Date: day(t, "2026-06-11")}},
			AccommodationSeen: &model.AccommodationSeen{Date: day(t, "2026-06-13"), RecordReceived: day(t, "2026-06-15")}},
		Referral: &model.Referral{Received: model.Moment{Date: day(t, "2026-06-14"), Time: "09:30"}, OutcomeSent: day(t, "2026-06-16")},
		Audit:    &model.Audit{Manager: &model.SignedOff{On: day(t, "2026-06-18")}, Receiving: &model.ReceivingAudit{On: day(t, "2026-06-19")}},
		Assessments: []model.Assessment{
			{Completed: day(t, "2026-02-03")}, {Completed: day(t, "2026-10-09"), Children: []model.ID{"C1"}},
			{Completed: day(t, "2026-11-01"), Children: []model.ID{"C2"}}, {Children: []model.ID{"C1"}},
		},
		File: []model.FileItem{{Item: "x", DocumentDate: day(t, "2026-06-20")}, {Item: "y", DocumentDate: day(t, "2026-06-21")}},
	}
	in := p.Situation(rec, &rec.Children[0], day(t, "2026-11-23"))
	bare := &model.Record{Children: []model.Child{{ID: "C1"}}}
	empty := p.Situation(bare, &bare.Children[0], day(t, "2026-11-23"))
	for name, want := range map[string]string{
		"placement_plan": "2026-05-01", "placement_planning_meeting": "2026-05-02", "health_assessment": "2026-05-03", "later_life_letter": "2026-05-08",
		"looked_after_from": "2026-04-30", "permanence_decided": "2026-05-09",
		"trigger": "2026-06-01", "window_end": "2026-06-02", "closure_decided": "2026-06-03",
		"child_seen_alone": "2026-06-07", "parents_seen": "2026-06-11", "home_seen": "2026-06-13", "home_record_received": "2026-06-15",
		"referral_received": "2026-06-14", "outcome_sent": "2026-06-16", "audit_manager": "2026-06-18", "audit_receiving": "2026-06-19",
		"assessment_completed": "2026-10-09",
		"turns_16":             "2026-11-30", "turns_16_and_a_quarter": "2027-02-28", "turns_21": "2031-11-30",
		"child.later_life_letter.written": "2026-05-07", "file.document_date": "2026-06-21", "child.statuses.from": "2026-04-30",
	} {
		if got := p.when(&in, name).Date.String(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if got := p.when(&empty, name); !got.Date.IsZero() {
			t.Errorf("%s of an empty record: %v", name, got.Date)
		}
	}
	if got := p.when(&in, "referral_received").Clock; got != "09:30" {
		t.Errorf("received at %q", got)
	}
	// A leap day's birthday falls on 1 March in a year without one.
	for on, want := range map[string]string{"2008-02-29": "2026-03-01", "2010-02-28": "2028-02-28", "2010-03-01": "2028-03-01"} {
		if got := birthday(&model.Child{DateOfBirth: day(t, on)}, 18*12).String(); got != want {
			t.Errorf("born %s turns 18 on %s, want %s", on, got, want)
		}
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 13: "13th", 18: "18th", 21: "21st"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// An event's words are the council's own where it has them.
func TestEventWords(t *testing.T) {
	p := salford(t)
	for name, want := range map[string]string{
		"transfer": "official transfer date", "tentative": "tentative official transfer date", "second_review": "second LAC review",
		"audit_manager": "CP/CIN Practice Manager's signature of the File Audit Tool", "record_changed": "change in Carefirst",
		"core_group": "core group", "turns_18": "18th birthday", "child.pathway_plan.part_1": "pathway plan part 1",
	} {
		if got := p.EventLabel(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestRecipients(t *testing.T) {
	p, asOf, yes := salford(t), "2026-12-08", true
	rec := &model.Record{
		Children:      []model.Child{{ID: "C1"}, {ID: "C2"}},
		People:        []model.Person{{ID: "P1", Relationship: []model.Relationship{{Child: "C1", Inform: &model.Inform{Tell: &yes}}, {Child: "C2"}}}},
		Professionals: []model.Professional{{ID: "R1", Kind: "court"}, {ID: "R2", Kind: "health"}},
		EarlyHelp:     &model.EarlyHelp{Members: []model.ID{"R2", "P1"}},
		Referral:      &model.Referral{Referrer: "R1"},
		Transfer:      &model.Transfer{Dates: map[model.Word]model.Moment{"transfer_meeting": {Date: day(t, asOf), Time: "15:30"}}},
		Meetings: []model.Meeting{
			{Date: day(t, asOf), Time: "10:00", Invited: []model.ID{"R2"}},
			{Date: day(t, asOf), Time: "15:30", Invited: []model.ID{"R1"}, Children: []model.ID{"C1"}},
		},
	}
	for _, c := range []struct {
		child int
		to    model.ID
		asOf  string
		src   string
		want  bool
	}{
		{0, "R1", asOf, `eq .Recipient.Kind "court"`, true},
		{0, "P1", asOf, `eq .Recipient.Kind "court"`, false},
		{0, "P1", asOf, ".Recipient.Told", true},
		{1, "P1", asOf, ".Recipient.Told", false},
		{0, "R1", asOf, ".Recipient.Told", false},
		{0, "R1", asOf, ".Recipient.Referrer", true},
		{0, "", asOf, ".Recipient.Referrer", false},
		{0, "R2", asOf, ".Recipient.EarlyHelpMember", true},
		{0, "R1", asOf, ".Recipient.Invited", true},
		{1, "R1", asOf, ".Recipient.Invited", false},
		{0, "R2", asOf, ".Recipient.Invited", false},
		{0, "R1", "2026-12-09", ".Recipient.Invited", false},
	} {
		if got := asked(t, p, rec, &rec.Children[c.child], c.to, c.asOf, c.src); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// The boundary day of 12 weeks is in time, and 3 months after 30 November are the last day of February.
func TestSinceClosure(t *testing.T) {
	p := salford(t)
	for _, c := range []struct {
		closed, received, span string
		want                   bool
	}{
		{"2026-06-01", "2026-06-01", "12 weeks", true}, {"2026-06-01", "2026-08-24", "12 weeks", true}, {"2026-06-01", "2026-08-25", "12 weeks", false},
		{"2026-06-01", "2026-05-31", "12 weeks", false}, {"2025-11-30", "2026-02-28", "3 months", true}, {"2025-11-30", "2026-03-01", "3 months", false},
	} {
		rec := &model.Record{Referral: &model.Referral{Received: model.Moment{Date: day(t, c.received)}}, PreviousClosure: &model.PreviousClosure{Date: day(t, c.closed)}}
		if got := asks(t, p, rec, nil, "2026-11-23", `within "`+c.span+`" .previous_closure.date "referral_received"`); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// A child's own route says whether the child is in proceedings, before the
// record's, which are those of any child.
func TestProceedingsAreOfAChild(t *testing.T) {
	p := salford(t)
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", Permanence: &model.Permanence{Route: "section_20"}}, {ID: "C2"}, {ID: "C3", Permanence: &model.Permanence{Route: "adoption"}}},
		Court:    &model.Court{Proceedings: "Care proceedings"},
	}
	for i, want := range []bool{false, true, true} {
		if got := asks(t, p, rec, &rec.Children[i], "2026-11-23", ".Child.Proceedings"); got != want {
			t.Errorf("C%d: %v", i+1, got)
		}
	}
	if rec.Court = nil; asks(t, p, rec, nil, "2026-11-23", "any .Child.Proceedings") {
		t.Error("no proceedings are named")
	}
}

func TestServicesAsACouncilWritesThem(t *testing.T) {
	p := &Protocol{Services: []Service{{Name: "Children and Young People in Care", Aliases: []string{"CYPiC"}}, {Name: "Safeguarding"}}}
	for written, want := range map[string]string{
		"Children & Young People in Care": "Children and Young People in Care", "cypic": "Children and Young People in Care",
		"children and young people in care ": "Children and Young People in Care", "SAFEGUARDING": "Safeguarding", "Duty": "", "": "",
	} {
		if got := p.Service(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
	rec := &model.Record{Children: []model.Child{{ID: "C1"}}, Teams: []model.Team{{ID: "T1", Service: "cypic"}}, Transfer: &model.Transfer{Kind: "between_teams", ToTeam: "T1"}}
	if !asks(t, p, rec, nil, "2026-11-23", `eq .Transfer.ToService "Children and Young People in Care"`) {
		t.Error("an alias isn't the service")
	}
	if _, err := p.ParseCondition("f", 1, 1, `eq .Transfer.ToService "Safe guarding"`, OfCase); err == nil {
		t.Error("a service that isn't declared")
	}
}
