package main

import (
	"context"
	"time"
)

// wait waits, unless it is interrupted.
func wait(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
