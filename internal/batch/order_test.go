package batch

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// TestInOrder: results come in order though the work is done out of it, few at
// a time, and the first error ends it.
func TestInOrder(t *testing.T) {
	var running, most, begun atomic.Int64
	all := func(yield func(int) bool) {
		for i := range 100 {
			begun.Add(1)
			if !yield(i) {
				return
			}
		}
	}
	work := func(_ context.Context, i int) (int, error) {
		if now := running.Add(1); now > most.Load() {
			most.Store(now)
		}
		defer running.Add(-1)
		if i%4 == 0 {
			time.Sleep(3 * time.Millisecond)
		}
		return i, nil
	}
	var got []int
	if err := inOrder(t.Context(), all, 4, work, func(i int) error {
		if ahead := int(begun.Load()) - i; ahead > 16 {
			t.Errorf("%d were read ahead of the one that was told", ahead)
		}
		got = append(got, i)
		return nil
	}); err != nil || len(got) != 100 || !slices.IsSorted(got) {
		t.Errorf("%v: %v", err, got)
	}
	if most.Load() != 4 {
		t.Errorf("%d at once, want 4", most.Load())
	}

	broken := errors.New("broken")
	got = nil
	err := inOrder(t.Context(), all, 4, func(ctx context.Context, i int) (int, error) {
		if i == 10 {
			return 0, broken
		}
		return work(ctx, i)
	}, func(i int) error { got = append(got, i); return nil })
	if !errors.Is(err, broken) || len(got) != 10 {
		t.Errorf("%v after %v", err, got)
	}

	ctx, cancel := context.WithCancel(t.Context())
	err = inOrder(ctx, all, 4, work, func(i int) error {
		if i == 5 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted, and %v", err)
	}
}
