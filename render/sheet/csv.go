package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"handover/render/doc"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes a document's list as comma-separated values, RFC 4180, for a
// spreadsheet on Windows: UTF-8 with its mark, days as YYYY-MM-DD. A text that a
// spreadsheet would take for a formula, a number or a day has an apostrophe before
// it, since CSV has no other way to say that it is text.
func CSV(d *doc.Doc) ([]byte, error) {
	if d.Sheet == nil {
		return nil, errNoList
	}
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(rowsOfCSV(d.Sheet)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func rowsOfCSV(s *doc.Sheet) [][]string {
	rows := [][]string{s.Header}
	for _, r := range s.Rows {
		var row []string
		for _, v := range r {
			switch {
			case v.Day != "" || v.Number != 0:
				row = append(row, v.Text)
			default:
				row = append(row, asText(v.Text))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// HoldsCSV reads a finished file again: every cell has to be there.
func HoldsCSV(b []byte, d *doc.Doc) error {
	again, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), byteOrderMark))).ReadAll()
	if err != nil {
		return fmt.Errorf("reading the finished file again: %w", err)
	}
	if !same(rowsOfCSV(d.Sheet), again) {
		return errLost
	}
	return nil
}

// changed are texts that a spreadsheet shows as something else than they say:
// 0012345 without its noughts, 12E3 as 12000, long numbers rounded, 2026/11,
// 10-11 and MAR12 as days, 1.10 as 1.1.
var changed = regexp.MustCompile(`(?i)^\s*(0[0-9]+|[0-9]{12,}|[0-9.]+e[0-9]+|[0-9]{1,4}[-/.][0-9]{1,2}([-/.][0-9]{1,4})?|[0-9]+\.[0-9]*0|` +
	`([0-9]{1,2}[- /]?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- /]?[0-9]{0,4})\s*$`)

// asText is a text that no spreadsheet takes for a formula, a number or a day.
func asText(s string) string {
	if changed.MatchString(s) {
		return "'" + s
	}
	if start := strings.TrimLeft(s, " \u00a0"); start != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(start)[0]) {
		return "'" + s
	}
	return s
}

// errNoList is the fault of a program that writes a document as a list.
var errNoList = errors.New("only a document with a list can be a spreadsheet")

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
