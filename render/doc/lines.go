package doc

// Divide splits at breaks, also those inside Strong and Emph. An inline that
// isBullet tells of is a mark of who reads Markdown: it begins a bullet's line,
// and is left out; nil where there is none.
func Divide(ins []Inline, isBullet func(Inline) bool) []Line {
	lines := []Line{{}}
	add := func(x Inline) {
		last := &lines[len(lines)-1]
		last.Inlines = append(last.Inlines, x)
	}
	wrapped := func(inner []Inline, wrap func([]Inline) Inline) {
		for i, l := range Divide(inner, isBullet) {
			if i > 0 {
				lines = append(lines, Line{})
			}
			if l.Bullet {
				startBullet(&lines)
			}
			add(wrap(l.Inlines))
		}
	}
	for _, x := range ins {
		if isBullet != nil && isBullet(x) {
			startBullet(&lines)
			continue
		}
		switch x := x.(type) {
		case *Break:
			lines = append(lines, Line{})
		case *Strong:
			wrapped(x.Inlines, func(in []Inline) Inline { return &Strong{Inlines: in} })
		case *Emph:
			wrapped(x.Inlines, func(in []Inline) Inline { return &Emph{Inlines: in} })
		default:
			add(x)
		}
	}
	return lines
}

// startBullet makes the last line a bullet, or adds one if it holds something.
func startBullet(lines *[]Line) {
	if last := (*lines)[len(*lines)-1]; len(last.Inlines) > 0 || last.Bullet {
		*lines = append(*lines, Line{})
	}
	(*lines)[len(*lines)-1].Bullet = true
}
