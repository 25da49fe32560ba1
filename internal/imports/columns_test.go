package imports

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sample is a value that a column may well hold.
func sample(c column) string {
	switch c.kind {
	case isChild:
		return "101"
	case isFrom, isDay:
		return "2026-03-02"
	case isDue:
		return "2026-03-01"
	case isUntil:
		return "2026-05-04"
	case isFlag:
		return "Y"
	case isWorker, isAdviser:
		return "55"
	case isTeam:
		return "T9"
	case isJSON:
		switch c.name {
		case "addr_address_json":
			return `{"HOUSE":"1","STREET":"Example Row"}`
		case "cinf_assessment_factors_json":
			return `["1A"]`
		case "lacp_cla_care_plan_json":
			return `{"ADOPTION":"Y"}`
		}
		return `{"NFA_FLAG":"Y"}`
	case isCode:
		return map[string]string{"sex": "F", "gender": "2", "ethnicity": "WBRI", "disability": "LD", "source": "1A", "need": "N1", "closure": "RC7", "abuse": "NEG",
			"placement": "U6", "provider": "PR1", "placement_change": "CARPL", "legal_status": "C2", "missing": "M", "worker_change": "TSPROC"}[c.codes]
	}
	return map[string]string{
		"addr_address_postcode": "ZZ1 1AA", "clap_cla_placement_postcode": "ZZ1 1AA", "pers_upn_unknown": "UN1", "link_identifier_type": "Court Case Number",
		"clah_health_check_type": "Dental check", "clea_care_leaver_eligibility": "Relevant child", "fami_family_id": "F1",
		"perm_decision_reversed_reason": "RD1", "immi_immigration_status": "Refugee Status",
	}[c.name]
}

// links are the rows that a row of a table needs for its child to be known.
func links() map[string]string {
	return map[string]string{
		"cinf_assessment_id":    "K1",
		"clar_cla_id":           "K9",
		"ehcr_send_table_id":    "K1",
		"ehca_ehcp_request_id":  "K1",
		"ehcn_ehcp_asmt_id":     "K1",
		"ehcp_ehcp_request_id":  "K1",
		"senn_active_ehcp_id":   "K1",
		"s251_cla_placement_id": "K1",
		"clae_cla_id":           "K9",
		"clap_cla_id":           "K9",
		"clav_cla_id":           "K9",
		"moth_person_id":        "900",
	}
}

// oneRow is a table with one row, in which a column is left blank or not.
func oneRow(t *testing.T, name string, blank ...string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	i := slices.IndexFunc(ssdTables(), func(x table) bool { return x.name == name })
	var head, cells []string
	for _, c := range ssdTables()[i].columns {
		v := sample(c)
		switch {
		case c.kind == isKey:
			v = "K1"
		case c.kind == isLink && links()[c.name] != "":
			v = links()[c.name]
		case v == "":
			v = "x" + c.name
		}
		switch c.name {
		case "prof_professional_id":
			v = "55"
		case "dept_team_id":
			v = "T9"
		}
		if slices.Contains(blank, c.name) {
			v = ""
		}
		head, cells = append(head, c.name), append(cells, v)
	}
	if err := w.WriteAll([][]string{head, cells}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// apart are columns that a table can't have at once with another.
func apart() map[string][]string {
	return map[string][]string{
		"pers_expected_dob":               nil,
		"perm_decision_reversed_date":     nil,
		"perm_adm_decision_date":          {"perm_decision_reversed_date", "perm_decision_reversed_reason"},
		"cppl_cp_plan_initial_category":   {"cppl_cp_plan_latest_category"},
		"clap_cla_placement_type":         {"clap_cla_placement_end_date"},
		"clap_cla_placement_provider":     {"clap_cla_placement_end_date"},
		"clap_cla_placement_postcode":     {"clap_cla_placement_end_date"},
		"addr_address_json":               {"addr_address_end_date"},
		"addr_address_type":               {"addr_address_end_date"},
		"addr_address_start_date":         {"addr_address_end_date"},
		"addr_address_postcode":           {"addr_address_end_date"},
		"lega_legal_status":               {"lega_legal_status_end_date"},
		"immi_immigration_status":         {"immi_immigration_status_end_date"},
		"link_identifier_type":            {"link_valid_to_date"},
		"link_identifier_value":           {"link_valid_to_date"},
		"invo_professional_team":          {"invo_involvement_end_date"},
		"cine_referral_source_code":       {"cine_close_date"},
		"pers_upn_unknown":                nil,
		"clea_care_leaver_worker_id":      nil,
		"clea_care_leaver_allocated_team": nil,
	}
}

// TestEveryColumn: what stands in a column is in the record where the table of
// columns says that it goes there, and among what was left out otherwise. Taken
// away, a value that goes to the record makes another record.
func TestEveryColumn(t *testing.T) {
	t.Parallel()
	support := func(of string) map[string]string {
		all := map[string]string{}
		for _, name := range []string{"ssd_person", "ssd_professionals", "ssd_department"} {
			all[name] = oneRow(t, name)
		}
		// whatever the links lead to, without what would say the same
		for name := of; ; {
			i := slices.IndexFunc(ssdTables(), func(x table) bool { return x.name == name })
			x := ssdTables()[i]
			if x.of == "" {
				return all
			}
			name, _, _ = strings.Cut(x.of, ".")
			all[name] = oneRow(t, name)
		}
	}
	tried := 0
	for _, x := range ssdTables() {
		for _, c := range x.columns {
			if c.kind == isChild || c.kind == isKey || c.kind == isLink || decides(c.name) {
				continue
			}
			tried++
			with, without := support(x.name), support(x.name)
			with[x.name] = oneRow(t, x.name, apart()[c.name]...)
			without[x.name] = oneRow(t, x.name, append([]string{c.name}, apart()[c.name]...)...)
			if x.name != "ssd_involvements" && (x.name == "ssd_professionals" || x.name == "ssd_department") {
				row := oneRow(t, "ssd_involvements", "invo_involvement_end_date")
				with["ssd_involvements"], without["ssd_involvements"] = row, row
			}
			a, _ := made(t, export(t, with), Options{Children: []string{"101"}})
			b, rep := made(t, export(t, without), Options{Children: []string{"101"}})
			if a["101"] == nil {
				t.Errorf("%s: no record", c.name)
				continue
			}
			left := slices.IndexFunc(a["101"].LeftOut, func(l LeftOut) bool { return l.Column == c.name })
			goes := c.to != "" || c.say != "" ||
				(c.kind == isFrom || c.kind == isUntil || c.kind == isDue) && x.event != ""
			switch {
			case goes && left >= 0:
				t.Errorf("%s was left out: %s", c.name, a["101"].LeftOut[left].Why)
			case !goes && left < 0:
				t.Errorf("%s is neither in the record nor among what was left out", c.name)
			case goes && b["101"] != nil && string(a["101"].JSON) == string(b["101"].JSON):
				t.Errorf("%s makes no difference to the record", c.name)
			case !goes && string(a["101"].JSON) != string(b["101"].JSON):
				t.Errorf("%s makes a difference to the record, and the table doesn't say so", c.name)
			}
			if b["101"] == nil {
				t.Errorf("%s: no record without it: %v", c.name, fmt.Sprint(rep.NotMade))
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d columns were tried", tried)
	}
}

// decides are columns that say how others are read, and stand nowhere.
func decides(column string) bool {
	return slices.Contains([]string{"addr_address_type", "addr_address_end_date", "link_valid_to_date"}, column)
}
