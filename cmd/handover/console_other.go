//go:build !windows

package main

import "os"

// isConsole says whether a file is a terminal, and not a file or a pipe.
func isConsole(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func ownWindow() bool { return false }
