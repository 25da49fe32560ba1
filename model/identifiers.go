package model

import (
	"slices"
	"strings"
)

// upnUnknown are the census's reasons for having no UPN.
var upnUnknown = []string{"UN1", "UN2", "UN3", "UN4", "UN5"}

// validUPN checks form and check letter of a unique pupil number: the letter is
// the sum of digit times position, from 2 to 13, modulo 23 (DfE, as in
// data-to-insight/csc-validator-be-cin, rules 1510 to 1550). A temporary one,
// with a letter at its end, has no check that counts.
func validUPN(s string) bool {
	if slices.Contains(upnUnknown, s) {
		return true
	}
	if len(s) != 13 || !strings.Contains("ABCDEFGHJKLMNPQRTUVWXYZ", s[:1]) {
		return false
	}
	sum := 0
	for i := 1; i < 13; i++ {
		digit := int(s[i]) - '0'
		if digit < 0 || digit > 9 {
			return i == 12 && s[i] >= 'A' && s[i] <= 'Z'
		}
		sum += digit * (i + 1)
	}
	return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum%23] == s[0]
}

// validNHS checks the check digit of an NHS number, modulus 11 (NHS Data
// Dictionary, NHS NUMBER). Spaces and hyphens between the groups are allowed.
func validNHS(s string) bool {
	s = strings.NewReplacer(" ", "", "-", "").Replace(s)
	if len(s) != 10 {
		return false
	}
	sum := 0
	for i := range 10 {
		digit := int(s[i]) - '0'
		if digit < 0 || digit > 9 {
			return false
		}
		sum += digit * (10 - i) // the check digit itself counts once, so that the whole is a multiple of 11
	}
	return sum%11 == 0
}
