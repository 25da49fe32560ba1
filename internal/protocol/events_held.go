package protocol

import (
	"handover/model"
	"handover/model/dates"
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
	{"outcome_sent", "day on which the referrer was told of the outcome", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Referral == nil {
			return dates.Date{}
		}
		return r.Referral.OutcomeSent
	}},
	{"health_and_safety", "health and safety assessment", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.HealthSafety == nil {
			return dates.Date{}
		}
		return r.HealthSafety.Date
	}},
	{"child_seen_alone", "last day on which the child was seen alone before closing", true, func(r *model.Record, c *model.Child) dates.Date {
		var last dates.Date
		if r.Closure == nil {
			return last
		}
		for _, s := range r.Closure.ChildrenSeen {
			if s.Child == c.ID && s.Alone != nil && *s.Alone && s.Date.After(last) {
				last = s.Date
			}
		}
		return last
	}},
	{"parents_seen", "day on which the parent who was seen longest ago was last seen before closing", false, parentsSeen},
	{"home_seen", "day on which the home was seen before closing", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Closure == nil || r.Closure.AccommodationSeen == nil {
			return dates.Date{}
		}
		return r.Closure.AccommodationSeen.Date
	}},
	{"home_record_received", "day on which the record of the visit to the home came", false, func(r *model.Record, _ *model.Child) dates.Date {
		if r.Closure == nil || r.Closure.AccommodationSeen == nil {
			return dates.Date{}
		}
		return r.Closure.AccommodationSeen.RecordReceived
	}},
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

// parentsSeen is the earliest of the days on which each parent was last seen,
// so that a rule on all of them holds only if it holds for each.
func parentsSeen(r *model.Record, _ *model.Child) dates.Date {
	var earliest dates.Date
	if r.Closure == nil {
		return earliest
	}
	for _, s := range r.Closure.ParentsSeen {
		last := s.Date
		for _, again := range r.Closure.ParentsSeen {
			if again.Person == s.Person && again.Date.After(last) {
				last = again.Date
			}
		}
		if earliest.IsZero() || last.Before(earliest) {
			earliest = last
		}
	}
	return earliest
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
