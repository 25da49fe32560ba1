package audience

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// genogram is the family of the document's child, or of all children of the case,
// as far as the record's own words say who is what to whom; nil where there is
// nobody to draw beside the children.
func (b *builder) genogram() *Genogram {
	g := &family{builder: b, at: map[model.ID]int{}}
	for i := range b.rec.Children {
		g.child(&b.rec.Children[i])
	}
	for i := range b.rec.People {
		if p := &b.rec.People[i]; concernsPerson(p, b.about) {
			g.person(p)
		}
	}
	g.named()
	if len(g.People) == len(b.rec.Children) && len(g.People) < 2 {
		return nil
	}
	for i := range b.rec.Children {
		g.parentsOf(&b.rec.Children[i])
	}
	g.couples()
	g.before()
	g.besides()
	g.recorded()
	g.carers()
	g.homes()
	return &g.Genogram
}

// family is a genogram in the making.
type family struct {
	*builder
	Genogram
	at   map[model.ID]int // into People
	kin  []kinship        // of each of People; empty of a child
	with []model.ID       // who each is
}

// kinship is what the record's words say somebody is to the child.
type kinship struct {
	is     model.Kinship
	words  []string
	mother bool // "maternal", "mother's"
	father bool
	its    bool // the mother's or father's: their brother, not the child's
	former bool
}

func kinshipOf(r *model.Relationship) kinship {
	k := kinship{is: r.Kin(), words: fold.Words(r.Is)}
	for i, w := range k.words {
		its := i+1 < len(k.words) && k.words[i+1] == "s"
		switch {
		case w == "maternal", its && (w == "mother" || w == "mum"):
			k.mother, k.its = true, k.its || its
		case w == "paternal", its && (w == "father" || w == "dad"):
			k.father, k.its = true, k.its || its
		case w == "former", w == "ex", w == "late", w == "separated", w == "divorced", w == "estranged":
			k.former = true
		}
	}
	if k.its && k.is == model.KinSibling {
		k.is, k.words = model.KinRelative, []string{"aunt"} // or uncle
		k.its = false
	}
	return k
}

func (k kinship) says(words ...string) bool {
	return slices.ContainsFunc(k.words, func(w string) bool { return slices.Contains(words, w) })
}

// row is the generation; false of those who are no family.
func (k kinship) row() (int, bool) {
	switch k.is {
	case model.KinMother, model.KinFather, model.KinParent, model.KinAdopter, model.KinPutative, model.KinStep, model.KinGuardian:
		return -1, true
	case model.KinSibling, model.KinCarer:
		return 0, true
	case model.KinRelative:
	default:
		return 0, false
	}
	head := k.words[len(k.words)-1]
	for _, w := range k.words {
		if _, known := relatives[w]; known {
			head = w
		}
	}
	row, known := relatives[head]
	if !known {
		row = -1
	}
	if k.says("great") || k.its {
		row--
	}
	return row, true
}

// relatives are the generations of relatives' words.
var relatives = map[string]int{
	"grandmother": -2, "grandfather": -2, "grandparent": -2, "grandma": -2, "grandpa": -2, "grandad": -2, "granddad": -2, "granny": -2, "gran": -2, "nan": -2,
	"nana": -2, "nanna": -2, "nanny": -2, "greatgrandmother": -3, "greatgrandfather": -3,
	"aunt": -1, "auntie": -1, "aunty": -1, "uncle": -1, "cousin": 0, "niece": 1, "nephew": 1, "son": 1, "daughter": 1, "grandson": 2, "granddaughter": 2,
}

// Words by which somebody is called a woman or a man.
var (
	womansWords = strings.Fields("mother mum mummy mam mammy mom mommy ma grandmother grandma gran granny nan nana nanna nanny greatgrandmother aunt auntie aunty " +
		"sister stepmother stepmum stepsister halfsister wife girlfriend fiancee niece daughter granddaughter mrs ms miss she her")
	mansWords = strings.Fields("father dad daddy da papa grandfather grandpa grandad granddad greatgrandfather uncle brother stepfather stepdad stepbrother halfbrother " +
		"husband boyfriend fiance nephew son grandson mr he him")
)

func symbolOf(pronouns, name, is string) Symbol {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	is, _, _ = strings.Cut(is, "(")
	words := fold.Words(is)
	if n := len(words); n > 0 {
		words = words[n-1:] // a mother's partner is no mother
	}
	for _, said := range [][]string{fold.Words(pronouns), fold.Words(first), words} {
		for _, w := range said {
			switch {
			case slices.Contains(womansWords, w):
				return SymbolFemale
			case slices.Contains(mansWords, w):
				return SymbolMale
			case w == "they":
				return SymbolOther
			}
		}
	}
	return SymbolUnknown
}

func (g *family) add(id model.ID, x Drawn, k kinship) {
	g.at[id] = len(g.People)
	g.People, g.kin, g.with = append(g.People, x), append(g.kin, k), append(g.with, id)
}

func (g *family) child(c *model.Child) {
	path := g.rec.PathOf(c)
	x := Drawn{Name: fact(g.called(c.ID), path), Focus: g.about == nil || g.about.ID == c.ID}
	switch {
	case c.Sex == "F":
		x.Symbol = SymbolFemale
	case c.Sex == "M":
		x.Symbol = SymbolMale
	default:
		x.Symbol = symbolOf(c.Pronouns, "", "")
	}
	if c.Gender != "" {
		switch k := symbolOf(c.Pronouns, "", c.Gender); {
		case k != SymbolUnknown:
			x.Symbol = k
		case slices.Contains([]string{"girl", "woman", "female"}, strings.Join(fold.Words(c.Gender), " ")):
			x.Symbol = SymbolFemale
		case slices.Contains([]string{"boy", "man", "male"}, strings.Join(fold.Words(c.Gender), " ")):
			x.Symbol = SymbolMale
		default:
			x.Symbol = SymbolOther
		}
	}
	born, died := dates.Partial(c.DateOfBirth), c.DiedOn
	if born.IsZero() && !c.ExpectedDateOfBirth.IsZero() {
		x.Year = "due " + strconv.Itoa(c.ExpectedDateOfBirth.Year)
	}
	g.age(&x, born, died, path)
	if c.BirthOrder != nil {
		x.Order = *c.BirthOrder
	}
	g.add(c.ID, x, kinship{})
}

func (g *family) person(p *model.Person) {
	r, k := g.relationship(p)
	row, drawn := k.row()
	if r == nil || !drawn || k.is == model.KinCarer && k.former {
		return
	}
	path := g.rec.PathOf(p)
	x := Drawn{Name: fact(g.called(p.ID), path+".name"), Is: g.line(&r.Is), Symbol: symbolOf(p.Pronouns, p.Name, r.Is), Row: row}
	g.age(&x, p.DateOfBirth, p.DiedOn, path)
	g.add(p.ID, x, k)
}

// relationship is what somebody is to the document's child, or else to the first
// child to whom they are anything.
func (g *family) relationship(p *model.Person) (*model.Relationship, kinship) {
	for i := range p.Relationship {
		if r := &p.Relationship[i]; g.about == nil || r.Child == g.about.ID {
			return r, kinshipOf(r)
		}
	}
	return nil, kinship{}
}

// named adds who is named as a parent or a partner of somebody drawn, or names
// them, and is drawn for nothing else: the father of a half-brother.
func (g *family) named() {
	add := func(id model.ID, row int) bool {
		p := g.rec.Person(id)
		if _, there := g.at[id]; there || p == nil || !concernsPerson(p, g.about) {
			return false
		}
		x := Drawn{Name: fact(g.called(id), g.rec.PathOf(p)+".name"), Symbol: symbolOf(p.Pronouns, p.Name, ""), Row: row}
		if r, _ := g.relationship(p); r != nil {
			x.Is = g.line(&r.Is)
		}
		g.age(&x, p.DateOfBirth, p.DiedOn, g.rec.PathOf(p))
		g.add(id, x, kinship{})
		return true
	}
	for more := true; more; {
		more = false
		for i := range g.rec.People {
			p := &g.rec.People[i]
			at, there := g.at[p.ID]
			for _, id := range p.Parents {
				if of, drawn := g.at[id]; drawn && !there {
					more = add(p.ID, g.People[of].Row+1) || more
				}
				if there {
					more = add(id, g.People[at].Row-1) || more
				}
			}
			for _, x := range p.Partners {
				if of, drawn := g.at[x.Person]; drawn && !there {
					more = add(p.ID, g.People[of].Row) || more
				}
				if there {
					more = add(x.Person, g.People[at].Row) || more
				}
			}
		}
	}
}

// recorded joins people to the parents and partners that the record names; what it
// names is better than what its words say.
func (g *family) recorded() {
	for i := range g.rec.People {
		p := &g.rec.People[i]
		at, drawn := g.at[p.ID]
		if !drawn {
			continue
		}
		var of []int
		for _, id := range p.Parents {
			if k, drawn := g.at[id]; drawn && k != at && len(of) < 2 && !slices.Contains(of, k) && g.People[k].Row == g.People[at].Row-1 {
				of = append(of, k)
			}
		}
		if len(of) > 0 {
			g.People[at].From = []Descent{{Union: g.union(of...)}}
		}
		for k := range p.Partners {
			x := &p.Partners[k]
			if with, drawn := g.at[x.Person]; drawn && with != at {
				g.couple(g.union(at, with), x, g.rec.PathOf(x))
			}
		}
	}
	g.unused()
}

// couple is what the record says of two people.
func (g *family) couple(at int, x *model.Partner, path string) {
	u := &g.Unions[at]
	u.Couple = true
	u.Kind, u.Loose = strings.ReplaceAll(string(x.Kind), "_", " "), x.Kind == "living_together" || x.Kind == "couple"
	u.Apart = x.Ended == "separated" || x.Ended == "divorced" || x.Ended == "" && !x.Until.IsZero()
	u.Ended = string(x.Ended)
	if !x.Until.IsZero() {
		u.Until, u.Year = fact(x.Until.Long(), path+".until"), strconv.Itoa(x.Until.Year)
	}
}

// unused takes out unions that nobody hangs from any more, and that are no couples.
func (g *family) unused() {
	to := make([]int, len(g.Unions))
	var kept []Union
	for u, x := range g.Unions {
		used := x.Couple
		for i := range g.People {
			used = used || slices.ContainsFunc(g.People[i].From, func(f Descent) bool { return f.Union == u })
		}
		to[u] = len(kept)
		if used {
			kept = append(kept, x)
		}
	}
	g.Unions = kept
	for i := range g.People {
		for k := range g.People[i].From {
			g.People[i].From[k].Union = to[g.People[i].From[k].Union]
		}
	}
}

// age fills what depends on birth and death.
func (g *family) age(x *Drawn, born dates.Partial, died dates.Date, path string) {
	x.Died = longDate(died, path+".died_on")
	x.Born = fact(born.Long(), path+".date_of_birth")
	x.Birth = born.String()
	if born.Year != 0 {
		x.Year = "born " + strconv.Itoa(born.Year)
	}
	if !died.IsZero() {
		x.Year = "died " + strconv.Itoa(died.Year)
		return
	}
	switch day := dates.Date(born); {
	case born.IsZero():
	case born.Day == 0:
		years := g.asOf.Year - born.Year
		if born.Month > g.asOf.Month {
			years--
		}
		x.Inside = fmt.Sprintf("c. %d", years)
		x.Age = fact(x.Inside, path+".date_of_birth")
	case !day.After(g.asOf):
		x.Age = fact(day.AgeText(g.asOf), path+".date_of_birth")
		x.Inside, _, _ = strings.Cut(x.Age.text, " ")
		if years := day.AgeOn(g.asOf); years < 2 {
			_, unit, _ := strings.Cut(x.Age.text, " ")
			x.Inside += " " + unit[:1]
		}
	}
}

// union is the one of these people, made if there is none.
func (g *family) union(of ...int) int {
	slices.Sort(of)
	if i := slices.IndexFunc(g.Unions, func(u Union) bool { return slices.Equal(u.Of, of) }); i >= 0 {
		return i
	}
	g.Unions = append(g.Unions, Union{Of: of})
	return len(g.Unions) - 1
}

// parentsOf joins a child of the record to its parents: by birth, and by adoption.
func (g *family) parentsOf(c *model.Child) {
	var born, adopting []int
	if i, ok := g.at[c.Mother]; ok && c.Mother != "" {
		born = append(born, i)
	}
	for i := range g.rec.People {
		p := &g.rec.People[i]
		at, drawn := g.at[p.ID]
		for k := range p.Relationship {
			r := &p.Relationship[k]
			switch {
			case !drawn || r.Child != c.ID || !r.Parent() || slices.Contains(born, at):
			case r.Kin() == model.KinAdopter:
				adopting = append(adopting, at)
			default:
				born = append(born, at)
			}
		}
	}
	x := &g.People[g.at[c.ID]]
	if len(born) > 0 {
		x.From = append(x.From, Descent{Union: g.union(born[:min(2, len(born))]...)})
	}
	if len(adopting) > 0 {
		x.From = append(x.From, Descent{Union: g.union(adopting[:min(2, len(adopting))]...), Adopted: true})
	}
}

// parent is the drawn mother or father by birth of the children that the picture
// is about, or of all if there is one alone; -1 without.
func (g *family) parent(kin model.Kinship) int {
	found := -1
	for i, k := range g.kin {
		if k.is == kin {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// side is whose relative somebody is: the mother or the father; -1 where the words
// don't say.
func (g *family) side(k kinship) int {
	switch {
	case k.mother && !k.father:
		return g.parent(model.KinMother)
	case k.father && !k.mother:
		return g.parent(model.KinFather)
	}
	return -1
}

// couples joins a parent's partner to the parent.
func (g *family) couples() {
	for i, k := range g.kin {
		if k.is != model.KinStep {
			continue
		}
		of := g.side(k)
		if of < 0 {
			of = g.livesWithOne(i)
		}
		if of < 0 {
			continue
		}
		u := &g.Unions[g.union(of, i)]
		u.Couple, u.Apart = true, k.former
	}
}

// livesWithOne is the one parent who lives where somebody does.
func (g *family) livesWithOne(i int) int {
	found := -1
	for _, kin := range []model.Kinship{model.KinMother, model.KinFather} {
		if p := g.parent(kin); p >= 0 && g.home(g.with[p]) != "" && g.home(g.with[p]) == g.home(g.with[i]) {
			if found >= 0 {
				return -1
			}
			found = p
		}
	}
	return found
}

// before joins a parent to grandparents whose side the record says.
func (g *family) before() {
	for _, kin := range []model.Kinship{model.KinMother, model.KinFather} {
		parent := g.parent(kin)
		if parent < 0 {
			continue
		}
		var of []int
		for i, k := range g.kin {
			row, _ := k.row()
			if k.is == model.KinRelative && row == -2 && !k.its && !k.says("great", "step") && g.side(k) == parent {
				of = append(of, i)
			}
		}
		if len(of) == 1 || len(of) == 2 && g.People[of[0]].Symbol != g.People[of[1]].Symbol {
			g.People[parent].From = append(g.People[parent].From, Descent{Union: g.union(of...)})
		}
	}
}

// besides joins brothers and sisters, of the child and of the parents.
func (g *family) besides() {
	for i, k := range g.kin {
		row, _ := k.row()
		switch {
		case k.is == model.KinSibling && !k.says("half", "halfbrother", "halfsister", "step", "stepbrother", "stepsister", "foster", "adoptive", "adopted"):
			if c := g.focus(); c >= 0 && len(g.People[c].From) > 0 {
				g.People[i].From = append(g.People[i].From, g.People[c].From[0])
			}
		case k.is == model.KinSibling && k.says("half", "halfbrother", "halfsister"):
			if of := g.side(k); of >= 0 {
				g.People[i].From = append(g.People[i].From, Descent{Union: g.union(of)})
			}
		case k.is == model.KinRelative && row == -1 && k.says("aunt", "auntie", "aunty", "uncle") && !k.its && !k.says("great", "law"):
			of := g.side(k)
			if of < 0 {
				continue
			}
			if len(g.People[of].From) == 0 {
				g.Unions = append(g.Unions, Union{})
				g.People[of].From = []Descent{{Union: len(g.Unions) - 1}}
			}
			g.People[i].From = append(g.People[i].From, g.People[of].From[0])
		}
	}
}

// focus is the one child that the picture is about; -1 if there are several.
func (g *family) focus() int {
	found := -1
	for i := range g.People {
		if g.People[i].Focus {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// carers joins children to who looks after them without being of the family.
func (g *family) carers() {
	for i := range g.rec.Children {
		c := &g.rec.Children[i]
		var by []int
		if c.Placement != nil {
			for _, id := range c.Placement.Carers {
				if at, drawn := g.at[id]; drawn && g.kin[at].is == model.KinCarer && !slices.Contains(by, at) {
					by = append(by, at)
				}
			}
		}
		if len(by) == 0 {
			continue
		}
		slices.Sort(by)
		at := slices.IndexFunc(g.Cared, func(x Cared) bool { return slices.Equal(x.Carers, by) })
		if at < 0 {
			at = len(g.Cared)
			g.Cared = append(g.Cared, Cared{Carers: by})
		}
		g.Cared[at].Children = append(g.Cared[at].Children, g.at[c.ID])
	}
}

// home is where somebody lives: a household's id, or an address in one word.
func (g *family) home(id model.ID) string {
	for i := range g.rec.Households {
		if h := &g.rec.Households[i]; slices.Contains(h.Members, id) {
			return string(h.ID)
		}
	}
	var a *model.Address
	if p := g.rec.Person(id); p != nil {
		if p.Household != "" {
			return string(p.Household)
		}
		a = p.Address
	} else if c := g.rec.Child(id); c != nil {
		a = c.Address
	}
	if a == nil || len(a.Lines) == 0 {
		return ""
	}
	return fold.Value(a.Lines[0] + a.Postcode)
}

// homes are the addresses at which two or more live.
func (g *family) homes() {
	by := map[string][]int{}
	var keys []string
	for i, id := range g.with {
		key := g.home(id)
		if key == "" || g.People[i].Died != nil {
			continue
		}
		if by[key] == nil {
			keys = append(keys, key)
		}
		by[key] = append(by[key], i)
	}
	for _, key := range keys {
		members := by[key]
		if len(members) < 2 {
			continue
		}
		x := Home{Members: members}
		if a, path := g.addressOf(model.ID(key), g.with[members[0]]); a != nil && len(a.Lines) > 0 {
			x.Address, x.Short = g.address(a, path), a.Lines[0]
		}
		g.Homes = append(g.Homes, x)
	}
	slices.SortStableFunc(g.Homes, func(a, b Home) int { return cmp.Compare(a.Members[0], b.Members[0]) })
}

// addressOf is a household's address, or a member's.
func (g *family) addressOf(household, member model.ID) (*model.Address, string) {
	if h := g.rec.Household(household); h != nil && h.Address != nil {
		return h.Address, g.rec.PathOf(h) + ".address"
	}
	if p := g.rec.Person(member); p != nil {
		return p.Address, g.rec.PathOf(p) + ".address"
	}
	if c := g.rec.Child(member); c != nil {
		return c.Address, g.rec.PathOf(c) + ".address"
	}
	return nil, ""
}
