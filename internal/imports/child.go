package imports

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// person takes ssd_person.
func (c *childRows) person() error {
	rows := c.rows["ssd_person"]
	if len(rows) == 0 {
		return errLost
	}
	if len(rows) > 1 {
		for _, r := range rows[1:] {
			if !slices.Equal(r.cells, rows[0].cells) {
				return errTwice
			}
		}
		c.b.in.rep.fault(
			inTable(rows[1].t.place(), rows[1].line, "pers_person_id", "the row stands twice", "it was taken once"),
		)
		for _, r := range rows[1:] {
			r.taken = ^uint64(0)
		}
	}
	r, x := rows[0], c.child()
	c.b.came(c.path("number"), r.from("pers_person_id"))
	one := func(field, column string, to *string) {
		if *to = r.text(column, false); *to != "" {
			c.b.came(c.path(field), r.from(column))
		}
	}
	one("first_name", "pers_forename", &x.FirstName)
	one("surname", "pers_surname", &x.Surname)
	one("nationality", "pers_nationality", &x.Nationality)
	one("nhs_number", "pers_common_child_id", &x.NHSNumber)
	c.code(r, "sex", "pers_sex", "sex", &x.Sex)
	c.code(r, "ethnicity", "pers_ethnicity", "ethnicity", &x.Ethnicity)
	c.day(r, "date_of_birth", "pers_dob", &x.DateOfBirth)
	c.day(r, "expected_date_of_birth", "pers_expected_dob", &x.ExpectedDateOfBirth)
	c.day(r, "died_on", "pers_death_date", &x.DiedOn)
	if r.raw("pers_gender") != "" && r.raw("pers_gender") != "0" { // 0: not yet born
		said, _, _ := strings.Cut(r.words("pers_gender", "gender"), " (")
		x.Gender = said
		c.b.came(c.path("gender"), r.from("pers_gender"))
	}
	if x.FirstName == "" && x.Surname == "" && x.ExpectedDateOfBirth.IsZero() {
		return errNameless
	}
	return nil
}

// code takes a code into a field of the child's.
func (c *childRows) code(r *row, field, column, table string, to *model.Code) {
	if *to = r.code(column, table); *to != "" {
		c.b.came(c.path(field), r.from(column))
	}
}

// day takes a day into a field of the child's.
func (c *childRows) day(r *row, field, column string, to *dates.Date) {
	if *to = r.day(column); !to.IsZero() {
		c.b.came(c.path(field), r.from(column))
	}
}

// event takes a day into the child's dates.
func (c *childRows) event(r *row, name model.Word, column string, on dates.Date) {
	if on.IsZero() {
		return
	}
	x := c.child()
	if x.Dates == nil {
		x.Dates = map[model.Word]model.Moment{}
	}
	x.Dates[name] = model.Moment{Date: on}
	c.b.came(c.path("dates."+string(name)), r.from(column))
}

// identifiers takes the numbers that stand beside the person.
func (c *childRows) identifiers() {
	x := c.child()
	for _, r := range c.rows["ssd_linked_identifiers"] {
		if r.ended("link_valid_to_date") {
			r.cannotAny("an identifier of the past")
			continue
		}
		r.day("link_valid_to_date")
		switch strings.ToLower(r.raw("link_identifier_type")) {
		case "unique pupil number":
			c.identifier(r, "upn", "link_identifier_value", &x.UPN)
		case "nhs number":
			c.identifier(r, "nhs_number", "link_identifier_value", &x.NHSNumber)
		case "court case number":
			c.courtCase(r, "link_identifier_value")
		default:
			continue
		}
		r.take("link_identifier_type")
	}
	for _, r := range c.rows["ssd_send"] {
		c.identifier(r, "upn", "send_upn", &x.UPN)
	}
	for _, r := range c.rows["ssd_person"][:1] {
		if x.UPN == "" && slices.Contains([]string{"UN1", "UN2", "UN3", "UN4", "UN5"}, r.raw("pers_upn_unknown")) {
			c.identifier(r, "upn", "pers_upn_unknown", &x.UPN)
		}
	}
}

// identifier takes a number; one that differs from what the system says
// elsewhere is told.
func (c *childRows) identifier(r *row, field, column string, to *string) {
	fold := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "-", "") }
	switch s := r.raw(column); {
	case s == "":
	case *to == "":
		if *to = r.text(column, false); *to != "" {
			c.b.came(c.path(field), r.from(column))
		}
	case fold(*to) == fold(s):
		r.take(column)
	default:
		r.fault(column, "differs from what another table says", "compare both with the system; the other was taken")
	}
}

func (c *childRows) courtCase(r *row, column string) {
	rec := c.b.rec
	if rec.Court == nil {
		if s := r.text(column, false); s != "" {
			rec.Court = &model.Court{CaseNumber: s}
			c.b.came("court.case_number", r.from(column))
		}
		return
	}
	if rec.Court.CaseNumber == r.raw(column) {
		r.take(column)
	} else {
		r.cannot(column, "the record holds one case number")
	}
}

// mother adds the child's mother to the people.
func (c *childRows) mother() {
	b := c.b
	for _, r := range c.rows["ssd_mother"] {
		id := r.raw("moth_person_id")
		switch m := b.mothers[id]; {
		case id == "":
		case slices.ContainsFunc(b.children, func(x *childRows) bool { return x.id == id }):
			r.cannot("moth_person_id", "the mother is a child of the same record")
		case c.child().Mother != "":
			r.fault("moth_person_id", "the child has two mothers here", "the first was taken")
		case m == nil || len(m.person) == 0:
			r.fault("moth_person_id", "is nobody of ssd_person", "the mother isn't in the record")
		default:
			if short := b.motherOf(c, m.person[0], m.address); short != "" {
				c.child().Mother = short
				b.came(c.path("mother"), r.from("moth_person_id"))
				r.take("moth_person_id")
			}
		}
	}
}

// motherOf is the person of the record who is the child's mother.
func (b *builder) motherOf(c *childRows, r *row, addresses []*row) model.ID {
	link := model.Relationship{Child: c.short, Is: "mother"}
	from := r.t.name + " " + r.id()
	if i := slices.IndexFunc(b.imported, func(x model.Imported) bool { return x.From == from }); i >= 0 {
		short := model.ID(strings.TrimSuffix(strings.TrimPrefix(b.imported[i].What, "people["), "].name"))
		b.rec.Person(short).Relationship = append(b.rec.Person(short).Relationship, link)
		return short
	}
	name := strings.TrimSpace(r.text("pers_forename", false) + " " + r.text("pers_surname", false))
	if name == "" {
		r.fault("pers_surname", "a mother without a name", "she isn't in the record")
		return ""
	}
	short := model.ID(fmt.Sprintf("P%d", len(b.rec.People)+1))
	p := model.Person{
		ID:           short,
		Name:         name,
		DateOfBirth:  dates.Partial(r.day("pers_dob")),
		DiedOn:       r.day("pers_death_date"),
		Relationship: []model.Relationship{link},
	}
	at := "people[" + string(short) + "]."
	b.came(at+"name", from)
	b.came(at+"date_of_birth", r.from("pers_dob"))
	b.came(at+"died_on", r.from("pers_death_date"))
	if open := openAddresses(addresses); len(open) == 1 {
		p.Address = open[0].address()
		b.came(at+"address", open[0].t.name+" "+open[0].id())
	} else if len(open) > 1 {
		undecided(open, "the mother has several addresses without an end")
	}
	b.rec.People = append(b.rec.People, p)
	for i, c := range r.t.columns { // what else is said of her
		if r.cells[i] != "" && r.taken&(1<<i) == 0 {
			r.cannot(c.name, "said of the mother, of whom the record holds name, birth and death")
		}
	}
	return short
}

func openAddresses(rows []*row) []*row {
	var open []*row
	for _, r := range rows {
		switch {
		case r.ended("addr_address_end_date"):
			r.cannotAny("an address of the past")
		case !r.begun("addr_address_start_date"):
			r.cannotAny("an address that is still to come")
		case slices.ContainsFunc(open, func(x *row) bool {
			return x.raw("addr_address_json") == r.raw("addr_address_json") && x.raw("addr_address_postcode") == r.raw("addr_address_postcode")
		}):
			r.taken = ^uint64(0) // the same once more
		default:
			open = append(open, r)
		}
	}
	return open
}

// undecided says that none of several was taken.
func undecided(rows []*row, why string) {
	for _, r := range rows {
		r.cannotAny(why)
	}
	r := rows[0]
	r.b.in.rep.fault(
		inTable(r.t.place(), r.line, "", why, "none was taken; end the others in the system, or type it in"),
	)
}

// address takes a row of ssd_address.
func (r *row) address() *model.Address {
	a := &model.Address{
		Lines:    r.lines(),
		Postcode: r.postcode("addr_address_postcode"),
		From:     r.day("addr_address_start_date"),
	}
	r.day("addr_address_end_date")
	if r.raw("addr_address_type") != "" {
		r.take("addr_address_type")
	}
	return a
}

// postcode takes a postcode of a postcode's form.
func (r *row) postcode(column string) string {
	s := strings.ToUpper(strings.Join(strings.Fields(r.raw(column)), ""))
	if s == "" {
		return ""
	}
	if len(s) > 4 {
		s = s[:len(s)-3] + " " + s[len(s)-3:]
	}
	if !model.IsPostcode(s) {
		r.fault(column, "isn't of a postcode's form", "the address has none; type it in")
		return ""
	}
	r.take(column)
	return s
}

// lines are the lines of an address from the parts that the dataset has.
func (r *row) lines() []string {
	const column = "addr_address_json"
	s := r.raw(column)
	if s == "" {
		return nil
	}
	var parts map[string]any
	if err := json.Unmarshal([]byte(s), &parts); err != nil {
		if strings.HasPrefix(s, "{") {
			r.fault(column, "not the JSON that the dataset has there", "the address has no lines; type them in")
			return nil
		}
		return splitLines(r.text(column, true)) // some systems write the lines themselves
	}
	get := func(key string) string {
		v, ok := parts[key].(string)
		if f, number := parts[key].(float64); number {
			v, ok = strings.TrimSuffix(json.Number(jsonNumber(f)).String(), ".0"), true
		}
		if v = strings.Join(strings.Fields(v), " "); !ok || empty(v) {
			return ""
		}
		return v
	}
	join := func(sep string, keys ...string) string {
		var all []string
		for _, k := range keys {
			if v := get(k); v != "" {
				all = append(all, v)
			}
		}
		return strings.Join(all, sep)
	}
	var out []string
	for _, l := range []string{join(", ", "ROOM", "FLOOR", "FLAT"), get("BUILDING"), join(" ", "HOUSE", "STREET"), get("TOWN")} {
		if l != "" {
			out = append(out, l)
		}
	}
	for i, l := range out {
		held, fault := model.HeldText(l, false)
		if fault != "" {
			r.fault(column, "the record can't hold it: "+fault, "the address has no lines; type them in")
			return nil
		}
		out[i] = held
	}
	if used := "ROOM FLOOR FLAT BUILDING HOUSE STREET TOWN"; len(out) > 0 {
		r.take(column)
		for key := range parts {
			if !slices.Contains(strings.Fields(used), key) && get(key) != "" {
				r.b.leave(r, column+" "+strings.ToUpper(strings.Trim(key, " ")), get(key), noPlace)
			}
		}
	}
	return out
}

func jsonNumber(f float64) string {
	b, err := json.Marshal(f)
	if err != nil {
		return ""
	}
	return string(b)
}

// splitLines are the lines of an address that stands in one cell.
func splitLines(s string) []string {
	var out []string
	for _, l := range strings.FieldsFunc(s, func(c rune) bool { return c == '\n' || c == ',' || c == '\r' }) {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// address takes where the child lives. Of a child who is placed that is the
// placement's address, and no other.
func (c *childRows) address() {
	open := openAddresses(c.rows["ssd_address"])
	x := c.child()
	ofPlacement := func(r *row) bool { return strings.Contains(strings.ToLower(r.raw("addr_address_type")), "placement") }
	placed := c.placed()
	var live []*row
	for _, r := range open {
		at := placed != nil && samePostcode(r.raw("addr_address_postcode"), placed.raw("clap_cla_placement_postcode"))
		switch {
		case placed != nil && !at && !ofPlacement(r):
			r.cannotAny("the child is placed elsewhere; the record holds where the child lives")
		case placed == nil && ofPlacement(r) && len(open) > 1:
			r.cannotAny("an address of a placement, and no placement is open")
		default:
			live = append(live, r)
		}
	}
	if main := slices.DeleteFunc(slices.Clone(live), func(r *row) bool { return !strings.EqualFold(r.raw("addr_address_type"), "Primary Address") }); len(
		live,
	) > 1 &&
		len(main) == 1 &&
		placed == nil {
		for _, r := range live {
			if r != main[0] {
				r.cannotAny("not the primary address")
			}
		}
		live = main
	}
	switch {
	case len(live) > 1:
		undecided(live, "the child has several addresses without an end")
	case len(live) == 1:
		x.Address = live[0].address()
		c.b.came(c.path("address"), live[0].t.name+" "+live[0].id())
	}
	if placed == nil || placed.raw("clap_cla_placement_postcode") == "" {
		return
	}
	const column = "clap_cla_placement_postcode"
	switch at := placed.raw(column); {
	case x.Address == nil && len(live) == 0:
		if p := placed.postcode(column); p != "" {
			x.Address = &model.Address{Postcode: p, From: placed.day("clap_cla_placement_start_date")}
			c.b.came(c.path("address"), placed.t.name+" "+placed.id())
		}
	case x.Address != nil && samePostcode(x.Address.Postcode, at):
		placed.take(column)
	case x.Address != nil:
		undecided(live, "the placement and the child's address have different postcodes")
		x.Address = nil
		placed.cannot(column, "the placement and the child's address have different postcodes")
	}
}

func samePostcode(a, b string) bool {
	fold := func(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }
	return a != "" && fold(a) == fold(b)
}

// worker finds who is the child's worker now.
func (c *childRows) worker() {
	var open []*row
	for _, r := range c.rows["ssd_involvements"] {
		if !r.ended("invo_involvement_end_date") && r.begun("invo_involvement_start_date") &&
			r.raw("invo_professional_id") != "" {
			open = append(open, r)
		}
	}
	var allocated []*row
	for _, r := range open {
		id := c.b.hired(r, "invo_professional_id")
		w := c.b.rec.Worker(id)
		if w == nil {
			continue
		}
		if w.Team == "" {
			if team := c.b.team(r, "invo_professional_team"); team != "" {
				w.Team = team
				c.b.came("workers["+string(id)+"].team", r.from("invo_professional_team"))
			}
		}
		if role := strings.ToLower(r.raw("invo_professional_role_id")); strings.Contains(role, "allocated") ||
			strings.Contains(role, "case worker") {
			allocated = append(allocated, r)
		}
	}
	if len(allocated) == 0 {
		allocated = open
	}
	switch {
	case len(allocated) == 1:
		if c.child().Worker = c.b.hired(allocated[0], "invo_professional_id"); c.child().Worker != "" {
			c.b.came(c.path("worker"), allocated[0].from("invo_professional_id"))
		}
	case len(allocated) > 1:
		r := allocated[0]
		c.b.in.rep.fault(
			inTable(
				r.t.place(),
				r.line,
				"invo_professional_id",
				"a child has several workers without an end, and none or several are the allocated one",
				"children[].worker is blank; type it in",
			),
		)
	}
}

func (c *childRows) disabilities() {
	x := c.child()
	for _, r := range c.rows["ssd_disability"] {
		if code := r.code("disa_disability_code", "disability"); code != "" && !slices.Contains(x.Disabilities, code) {
			x.Disabilities = append(x.Disabilities, code)
		}
	}
	if len(x.Disabilities) > 0 {
		slices.Sort(x.Disabilities)
		c.b.came(c.path("disabilities"), "ssd_disability.disa_disability_code")
	}
}

func (c *childRows) immigration() {
	open := c.open("ssd_immigration_status", "immi_immigration_status_start_date", "immi_immigration_status_end_date")
	if len(open) != 1 {
		if len(open) > 1 {
			c.several(
				open,
				"immi_immigration_status",
				"a child has several immigration statuses without an end",
				"children[].immigration is blank; the chronology has them",
			)
		}
		return
	}
	if s := open[0].text("immi_immigration_status", false); s != "" {
		x := &model.Immigration{Status: s}
		if strings.Contains(strings.ToLower(s), "unaccompanied") {
			yes := true
			x.Unaccompanied = &yes
		}
		c.child().Immigration = x
		c.b.came(c.path("immigration"), open[0].t.name+" "+open[0].id())
	}
}

// several tells that something can't be decided; all of it is in the chronology.
func (c *childRows) several(rows []*row, column, msg, hint string) {
	c.b.in.rep.fault(inTable(rows[0].t.place(), rows[0].line, column, msg, hint))
}

// open are the rows of a table that hold now.
func (c *childRows) open(table, from, until string) []*row {
	var open []*row
	for _, r := range c.rows[table] {
		if !r.ended(until) && r.begun(from) {
			open = append(open, r)
		}
	}
	return open
}

// status adds a status of the child's.
func (c *childRows) status(r *row, name model.Word, from, until dates.Date) {
	if !until.IsZero() && until.Before(from) {
		until = dates.Date{}
	}
	s := model.Status{Status: name, From: from, To: until}
	x := c.child()
	x.Statuses = append(x.Statuses, s)
	c.b.added(c.path("statuses"), r, s)
}
