package protocol

import (
	"slices"
	"strings"
)

// Mail is how the council's letters go out.
type Mail struct {
	// SecureDomains are those whose mail counts as secure, with all below them:
	// "gov.uk". None: no e-mail counts as secure.
	SecureDomains []string `json:"secure_domains,omitempty"`
	// Prefer are the ways in which letters go to professionals and other
	// authorities of whom the record doesn't say how, the first that is open.
	Prefer []string `json:"prefer,omitempty" words:"post secure_email"`
}

// Order is Prefer, or the ways where the protocol has no preference.
func (m Mail) Order() []string {
	if len(m.Prefer) == 0 {
		return []string{"post", "secure_email"}
	}
	return m.Prefer
}

// Secure says whether an e-mail address is of a domain that counts as secure.
func (m Mail) Secure(address string) bool {
	host := strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
	return slices.ContainsFunc(m.SecureDomains, func(d string) bool {
		d = strings.ToLower(strings.TrimPrefix(d, "."))
		return host == d || strings.HasSuffix(host, "."+d)
	})
}
