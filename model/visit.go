package model

import "reflect"

// visitRecord calls do for every value of a record that is there, in the types'
// order; what a map holds is left to do. The path is do's only until it returns.
func visitRecord(rec *Record, do func(v reflect.Value, p *plan, f *field, path []segment)) {
	visit(reflect.ValueOf(rec).Elem(), recordPlan(), &field{}, make([]segment, 0, 32), do)
}

// visit is visitRecord for one value.
func visit(v reflect.Value, p *plan, f *field, path []segment, do func(v reflect.Value, p *plan, f *field, path []segment)) {
	do(v, p, f, path)
	switch p.shape {
	case object, moment:
		for _, sub := range p.fields {
			w := v.Field(sub.index)
			if sub.pointer {
				if w.IsNil() {
					continue
				}
				w = w.Elem()
			}
			visit(w, sub.plan, sub, append(path, segment{name: sub.name}), do)
		}
	case list:
		for i := range v.Len() {
			visit(v.Index(i), p.elem, f, append(path, segment{index: i}), do)
		}
	}
}
