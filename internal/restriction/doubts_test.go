package restriction

import (
	"fmt"
	"strings"
	"testing"
)

// TestDoubts: a restriction that does nothing, or will soon, is asked about at its
// place; one that does what it says isn't.
func TestDoubts(t *testing.T) {
	const family = `"children": [{"id": "C1", "first_name": "Ida", "address": {"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA"}}],
"people": [{"id": "P1", "name": "Ann Row", "relationship": [{"child": "C1", "is": "mother"}]}, {"id": "P2", "name": "Bob Field"}],
"workers": [{"id": "W1", "name": "Flo Worker"}], "teams": [{"id": "T1", "name": "North Team"}], "households": [{"id": "H1"}, {"id": "H2", "members": ["P2"]}],
"transfer": {"kind": "between_teams", "dates": {"transfer": "2026-12-14"}}, `
	for _, x := range []struct{ restriction, at, says string }{
		{`"who": "P2", "about": "C1", "what": ["address"]`, "", ""},
		{`"who": "W1", "about": "C1", "what": ["existence"]`, "", ""},
		{`"who": "H2", "about": "C1", "what": ["name"]`, "", ""},
		{`"who": "P2", "about": "P1", "what": ["address"]`, "", ""}, // by her child's home
		{`"who": "T1", "about": "C1", "what": ["address"]`, "who", "binds nobody"},
		{`"who": "H1", "about": "C1", "what": ["address"]`, "who", "binds nobody"},
		{`"who": "T1", "also": ["P2"], "about": "C1", "what": ["address"]`, "", ""},
		{`"who": "P2", "about": "P1", "what": ["telephone"]`, "what", "telephone covers nothing"},
		{`"who": "P2", "about": "P1", "what": ["email"]`, "what", "email covers nothing"},
		{`"who": "P2", "about": "P1", "what": ["workplace"]`, "what", "workplace covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["school"]`, "what", "school covers nothing"},
		{`"who": "P1", "about": "P2", "what": ["address"]`, "what", "address covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["death"]`, "what", "death covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["new_name"]`, "what", "new_name covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["carer"]`, "what", "carer covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["contact_venue"]`, "what", "contact_venue covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["referrer"]`, "what", "referrer covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["professional"]`, "what", "professional covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["paternity"]`, "what", "paternity covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["fact"]`, "what", "fact covers nothing"},
		{`"who": "P2", "about": "C1", "what": ["fact"], "words": ["pear tree"]`, "", ""},
		{`"who": "P2", "about": "C1", "what": ["address"], "ended_on": "2026-11-23"`, "ended_on", "holds no longer"},
		{`"who": "P2", "about": "C1", "what": ["address"], "ended_on": "2026-11-10"`, "ended_on", "holds no longer"},
		{`"who": "P2", "about": "C1", "what": ["address"], "ended_on": "2026-01-10"`, "", ""},
		{`"who": "P2", "about": "C1", "what": ["address"], "ended_on": "2026-12-01"`, "ended_on", "ends before the transfer"},
		{`"who": "P2", "about": "C1", "what": ["address"], "ended_on": "2027-12-01"`, "", ""},
	} {
		got := Doubts("case.json", decoded(t, family+`"restrictions": [{`+x.restriction+`}]`), today)
		switch {
		case x.at == "" && len(got) > 0, x.at != "" && len(got) != 1:
			t.Errorf("%s: %v", x.restriction, got)
		case x.at != "" && (got[0].Path != "restrictions[0]."+x.at || !strings.Contains(got[0].Msg, x.says) || got[0].Line != 4):
			t.Errorf("%s: %v", x.restriction, got)
		}
	}
	for code, asked := range map[string]bool{"XX4 9AA": false, "XX4 9AB": true, "XX4 9BC": false} {
		rec := decoded(t, fmt.Sprintf(`"children": [{"id": "C1", "first_name": "Ida", "address": {"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA"}}],
"people": [{"id": "P1", "name": "Ann", "address": {"lines": ["1 Long Row", "WIGAN"], "postcode": %q}}]`, code))
		if got := Doubts("case.json", rec, today); (len(got) == 1) != asked || asked && got[0].Path != "people[0].address.postcode" {
			t.Errorf("%s: %v", code, got)
		}
	}
}
