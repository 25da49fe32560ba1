package batch

import (
	"errors"
	"os"
	"path/filepath"
)

// ErrBusy means that another run makes packs in the folder.
var ErrBusy = errors.New("another batch is being made in this folder")

// lock keeps the folder for this run: all of it, or this part. The system lets
// go of it when the program ends, however it ends; the files stay, since one
// that is removed could be locked by two.
func (b *Batch) lock() error {
	if err := b.hold(".batch.lock", b.part.N > 0); err != nil || b.part.N == 0 {
		return err
	}
	return b.hold(b.part.file(".batch", ".lock"), false)
}

// hold locks a file; shared, others may hold it so as well.
func (b *Batch) hold(name string, shared bool) error {
	f, err := os.OpenFile(filepath.Join(b.dir, name), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return cause(err)
	}
	if err := lockFile(f, shared); err != nil {
		return errors.Join(err, f.Close())
	}
	b.locks = append(b.locks, f)
	return nil
}
