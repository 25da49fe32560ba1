package model

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// EmailAddress is an e-mail address as it is written to, without the blanks
// around it; the error says what is wrong with it, and never quotes it. The
// rules are those of GOV.UK Notify (notifications-utils,
// validate_email_address), and, where mail servers are stricter, theirs: at
// most 64 characters before the @, no dot first or last, nothing but ASCII.
func EmailAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	local, host, at := strings.Cut(s, "@")
	switch {
	case s == "":
		return "", errors.New("there is none")
	case strings.Count(s, "@") > 1:
		return "", errors.New("it has more than one @: give one address, and another person their own entry")
	case !at:
		return "", errors.New("it has no @")
	case strings.ContainsAny(s, ",;") || strings.ContainsFunc(s, unicode.IsSpace):
		return "", errors.New("it has a blank, a comma or a semicolon in it: give one address alone")
	case strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }):
		return "", errors.New("it has a letter or mark outside a to z; of a domain with accents, give the form that begins with xn--")
	case local == "" || len(local) > 64 || strings.ContainsFunc(local, func(r rune) bool { return !localMark(r) }):
		return "", errors.New("what stands before the @ can't be in an address")
	case strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(s, ".."):
		return "", errors.New("it has a dot too many")
	case !hostName(host):
		return "", errors.New("what stands after the @ can't be in an address: it needs a domain, such as nhs.net")
	}
	return s, nil
}

func asciiAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func localMark(r rune) bool {
	return asciiAlphanumeric(r) || strings.ContainsRune(".!#$%&'*+/=?^_`{|}~-", r)
}

// hostName says whether an ASCII name can be a mail domain: two labels or more,
// the last of letters alone.
func hostName(host string) bool {
	labels := strings.Split(host, ".")
	if len(host) > 253 || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' ||
			strings.ContainsFunc(l, func(r rune) bool { return r != '-' && !asciiAlphanumeric(r) }) {
			return false
		}
	}
	last := strings.ToLower(labels[len(labels)-1])
	return strings.HasPrefix(last, "xn--") || len(last) >= 2 && !strings.ContainsFunc(last, func(r rune) bool { return r < 'a' || r > 'z' })
}

// Dialled says whether a text has a telephone number in it that can be rung:
// an area code with a number, a number abroad, a local number, or a short one
// such as 101. Words may stand beside it ("Emergency Duty Team, 01632 960199").
func Dialled(s string) bool {
	for _, run := range strings.FieldsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789 +-.()\u00a0\u2011", r) }) {
		if isNumber(run) {
			return true
		}
	}
	return false
}

// isNumber is for one run of digits and what stands between those of a number.
func isNumber(run string) bool {
	run = strings.ReplaceAll(run, "(0)", "")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, run)
	n := len(digits)
	if n < 3 || n > 3 && strings.Trim(digits, digits[:1]) == "" {
		return false
	}
	switch {
	case strings.Contains(run, "+"):
		return n >= 8 && n <= 15
	case strings.HasPrefix(digits, "00"):
		return n >= 10 && n <= 17
	case strings.HasPrefix(digits, "0800"), strings.HasPrefix(digits, "0845"):
		return n == 8 || n == 10 || n == 11 // 0800 1111
	case digits[0] == '0':
		return n == 10 || n == 11 || n > 16 // two numbers with a blank between them
	case n == 3:
		return digits[0] == '1' || digits == "999"
	}
	return n >= 6 && n <= 8
}

// Unreachable is what is wrong with the telephone number or e-mail address
// that stands at a path of a record, as PathOf gives it; "" for every other
// field, and for an empty one. It quotes nothing.
func Unreachable(path, value string) string {
	field := path[strings.LastIndexByte(path, '.')+1:]
	switch {
	case blank(value):
	case field == "email" || field == "secure_email":
		if _, err := EmailAddress(value); err != nil {
			return "not an e-mail address: " + err.Error()
		}
	case field == "telephone" || field == "out_of_hours":
		if !Dialled(value) {
			return "not a telephone number: nobody could ring it"
		}
	}
	return ""
}
