package model

import "testing"

func TestBadChar(t *testing.T) {
	for _, tt := range []struct {
		r          rune
		line, free bool // may stand there
	}{
		{0, false, false}, {0x08, false, false}, {'\t', false, true}, {'\n', false, true}, {0x0B, false, false}, {'\r', false, false},
		{0x1F, false, false}, {' ', true, true}, {'~', true, true}, {0x7F, false, false}, {0x9F, false, false}, {0xA0, true, true},
		{0x200E, true, true}, {0x2027, true, true}, {0x2028, false, false}, {0x2029, false, false}, {0x202A, false, false}, {0x202E, false, false},
		{0x202F, true, true}, {0x2065, true, true}, {0x2066, false, false}, {0x2069, false, false}, {0x206A, true, true},
		{0xDFFF + 1, false, false}, {0xF8FF, false, false}, {0xF900, true, true}, {0xFDCF, true, true}, {0xFDD0, false, false}, {0xFDEF, false, false},
		{0xFDF0, true, true}, {0xFEFF, true, true}, {0xFFFD, true, true}, {0xFFFE, false, false}, {0xFFFF, false, false}, {0x10000, true, true},
		{0x1F642, true, true}, {0x1FFFD, true, true}, {0x1FFFE, false, false}, {0x20000, true, true}, {0xE0067, true, true},
		{0xF0000, false, false}, {0xFFFFD, false, false}, {0x100000, false, false}, {0x10FFFF, false, false},
	} {
		for _, free := range []bool{false, true} {
			want := tt.line && !free || tt.free && free
			if msg, _ := badChar("é"+string(tt.r), free); (msg == "") != want {
				t.Errorf("U+%04X, free text %v: %q", tt.r, free, msg)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"receiving_worker", "receiving_manager", "chair", "from_team"}
	for name, want := range map[string]string{
		"recieving_worker": "receiving_worker", "receivingWorker": "receiving_worker", "cahir": "chair", "CHAIR": "chair",
		"form_team": "from_team", "worker": "", "x": "", "": "", "Siân": "",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("%q: nearest is %q, want %q", name, got, want)
		}
	}
}
