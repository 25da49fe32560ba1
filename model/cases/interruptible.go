package cases

import (
	"context"
	"io"
)

// Interruptible reads from r, and stops waiting for it once ctx is done: an
// end of standard input may never come.
func Interruptible(ctx context.Context, r io.Reader) io.Reader { return &interruptible{ctx, r} }

type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b := make([]byte, len(p)) // its own: it may be filled after nobody waits any more
		n, err := i.r.Read(b)
		done <- result{b[:n], err}
	}()
	select {
	case got := <-done:
		return copy(p, got.b), got.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
