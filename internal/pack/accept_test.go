package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/model"
)

// editedWord puts a word in the place of another in a saved Word file, as somebody in
// Word would.
func editedWord(t *testing.T, path, was, is string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, part := range in.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		x, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "word/document.xml" {
			found = bytes.Contains(x, []byte(was))
			x = bytes.Replace(x, []byte(was), []byte(is), 1)
		}
		to, err := w.Create(part.Name)
		if err == nil {
			_, err = to.Write(x)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), os.WriteFile(path, out.Bytes(), 0o600)); err != nil || !found {
		t.Fatal(err, found)
	}
}

// TestAccept: a form that was signed in Word, and a letter to which a line was
// added, are part of the pack again once somebody answers for them; one that shows
// what its reader may not know never is.
func TestAccept(t *testing.T) {
	const fixture, audit, letter = "salford-section-20", "internal/02-file-audit-C1.docx", "send/P2/change-of-worker-letter.docx"
	set, src := loadSet(t, "salford"), source(t, fixture)
	rec, opt := decode(t, src), options(t, src, allFormats...)
	saved, err := pack(t, fixture).pack.Save(t.TempDir(), deliver.How{})
	if err != nil {
		t.Fatal(err)
	}
	dir := saved.Place
	before, _, err := VerifyFiles(dir)
	if err != nil || !before.Sound() {
		t.Fatal(err, before)
	}
	accept := func(path string, by model.ID, why string) error {
		_, err := Accept(dir, path, by, why, rec, set, opt)
		return err
	}
	for _, x := range []struct {
		path string
		by   model.ID
		why  string
		want error
	}{
		{audit, "W3", "signed at the meeting", ErrSame}, {"internal/none.docx", "W3", "signed at the meeting", ErrNotListed},
		{"../manifest.json", "W3", "signed at the meeting", ErrNotListed}, {audit, "P1", "signed at the meeting", ErrNobody}, {audit, "W3", "ok", ErrNoReason},
	} {
		if err := accept(x.path, x.by, x.why); !errors.Is(err, x.want) {
			t.Errorf("%s by %s, %q: %v", x.path, x.by, x.why, err)
		}
	}

	editedWord(t, filepath.Join(dir, audit), "Present", "Present, and signed")
	if v, _, err := VerifyFiles(dir); err != nil || !slices.Equal(v.Changed, []string{audit}) {
		t.Error(v, err)
	}
	also, err := Accept(dir, audit, "W3", "signed at the meeting", rec, set, opt)
	if err != nil || !slices.Contains(also, strings.TrimSuffix(audit, "docx")+"pdf") || slices.Contains(also, audit) {
		t.Error(also, err)
	}
	v, err := Verify(dir, rec, set, opt)
	if err != nil || !v.Sound() || !slices.Equal(v.Accepted, []string{audit}) || v.Made != before.Made {
		t.Errorf("%v %+v", err, v)
	}
	var m manifest
	if _, err := deliver.ReadManifest(dir, manifestSchema, &m); err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(m.Files, func(f ManifestFile) bool { return f.Path == audit }); len(m.Files[i].Accepted) != 1 || m.Files[i].Accepted[0].By != "W3" || m.Files[i].Accepted[0].On != opt.AsOf {
		t.Errorf("%+v", m.Files[i])
	}
	editedWord(t, filepath.Join(dir, audit), "Present", "Read: present")
	if v, err := Verify(dir, rec, set, opt); err != nil || !slices.Equal(v.Changed, []string{audit}) || len(v.Accepted) != 0 {
		t.Errorf("%v %+v", err, v)
	}
	if err := accept(audit, "W5", "signed by both of them"); err != nil {
		t.Error(err)
	}
	if v, err := Verify(dir, rec, set, opt); err != nil || !v.Sound() || v.Made != before.Made {
		t.Errorf("%v %+v", err, v)
	}

	editedWord(t, filepath.Join(dir, letter), "Dear", "I will ring you on Monday. Dear")
	if err := accept(letter, "W3", "a line was added"); err != nil {
		t.Error(err)
	}
	var shown *Disclosed
	editedWord(t, filepath.Join(dir, "send/R12/change-of-worker-letter.docx"), "Dear", "She lives at 14 Tannery Row. Dear")
	if err := accept("send/R12/change-of-worker-letter.docx", "W3", "a line was added"); !errors.As(err, &shown) {
		t.Errorf("accepted: %v", err)
	}
	rec.Person("P2").Relationship[0].Inform.Tell = new(bool)
	editedWord(t, filepath.Join(dir, letter), "Monday", "Tuesday")
	if err := accept(letter, "W3", "a line was added"); !errors.Is(err, ErrNotToday) {
		t.Errorf("accepted: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, audit), []byte("no Word file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := accept(audit, "W3", "a scan of the paper"); !errors.Is(err, ErrUnread) {
		t.Errorf("accepted: %v", err)
	}
}
