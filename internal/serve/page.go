package serve

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strings"

	"handover/internal/app"
)

//go:embed pages static
var files embed.FS

// A room is pages that belong together.
type room struct {
	routes []route
	top    []tab // in the head of every page
	ofCase []tab // beside every page of a case
}

// A route is what is done for a method and a path below the root, as
// http.ServeMux writes them: "GET /case/{case}/check".
type route struct {
	pattern string
	do      func(*visit) error
}

// A tab is a place in the navigation: of a case, Path is what comes after
// "/case/{case}".
type tab struct{ Name, Path string }

// rooms are all of them, in the order of the navigation.
func rooms() []room {
	return []room{casesRoom(), newRoom(), partsRoom(), checkRoom(), packsRoom(), manyRoom()}
}

// A link is some words and where they lead; URL is as at makes it.
type link struct{ Text, URL string }

// A fault is a line of the error summary, which leads to its field.
type fault struct {
	Text string
	URL  string // "#field"; "" where there is no place
}

// page is what the layout shows around a page's own part.
type page struct {
	Title  string
	Crumbs []link  // the pages above this one
	Faults []fault // the error summary
	Notice string  // what was done
	Case   *opened // whose navigation is shown; nil: none
	Tab    string  // the path of the tab that this page belongs to
	Wide   bool    // the whole width, for tables
	Again  bool    // it comes again by itself: something is going on
	Data   any
}

// visit is one request.
type visit struct {
	*Server
	w http.ResponseWriter
	r *http.Request
}

// A told error is one that a page says in words of its own; it holds no value
// of a record.
type told struct {
	status      int
	title, text string
}

func (t *told) Error() string { return t.title }

// gone is the error of what isn't there, or isn't any more.
func gone(what string) error {
	return &told{http.StatusNotFound, "This page isn't there", what + " It may have been renamed, moved or archived since. Go back to the cases, and choose it again."}
}

// Handler serves the pages.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, room := range rooms() {
		for _, x := range room.routes {
			method, at, _ := strings.Cut(x.pattern, " ")
			mux.HandleFunc(method+" "+s.root+at, func(w http.ResponseWriter, r *http.Request) { s.visit(x, w, r) })
		}
	}
	mux.Handle("GET "+s.root+"/static/", http.StripPrefix(s.root, http.FileServerFS(files)))
	mux.HandleFunc(s.root+"/", func(w http.ResponseWriter, r *http.Request) {
		s.visit(route{do: func(*visit) error { return gone("There is no such page.") }}, w, r)
	})
	return s.guard(mux)
}

// visit does what a route does, and tells what went wrong.
func (s *Server) visit(x route, w http.ResponseWriter, r *http.Request) {
	v := &visit{s, w, r}
	defer func() {
		if p := recover(); p != nil {
			s.Say("a page failed, and nothing was saved by it; tell whoever maintains the program:\n" + string(debug.Stack()))
			_ = v.fail(errors.New("a page failed; what it was about to save is as it was before"))
		}
	}()
	if err := x.do(v); err != nil {
		_ = v.fail(err)
	}
}

// fail shows an error as a page.
func (v *visit) fail(err error) error {
	t := &told{status: http.StatusInternalServerError, title: "Sorry, this couldn't be done"}
	data := []app.Said{}
	if !errors.As(err, &t) {
		a := app.Explain(err)
		data = a.Faults
		if a.Hint != "" {
			data = append(data, app.Said{Msg: a.Hint})
		}
	} else {
		data = append(data, app.Said{Msg: t.text})
	}
	return v.showAs(t.status, "error", page{Title: t.title, Crumbs: []link{v.home()}, Data: data})
}

// show writes a page: the template pages/NAME.html inside the layout.
func (v *visit) show(name string, p page) error {
	status := http.StatusOK
	if len(p.Faults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.showAs(status, name, p)
}

func (v *visit) showAs(status int, name string, p page) error {
	t := v.pages[name]
	if t == nil {
		return fmt.Errorf("there is no page %q", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", p); err != nil {
		return fmt.Errorf("the page %s can't be shown", name) // the error itself may hold a value
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(b.Bytes()) // who doesn't read it has gone
	return nil
}

// at is the address of a page: at("case", id, "check").
func (s *Server) at(parts ...string) string {
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return s.root + "/" + strings.Join(parts, "/")
}

// go to another page after something was done.
func (v *visit) seeOther(address string) error {
	v.w.Header().Set("Location", address)
	v.w.WriteHeader(http.StatusSeeOther)
	return nil
}

// home leads to the cases.
func (s *Server) home() link { return link{"Cases", s.at()} }

// parse reads the pages, each with the layout and what several share.
func (s *Server) parse() (map[string]*template.Template, error) {
	base, err := template.New("").Funcs(s.funcs()).ParseFS(files, "pages/layout.html", "pages/shared/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, err
	}
	out := map[string]*template.Template{}
	for _, n := range names {
		name := strings.TrimSuffix(path.Base(n), ".html")
		if name == "layout" {
			continue
		}
		t, err := base.Clone()
		if err == nil {
			out[name], err = t.ParseFS(files, n)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// funcs are what every page has: at for addresses, and the navigation.
func (s *Server) funcs() template.FuncMap {
	return template.FuncMap{
		"at":     s.at,
		"rows":   rowsFor,
		"top":    func() []tab { return tabs(func(r room) []tab { return r.top }) },
		"tabs":   func() []tab { return tabs(func(r room) []tab { return r.ofCase }) },
		"ofCase": func(c *opened, path string) string { return s.at("case", c.ID) + path },

		"sentence": sentence,
		"longDay":  longDay,
		"list":     func(all ...string) []string { return all },
		"of":       func(id string, d previewed) any { return withID{ID: id, Doc: d} },
		"docsOf":   func(id string, d []packDoc) any { return withID{ID: id, Docs: d} },
	}
}

func tabs(of func(room) []tab) (out []tab) {
	for _, r := range rooms() {
		out = append(out, of(r)...)
	}
	return out
}

// rowsFor is how many lines a text is given room for.
func rowsFor(text string) int {
	n := 4 + strings.Count(text, "\n") + len(text)/90
	return min(n, 30)
}
