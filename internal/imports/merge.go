package imports

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/model"
)

// Difference is something of which the record says one thing and the system
// another, and a person has to decide.
type Difference struct {
	Path           string
	Record, System string // as the case file writes them; "" is none
	From           string // where the system has it
}

// ErrOtherCase means that a record isn't of the children who were imported.
var ErrOtherCase = errors.New("the record has no child with this number")

// Merge brings a record up to date with what an import made of the same case,
// and changes the record. What a person typed stays; what came from the system,
// and wasn't changed since, becomes what the system says now. Where a person
// wrote otherwise than the system has it, that stays too and is returned, unless
// take says that the system's is taken. The error is ErrOtherCase.
func Merge(rec, now *model.Record, take Take) ([]Difference, error) {
	m := &merger{rec: rec, now: now, take: take, origin: "ssd_", ids: map[model.ID]model.ID{}}
	if err := m.match(); err != nil {
		return nil, err
	}
	m.rename(reflect.ValueOf(now).Elem())
	for i := range now.Imported {
		for from, to := range m.ids {
			now.Imported[i].What = strings.ReplaceAll(
				now.Imported[i].What,
				"["+string(from)+"]",
				"[\x00"+string(to)+"]",
			)
		}
		now.Imported[i].What = strings.ReplaceAll(now.Imported[i].What, "\x00", "")
	}
	m.moved()
	m.apply()
	return m.differ, nil
}

// Take says of a value in which record and system differ, by Difference.Path,
// whether the system's is taken.
type Take func(path string) bool

// apply brings the record up to date, entry by entry.
func (m *merger) apply() {
	m.add()
	for _, x := range m.now.Imported {
		if isList(m.now, x.What) {
			m.element(x)
		} else {
			m.single(x)
		}
	}
	m.gone()
	m.rec.Imported = m.imported
	slices.SortStableFunc(
		m.rec.Chronology,
		func(a, b model.Event) int { return strings.Compare(a.Date.String(), b.Date.String()) },
	)
}

type merger struct {
	rec, now *model.Record
	take     Take
	origin   string                // what imported[].from begins with, of what such an import brings
	ids      map[model.ID]model.ID // the ids of the import, and what they are in the record
	differ   []Difference
	imported []model.Imported
	used     []model.Imported // what the record had, and has been dealt with
}

// match finds whom of the import the record has already; who is new gets an id
// that nobody has.
func (m *merger) match() error {
	taken := map[model.ID]bool{}
	for _, list := range []string{"children", "people", "households", "professionals", "workers", "teams", "authorities", "meetings"} {
		v := fieldOf(reflect.ValueOf(m.rec).Elem(), list)
		for i := range v.Len() {
			taken[model.ID(idOf(v.Index(i)))] = true
		}
	}
	for _, c := range m.now.Children {
		i := slices.IndexFunc(m.rec.Children, func(x model.Child) bool { return x.Number == c.Number })
		if i < 0 {
			return ErrOtherCase
		}
		m.ids[c.ID] = m.rec.Children[i].ID
	}
	for _, list := range []string{"people", "workers", "teams"} {
		theirs, ours := fieldOf(reflect.ValueOf(m.now).Elem(), list), fieldOf(reflect.ValueOf(m.rec).Elem(), list)
		for i := range theirs.Len() {
			id := model.ID(idOf(theirs.Index(i)))
			m.ids[id] = m.same(list, id, theirs.Index(i), ours)
			for n := 1; m.ids[id] == ""; n++ {
				if free := model.ID(fmt.Sprintf("%s%d", strings.TrimRight(string(id), "0123456789"), n)); !taken[free] {
					m.ids[id], taken[free] = free, true
				}
			}
		}
	}
	return nil
}

// same is the id of whoever of the record an import's person, worker or team
// is: the one who came from the same row, or else has the same name.
func (m *merger) same(list string, id model.ID, x, ours reflect.Value) model.ID {
	from := func(all []model.Imported, what string) string {
		for _, i := range all {
			if i.What == what {
				return i.From
			}
		}
		return ""
	}
	key := from(m.now.Imported, list+"["+string(id)+"].name")
	for i := range ours.Len() {
		if had := from(m.rec.Imported, list+"["+idOf(ours.Index(i))+"].name"); had != "" && had == key {
			return model.ID(idOf(ours.Index(i)))
		}
	}
	for i := range ours.Len() {
		if strings.EqualFold(fieldOf(ours.Index(i), "name").String(), fieldOf(x, "name").String()) {
			return model.ID(idOf(ours.Index(i)))
		}
	}
	return ""
}

// rename gives what the import refers to the record's ids.
func (m *merger) rename(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.rename(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.rename(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				m.rename(v.Field(i))
			}
		}
	case reflect.String:
		if id, ok := v.Interface().(model.ID); ok && m.ids[id] != "" {
			v.SetString(string(m.ids[id]))
		}
	}
}

// moved sees to a child who has another placement than the record says: who
// cared for the child there, and the plan, were the earlier placement's.
func (m *merger) moved() {
	for i := range m.now.Children {
		c := elementOf(reflect.ValueOf(m.rec).Elem().FieldByName("Children"), string(m.now.Children[i].ID)).Addr().Interface().(*model.Child)
		then, now := c.Placement, m.now.Children[i].Placement
		path := "children[" + string(c.ID) + "].placement"
		if then == nil || now == nil || then.From.IsZero() || now.From.IsZero() || then.From == now.From ||
			!m.ours(path+".from") {
			continue
		}
		for name, was := range map[string]any{"carers": then.Carers, "plan_date": then.PlanDate, "planning_meeting": then.PlanningMeeting} {
			if said := shown(reflect.ValueOf(was), ""); said != "" && said != "[]" {
				m.differ = append(
					m.differ,
					Difference{
						Path:   path + "." + name,
						Record: said,
						From:   "the child has moved: it was of the placement before, and was taken out",
					},
				)
			}
		}
		then.Carers, then.PlanDate = nil, model.Placement{}.PlanDate
		then.PlanningMeeting = then.PlanDate
	}
	slices.SortFunc(m.differ, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
}

// ours says whether a value of the record came from the system and wasn't
// changed since.
func (m *merger) ours(path string) bool {
	v, there := valueAt(m.rec, path)
	x := m.had(path)
	return there && x != nil && mark(v.Interface()) == x.Mark
}

// had is what the record's last import said of a path.
func (m *merger) had(path string) *model.Imported {
	for i := range m.rec.Imported {
		if x := &m.rec.Imported[i]; x.What == path && strings.HasPrefix(x.From, m.origin) {
			return &m.rec.Imported[i]
		}
	}
	return nil
}

// add adds the people, workers and teams that the record doesn't have.
func (m *merger) add() {
	for _, name := range []string{"people", "professionals", "workers", "teams"} {
		theirs, ours := fieldOf(reflect.ValueOf(m.now).Elem(), name), fieldOf(reflect.ValueOf(m.rec).Elem(), name)
		for i := range theirs.Len() {
			if !elementOf(ours, idOf(theirs.Index(i))).IsValid() {
				ours.Set(reflect.Append(ours, theirs.Index(i)))
			}
		}
	}
}

// isList says whether a path leads to a list of objects.
func isList(rec *model.Record, path string) bool {
	v, there := valueAt(rec, path)
	return there && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct
}

// single brings one value up to date.
func (m *merger) single(x model.Imported) {
	now, there := valueAt(m.now, x.What)
	if !there {
		return
	}
	was, had := valueAt(m.rec, x.What)
	before := m.had(x.What)
	switch {
	case had && mark(was.Interface()) == x.Mark:
		m.imported = append(m.imported, x)
	case before != nil && before.Mark == x.Mark: // the system says what it said, and a person changed it since
		m.imported = append(m.imported, *before)
	case !had && before == nil, had && before != nil && mark(was.Interface()) == before.Mark, m.take(x.What):
		setAt(m.rec, x.What, now)
		m.imported = append(m.imported, x)
	default:
		d := Difference{Path: x.What, System: shown(now, ""), From: x.From}
		if had {
			d.Record = shown(was, "")
		}
		m.differ = append(m.differ, d)
		if before != nil {
			m.imported = append(m.imported, *before)
		}
	}
}

// pathOfElement is how a person names an element of a list that came from somewhere.
func pathOfElement(x model.Imported) string { return x.What + "[" + x.From + "]" }

// place is where in a list an element with a mark stands; -1: nowhere.
func place(list reflect.Value, of string) int {
	for i := range list.Len() {
		if mark(list.Index(i).Interface()) == of {
			return i
		}
	}
	return -1
}

// element brings one element of a list up to date.
func (m *merger) element(x model.Imported) {
	theirs, _ := valueAt(m.now, x.What)
	now := theirs.Index(place(theirs, x.Mark))
	list := listAt(m.rec, x.What)
	m.imported = append(m.imported, x)
	unchanged := slices.IndexFunc(
		m.rec.Imported,
		func(i model.Imported) bool { return i.What == x.What && i.From == x.From && i.Mark == x.Mark },
	)
	if unchanged >= 0 {
		m.used = append(m.used, m.rec.Imported[unchanged])
		return // whatever a person made of it
	}
	changed := slices.IndexFunc(m.rec.Imported, func(i model.Imported) bool {
		return i.What == x.What && i.From == x.From && !slices.Contains(m.used, i) &&
			!slices.ContainsFunc(
				m.now.Imported,
				func(n model.Imported) bool { return n.What == i.What && n.From == i.From && n.Mark == i.Mark },
			)
	})
	if changed < 0 {
		if place(list, x.Mark) < 0 {
			list.Set(reflect.Append(list, now))
		}
		return
	}
	was := m.rec.Imported[changed]
	m.used = append(m.used, was)
	switch at := place(list, was.Mark); {
	case at >= 0:
		list.Index(at).Set(now)
	case m.take(pathOfElement(x)):
		list.Set(reflect.Append(list, now))
	default:
		m.imported[len(m.imported)-1] = was
		m.differ = append(m.differ, Difference{Path: pathOfElement(x), System: shown(now, ""), From: x.From})
	}
}

// gone sees to what the last import brought and this one doesn't: it goes, if it
// wasn't changed since. What came from another kind of export stays.
func (m *merger) gone() {
	for _, x := range slices.Backward(m.rec.Imported) {
		if !strings.HasPrefix(x.From, m.origin) {
			if isList(m.rec, x.What) || !slices.ContainsFunc(m.imported, func(n model.Imported) bool { return n.What == x.What }) {
				m.imported = append(m.imported, x)
			}
			continue
		}
		if slices.Contains(m.used, x) || slices.ContainsFunc(m.now.Imported, func(n model.Imported) bool {
			return n.What == x.What && (n.From == x.From || !isList(m.now, n.What))
		}) {
			continue
		}
		if m.origin == sheetOrigin { // a sheet may be a part of what there is
			m.imported = append(m.imported, x)
			continue
		}
		v, there := valueAt(m.rec, x.What)
		switch {
		case !there || strings.HasPrefix(x.What, "people[") || strings.HasPrefix(x.What, "workers[") || strings.HasPrefix(x.What, "teams["):
		case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
			list := listAt(m.rec, x.What)
			if at := place(list, x.Mark); at >= 0 {
				list.Set(reflect.AppendSlice(list.Slice(0, at), list.Slice(at+1, list.Len())))
			}
		case mark(v.Interface()) == x.Mark || m.take(x.What):
			setAt(m.rec, x.What, reflect.Zero(v.Type()))
		default:
			m.differ = append(m.differ, Difference{Path: x.What, Record: shown(v, ""), From: x.From})
		}
	}
}

// listAt is a list of the record, which can be changed.
func listAt(rec *model.Record, path string) reflect.Value {
	dir, name := "", path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		dir, name = path[:i], path[i+1:]
	}
	v := reflect.ValueOf(rec).Elem()
	if dir != "" {
		v, _ = valueAt(rec, dir)
	}
	return fieldOf(v, name)
}

// setAt sets the value at a path; what holds it is made. A zero value takes
// out what stands there.
func setAt(rec *model.Record, path string, to reflect.Value) {
	v := reflect.ValueOf(rec).Elem()
	steps := strings.Split(path, ".")
	for n, step := range steps {
		name, id, _ := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		if v.Kind() == reflect.Map {
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			if to.IsZero() {
				to = reflect.Value{} // takes the key out
			}
			v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), to)
			return
		}
		v = fieldOf(v, name)
		if id != "" {
			v = elementOf(v, id)
		}
		if n < len(steps)-1 {
			continue
		}
		switch {
		case v.Kind() != reflect.Pointer:
			v.Set(to)
		case to.IsZero():
			v.SetZero()
		default:
			v.Set(reflect.New(v.Type().Elem()))
			v.Elem().Set(to)
		}
	}
}
