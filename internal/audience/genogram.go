package audience

// Drawing is a picture that a document may show, of facts that its reader may
// know. A template puts it in a paragraph of its own; a nil *Drawing is left out.
type Drawing struct{ of any }

// Of is what it shows: a *Genogram, an *Ecomap, a *Timeline, a *Window or a *Chart.
func (d *Drawing) Of() any { return d.of }

// Genogram is a family as a picture shows it: who there is, who is whose child,
// and who lives together. It has those whom the view has, and nobody else.
type Genogram struct {
	People []Drawn
	Unions []Union
	Cared  []Cared
	Homes  []Home
}

// Drawn is somebody in a genogram.
type Drawn struct {
	Name   *Fact
	Is     *Fact // what they are to the child, in the record's words; nil of a child of the record
	Born   *Fact
	Died   *Fact
	Age    *Fact  // "9 years", and "c. 31" if only the year of birth is recorded; nil of those who died
	Inside string // the age as it stands in a symbol: "9", "c. 31", "5 m"
	Year   string // "born 1993", "died 2019", "due 2027"
	Symbol Symbol
	Focus  bool // whom the document is about
	Row    int  // generation: 0 is the child's, those before it are less
	From   []Descent
	Order  int // among those of one family, the oldest first
	Birth  string
}

// Symbol is by what the record says of somebody's sex or gender.
type Symbol byte

// The symbols.
const (
	SymbolUnknown Symbol = iota
	SymbolFemale
	SymbolMale
	SymbolOther
)

// Union is two people who have children or were a couple, or one parent alone,
// or nobody: brothers and sisters whose parents aren't recorded.
type Union struct {
	Of     []int  // into People, two at most
	Couple bool   // so recorded; else they are together in the picture as parents or carers
	Kind   string // "married"; "" where the record has none
	Loose  bool   // they live or lived together, and aren't married
	Apart  bool   // by the record's words
	Ended  string // "divorced"; "" where the record has no word for it
	Until  *Fact
	Year   string // of its end
}

// Descent is whose child somebody is.
type Descent struct {
	Union   int
	Adopted bool
}

// Cared is who looks after a child without being of its family.
type Cared struct {
	Carers   []int
	Children []int
}

// Home is where two people or more of a genogram live.
type Home struct {
	Address *Fact
	Short   string // its first line
	Members []int
}
