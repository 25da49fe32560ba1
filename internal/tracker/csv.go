package tracker

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"handover/internal/deliver"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// csv writes the list as comma-separated values, RFC 4180, for a spreadsheet on
// Windows: UTF-8 with its mark, days as YYYY-MM-DD. A text that a spreadsheet
// would take for a formula has an apostrophe before it, since CSV has no other
// way to say that it is text.
func (s *sheet) csv() (deliver.File, error) {
	t := s.table()
	rows := [][]string{t.header}
	for _, r := range t.rows {
		var row []string
		for _, v := range r {
			row = append(row, asText(v.text))
		}
		rows = append(rows, row)
	}
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return deliver.File{}, err
	}
	again, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), byteOrderMark))).ReadAll()
	if err != nil {
		return deliver.File{}, fmt.Errorf("reading the finished file again: %w", err)
	}
	if !same(rows, again) {
		return deliver.File{}, errLost
	}
	return deliver.File{Path: s.path + "." + string(CSV), Bytes: b.Bytes()}, nil
}

// asText is a text that no spreadsheet takes for a formula.
func asText(s string) string {
	if start := strings.TrimLeft(s, " \u00a0"); start != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(start)[0]) {
		return "'" + s
	}
	return s
}

// errLost means that a finished file lacks something: the program's fault.
var errLost = errors.New("the finished file doesn't hold what was put into it; this is a fault of the program")

func same(a, b [][]string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		for j := range max(len(a[i]), len(b[i])) {
			if at(a[i], j) != at(b[i], j) {
				return false
			}
		}
	}
	return true
}

func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}
