package fill

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"reflect"

	"handover/internal/word"
	"handover/model"
)

func isWord(file string) bool { return path.Ext(file) == ".docx" }

// Found are the template files of a layer, in Markdown and in Word, in order.
func Found(l fs.FS) ([]string, error) {
	found, err := fs.Glob(l, "*/*.md")
	if err != nil {
		return nil, err
	}
	words, err := wordFiles(l, "*")
	return append(found, words...), err
}

// wordFiles are the Word files of folders. What Word keeps beside a file that is
// open isn't one.
func wordFiles(l fs.FS, dir string) ([]string, error) {
	found, err := fs.Glob(l, dir+"/*.docx")
	return slices.DeleteFunc(found, func(f string) bool { return strings.HasPrefix(path.Base(f), "~$") }), err
}

// readWords reads the Word files of a folder that are templates: each with its
// settings in a .yaml of the same name beside it.
func readWords(l fs.FS, dir string, files map[string]part) error {
	found, err := wordFiles(l, dir)
	if err != nil {
		return fmt.Errorf("reading templates: %w", err)
	}
	for _, f := range found {
		name := strings.TrimSuffix(f, ".docx")
		if _, err := fs.Stat(l, name+".md"); err == nil {
			return Faults{{File: f, Msg: "the same template stands beside it as " + path.Base(name) + ".md", Hint: "take one of the two away"}}
		}
		src, err := fs.ReadFile(l, f)
		if err != nil {
			return fmt.Errorf("reading %s: %w", f, err)
		}
		settings, err := fs.ReadFile(l, name+".yaml")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("reading %s.yaml: %w", name, err)
		}
		files[path.Base(name)] = part{file: f, text: string(src), settings: string(settings)}
	}
	return nil
}

// prepareWord reads a Word file and its settings.
func (s *sources) prepareWord(from part) (*Template, error) {
	settings := strings.TrimSuffix(from.file, ".docx") + ".yaml"
	if from.settings == "" {
		return nil, Faults{{File: from.file, Msg: "its settings are missing", Hint: "write them into " + path.Base(settings) +
			" beside it: the lines that stand between --- and --- at the top of a Markdown template"}}
	}
	var front Front
	head := strings.ReplaceAll(strings.TrimPrefix(from.settings, "\uFEFF"), "\r\n", "\n")
	if err := front.decode(settings, head, 0); err != nil {
		return nil, err
	}
	var faults Faults
	if err := front.check(from.file); err != nil && !faults.add(err) {
		return nil, err
	}
	var err error
	if from.word, err = word.Read([]byte(from.text), word.Settings{Merge: front.Merge, Functions: allFunctions()}); err != nil {
		var wrong word.Faults
		if !errors.As(err, &wrong) {
			return nil, err
		}
		for _, f := range wrong {
			faults = append(faults, model.Problem{File: from.file, Path: f.Where(), Msg: f.Msg, Hint: f.Hint})
		}
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return s.template(front, from, from.word.Text)
}

// CheckWord checks one Word file and its settings against a council's protocol,
// before it stands in a council's folder. The error is Faults.
func CheckWord(file string, docx, settings []byte, council string, layers ...fs.FS) error {
	p, _, err := readProtocol(council, layers)
	if err != nil {
		return err
	}
	s := &sources{protocol: p, files: map[string]part{}, parts: map[string]*parsed{}}
	t, err := s.prepareWord(part{file: file, text: string(docx), settings: string(settings)})
	if err != nil {
		return err
	}
	for _, d := range p.Documents {
		if d.Kind == t.Kind {
			return nil
		}
	}
	return Faults{{File: file, Msg: fmt.Sprintf("kind is %q, and %s/protocol.yaml has no such document", t.Kind, council),
		Hint: "handover protocols " + council + " lists them"}}
}

// allFunctions are the names that a tag may call, for parsing alone.
func allFunctions() map[string]any {
	out := builtins()
	for name := range funcs {
		out[name] = true
	}
	return out
}

// checkAlone refuses narrative where only a line can stand.
func (s *sources) checkAlone(main *parsed, printed map[*parse.PipeNode]reflect.Type) Faults {
	var faults Faults
	for _, a := range s.actions {
		if a.in == main && printed[a.pipe] == narrativeType && !main.word.Alone(int(a.pipe.Pos)) {
			faults = append(faults, notAlone(a))
		}
		if a.in == main && printed[a.pipe] == drawingType {
			faults = append(faults, a.in.at(a.pipe.Pos).problem(a.pipe.String()+" is a picture, which a Word file can't be filled with", "leave it out"))
		}
	}
	return faults
}
