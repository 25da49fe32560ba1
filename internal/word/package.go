package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Limits of a template file, unpacked.
const (
	maxParts = 500
	maxPart  = 16 << 20 // bytes
	maxTotal = 64 << 20 // bytes
)

// part is a part of a package as it will stand in every file made from it.
type part struct {
	name, kind string // kind is its content type
	body       []byte
	raw        []byte // as it is packed
}

// relationship is one row of a .rels part.
type relationship struct {
	id, kind, target string // kind without its namespace: "image"; target a part's name, or an address
	uri              string // kind as it is written
	external         bool
}

// unpacked is a template file before anything is taken out of it.
type unpacked struct {
	names []string
	part  map[string][]byte
	types map[string]string // content type by part
	ext   map[string]string // content type by ending
	main  string
}

// unpack reads a container and says why it can't be one. What is said is for
// whoever keeps the file, so each fault has its remedy.
func unpack(b []byte) (*unpacked, *Fault) {
	if bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")) {
		return nil, &Fault{Msg: "an old Word document (.doc), or one with a password", Hint: "take the password off, or save it as Word document (.docx)"}
	}
	if bytes.HasPrefix(b, []byte(`{\rtf`)) {
		return nil, &Fault{Msg: "rich text (.rtf), whatever its name says", Hint: "save it as Word document (.docx)"}
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, &Fault{Msg: "not a Word document (.docx)", Hint: "save it in Word as Word document (.docx)"}
	}
	if len(z.File) > maxParts {
		return nil, &Fault{Msg: fmt.Sprintf("it holds more than %d parts", maxParts), Hint: "take pictures out, or save it again in Word"}
	}
	u := &unpacked{part: map[string][]byte{}, types: map[string]string{}, ext: map[string]string{}}
	total := 0
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if strings.Contains(f.Name, `\`) || path.Clean("/"+f.Name) != "/"+f.Name {
			return nil, &Fault{Msg: "a part has a name that leads out of the file", Hint: "save it again in Word"}
		}
		if _, twice := u.part[f.Name]; twice {
			return nil, &Fault{Part: f.Name, Msg: f.Name + " stands in it twice", Hint: "save it again in Word"}
		}
		text, err := unpackPart(f)
		if total += len(text); err != nil || total > maxTotal {
			return nil, &Fault{Part: f.Name, Msg: fmt.Sprintf("%s can't be unpacked, or is larger than %d MB", f.Name, maxPart>>20),
				Hint: "make its pictures smaller, or save it again in Word"}
		}
		u.names = append(u.names, f.Name)
		u.part[f.Name] = text
	}
	if fault := u.contentTypes(); fault != nil {
		return nil, fault
	}
	return u, nil
}

func unpackPart(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err = errors.Join(err, r.Close()); err == nil && len(b) > maxPart {
		err = errors.New("too large")
	}
	return b, err
}

const typesPart = "[Content_Types].xml"

const (
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	bodyType = wordType + "document.main+xml"
)

func (u *unpacked) contentTypes() *Fault {
	root, err := parseXML(string(u.part[typesPart]))
	if err != nil || len(root.kids) == 0 {
		return &Fault{Msg: "not a Word document (.docx): it has no list of its parts", Hint: "save it in Word as Word document (.docx)"}
	}
	root.walk(func(n *node) bool {
		switch n.name {
		case "Override":
			u.types[strings.TrimPrefix(n.attr("PartName"), "/")] = n.attr("ContentType")
		case "Default":
			u.ext[strings.ToLower(n.attr("Extension"))] = n.attr("ContentType")
		}
		return true
	})
	for name, kind := range u.types {
		switch {
		case strings.Contains(kind, "macroEnabled"):
			return &Fault{Msg: "a document with macros (.docm or .dotm)", Hint: "save it as Word document (.docx), which has none"}
		case kind == bodyType || kind == wordType+"template.main+xml":
			u.main = name
		}
	}
	if len(u.part[u.main]) == 0 {
		return &Fault{Msg: "not a Word document (.docx): it has no text", Hint: "save it in Word as Word document (.docx)"}
	}
	return nil
}

// rels are the relationships of a part, in the file's order.
func (u *unpacked) rels(name string) []relationship {
	root, err := parseXML(string(u.part[relsOf(name)]))
	if err != nil {
		return nil
	}
	var out []relationship
	root.walk(func(n *node) bool {
		if n.name == "Relationship" {
			r := relationship{id: n.attr("Id"), uri: n.attr("Type"), kind: path.Base(n.attr("Type")), target: n.attr("Target"), external: n.attr("TargetMode") == "External"}
			if !r.external {
				if rooted, ok := strings.CutPrefix(r.target, "/"); ok {
					r.target = rooted
				} else {
					r.target = path.Join(path.Dir(name), r.target)
				}
			}
			out = append(out, r)
		}
		return true
	})
	return out
}

func relsOf(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// kept are the kinds of relationship whose parts go into every file made.
// Whatever else a template holds stays behind: comments, who wrote them, the
// thumbnail of another document, data that controls were bound to.
var kept = []string{"styles", "numbering", "fontTable", "font", "theme", "webSettings", "settings", "header", "footer", "footnotes", "endnotes", "image", "hyperlink"}

// refused are those that no file may have, each with what to do about it.
var refused = map[string][2]string{
	"attachedTemplate":     {"it is linked to a template file elsewhere", "Developer, Document Template: attach Normal, then save it again"},
	"oleObject":            {"a document of another program is embedded in it", "paste it as a picture instead"},
	"package":              {"a workbook or other document is embedded in it", "paste it as a picture instead"},
	"control":              {"it has an ActiveX control", "use Word's own content controls instead"},
	"chart":                {"it has a chart, whose numbers stand in a workbook inside", "paste it as a picture instead"},
	"chartEx":              {"it has a chart, whose numbers stand in a workbook inside", "paste it as a picture instead"},
	"diagramData":          {"it has SmartArt", "paste it as a picture instead"},
	"aFChunk":              {"another document is put into it when it is opened", "open it in Word once and save it again"},
	"subDocument":          {"it is a master document with others in it", "put their text into this one"},
	"frame":                {"it has a frame with another document", "put its text into this one"},
	"vbaProject":           {"it has macros", "save it as Word document (.docx), which has none"},
	"keyMapCustomizations": {"it has keys and menus of its own", "save it as Word document (.docx) without them"},
}

// linkAddress is what a link in a paper may lead to.
var linkAddress = regexp.MustCompile(`^(?i)(https?://|mailto:|tel:)`)

// relationships are those of a part that its copies keep, and the faults of the
// others.
func (u *unpacked) relationships(name string) (keep []relationship, faults Faults) {
	for _, r := range u.rels(name) {
		why, bad := refused[r.kind]
		switch {
		case bad:
			faults = append(faults, Fault{Part: name, Place: story(name), Msg: why[0], Hint: why[1]})
		case r.external && r.kind == "hyperlink":
			if !linkAddress.MatchString(r.target) {
				faults = append(faults, Fault{Part: name, Place: story(name), Msg: "a link leads to a file or to no address", Hint: "links may lead to https, mailto and tel addresses"})
			}
			keep = append(keep, r)
		case r.external && r.kind == "mailMergeSource" || r.external && r.kind == "mailMergeHeaderSource":
			// left behind, with the settings that name it
		case r.external:
			faults = append(faults, Fault{Part: name, Place: story(name), Msg: fmt.Sprintf("it shows something that lies outside the file (%s)", r.kind),
				Hint: "File, Info, Edit Links to Files: break the link, so that it is in the file itself"})
		case slices.Contains(kept, r.kind):
			if _, there := u.part[r.target]; !there {
				faults = append(faults, Fault{Part: name, Place: story(name), Msg: "a part that it names is not there", Hint: "save it again in Word"})
				continue
			}
			keep = append(keep, r)
		}
	}
	return keep, faults
}

func (u *unpacked) typeOf(name string) string {
	if kind := u.types[name]; kind != "" {
		return kind
	}
	return u.ext[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}
