package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"os"
	"strconv"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"handover/internal/deliver"
	"handover/model"
)

// Settings are how the council's mail server is reached. The password stands in
// none of them.
type Settings struct {
	Host      string `json:"host"`
	Port      int    `json:"port"`       // 587 and 25 are the usual ones of starttls, 465 that of tls
	TLS       string `json:"tls"`        // starttls or tls; there is no way without
	User      string `json:"user"`       // "" where the server asks for none
	From      string `json:"from"`       // "Children's Services <handover@council.gov.uk>"
	PerMinute int    `json:"per_minute"` // messages at most; 0: 20
	CAFile    string `json:"ca_file"`    // the council's own certificate authority, as PEM; "": those of the machine
	Seconds   int    `json:"seconds"`    // to wait for the server's answer; 0: 60
}

// ReadSettings reads settings from a JSON file.
func ReadSettings(path string) (Settings, error) {
	var s Settings
	f, err := os.Open(path)
	if err != nil {
		return s, fmt.Errorf("%s can't be read: %w", path, deliver.Cause(err))
	}
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	err = dec.Decode(&s)
	if err = errors.Join(err, f.Close()); err != nil {
		return s, fmt.Errorf("%s: not settings for mail: %w", path, err)
	}
	if err := s.check(); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

func (s Settings) check() error {
	from, err := netmail.ParseAddress(s.From)
	switch {
	case s.Host == "":
		return errors.New("host is missing")
	case s.Port < 1 || s.Port > 65535:
		return errors.New("port is a number from 1 to 65535")
	case s.TLS != "starttls" && s.TLS != "tls":
		return errors.New("tls is starttls or tls: nothing is sent without")
	case err != nil:
		return errors.New("from is an e-mail address, or a name and an address in < >")
	case s.PerMinute < 0 || s.Seconds < 0:
		return errors.New("per_minute and seconds are numbers")
	}
	if _, err := model.EmailAddress(from.Address); err != nil {
		return fmt.Errorf("from: %w", err)
	}
	return nil
}

func (s Settings) pause() time.Duration {
	n := s.PerMinute
	if n == 0 {
		n = 20
	}
	return time.Minute / time.Duration(n)
}

func (s Settings) patience() time.Duration {
	if s.Seconds == 0 {
		return time.Minute
	}
	return time.Duration(s.Seconds) * time.Second
}

// deliver sends one message and says what became of it. Up to the full stop that
// ends a message the server can't have taken it; after its answer it is known;
// between the two nobody knows. The answers decide, not the errors of a library.
func (s Settings) deliver(ctx context.Context, password, to string, msg []byte) (Outcome, string) {
	from, err := netmail.ParseAddress(s.From)
	if err != nil {
		return NotSent, "from is no e-mail address"
	}
	c, conn, err := s.connect(ctx, password)
	if err != nil {
		return NotSent, err.Error()
	}
	defer func() { _ = conn.Close() }() // what counts has been said by then
	if err := c.Mail("<" + from.Address + ">"); err != nil {
		return NotSent, said("the sender was refused", err)
	}
	if err := c.Rcpt("<" + to + ">"); err != nil {
		return NotSent, said("the recipient was refused", err)
	}
	w, err := c.Data()
	if err != nil {
		return NotSent, said("the message was refused", err)
	}
	if _, err := w.Write(msg); err != nil {
		return NotSent, said("the connection broke while the message was sent", err)
	}
	if err := w.Close(); err != nil {
		var answer *textproto.Error
		switch {
		case errors.As(err, &answer) && answer.Code >= 400:
			return NotSent, said("the message was refused", err)
		case errors.As(err, &answer) && answer.Code >= 200 && answer.Code < 300:
		default:
			return NobodyKnows, "no answer after the whole message"
		}
	}
	_ = c.Quit() // it was taken, whatever comes now
	return Sent, ""
}

// connect reaches the server, over TLS with a certificate that holds, and logs
// in.
func (s Settings) connect(ctx context.Context, password string) (*smtp.Client, net.Conn, error) {
	config := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}
	if s.CAFile != "" {
		pem, err := os.ReadFile(s.CAFile)
		if err != nil {
			return nil, nil, fmt.Errorf("ca_file can't be read: %w", deliver.Cause(err))
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, nil, errors.New("ca_file has no certificate in it")
		}
	}
	dialer := &net.Dialer{Timeout: s.patience()}
	at := net.JoinHostPort(s.Host, strconv.Itoa(s.Port))
	var conn net.Conn
	var err error
	if s.TLS == "tls" {
		conn, err = (&tls.Dialer{NetDialer: dialer, Config: config}).DialContext(ctx, "tcp", at)
	} else {
		conn, err = dialer.DialContext(ctx, "tcp", at)
	}
	if err != nil {
		return nil, nil, errors.New(said("the server can't be reached", err))
	}
	conn = patient(conn, s.patience())
	fail := func(what string, err error) (*smtp.Client, net.Conn, error) {
		return nil, nil, errors.Join(errors.New(said(what, err)), conn.Close())
	}
	c, err := smtp.NewClient(conn, s.Host)
	if err != nil {
		return fail("the server didn't greet", err)
	}
	if err := c.Hello("localhost"); err != nil {
		return fail("the server didn't greet", err)
	}
	if s.TLS == "starttls" {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return fail("the server offers no STARTTLS, and nothing is sent without", nil)
		}
		if err := c.StartTLS(config); err != nil {
			return fail("no safe connection", err)
		}
	}
	if s.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.User, password, s.Host, false)); err != nil {
			return fail("the server refused user and password", nil)
		}
	}
	return c, conn, nil
}

// timed is a connection on which nothing is waited for any more after a while.
type timed struct {
	net.Conn
	timer *time.Timer
}

// patient gives a connection its time. The clock isn't read for it: it is the
// one of the day's letters.
func patient(conn net.Conn, d time.Duration) net.Conn {
	long := time.Unix(1, 0) // past, whatever the clock says
	return timed{conn, time.AfterFunc(d, func() { _ = conn.SetDeadline(long) })}
}

func (t timed) Close() error {
	t.timer.Stop()
	return t.Conn.Close()
}

// said is what went wrong. Of a server's answer only its number is kept: the
// text may have an address in it.
func said(what string, err error) string {
	var answer *textproto.Error
	var wrong *tls.CertificateVerificationError
	switch {
	case err == nil:
		return what
	case errors.As(err, &answer):
		if answer.Code < 500 {
			return fmt.Sprintf("%s for now (%d): try again later", what, answer.Code)
		}
		return fmt.Sprintf("%s (%d)", what, answer.Code)
	case errors.As(err, &wrong):
		return what + ": its certificate doesn't hold"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return what + ": no answer in time"
	}
	return what
}
