// Package deliver writes finished files to where they are to stand, whole or
// not at all, and finds out later whether they are as they were made.
//
// Call Folder.Save for a folder of files and ReadManifest and Hold to look at
// it again, NewFile for one file, NewSpool for a file that grows while other
// things are done, and Hold… a folder with Lock.
package deliver

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"

	"handover/model/cases"
)

// File is one finished file of a folder.
type File struct {
	Path  string // within the folder, with "/"
	Bytes []byte
	Pages int // of a PDF; else 0
}

// Sum is the SHA-256 of a file's bytes, in hexadecimal.
func Sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Exists says whether something stands at a path, be it a link to nothing.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Cause is why a file can't be read or written, without its name.
func Cause(err error) error { return cases.Cause(err) }

// NewFile writes a file that isn't there yet; where one is, the error is
// fs.ErrExist, and it stays as it is.
func NewFile(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Cause(err)
	}
	_, err = f.Write(b)
	if err = errors.Join(Cause(err), Cause(f.Close())); err != nil {
		return errors.Join(err, Cause(os.Remove(path)))
	}
	return nil
}

// A WriteError is a file or a folder of ours that couldn't be written: the disk
// is at fault, or another program.
type WriteError struct {
	Name string // as it stands in the folder that was asked for
	Err  error  // without the name of what is unfinished, which nobody ever sees
}

// Error names what it is and the cause.
func (e *WriteError) Error() string { return "can't write " + e.Name + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// cantWrite is nil for nil.
func cantWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	return &WriteError{name, Cause(err)}
}
