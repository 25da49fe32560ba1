package model

// Known is an event that every record may hold; a council's protocol may
// declare more.
type Known struct {
	Name string
	Of   string // "child" or "transfer"
	// Words are the event as it stands after "the". {transfer_date} stands for a
	// council's own word: one of its terms or titles, or its record_system.
	Words string
	// Path is where its date stands, by docs/record.md; through a list, the latest
	// of them. Empty: among the dates of the child or the transfer, by its name.
	Path string
}

// known is the one table of events.
var known = []Known{
	{"looked_after_from", "child", "day when the child became {looked_after}", ""},
	{"placement_from", "child", "start of the placement", ""},
	{"first_review", "child", "first {review}", ""},
	{"second_review", "child", "second {review}", ""},
	{"next_review", "child", "next {review}", ""},
	{"conference", "child", "conference", ""},
	{"core_group", "child", "core group", ""},
	{"first_cin_meeting", "child", "first child in need meeting", ""},
	{"cp_plan_ended", "child", "end of the child protection plan", ""},
	{"pre_proceedings_meeting", "child", "pre proceedings meeting", ""},
	{"plo_started", "child", "start of the Public Law Outline", ""},
	{"gateway_meeting", "child", "legal gateway meeting", ""},
	{"permanence_meeting", "child", "permanence planning meeting", ""},
	{"support_panel", "child", "support panel", ""},
	{"first_hearing", "child", "first hearing", ""},
	{"ico_granted", "child", "interim care order", ""},
	{"final_evidence", "child", "filing of the final evidence", ""},
	{"irh", "child", "IRH", ""},
	{"final_hearing", "child", "final hearing", ""},
	{"supervision_order_meeting", "child", "supervision order meeting", ""},
	{"supervision_order_ends", "child", "end of the supervision order", ""},
	{"placement_order_discharged", "child", "discharge of the placement order", ""},
	{"tam", "child", "TAM", ""},
	{"tac", "child", "TAC meeting", ""},
	{"discharged", "child", "discharged", ""},

	{"agreed", "transfer", "agreement that the case will transfer", ""},
	{"conversation", "transfer", "conversation between the managers", ""},
	{"notified", "transfer", "written notification", ""},
	{"acknowledged", "transfer", "acknowledgement of the notification", ""},
	{"tracking_meeting", "transfer", "{tracking_meeting}", ""},
	{"tentative", "transfer", "tentative {transfer_date}", ""},
	{"worker_identified", "transfer", "day when the receiving worker was identified", ""},
	{"allocated", "transfer", "day of the allocation", ""},
	{"involved", "transfer", "day of the involvement", ""},
	{"introductory_visit", "transfer", "{introductory_visit}", ""},
	{"joint_visit", "transfer", "joint visit", ""},
	{"transfer_meeting", "transfer", "{transfer_meeting}", ""},
	{"review", "transfer", "review", ""},
	{"audit_started", "transfer", "start of the {file_audit}", ""},
	{"outstanding_advised", "transfer", "advice of what is outstanding", ""},
	{"case_discussion", "transfer", "case discussion", ""},
	{"child_told", "transfer", "child told", ""},
	{"family_told", "transfer", "family told", ""},
	{"network_told", "transfer", "network told", ""},
	{"transfer", "transfer", "{transfer_date}", ""},
	{"record_changed", "transfer", "change in {record_system}", ""},
	{"moved", "transfer", "day of the move", ""},
	{"ready_for_closure", "transfer", "notice that the record is ready for closure", ""},
	{"closure_agreed", "transfer", "agreement to close", ""},
	{"closed", "transfer", "day on which the case was closed", ""},

	{"permanence_decided", "child", "decision on the plan for permanence", "child.permanence.decided_on"},
	{"assessment_completed", "child", "completion of the latest assessment", "assessments.completed"},
	{"placement_plan", "child", "placement plan", "child.placement.plan_date"},
	{"placement_planning_meeting", "child", "placement planning meeting", "child.placement.planning_meeting"},
	{"health_assessment", "child", "initial health assessment", "child.health.initial_assessment.done"},
	{"pep", "child", "personal education plan", "child.education.pep_date"},
	{"pathway_plan_part_1", "child", "pathway plan part 1", "child.pathway_plan.part_1"},
	{"pathway_plan_part_2", "child", "pathway plan part 2", "child.pathway_plan.part_2"},
	{"later_life_letter", "child", "day on which the later life letter was shared", "child.later_life_letter.shared"},
	{"exit_interview", "child", "offer of an exit interview", "child.exit_interview.offered"},
	{"audit_worker", "transfer", "social worker's signature of the {file_audit}", "audit.worker.on"},
	{"audit_administrator", "transfer", "administrator's signature of the {file_audit}", "audit.administrator.on"},
	{"audit_manager", "transfer", "{transferring_manager}'s signature of the {file_audit}", "audit.manager.on"},
	{"audit_receiving", "transfer", "{receiving_manager}'s look at the file", "audit.receiving.on"},
	{"referral_received", "transfer", "receipt of the referral", "referral.received"},
	{"outcome_sent", "transfer", "day on which the referrer was told of the outcome", "referral.outcome_sent"},
	{"health_and_safety", "transfer", "health and safety assessment", "health_and_safety.date"},
	{"home_seen", "transfer", "day on which the home was seen before closing", "closure.accommodation_seen.date"},
	{"home_record_received", "transfer", "day on which the record of the visit to the home came", "closure.accommodation_seen.record_received"},
	{"trigger", "transfer", "event that makes the transfer necessary", "transfer.trigger.date"},
	{"window_end", "transfer", "agreed end of the transfer window", "transfer.window_end"},
	{"closure_decided", "transfer", "decision to close", "closure.decided_on"},
	{"closure_effective", "transfer", "day on which the case closes", "closure.effective"},
	{"early_help_form", "transfer", "date of the early help form", "early_help.form_date"},
	{"early_help_outcome", "transfer", "early help decision", "early_help.outcome.date"},
}

// KnownEvents are the events that every record may hold, those among the dates
// of the child first, then the transfer's, then those that stand elsewhere.
func KnownEvents() []Known { return known }

// Events are the names of the events that a field with the tag events may
// hold: of "child", "transfer" or "any"; without those that a protocol declares.
func Events(of string) []string {
	var out []string
	for _, k := range known {
		if k.Path == "" && (of == "any" || of == k.Of) {
			out = append(out, k.Name)
		}
	}
	return out
}
