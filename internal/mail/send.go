package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"os"
	"path/filepath"
	"time"

	"handover/internal/deliver"
	"handover/model"
	"handover/model/dates"
	"handover/render/read"
)

// Sending is how a run of messages goes out.
type Sending struct {
	Settings Settings
	Password string // never printed, and in no error
	Changed  bool   // also what went and was made again since
	By       model.ID
	On       dates.Date
	Now      func() time.Time
	Wait     func(context.Context, time.Duration) // between messages
	Tell     func(Item, Outcome, string)          // after each
}

// Send sends drafts by SMTP, one after another, each with a connection of its
// own. The register has a line before each and one after: whatever cuts a run
// off, nothing goes twice, and nothing that may have gone is taken for not gone.
// What went already, or of which nobody knows, is left alone. It stops at the
// first message of which the outcome can't be known or written down.
func (s Sending) Send(ctx context.Context, items []Item) (err error) {
	keepers := map[string]*keeper{}
	defer func() {
		for _, k := range keepers {
			err = errors.Join(err, k.close())
		}
	}()
	first := true
	for _, x := range items {
		at := RegisterOf(x.Pack)
		k := keepers[at]
		if k == nil {
			var err error
			if k, err = open(at); err != nil {
				return err
			}
			keepers[at] = k
		}
		r, err := readRegister(at) // what somebody else sent before the folder was ours
		if err != nil {
			return err
		}
		if state, _ := r.of(x.Letter); !s.takes(state) || !x.Mailed() {
			continue
		}
		if !first {
			s.Wait(ctx, s.Settings.pause())
		}
		first = false
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.one(ctx, k, x); err != nil {
			return err
		}
	}
	return nil
}

// takes says whether a letter that stands so is sent.
func (s Sending) takes(state State) bool { return state == ToDo || state == Changed && s.Changed }

// ErrNobodyKnows means that the answer to a message was lost.
var ErrNobodyKnows = errors.New("the mail server's answer was lost: whether the message went can only be seen in the mailbox it was sent from")

func (s Sending) one(ctx context.Context, k *keeper, x Item) error {
	b, err := os.ReadFile(filepath.Join(x.Pack, filepath.FromSlash(x.File)))
	if err != nil {
		return fmt.Errorf("%s can't be read: %w", x.File, deliver.Cause(err))
	}
	if deliver.Sum(b) != x.SHA256 {
		return fmt.Errorf("%s was changed after it was made", x.File)
	}
	m, err := read.Mail(b)
	if err != nil {
		return fmt.Errorf("%s: %w", x.File, err)
	}
	if _, err := model.EmailAddress(m.To); err != nil {
		return fmt.Errorf("%s goes to no e-mail address: %w", x.File, err)
	}
	line := func(o Outcome, why string) Entry { return entry(x.Letter, s.Now(), x.Way, s.By, s.On, o, why) }
	if err := keep(x); err != nil {
		return err
	}
	if err := k.write(line(Begun, "")); err != nil {
		return err // nothing goes that can't be written down
	}
	o, why := s.Settings.deliver(ctx, s.Password, m.To, ready(b, s.Settings.From, s.Now(), x))
	if err := k.write(line(o, why)); err != nil {
		return err
	}
	s.Tell(x, o, why)
	if o == NobodyKnows {
		return fmt.Errorf("%s of %s: %w", x.Path, x.Reference, ErrNobodyKnows)
	}
	return nil
}

// ready makes a message to send of a draft: with a sender, the time, and an id
// that is the same if the same letter is ever sent again, by which a mailbox
// shows it.
func ready(draft []byte, from string, now time.Time, x Item) []byte {
	head, body, _ := bytes.Cut(draft, []byte("\r\n\r\n"))
	var out bytes.Buffer
	for _, l := range bytes.Split(head, []byte("\r\n")) {
		if name, _, _ := bytes.Cut(l, []byte(":")); string(name) == "X-Unsent" || string(name) == "Date" || string(name) == "Message-ID" {
			continue
		}
		out.Write(append(l, '\r', '\n'))
	}
	id := sha256.Sum256([]byte(x.Reference + "\x00" + x.Path + "\x00" + x.SHA256))
	fmt.Fprintf(&out, "From: %s\r\nDate: %s\r\nMessage-ID: <%s@%s>\r\n\r\n", from, now.UTC().Format(time.RFC1123Z), hex.EncodeToString(id[:16]), hostOf(from))
	out.Write(body)
	return out.Bytes()
}

func hostOf(from string) string {
	a, err := netmail.ParseAddress(from)
	if err != nil {
		return "handover.invalid"
	}
	return a.Address[bytes.LastIndexByte([]byte(a.Address), '@')+1:]
}
