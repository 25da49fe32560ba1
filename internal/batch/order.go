package batch

import (
	"context"
	"iter"

	"golang.org/x/sync/errgroup"
)

// inOrder does work on several of a sequence at once, and hands the results
// out in the sequence's order. It holds no more than a few at a time: one that
// takes long keeps the others waiting. The first error ends it, after what has
// been begun.
func inOrder[J, R any](ctx context.Context, all iter.Seq[J], workers int, work func(context.Context, J) (R, error), tell func(R) error) error {
	type result struct {
		r   R
		err error
	}
	type task struct {
		j    J
		done chan result
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var g errgroup.Group
	todo := make(chan task)
	waiting := make(chan chan result, 2*workers) // in order
	g.Go(func() error {
		defer close(waiting)
		defer close(todo)
		for j := range all {
			t := task{j, make(chan result, 1)}
			select {
			case waiting <- t.done:
			case <-ctx.Done():
				return nil
			}
			select {
			case todo <- t:
			case <-ctx.Done():
				t.done <- result{err: ctx.Err()}
				return nil
			}
		}
		return nil
	})
	for range workers {
		g.Go(func() error {
			for t := range todo {
				r, err := work(ctx, t.j)
				t.done <- result{r, err}
			}
			return nil
		})
	}
	var first error
	for done := range waiting {
		got := <-done
		if first != nil {
			continue
		}
		if first = got.err; first == nil {
			first = tell(got.r)
		}
		if first != nil {
			cancel()
		}
	}
	_ = g.Wait() // none of them fails by itself
	if first == nil {
		first = ctx.Err()
	}
	return first
}
