package fill

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"handover/internal/protocol"
	"handover/render/doc"
	"handover/render/logo"
)

// logo reads a council's logo from the last layer that has it, with the file's
// bytes; none is nil. What is wrong with it is of type Faults, at its place in
// the protocol.
func readLogo(p *protocol.Protocol, council string, layers []fs.FS) (*doc.Logo, []byte, error) {
	l := p.Letterhead.Logo
	if l.File == "" {
		return nil, nil, nil
	}
	fault := func(msg, hint string) (*doc.Logo, []byte, error) {
		return nil, nil, Faults{l.Problem(msg, hint)}
	}
	name := path.Join(council, l.File)
	for _, layer := range slices.Backward(layers) {
		info, err := fs.Lstat(layer, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return fault("the file can't be read", "is it open elsewhere, or may only others read it?")
		case info.Mode()&fs.ModeSymlink != 0:
			return fault("is a link to another place", "put the picture itself beside protocol.yaml")
		case info.Mode().Type()&^fs.ModeIrregular != 0: // OneDrive's files are irregular
			return fault("isn't a file", "")
		}
		b, err := readSome(layer, name, logo.MaxBytes+1)
		if err != nil {
			return fault("the file can't be read", "is it open elsewhere, or may only others read it?")
		}
		made, err := logo.Read(l.File, b, l.Alt)
		if err != nil {
			return fault(err.Error(), "docs/protocols.md says what a logo may be")
		}
		return made, b, nil
	}
	return fault("there is no such file in the folder of this protocol", "put it beside protocol.yaml, or leave the key logo out")
}

// readSome reads a file up to so many bytes.
func readSome(from fs.FS, name string, most int64) (b []byte, err error) {
	f, err := from.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	b, err = io.ReadAll(io.LimitReader(f, most))
	return b, errors.Join(err, f.Close())
}
