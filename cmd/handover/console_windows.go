package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// isConsole says whether a file is a console, and not a file or a pipe.
func isConsole(f *os.File) bool {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(f.Fd()), &mode) == nil
}

// ownWindow says whether the program has a window to itself that closes with
// it: it was started by double click, or by a file that was dropped on it.
func ownWindow() bool {
	var ids [2]uint32
	n, _, _ := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// documents is the folder of the user's documents, wherever the council has put
// it: on the disk, on a server or in OneDrive.
func documents() (string, error) { return windows.KnownFolderPath(windows.FOLDERID_Documents, 0) }
