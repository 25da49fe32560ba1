package app

import (
	"context"
	"encoding/json"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/cases"
)

// Ready is how far a case is, without its documents.
type Ready struct {
	*Case
	protocol.Readiness
}

// Ready decodes a case's bytes and works out how far it keeps its council's
// rules; it chooses no documents, and takes a millisecond or two. The errors are
// Open's.
func (d *Desk) Ready(ctx context.Context, name string, src []byte) (Ready, error) {
	c, err := d.decode(cases.Case{File: name, Data: src})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Ready{}, err
	}
	return Ready{c, c.Set.Protocol.Readiness(c.Record, d.pack.AsOf)}, nil
}

// Glance is what can be seen of a case that may not be one yet: its reference,
// its children's initials and its council. unlike says why it isn't one at all.
func (d *Desk) Glance(src []byte) (reference, initials, council, unlike string) {
	var x struct {
		Schema    string `json:"schema"`
		Protocol  string `json:"protocol"`
		Reference string `json:"reference"`
		Children  []struct {
			First   string `json:"first_name"`
			KnownAs string `json:"known_as"`
			Surname string `json:"surname"`
		} `json:"children"`
	}
	switch err := json.Unmarshal(model.UTF8(src), &x); {
	case !json.Valid(model.UTF8(src)):
		return "", "", "", "not a case: it isn't JSON, or only part of it"
	case x.Schema == "":
		return "", "", "", "not a case of this program"
	case x.Schema != model.SchemaName:
		return x.Reference, "", "", "of another version of the program"
	case err != nil:
		return x.Reference, "", x.Protocol, ""
	}
	var all []string
	for _, c := range x.Children {
		first := c.KnownAs
		if strings.TrimSpace(first) == "" {
			first = c.First
		}
		in := ""
		for _, name := range strings.Fields(first + " " + c.Surname) {
			in += string([]rune(name)[:1])
		}
		all = append(all, in)
	}
	council = x.Protocol
	if set, err := d.Set(x.Protocol); err == nil { // it is kept; the protocol alone is read anew each time
		council = set.Protocol.Title
	}
	return x.Reference, strings.Join(all, ", "), council, ""
}
