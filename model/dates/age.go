package dates

import "strconv"

// AgeOn is the age in whole years, on a day, of somebody born on d; it is
// negative before the birth. An age is reached as its anniversary begins
// (Family Law Reform Act 1969, section 9(1)); somebody born on 29 February
// reaches it, in a year without one, on 1 March.
func (d Date) AgeOn(day Date) int {
	years := day.Year - d.Year
	if day.Month < d.Month || day.Month == d.Month && day.Day < d.Day {
		years--
	}
	return years
}

// AgeText is the age in the words that one uses: "4 days", "5 weeks",
// "7 months", "3 years"; weeks up to 3 months, months up to 2 years. It is
// empty before the birth.
func (d Date) AgeText(day Date) string {
	days := d.DaysUntil(day)
	switch {
	case days < 0:
		return ""
	case days < 7:
		return count(days, "day")
	case day.Before(d.AddMonths(3)):
		return count(days/7, "week")
	case d.AgeOn(day) < 2:
		months := 12*(day.Year-d.Year) + int(day.Month-d.Month)
		if day.Before(d.AddMonths(months)) {
			months--
		}
		return count(months, "month")
	}
	return count(d.AgeOn(day), "year")
}

// count is "1 week", "2 weeks".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
