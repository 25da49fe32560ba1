package dates

import (
	"testing"

	"pgregory.net/rapid"
)

func day(t testing.TB, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseIsStrict(t *testing.T) {
	for _, bad := range []string{
		"", "2027", "2027-1-12", "12-01-2027", "2027-02-29", "2027-13-01", "2027-01-12T00:00:00Z",
		" 2027-01-12", "2027-01-12 ", "0000-01-01", "+027-01-12", "2027/01/12", "２０２７-01-12",
	} {
		if d, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, d)
		}
	}
	for _, good := range []string{"2028-02-29", "0001-01-01", "2027-01-12"} {
		if got := day(t, good).String(); got != good {
			t.Errorf("Parse(%q).String() = %q", good, got)
		}
	}
}

func TestDateWords(t *testing.T) {
	d := day(t, "2027-01-12")
	if got := d.Long(); got != "12 January 2027" {
		t.Error(got)
	}
	var none Date
	if none.String()+none.Long() != "" {
		t.Error("the zero date says something")
	}
}

func TestPartial(t *testing.T) {
	for in, long := range map[string]string{"2024-05-03": "3 May 2024", "2024-05": "May 2024", "2024": "2024"} {
		p, err := ParsePartial(in)
		if err != nil || p.Long() != long || p.String() != in {
			t.Errorf("%q: %q, %q, %v", in, p.Long(), p.String(), err)
		}
	}
	for _, bad := range []string{"", "24", "2024-5", "2024-00", "2024-13", "2024-02-30", "05-2024", "202405"} {
		if p, err := ParsePartial(bad); err == nil {
			t.Errorf("ParsePartial(%q) = %v, want an error", bad, p)
		}
	}
}

func TestAddMonthsKeepsToTheMonth(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2027-01-31", 1, "2027-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-10-31", 4, "2027-02-28"},
		{"2027-03-31", -1, "2027-02-28"},
		{"2027-01-15", -2, "2026-11-15"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-12-15", 12, "2027-12-15"},
	} {
		if got := day(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestDaysThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{Year: 2000, Month: 1, Day: 1}.AddDays(rapid.IntRange(-40000, 40000).Draw(t, "start"))
		n := rapid.IntRange(-40000, 40000).Draw(t, "n")
		e := d.AddDays(n)
		if got := d.DaysUntil(e); got != n {
			t.Fatalf("%v and %d days is %v, which is %d days away", d, n, e, got)
		}
		if back, err := Parse(e.String()); err != nil || back != e {
			t.Fatalf("%v reads back as %v, %v", e, back, err)
		}
		if (n > 0) != e.After(d) || (n < 0) != e.Before(d) {
			t.Fatalf("%v and %v are in the wrong order", d, e)
		}
	})
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on string
		years    int
		text     string
	}{
		{"2026-11-20", "2026-11-20", 0, "0 days"},
		{"2026-11-20", "2026-11-21", 0, "1 day"},
		{"2026-11-20", "2026-11-27", 0, "1 week"},
		{"2026-11-20", "2026-12-25", 0, "5 weeks"},
		{"2026-11-20", "2027-02-19", 0, "13 weeks"},
		{"2026-11-20", "2027-02-20", 0, "3 months"},
		{"2026-04-30", "2026-12-15", 0, "7 months"},
		{"2026-04-30", "2027-02-28", 0, "10 months"}, // 30 February is its last day
		{"2025-06-15", "2026-12-14", 1, "17 months"},
		{"2025-06-15", "2026-12-15", 1, "18 months"},
		{"2023-12-16", "2026-12-15", 2, "2 years"},
		{"2023-12-15", "2026-12-15", 3, "3 years"},
		{"2008-02-29", "2026-02-28", 17, "17 years"},
		{"2008-02-29", "2026-03-01", 18, "18 years"},
		{"2008-02-29", "2028-02-29", 20, "20 years"},
		{"2027-01-02", "2027-01-01", -1, ""},
	} {
		b, on := day(t, c.born), day(t, c.on)
		if got := b.AgeOn(on); got != c.years {
			t.Errorf("born %s, on %s: %d, want %d", c.born, c.on, got, c.years)
		}
		if got := b.AgeText(on); got != c.text {
			t.Errorf("born %s, on %s: %q, want %q", c.born, c.on, got, c.text)
		}
	}
}
