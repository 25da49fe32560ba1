package batch

import (
	"runtime"
	"testing"
)

// TestSpare: dropped memory isn't collected each time a little of it has come
// together, and is collected before it is much.
func TestSpare(t *testing.T) {
	defer Spare()()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var keep []byte
	for range 100 {
		keep = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(keep)
	if n := after.NumGC - before.NumGC; n < 4 || n > 20 {
		t.Errorf("%d collections while 100 MiB were dropped", n)
	}
	if after.HeapSys > before.HeapSys+40<<20 {
		t.Errorf("the heap has grown from %d to %d MiB", before.HeapSys>>20, after.HeapSys>>20)
	}
}
