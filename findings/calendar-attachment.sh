#!/usr/bin/env bash
# npm postal-mime 4.0.0: an attached calendar (text/calendar) isn't given back as
# it was sent, though it came in base64: the CR is taken out of each of its lines.
#
# What we did: the same 45 bytes, attached in base64 as text/calendar, text/csv,
# text/plain and application/octet-stream, parsed with PostalMime.parse, and the
# attachment's content compared with what was encoded.
# Guess before the run: base64 comes out byte for byte, whatever the type; that is
# what it is for.
# Seen: three of the four do; text/calendar has 42 bytes, with bare line feeds.
# Who is hurt: a service that receives notices by e-mail and keeps or compares the
# hash of each attachment sees every calendar as tampered with; and a calendar
# that is saved from it has lines that RFC 5545 (3.1) doesn't allow.
# What to do: compare calendars without their line ends, or attach them under
# another type where only the file matters.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" postal-mime@4.0.0
cat >seen.mjs <<'JS'
import PostalMime from 'postal-mime';
const sent = Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n');
for (const type of ['text/calendar', 'text/csv', 'text/plain', 'application/octet-stream']) {
  const mail = ['From: a@example.org', 'To: b@example.org', 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b1"', '',
    '--b1', 'Content-Type: text/plain', '', 'hello', '--b1', `Content-Type: ${type}; name="dates.ics"`, 'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="dates.ics"', '', sent.toString('base64'), '--b1--', ''].join('\r\n');
  const got = Buffer.from((await PostalMime.parse(Buffer.from(mail))).attachments[0].content);
  console.log(`${type} ${sent.equals(got) ? 'as sent' : `${got.length} bytes of ${sent.length}`}`);
}
JS
seen=$(node seen.mjs)
echo "$seen"
want='text/calendar 42 bytes of 45
text/csv as sent
text/plain as sent
application/octet-stream as sent'
[ "$seen" = "$want" ] || { echo "it isn't so any more"; exit 1; }
