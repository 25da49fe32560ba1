package mail

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"handover/internal/deliver"
	"handover/model/dates"
	"handover/render/doc"
	rendermail "handover/render/mail"
	"handover/render/read"
)

// server is a mail server that does at one place what it is told to.
type server struct {
	port int
	ca   string // its certificate's file

	mu  sync.Mutex
	cut int64  // after so many bytes; 0: never
	at  string // "rcpt 550", "rcpt cut", "end cut before", "end cut after", "end 451", "quit cut" …; "" is well
	got []string
}

func serve(t *testing.T, host string) *server {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.ParseIP(host)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	s := &server{ca: filepath.Join(t.TempDir(), "ca.pem")}
	if err := os.WriteFile(s.ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s.port = l.Addr().(*net.TCPAddr).Port
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

func (s *server) does(at string) {
	s.mu.Lock()
	s.at = at
	s.mu.Unlock()
}

func (s *server) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	s.mu.Lock()
	at, most := s.at, s.cut
	s.mu.Unlock()
	if most == 0 {
		most = 1 << 40
	}
	in := bufio.NewReader(io.LimitReader(conn, most))
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	say("220 ready")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb := strings.ToLower(strings.Fields(line + " ?")[0])
		if what, ok := strings.CutPrefix(at, verb+" "); ok {
			if what == "cut" {
				return
			}
			say(what + " no jane@nhs.net")
			continue
		}
		switch verb {
		case "data":
			say("354 go on")
			var body strings.Builder
			for {
				l, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if l == ".\r\n" {
					break
				}
				body.WriteString(strings.TrimPrefix(l, "."))
			}
			if at == "end 451" || at == "end 554" {
				say(at[4:] + " not now")
				continue
			}
			if at != "end cut before" {
				s.mu.Lock()
				s.got = append(s.got, body.String())
				s.mu.Unlock()
			}
			if strings.HasPrefix(at, "end cut") {
				return
			}
			say("250 taken")
		case "quit":
			say("221 bye")
			return
		default:
			say("250 fine")
		}
	}
}

// packWith is a saved pack with drafts to so many readers.
func packWith(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "CF-1")
	var files []map[string]any
	for i := range n {
		d := &doc.Doc{Meta: doc.Meta{Title: "A letter", Lang: "en-GB", Date: "2026-11-30", Layout: doc.Notice},
			Blocks: []doc.Block{&doc.Heading{Level: 1, Inlines: []doc.Inline{&doc.Text{Text: "A letter"}}}}}
		b, err := rendermail.Write(d, rendermail.Envelope{To: fmt.Sprintf("reader%d@nhs.net", i), Subject: "Example Council: BBBB-CCCC",
			Files: []rendermail.Attachment{{Name: "letter.pdf", Type: "application/pdf", Bytes: make([]byte, 200_000)}}})
		if err != nil {
			t.Fatal(err)
		}
		path := fmt.Sprintf("send/R%d/letter.eml", i+1)
		at := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, b, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, map[string]any{"path": path, "kind": "letter", "audience": "professional", "recipient": fmt.Sprintf("R%d", i+1), "letter": fmt.Sprintf("BBBB-CC%02d", i),
			"way": "secure_email", "format": "eml", "sha256": deliver.Sum(b)})
	}
	b, err := json.Marshal(map[string]any{"schema": "handover.manifest/1", "reference": "CF-1", "as_of": "2026-11-23", "files": files})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func sending(s *server) Sending {
	return Sending{Settings: Settings{Host: "127.0.0.1", Port: s.port, TLS: "tls", From: "Example Council <handover@example.gov.uk>", CAFile: s.ca, Seconds: 5}, By: "W5",
		On: dates.Date{Year: 2026, Month: 11, Day: 30}, Now: func() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) },
		Wait: func(context.Context, time.Duration) {}, Tell: func(Item, Outcome, string) {}}
}

func list(t *testing.T, dir string) []Item {
	t.Helper()
	items, _, err := List([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// TestSend: each message arrives once, whole, and the register says so; a second
// run sends nothing.
func TestSend(t *testing.T) {
	t.Parallel()
	s, dir := serve(t, "127.0.0.1"), packWith(t, 3)
	for range 2 {
		if err := sending(s).Send(t.Context(), list(t, dir)); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.got) != 3 {
		t.Fatalf("%d messages", len(s.got))
	}
	for _, got := range s.got {
		m, err := read.Mail([]byte(got))
		if err != nil {
			t.Fatal(err)
		}
		head := strings.Join(m.Headers, "\n")
		if len(m.Attached[0].Bytes) != 200_000 || strings.Contains(head, "X-Unsent") || !strings.Contains(head, "From: Example Council <handover@example.gov.uk>") ||
			!strings.Contains(head, "Date: Mon, 30 Nov 2026 12:00:00 +0000") || strings.Count(head, "Message-Id") != 1 {
			t.Errorf("%s", head)
		}
	}
	for _, x := range list(t, dir) {
		if x.State != Went || x.Last.By != "W5" || x.Last.How != "secure_email" {
			t.Errorf("%+v", x.State)
		}
	}
}

// TestSendFaults: whatever the server does, no message goes twice, and none
// that may have gone is taken for not gone.
func TestSendFaults(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		at    string
		first State // of the letter, once that has happened
		there int   // on the server, in the end
	}{
		{"ehlo cut", ToDo, 1}, {"mail cut", ToDo, 1}, {"mail 421", ToDo, 1}, {"rcpt cut", ToDo, 1}, {"rcpt 450", ToDo, 1}, {"rcpt 550", ToDo, 1},
		{"data cut", ToDo, 1}, {"data 554", ToDo, 1}, {"end 451", ToDo, 1}, {"end 554", ToDo, 1},
		{"end cut before", Unknown, 0}, {"end cut after", Unknown, 1}, {"quit cut", Went, 1},
	} {
		t.Run(x.at, func(t *testing.T) {
			t.Parallel()
			s, dir := serve(t, "127.0.0.1"), packWith(t, 1)
			s.does(x.at)
			run := sending(s)
			run.Tell = func(_ Item, _ Outcome, why string) {
				if strings.Contains(why, "nhs.net") {
					t.Errorf("says %q", why)
				}
			}
			err := run.Send(t.Context(), list(t, dir))
			if got := list(t, dir)[0].State; got != x.first || (err != nil) != (x.first == Unknown) {
				t.Errorf("%s, %v; want %s", got, err, x.first)
			}
			s.does("")
			for range 2 {
				if err := run.Send(t.Context(), list(t, dir)); err != nil {
					t.Fatal(err)
				}
			}
			if len(s.got) != x.there {
				t.Errorf("%d there, want %d", len(s.got), x.there)
			}
		})
	}
}

// TestRandomCuts: wherever a connection breaks, a message is there at most once,
// and is taken for not gone only where it isn't there.
func TestRandomCuts(t *testing.T) {
	t.Parallel()
	random := mathrand.New(mathrand.NewPCG(1, 2))
	s := serve(t, "127.0.0.1")
	for i := range 50 {
		dir := packWith(t, 1)
		s.mu.Lock()
		s.cut, s.got = 1+random.Int64N(280_000), nil
		if i%3 == 0 {
			s.cut = 1 + random.Int64N(200)
		}
		cut := s.cut
		s.mu.Unlock()
		run := sending(s)
		told := 0
		run.Tell = func(Item, Outcome, string) { told++ }
		err := run.Send(t.Context(), list(t, dir))
		s.mu.Lock()
		state, there := list(t, dir)[0].State, len(s.got)
		s.cut = 0
		s.mu.Unlock()
		if told != 1 || state == ToDo && there > 0 || state == Went && there != 1 || state == Unknown && err == nil {
			t.Errorf("cut after %d bytes: %s, %d there, told %d, %v", cut, state, there, told, err)
		}
		if err := run.Send(t.Context(), list(t, dir)); err != nil {
			t.Fatal(err)
		}
		if s.mu.Lock(); len(s.got) > 1 || len(s.got) == 0 && list(t, dir)[0].State != Unknown {
			t.Errorf("cut after %d bytes: %d there in the end", cut, len(s.got))
		}
		s.mu.Unlock()
	}
}

// TestWrongCertificate: nothing is sent to a server that can't show who it is.
func TestWrongCertificate(t *testing.T) {
	t.Parallel()
	s, other, dir := serve(t, "127.0.0.9"), serve(t, "127.0.0.1"), packWith(t, 1)
	for _, ca := range []string{s.ca, other.ca, ""} {
		run := sending(s)
		run.Settings.CAFile = ca
		var why string
		run.Tell = func(_ Item, _ Outcome, w string) { why = w }
		if err := run.Send(t.Context(), list(t, dir)); err != nil || len(s.got) > 0 || !strings.Contains(why, "certificate") {
			t.Errorf("%v, %d there, %q", err, len(s.got), why)
		}
	}
	for _, bad := range []Settings{{}, {Host: "a", Port: 25, TLS: "none", From: "a@b.example"}, {Host: "a", Port: 25, TLS: "tls", From: "siân@b.example"}} {
		if bad.check() == nil {
			t.Errorf("%+v passes", bad)
		}
	}
}

// TestRegister: a line that was cut is told and stays; what follows is read.
func TestRegister(t *testing.T) {
	t.Parallel()
	dir := packWith(t, 2)
	at := RegisterOf(dir)
	items := list(t, dir)
	h, wrong := Hand("post", "W5", "2026-11-30")
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	if err := Record([]Mark{{items[0], h}}, now, false); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, append(b, b[:40]...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Record([]Mark{{items[1], h}}, now, false); err != nil {
		t.Fatal(err)
	}
	again, cut, err := List([]string{dir})
	if err != nil || len(cut) != 1 || cut[0].Line != 2 || again[0].State != Went || again[1].State != Went {
		t.Errorf("%v %v %v", again, cut, err)
	}
	if err := Record([]Mark{{again[0], h}}, now, false); err == nil {
		t.Error("recorded twice")
	}
	again[0].SHA256 = "another"
	r, err := readRegister(at)
	if err != nil {
		t.Fatal(err)
	}
	if state, _ := r.of(again[0].Letter); state != Changed {
		t.Errorf("%s", state)
	}
	k, err := open(at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(at); err != ErrBusy {
		t.Errorf("two at once: %v", err)
	}
	if err := k.close(); err != nil {
		t.Fatal(err)
	}
}

// TestTicked: a list that came back from Excel, with every fault by its row.
func TestTicked(t *testing.T) {
	t.Parallel()
	items := list(t, packWith(t, 3))
	var b strings.Builder
	if err := WriteCSV(&b, items); err != nil {
		t.Fatal(err)
	}
	fill := func(with ...string) string {
		lines := strings.Split(b.String(), "\r\n")
		for i, w := range with {
			lines[i+1] = strings.TrimSuffix(lines[i+1], ",,,") + "," + w
		}
		return strings.Join(lines, "\r\n")
	}
	for _, text := range []string{fill("post,W5,2026-11-30", ",,", "hand,W1,30/11/2026"), strings.ReplaceAll(fill("post,W5,30/11/2026", ",,", "hand,W1,2026-11-30"), ",", ";")} {
		marks, err := ReadCSV(strings.NewReader(text), items)
		if err != nil || len(marks) != 2 || marks[0].How != "post" || marks[1].On.String() != "2026-11-30" || marks[1].Recipient != "R3" {
			t.Errorf("%v %v", marks, err)
		}
	}
	bad := fill("pigeon,W5,2026-11-30", "post,Dawn,30 Nov", "post,W5,2026-11-30") + "CF-2,send/R1/letter,,,,,,,,post,W5,2026-11-30\r\n"
	marks, err := ReadCSV(strings.NewReader(bad), items)
	if marks != nil || err == nil || !strings.Contains(err.Error(), "row 2: how is one of") || !strings.Contains(err.Error(), "row 3: by is the id") ||
		!strings.Contains(err.Error(), "row 3: on is a day") || !strings.Contains(err.Error(), "row 5: no such letter") || strings.Contains(err.Error(), "Dawn") {
		t.Errorf("%v %v", marks, err)
	}
}
