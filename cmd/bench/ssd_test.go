//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"handover/internal/imports"
	"handover/model"
	"handover/model/dates"
)

const inventedChildren = 120

// tables are the rows of invented children, with the columns' names first, and
// what their records ought to be.
func tables(n, visits int) (rows map[string][][]string, truth map[string]*model.Record) {
	rows, truth = map[string][][]string{}, map[string]*model.Record{}
	for table, columns := range exportOf() {
		rows[table] = [][]string{columns}
	}
	add := func(more map[string][][]string) {
		for table, all := range more {
			rows[table] = append(rows[table], all...)
		}
	}
	for i := range n {
		l := invent(i, visits)
		add(l.rows)
		truth[l.id] = l.truth
	}
	add(staff())
	return rows, truth
}

// holdsTrue imports all children of a source and holds each record, field by
// field, to what it ought to be.
func holdsTrue(t *testing.T, src imports.Source, truth map[string]*model.Record) {
	t.Helper()
	defer src.Close() // it was only read
	var mu sync.Mutex
	got := map[string]*imports.Case{}
	rep, err := imports.Run(
		context.Background(),
		src,
		imports.Options{Protocol: "salford", AsOf: exportDay(), All: true, AtOnce: 2},
		func(c *imports.Case) error {
			mu.Lock()
			defer mu.Unlock()
			got[c.Reference] = c
			return nil
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range rep.Faults {
		t.Errorf("a sound export is told to have a fault: %s", f)
	}
	if len(got) != len(truth) {
		t.Errorf("%d records, expected %d", len(got), len(truth))
	}
	for id, want := range truth {
		if got[id] == nil {
			t.Errorf("no record of %s", id)
			continue
		}
		is, err := model.Decode(id, got[id].JSON, model.Options{})
		if err != nil {
			t.Fatal(err)
		}
		is.Imported = nil
		if diff := cmp.Diff(want, is, cmpopts.IgnoreUnexported(model.Record{})); diff != "" {
			t.Fatalf("%s: -truth +record:\n%s", id, diff)
		}
	}
}

func TestTruthFromCSV(t *testing.T) {
	t.Parallel()
	rows, truth := tables(inventedChildren, 12)
	plain, wide := fstest.MapFS{}, fstest.MapFS{}
	for table, all := range rows {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(all); err != nil {
			t.Fatal(err)
		}
		plain[table+".csv"] = &fstest.MapFile{Data: b.Bytes()}
		utf16 := []byte{0xff, 0xfe}
		for _, r := range b.String() {
			utf16 = append(utf16, byte(r), byte(r>>8))
		}
		wide[strings.TrimPrefix(table, "ssd_")+".csv"] = &fstest.MapFile{Data: utf16}
	}
	for name, dir := range map[string]fstest.MapFS{"UTF-8": plain, "UTF-16": wide} {
		src, err := imports.OpenFolder(dir)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		holdsTrue(t, src, truth)
	}
}

// TestTruthFromWorkbook: also where days are numbers, as Excel keeps them.
func TestTruthFromWorkbook(t *testing.T) {
	t.Parallel()
	rows, truth := tables(inventedChildren, 3)
	f := excelize.NewFile()
	defer f.Close() // it is saved
	for table, all := range rows {
		if _, err := f.NewSheet(table); err != nil {
			t.Fatal(err)
		}
		for n, r := range all {
			cells := make([]any, len(r))
			for i, v := range r {
				cells[i] = v
				if d, err := time.Parse("2006-01-02 15:04:05.000", v); err == nil && d.Year() < 9999 {
					cells[i] = d
				}
			}
			if err := f.SetSheetRow(table, fmt.Sprintf("A%d", n+1), &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "export.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	src, err := imports.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	holdsTrue(t, src, truth)
}

// TestTruthFromPostgreSQL reads a server of its own, which the test starts.
func TestTruthFromPostgreSQL(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED with -short: PostgreSQL")
	}
	address := startPostgreSQL(t)
	rows, truth := tables(inventedChildren, 3)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() // the server goes with the test
	for table, all := range rows {
		var columns []string
		for _, c := range all[0] {
			kind := "text"
			if strings.HasSuffix(c, "_date") || strings.HasSuffix(c, "_dob") || strings.HasSuffix(c, "_contact") {
				kind = "timestamp"
			}
			columns = append(columns, c+" "+kind)
		}
		if _, err := db.Exec("CREATE TABLE " + table + " (" + strings.Join(columns, ", ") + ")"); err != nil {
			t.Fatal(err)
		}
		for _, r := range all[1:] {
			var marks []string
			var values []any
			for i, v := range r {
				marks = append(marks, fmt.Sprintf("$%d", i+1))
				if v == "NULL" || v == "" {
					values = append(values, nil)
				} else {
					values = append(values, v)
				}
			}
			if _, err := db.Exec("INSERT INTO "+table+" VALUES ("+strings.Join(marks, ", ")+")", values...); err != nil {
				t.Fatal(err)
			}
		}
	}
	src, err := imports.OpenDatabase(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	holdsTrue(t, src, truth)
	if _, err := imports.OpenDatabase(context.Background(), strings.Replace(address, "secretword", "otherword", 1)); err == nil {
		t.Error("a wrong password lets in")
	} else if strings.Contains(err.Error(), "otherword") {
		t.Errorf("the error tells the password: %v", err)
	}
}

// startPostgreSQL starts a cluster of Debian's on a free port, and returns the
// address of an empty database.
func startPostgreSQL(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"pg_createcluster", "pg_ctlcluster", "pg_dropcluster", "runuser"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: PostgreSQL: no %s", tool)
		}
	}
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: PostgreSQL: a cluster is started by root alone")
	}
	versions, err := filepath.Glob("/usr/lib/postgresql/*")
	if err != nil || len(versions) == 0 {
		t.Skip("SKIPPED: PostgreSQL: no server is installed")
	}
	version, name := filepath.Base(versions[len(versions)-1]), fmt.Sprintf("handover%d", os.Getpid())
	do := func(command ...string) {
		t.Helper()
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", command[0], err, out)
		}
	}
	t.Cleanup(func() { do("pg_dropcluster", "--stop", version, name) })
	do("pg_createcluster", version, name)
	do("pg_ctlcluster", version, name, "start")
	out, err := exec.Command("pg_lsclusters", "-h").Output()
	if err != nil {
		t.Fatal(err)
	}
	port := ""
	for _, l := range strings.Split(string(out), "\n") {
		if f := strings.Fields(l); len(f) > 2 && f[1] == name {
			port = f[2]
		}
	}
	do("runuser", "-u", "postgres", "--", "psql", "-p", port, "-c", "CREATE USER reader PASSWORD 'secretword'")
	do("runuser", "-u", "postgres", "--", "psql", "-p", port, "-c", "CREATE DATABASE export OWNER reader")
	return "postgres://reader:secretword@127.0.0.1:" + port + "/export?sslmode=disable"
}

// exportDay is the day of the invented export.
func exportDay() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} }
