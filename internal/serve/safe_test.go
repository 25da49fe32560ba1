package serve

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handover/model/dates"
)

var day = dates.Date{Year: 2026, Month: 11, Day: 23}

// at9 is the clock of the tests.
func at9() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// browser is a user's, let in at a server on a folder.
type browser struct {
	*http.Client
	t *testing.T
	s *Server
}

// begun serves a folder in which some fixtures lie; the browser has been let in.
func begun(t testing.TB, fixtures ...string) (*browser, string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range fixtures {
		b, err := os.ReadFile(filepath.Join("../../fixtures/good", f+".json"))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, f+".json"), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return serving(t, dir, time.Hour), dir
}

func serving(t testing.TB, dir string, idle time.Duration) *browser {
	t.Helper()
	s, err := New(Options{Folder: dir, Idle: idle, Today: func() dates.Date { return day }, Now: at9, Say: func(string) {}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{Client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, s: s}
	b.t, _ = t.(*testing.T)
	if status, _ := b.get(t, strings.TrimPrefix(s.Address(), "http://"+s.host)); status != http.StatusOK {
		t.Fatalf("%d for the address with its token", status)
	}
	return b
}

func (b *browser) do(t testing.TB, r *http.Request) (int, string, http.Header) {
	t.Helper()
	got, err := b.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err != nil || got.Body.Close() != nil {
		t.Fatal(err)
	}
	return got.StatusCode, string(body), got.Header
}

// get asks for a path as it stands on a page.
func (b *browser) get(t testing.TB, path string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://"+b.s.host+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	status, body, _ := b.do(t, r)
	return status, body
}

// post sends a form as a page would.
func (b *browser) post(t testing.TB, path string, form url.Values) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+b.s.host+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://"+b.s.host)
	return b.do(t, r)
}

// TestGuard: who isn't the user, on these pages, gets nothing.
func TestGuard(t *testing.T) {
	t.Parallel()
	b, _ := begun(t, "minimal")
	home, id := b.s.at(), b.s.store.id("minimal.json")
	secrets := []string{"MIN-1", "minimal", b.s.session, b.s.token}
	for name, x := range map[string]struct {
		method, path string
		change       func(*http.Request)
		cookie       bool
	}{
		"without the cookie":  {"GET", home, func(*http.Request) {}, false},
		"a case without it":   {"GET", b.s.at("case", id), func(*http.Request) {}, false},
		"a wrong cookie":      {"GET", home, func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookieName, Value: "x"}) }, false},
		"a foreign host":      {"GET", home, func(r *http.Request) { r.Host = "evil.example:80" }, true},
		"localhost by name":   {"GET", home, func(r *http.Request) { r.Host = "localhost" }, true},
		"a foreign origin":    {"GET", home, func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, true},
		"no origin on a post": {"POST", home, func(*http.Request) {}, true},
		"a cross-site post":   {"POST", home, func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, true},
		"a post of null":      {"POST", home, func(r *http.Request) { r.Header.Set("Origin", "null") }, true},
		"another port's page": {"GET", home, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, true},
		"a picture on a site": {"GET", home, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, true},
		"a wrong token":       {"GET", b.s.root + "/open/" + strings.Repeat("a", 32), func(*http.Request) {}, false},
		"no root":             {"GET", "/", func(*http.Request) {}, true},
		"an empty token":      {"GET", b.s.root + "/open/", func(*http.Request) {}, false},
		"a style sheet":       {"GET", b.s.root + "/static/style.css", func(*http.Request) {}, false},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequest(x.method, "http://"+b.s.host+x.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			x.change(r)
			who := b
			if !x.cookie {
				who = &browser{Client: &http.Client{}, s: b.s}
			} else {
				r.AddCookie(&http.Cookie{Name: cookieName, Value: b.s.session})
			}
			status, body, head := who.do(t, r)
			if status < 400 || head.Get("Set-Cookie") != "" {
				t.Errorf("%d, %v", status, head)
			}
			for _, s := range secrets {
				if strings.Contains(body, s) {
					t.Errorf("%q is told", s)
				}
			}
		})
	}
}

// TestOnce: the address on a browser's command line, which others may see, is
// good for one use.
func TestOnce(t *testing.T) {
	t.Parallel()
	b, _ := begun(t)
	path := strings.TrimPrefix(b.s.Once(), "http://"+b.s.host)
	other := &browser{Client: &http.Client{}, s: b.s}
	if status, _ := other.get(t, path); status != http.StatusOK {
		t.Fatal(status)
	}
	if status, _ := other.get(t, path); status != http.StatusForbidden {
		t.Error("it was good twice", status)
	}
}

// TestHeads: no page is kept, and none loads or runs anything from elsewhere.
func TestHeads(t *testing.T) {
	t.Parallel()
	b, _ := begun(t, "minimal")
	for _, path := range []string{b.s.at(), b.s.at("case", b.s.store.id("minimal.json")), b.s.at("nothing"), b.s.root + "/static/serve.js"} {
		r, err := http.NewRequest(http.MethodGet, "http://"+b.s.host+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, body, head := b.do(t, r)
		if head.Get("Cache-Control") != "no-store" || !strings.HasPrefix(head.Get("Content-Security-Policy"), "default-src 'none'") || strings.Contains(body, "<script>") ||
			strings.Contains(body, " style=") || strings.Contains(body, "//cdn") {
			t.Errorf("%s: %v", path, head)
		}
	}
}

// TestTricks: a name that isn't a case of the folder is none, however it is
// written.
func TestTricks(t *testing.T) {
	t.Parallel()
	b, dir := begun(t, "minimal")
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "outside.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"minimal.json", "..%2Foutside.json", "%2e%2e%2foutside.json", "..%5Coutside.json", "C:%5Cx.json", "%00", "CON", strings.Repeat("a", 4000)} {
		if status, body := b.get(t, b.s.root+"/case/"+name); status != http.StatusNotFound || strings.Contains(body, "outside") {
			t.Errorf("%s: %d", name, status)
		}
	}
}

// TestIdle: pages that nobody looks at are closed, and whoever started them hears
// of it.
func TestIdle(t *testing.T) {
	t.Parallel()
	heard := make(chan string, 1)
	s, err := New(Options{Folder: t.TempDir(), Idle: 50 * time.Millisecond, Today: func() dates.Date { return day }, Now: at9, Say: func(s string) { heard <- s }})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if says := <-heard; !strings.Contains(says, "closed") {
		t.Error(says)
	}
	if _, err := http.Get("http://" + s.host + s.at()); err == nil {
		t.Error("it still serves")
	}
}
