package pack

import (
	"crypto/hmac"
	"crypto/sha256"

	"handover/model/dates"
)

// letters are those of a letter's number: no vowels, so that it never reads as
// a word, and no digits, so that it never looks like a number of the record.
const letters = "BCDFGHJKLMNPRSTV"

// letterNumber is what stands in the foot of each page of one letter, so that
// a page of another letter is seen in a pile from a shared printer: "KTRM-BLPC".
// It is worked out from all of the case's record, of which its reader doesn't
// know enough to work back from the number to a reference, and stays the same
// when the pack is made again on that day from the same record. The manifest and
// the check sheet say whose it is.
func letterNumber(record []byte, path string, asOf dates.Date) string {
	key := sha256.Sum256(record)
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte(path + "\x00" + asOf.String()))
	h := mac.Sum(nil)
	var out []byte
	for i, b := range h[:4] {
		if i == 2 {
			out = append(out, '-')
		}
		out = append(out, letters[b>>4], letters[b&15])
	}
	return string(out)
}
