// Package dates holds civil dates, bank holidays and deadlines that show their
// working. A Date is a day in England; no clock and no time zone is ever read.
package dates

import "time"

// Date is a civil date. The zero value means that none is recorded.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Partial is a date of which perhaps only the year, or year and month, is
// known: Month and Day are then 0. The zero value means that none is recorded.
type Partial struct {
	Year  int
	Month time.Month
	Day   int
}
