package protocol

import (
	"handover/dates"
	"handover/model"
)

// held is an event whose day stands elsewhere in the record than in its dates,
// or follows from a date of birth.
type held struct {
	name  string
	label string // as it stands after "the"
	child bool   // of a child; else of the transfer
	day   func(*model.Record, *model.Child) dates.Date
}

// heldElsewhere are those of them that are read from one place.
var heldElsewhere = []held{
	{"trigger", "event that makes the transfer necessary", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Transfer == nil || r.Transfer.Trigger == nil {
			return dates.Date{}
		}
		return r.Transfer.Trigger.Date
	}},
	{"window_end", "agreed end of the transfer window", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Transfer == nil {
			return dates.Date{}
		}
		return r.Transfer.WindowEnd
	}},
	{"closure_decided", "decision to close", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Closure == nil {
			return dates.Date{}
		}
		return r.Closure.DecidedOn
	}},
	{"closure_effective", "day on which the case closes", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Closure == nil {
			return dates.Date{}
		}
		return r.Closure.Effective
	}},
	{"early_help_form", "date of the early help form", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.EarlyHelp == nil {
			return dates.Date{}
		}
		return r.EarlyHelp.FormDate
	}},
	{"early_help_outcome", "early help decision", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.EarlyHelp == nil || r.EarlyHelp.Outcome == nil {
			return dates.Date{}
		}
		return r.EarlyHelp.Outcome.Date
	}},
	{"placement_plan", "placement plan", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.Placement == nil {
			return dates.Date{}
		}
		return c.Placement.PlanDate
	}},
	{"placement_planning_meeting", "placement planning meeting", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.Placement == nil {
			return dates.Date{}
		}
		return c.Placement.PlanningMeeting
	}},
	{"health_assessment", "initial health assessment", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.Health == nil || c.Health.InitialAssessment == nil {
			return dates.Date{}
		}
		return c.Health.InitialAssessment.Done
	}},
	{"pep", "personal education plan", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.Education == nil {
			return dates.Date{}
		}
		return c.Education.PEPDate
	}},
	{"pathway_plan_part_1", "pathway plan part 1", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.PathwayPlan == nil {
			return dates.Date{}
		}
		return c.PathwayPlan.Part1
	}},
	{"pathway_plan_part_2", "pathway plan part 2", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.PathwayPlan == nil {
			return dates.Date{}
		}
		return c.PathwayPlan.Part2
	}},
	{"later_life_letter", "day on which the later life letter was shared", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.LaterLifeLetter == nil {
			return dates.Date{}
		}
		return c.LaterLifeLetter.Shared
	}},
	{"exit_interview", "offer of an exit interview", true, func(_ *model.Record, c *model.Child) dates.Date {
		if c.ExitInterview == nil {
			return dates.Date{}
		}
		return c.ExitInterview.Offered
	}},
	{"turns_16_and_a_quarter", "day on which the young person is 16¼", true, birthday(16*12 + 3)},
	{"turns_16", "16th birthday", true, birthday(16 * 12)},
	{"turns_17", "17th birthday", true, birthday(17 * 12)},
	{"turns_18", "18th birthday", true, birthday(18 * 12)},
}

// birthday is the day on which an age, in months, is reached. Somebody born on
// 29 February reaches a year on 1 March where there is none, as dates.AgeOn has it.
func birthday(months int) func(*model.Record, *model.Child) dates.Date {
	return func(_ *model.Record, c *model.Child) dates.Date {
		if c.DateOfBirth.IsZero() {
			return dates.Date{}
		}
		d := c.DateOfBirth.AddMonths(months)
		if months%12 == 0 && d.Day < c.DateOfBirth.Day {
			return d.AddDays(1)
		}
		return d
	}
}

// heldEvent is the event of that name that the record holds elsewhere.
func heldEvent(name string) (held, bool) {
	for _, h := range heldElsewhere {
		if h.name == name {
			return h, true
		}
	}
	return held{}, false
}
