package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"handover/model/dates"
)

// A codeRow is one code of a national table. From and until are years of the
// national collections, which start on 1 April: 2025 is 2025-26; 0 is open.
// Years are given only where a source says them.
type codeRow struct {
	code        Code
	description string
	from, until int
}

// noDescription stands for the codes that the sources accept without saying
// what they mean.
const noDescription = "no description published"

// codeTables are the tables that the tags code name. Sources: the DfE's CIN
// census and SSDA903 rules as read in the public validators
// data-to-insight/csc-validator-be-cin and csc-validator-be-903, and the
// Standard Safeguarding Dataset (data-to-insight/ssd-data-model).
var codeTables = map[string][]codeRow{
	"sex": {
		{code: "M", description: "Male"}, {code: "F", description: "Female"}, {code: "U", description: "Unknown", from: 2024},
	},
	"ethnicity": {
		{code: "WBRI", description: "White British"}, {code: "WIRI", description: "White Irish"},
		{code: "WOTH", description: "Any other White background"}, {code: "WIRT", description: "Traveller of Irish Heritage"},
		{code: "WROM", description: "Gypsy/Roma"}, {code: "MWBC", description: "White and Black Caribbean"},
		{code: "MWBA", description: "White and Black African"}, {code: "MWAS", description: "White and Asian"},
		{code: "MOTH", description: "Any other Mixed background"}, {code: "AIND", description: "Indian"},
		{code: "APKN", description: "Pakistani"}, {code: "ABAN", description: "Bangladeshi"}, {code: "CHNE", description: "Chinese"},
		{code: "AOTH", description: "Any other Asian background"}, {code: "BCRB", description: "Caribbean"},
		{code: "BAFR", description: "African"}, {code: "BOTH", description: "Any other Black background"},
		{code: "OOTH", description: "Any other ethnic group"}, {code: "REFU", description: "Refused"},
		{code: "NOBT", description: "Information not yet obtained"},
	},
	"disability": {
		{code: "NONE", description: "No disability"}, {code: "MOB", description: "Mobility"}, {code: "HAND", description: "Hand function"},
		{code: "PC", description: "Personal care"}, {code: "INC", description: "Incontinence"}, {code: "COMM", description: "Communication"},
		{code: "LD", description: "Learning"}, {code: "HEAR", description: "Hearing"}, {code: "VIS", description: "Vision"},
		{code: "BEH", description: "Behaviour"}, {code: "CON", description: "Consciousness"},
		{code: "AUT", description: "Diagnosed with autism or Asperger syndrome"},
		{code: "DDA", description: "Other disability under the Disability Discrimination Act"},
	},
	"legal_status": {
		{code: "C1", description: "Interim care order"}, {code: "C2", description: "Full care order"},
		{code: "D1", description: "Freeing order granted"}, {code: "E1", description: "Placement order granted"},
		{code: "V2", description: "Single period of accommodation under section 20"},
		{code: "V3", description: "Accommodated under an agreed series of short-term breaks, individual episodes recorded"},
		{code: "V4", description: "Accommodated under an agreed series of short-term breaks, agreements recorded"},
		{code: "L1", description: "Under police protection and in local authority accommodation"},
		{code: "L2", description: "Emergency protection order"},
		{code: "L3", description: "Under child assessment order and in local authority accommodation"},
		{code: "J1", description: "Remanded to local authority accommodation or youth detention accommodation"},
		{code: "J2", description: "Placed in local authority accommodation under PACE 1984"},
		{code: "J3", description: "Sentenced to Youth Rehabilitation Order with residence or intensive fostering requirement"},
	},
	"need": {
		{code: "N1", description: "Abuse or neglect"}, {code: "N2", description: "Child's disability or illness"},
		{code: "N3", description: "Parental disability or illness"}, {code: "N4", description: "Family in acute stress"},
		{code: "N5", description: "Family dysfunction"}, {code: "N6", description: "Socially unacceptable behaviour"},
		{code: "N7", description: "Low income"}, {code: "N8", description: "Absent parenting"},
		{code: "N9", description: "Cases other than children in need"}, {code: "N0", description: "Not stated"},
	},
	"abuse": {
		{code: "NEG", description: "Neglect"}, {code: "PHY", description: "Physical abuse"}, {code: "SAB", description: "Sexual abuse"},
		{code: "EMO", description: "Emotional abuse"}, {code: "MUL", description: "Multiple"},
	},
	"placement": {
		{code: "A3", description: "Placed for adoption with consent, with current foster carer"},
		{code: "A4", description: "Placed for adoption with consent, not with current foster carer"},
		{code: "A5", description: "Placed for adoption under placement order, with current foster carer"},
		{code: "A6", description: "Placed for adoption under placement order, not with current foster carer"},
		{code: "H5", description: "Semi-independent living", until: 2024},
		{code: "K1", description: "Secure children's home"}, {code: "K2", description: "Children's home"},
		{code: "K3", description: noDescription, from: 2024},
		{code: "P1", description: "Placed with own parents or other person with parental responsibility"},
		{code: "P2", description: "Independent living", until: 2024}, {code: "P3", description: "Residential employment"},
		{code: "R1", description: "Residential care home"}, {code: "R2", description: "NHS or other health establishment"},
		{code: "R3", description: "Family centre or mother and baby unit"}, {code: "R5", description: "Young offender institution"},
		{code: "S1", description: "Residential school"},
		{code: "T0", description: "All types of temporary move"}, {code: "T1", description: "Temporary, in hospital"},
		{code: "T2", description: "Temporary, on holiday"}, {code: "T3", description: "Temporary, while the carer is on holiday"},
		{code: "T4", description: "Temporary accommodation of seven days or less, other reason"},
		{code: "U1", description: "Foster placement with relative or friend, long term"},
		{code: "U2", description: "Foster placement with relative or friend, fostering for adoption or concurrent planning"},
		{code: "U3", description: "Foster placement with relative or friend, other"},
		{code: "U4", description: "Foster placement with other carer, long term"},
		{code: "U5", description: "Foster placement with other carer, fostering for adoption or concurrent planning"},
		{code: "U6", description: "Foster placement with other carer, other"},
		{code: "Z1", description: "Other placement", until: 2024},
		{code: "Z11", description: noDescription, from: 2025}, {code: "Z12", description: noDescription, from: 2025},
		{code: "Z13", description: noDescription, from: 2025}, {code: "Z14", description: noDescription, from: 2025},
	},
	"provider": {
		{code: "PR0", description: "Parent or other person with parental responsibility"},
		{code: "PR1", description: "Own local authority"}, {code: "PR2", description: "Other local authority"},
		{code: "PR3", description: "Other public provider"}, {code: "PR4", description: "Private provider"},
		{code: "PR5", description: "Voluntary or third sector provider"},
	},
	"placement_change": {
		{code: "CARPL", description: "Change to or implementation of care plan"},
		{code: "CLOSE", description: "Resignation or closure of provision"}, {code: "ALLEG", description: "Allegation (section 47)"},
		{code: "STAND", description: "Standards of care concern"}, {code: "APPRR", description: "Approval removed"},
		{code: "CREQB", description: "Carer requests placement end due to child's behaviour"},
		{code: "CREQO", description: "Carer requests placement end for other reasons"},
		{code: "CHILD", description: "Child requests placement end"},
		{code: "LAREQ", description: "Responsible or area authority requests placement end"},
		{code: "PLACE", description: "Change in the status of placement only"}, {code: "CUSTOD", description: "Custody arrangement"},
		{code: "OTHER", description: "Other"},
	},
	"worker_change": {
		{code: "MANAGE", description: "Managing caseloads"}, {code: "FCONTA", description: "First contact or re-referral"},
		{code: "LEFTRL", description: "Previous social worker left role"},
		{code: "ORGRST", description: "New social worker after organisational restructure"},
		{code: "TSPROC", description: "New social worker following child transfer due to standard process"},
		{code: "ABSENC", description: "Absence cover or return from absence"},
		{code: "CHCHAN", description: "Child requested change"}, {code: "PCCHAN", description: "Parent or carer requested change"},
		{code: "SWDIED", description: "Previous social worker died"}, {code: "OTHERS", description: "Other reason"},
	},
	"closure": {
		{code: "RC1", description: "Adopted"}, {code: "RC2", description: "Died"}, {code: "RC3", description: "Child arrangements order"},
		{code: "RC4", description: "Special guardianship order"},
		{code: "RC5", description: "Transferred to services of another local authority"},
		{code: "RC6", description: "Transferred to adult social care services"},
		{code: "RC7", description: "Services ceased for any other reason, including child no longer in need"},
		{code: "RC8", description: "Case closed after assessment, no further action"},
		{code: "RC9", description: "Case closed after assessment, referred to early help"},
	},
}

// codeRowOf is the row of a code; false where the table has none.
func codeRowOf(table string, c Code) (codeRow, bool) {
	rows := codeTables[table]
	i := slices.IndexFunc(rows, func(r codeRow) bool { return r.code == c })
	if i < 0 {
		return codeRow{}, false
	}
	return rows[i], true
}

// Describe is what a code of a table means: Describe("abuse", "NEG") is
// "Neglect". Where no source says, it is "no description published"; false
// means that the table has no such code. The tables are those that the tags
// code of the record's types name.
func Describe(table string, c Code) (string, bool) {
	row, ok := codeRowOf(table, c)
	return row.description, ok
}

// CodeOf is the code of a table that a text is: the code itself, in capitals or
// not, or its own description. false: it is neither, or the description of two.
func CodeOf(table, s string) (Code, bool) {
	if _, ok := codeRowOf(table, Code(strings.ToUpper(s))); ok {
		return Code(strings.ToUpper(s)), true
	}
	plain := letters(s)
	var found []Code
	for _, r := range codeTables[table] {
		if plain != "" && letters(r.description) == plain && r.description != noDescription {
			found = append(found, r.code)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// letters are a text's letters and figures, without case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !isAlphanumeric(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// validOn says whether a code holds on a day; collections start on 1 April.
func (r codeRow) validOn(d dates.Date) bool {
	year := d.Year
	if d.Month < 4 {
		year--
	}
	return (r.from == 0 || year >= r.from) && (r.until == 0 || year <= r.until)
}

func codesOf(table string) []string {
	var all []string
	for _, r := range codeTables[table] {
		all = append(all, string(r.code))
	}
	return all
}

// years are the collection years of a code: "from 2025–26", "to 2024–25", or "".
func (r codeRow) years() string {
	var all []string
	if r.from != 0 {
		all = append(all, "from "+collection(r.from))
	}
	if r.until != 0 {
		all = append(all, "to "+collection(r.until))
	}
	return strings.Join(all, " ")
}

// collection is a collection year as it is written: 2025–26.
func collection(year int) string {
	return fmt.Sprintf("%d–%02d", year, (year+1)%100)
}
