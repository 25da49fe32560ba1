package disclosure

import (
	"reflect"
	"slices"

	"handover/model"
)

// run is how many words in a row of a narrative are taken for that narrative.
const run = 8

// A passage is a narrative of the record, and its path.
type passage struct {
	path string
	text *text
	sent bool // written to be sent to somebody, so that the words may well be the same for another
}

// narratives withholds every narrative but those written for this reader.
func (b *builder) narratives() {
	for _, p := range b.passages() {
		n := -1
		runs(p.text, func(words string) {
			if p.sent && b.heard[words] {
				return
			}
			if n < 0 {
				n = b.add(secret{path: p.path, what: narrative})
			}
			b.search.values[words] = with(b.search.values[words], n)
			b.search.longest = max(b.search.longest, len(words))
		})
	}
	for i := range b.rec.Restrictions {
		r := &b.rec.Restrictions[i]
		if t := read(string(r.Reason)); t.words() >= 4 && t.words() < run {
			b.values(holding{field: &r.Reason, what: narrative}, t.plain)
		}
	}
}

// passages are the narratives that weren't written for this reader. The runs of
// those that were are heard: what was written for two readers in the same words
// is known to both, but a chronology that was copied into a letter is a leak.
func (b *builder) passages() []passage {
	written := b.written()
	for _, t := range written {
		runs(read(string(*t)), func(words string) { b.heard[words] = true })
	}
	var out []passage
	add := func(path string, t *text, sent bool) {
		if slices.Contains(b.reader.Granted, path) {
			runs(t, func(words string) { b.heard[words] = true })
		} else {
			out = append(out, passage{path, t, sent})
		}
	}
	sent := b.sent()
	texts(reflect.ValueOf(b.rec).Elem(), func(t *model.Text) {
		if *t != "" && !slices.Contains(written, t) {
			add(b.rec.PathOf(t), read(string(*t)), slices.Contains(sent, t))
		}
	})
	for _, name := range extra(b.rec) {
		add("extra."+name, read(string(b.rec.Extra[name].Text)), true)
	}
	return out
}

// sent are the narratives that say why the case moves, what meetings decided and
// what comes after, whoever they were written for.
func (b *builder) sent() []*model.Text {
	var out []*model.Text
	if t := b.rec.Transfer; t != nil && t.Reason != nil {
		out = append(out, &t.Reason.Text, &t.Reason.ForChild, &t.Reason.ForFamily, &t.Reason.ForProfessionals)
		for i := range t.Reason.ForSome {
			out = append(out, &t.Reason.ForSome[i].Text)
		}
	}
	if c := b.rec.Closure; c != nil {
		out = append(out, &c.SupportAfter, &c.HowToComeBack)
	}
	for i := range b.rec.Workers {
		out = append(out, &b.rec.Workers[i].AboutMe)
	}
	for i := range b.rec.People {
		for j := range b.rec.People[i].Relationship {
			out = append(out, &b.rec.People[i].Relationship[j].ToDo)
		}
	}
	for i := range b.rec.Professionals {
		out = append(out, &b.rec.Professionals[i].ToDo)
	}
	for i := range b.rec.Children {
		if l := b.rec.Children[i].Letters; l != nil {
			out = append(out, &l.Hello, &l.Where, &l.WhoComes, &l.Goodbye)
		}
	}
	for i := range b.rec.Meetings {
		for j := range b.rec.Meetings[i].Decisions {
			out = append(out, &b.rec.Meetings[i].Decisions[j].Decision)
		}
	}
	return out
}

// written are the narratives that were written for this reader.
func (b *builder) written() []*model.Text {
	var out []*model.Text
	family := b.reader.Kind == Parent || b.reader.Kind == Carer
	if t := b.rec.Transfer; t != nil {
		if r := t.Reason; r != nil {
			own := len(out)
			for i := range r.ForSome {
				to := r.ForSome[i].For
				if b.reader.Kind != Child && slices.Contains(to, b.reader.ID) || family && slices.Contains(to, b.reader.Child) {
					out = append(out, &r.ForSome[i].Text)
				}
			}
			switch {
			case len(out) > own: // and what is for all their kind isn't for them
			case b.reader.Kind == Child:
				out = append(out, &r.ForChild)
			case family:
				out = append(out, &r.ForFamily)
			case b.reader.Kind == Relative: // nothing was written for them
			default:
				out = append(out, &r.ForProfessionals)
			}
		}
		if w := b.rec.Worker(t.ReceivingWorker); w != nil && b.reader.Kind == Child {
			out = append(out, &w.AboutMe)
		}
	}
	if p := b.rec.Person(b.reader.ID); p != nil && (family || b.reader.Kind == Relative) {
		for i := range p.Relationship {
			if r := &p.Relationship[i]; r.Child == b.reader.Child {
				out = append(out, &r.ToDo)
			}
		}
	}
	if p := b.rec.Professional(b.reader.ID); p != nil {
		out = append(out, &p.ToDo)
	}
	if c := b.rec.Child(b.reader.ID); c != nil && b.reader.Kind == Child && c.Letters != nil {
		l := c.Letters
		out = append(out, &l.Hello, &l.Where, &l.WhoComes, &l.Goodbye)
	}
	if c := b.rec.Closure; c != nil && (b.reader.Kind == Child || family) {
		out = append(out, &c.SupportAfter, &c.HowToComeBack)
	}
	return out
}

// runs calls do with every eight words in a row.
func runs(t *text, do func(words string)) {
	for i := 0; i+run <= t.words(); i++ {
		do(t.plain[t.starts[i]:t.starts[i+run]])
	}
}

// texts calls do for every narrative inside a value, in the types' order; what
// a map holds has no address and is left out.
func texts(v reflect.Value, do func(*model.Text)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[model.Text]() {
			do(v.Addr().Interface().(*model.Text))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				texts(v.Field(i), do)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), do)
		}
	}
}
