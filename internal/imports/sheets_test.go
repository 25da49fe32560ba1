package imports

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"handover/model"
)

// book saves a workbook that a test has filled.
func book(t *testing.T, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "people.xlsx")
	if err := errors.Join(f.SaveAs(path), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func minimal(t *testing.T) *model.Record {
	t.Helper()
	return again(t, []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "Mabli"}], "teams": [{"id": "T1", "name": "North Team"}]}`))
}

// TestSheets: a workbook's rows become entries, names become ids, days that
// Excel keeps as numbers become days, and what hides or merges cells is told.
func TestSheets(t *testing.T) {
	t.Parallel()
	path := book(t, func(f *excelize.File) {
		check(t, f.SetSheetName("Sheet1", "Workers"))
		check(t, f.SetSheetRow("Workers", "A1", &[]any{"Name", "Team", "Left on", "Telephone", "Line manager"}))
		check(t, f.SetSheetRow("Workers", "A2", &[]any{"Idris Example", "north  team", 46095, "020 7946 0000", "Nerys Sample"}))
		check(t, f.SetSheetRow("Workers", "A3", &[]any{"Nerys Sample", "T1"}))
		check(t, f.SetRowVisible("Workers", 3, false))
		_, err := f.NewSheet("Notes")
		check(t, err)
		check(t, f.SetSheetRow("Notes", "A1", &[]any{"Something"}))
	})
	sheets, err := OpenSheets(path)
	check(t, err)
	rec := minimal(t)
	now, err := sheets.For(rec, today)
	check(t, err)
	if differ, _ := MergeSheets(rec, now, none); len(differ) > 0 {
		t.Errorf("differences: %+v", differ)
	}
	if len(rec.Workers) != 2 || rec.Workers[0].Team != "T1" || rec.Workers[0].LineManager != "W2" || rec.Workers[0].LeftOn.String() != "2026-03-14" {
		t.Errorf("workers: %+v", rec.Workers)
	}
	for _, want := range []string{"sheet Workers: rows are hidden, and were read: 1", "sheet Notes isn't read: it is none of teams, workers, professionals, chronology, tasks"} {
		if !slices.Contains(sheets.Told, want) {
			t.Errorf("%q isn't told: %q", want, sheets.Told)
		}
	}
}

// TestSheetsFaults: every fault of every sheet is told with its cell, at once.
func TestSheetsFaults(t *testing.T) {
	t.Parallel()
	path := book(t, func(f *excelize.File) {
		check(t, f.SetSheetName("Sheet1", "professionals"))
		check(t, f.SetSheetRow("professionals", "A1", &[]any{"Name", "Kind", "Tell", "Postcode", "Id"}))
		check(t, f.SetSheetRow("professionals", "A2", &[]any{"Nerys Sample", "wizard", "maybe", "ZZ1 1AA", "C1"}))
		_, err := f.NewSheet("tasks")
		check(t, err)
		check(t, f.SetSheetRow("tasks", "A1", &[]any{"Task", "Who", "Due"}))
		check(t, f.SetSheetRow("tasks", "A2", &[]any{"Ring the school", "Nobody Known", "9999-12-31"}))
		check(t, f.SetSheetRow("tasks", "A3", &[]any{"", "Mabli", ""}))
		check(t, f.SetCellFormula("tasks", "A4", `A2&"!"`))
	})
	_, err := OpenSheets(path)
	want := []string{"people.xlsx: tasks, row 4: a cell holds a formula that was never worked out; save the workbook in Excel once more"}
	if got := lines(err); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	f, err := excelize.OpenFile(path)
	check(t, err)
	check(t, f.RemoveRow("tasks", 4))
	check(t, errors.Join(f.Save(), f.Close()))
	sheets, err := OpenSheets(path)
	check(t, err)
	_, err = sheets.For(minimal(t), today)
	want = []string{
		"people.xlsx: professionals!B2 (kind): isn't one of the words of this column",
		"people.xlsx: professionals!C2 (tell): is neither yes nor no",
		"people.xlsx: tasks!B2 (who): nobody and nothing is called so among children, people, households, professionals, workers, teams, authorities, meetings",
		"people.xlsx: tasks!C2 (due): stands for no day: leave the cell blank",
		"people.xlsx: professionals!E2 (id): the id C1 stands already at children[0].id",
		"people.xlsx: tasks, row 3: missing or blank, and it is required",
	}
	if got := lines(err); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func lines(err error) []string {
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

// TestTwoSources: what an export brought and a sheet says otherwise is a
// person's to decide, and neither import takes out what the other brought.
func TestTwoSources(t *testing.T) {
	t.Parallel()
	tables := map[string]string{
		"ssd_person": "pers_person_id,pers_forename\n101,Mabli\n",
		"ssd_involvements": "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_involvement_start_date,invo_person_id\n" +
			"I1,55,Allocated Case Worker,2026-03-20,101\n",
		"ssd_professionals": "prof_professional_id,prof_professional_name,prof_professional_job_title\n55,Idris Example,Social Worker\n",
	}
	cases, _ := made(t, export(t, tables), Options{Children: []string{"101"}})
	rec := again(t, cases["101"].JSON)
	path := filepath.Join(t.TempDir(), "workers.csv")
	check(t, os.WriteFile(path, []byte("Name,Role,Telephone\nIdris Example,Senior Social Worker,020 7946 0000\n"), 0o600))
	sheets, err := OpenSheets(path)
	check(t, err)
	now, err := sheets.For(rec, today)
	check(t, err)
	differ, _ := MergeSheets(rec, now, none)
	if len(differ) != 1 || differ[0].Path != "workers[W1].role" || rec.Workers[0].Telephone == "" || rec.Workers[0].Role != "Social Worker" {
		t.Errorf("%+v, %+v", differ, rec.Workers)
	}
	entries := len(rec.Chronology)
	b, err := model.Encode(rec)
	check(t, err)
	rec = again(t, b)
	if differ, err := Merge(rec, again(t, cases["101"].JSON), none); err != nil || len(differ) > 0 {
		t.Errorf("the export again: %+v, %v", differ, err)
	}
	if rec.Workers[0].Telephone == "" || len(rec.Chronology) != entries || len(rec.Workers) != 1 {
		t.Errorf("the export took out what the sheet brought: %+v", rec.Workers)
	}
}

// TestWorkbook: what a workbook does to its cells is told: macros, days counted
// from 1904, merged cells, hidden rows, formulas. A cell that begins with two
// hyphens is a text.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	path := book(t, func(f *excelize.File) {
		check(t, f.SetSheetName("Sheet1", "person"))
		check(t, f.SetSheetRow("person", "A1", &[]any{"pers_person_id", "pers_forename", "pers_surname", "pers_dob", "pers_nationality"}))
		check(t, f.SetSheetRow("person", "A2", &[]any{"101", "Mabli", "--", 40601, "British"}))
		check(t, f.SetSheetRow("person", "A3", &[]any{"102", "Wren", "Sample", 40601}))
		check(t, f.SetRowVisible("person", 3, false))
		check(t, f.MergeCell("person", "E2", "E3"))
		check(t, f.SetSheetRow("person", "A4", &[]any{"103"}))
		check(t, f.SetCellFormula("person", "B4", `"Wr"&"en"`))
		date1904 := true
		check(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
	})
	withPart(t, path, "xl/vbaProject.bin")
	src, err := Open(path)
	check(t, err)
	defer src.Close()
	var told []string
	for _, table := range src.Tables() {
		told = append(told, table.Told...)
	}
	for _, want := range []string{
		"the workbook has macros; none was run", "rows are hidden, and were read: 1", "cells are merged; what a merged cell covers is blank: 1",
		"cells hold formulas; the values were read that were worked out last: 1", "the workbook counts days from 1904",
	} {
		if !slices.Contains(told, want) {
			t.Errorf("%q isn't told: %q", want, told)
		}
	}
	cases, rep := made(t, src, Options{All: true})
	if c := cases["101"]; c == nil || c.Record.Children[0].Surname != "--" || c.Record.Children[0].DateOfBirth.String() != "2015-02-28" {
		t.Errorf("%+v", cases["101"])
	}
	if got := faultsOf(rep); !strings.Contains(got, "a cell holds a formula that was never worked out") || cases["102"] == nil || cases["103"] != nil {
		t.Errorf("a formula without a value: %s", got)
	}
}

// withPart adds a part to a zip.
func withPart(t *testing.T, path, name string) {
	t.Helper()
	old, err := zip.OpenReader(path)
	check(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range old.File {
		check(t, w.Copy(f))
	}
	part, err := w.Create(name)
	check(t, err)
	_, err = part.Write([]byte("not a program"))
	check(t, errors.Join(err, w.Close(), old.Close()))
	check(t, os.WriteFile(path, b.Bytes(), 0o600))
}

// TestBadTables: each thing that is wrong with an export is told, and the rest
// is imported.
func TestBadTables(t *testing.T) {
	t.Parallel()
	const visits = "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date\n"
	for _, x := range []struct {
		name, table, text string
		says              string // among faults, notes and what was left out
	}{
		{"a column renamed", "cin_visits", "cinv_cin_visit_id,cinv_person_id,cinv_visit_date\nV1,101,2026-01-02\n", "there is no such column"},
		{"a column too many", "cin_visits", visits + "V1,101,2026-01-02,4\n", "the row has 4 cells, and the table has 3 columns"},
		{"the same child twice", "person", "pers_person_id,pers_forename\n101,Mabli\n101,Wren\n", "two rows with this id"},
		{"an id that joins nothing", "cin_visits", visits + "V1,999,2026-01-02\n", "is nobody of ssd_person"},
		{"two open placements", "cla_placement", "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_type\nP1,101,2026-01-02,U1\nP2,101,2026-02-02,U6\n", "a child has two placements without an end"},
		{"an end before its beginning", "cin_plans", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n1,101,2026-03-04,2026-01-01\n", "before"},
		{"a day of 1900", "cin_plans", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n1,101,2026-03-04,1900-01-01\n", ""},
		{"a day of 9999", "cin_plans", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n1,101,2026-03-04,9999-12-31\n", ""},
		{"a quotation mark that isn't closed", "cin_visits", visits + "V1,101,\"2026-01-02\n", "quot"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			tables := map[string]string{"person": "pers_person_id,pers_forename\n101,Mabli\n"}
			tables[x.table] = x.text
			all := faultsAndLeft(t, tables)
			if x.says == "" {
				if all != "" {
					t.Errorf("said: %s", all)
				}
			} else if !strings.Contains(all, x.says) {
				t.Errorf("%q isn't said: %s", x.says, all)
			}
		})
	}
}

func faultsAndLeft(t *testing.T, tables map[string]string) string {
	t.Helper()
	var left []string
	rep, err := Run(context.Background(), export(t, tables), Options{Protocol: "salford", AsOf: today, Children: []string{"101"}}, func(c *Case) error {
		for _, l := range c.LeftOut {
			left = append(left, l.Why)
		}
		return nil
	})
	check(t, err)
	all := faultsOf(rep)
	for _, p := range rep.NotMade {
		all += "\n" + p.Msg
	}
	return strings.TrimSpace(all + "\n" + strings.Join(left, "\n"))
}
