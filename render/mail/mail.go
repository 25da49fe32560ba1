// Package mail writes documents as e-mails: drafts that a mail program opens
// ready to send. Call Write.
package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"handover/render/doc"
	"handover/render/html"
	"handover/render/plain"
)

// Envelope is what stands around a document that is sent to one reader, and not
// in it.
type Envelope struct {
	To      string // the reader's e-mail address, ASCII: "sam@nhs.net"; empty where none is known
	Name    string // whose it is; "" without
	Subject string // nothing of the case where it is an e-mail's: it is read on a locked screen
	Files   []Attachment
}

// Attachment is a file that goes with an e-mail.
type Attachment struct {
	Name  string // ASCII, and no path
	Type  string // "application/pdf"
	Bytes []byte
}

// Write writes one message to the reader of the envelope: the document as text and as HTML, and the files that go with it. X-Unsent makes
// of it a draft in Outlook and Thunderbird, which put the sender in. The same
// document gives the same bytes: what go-mail draws by lot (boundaries, the
// message's id) is worked out from what the message holds.
func Write(d *doc.Doc, e Envelope) ([]byte, error) {
	text, err := plain.Write(d)
	if err != nil {
		return nil, err
	}
	page, err := html.Write(d)
	if err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, d.Meta.Date)
	if err != nil {
		return nil, errors.New("an e-mail needs a date")
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := address(m, e); err != nil {
		return nil, err
	}
	seal := sealOf(e, text, page)
	m.Subject(e.Subject)
	m.SetDateWithValue(day)
	m.SetMessageIDWithValue(part(seal, "id")[:32] + "@handover.invalid")
	m.SetGenHeader("X-Unsent", "1")
	m.SetBodyString(gomail.TypeTextPlain, string(text))
	m.AddAlternativeString(gomail.TypeTextHTML, string(page))
	for _, f := range e.Files {
		if !plainName.MatchString(f.Name) { // Go's own reader doesn't find others again
			return nil, errors.New("the name of a file that goes with an e-mail has to be ASCII")
		}
		m.AttachReadSeeker(f.Name, bytes.NewReader(f.Bytes), gomail.WithFileContentType(gomail.ContentType(f.Type)))
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("writing the message: %w", err)
	}
	return fixed(b.Bytes(), seal), nil
}

// Paste is the same message as text to paste where no draft can be opened: its
// subject, its reader's address and the names of its files first.
func Paste(d *doc.Doc, e Envelope) ([]byte, error) {
	text, err := plain.Write(d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "Subject: %s\nTo: %s\n", e.Subject, e.To)
	for _, f := range e.Files {
		fmt.Fprintf(&b, "Attach: %s\n", f.Name)
	}
	b.WriteByte('\n')
	b.Write(text)
	return b.Bytes(), nil
}

var plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// address sets the message's one recipient. go-mail's own way with names loses
// quotation marks.
func address(m *gomail.Msg, e Envelope) error {
	if strings.ContainsFunc(e.Name+e.To+e.Subject, unicode.IsControl) {
		return errors.New("a name, an address or a subject has a line break or a control character")
	}
	if strings.ContainsFunc(e.To, func(r rune) bool { return r > unicode.MaxASCII }) {
		return errors.New("the e-mail address isn't ASCII")
	}
	to := mail.Address{Name: e.Name, Address: e.To}
	again, err := mail.ParseAddress(to.String())
	if err != nil || again.Address != e.To || strings.ContainsAny(e.To, " \",;<>()") || strings.Count(e.To, "@") != 1 {
		return errors.New("not an e-mail address")
	}
	if err := m.AddTo(to.String()); err != nil {
		return errors.New("not an e-mail address")
	}
	return nil
}

// sealOf is a hash of all that a message holds.
func sealOf(e Envelope, text, page []byte) []byte {
	h := sha256.New()
	put := func(parts ...[]byte) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d ", len(p))
			h.Write(p)
		}
	}
	put([]byte(e.Name), []byte(e.To), []byte(e.Subject), text, page)
	for _, f := range e.Files {
		put([]byte(f.Name), []byte(f.Type), f.Bytes)
	}
	return h.Sum(nil)
}

func part(seal []byte, of string) string {
	h := sha256.Sum256(append([]byte(of), seal...))
	return hex.EncodeToString(h[:])
}

var boundary = regexp.MustCompile(`boundary=([0-9a-f]{60})\r\n`)

// fixed puts boundaries that follow from what the message holds in the place of
// those drawn by lot. go-mail's own SetBoundary gives every level the same one,
// and most readers then lose what is attached, without a word.
func fixed(b, seal []byte) []byte {
	for i, m := range boundary.FindAllSubmatch(b, -1) {
		b = bytes.ReplaceAll(b, m[1], []byte(part(seal, fmt.Sprint("boundary ", i))[:60]))
	}
	return b
}
