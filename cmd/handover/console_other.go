//go:build !windows

package main

import (
	"os"
	"path/filepath"
)

// isConsole says whether a file is a terminal, and not a file or a pipe.
func isConsole(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func ownWindow() bool { return false }

// documents is the folder of the user's documents.
func documents() (string, error) {
	home, err := os.UserHomeDir()
	return filepath.Join(home, "Documents"), err
}
