package calendar

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// script reads a calendar with a parser, and says of each event when it begins and
// ends, an instant in UTC or a day, and what it says.
const script = `
const fs = require('fs'), src = fs.readFileSync(process.argv[3], 'utf8'), out = [];
const iso = d => d.toISOString().slice(0, 16);
const day = d => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => String(n).padStart(2, '0')).join('-');
(async () => {
  switch (process.argv[2]) {
  case 'ical.js': {
    const ICAL = (await import('ical.js')).default;
    const root = new ICAL.Component(ICAL.parse(src));
    for (const z of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(z);
    for (const v of root.getAllSubcomponents('vevent')) {
      const e = new ICAL.Event(v), at = t => t.isDate ? t.toString() : iso(t.toJSDate());
      out.push([at(e.startDate), at(e.endDate), e.summary]);
    }
    break;
  }
  case 'node-ical':
    for (const e of Object.values(require('node-ical').sync.parseICS(src))) if (e.type === 'VEVENT') {
      const at = t => t.dateOnly ? day(t) : iso(t);
      out.push([at(e.start), at(e.end), e.summary]);
    }
    break;
  }
  out.sort();
  console.log(JSON.stringify(out));
})();
`

// python does the same with Debian's icalendar.
const python = `
import sys, json, datetime, icalendar
def at(p):
    d = p.dt
    return d.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M") if isinstance(d, datetime.datetime) else d.isoformat()
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
print(json.dumps(sorted([at(e["DTSTART"]), at(e["DTEND"]), str(e["SUMMARY"])] for e in cal.walk("VEVENT"))))
`

// Parsers that we didn't write read the right days and instants, wherever the
// machine stands.
func TestCalendarExternal(t *testing.T) {
	tools := os.Getenv("HANDOVER_TOOLS")
	if _, err := exec.LookPath("node"); err != nil || tools == "" {
		t.Skip("SKIPPED: calendar parsers: node or HANDOVER_TOOLS is missing; .ci/run installs ical.js and node-ical")
	}
	dir := t.TempDir()
	file, js := filepath.Join(dir, "dates.ics"), filepath.Join(tools, "calendar-test.cjs")
	for at, b := range map[string][]byte{file: write(t, sample("2026-11-23")), js: []byte(script)} {
		if err := os.WriteFile(at, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := [][]string{
		{"2027-03-26T16:00", "2027-03-26T17:00"}, {"2027-03-28", "2027-03-29"}, {"2027-03-29T15:00", "2027-03-29T16:00"},
		{"2027-10-29T08:30", "2027-10-29T09:30"}, {"2027-10-31", "2027-11-01"}, {"2027-11-01T09:30", "2027-11-01T10:30"},
	}
	for _, parser := range []string{"ical.js", "node-ical", "icalendar"} {
		args := []string{"node", js, parser, file}
		if parser == "icalendar" {
			args = []string{"/usr/bin/python3", "-c", python, file}
			if exec.Command("/usr/bin/python3", "-c", "import icalendar").Run() != nil {
				t.Skip("SKIPPED: icalendar is not installed; apt-get install python3-icalendar")
			}
		} else if _, err := os.Stat(filepath.Join(tools, "node_modules", parser)); err != nil {
			t.Skipf("SKIPPED: %s is not installed; .ci/run installs it", parser)
		}
		for _, zone := range []string{"Europe/London", "UTC", "America/New_York"} {
			cmd := exec.Command(args[0], args[1:]...)
			cmd.Env = append(os.Environ(), "TZ="+zone)
			b, err := cmd.Output()
			if err != nil {
				t.Errorf("%s: %v", parser, err)
				continue
			}
			var got [][]string
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatal(err)
			}
			if !slices.EqualFunc(got, want, func(a, b []string) bool { return a[0] == b[0] && a[1] == b[1] }) {
				t.Errorf("%s in %s: %q", parser, zone, got)
			}
		}
	}
}
