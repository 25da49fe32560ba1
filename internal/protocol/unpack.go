package protocol

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"handover/model/dates"
)

// Unpack is a protocol from its JSON, which is of one that Read has read and
// checked. It takes a fifth of the time: YAML is slow to read, and a large
// council's took longer than all the rest of making one letter.
func Unpack(packed []byte) (*Protocol, error) {
	p := &Protocol{}
	if err := json.Unmarshal(packed, p); err != nil {
		return nil, fmt.Errorf("unpacking a protocol: %w", err)
	}
	eachCondition("", reflect.ValueOf(p).Elem(), func(_ string, c *Condition) { c.own(p) })
	p.complete()
	return p, nil
}

// complete prepares a protocol that was read for being asked.
func (p *Protocol) complete() {
	p.calendar = dates.NewCalendar(p.ClosureDays)
	names := p.eventNames()
	for _, d := range p.Deadlines {
		names = append(names, d.Measured, d.Before, d.After, d.IfNone, d.AsSoonAs, d.DateSetBy, d.Once)
	}
	found := map[string]event{}
	for _, name := range names {
		if e, _, err := p.event(name); err == nil {
			found[name] = e
		}
	}
	p.events = found
}

// eachCondition visits every condition of a protocol, with its path.
func eachCondition(path string, v reflect.Value, visit func(string, *Condition)) {
	if c, ok := v.Addr().Interface().(*Condition); ok {
		visit(path, c)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i, name := range keys(v.Type()) {
			eachCondition(strings.TrimPrefix(path+"."+name, "."), v.Field(i), visit)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			for i := range v.Len() {
				eachCondition(fmt.Sprintf("%s[%d]", path, i), v.Index(i), visit)
			}
		}
	}
}
