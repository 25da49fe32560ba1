package model

import "strings"

// The events that docs/record.md names; a protocol may declare more.
const (
	childEvents = `looked_after_from placement_from first_review second_review next_review conference core_group
		first_cin_meeting cp_plan_ended pre_proceedings_meeting plo_started gateway_meeting permanence_meeting
		support_panel first_hearing ico_granted final_evidence irh final_hearing supervision_order_meeting
		supervision_order_ends placement_order_discharged tam tac discharged`
	transferEvents = `agreed conversation notified acknowledged tracking_meeting tentative worker_identified allocated
		involved introductory_visit joint_visit transfer_meeting review audit_started outstanding_advised
		case_discussion child_told family_told network_told transfer record_changed moved ready_for_closure
		closure_agreed closed`
)

// Events are the names of the events that a field with the tag events may
// hold: of "child", "transfer" or "any"; without those that a protocol declares.
func Events(of string) []string {
	switch of {
	case "child":
		return strings.Fields(childEvents)
	case "transfer":
		return strings.Fields(transferEvents)
	}
	return strings.Fields(childEvents + " " + transferEvents)
}
