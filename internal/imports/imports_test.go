package imports

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"handover/model"
	"handover/model/dates"
)

var today = dates.Date{Year: 2026, Month: 11, Day: 23}

// export is a folder of tables, each given as its text.
func export(t *testing.T, tables map[string]string) Source {
	t.Helper()
	dir := fstest.MapFS{}
	for name, text := range tables {
		dir[name+".csv"] = &fstest.MapFile{Data: []byte(text)}
	}
	src, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// made runs an import and returns its cases by reference.
func made(t *testing.T, src Source, opt Options) (map[string]*Case, *Report) {
	t.Helper()
	opt.Protocol, opt.AsOf = "salford", today
	cases := map[string]*Case{}
	rep, err := Run(context.Background(), src, opt, func(c *Case) error {
		cases[c.Reference] = c
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cases, rep
}

func faultsOf(rep *Report) string {
	var all []string
	for _, f := range rep.Faults {
		all = append(all, f.String())
	}
	return strings.Join(all, "\n")
}

const person = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob,pers_common_child_id,pers_legacy_id," +
	"pers_upn_unknown,pers_send_flag,pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality\n"

// TestPlaced: a looked-after child's record holds the placement, where the
// child lives, the worker and what happened, and nothing else; what the record
// can't hold is among what was left out.
func TestPlaced(t *testing.T) {
	t.Parallel()
	src := export(t, map[string]string{
		"ssd_person": person +
			"101,Mabli,Placeholder,2,2,WBRI,2015-02-28 00:00:00.000,9434765919,L-7,NULL,1,,,0,British\n" +
			"900,Nerys,Placeholder,F,,,1990-04-03,,,,,,,1,\n",
		"mother": "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\nM1,900,101,2015-02-28\n",
		"address": "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date,addr_address_end_date,addr_address_postcode\n" +
			"A1,\"{\"\"HOUSE\"\":\"\"1\"\",\"\"STREET\"\":\"\"Example Row\"\",\"\"TOWN\"\":\"\"Salford\"\"}\",101,Primary Address,01/02/2015,,ZZ1 1AA\n" +
			"A2,\"{\"\"HOUSE\"\":\"\"7\"\",\"\"STREET\"\":\"\"Sample Street\"\",\"\"TOWN\"\":\"\"Bolton\"\",\"\"UPRN\"\":\"\"100\"\"}\",101,Placement,14/03/2026,,ZZ2 2BB\n" +
			"A3,\"{\"\"HOUSE\"\":\"\"1\"\",\"\"STREET\"\":\"\"Example Row\"\",\"\"TOWN\"\":\"\"Salford\"\"}\",900,Primary Address,01/02/2014,,ZZ1 1AA\n",
		"cla_episodes": "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_primary_need_code," +
			"clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id,clae_referral_id,clae_cla_placement_id,clae_entered_care_date," +
			"clae_cla_last_iro_contact_date\nE1,101,2026-03-14,S,N1,9999-12-31,,CLA1,R1,P2,2026-03-14,\n",
		"cla_placement": "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn,clap_cla_placement_distance," +
			"clap_cla_id,clap_cla_placement_provider,clap_cla_placement_postcode,clap_cla_placement_end_date,clap_cla_placement_change_reason,clap_person_id\n" +
			"P2,2026-03-14,U6,SC1,3.5,CLA1,PR1,zz2  2bb,,,101\n",
		"involvements": "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_involvement_start_date," +
			"invo_involvement_end_date,invo_worker_change_reason,invo_person_id,invo_referral_id\n" +
			"I1,55,Allocated Case Worker,T9,2026-03-20,,TSPROC,101,R1\n",
		"professionals": "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no,prof_professional_job_title," +
			"prof_professional_caseload,prof_professional_department,prof_full_time_equivalency,prof_agency_worker_flag\n55,S1,Idris Example,,Social Worker,,,,\n",
		"department": "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT9,Looked After Team,T1,Children's Services\n",
	})
	cases, rep := made(t, src, Options{Children: []string{"101"}})
	if len(rep.Faults) > 0 {
		t.Errorf("faults:\n%s", faultsOf(rep))
	}
	c := cases["101"]
	if c == nil {
		t.Fatalf("no record: %v", rep.NotMade)
	}
	const want = `{
  "schema": "handover.case/1",
  "protocol": "salford",
  "reference": "101",
  "children": [
    {
      "id": "C1",
      "number": "101",
      "first_name": "Mabli",
      "surname": "Placeholder",
      "date_of_birth": "2015-02-28",
      "mother": "P1",
      "sex": "F",
      "gender": "Female",
      "ethnicity": "WBRI",
      "nationality": "British",
      "nhs_number": "9434765919",
      "statuses": [{"status": "cla", "from": "2026-03-14"}],
      "category_of_need": "N1",
      "address": {"lines": ["7 Sample Street", "Bolton"], "postcode": "ZZ2 2BB", "from": "2026-03-14"},
      "placement": {"type": "U6", "provider": "PR1", "from": "2026-03-14"},
      "worker": "W1",
      "dates": {"looked_after_from": "2026-03-14", "placement_from": "2026-03-14"}
    }
  ],
  "people": [
    {
      "id": "P1",
      "name": "Nerys Placeholder",
      "date_of_birth": "1990-04-03",
      "address": {"lines": ["1 Example Row", "Salford"], "postcode": "ZZ1 1AA", "from": "2014-02-01"},
      "relationship": [{"child": "C1", "is": "mother"}]
    }
  ],
  "workers": [{"id": "W1", "name": "Idris Example", "role": "Social Worker", "team": "T1"}],
  "teams": [{"id": "T1", "name": "Looked After Team", "service": "Children's Services"}],
  "chronology": [
    {
      "date": "2026-03-14",
      "event": "Episode of care: reason for starting S; primary need Abuse or neglect (N1); entered care 14 March 2026",
      "source": "record system, table cla_episodes",
      "children": ["C1"]
    },
    {
      "date": "2026-03-14",
      "event": "Placement: type Foster placement with other carer, other (U6); provider Own local authority (PR1)",
      "source": "record system, table cla_placement",
      "children": ["C1"]
    },
    {
      "date": "2026-03-20",
      "event": "Worker: name Idris Example; role Allocated Case Worker; team Looked After Team; reason for the change New social worker following child transfer due to standard process (TSPROC)",
      "source": "record system, table involvements",
      "children": ["C1"]
    }
  ],
`
	got, _, _ := strings.Cut(string(c.JSON), `  "imported"`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var left []string
	for _, l := range c.LeftOut {
		left = append(left, fmt.Sprintf("%s %s %s: %s", l.Table, l.Row, l.Column, l.Why))
	}
	wantLeft := []string{
		"ssd_address A1 addr_address_json: the child is placed elsewhere; the record holds where the child lives",
		"ssd_address A1 addr_address_postcode: the child is placed elsewhere; the record holds where the child lives",
		"ssd_address A1 addr_address_start_date: the child is placed elsewhere; the record holds where the child lives",
		"ssd_address A1 addr_address_type: the child is placed elsewhere; the record holds where the child lives",
		"ssd_address A2 addr_address_json UPRN: the record has no field for it",
		"ssd_cla_placement P2 clap_cla_placement_distance: the record has no field for it",
		"ssd_cla_placement P2 clap_cla_placement_urn: the record has no field for it",
		"ssd_mother M1 moth_childs_dob: the record has no field for it",
		"ssd_person 101 pers_legacy_id: the record has no field for it",
		"ssd_person 101 pers_send_flag: the record has no field for it",
		"ssd_person 101 pers_is_mother: the record has no field for it",
		"ssd_person 900 pers_sex: said of the mother, of whom the record holds name, birth and death",
		"ssd_person 900 pers_is_mother: said of the mother, of whom the record holds name, birth and death",
		"ssd_professionals 55 prof_staff_id: the record has no field for it",
	}
	slices.Sort(left)
	slices.Sort(wantLeft)
	if diff := cmp.Diff(wantLeft, left); diff != "" {
		t.Errorf("left out: -want +got:\n%s", diff)
	}
	if !slices.Contains(rep.Notes, "address.csv: addr_address_start_date: its days have the day first") {
		t.Errorf("the order of the days isn't told: %q", rep.Notes)
	}
	if _, err := model.Decode("case.json", c.JSON, model.Options{}); err != nil {
		t.Error(err)
	}
}
