#!/usr/bin/env bash
# github.com/tc-hib/go-winres 0.3.3: a version that it can't put into a Windows
# program's version resource becomes another, without a word.
#
# What we did: four file versions in winres.json, `go-winres make`, a program
# built with the resource, and its resource read back with `go-winres extract`.
# Guess before the run: a part above 65535 is refused, and a leading "v" is
# dropped, as tags are written.
# Seen: both are taken, with exit 0 and nothing said.
#   1.2.3             1.2.3.0
#   2026.11.30.70000  2026.11.30.0   (a build number above 65535 is nought)
#   v1.2.3            none           (as the tag is written: no version at all)
#   1.2.3-rc1         1.2.3.0        (a trial and the release are one)
# Who is hurt: an IT department that allows, updates or counts programs by file
# version sees releases as the same, or as none; the trial isn't replaced by the
# release, since its version isn't lower.
# What to do: four numbers from 0 to 65535, checked before they are given to it.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS=-mod=mod GOBIN="$work/bin" GOWORK=off
go install github.com/tc-hib/go-winres@v0.3.3
printf 'module version\n\ngo 1.26\n' >go.mod
printf 'package main\n\nfunc main() {}\n' >main.go
mkdir winres
seen=""
for version in 1.2.3 2026.11.30.70000 v1.2.3 1.2.3-rc1; do
	rm -rf ./*.syso out
	cat >winres/winres.json <<JSON
{"RT_VERSION": {"#1": {"0000": {"fixed": {"file_version": "$version"}, "info": {"0809": {"ProductName": "Example"}}}}}}
JSON
	bin/go-winres make --arch amd64
	GOOS=windows GOARCH=amd64 go build -o example.exe .
	bin/go-winres extract --dir out example.exe
	got=$(sed -n 's/.*"file_version": "\([^"]*\)".*/\1/p' out/winres.json | head -n 1)
	echo "$version -> ${got:-none}"
	seen+="$version=${got:-none} "
done
want="1.2.3=1.2.3.0 2026.11.30.70000=2026.11.30.0 v1.2.3=none 1.2.3-rc1=1.2.3.0 "
[ "$seen" = "$want" ] || {
	echo "changed: seen $seen; it was $want"
	exit 1
}
echo "as it was: go-winres 0.3.3 changes versions without a word"
