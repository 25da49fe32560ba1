package mail

import (
	"bytes"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/read"
)

func letter(change func(*Envelope)) (*doc.Doc, Envelope) {
	e := Envelope{Name: `O'Neill, Jane "JJ" Ngũgĩ`, To: "jane.oneill@nhs.net", Subject: "Example Council: LSBS-CPMC",
		Files: []Attachment{{Name: "letter-LSBS-CPMC.pdf", Type: "application/pdf", Bytes: bytes.Repeat([]byte("%PDF-\x00\xff\r\n"), 3000)}}}
	if change != nil {
		change(&e)
	}
	return &doc.Doc{Meta: doc.Meta{Title: "A letter", Lang: "en-GB", Date: "2026-11-30", Layout: doc.Notice},
		Blocks: []doc.Block{&doc.Heading{Level: 1, Inlines: []doc.Inline{&doc.Text{Text: "A letter"}}},
			&doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: "Dear Siân Đỗ, " + strings.Repeat("the letter is attached = ", 20) + "."}}},
			&doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: "From here on"}}}}}, e
}

// TestWrite: what is written is read again, by a parser that shares nothing
// with the writer, to the same recipient, subject, words and attached bytes; and
// it is the same bytes each time.
func TestWrite(t *testing.T) {
	t.Parallel()
	for _, files := range []int{0, 1} {
		d, e := letter(func(e *Envelope) { e.Files = e.Files[:files] })
		b, err := Write(d, e)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Write(d, e)
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("other bytes the second time, %v", err)
		}
		for _, l := range strings.Split(string(b), "\r\n") {
			if len(l) > 998 || strings.ContainsAny(l, "\r\n") {
				t.Errorf("a line of %d bytes, or a bare line end", len(l))
			}
		}
		m, err := read.Mail(b)
		if err != nil {
			t.Fatal(err)
		}
		page, err := read.EML(b)
		if err != nil {
			t.Fatal(err)
		}
		if m.To != e.To || m.Name != e.Name || m.Subject != e.Subject || len(m.Attached) != files {
			t.Errorf("%q %q %q, %d files", m.To, m.Name, m.Subject, len(m.Attached))
		}
		if files > 0 && (m.Attached[0].Name != e.Files[0].Name || !bytes.Equal(m.Attached[0].Bytes, e.Files[0].Bytes)) {
			t.Errorf("the file came as %q with %d bytes", m.Attached[0].Name, len(m.Attached[0].Bytes))
		}
		for _, w := range d.Words() {
			if !strings.Contains(m.Text, w) || !strings.Contains(page.Text, w) {
				t.Errorf("%q is lost", w)
			}
		}
		if all := strings.Join(m.Headers, "\n"); !strings.Contains(all, "X-Unsent: 1") || strings.Contains(all, "From:") || strings.Contains(strings.ToLower(all), "go-mail") {
			t.Error(all)
		}
	}
}

// TestRefused: nothing of a record gets into the headers.
func TestRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Envelope){
		"line break in a name":    func(e *Envelope) { e.Name = "Jane\r\nBcc: pat@example.org" },
		"line break in a subject": func(e *Envelope) { e.Subject = "a\nBcc: pat@example.org" },
		"control in an address":   func(e *Envelope) { e.To = "jane@nhs.net\x00" },
		"two addresses":           func(e *Envelope) { e.To = "jane@nhs.net, pat@example.org" },
		"a name in the address":   func(e *Envelope) { e.To = "Jane <jane@nhs.net>" },
		"no ASCII":                func(e *Envelope) { e.To = "siân@nhs.net" },
		"no address":              func(e *Envelope) { e.To = "" },
		"a path":                  func(e *Envelope) { e.Files[0].Name = "../letter.pdf" },
		"a name that is no ASCII": func(e *Envelope) { e.Files[0].Name = "Siân.pdf" },
	} {
		if _, err := Write(letter(change)); err == nil {
			t.Errorf("%s: written", name)
		} else if strings.Contains(err.Error(), "pat@") {
			t.Errorf("%s: quoted", name)
		}
	}
}
