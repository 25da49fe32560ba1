package model

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"

	"handover/model/dates"
)

// str reads a value in quotation marks. A blank one is the same as none.
func (r *reader) str(v reflect.Value, p *plan, f *field) bool {
	raw, offset, ok := r.raw()
	if !ok {
		return false
	}
	s, msg, hint := unquote(raw)
	if msg == "" {
		switch p.shape {
		case line, text:
			var how []string
			s, how = asTyped(s, p.shape == text || f.lines)
			for _, h := range how {
				r.mended.at(offset, pathString(r.path), h, "")
			}
		}
		msg, hint = badChar(s)
	}
	if msg == "" {
		msg, hint = tooLong(s, p.shape)
	}
	if msg != "" {
		r.note(offset, msg, hint)
		return true
	}
	if s == "" {
		return true
	}
	switch p.shape {
	case line, text:
		if !blank(s) { // blank is not recorded, as "" is
			v.SetString(norm.NFC.String(s))
		}
	case day:
		d, err := dates.Parse(s)
		if msg, hint := badDay(s, d.Year, err, expectations[day]); msg != "" {
			r.note(offset, msg, hint)
			return true
		}
		v.Set(reflect.ValueOf(d))
	case partial:
		d, err := dates.ParsePartial(s)
		if msg, hint := badDay(s, d.Year, err, expectations[partial]); msg != "" {
			r.note(offset, msg, hint)
			return true
		}
		v.Set(reflect.ValueOf(d))
	default:
		if msg, hint := badForm(s, p.shape, f); msg != "" {
			r.note(offset, msg, hint)
			return true
		}
		if p.shape == code {
			c, _ := CodeOf(f.table, s) // also where it is written out
			s = string(c)
		}
		v.SetString(s)
	}
	return true
}

// codeHint says what to write in the place of what is no code of a table.
func codeHint(s, table string) string {
	if plain := letters(s); table == "legal_status" {
		switch plain {
		case "cp", "cpp", "childprotection", "childprotectionplan":
			return "a child protection plan is no legal status: write it in children[].cp_plan"
		case "cin", "childinneed", "childinneedplan":
			return "a child in need plan is no legal status: write it in children[].statuses"
		}
	}
	if near := Nearest(s, codesOf(table)); near != "" {
		return `did you mean "` + near + `"?`
	}
	var all []string
	for _, r := range codeTables[table] {
		all = append(all, string(r.code)+" "+r.description)
	}
	return "one of: " + strings.Join(all, "; ")
}

// unquote is the text that a JSON string means, or what is wrong with how its
// characters are written.
func unquote(raw jsontext.Value) (s, msg, hint string) {
	b, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		if utf8.Valid(raw) {
			return "", "half of a surrogate pair, which is no character", `write the character itself, or both halves: \ud83d\ude00`
		}
		return "", "the bytes aren't UTF-8", "save the file as UTF-8"
	}
	return string(b), "", ""
}

// The most characters that a value in quotation marks may have. What is longer
// is no case's, but a file that got into the wrong field; to set it would take
// minutes and all of the machine's memory.
const (
	maxLine = 10_000
	maxText = 200_000
)

func tooLong(s string, as shape) (msg, hint string) {
	most := maxLine
	if as == text {
		most = maxText
	}
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return "", ""
	}
	return fmt.Sprintf("longer than %d characters", most), "no text of a case is as long as that; is something else in this field?"
}

func badDay(s string, year int, err error, expected string) (msg, hint string) {
	switch {
	case err != nil && looksLikeDay(s):
		return "the calendar has no such day", ""
	case err != nil && strings.Trim(s, "0123456789/.- ") == "":
		return "expected " + expected, "the year first, then month and day, with hyphens: 2026-11-23"
	case err != nil:
		return "expected " + expected, "in figures, the year first: 2026-11-23"
	case year < 1900 || year > 2199:
		return "the year is not between 1900 and 2199", ""
	}
	return "", ""
}

// badForm checks what is known by its form or is one of a list.
func badForm(s string, as shape, f *field) (msg, hint string) {
	switch as {
	case clock:
		if !timeForm(s) {
			return "expected a time HH:MM, from 00:00 to 23:59", ""
		}
	case ident:
		if !idForm(s) {
			return "not of an id's form", "an id is one to three capitals and one to four digits: C1, W12"
		}
		if deviceForm(s) {
			return "is a device's name on Windows, where no folder can be called so", "take another id, such as " + s[:2] + s[3:]
		}
	case code:
		if _, ok := CodeOf(f.table, s); ok {
			return "", ""
		}
		msg = "not a code of the table " + f.table
		if isNational(s) {
			msg = s + " is " + msg
		}
		return msg, codeHint(s, f.table)
	case word:
		if len(f.words) == 0 {
			if !eventForm(s) {
				return "not an event's name", "a name is of the form first_review"
			}
			return "", ""
		}
		for _, w := range f.words {
			if s == w {
				return "", ""
			}
		}
		return "not one of the words of this field", choice(s, f.words)
	}
	return "", ""
}

// choice says what might have been meant.
func choice(s string, known []string) string {
	if near := Nearest(s, known); near != "" {
		return `did you mean "` + near + `"?`
	}
	if len(known) == 0 {
		return ""
	}
	return "one of: " + strings.Join(known, ", ")
}

// integer reads a whole number from 0 to 9999.
func (r *reader) integer(v reflect.Value) bool {
	raw, offset, ok := r.raw()
	if !ok {
		return false
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || n != float64(int(n)) || n < 0 || n > 9999 {
		r.note(offset, "expected a whole number from 0 to 9999", "")
		return true
	}
	v.SetInt(int64(n))
	return true
}
