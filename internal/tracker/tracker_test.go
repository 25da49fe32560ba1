package tracker

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

const today = "2026-11-23"

func day(t *testing.T, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sets are the councils' templates, loaded once for all tests of a run.
type sets map[string]*fill.Set

func (s sets) of(t *testing.T, council string) *fill.Set {
	t.Helper()
	if s[council] == nil {
		set, err := fill.Load(council, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		s[council] = set
	}
	return s[council]
}

// record is a case of fixtures/good, changed.
func (s sets) record(t *testing.T, name string, change func(rec map[string]any)) (*model.Record, *fill.Set) {
	t.Helper()
	src, err := os.ReadFile("../../fixtures/good/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(src, &raw); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(raw)
	}
	if src, err = json.Marshal(raw); err != nil {
		t.Fatal(err)
	}
	set := s.of(t, raw["protocol"].(string))
	rec, err := model.Decode(name, src, model.Options{Protocols: []string{set.Protocol.Name}, Declared: func(string) model.Declared { return set.Protocol.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	return rec, set
}

// register is a register of some cases of fixtures/good, each with a change.
func register(t *testing.T, s sets, opt Options, cases map[string]func(map[string]any)) *Register {
	t.Helper()
	opt.AsOf = day(t, today)
	if opt.Formats == nil {
		opt.Formats = []render.Format{render.Markdown, render.CSV, render.XLSX}
	}
	r := New(opt)
	var names []string
	for n := range cases {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		rec, set := s.record(t, strings.TrimRight(n, "+"), cases[n])
		if _, err := r.Add(rec, set); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func papers(t *testing.T, r *Register) []*Paper {
	t.Helper()
	out, err := r.Papers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// forExcel is what a paper's list is called where Excel opens it.
func forExcel(p *Paper) string { return p.Council + "-" + p.Tracker + "-" + today }

func file(t *testing.T, p *Paper, path string) []byte {
	t.Helper()
	i := slices.IndexFunc(p.Files, func(f deliver.File) bool { return f.Path == path })
	if i < 0 {
		t.Fatalf("no file %s", path)
	}
	return p.Files[i].Bytes
}

// everything is all text of a paper's files, those of the workbook unpacked.
func everything(t *testing.T, p *Paper) string {
	t.Helper()
	var b strings.Builder
	for _, f := range p.Files {
		b.WriteString(f.Path + "\n")
		if !strings.HasSuffix(f.Path, ".xlsx") {
			b.Write(f.Bytes)
			continue
		}
		x, err := excelize.OpenReader(bytes.NewReader(f.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		x.Pkg.Range(func(_, v any) bool { b.Write(v.([]byte)); return true })
		for _, s := range x.GetSheetList() {
			rows, err := x.GetRows(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				b.WriteString(strings.Join(r, "\n") + "\n")
			}
		}
	}
	return b.String()
}

// rows is the CSV file by its header.
func rows(t *testing.T, p *Paper) []map[string]string {
	t.Helper()
	b := file(t, p, forExcel(p)+".csv")
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func in(rec map[string]any, path string) map[string]any {
	for _, k := range strings.Split(path, ".") {
		switch k {
		case "0":
		default:
			switch v := rec[k].(type) {
			case map[string]any:
				rec = v
			case []any:
				rec = v[0].(map[string]any)
			}
		}
	}
	return rec
}

// The family's names stand nowhere unless they were asked for, and addresses
// never do, whatever meetings wrote down.
func TestNamesOnlyWhenAsked(t *testing.T) {
	s := sets{}
	change := func(rec map[string]any) {
		rec["meetings"] = append(rec["meetings"].([]any), map[string]any{"id": "M9", "kind": "Transfer Tracking Meeting", "date": "2026-11-20", "decisions": []any{
			map[string]any{"decision": "Ring 07700 900123 or 01632 960001 first"}, map[string]any{"decision": "=1+1 and no more"}, map[string]any{"decision": "All move to " + "ZZ9"},
		}})
		in(rec, "children")["address"] = map[string]any{"lines": []any{"Larkfield House", "9 Sundial Row"}, "postcode": "ZZ1 1ZZ"}
		rec["meetings"].([]any)[len(rec["meetings"].([]any))-1].(map[string]any)["decisions"].([]any)[2] = map[string]any{"decision": "All meet at 9, Sundial Row"}
		for _, p := range rec["people"].([]any) {
			p.(map[string]any)["telephone"] = "01632 960001"
			break
		}
	}
	plain := everything(t, papers(t, register(t, s, Options{}, map[string]func(map[string]any){"salford-section-20": change}))[0])
	rec, _ := s.record(t, "salford-section-20", nil)
	for _, c := range rec.Children {
		for _, n := range []string{c.FirstName, c.Surname} {
			if strings.Contains(plain, n) {
				t.Errorf("the paper has a child's name")
			}
		}
	}
	for _, x := range []string{"Sundial", "960001"} {
		if strings.Contains(plain, x) {
			t.Errorf("the paper has %q", x)
		}
	}
	if !strings.Contains(plain, "the words are in the record") || !strings.Contains(plain, "=1+1 and no more") {
		t.Error("what names nobody isn't there, or what does isn't said")
	}
	p := papers(t, register(t, s, Options{Names: true}, map[string]func(map[string]any){"salford-section-20": change}))[0]
	named := everything(t, p)
	if !strings.Contains(named, rec.Children[0].Name()) || !strings.HasSuffix(p.Folder, "-with-names") {
		t.Error("names were asked for, and there are none")
	}
	if strings.Contains(named, "Sundial") || strings.Contains(named, "960001") {
		t.Error("with names, the paper has an address or a telephone number")
	}
}

// A case with limited access shows its reference, and its place on the list
// says nothing of it.
func TestLimitedAccess(t *testing.T) {
	for _, access := range []map[string]any{{"limited": true}, {"reason": "x"}} {
		p := papers(t, register(t, sets{}, Options{}, map[string]func(map[string]any){
			"salford-section-20":           nil,
			"salford-siblings-proceedings": func(rec map[string]any) { rec["access"] = access },
		}))[0]
		got := rows(t, p)
		if len(got) != 2 || got[1]["Reference"] != "CF-204530; Limited access: nothing else is shown" || got[1]["Stands"] != "Limited access" || got[1]["Next date"] != "" || got[1]["Legal status"] != "–" {
			t.Errorf("%v: %v", access, got)
		}
		if all := everything(t, p); strings.Contains(all, "204532") || strings.Contains(all, "Verity") {
			t.Error("more than the reference of a locked case is shown")
		}
	}
	p := papers(t, register(t, sets{}, Options{}, map[string]func(map[string]any){"salford-section-20": func(rec map[string]any) { rec["access"] = map[string]any{"limited": false} }}))[0]
	if rows(t, p)[0]["Stands"] == "Limited access" {
		t.Error("a record that isn't locked is taken for one")
	}
}

// A worker with a conflict sees nothing of the case: not in a count, not in
// the picture. Ids are each record's own.
func TestConflict(t *testing.T) {
	conflict := func(rec map[string]any) {
		w := rec["workers"].([]any)[2].(map[string]any)
		w["conflict"] = map[string]any{"reason": "a neighbour"}
	}
	cases := map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": conflict}
	s := sets{}
	rec, _ := s.record(t, "salford-siblings-proceedings", nil)
	w := rec.Workers[2]
	for _, asked := range []string{string(w.ID), strings.ToUpper(w.Email), "  " + w.Name} {
		r := register(t, s, Options{For: asked}, cases)
		r.LeaveOut("folder/CF-1.json", "can't be read")
		p := papers(t, r)[0]
		all := everything(t, p)
		if strings.Contains(all, "204530") || strings.Contains(all, "CF-1.json") || p.Cases != 1 || p.Hidden != 1 {
			t.Errorf("for %s: %d cases, %d hidden", asked, p.Cases, p.Hidden)
		}
		if !strings.Contains(all, "This copy is for one reader") || !strings.Contains(all, "1 case; the paper that isn't for one reader says which") {
			t.Errorf("for %s: the copy doesn't say what it is", asked)
		}
		if strings.Contains(p.Folder, w.Name) || strings.Contains(p.Folder, "@") {
			t.Errorf("a folder is called %s", p.Folder)
		}
	}
	if p := papers(t, register(t, s, Options{For: string(rec.Workers[0].ID)}, cases))[0]; p.Cases != 2 {
		t.Error("a worker without a conflict doesn't see all")
	}
	if r := register(t, s, Options{For: "W1"}, cases); !r.Ambiguous() {
		t.Error("W1 is somebody else in each case, and nobody says so")
	}
	if _, err := register(t, s, Options{For: "W99"}, cases).Papers(context.Background()); err != ErrNobody {
		t.Errorf("for somebody whom no case names: %v", err)
	}
	family := func(rec map[string]any) {
		rec["people"].([]any)[0].(map[string]any)["same_as"] = "W3"
	}
	if p := papers(t, register(t, s, Options{For: "W3"}, map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": family}))[0]; p.Cases != 1 {
		t.Error("a worker who is of the family sees the case")
	}
	bound := func(rec map[string]any) {
		rec["restrictions"] = []any{map[string]any{"who": "W3", "about": "C1", "what": []any{"existence"}}}
	}
	if p := papers(t, register(t, s, Options{For: "W3"}, map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": bound}))[0]; p.Cases != 1 {
		t.Error("a worker whom a restriction binds sees the case")
	}
}

// ISL-48: without a parent's knowledge nothing identifies the case.
func TestAnonymous(t *testing.T) {
	s := sets{}
	rec, _ := s.record(t, "islington-step-up", nil)
	p := papers(t, register(t, s, Options{Names: true, Extract: true}, map[string]func(map[string]any){"islington-step-up": nil, "islington-step-down": nil}))[0]
	all := everything(t, p)
	for _, x := range []string{rec.Reference, rec.Children[0].FirstName, rec.Children[0].Surname, rec.Children[0].Number, rec.NameOf(rec.Transfer.CurrentWorker)} {
		if x != "" && strings.Contains(all, x) {
			t.Errorf("a paper without identifying details has one: %d letters", len(x))
		}
	}
	if strings.Contains(all, "team-no-team-named") {
		t.Error("an extract says whose the case will be")
	}
	got := rows(t, p)
	if got[1]["Reference"] != "Without identifying details" || got[1]["Ages"] != "8 years" || got[1]["Social worker"] != "–" || got[1]["Names"] != "–" {
		t.Errorf("%v", got[1])
	}
	told := func(rec map[string]any) {
		rec["people"] = []any{map[string]any{"id": "P9", "name": "Some Parent", "relationship": []any{map[string]any{"child": "C1", "is": "mother", "parental_responsibility": true, "inform": map[string]any{"tell": true, "told_on": "2026-11-01"}}}}}
	}
	p = papers(t, register(t, s, Options{}, map[string]func(map[string]any){"islington-step-up": told}))[0]
	if got := rows(t, p); got[0]["Reference"] != rec.Reference {
		t.Errorf("a parent knows, and the case is shown as %q", got[0]["Reference"])
	}
}

// What begins like a formula is text: in XLSX as it is, in CSV with an
// apostrophe.
func TestHostileCells(t *testing.T) {
	for _, x := range []string{"=cmd|' /C calc'!A0", "+44", "-1+1", "@SUM(A1)", "0012345", "12E3", "20451112345678901", "2026/11", "MAR12", " =1", "＝1", "_x0041_", "_x0041_x0042_", `"quoted", and; more`} {
		p := papers(t, register(t, sets{}, Options{Detail: true}, map[string]func(map[string]any){"salford-section-20": func(rec map[string]any) {
			in(rec, "children")["number"] = x
		}}))[0]
		stands := strings.ReplaceAll(strings.TrimLeft(x, " "), "＝", "=") // as a record is read
		want := stands
		if strings.ContainsAny(stands[:1], "=+-@0123456789M") {
			want = "'" + stands
		}
		if got := rows(t, p)[0]["Carefirst number"]; got != want {
			t.Errorf("CSV: %q is %q", x, got)
		}
		f, err := excelize.OpenReader(bytes.NewReader(file(t, p, forExcel(p)+".xlsx")))
		if err != nil {
			t.Fatal(err)
		}
		all, err := f.GetRows("Detail")
		if err != nil {
			t.Fatal(err)
		}
		col := slices.Index(all[0], "Carefirst number")
		at, _ := excelize.CoordinatesToCellName(col+1, 2)
		kind, _ := f.GetCellType("Detail", at)
		if formula, _ := f.GetCellFormula("Detail", at); all[1][col] != stands || formula != "" || kind != excelize.CellTypeSharedString {
			t.Errorf("XLSX: %q is %q, formula %q, type %v", x, all[1][col], formula, kind)
		}
	}
}

// A day is a real day in a workbook; header and filter are there; the same
// cases make the same bytes.
func TestWorkbook(t *testing.T) {
	cases := map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": nil, "arabic": nil, "hostile": nil}
	s := sets{}
	opt := Options{Detail: true}
	one, two := papers(t, register(t, s, opt, cases))[0], papers(t, register(t, s, opt, cases))[0]
	for i := range one.Files {
		if !bytes.Equal(one.Files[i].Bytes, two.Files[i].Bytes) {
			t.Errorf("%s differs from one run to the next", one.Files[i].Path)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(file(t, one, forExcel(one)+".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := f.GetRows("Detail", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := f.GetRows("Detail")
	if err != nil {
		t.Fatal(err)
	}
	col := slices.Index(raw[0], "Looked After since")
	if raw[1][col] != "46246" || shown[1][col] != "12 Aug 2026" {
		t.Errorf("a day is %q, shown as %q", raw[1][col], shown[1][col])
	}
	if panes, err := f.GetPanes("Cases"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes: %+v, %v", panes, err)
	}
	if v, err := f.GetDataValidations("Cases"); err != nil || len(v) != 1 || v[0].Formula1 != `"Move,Discuss again,Stay,Transfer on,Worker,Not to transfer,All agree"` {
		t.Errorf("choices: %+v, %v", v, err)
	}
	if one, err := f.GetPageLayout("Cases"); err != nil || one.FitToWidth == nil || *one.FitToWidth != 1 || *one.FitToHeight != 0 {
		t.Errorf("the list's page: %+v, %v", one, err)
	}
	if p, err := f.GetSheetProps("Cases"); err != nil || p.FitToPage == nil || !*p.FitToPage {
		t.Errorf("the list isn't as wide as a page: %v", err)
	}
	if props, err := f.GetDocProps(); err != nil || props.Created != today+"T00:00:00Z" {
		t.Errorf("made at %+v, %v", props, err)
	}
	names := map[string]bool{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = true
	}
	if !names["_xlnm.Print_Titles"] || !names["_xlnm._FilterDatabase"] {
		t.Errorf("names: %v", names)
	}
}

// What PDF can't show costs one cell, not the paper.
func TestOneCaseDoesNotCostThePaper(t *testing.T) {
	p := papers(t, register(t, sets{}, Options{Detail: true, Formats: []render.Format{render.PDF, render.CSV}}, map[string]func(map[string]any){"salford-section-20": nil, "arabic": func(rec map[string]any) {
		in(rec, "children.permanence")["primary"] = "长期寄养"
	}}))[0]
	if want := []NotShown{{"CF-204777", "Plan", render.PDF}}; !slices.Equal(p.NotShown, want) {
		t.Errorf("not shown: %v", p.NotShown)
	}
	if len(file(t, p, "transfer-tracking.pdf")) == 0 || rows(t, p)[1]["Plan"] == "" && rows(t, p)[0]["Plan"] == "" {
		t.Error("no paper, or no plan in the table")
	}
}

// Every paper says which cases could not be read.
func TestLeftOut(t *testing.T) {
	r := register(t, sets{}, Options{}, map[string]func(map[string]any){"salford-section-20": nil, "bury-core-group": nil})
	r.LeaveOut("cases/broken.json", "2 faults in the record")
	for _, p := range papers(t, r) {
		got := rows(t, p)
		if last := got[len(got)-1]; last["Reference"] != "cases/broken.json: 2 faults in the record" || last["Stands"] != "Not read" {
			t.Errorf("%s: %v", p.Council, last)
		}
		if !strings.Contains(string(file(t, p, p.Tracker+".md")), "| cases/broken.json | 2 faults in the record |") {
			t.Errorf("%s: the cover doesn't say", p.Council)
		}
	}
}

// What has to be done within 12 months before the transfer is to be done by the
// transfer: the first of those months is no date for a meeting.
func TestNextDateOfAWindow(t *testing.T) {
	p := papers(t, register(t, sets{}, Options{}, map[string]func(map[string]any){"bury-unaccompanied": func(rec map[string]any) {
		file := []any{} // else it isn't placed on the list
		for item := range strings.FieldsSeq("assessments recording chronology plan-cla plan-cin child-and-family-assessment assessment-current age-assessment court-reports") {
			file = append(file, map[string]any{"item": item, "first": map[string]any{"status": "present"}})
		}
		rec["file"], rec["audit"] = file, map[string]any{"manager": map[string]any{"by": "W3", "on": "2026-11-16"}}
	}}))[0]
	if got := rows(t, p)[0]; got["Stands"] != "Due" || got["Next date"] != "2026-12-02" {
		t.Errorf("%s, %s", got["Stands"], got["Next date"])
	}
}

// One team's extract has its cases alone, with their numbers and times.
func TestExtracts(t *testing.T) {
	opt := Options{Extract: true, Start: "23:50", Each: 15, Formats: []render.Format{render.Markdown, render.CSV}}
	p := papers(t, register(t, sets{}, opt, map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": nil}))[0]
	one := string(file(t, p, "team-looked-after-children-team-1/"+forExcel(p)+"-team-looked-after-children-team-1.csv"))
	if strings.Contains(one, "CF-204530") || !strings.Contains(one, "\n2,CF-204511,,") {
		t.Errorf("%s", one)
	}
	if whole := rows(t, p); whole[0]["Time"] != "23:50" || whole[len(whole)-1]["Time"] != "" {
		t.Error("times go past midnight")
	}
	p = papers(t, register(t, sets{}, Options{Team: "looked after  children team 1"}, map[string]func(map[string]any){"salford-section-20": nil, "salford-siblings-proceedings": nil}))[0]
	if got := rows(t, p); len(got) != 1 || got[0]["Reference"] != "CF-204511" {
		t.Errorf("one team: %v", got)
	}
}

// A day with an hour is a day too: spreadsheets sort it among days without.
func TestDayWithAnHour(t *testing.T) {
	s := sets{}
	p := papers(t, register(t, s, Options{Detail: true}, map[string]func(map[string]any){"salford-section-20": func(rec map[string]any) {
		rec["transfer"].(map[string]any)["dates"].(map[string]any)["introductory_visit"] = map[string]any{"date": "2026-12-02", "time": "16:00"}
	}}))[0]
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file(t, p, forExcel(p)+".csv"), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[1][slices.Index(rows[0], "Introductory visit")]; got != "2026-12-02 16:00" {
		t.Errorf("CSV: %q", got)
	}
	f, err := excelize.OpenReader(bytes.NewReader(file(t, p, forExcel(p)+".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.GetRows("Detail")
	if err != nil {
		t.Fatal(err)
	}
	at, err := excelize.CoordinatesToCellName(slices.Index(head[0], "Introductory visit")+1, 2)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := f.GetCellValue("Detail", at, excelize.Options{RawCellValue: true})
	if err != nil || raw != "46358.666666667" {
		t.Errorf("XLSX: %q, %v", raw, err)
	}
	if shown, err := f.GetCellValue("Detail", at); err != nil || shown != "2 Dec 2026 16:00" {
		t.Errorf("XLSX shows %q, %v", shown, err)
	}
}
