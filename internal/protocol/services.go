package protocol

import (
	"strings"
	"unicode"
)

// Service is a service of the council's, to which teams belong.
type Service struct {
	Name    string   `json:"name" required:"true"`
	Aliases []string `json:"aliases,omitempty"` // other ways in which the council writes it: "CYPiC"
}

// Service is the declared name of a service as a record writes it: by its name
// or an alias, in capitals or not, with "&" or "and"; empty if it is none of
// them. Where a protocol declares none, it is as it is written.
func (p *Protocol) Service(written string) string {
	if len(p.Services) == 0 {
		return written
	}
	name, _ := p.service(written)
	return name
}

func (p *Protocol) service(written string) (name string, ok bool) {
	if before, _, found := strings.Cut(written, ","); found { // "Early Help, North"
		if name, ok := p.service(before); ok {
			return name, true
		}
	}
	like := plainWords(written)
	for _, s := range p.Services {
		for _, called := range append([]string{s.Name}, s.Aliases...) {
			if plainWords(called) == like {
				return s.Name, true
			}
		}
	}
	return "", false
}

// plainWords are a name's words alone, so that two spellings of it are the same.
func plainWords(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "&", " and ")
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}
