// Package templates holds what a council edits: common/, one folder a council
// with its protocol.yaml and its templates, and packed/, those protocols as JSON.
// BuiltIn is all that the program brings with it; internal/fill loads it.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed */*.md */protocol.yaml
var builtIn embed.FS

//go:embed packed/*.json
var packed embed.FS

// BuiltIn are the templates that the program brings with it: common/ and one
// folder a council.
func BuiltIn() fs.FS { return builtIn }

// Packed is a council's protocol, read and checked: on the first line the
// SHA-256 of a protocol.yaml, then what it holds as JSON. TestPacked of
// internal/fill makes them. One that is out of date isn't to be used.
func Packed(council string) ([]byte, error) { return packed.ReadFile("packed/" + council + ".json") }
