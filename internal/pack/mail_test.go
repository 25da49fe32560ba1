package pack

import (
	"bytes"
	"strings"
	"testing"

	"handover/render/read"
)

// TestMails: each e-mail goes to one reader, carries that reader's own letter as
// it stands beside it, and names nobody where others read along; a letter by
// post has none.
func TestMails(t *testing.T) {
	for fixture, want := range map[string]int{"lincolnshire-referral-moved": 1, "bury-core-group": 0} {
		f := pack(t, fixture)
		rec := decode(t, source(t, fixture))
		outside := 0
		for _, x := range f.pack.Files {
			if !strings.HasSuffix(x.Path, ".eml") {
				continue
			}
			m, err := read.Mail(x.Bytes)
			if err != nil {
				t.Errorf("%s: %v", x.Path, err)
				continue
			}
			said := strings.ToLower(strings.Join(m.Headers, "\n"))
			for _, c := range rec.Children {
				for _, name := range []string{c.FirstName, c.Surname} {
					if name != "" && strings.Contains(said, strings.ToLower(name)) {
						t.Errorf("%s: a header names a child", x.Path)
					}
				}
			}
			if !strings.HasPrefix(x.Path, "send/") {
				if len(m.Attached) > 1 || len(m.Attached) == 1 && m.Attached[0].Name != "dates.ics" {
					t.Errorf("%s: %d files", x.Path, len(m.Attached))
				}
				continue
			}
			outside++
			pdf := file(t, f.pack, strings.TrimSuffix(x.Path, "eml")+"pdf")
			if len(m.Attached) != 1 || !bytes.Equal(m.Attached[0].Bytes, pdf.Bytes) {
				t.Errorf("%s: not the letter beside it", x.Path)
			}
			id := strings.Split(x.Path, "/")[1]
			if to := rec.Authority("A1").SecureEmail; id == "A1" && m.To != to || id == "P1" && m.To != rec.Person("P1").Email {
				t.Errorf("%s goes to somebody else", x.Path)
			}
			plain := string(file(t, f.pack, strings.TrimSuffix(x.Path, "eml")+"txt").Bytes)
			if !strings.HasPrefix(plain, "Subject: "+m.Subject+"\nTo: "+m.To+"\nAttach: "+m.Attached[0].Name+"\n\n") {
				t.Errorf("%s: %.80q", x.Path, plain)
			}
		}
		if outside != want {
			t.Errorf("%s: %d e-mails, want %d", fixture, outside, want)
		}
	}
}
