package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/model"
	"handover/render"
	"handover/render/read"
)

func manifestOf(t *testing.T, k *Pack) manifest {
	t.Helper()
	last := k.Files[len(k.Files)-1]
	if last.Path != "manifest.json" {
		t.Fatalf("the last file is %s", last.Path)
	}
	d := json.NewDecoder(bytes.NewReader(last.Bytes))
	d.DisallowUnknownFields()
	var m manifest
	if err := d.Decode(&m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestManifest: what the manifest says of each file and of each document that
// isn't made is so.
func TestManifest(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			f := pack(t, name)
			rec := decode(t, source(t, name))
			m := manifestOf(t, f.pack)
			whole := sha256.Sum256(source(t, name))
			if m.Schema != "handover.manifest/1" || m.Reference != rec.Reference || m.AsOf != asOf || m.Draft || m.Program != "test" ||
				m.Protocol.Name != rec.Protocol || m.Protocol.Version == "" || m.Case != hex.EncodeToString(whole[:]) {
				t.Errorf("%+v", m)
			}
			if len(m.Files) != len(f.pack.Files)-1 {
				t.Fatalf("%d files of %d", len(m.Files), len(f.pack.Files)-1)
			}
			for i, x := range m.Files {
				file := f.pack.Files[i]
				h := sha256.Sum256(file.Bytes)
				if x.Path != file.Path || x.SHA256 != hex.EncodeToString(h[:]) || x.Bytes != len(file.Bytes) {
					t.Errorf("%s: %+v", file.Path, x)
				}
				pages := 0
				if x.Format == render.PDF {
					c, err := read.PDF(file.Bytes)
					if err != nil {
						t.Fatal(err)
					}
					pages = c.Pages
				}
				if x.Pages != pages || string(x.Format) != strings.TrimPrefix(path.Ext(x.Path), ".") {
					t.Errorf("%s: %d pages, %s", x.Path, x.Pages, x.Format)
				}
				if strings.HasPrefix(x.Path, "send/") != x.Audience.Outside() || x.Audience.Outside() && (x.Recipient == "" || x.Child == "") {
					t.Errorf("%s is for %s, %s about %s", x.Path, x.Audience, x.Recipient, x.Child)
				}
				if x.Audience.Outside() && len(x.Gaps) > 0 || x.Gaps == nil {
					t.Errorf("%s: gaps %v", x.Path, x.Gaps)
				}
				if x.Path == "index.html" { // has no template: it lists the others
					continue
				}
				if !strings.HasSuffix(x.Template, ".md") || len(x.Hash) != 64 || x.Kind == "" {
					t.Errorf("%s: %+v", x.Path, x)
				}
			}
			// Who could have a letter and has none stands among those not made or not told.
			for _, r := range f.plan.Recipients {
				is := func(n NotMade) bool { return n.Recipient == r.ID && n.Child == r.Child }
				made := slices.ContainsFunc(m.Files, func(x ManifestFile) bool { return x.Recipient == r.ID && x.Child == r.Child })
				notAsked := slices.ContainsFunc(f.plan.NotAsked, func(n NotAsked) bool {
					return slices.ContainsFunc(f.plan.set.Documents, func(d fill.Document) bool { return d.Kind == n.Kind && d.Reader == r.Reader })
				})
				if !made && !notAsked && !slices.ContainsFunc(slices.Concat(m.NotMade, m.NotTold), is) {
					t.Errorf("nothing says why %s has no letter about %s", r.ID, r.Child)
				}
			}
			for _, n := range slices.Concat(m.NotMade, m.NotTold) {
				if n.Kind == "" || len(n.Reasons) == 0 {
					t.Errorf("%+v", n)
				}
			}
		})
	}
}

// personal are the parts of a record that name or lead to somebody.
var personal = regexp.MustCompile(`name$|names$|^(children|people|households).*\.lines\[0\]|postcode|telephone|email|nhs_number|upn|date_of_birth$|\.text$|for_[a-z]+$|^chronology.*\.event$`)

// TestManifestNamesNobody: the manifest says whose a file is by ids alone.
func TestManifestNamesNobody(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			text := plainWords(string(pack(t, name).pack.Files[len(pack(t, name).pack.Files)-1].Bytes))
			n := 0
			leaves(asJSON(t, source(t, name)), reflect.TypeFor[model.Record](), "", nil, func(x leaf) {
				s, _ := x.value.(string)
				if personal.MatchString(x.path) {
					n++
					if strings.Contains(text, plainWords(s)) {
						t.Errorf("the manifest holds %s: %q", x.path, s)
					}
				}
			})
			if n == 0 && name != "minimal" {
				t.Error("nothing looked for")
			}
		})
	}
}

// TestGapsHoldLettersBack: a letter that lacks a necessary fact isn't made and
// says which; as a draft it is, and says so on each page.
func TestGapsHoldLettersBack(t *testing.T) {
	rec := asJSON(t, source(t, "salford-section-20"))
	delete(rec["transfer"].(map[string]any)["dates"].(map[string]any), "transfer")
	src, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	opt := options(t, src, render.PDF)
	plan, err := Choose(decode(t, src), loadSet(t, "salford"), opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range plan.Documents {
		if d.Reader.Outside() {
			t.Errorf("%s is made", d.Path)
		}
	}
	held := 0
	for _, n := range plan.NotMade {
		if n.Reader.Outside() && slices.Equal(n.Reasons, []string{"transfer.dates.transfer is not recorded"}) {
			held++
		}
	}
	if held < 10 {
		t.Errorf("%d letters are held back for that reason", held)
	}
	opt.Draft = true
	if plan, err = Choose(decode(t, src), loadSet(t, "salford"), opt); err != nil {
		t.Fatal(err)
	}
	drafts := 0
	for _, d := range plan.Documents {
		if d.Reader == model.ReaderProfessional && slices.Equal(d.Gaps, []string{"transfer.dates.transfer"}) && d.doc.Meta.Draft {
			drafts++
		}
	}
	if drafts < 5 {
		t.Errorf("%d drafts to professionals", drafts)
	}
}
