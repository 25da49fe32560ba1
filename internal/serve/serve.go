// Package serve is the program in a browser: pages on 127.0.0.1 for whoever
// works on the cases of one folder, which is their only store.
//
// Call New, then Server.Run. A room of pages is one file, which lists its
// routes and its place in the navigation; rooms names them all. What a page
// shows and does comes from internal/app, as what the command says does.
package serve

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/model/dates"
)

// Options are what a server works on.
type Options struct {
	Folder    string            // of the cases; made if it isn't there
	Port      int               // 0: any that is free
	Templates string            // the folder laid over the built-in templates; ""
	Idle      time.Duration     // without a request for so long, the server stops
	Today     func() dates.Date // the day that counts as today
	Now       func() time.Time  // for the hours at which states were saved
	Say       func(string)      // hears what whoever started it should know; never a value of a record
}

// Server serves one folder.
type Server struct {
	Options
	listener net.Listener
	host     string // 127.0.0.1:port
	root     string // under which every page lies, new with each run; cookies know no ports, but they know paths
	token    string // opens it, as often as need be
	ticket   *once  // opens it one time, for a browser's command line, which others on the machine may see
	session  string // what the cookie says
	key      []byte // of what addresses call cases
	pages    map[string]*template.Template
	busy     chan struct{} // hears of every request

	mu   sync.Mutex
	desk *app.Desk
	day  dates.Date // the desk's

	looked map[string]looked // by the file's name

	store *store
	plans plans
	jobs  *jobs
	life  context.Context // the server's, and of what it does while nobody waits
	end   context.CancelFunc
}

// once is a secret that is good for one use.
type once struct {
	mu    sync.Mutex
	value string
}

func (o *once) spend(value string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	good := o.value != "" && alike(o.value, value)
	if good {
		o.value = ""
	}
	return good
}

// secret is 160 bits that nobody can guess, for a path.
func secret() string {
	b := make([]byte, 20)
	_, _ = rand.Read(b) // it never fails
	return strings.ToLower(base32.StdEncoding.EncodeToString(b))
}

// New opens a folder and a port. Nobody is served before Run.
func New(o Options) (*Server, error) {
	if err := os.MkdirAll(o.Folder, 0o700); err != nil {
		return nil, app.Fail(o.Folder+": "+deliver.Cause(err).Error(), "name another folder for the cases")
	}
	s := &Server{Options: o, root: "/" + secret()[:16], token: secret(), ticket: &once{value: secret()}, session: secret(), key: []byte(secret()), busy: make(chan struct{}, 1), looked: map[string]looked{}}
	s.store, s.jobs = newStore(o.Folder, s.key), newJobs()
	s.life, s.end = context.WithCancel(context.Background())
	var err error
	if s.pages, err = s.parse(); err != nil {
		return nil, err
	}
	if _, err = s.deskOf(); err != nil {
		return nil, err
	}
	if s.listener, err = net.Listen("tcp4", "127.0.0.1:"+strconv.Itoa(o.Port)); err != nil {
		return nil, app.Fail(fmt.Sprintf("port %d can't be had", o.Port), "leave --port out, and a free one is taken")
	}
	s.host = s.listener.Addr().String()
	return s, nil
}

// Address opens the pages in a browser, as often as it is asked for.
func (s *Server) Address() string { return "http://" + s.host + s.root + "/open/" + s.token }

// Once is an address that opens the pages one time.
func (s *Server) Once() string { return "http://" + s.host + s.root + "/open/" + s.ticket.value }

// Run serves until it is interrupted, or nobody has asked for anything for long.
func (s *Server) Run(ctx context.Context) error {
	web := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: nobody}
	defer s.end()
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(s.listener) }()
	idle := time.NewTimer(s.Idle)
	defer idle.Stop()
	for {
		select {
		case <-s.busy:
			idle.Reset(s.Idle)
			continue
		case err := <-ended:
			return err
		case <-ctx.Done():
		case <-idle.C:
			s.Say("nobody has asked for a page for long, and the pages are closed; start the program again to go on")
		}
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := web.Shutdown(stop); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil
	}
}

// deskOf is where cases are opened, of the day that counts as today.
func (s *Server) deskOf() (*app.Desk, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	today := s.Today()
	if s.desk != nil && s.day == today {
		return s.desk, nil
	}
	d, err := app.NewDesk(app.Asked{Formats: []string{"pdf", "docx", "md"}, Templates: s.Templates}, today, strings.NewReader(""))
	if err == nil {
		s.desk, s.day = d, today
	}
	return d, err
}
