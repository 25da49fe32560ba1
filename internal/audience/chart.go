package audience

// Chart is how many cases there are, by one thing and by another, as a picture
// shows it.
type Chart struct {
	What   string // "Cases by week and by what they wait for"
	Groups []ChartGroup
}

// ChartGroup is one way to count cases.
type ChartGroup struct {
	Title string
	Rows  []ChartRow
}

// ChartRow is one bar: how many cases are late, are due, and have no date yet.
type ChartRow struct {
	Label              string
	Late, Due, Unknown int
}

// Drawing is a chart for a view.
func (c *Chart) Drawing() *Drawing { return &Drawing{c} }
