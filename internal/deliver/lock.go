package deliver

import (
	"errors"
	"io"
	"os"
)

// ErrBusy means that somebody else holds a lock.
var ErrBusy = errors.New("locked by another run")

// Lock locks a file, which is made if it isn't there, until it is closed; shared,
// others may hold it so as well. The system lets go of it when the program ends,
// however it ends; the file stays, since one that is removed could be locked by
// two.
func Lock(path string, shared bool) (io.Closer, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, Cause(err)
	}
	if err := lockFile(f, shared); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	hide(path)
	return f, nil
}

// Hidden makes a folder that its user need not see; that it is there already is
// no error. Its name begins with a dot, which hides it but on Windows.
func Hidden(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	hide(path)
	return nil
}
