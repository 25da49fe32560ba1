package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/internal/deliver"
	"handover/render/read"
)

// byOthers is how programs that we didn't write read e-mails: each prints what it
// found of all files of a folder, as JSON.
var byOthers = []struct {
	name   string
	run    []string
	script string
}{
	{"npm mailparser", []string{"node", "--input-type=module"}, nodeReader(`
import { simpleParser } from 'mailparser';
async function parse(b) { const m = await simpleParser(b, {skipTextToHtml: true, skipTextLinks: true});
  return {subject: m.subject, to: m.to.value.map(a => a.address), cc: (m.cc ?? m.bcc) ? 1 : 0, text: m.text, html: m.html ? 1 : 0, files: m.attachments.map(a => [a.filename, a.content])}; }`)},
	{"npm postal-mime", []string{"node", "--input-type=module"}, nodeReader(`
import PostalMime from 'postal-mime';
async function parse(b) { const m = await PostalMime.parse(b);
  return {subject: m.subject, to: m.to.map(a => a.address), cc: (m.cc?.length || m.bcc?.length) ? 1 : 0, text: m.text, html: m.html ? 1 : 0, files: m.attachments.map(a => [a.filename, Buffer.from(a.content)])}; }`)},
	{"Python's email", []string{"/usr/bin/python3", "-"}, `
import email, email.policy, hashlib, json, os
out = {}
def as_is(a):
    b = a.get_payload(decode=True)
    return b.replace(b'\r\n', b'\n') if a.get_filename().endswith('.ics') else b
for name in sorted(os.listdir(os.environ['MAILS'])):
    m = email.message_from_binary_file(open(os.path.join(os.environ['MAILS'], name), 'rb'), policy=email.policy.default)
    out[name] = {'subject': m['subject'], 'to': [a.addr_spec for a in m['to'].addresses], 'cc': 1 if m['cc'] or m['bcc'] else 0,
        'text': m.get_body(('plain',)).get_content().split(), 'html': 1 if m.get_body(('html',)) else 0,
        'files': [[a.get_filename(), hashlib.sha256(as_is(a)).hexdigest()] for a in m.iter_attachments()]}
print(json.dumps(out))
`},
}

func nodeReader(parse string) string {
	return `import { readdirSync, readFileSync } from 'node:fs'; import { createHash } from 'node:crypto';` + parse + `
const out = {};
for (const name of readdirSync(process.env.MAILS).sort()) {
  const m = await parse(readFileSync(process.env.MAILS + '/' + name));
  m.text = m.text.split(/\s+/).filter(w => w);
  m.files = m.files.map(([n, b]) => [n, n.endsWith('.ics') ? Buffer.from(b.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : b]);
  m.files = m.files.map(([n, b]) => [n, createHash('sha256').update(b).digest('hex')]);
  out[name] = m;
}
console.log(JSON.stringify(out));`
}

// othersMail is an e-mail as one of them reads it.
type othersMail struct {
	Subject  string
	To       []string
	CC, HTML int
	Text     []string
	Files    [][2]string // name and SHA-256
}

// TestMailsByOthers: every e-mail of every fixture is to each of four parsers, which
// share nothing, the same words, subject, one recipient and files.
func TestMailsByOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	tools := os.Getenv("HANDOVER_TOOLS")
	dir, want := t.TempDir(), map[string]othersMail{}
	for _, fixture := range fixtures(t) {
		for _, x := range pack(t, fixture).pack.Files {
			if !strings.HasSuffix(x.Path, ".eml") {
				continue
			}
			m, err := read.Mail(x.Bytes)
			if err != nil {
				t.Fatal(fixture, x.Path, err)
			}
			is := othersMail{Subject: m.Subject, To: []string{m.To}, HTML: 1, Text: strings.Fields(m.Text), Files: [][2]string{}}
			for _, a := range m.Attached {
				b := a.Bytes
				if strings.HasSuffix(a.Name, ".ics") { // postal-mime 4.0.0 takes the CR out of a calendar's lines, whatever its encoding
					b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
				}
				is.Files = append(is.Files, [2]string{a.Name, deliver.Sum(b)})
			}
			name := fmt.Sprintf("%03d.eml", len(want))
			want[name] = is
			if err := os.WriteFile(filepath.Join(dir, name), x.Bytes, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(want) < 20 {
		t.Fatalf("%d e-mails", len(want))
	}
	t.Logf("%d e-mails", len(want))
	for _, by := range byOthers {
		t.Run(by.name, func(t *testing.T) {
			if _, err := exec.LookPath(by.run[0]); err != nil {
				t.Skipf("SKIPPED: %s isn't installed", by.run[0])
			}
			cmd := exec.Command(by.run[0], by.run[1:]...)
			if npm, ok := strings.CutPrefix(by.name, "npm "); ok {
				if _, err := os.Stat(filepath.Join(tools, "node_modules", npm)); tools == "" || err != nil {
					t.Skipf("SKIPPED: npm install --prefix $HANDOVER_TOOLS %s", npm)
				}
				cmd.Dir = tools // whose packages it imports
			}
			cmd.Env = append(slices.Clone(os.Environ()), "MAILS="+dir)
			cmd.Stdin = strings.NewReader(by.script)
			var errs bytes.Buffer
			cmd.Stderr = &errs
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, errs.String())
			}
			var got map[string]othersMail
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-ours +%s:\n%.3000s", by.name, diff)
			}
		})
	}
}
