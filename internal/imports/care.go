package imports

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

var (
	errLost     = errors.New("its row of ssd_person was lost; this is a fault of the program")
	errNameless = errors.New("ssd_person has neither a name nor an expected date of birth")
)

// need takes the episodes of need: the open one's referral, and the last
// closing before it.
func (c *childRows) need() {
	b, x := c.b, c.child()
	open := c.open("ssd_cin_episodes", "cine_referral_date", "cine_close_date")
	if len(open) > 1 {
		c.several(
			open,
			"cine_close_date",
			"a child has several referrals that aren't closed",
			"the one of the latest date was taken; the chronology has all",
		)
	}
	if len(open) > 0 {
		r := open[len(open)-1]
		c.code(r, "category_of_need", "cine_cin_primary_need_code", "need", &x.CategoryOfNeed)
		if b.rec.Referral == nil {
			f := &model.Referral{Received: model.Moment{Date: r.day("cine_referral_date")},
				From: cmp.Or(
					r.text("cine_referral_source_desc", false),
					r.words("cine_referral_source_code", "source"),
				)}
			if said := r.flagged("cine_referral_outcome_json"); len(said) > 0 {
				f.Outcome = model.Text(sentence(strings.Join(said, "; ")))
			}
			b.rec.Referral = f
			b.came("referral", r.t.name+" "+r.id())
		}
	}
	if x.CategoryOfNeed == "" {
		for _, r := range c.open("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date") {
			c.code(r, "category_of_need", "clae_cla_primary_need_code", "need", &x.CategoryOfNeed)
		}
	}
	var last *row
	for _, r := range c.rows["ssd_cin_episodes"] {
		if r.ended("cine_close_date") &&
			(last == nil || !r.day("cine_close_date").Before(last.day("cine_close_date"))) &&
			!r.day("cine_close_date").IsZero() {
			last = r
		}
	}
	if last != nil && (b.rec.PreviousClosure == nil || b.rec.PreviousClosure.Date.Before(last.day("cine_close_date"))) {
		b.rec.PreviousClosure = &model.PreviousClosure{
			Date:   last.day("cine_close_date"),
			Reason: model.Text(last.words("cine_close_reason", "closure")),
		}
		b.imported = slices.DeleteFunc(b.imported, func(x model.Imported) bool { return x.What == "previous_closure" })
		b.came("previous_closure", last.t.name+" "+last.id())
	}
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// plans takes plans for children in need, child protection plans and early help.
func (c *childRows) plans() {
	x := c.child()
	for _, r := range c.rows["ssd_early_help_episodes"] {
		c.status(r, "early_help", r.day("earl_episode_start_date"), r.day("earl_episode_end_date"))
	}
	for _, r := range c.rows["ssd_cin_plans"] {
		c.status(r, "cin", r.day("cinp_cin_plan_start_date"), r.day("cinp_cin_plan_end_date"))
	}
	plans := c.rows["ssd_cp_plans"]
	for _, r := range plans {
		c.status(r, "cp", r.day("cppl_cp_plan_start_date"), r.day("cppl_cp_plan_end_date"))
	}
	open := c.open("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date")
	if len(open) > 1 {
		c.several(
			open,
			"cppl_cp_plan_end_date",
			"a child has several child protection plans without an end",
			"children[].cp_plan is blank; the chronology has them",
		)
		return
	}
	if len(open) == 0 && len(plans) > 0 {
		open = plans[len(plans)-1:]
	}
	if len(open) == 0 {
		return
	}
	r := open[0]
	p := &model.CPPlan{From: r.day("cppl_cp_plan_start_date"), To: r.day("cppl_cp_plan_end_date")}
	if p.Category = r.code("cppl_cp_plan_latest_category", "abuse"); p.Category == "" {
		p.Category = r.code("cppl_cp_plan_initial_category", "abuse")
	}
	if p.To.Before(p.From) {
		p.To = dates.Date{}
	}
	x.CPPlan = p
	c.b.came(c.path("cp_plan"), r.t.name+" "+r.id())
	c.event(r, "cp_plan_ended", "cppl_cp_plan_end_date", p.To)
}

// care takes the episodes of care, legal status, placement and reviews.
func (c *childRows) care() {
	x := c.child()
	periods := c.periods()
	for i, p := range periods {
		c.status(p.rows[0], "cla", p.from, p.to)
		if i == len(periods)-1 && p.to.IsZero() {
			c.event(p.rows[0], "looked_after_from", "clae_entered_care_date", p.from)
			c.reviews(p.id)
		}
	}
	legal := c.open("ssd_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date")
	if len(legal) == 1 {
		if code := legal[0].code("lega_legal_status", "legal_status"); code != "" {
			x.LegalStatus = &model.LegalStatus{Code: code, From: legal[0].day("lega_legal_status_start_date")}
			c.b.came(c.path("legal_status"), legal[0].t.name+" "+legal[0].id())
		}
	} else if len(legal) > 1 {
		c.several(legal, "lega_legal_status", "a child has several legal statuses without an end", "children[].legal_status is blank; the chronology has them")
	}
	c.placement()
}

// period is one time of being looked after.
type period struct {
	id       string
	rows     []*row
	from, to dates.Date // to is zero while it lasts
}

// periods are the times of being looked after, in order: the episodes of one id.
func (c *childRows) periods() []*period {
	var all []*period
	for _, r := range c.rows["ssd_cla_episodes"] {
		i := slices.IndexFunc(all, func(p *period) bool { return p.id != "" && p.id == r.raw("clae_cla_id") })
		if i < 0 {
			all = append(all, &period{id: r.raw("clae_cla_id")})
			i = len(all) - 1
		}
		all[i].rows = append(all[i].rows, r)
	}
	for _, p := range all {
		open := false
		for _, r := range p.rows {
			from := r.day("clae_entered_care_date")
			if from.IsZero() {
				from = r.day("clae_cla_episode_start_date")
			}
			if p.from.IsZero() || !from.IsZero() && from.Before(p.from) {
				p.from = from
			}
			open = open || !r.ended("clae_cla_episode_ceased_date")
			if to := r.day("clae_cla_episode_ceased_date"); p.to.Before(to) {
				p.to = to
			}
		}
		if open {
			p.to = dates.Date{}
		}
	}
	slices.SortStableFunc(all, func(a, b *period) int { return a.from.Compare(b.from) })
	return all
}

// reviews takes the reviews of the time of being looked after that lasts.
func (c *childRows) reviews(period string) {
	var held, due []*row
	for _, r := range c.rows["ssd_cla_reviews"] {
		if r.raw("clar_cla_id") != period || period == "" {
			continue
		}
		if yes, _ := yesOrNo(r.raw("clar_cla_review_cancelled")); yes {
			continue
		}
		if !r.day("clar_cla_review_date").IsZero() {
			held = append(held, r)
		} else if !r.day("clar_cla_review_due_date").IsZero() {
			due = append(due, r)
		}
	}
	slices.SortStableFunc(
		held,
		func(a, b *row) int { return a.day("clar_cla_review_date").Compare(b.day("clar_cla_review_date")) },
	)
	for i, name := range []model.Word{"first_review", "second_review"} {
		if i < len(held) {
			c.event(held[i], name, "clar_cla_review_date", held[i].day("clar_cla_review_date"))
		}
	}
	for _, r := range due { // in order
		if d := r.day("clar_cla_review_due_date"); !d.Before(c.b.in.opt.AsOf) {
			c.event(r, "next_review", "clar_cla_review_due_date", d)
			break
		}
	}
}

// placed is the placement that the child is in; nil where none is open or
// several are.
func (c *childRows) placed() *row {
	open := c.open("ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date")
	if len(open) != 1 {
		return nil
	}
	return open[0]
}

func (c *childRows) placement() {
	open := c.open("ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date")
	if len(open) > 1 {
		c.several(
			open,
			"clap_cla_placement_end_date",
			"a child has two placements without an end",
			"children[].placement and where the child lives are blank; the chronology has them",
		)
	}
	r := c.placed()
	if r == nil {
		return
	}
	x := c.child()
	x.Placement = &model.Placement{}
	c.code(r, "placement.type", "clap_cla_placement_type", "placement", &x.Placement.Type)
	c.code(r, "placement.provider", "clap_cla_placement_provider", "provider", &x.Placement.Provider)
	c.day(r, "placement.from", "clap_cla_placement_start_date", &x.Placement.From)
	c.event(r, "placement_from", "clap_cla_placement_start_date", x.Placement.From)
	var last *row
	for _, p := range c.rows["ssd_cla_placement"] {
		if end := p.day("clap_cla_placement_end_date"); p != r && !end.IsZero() && !end.After(c.b.in.opt.AsOf) &&
			(last == nil || end.After(last.day("clap_cla_placement_end_date"))) {
			last = p
		}
	}
	if last == nil {
		return
	}
	// the reason stands with the placement that it ended
	c.code(
		last,
		"placement.change_reason",
		"clap_cla_placement_change_reason",
		"placement_change",
		&x.Placement.ChangeReason,
	)
	p := &model.PreviousPlacement{
		Type: last.code("clap_cla_placement_type", "placement"),
		To:   last.day("clap_cla_placement_end_date"),
	}
	if code := last.postcode("clap_cla_placement_postcode"); code != "" {
		p.Address = &model.Address{Postcode: code}
	}
	x.Placement.Previous = p
	c.b.came(c.path("placement.previous"), last.t.name+" "+last.id())
}

// health takes what the checks of a looked-after child say.
func (c *childRows) health() {
	x := c.child()
	h := &model.Health{}
	for _, r := range c.rows["ssd_cla_health"] {
		d := r.day("clah_health_check_date")
		if d.IsZero() || d.After(c.b.in.opt.AsOf) {
			continue
		}
		switch kind := strings.ToLower(r.raw("clah_health_check_type")); {
		case strings.Contains(kind, "dent"):
			h.Dental = d
			c.b.cameLast(c.path("health.dental"), r.from("clah_health_check_date"))
		case strings.Contains(kind, "optic"), strings.Contains(kind, "eye"):
			h.Optician = d
			c.b.cameLast(c.path("health.optician"), r.from("clah_health_check_date"))
		case strings.Contains(kind, "initial"):
			h.InitialAssessment = &model.HealthAssessment{Done: d}
			c.b.cameLast(c.path("health.initial_assessment.done"), r.from("clah_health_check_date"))
		}
	}
	for _, r := range c.rows["ssd_cla_immunisations"] {
		yes, d := r.flag("clai_immunisations_status"), r.day("clai_immunisations_status_date")
		if yes == nil {
			continue
		}
		h.Immunisations = map[bool]string{true: "up to date", false: "not up to date"}[*yes]
		if !d.IsZero() {
			h.Immunisations += ", as at " + d.Long()
		}
		c.b.cameLast(c.path("health.immunisations"), r.from("clai_immunisations_status"))
	}
	if *h != (model.Health{}) {
		x.Health = h
	}
}

// cameLast is came where an earlier row said the same.
func (b *builder) cameLast(path, from string) {
	b.imported = slices.DeleteFunc(b.imported, func(x model.Imported) bool { return x.What == path })
	b.came(path, from)
}

// leaving takes what is known of a care leaver.
func (c *childRows) leaving() {
	x, b := c.child(), c.b
	for i, r := range c.rows["ssd_care_leavers"] {
		if i == 0 {
			s := model.Status{Status: "care_leaver"}
			x.Statuses = append(x.Statuses, s)
			b.added(c.path("statuses"), r, s)
			x.CareLeaver = &model.CareLeaver{}
		}
		kind := strings.ToLower(r.raw("clea_care_leaver_eligibility"))
		for _, word := range []model.Word{"former_relevant", "relevant", "eligible", "qualifying"} {
			if strings.Contains(strings.ReplaceAll(kind, " ", "_"), string(word)) {
				x.CareLeaver.Category = word
				r.take("clea_care_leaver_eligibility")
				b.cameLast(c.path("care_leaver.category"), r.from("clea_care_leaver_eligibility"))
				break
			}
		}
		if id := b.adviser(r); id != "" {
			x.CareLeaver.Adviser = id
			b.cameLast(c.path("care_leaver.adviser"), r.from("clea_care_leaver_personal_advisor"))
		}
		if x.Worker == "" && r.raw("clea_care_leaver_worker_id") != "" {
			if x.Worker = b.hired(r, "clea_care_leaver_worker_id"); x.Worker != "" {
				b.came(c.path("worker"), r.from("clea_care_leaver_worker_id"))
			}
		}
		if d := r.day("clea_pathway_plan_review_date"); !d.IsZero() {
			p := model.Plan{Kind: "Pathway plan", Child: c.short, Reviewed: d}
			b.rec.Plans = append(b.rec.Plans, p)
			b.added("plans", r, p)
		}
	}
	if x.CareLeaver != nil && *x.CareLeaver == (model.CareLeaver{}) {
		x.CareLeaver = nil
	}
}

// adviser is the worker who is a care leaver's personal adviser: the dataset
// has an id or a name.
func (b *builder) adviser(r *row) model.ID {
	const column = "clea_care_leaver_personal_advisor"
	s := r.raw(column)
	if s == "" {
		return ""
	}
	if b.reference("ssd_professionals", s) != nil {
		return b.hired(r, column)
	}
	if strings.Trim(s, "0123456789-") == "" {
		r.fault(column, "leads to no row of ssd_professionals", "the adviser isn't in the record")
		return ""
	}
	name := r.text(column, false)
	if name == "" {
		return ""
	}
	for i := range b.rec.Workers {
		if strings.EqualFold(b.rec.Workers[i].Name, name) {
			return b.rec.Workers[i].ID
		}
	}
	short := model.ID(fmt.Sprintf("W%d", len(b.rec.Workers)+1))
	b.rec.Workers = append(b.rec.Workers, model.Worker{ID: short, Name: name, Role: "Personal adviser"})
	b.came("workers["+string(short)+"].name", r.from(column))
	b.came("workers["+string(short)+"].role", r.from(column))
	return short
}

// permanence takes the plan for permanence and the orders.
func (c *childRows) permanence() {
	x := c.child()
	plan := &model.Permanence{}
	open := c.open("ssd_cla_care_plan", "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date")
	if len(open) == 1 {
		if said := open[0].flagged("lacp_cla_care_plan_json"); len(said) == 1 {
			plan.Primary = said[0]
			c.b.came(c.path("permanence.primary"), open[0].from("lacp_cla_care_plan_json"))
		}
	}
	for _, r := range c.rows["ssd_permanence"] {
		if d := r.day("perm_adm_decision_date"); !d.IsZero() && r.raw("perm_decision_reversed_date") == "" {
			plan.Route, plan.DecidedOn = "adoption", d
			c.b.cameLast(c.path("permanence.route"), r.from("perm_adm_decision_date"))
			c.b.cameLast(c.path("permanence.decided_on"), r.from("perm_adm_decision_date"))
		}
		if d := r.day("perm_placement_order_date"); !d.IsZero() {
			c.order(r, model.Order{Kind: "Placement order", MadeOn: d})
		}
		if kind := r.text("perm_permanence_order_type", false); kind != "" {
			c.order(r, model.Order{Kind: kind, MadeOn: r.day("perm_permanence_order_date")})
		}
	}
	if *plan != (model.Permanence{}) {
		x.Permanence = plan
	}
}

func (c *childRows) order(r *row, o model.Order) {
	c.child().Orders = append(c.child().Orders, o)
	c.b.added(c.path("orders"), r, o)
}

// preProceedings takes the meeting before proceedings, and the court's number.
func (c *childRows) preProceedings() {
	for _, r := range c.rows["ssd_pre_proceedings"] {
		if d := r.day("prep_initial_pre_pro_meeting_date"); !d.IsZero() {
			c.b.imported = slices.DeleteFunc(
				c.b.imported,
				func(x model.Imported) bool { return x.What == c.path("dates.pre_proceedings_meeting") },
			)
			c.event(r, "pre_proceedings_meeting", "prep_initial_pre_pro_meeting_date", d)
		}
		if r.raw("prep_court_reference") != "" {
			c.courtCase(r, "prep_court_reference")
		}
	}
}

// voice takes what a child answered.
func (c *childRows) voice() {
	var lines []string
	for _, r := range c.rows["ssd_voice_of_child"] {
		for _, col := range r.t.columns {
			if col.kind != isFlag {
				continue
			}
			if yes := r.flag(col.name); yes != nil {
				lines = append(lines, "- "+col.say+" "+map[bool]string{true: "Yes", false: "No"}[*yes])
			}
		}
	}
	if len(lines) > 0 {
		c.child().WishesAndFeelings = model.Text(
			"The child's answers, as the record system has them:\n" + strings.Join(lines, "\n"),
		)
		c.b.came(c.path("wishes_and_feelings"), "ssd_voice_of_child")
	}
}

// seen takes the last visit at which the child was seen.
func (c *childRows) seen() {
	x := c.child()
	for _, v := range []struct{ table, date, seen, alone string }{
		{"ssd_cin_visits", "cinv_cin_visit_date", "cinv_cin_visit_seen", "cinv_cin_visit_seen_alone"},
		{"ssd_cp_visits", "cppv_cp_visit_date", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone"},
		{"ssd_cla_visits", "clav_cla_visit_date", "clav_cla_visit_seen", "clav_cla_visit_seen_alone"},
	} {
		for _, r := range c.rows[v.table] {
			d := r.day(v.date)
			if yes, _ := yesOrNo(r.raw(v.seen)); !yes || d.IsZero() || d.After(c.b.in.opt.AsOf) {
				continue
			}
			if x.LastSeen == nil || !d.Before(x.LastSeen.Date) {
				x.LastSeen = &model.LastSeen{Date: d, Alone: r.flag(v.alone)}
				c.b.cameLast(c.path("last_seen"), r.t.name+" "+r.id())
			}
		}
	}
}

// assessments takes the child and family assessments.
func (c *childRows) assessments() {
	for _, r := range c.rows["ssd_cin_assessments"] {
		a := model.Assessment{Kind: "Child and family assessment", Children: []model.ID{c.short},
			Started: r.day("cina_assessment_start_date"), AuthorisedOn: r.day("cina_assessment_auth_date")}
		c.b.rec.Assessments = append(c.b.rec.Assessments, a)
		c.b.added("assessments", r, a)
	}
}
