package protocol

// commonTracker is the list of the cases that move, for a council whose
// procedure has no list of its own.
func (p *Protocol) commonTracker() Tracker {
	when, err := p.ParseCondition("common", 1, 1, "and .Transfer.Planned (not .Closing) (not .Transfer.Done)", OfCase)
	if err != nil {
		panic("protocol: the common tracker's condition can't be read") // any test reads it
	}
	fact := func(label, value, none string, ifAny bool) Fact {
		return Fact{Label: label, Value: Snippet{value, 1, 1}, None: none, IfAny: ifAny}
	}
	names := fact("Names", "{{range .Children}}{{.Name}}<br>{{end}}", "", false)
	names.WithNames = true
	open := "{{.Label}}{{with .Child}}, {{.}}{{end}}: {{.Says}}<br>{{end}}"
	return Tracker{Name: "cases-that-move", Title: "Cases that move", Per: "case", When: when,
		Why:   "cases with a transfer that isn't done",
		Label: "The council's procedure has no list of its own; this is a common one.",
		Columns: []Column{
			{Heading: "Case", Facts: []Fact{
				fact("Reference", "{{.Reference}}", "", false),
				fact("Children", "{{range .Children}}{{.Initials}}, {{.Age}}<br>{{end}}", "", false),
				names,
				fact("Status", "{{range .Children}}{{.Initials}}: {{.Statuses}}<br>{{end}}", "", false),
			}},
			{Heading: "Transfer", Facts: []Fact{
				fact("Kind", "{{.Transfer.Kind}}", "", false),
				fact("From", "{{.Transfer.FromTeam}}", "", false),
				fact("Worker", "{{.Transfer.CurrentWorker}}", "", false),
				fact("To", "{{.Transfer.ToTeam}}", "", false),
				fact("Receiving worker", "{{.Transfer.ReceivingWorker}}", "", false),
				fact("Transfer date", "{{with .Transfer.Date}}{{.}}{{end}}", "not set", false),
			}},
			{Heading: "What is open, and last time", Facts: []Fact{
				fact("Late", "{{range .Late}}"+open, "nothing", false),
				fact("Due", "{{range .Due}}"+open, "nothing", false),
				fact("No date yet", "{{range .Unknown}}{{.Label}}<br>{{end}}", "nothing", true),
				fact("On file", "{{with .Checklist}}{{.}}{{end}}", "nothing asked for", false),
				fact("Tasks", "{{.Tasks}}{{with .OldestTask}}, the first by {{.}}{{end}}", "", false),
				fact("Last meeting", "{{with .Last.Date}}{{.}}{{end}}", "not discussed before", false),
				fact("Decided then", "{{range .Last.Decisions}}{{.Text}}{{with .Who}} ({{.}}){{end}}{{with .Due}} by {{.}}{{end}}<br>{{end}}", "nothing on record", true),
			}},
		},
	}
}
