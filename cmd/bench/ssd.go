//go:build linux

package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"handover/model"
	"handover/model/dates"
)

// exportOf are the columns that invented children have rows of, by table.
func exportOf() map[string][]string {
	return map[string][]string{
		"ssd_person": {
			"pers_person_id",
			"pers_forename",
			"pers_surname",
			"pers_sex",
			"pers_ethnicity",
			"pers_dob",
			"pers_common_child_id",
			"pers_legacy_id",
		},
		"ssd_mother": {"moth_table_id", "moth_person_id", "moth_childs_person_id"},
		"ssd_address": {
			"addr_table_id",
			"addr_person_id",
			"addr_address_type",
			"addr_address_json",
			"addr_address_postcode",
			"addr_address_start_date",
			"addr_address_end_date",
		},
		"ssd_disability": {"disa_table_id", "disa_person_id", "disa_disability_code"},
		"ssd_cin_episodes": {
			"cine_referral_id",
			"cine_person_id",
			"cine_referral_date",
			"cine_cin_primary_need_code",
			"cine_referral_source_code",
			"cine_close_date",
			"cine_close_reason",
		},
		"ssd_cin_plans": {
			"cinp_cin_plan_id",
			"cinp_person_id",
			"cinp_cin_plan_start_date",
			"cinp_cin_plan_end_date",
		},
		"ssd_cin_visits": {
			"cinv_cin_visit_id",
			"cinv_person_id",
			"cinv_cin_visit_date",
			"cinv_cin_visit_seen",
			"cinv_cin_visit_seen_alone",
		},
		"ssd_cp_plans": {
			"cppl_cp_plan_id",
			"cppl_person_id",
			"cppl_cp_plan_start_date",
			"cppl_cp_plan_end_date",
			"cppl_cp_plan_latest_category",
		},
		"ssd_cla_episodes": {
			"clae_cla_episode_id",
			"clae_person_id",
			"clae_cla_episode_start_date",
			"clae_cla_episode_ceased_date",
			"clae_cla_id",
			"clae_entered_care_date",
		},
		"ssd_cla_placement": {
			"clap_cla_placement_id",
			"clap_person_id",
			"clap_cla_placement_start_date",
			"clap_cla_placement_end_date",
			"clap_cla_placement_type",
			"clap_cla_placement_provider",
			"clap_cla_placement_postcode",
			"clap_cla_placement_change_reason",
		},
		"ssd_cla_reviews": {
			"clar_cla_review_id",
			"clar_cla_id",
			"clar_cla_review_due_date",
			"clar_cla_review_date",
			"clar_cla_review_cancelled",
		},
		"ssd_legal_status": {
			"lega_legal_status_id",
			"lega_person_id",
			"lega_legal_status",
			"lega_legal_status_start_date",
			"lega_legal_status_end_date",
		},
		"ssd_care_leavers": {
			"clea_table_id",
			"clea_person_id",
			"clea_care_leaver_eligibility",
			"clea_care_leaver_latest_contact",
			"clea_care_leaver_in_touch",
		},
		"ssd_involvements": {
			"invo_involvements_id",
			"invo_person_id",
			"invo_professional_id",
			"invo_professional_team",
			"invo_involvement_start_date",
			"invo_involvement_end_date",
		},
		"ssd_professionals": {"prof_professional_id", "prof_professional_name", "prof_professional_job_title"},
		"ssd_department":    {"dept_team_id", "dept_team_name"},
	}
}

// life is an invented child: the rows that a system would export, and the
// record that they ought to make.
type life struct {
	rows  map[string][][]string
	truth *model.Record
	odds  *rand.Rand
	id    string
}

func (l *life) row(table string, cells ...string) { l.rows[table] = append(l.rows[table], cells) }

func (l *life) tells(from, until dates.Date, table, event string) {
	l.truth.Chronology = append(
		l.truth.Chronology,
		model.Event{Date: dates.Partial(from), Until: dates.Partial(until), Event: model.Text(event),
			Source: "record system, table " + table, Children: []model.ID{"C1"}},
	)
}

// written is a day as SQL Server's tools write it.
func written(d dates.Date) string {
	if d.IsZero() {
		return "NULL"
	}
	return d.String() + " 00:00:00.000"
}

const (
	inventedWorkers = 40
	inventedTeams   = 8
)

// invent is child number i, with so many visits; it hangs on i alone.
func invent(i, visits int) *life {
	l := &life{rows: map[string][][]string{}, odds: rand.New(rand.NewPCG(15, uint64(i))), id: strconv.Itoa(200000 + i)}
	l.truth = &model.Record{
		Schema:    model.SchemaName,
		Protocol:  "salford",
		Reference: l.id,
		Children:  []model.Child{{ID: "C1", Number: l.id}},
	}
	c := &l.truth.Children[0]
	c.FirstName, c.Surname, c.NHSNumber = inventedName(7*i+1), inventedName(7*i+2), nhsNumber(i+1)
	c.DateOfBirth = dates.Date{Year: 2008 + i%15, Month: time.Month(1 + i%12), Day: 1 + i%28}
	sex := []string{"F", "M"}[i%2]
	c.Sex, c.Ethnicity = model.Code(sex), []model.Code{"WBRI", "MWBC", "AIND", "BAFR"}[i%4]
	l.row(
		"ssd_person",
		l.id,
		c.FirstName,
		c.Surname,
		map[string]string{"F": "2", "M": "1"}[sex],
		string(c.Ethnicity),
		written(c.DateOfBirth),
		c.NHSNumber,
		"L"+l.id,
	)
	l.mother(i)
	if i%5 == 0 {
		c.Disabilities = []model.Code{"AUT", "LD"}
		l.row("ssd_disability", l.id+"D1", l.id, "LD")
		l.row("ssd_disability", l.id+"D2", l.id, "AUT")
	}
	referred := dates.Date{Year: 2024, Month: 3, Day: 1}.AddDays(l.odds.IntN(300))
	l.need(referred)
	l.worker(i, referred)
	switch i % 4 {
	case 1:
		l.protected(referred.AddDays(20))
	case 2:
		l.lookedAfter(referred.AddDays(30))
	case 3:
		l.leaving()
	}
	if c.Address == nil {
		c.Address = l.home(l.id, c.DateOfBirth)
	}
	l.visits(referred, visits)
	slices.SortStableFunc(
		l.truth.Chronology,
		func(a, b model.Event) int { return dates.Date(a.Date).Compare(dates.Date(b.Date)) },
	)
	return l
}

func (l *life) home(of string, from dates.Date) *model.Address {
	number := 1 + l.odds.IntN(90)
	l.row(
		"ssd_address",
		of+"A",
		of,
		"Primary Address",
		fmt.Sprintf(`{"HOUSE":"%d","STREET":"Example Row","TOWN":"Salford","FLAT":""}`, number),
		"ZZ1 1AA",
		written(from),
		"NULL",
	)
	return &model.Address{
		Lines:    []string{fmt.Sprintf("%d Example Row", number), "Salford"},
		Postcode: "ZZ1 1AA",
		From:     from,
	}
}

func (l *life) mother(i int) {
	id, born := "M"+l.id, dates.Date{Year: 1985, Month: 5, Day: 1 + i%28}
	p := model.Person{
		ID:           "P1",
		Name:         inventedName(7*i+3) + " " + l.truth.Children[0].Surname,
		DateOfBirth:  dates.Partial(born),
		Relationship: []model.Relationship{{Child: "C1", Is: "mother"}},
	}
	l.row(
		"ssd_person",
		id,
		p.Name[:len(p.Name)-len(l.truth.Children[0].Surname)-1],
		l.truth.Children[0].Surname,
		"2",
		"WBRI",
		written(born),
		"",
		"",
	)
	l.row("ssd_mother", id+"L", id, l.id)
	p.Address = l.home(id, born)
	l.truth.People, l.truth.Children[0].Mother = []model.Person{p}, "P1"
}

func (l *life) need(on dates.Date) {
	l.row("ssd_cin_episodes", l.id+"R", l.id, written(on), "N1", "2A", "NULL", "NULL")
	l.truth.Children[0].CategoryOfNeed = "N1"
	l.truth.Referral = &model.Referral{Received: model.Moment{Date: on}, From: "SCHOOLS (2A)"}
	l.tells(
		on,
		dates.Date{},
		"cin_episodes",
		"Referral to children's social care: primary need Abuse or neglect (N1); from SCHOOLS (2A)",
	)
	l.truth.Chronology[len(l.truth.Chronology)-1].Handling = "internal"
	l.row("ssd_cin_plans", l.id+"N", l.id, written(on.AddDays(7)), "9999-12-31 00:00:00.000")
	l.truth.Children[0].Statuses = []model.Status{{Status: "cin", From: on.AddDays(7)}}
	l.tells(on.AddDays(7), dates.Date{}, "cin_plans", "Child in need plan")
}

func (l *life) worker(i int, from dates.Date) {
	n, team := i%inventedWorkers, i%inventedTeams
	name, called := inventedName(900000+n)+" Example", fmt.Sprintf("Team %d", team)
	l.row("ssd_involvements", l.id+"I", l.id, strconv.Itoa(n), "T"+strconv.Itoa(team), written(from), "")
	l.truth.Workers = []model.Worker{{ID: "W1", Name: name, Role: "Social Worker", Team: "T1"}}
	l.truth.Teams = []model.Team{{ID: "T1", Name: called}}
	l.truth.Children[0].Worker = "W1"
	l.tells(from, dates.Date{}, "involvements", "Worker: name "+name+"; team "+called)
}

func (l *life) protected(from dates.Date) {
	l.row("ssd_cp_plans", l.id+"P", l.id, written(from), "NULL", "Emotional Abuse")
	c := &l.truth.Children[0]
	c.CPPlan = &model.CPPlan{Category: "EMO", From: from}
	c.Statuses = append(c.Statuses, model.Status{Status: "cp", From: from})
	l.tells(from, dates.Date{}, "cp_plans", "Child protection plan: latest category Emotional abuse (EMO)")
}

// lookedAfter is a child with a first placement that ended and one that lasts.
func (l *life) lookedAfter(from dates.Date) {
	c, moved := &l.truth.Children[0], from.AddDays(100)
	l.row("ssd_cla_episodes", l.id+"E", l.id, written(from), "NULL", l.id+"C", written(from))
	l.tells(from, dates.Date{}, "cla_episodes", "Episode of care: entered care "+from.Long())
	c.Statuses = append(c.Statuses, model.Status{Status: "cla", From: from})
	l.row("ssd_cla_placement", l.id+"Q1", l.id, written(from), written(moved), "U6", "PR1", "ZZ3 3CC", "CARPL")
	l.row("ssd_cla_placement", l.id+"Q2", l.id, written(moved), "NULL", "K2", "PR4", "ZZ4 4DD", "")
	l.tells(
		from,
		moved,
		"cla_placement",
		"Placement: type Foster placement with other carer, other (U6); provider Own local authority (PR1); "+
			"reason for the change Change to or implementation of care plan (CARPL)",
	)
	l.tells(
		moved,
		dates.Date{},
		"cla_placement",
		"Placement: type Children's home (K2); provider Private provider (PR4)",
	)
	c.Placement = &model.Placement{Type: "K2", Provider: "PR4", From: moved, ChangeReason: "CARPL",
		Previous: &model.PreviousPlacement{Type: "U6", To: moved, Address: &model.Address{Postcode: "ZZ3 3CC"}}}
	c.Address = &model.Address{Postcode: "ZZ4 4DD", From: moved}
	c.Dates = map[model.Word]model.Moment{"looked_after_from": {Date: from}, "placement_from": {Date: moved}}
	l.home(l.id, c.DateOfBirth) // the family's, where the child doesn't live
	for n, name := range []model.Word{"first_review", "second_review", "next_review"} {
		on := []dates.Date{from.AddDays(20), from.AddDays(110), {Year: 2027, Month: 1, Day: 12}}[n]
		if name == "next_review" {
			l.row("ssd_cla_reviews", fmt.Sprint(l.id, "V", n), l.id+"C", written(on), "NULL", "N")
			l.tells(
				on,
				dates.Date{},
				"cla_reviews",
				"Review of the looked-after child, due; no day is recorded on which it was held: cancelled no",
			)
		} else {
			l.row("ssd_cla_reviews", fmt.Sprint(l.id, "V", n), l.id+"C", "NULL", written(on), "N")
			l.tells(on, dates.Date{}, "cla_reviews", "Review of the looked-after child: cancelled no")
		}
		c.Dates[name] = model.Moment{Date: on}
	}
	l.row("ssd_legal_status", l.id+"S", l.id, "C2", written(from), "NULL")
	c.LegalStatus = &model.LegalStatus{Code: "C2", From: from}
	l.tells(from, dates.Date{}, "legal_status", "Legal status: status Full care order (C2)")
}

func (l *life) leaving() {
	c, contact := &l.truth.Children[0], dates.Date{Year: 2026, Month: 10, Day: 5}
	l.row("ssd_care_leavers", l.id+"G", l.id, "Former relevant child", written(contact), "YES")
	c.Statuses = append(c.Statuses, model.Status{Status: "care_leaver"})
	c.CareLeaver = &model.CareLeaver{Category: "former_relevant"}
	l.tells(contact, dates.Date{}, "care_leavers", "Care leaver: in touch YES")
}

func (l *life) visits(from dates.Date, n int) {
	yes := true
	for k := range n {
		d := from.AddDays(1 + k*600/max(n, 1))
		l.row("ssd_cin_visits", fmt.Sprintf("%sX%06d", l.id, k), l.id, written(d), "Y", "Y")
		l.tells(d, dates.Date{}, "cin_visits", "Child in need visit: child seen yes; seen alone yes")
		l.truth.Children[0].LastSeen = &model.LastSeen{Date: d, Alone: &yes}
	}
}

// staff are the rows of workers and teams.
func staff() map[string][][]string {
	out := map[string][][]string{}
	for n := range inventedWorkers {
		out["ssd_professionals"] = append(
			out["ssd_professionals"],
			[]string{strconv.Itoa(n), inventedName(900000+n) + " Example", "Social Worker"},
		)
	}
	for n := range inventedTeams {
		out["ssd_department"] = append(
			out["ssd_department"],
			[]string{"T" + strconv.Itoa(n), fmt.Sprintf("Team %d", n)},
		)
	}
	return out
}

// writeExport writes an invented export of the Standard Safeguarding Dataset to
// a folder, a CSV file a table.
func writeExport(args []string) error {
	set := flag.NewFlagSet("export", flag.ContinueOnError)
	n := set.Int("n", 5000, "how many children")
	visits := set.Int("visits", 500, "how many visits to each")
	out := set.String("o", "export", "the `FOLDER` to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	if err := os.MkdirAll(*out, 0o700); err != nil {
		return err
	}
	files := map[string]*csv.Writer{}
	var done []func() error
	for table, columns := range exportOf() {
		f, err := os.OpenFile(filepath.Join(*out, table+".csv"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(f, 1<<20)
		files[table] = csv.NewWriter(b)
		done = append(
			done,
			func() error { files[table].Flush(); return errors.Join(files[table].Error(), b.Flush(), f.Close()) },
		)
		if err := files[table].Write(columns); err != nil {
			return err
		}
	}
	write := func(rows map[string][][]string) {
		for table, all := range rows {
			for _, r := range all {
				_ = files[table].Write(r) // Error says what went wrong
			}
		}
	}
	for i := range *n {
		write(invent(i, *visits).rows)
	}
	write(staff())
	var err error
	for _, d := range done {
		err = errors.Join(err, d())
	}
	return err
}
