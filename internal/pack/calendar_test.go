package pack

import (
	"bytes"
	"strings"
	"testing"

	"handover/model/fold"
	"handover/render/read"
)

// The calendar stands beside the notification and goes with it, names nobody of
// the family, and says nothing of what lies behind.
func TestCalendarNamesNobody(t *testing.T) {
	for _, name := range []string{"salford-section-20", "bury-supervision-orders", "lincolnshire-within-team"} {
		k, rec := pack(t, name).pack, decode(t, source(t, name))
		n := 0
		for _, f := range k.Files {
			if !strings.HasSuffix(f.Path, ".ics") {
				continue
			}
			n++
			text := strings.ReplaceAll(string(f.Bytes), "\r\n ", "")
			for _, l := range strings.Split(text, "\r\n") {
				if day, ok := strings.CutPrefix(l, "DTSTART;VALUE=DATE:"); ok && day < "20261123" {
					t.Errorf("%s: %s lies behind", f.Path, day)
				}
			}
			words := fold.Words(text)
			for i := range rec.Children {
				for _, w := range fold.Words(rec.Children[i].FirstName + " " + rec.Children[i].Surname) {
					for _, has := range words {
						if has == w {
							t.Errorf("%s names a child", f.Path)
						}
					}
				}
			}
			m, err := read.Mail(file(t, k, strings.TrimSuffix(f.Path, ".ics")+".eml").Bytes)
			if err != nil || len(m.Attached) != 1 || m.Attached[0].Name != "dates.ics" || !bytes.Equal(m.Attached[0].Bytes, f.Bytes) {
				t.Errorf("%s doesn't go with the notification: %v", f.Path, err)
			}
		}
		if n == 0 {
			t.Errorf("%s: no calendar", name)
		}
	}
}
