package audience

import (
	"strconv"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// CheckSheet is what whoever sends the letters goes through: one line a letter.
type CheckSheet struct {
	At
	Council, Reference, AsOf *Fact
	Letters                  []Post
	NotMade                  []Held
}

// Post is one letter to be sent.
type Post struct {
	Recipient, Child, Document, Address, Folder *Fact
	Letter                                      *Fact // the number in the foot of each of its pages
	Enclosures                                  *Fact // what goes with it that isn't made here, each to be read for this reader first; "nothing"
	Pages                                       *Fact // nil if no PDF was made
	Warnings                                    *Fact
}

// Held is a letter that was not made.
type Held struct {
	Recipient, Child, Document, Reason *Fact
}

// SheetLine is a letter to be listed on a check sheet.
type SheetLine struct {
	Recipient, Child                         model.ID
	Title, Letter, Address, Folder, Warnings string
	Reason                                   string // why it was not made; "" if it was
	Pages                                    int    // 0: not known
	Encloses                                 []string
}

// NewCheckSheet lists a pack's letters for whoever sends them.
func NewCheckSheet(rec *model.Record, p *protocol.Protocol, asOf dates.Date, lines []SheetLine) CheckSheet {
	b := &builder{rec: rec, proto: p, asOf: asOf, namesakes: rec.Namesakes()}
	v := CheckSheet{Council: Worked(p.Title), Reference: b.line(&rec.Reference), AsOf: longDate(asOf, ""), Letters: []Post{}, NotMade: []Held{}}
	for _, l := range lines {
		if l.Reason != "" {
			v.NotMade = append(v.NotMade, Held{b.named(l.Recipient), b.named(l.Child), Worked(l.Title), Worked(l.Reason)})
			continue
		}
		x := Post{Recipient: b.named(l.Recipient), Child: b.named(l.Child), Document: Worked(l.Title), Letter: Worked(l.Letter), Address: fact(l.Address, b.named(l.Recipient).Path()), Folder: Worked(l.Folder), Warnings: Worked(l.Warnings), Enclosures: Worked("nothing")}
		encloses := l.Encloses
		if t := translated(rec, l.Recipient); t != "" {
			encloses = append([]string{t}, encloses...)
		}
		if len(encloses) > 0 {
			x.Enclosures = Worked(strings.Join(encloses, "; ") + "; each read for this reader by: ____________")
		}
		if l.Pages > 0 {
			x.Pages = Worked(strconv.Itoa(l.Pages))
		}
		v.Letters = append(v.Letters, x)
	}
	return v
}

// translated is the translation that goes with somebody's letters, which are
// made in English: whoever approved it has it, and it isn't made here.
func translated(rec *model.Record, to model.ID) string {
	p := rec.Person(to)
	if p == nil || p.Translation == nil {
		return ""
	}
	s := "the translation"
	if p.LetterLanguage != "" {
		s += " into " + p.LetterLanguage
	}
	if by := p.Translation.ApprovedBy; by != "" {
		s += " that " + by + " approved"
		if on := p.Translation.Date; !on.IsZero() {
			s += " on " + on.Long()
		}
	}
	return s
}
