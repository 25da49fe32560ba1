package imports

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"handover/model"
)

// Source is where the tables of an export are: a folder of CSV files, a
// workbook, a database, or a payload. It is only ever read.
type Source interface {
	// Tables are the tables that it has, of the dataset or not.
	Tables() []Table
	// Rows calls do for each row of a table. The cells are do's only until it
	// returns.
	Rows(ctx context.Context, t Table, do func(Row) error) error
	Close() error
}

// Table is one table of a source.
type Table struct {
	Name    string   // as the dataset calls it: "ssd_person"
	Place   string   // as problems call it: "ssd_person.csv"
	Columns []string // as they stand there
	Told    []string // what was found about it: that it is in UTF-16, a row hidden
}

// Row is one row of a table.
type Row struct {
	Line  int // of the file, or row of the sheet or of the query's result; from 1
	Cells []string
	Bad   string // why its cells can't be trusted
}

// tableName is what the dataset calls a table that a file, a sheet or a
// database calls so: with or without the prefix, the schema and the suffix.
func tableName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimSuffix(s, ".csv")
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		s = s[i+1:]
	}
	s = strings.ReplaceAll(s, " ", "_")
	if !strings.HasPrefix(s, "ssd_") {
		s = "ssd_" + s
	}
	if slices.ContainsFunc(ssdTables(), func(t table) bool { return t.name == s+"s" }) {
		return s + "s"
	}
	if one, many := strings.CutSuffix(s, "s"); many &&
		slices.ContainsFunc(ssdTables(), func(t table) bool { return t.name == one }) {
		return one
	}
	return s
}

// empty are what systems write where there is nothing. "Null" is a surname.
func empty(s string) bool {
	switch s {
	case "", "NULL", "null", `\N`, "(null)", "NaN", "NaT", "#N/A":
		return true
	}
	return false
}

// trimmed is a cell without the white space around it; "" where it says that
// there is nothing.
func trimmed(s string) string {
	if s = strings.Trim(s, " \t\r\n\u00a0"); empty(s) {
		return ""
	}
	return s
}

// inTable is a problem of a table: its place, the column, and what is wrong.
func inTable(place string, line int, column, msg, hint string) model.Problem {
	return model.Problem{File: filepath.Base(place), Line: line, Path: column, Msg: msg, Hint: hint}
}
