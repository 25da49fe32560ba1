package pack

import (
	"crypto/sha256"

	"handover/model/dates"
)

// letters are those of a letter's number: no vowels, so that it never reads as
// a word, and no digits, so that it never looks like a number of the record.
const letters = "BCDFGHJKLMNPRSTV"

// letterNumber is what stands in the foot of each page of one letter, so that
// a page of another letter is seen in a pile from a shared printer: "KTRM-BLPC".
// It tells nothing of the case, and stays the same when the pack is made again
// on that day. The manifest and the check sheet say whose it is.
func letterNumber(reference, path string, asOf dates.Date) string {
	h := sha256.Sum256([]byte(reference + "\x00" + path + "\x00" + asOf.String()))
	var out []byte
	for i, b := range h[:4] {
		if i == 2 {
			out = append(out, '-')
		}
		out = append(out, letters[b>>4], letters[b&15])
	}
	return string(out)
}
