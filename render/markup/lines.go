package markup

import "handover/render/doc"

// splitLines divides inlines at their line breaks, joins neighbours that are
// one, and drops what is empty, so that each text has one tree: no Strong in a
// Strong, no two of a kind side by side, no break inside another inline.
func splitLines(ins []doc.Inline) []doc.Line {
	lines := doc.Divide(ins, isBullet)
	for i := range lines {
		lines[i].Inlines = tidy(lines[i].Inlines, false, false)
	}
	if len(lines) == 1 && len(lines[0].Inlines) == 0 {
		return nil
	}
	return lines
}

// joinLines is the lines that hold something, with a Break between them.
func joinLines(lines []doc.Line) []doc.Inline {
	var out []doc.Inline
	for _, l := range lines {
		if len(l.Inlines) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, &doc.Break{})
		}
		out = append(out, l.Inlines...)
	}
	return out
}

// tidy joins neighbours and drops what is empty or already so: strong and emph
// tell what the inlines stand in.
func tidy(ins []doc.Inline, strong, emph bool) []doc.Inline {
	var out []doc.Inline
	for _, x := range ins {
		switch x := x.(type) {
		case *doc.Strong:
			inner := tidy(x.Inlines, true, emph)
			switch {
			case strong:
				out = join(out, inner...)
			case len(inner) > 0:
				out = join(out, &doc.Strong{Inlines: inner})
			}
		case *doc.Emph:
			inner := tidy(x.Inlines, strong, true)
			switch {
			case emph:
				out = join(out, inner...)
			case len(inner) > 0:
				out = join(out, &doc.Emph{Inlines: inner})
			}
		case *doc.Link:
			out = join(out, &doc.Link{To: x.To, Inlines: tidy(x.Inlines, strong, emph)})
		default:
			out = join(out, x)
		}
	}
	return out
}

// join appends tidy inlines and makes one of two neighbours of a kind.
func join(out []doc.Inline, ins ...doc.Inline) []doc.Inline {
	for _, x := range ins {
		var last doc.Inline
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch x := x.(type) {
		case *doc.Text:
			if x.Text == "" {
				continue
			}
			if l, ok := last.(*doc.Text); ok && l.Path == x.Path && l.Fixed == x.Fixed {
				out[len(out)-1] = &doc.Text{Text: l.Text + x.Text, Path: x.Path, Fixed: x.Fixed}
				continue
			}
		case *doc.Strong:
			if l, ok := last.(*doc.Strong); ok {
				out[len(out)-1] = &doc.Strong{Inlines: join(l.Inlines, x.Inlines...)}
				continue
			}
		case *doc.Emph:
			if l, ok := last.(*doc.Emph); ok {
				out[len(out)-1] = &doc.Emph{Inlines: join(l.Inlines, x.Inlines...)}
				continue
			}
		}
		out = append(out, x)
	}
	return out
}
