package serve

import (
	"crypto/hmac"
	"io"
	"log"
	"net/http"
	"strings"
)

// What keeps others out: another site in the same browser, another user of the
// same machine, another program on another port of it.

// cookieName is the session's; its path is the run's own root.
const cookieName = "handover"

// most is how many bytes a request may have: a record, and what a form adds.
const most = 96 << 20

// policy lets a page load what this server has and nothing else, and run no
// script but its files.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; " +
	"frame-ancestors 'self'; base-uri 'none'"

// nobody hears what net/http would log: addresses of peers, and headers.
var nobody = log.New(io.Discard, "", 0)

// alike compares two secrets in a time that says nothing of them.
func alike(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// guard lets a request through that comes from the pages themselves, in the
// browser that was let in, and that names this server.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.busy <- struct{}{}:
		default:
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with none, a form's Origin would be null
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Robots-Tag", "noindex")
		switch {
		case r.Host != s.host:
			refuse(w, http.StatusMisdirectedRequest, "This isn't the address of these pages.")
		case !s.fromHere(r):
			refuse(w, http.StatusForbidden, "This came from another site, and nothing was done.")
		case strings.HasPrefix(r.URL.Path, s.root+"/open/"):
			s.open(w, r)
		case !s.letIn(r):
			refuse(w, http.StatusForbidden, "These pages are closed. Open them with the address that the program printed.")
		default:
			r.Body = http.MaxBytesReader(w, r.Body, most)
			next.ServeHTTP(w, r)
		}
	})
}

// fromHere says whether a request was begun by one of these pages. What only
// asks for a page may also be begun by the user.
func (s *Server) fromHere(r *http.Request) bool {
	origin, asks := r.Header.Get("Origin"), r.Method == http.MethodGet || r.Method == http.MethodHead
	if origin != "" && origin != "http://"+s.host || origin == "" && !asks {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return asks && strings.HasPrefix(r.URL.Path, s.root+"/open/") // a link with the token, from wherever it was kept
}

// letIn says whether a browser has the session's cookie.
func (s *Server) letIn(r *http.Request) bool {
	c, err := r.Cookie(cookieName)
	return err == nil && alike(c.Value, s.session)
}

// open lets a browser in that has the token. It goes on by a page of its own: a
// redirect would belong to whatever began it, and lose the strict cookie.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	given := strings.TrimPrefix(r.URL.Path, s.root+"/open/")
	if r.Method != http.MethodGet || !alike(given, s.token) && !s.ticket.spend(given) {
		refuse(w, http.StatusForbidden, "This address doesn't open the pages, or has done so already. Use the one that the program printed.")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: s.session, Path: s.root, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, `<!DOCTYPE html><html lang="en"><head><title>Opening handover</title><meta http-equiv="refresh" content="0;url=`+s.root+`/"></head>`+
		`<body><p><a href="`+s.root+`/">Open the cases</a></p></body></html>`) // who doesn't read it has gone
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, why+"\n")
}
