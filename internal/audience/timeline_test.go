package audience

import (
	"fmt"
	"strings"
	"testing"
)

// A timeline has what the record dates: homes, statuses, the legal status and
// orders, the school, the workers, and the chronology.
func TestTimeline(t *testing.T) {
	rec := edited(t, `children.0.address.from="2020-02-03"`, `children.0.placement={"carers":["P2"],"from":"2026-08-14","previous":{"to":"2026-08-13","type":"U6"}}`,
		`children.0.statuses=[{"status":"cla","from":"2026-08-14"},{"status":"cin","from":"2025-01-02","to":"2026-08-14"},{"status":"cp"}]`,
		`children.0.legal_status={"code":"V2","from":"2026-08-14"}`, `children.0.orders=[{"kind":"Supervision order","made_on":"2024-01-02","ends_on":"2025-01-01"},{"kind":"Undated"}]`,
		`children.0.school={"professional":"R1","from":"2021-09-06"}`, `transfer.current_worker="W1"`, `transfer.receiving_worker="W2"`, `transfer.dates={"transfer":"2027-01-12"}`,
		`chronology=[{"date":"2026-02","event":"B"},{"date":"2019","event":"A"},{"date":"2026-03-04","event":"C","children":["C1"]}]`)
	b := &builder{rec: rec, asOf: day(t, today), about: &rec.Children[0]}
	var out []string
	for _, l := range b.timeline().Lanes {
		s := l.Name + ":"
		for _, x := range l.Spans {
			s += fmt.Sprintf(" %s %s %s–%s", x.What.Text(), x.Short, x.From, x.To)
			if x.Open {
				s += " open"
			}
			s += ";"
		}
		out = append(out, s)
	}
	for _, e := range b.timeline().Events {
		out = append(out, fmt.Sprintf("%d %s %s", e.Number, e.Day, e.Date.Text()))
	}
	want := `Home: U6 Foster placement with other carer, other  2026-07-13–2026-08-13 open; Cy Carer 1 Long Row 2026-08-14–;
Status: Child in need CIN 2025-01-02–2026-08-14; Looked after LAC 2026-08-14–;
Legal: Supervision order  2024-01-02–2025-01-01; V2 Single period of accommodation under section 20 V2 2026-08-14–;
School: School (Eve Teacher)  2021-09-06–;
Worker: Flo Worker Worker 2026-10-23–2027-01-12 open; Gus Manager Manager 2027-01-12–;
2 2019-07-01 2019
1 2026-02-15 February 2026
3 2026-03-04 4 March 2026`
	if got := strings.Join(out, "\n"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	rec = edited(t)
	if b = (&builder{rec: rec, asOf: day(t, today), about: &rec.Children[0]}); b.timeline() != nil {
		t.Error("there is nothing to show")
	}
}
