package read

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
)

// Message is an e-mail as whoever gets it reads it.
type Message struct {
	To       string // its one recipient's address
	Name     string // and name; "" without
	Subject  string
	Text     string // the text part
	Attached []Attached
	Headers  []string // "Name: value", decoded, by name

	page Content // the HTML part
}

// Attached is a file that came with an e-mail.
type Attached struct {
	Name  string
	Bytes []byte
}

// EML takes the words out of an e-mail, as Mail reads it: those of the HTML part;
// text part, headers and the names of files stand beside.
func EML(b []byte) (Content, error) {
	m, err := Mail(b)
	if err != nil {
		return Content{}, err
	}
	c := m.page
	c.Title, c.check = m.Subject, nil
	c.Beside = append(append([]string{}, m.Headers...), m.Text)
	for _, f := range m.Attached {
		c.Beside = append(c.Beside, f.Name)
	}
	return c, nil
}

// Mail reads an e-mail that goes to one reader: with one recipient, a text and an
// HTML part, and files. Anything else in it is an error.
func Mail(b []byte) (Message, error) {
	var m Message
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return m, errors.New("not an e-mail")
	}
	decoder := new(mime.WordDecoder)
	for name, values := range msg.Header {
		switch {
		case name == "Cc", name == "Bcc":
			return m, errors.New("an e-mail to more than one reader")
		case len(values) > 1:
			return m, fmt.Errorf("the header %s stands twice", name)
		}
		value, err := decoder.DecodeHeader(values[0])
		if err != nil {
			return m, fmt.Errorf("the header %s can't be read", name)
		}
		m.Headers = append(m.Headers, name+": "+value)
	}
	slices.Sort(m.Headers)
	to, err := msg.Header.AddressList("To")
	if err != nil || len(to) != 1 {
		return m, errors.New("an e-mail has to have one recipient")
	}
	m.To, m.Name = to[0].Address, to[0].Name
	if m.Subject, err = decoder.DecodeHeader(msg.Header.Get("Subject")); err != nil || m.Subject == "" {
		return m, errors.New("the e-mail has no subject")
	}
	err = m.part(msg.Header.Get, msg.Body)
	if err == nil && (m.Text == "" || m.page.Text == "") {
		err = errors.New("the e-mail lacks its text or its HTML")
	}
	return m, err
}

// part reads one part, with those in it.
func (m *Message) part(header func(string) string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(header("Content-Type"))
	if err != nil {
		return errors.New("a part of the e-mail doesn't say what it is")
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return errors.New("the parts of the e-mail have no end")
			}
			if err := m.part(p.Header.Get, p); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(header("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return errors.New("a part of the e-mail can't be read")
	}
	how, of, err := mime.ParseMediaType(header("Content-Disposition"))
	switch {
	case err == nil && how == "attachment":
		m.Attached = append(m.Attached, Attached{of["filename"], b})
	case kind == "text/plain" && m.Text == "":
		m.Text = strings.ReplaceAll(string(b), "\r\n", "\n")
	case kind == "text/html" && m.page.Text == "":
		m.page, err = HTML(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
		return err
	default:
		return errors.New("the e-mail has a part of a kind that isn't expected")
	}
	return nil
}
