package serve

import (
	"cmp"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/tracker"
	"handover/render"
	"handover/render/doc"
)

// papersName is the folder of the meetings' papers, in the folder of cases.
const papersName = "meetings"

func (s *Server) papersDir() string { return filepath.Join(s.Folder, papersName) }

// list is a tracker's list, as the page shows it.
type list struct {
	tracker.Table
	Heads []head
	Lines []listLine
}

// head is a column's, which sorts the list.
type head struct {
	Text, Link string
	Sorted     string // "ascending", "descending" or ""
}

type listLine struct {
	Cells []doc.Value
	Case  string // the address of the case; "" where the line doesn't say whose it is
	Late  bool
}

// paths are the files of all cases.
func (s *Server) paths() (all []*opened, paths []string, err error) {
	all, err = s.store.all()
	for _, f := range all {
		paths = append(paths, f.File)
	}
	return all, paths, err
}

// tracker shows the lists of the meetings that go through all cases.
func (v *visit) tracker() error {
	rows, err := v.rows(v.r.Context())
	if err != nil {
		return err
	}
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	byReference := map[string]string{}
	var paths []string
	for _, r := range rows {
		byReference[r.Reference] = v.at("case", r.ID)
		paths = append(paths, r.File)
	}
	names := v.r.URL.Query().Get("names") == "yes"
	left := 0
	tables, err := d.Lists(v.r.Context(), paths, app.Tracking{Names: names}, func(error) { left++ })
	if len(paths) == 0 {
		tables, err = nil, nil
	}
	if err != nil {
		return err
	}
	var lists []list
	for i, t := range tables {
		lists = append(lists, v.list(i, t, byReference))
	}
	return v.show("tracker", page{Title: "Meeting lists", Crumbs: []link{v.home()}, Tab: "/tracker", Wide: true, Data: struct {
		Lists []list
		Names bool
		Left  int
		Today string
	}{lists, names, left, v.Today().Long()}})
}

// list is a table in the order that the address asks for.
func (v *visit) list(n int, t tracker.Table, byReference map[string]string) list {
	q := v.r.URL.Query()
	mine := q.Get("list") == strconv.Itoa(n)
	column, err := strconv.Atoi(q.Get("sort"))
	sorted := mine && err == nil && column >= 0 && column < len(t.Header)
	down := q.Get("down") == "yes"
	rows := slices.Clone(t.Rows)
	if sorted {
		slices.SortStableFunc(rows, func(a, b tracker.Row) int {
			x := compareValues(a.Values[column], b.Values[column])
			if down && !blank(a.Values[column]) && !blank(b.Values[column]) {
				return -x
			}
			return x
		})
	}
	out := list{Table: t}
	for i, h := range t.Header {
		x := head{Text: h}
		address := "?list=" + strconv.Itoa(n) + "&sort=" + strconv.Itoa(i)
		if q.Get("names") == "yes" {
			address += "&names=yes"
		}
		if sorted && i == column {
			if x.Sorted = "ascending"; down {
				x.Sorted = "descending"
			} else {
				address += "&down=yes"
			}
		}
		if t.Facts[i] {
			x.Link = v.at("tracker") + address + "#list-" + strconv.Itoa(n)
		}
		out.Heads = append(out.Heads, x)
	}
	for _, r := range rows {
		out.Lines = append(out.Lines, listLine{r.Values, byReference[r.Reference], r.Stands == "Late"})
	}
	return out
}

func blank(v doc.Value) bool { return v.Text == "" || v.Text == "–" }

// compareValues puts numbers and days in their order, and nothing last.
func compareValues(a, b doc.Value) int {
	switch {
	case blank(a) || blank(b):
		return cmp.Compare(truth(blank(a)), truth(blank(b)))
	case a.Number != 0 && b.Number != 0:
		return cmp.Compare(a.Number, b.Number)
	case a.Day != "" && b.Day != "":
		return strings.Compare(a.Day, b.Day)
	}
	return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// papers makes the files of the meetings' lists: a workbook to fill in, and what
// is printed. Those of the same day are made anew.
func (v *visit) papers() error {
	_, paths, err := v.paths()
	if err != nil {
		return err
	}
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	if _, err := d.Track(v.r.Context(), paths, app.Tracking{Output: v.papersDir(), Formats: []string{string(render.PDF), string(render.XLSX)},
		Names: v.r.PostFormValue("names") == "yes", Force: true}, func(error) {}); err != nil {
		return err
	}
	return v.seeOther(v.at("tracker", "papers"))
}

// paperFile is a file of the meetings' folder, as its manifest has it.
type paperFile struct {
	Key, Folder, Name, Format string
	path, hash                string
}

// paperFiles are those of all papers, the newest day last.
func (s *Server) paperFiles() ([]paperFile, error) {
	dirs, err := filepath.Glob(filepath.Join(escapeGlob(s.papersDir()), "*", deliver.ManifestName))
	if err != nil {
		return nil, err
	}
	var out []paperFile
	for _, at := range dirs {
		dir := filepath.Dir(at)
		files, err := tracker.Files(dir)
		if err != nil {
			continue // another program's folder
		}
		for _, f := range files {
			out = append(out, paperFile{Key: docKey(filepath.Base(dir) + " " + f.Path + " " + f.SHA256), Folder: filepath.Base(dir), Name: f.Path,
				Format: formatName(render.Format(trimDot(filepath.Ext(f.Path)))), path: filepath.Base(dir) + "/" + f.Path, hash: f.SHA256})
		}
	}
	return out, nil
}

// escapeGlob is a path in which nothing is a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(path)
}

// papersMade lists the papers that were made.
func (v *visit) papersMade() error {
	files, err := v.paperFiles()
	if err != nil {
		return err
	}
	slices.Reverse(files)
	return v.show("papers", page{Title: "Papers of the meetings", Crumbs: []link{v.home(), {"Meeting lists", v.at("tracker")}}, Tab: "/tracker", Data: files})
}

// paperFile sends one of them.
func (v *visit) paperFile() error {
	files, err := v.paperFiles()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(files, func(f paperFile) bool { return f.Key == v.r.PathValue("file") })
	if i < 0 {
		return &told{http.StatusNotFound, "There is no such paper", "It was made again since. Go back to the papers."}
	}
	b, err := inside(v.papersDir(), files[i].path)
	if err != nil || deliver.Sum(b) != files[i].hash {
		return &told{http.StatusConflict, "This paper isn’t as it was made", "Somebody has changed, moved or removed it since, so it isn’t shown here. Make the papers again."}
	}
	sendFile(v.w, files[i].Name, filepath.Base(files[i].Name), b)
	return nil
}
