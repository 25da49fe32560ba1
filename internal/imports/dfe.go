package imports

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handover/model"
)

// payload is DfE's payload of one child or several, as tables of the dataset
// that its fields are the same as.
type payload struct {
	tables []Table
	rows   map[string][]map[string]string // by table; what has no column of the dataset's is called as in the payload
}

// maxPayload is how large a payload may be, in bytes.
const maxPayload = 256 << 20

// dfePart is an object of the payload, the table that it is like, and its
// fields with their columns.
type dfePart struct {
	at, table string
	columns   []string // "first_name pers_forename"
}

// dfeParts are the objects of the payload (version 0.7, as documented by
// data-to-insight/dfe-csc-api-data-flows); docs/import.md is written from it.
var dfeParts = []dfePart{
	{
		"child_details",
		"ssd_person",
		[]string{"first_name pers_forename", "surname pers_surname", "date_of_birth pers_dob",
			"expected_date_of_birth pers_expected_dob", "sex pers_sex", "ethnicity pers_ethnicity",
			"unique_pupil_number_unknown_reason pers_upn_unknown"},
	},
	{
		"health_and_wellbeing.sdq_assessments",
		"ssd_sdq_scores",
		[]string{"date csdq_sdq_completed_date", "score csdq_sdq_score"},
	},
	{
		"social_care_episodes",
		"ssd_cin_episodes",
		[]string{"social_care_episode_id cine_referral_id", "referral_date cine_referral_date",
			"referral_source cine_referral_source_code", "referral_no_further_action_flag cine_referral_nfa", "closure_date cine_close_date",
			"closure_reason cine_close_reason"},
	},
	{"social_care_episodes.care_worker_details", "ssd_involvements", []string{"worker_id invo_professional_role_id",
		"start_date invo_involvement_start_date", "end_date invo_involvement_end_date"}},
	{"social_care_episodes.child_and_family_assessments", "ssd_cin_assessments", []string{
		"child_and_family_assessment_id cina_assessment_id", "start_date cina_assessment_start_date",
		"authorisation_date cina_assessment_auth_date"}},
	{"social_care_episodes.child_in_need_plans", "ssd_cin_plans", []string{"child_in_need_plan_id cinp_cin_plan_id",
		"start_date cinp_cin_plan_start_date", "end_date cinp_cin_plan_end_date"}},
	{
		"social_care_episodes.section_47_assessments",
		"ssd_s47_enquiry",
		[]string{"section_47_assessment_id s47e_s47_enquiry_id",
			"start_date s47e_s47_start_date", "end_date s47e_s47_end_date"},
	},
	{"social_care_episodes.child_protection_plans", "ssd_cp_plans", []string{"child_protection_plan_id cppl_cp_plan_id",
		"start_date cppl_cp_plan_start_date", "end_date cppl_cp_plan_end_date"}},
	{"social_care_episodes.child_looked_after_placements", "ssd_cla_placement", []string{
		"child_looked_after_placement_id clap_cla_placement_id", "start_date clap_cla_placement_start_date",
		"placement_type clap_cla_placement_type", "postcode clap_cla_placement_postcode", "end_date clap_cla_placement_end_date",
		"change_reason clap_cla_placement_change_reason"}},
	{"social_care_episodes.adoption", "ssd_permanence", []string{"initial_decision_date perm_adm_decision_date",
		"matched_date perm_matched_date", "placed_date perm_placed_for_adoption_date"}},
	{"social_care_episodes.care_leavers", "ssd_care_leavers", []string{"contact_date clea_care_leaver_latest_contact",
		"activity clea_care_leaver_activity", "accommodation clea_care_leaver_accommodation"}},
}

// OpenPayload reads DfE's payload: one child, a list of children, or an object
// whose Children is one. The error is of type model.Problems.
func OpenPayload(path string) (Source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	in, _, err := decoded(f)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(in, maxPayload+1))
	if err != nil {
		return nil, err
	}
	wrong := func(msg, hint string) error { return model.Problems{inTable(path, 0, "", msg, hint)} }
	if len(b) > maxPayload {
		return nil, wrong(fmt.Sprintf("is larger than %d MiB", maxPayload>>20), "give it in parts")
	}
	var whole any
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	if err := dec.Decode(&whole); err != nil {
		return nil, wrong("isn't JSON", "a payload is one JSON file")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, wrong("something follows the payload's end", "")
	}
	p := &payload{rows: map[string][]map[string]string{}}
	var told []string
	children := []any{whole}
	if o, ok := whole.(map[string]any); ok && o["Children"] != nil {
		children = []any{o["Children"]}
	}
	if list, ok := children[0].([]any); ok {
		children = list
	}
	for i, c := range children {
		o, ok := c.(map[string]any)
		if !ok {
			return nil, wrong(fmt.Sprintf("Children[%d] is no object", i), "")
		}
		id := cellOf(o["mis_child_id"])
		if id == "" {
			id = cellOf(o["la_child_id"])
		}
		if id == "" {
			return nil, wrong(fmt.Sprintf("Children[%d] has neither mis_child_id nor la_child_id", i), "")
		}
		if purged(o) {
			told = append(told, fmt.Sprintf("the child %s is marked to be purged, and wasn't read", id))
			continue
		}
		p.child(id, o, &told)
	}
	for _, t := range ssdTables() {
		if p.rows[t.name] == nil {
			continue
		}
		x := Table{Name: t.name, Place: filepath.Base(path) + " (" + t.name + ")"}
		known := func(name string) bool {
			return slices.ContainsFunc(t.columns, func(c column) bool { return c.name == name })
		}
		for _, c := range t.columns {
			x.Columns = append(x.Columns, c.name)
		}
		more := map[string]bool{}
		for _, r := range p.rows[t.name] {
			for name := range r {
				if !known(name) {
					more[name] = true
				}
			}
		}
		x.Columns = append(x.Columns, slices.Sorted(mapKeys(more))...)
		if t.name == "ssd_person" {
			x.Told = told
		}
		p.tables = append(p.tables, x)
	}
	return p, nil
}

func purged(o map[string]any) bool { yes, _ := yesOrNo(cellOf(o["purge"])); return yes }

// cellOf is a JSON value as text.
func cellOf(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case json.Number:
		return x.String()
	case bool:
		return strconv.FormatBool(x)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// idColumn is the column that says whose a table's rows are.
func idColumn(table string) (child, key string) {
	for _, t := range ssdTables() {
		for _, c := range t.columns {
			if t.name == table && c.kind == isChild {
				child = c.name
			}
			if t.name == table && c.kind == isKey {
				key = c.name
			}
		}
	}
	return child, key
}

// child takes one child's object apart.
func (p *payload) child(id string, o map[string]any, told *[]string) {
	for _, part := range dfeParts {
		for n, object := range objectsAt(o, strings.Split(part.at, "."), told) {
			row := map[string]string{}
			child, key := idColumn(part.table)
			if key != "" {
				row[key] = fmt.Sprintf("%s-%d", id, n+1)
			}
			p.fill(row, part, object)
			row[child] = id
			p.rows[part.table] = append(p.rows[part.table], row)
			p.beside(id, part, row, object)
		}
	}
	if len(objectsAt(o, []string{"child_details"}, told)) == 0 {
		p.rows["ssd_person"] = append(p.rows["ssd_person"], map[string]string{"pers_person_id": id})
	}
	person := p.rows["ssd_person"][len(p.rows["ssd_person"])-1]
	if la := cellOf(o["la_child_id"]); la != id {
		person["pers_legacy_id"] = la
	}
	for _, name := range slices.Sorted(mapKeys(o)) {
		if !slices.Contains(
			[]string{
				"la_child_id",
				"mis_child_id",
				"purge",
				"child_details",
				"health_and_wellbeing",
				"social_care_episodes",
			},
			name,
		) {
			person[name] = cellOf(o[name])
		}
	}
}

// objectsAt are the objects at a path, without those that are to be purged.
func objectsAt(o map[string]any, path []string, told *[]string) []map[string]any {
	var all []map[string]any
	list, ok := o[path[0]].([]any)
	if !ok && o[path[0]] != nil {
		list = []any{o[path[0]]}
	}
	for _, x := range list {
		object, ok := x.(map[string]any)
		switch {
		case !ok:
		case purged(object):
			if len(path) == 1 {
				*told = append(*told, "something is marked to be purged, and wasn't read: "+path[0])
			}
		case len(path) == 1:
			all = append(all, object)
		default:
			all = append(all, objectsAt(object, path[1:], told)...)
		}
	}
	return all
}

// fill puts an object's fields under their columns; what has none keeps its name.
func (p *payload) fill(row map[string]string, part dfePart, object map[string]any) {
	for _, name := range slices.Sorted(mapKeys(object)) {
		column := name
		for _, c := range part.columns {
			if from, to, _ := strings.Cut(c, " "); from == name {
				column = to
			}
		}
		apart := slices.ContainsFunc(dfeParts, func(x dfePart) bool { return x.at == part.at+"."+name })
		if v := cellOf(object[name]); !apart && name != "purge" && v != "" && !slices.Contains(besides(part.at), name) {
			row[column] = v
		}
	}
}

// besides are the fields of an object that go to a row of another table.
func besides(at string) []string {
	return map[string][]string{
		"child_details": {"disabilities", "postcode", "unique_pupil_number", "uasc_flag", "uasc_end_date"},
		"social_care_episodes.child_and_family_assessments":  {"factors"},
		"social_care_episodes.section_47_assessments":        {"icpc_date"},
		"social_care_episodes.child_looked_after_placements": {"start_reason", "end_reason"},
	}[at]
}

// beside makes the rows of other tables that an object says.
func (p *payload) beside(id string, part dfePart, row map[string]string, object map[string]any) {
	add := func(table string, cells map[string]string) {
		child, key := idColumn(table)
		cells[child] = id
		if key != "" && cells[key] == "" {
			cells[key] = fmt.Sprintf("%s-%d", id, len(p.rows[table])+1)
		}
		p.rows[table] = append(p.rows[table], cells)
	}
	get := func(name string) string { return trimmed(cellOf(object[name])) }
	switch part.at {
	case "child_details":
		list, _ := object["disabilities"].([]any)
		for _, d := range list {
			add("ssd_disability", map[string]string{"disa_disability_code": cellOf(d)})
		}
		if v := get("postcode"); v != "" {
			add("ssd_address", map[string]string{"addr_address_postcode": v})
		}
		if v := get("unique_pupil_number"); v != "" {
			add(
				"ssd_linked_identifiers",
				map[string]string{"link_identifier_type": "Unique Pupil Number", "link_identifier_value": v},
			)
		}
		if yes, _ := yesOrNo(get("uasc_flag")); yes {
			add(
				"ssd_immigration_status",
				map[string]string{"immi_immigration_status": "Unaccompanied Asylum Seeking Child",
					"immi_immigration_status_end_date": get("uasc_end_date")},
			)
		} else if v := get("uasc_end_date"); v != "" {
			row["uasc_end_date"] = v
		}
	case "social_care_episodes.child_and_family_assessments":
		if v := get("factors"); v != "" {
			add(
				"ssd_assessment_factors",
				map[string]string{"cinf_assessment_id": row["cina_assessment_id"], "cinf_assessment_factors_json": v},
			)
		}
	case "social_care_episodes.section_47_assessments":
		if v := get("icpc_date"); v != "" {
			add(
				"ssd_initial_cp_conference",
				map[string]string{
					"icpc_s47_enquiry_id": row["s47e_s47_enquiry_id"],
					"icpc_person_id":      id,
					"icpc_icpc_date":      v,
				},
			)
		}
	case "social_care_episodes.care_worker_details":
		row["invo_professional_role_id"] = strings.TrimSpace("of the id " + row["invo_professional_role_id"])
	case "social_care_episodes.child_looked_after_placements":
		add(
			"ssd_cla_episodes",
			map[string]string{
				"clae_cla_episode_start_date":    get("start_date"),
				"clae_cla_episode_start_reason":  get("start_reason"),
				"clae_cla_episode_ceased_date":   get("end_date"),
				"clae_cla_episode_ceased_reason": get("end_reason"),
				"clae_cla_id":                    p.period(id, get("start_date")),
			},
		)
	}
}

// period is the time of being looked after that a placement belongs to: one
// that begins on the day on which another ends, or the day after, goes on with it.
func (p *payload) period(id, start string) string {
	n := 0
	for _, r := range p.rows["ssd_cla_episodes"] {
		if r["clae_person_id"] != id {
			continue
		}
		n++
		end, _, what := readDay(r["clae_cla_episode_ceased_date"], dayFirst)
		if begun, _, none := readDay(start, dayFirst); what == "" && none == "" &&
			(begun == end || begun == end.AddDays(1)) {
			return r["clae_cla_id"]
		}
	}
	return fmt.Sprintf("%s-%d", id, n+1)
}

func (p *payload) Tables() []Table { return p.tables }

func (p *payload) Close() error { return nil }

// Rows gives the rows that the payload's objects make.
func (p *payload) Rows(_ context.Context, t Table, do func(Row) error) error {
	cells := make([]string, len(t.Columns))
	for n, r := range p.rows[t.Name] {
		for i, c := range t.Columns {
			cells[i] = r[c]
		}
		if err := do(Row{Line: n + 1, Cells: cells}); err != nil {
			return err
		}
	}
	return nil
}
