package deliver

import (
	"errors"
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// refused says whether an error is of the kind that Windows gives while another
// program has a file or a folder open.
func refused(err error) bool {
	for _, e := range []error{windows.ERROR_ACCESS_DENIED, windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_DIR_NOT_EMPTY,
		windows.ERROR_USER_MAPPED_FILE} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// opened is the first file below path that another program has open: one that
// can't be had for oneself alone.
func opened(path string) string {
	found := ""
	_ = filepath.WalkDir(path, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // what can't be looked into tells nothing
		}
		name, err := windows.UTF16PtrFromString(at)
		if err != nil {
			return nil
		}
		h, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
		if err == nil {
			return windows.CloseHandle(h)
		}
		if errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			found = at
			return filepath.SkipAll
		}
		return nil
	})
	return found
}

// syncDir does nothing: Windows writes a folder's entries through by itself.
func syncDir(string) error { return nil }

// hide hides a file or a folder. That it stays to be seen hurts nobody.
func hide(path string) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return
	}
	if is, err := windows.GetFileAttributes(name); err == nil && is&windows.FILE_ATTRIBUTE_HIDDEN == 0 {
		_ = windows.SetFileAttributes(name, is|windows.FILE_ATTRIBUTE_HIDDEN)
	}
}
