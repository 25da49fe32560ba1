package audience

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// familyOf is the genogram of a record with these people: name, what they are to
// the first child, and other fields.
func familyOf(t *testing.T, children string, people ...[3]string) *Genogram {
	t.Helper()
	var b strings.Builder
	for i, p := range people {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id":"P%d","name":%q,"relationship":[{"child":"C1","is":%q}]%s}`, i+1, p[0], p[1], p[2])
	}
	rec, err := model.Decode("case.json", []byte(`{"schema":"handover.case/1","protocol":"salford","reference":"R","children":[`+children+`],"people":[`+b.String()+`]}`), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bld := &builder{rec: rec, proto: &protocol.Protocol{}, asOf: dates.Date{Year: 2026, Month: 11, Day: 23}, about: &rec.Children[0]}
	return bld.genogram()
}

// told is who is whose child, who is a couple and who lives together, by names.
func told(g *Genogram) string {
	var out []string
	names := func(list []int) string {
		var s []string
		for _, i := range list {
			s = append(s, g.People[i].Name.Text())
		}
		return strings.Join(s, "+")
	}
	for u, x := range g.Unions {
		s := names(x.Of)
		if x.Couple {
			s += " couple"
		}
		if x.Apart {
			s += " apart"
		}
		for i := range g.People {
			for _, f := range g.People[i].From {
				if f.Union == u && f.Adopted {
					s += " adopted " + g.People[i].Name.Text()
				} else if f.Union == u {
					s += " > " + g.People[i].Name.Text()
				}
			}
		}
		out = append(out, s)
	}
	for _, c := range g.Cared {
		out = append(out, names(c.Carers)+" care for "+names(c.Children))
	}
	for _, h := range g.Homes {
		out = append(out, "home: "+names(h.Members))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

const zoe = `{"id":"C1","first_name":"Zoe","sex":"F","date_of_birth":"2017-03-08"}`

func TestGenogram(t *testing.T) {
	for _, c := range []struct {
		name, children string
		people         [][3]string
		want           string
	}{
		{"parents", zoe, [][3]string{{"Kerry", "mother", ""}, {"Huy", "birth father", ""}}, "Kerry+Huy > Zoe"},
		{"partners", zoe, [][3]string{{"Kerry", "mum", ""}, {"Huy", "dad", ""}, {"Darren", "mother's former partner", ""}, {"Lan", "father’s wife", ""}},
			"Huy+Lan couple; Kerry+Darren couple apart; Kerry+Huy > Zoe"},
		{"a stepfather whose side isn't said", zoe, [][3]string{{"Kerry", "mother", ""}, {"Bob", "stepfather", ""}}, "Kerry > Zoe"},
		{"a stepfather who lives with her", zoe, [][3]string{{"Kerry", "mother", `,"address":{"lines":["1 High St","Town"]}`}, {"Bob", "stepfather", `,"address":{"lines":["1 High St.","Town"]}`}},
			"Kerry > Zoe; Kerry+Bob couple; home: Kerry+Bob"},
		{"grandparents", zoe, [][3]string{{"Kerry", "mother", ""}, {"Huy", "father", ""}, {"Nan", "maternal grandmother", ""}, {"Gramps", "mother's grandfather", ""}, {"Old", "paternal grandfather", ""}},
			"Kerry+Huy > Zoe; Nan > Kerry; Old > Huy"},
		{"aunts", zoe, [][3]string{{"Kerry", "mother", ""}, {"Nan", "maternal grandmother", ""}, {"May", "maternal aunt", ""}, {"Sue", "aunt", ""}}, "Kerry > Zoe; Nan > Kerry > May"},
		{"the mother's own", zoe, [][3]string{{"Kerry", "mother", ""}, {"Nan", "maternal grandmother", ""}, {"Meg", "mother’s sister", ""}, {"Tim", "mother's uncle", ""}}, "Kerry > Zoe; Nan > Kerry > Meg"},
		{"an uncle without grandparents", zoe, [][3]string{{"Kerry", "mother", ""}, {"Bob", "maternal uncle", ""}}, " > Kerry > Bob; Kerry > Zoe"},
		{"brothers", zoe, [][3]string{{"Kerry", "mother", ""}, {"Sam", "brother", ""}, {"Tom", "half-brother", ""}, {"Ann", "maternal half-sister", ""}}, "Kerry > Zoe > Sam > Ann"},
		{"adopted", zoe, [][3]string{{"Kerry", "birth mother", ""}, {"Ann", "adoptive mother", ""}, {"Jo", "adoptive mother", ""}}, "Ann+Jo adopted Zoe; Kerry > Zoe"},
		{"fostered", `{"id":"C1","first_name":"Zoe","placement":{"carers":["P1","P2"]}},{"id":"C2","first_name":"Sam","placement":{"carers":["P2","P1"]}}`,
			[][3]string{{"Ann", "foster carer", ""}, {"Jo", "foster carer", ""}, {"Old", "former foster carer", ""}}, "Ann+Jo care for Zoe+Sam"},
		{"what the record names", zoe, [][3]string{{"Kerry", "mother", `,"partners":[{"person":"P2","kind":"couple","until":"2019","ended":"separated"},{"person":"P4"}]`}, {"Huy", "father", ""},
			{"Tom", "half-brother", `,"parents":["P1","P4"]`}, {"Ali", "half-brother's father", ""}, {"Nan", "grandmother", ""}, {"Gran", "grandmother", ""}, {"Kit", "aunt", `,"parents":["P5"]`}},
			"Kerry+Ali couple > Tom; Kerry+Huy couple apart > Zoe; Nan > Kit"},
		{"a friend is no family", zoe, [][3]string{{"Kerry", "mother", ""}, {"Pat", "family friend", ""}, {"Lee", "social worker", ""}}, "Kerry > Zoe"},
		{"who died lives nowhere", zoe, [][3]string{{"Kerry", "mother", `,"died_on":"2020-01-02","address":{"lines":["1 High St","Town"]}`}, {"Huy", "father", `,"address":{"lines":["1 High St","Town"]}`}},
			"Kerry+Huy > Zoe"},
	} {
		if got := told(familyOf(t, c.children, c.people...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if g := familyOf(t, zoe, [3]string{"Pat", "friend", ""}); g != nil {
		t.Error("a child alone is no family to draw")
	}
}

func TestGenogramSymbols(t *testing.T) {
	g := familyOf(t, zoe, [3]string{"Kerry", "mother", `,"date_of_birth":"1993-06-21"`}, [3]string{"Alex", "foster carer", `,"pronouns":"they/them","date_of_birth":"1990"`},
		[3]string{"Mr Jo Hall", "foster carer", `,"died_on":"2020-02-03"`}, [3]string{"Sam", "foster carer", ""}, [3]string{"Bob", "mother's partner", `,"pronouns":"he/him"`},
		[3]string{"Pat", "mother's partner", ""}, [3]string{"Ida", "half-sister", `,"date_of_birth":"2025-04-30"`})
	want := "Zoe 1 9 born 2017; Kerry 1 33 born 1993; Alex 3 c. 36 born 1990; Mr Jo Hall 2  died 2020; Sam 0  ; Bob 2  ; Pat 0  ; Ida 1 18 m born 2025"
	var got []string
	for _, x := range g.People {
		got = append(got, fmt.Sprintf("%s %d %s %s", x.Name.Text(), x.Symbol, x.Inside, x.Year))
	}
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}
