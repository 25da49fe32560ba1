package serve

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axe is the npm package axe-core's script, which finds what keeps people out of a
// page.
func axe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(os.Getenv("HANDOVER_TOOLS"), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("SKIPPED: axe-core isn't installed where HANDOVER_TOOLS says")
	}
	return string(b)
}

// kindOf is what kind of page an address leads to: its path, without what differs
// from case to case, and the part or the entry that is filled in.
func kindOf(root, address string) string {
	path, query, _ := strings.Cut(strings.TrimPrefix(address, root), "?")
	steps := strings.Split(path, "/")
	for i, s := range steps {
		if i > 0 && slices.Contains([]string{"case", "doc", "file", "job", "mail", "papers"}, steps[i-1]) && s != "" {
			steps[i] = "*"
		}
	}
	q, err := url.ParseQuery(query)
	if err != nil {
		return address
	}
	return strings.Join(steps, "/") + "?" + inBrackets.ReplaceAllString(q.Get("at"), "")
}

// TestAxe: axe-core finds nothing wrong with any kind of page, in a wide window and
// in a narrow dark one, by WCAG 2.2 AA and its own advice.
func TestAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	script := axe(t)
	b, _ := begun(t, rich, "bury-core-group", "minimal")
	ctx := chromium(t, b, true)
	b.made(t, rich, nil)
	if status, _, _ := b.post(t, b.s.at("case", b.s.store.id("minimal.json"), "archive"), nil); status != 303 {
		t.Fatal(status)
	}
	seen, next := map[string]bool{}, []string{b.s.at()}
	var all []string
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		kind := kindOf(b.s.root, at)
		if seen[kind] || strings.Contains(at, "/static/") {
			continue
		}
		seen[kind] = true
		status, body, head := b.ask(t, at)
		if status != 200 || !strings.HasPrefix(head.Get("Content-Type"), "text/html") || head.Get("Content-Disposition") != "" {
			continue
		}
		all = append(all, at)
		next = append(next, leads(body, b.s.root)...)
	}
	if len(all) < 40 {
		t.Errorf("only %d kinds of pages: %q", len(all), all)
	}
	t.Logf("%d kinds of pages", len(all))
	for _, narrow := range []bool{false, true} {
		look(t, ctx, narrow)
		for _, at := range all {
			for _, f := range faultsBy(t, ctx, script, "http://"+b.s.host+at) {
				t.Errorf("%s, narrow and dark %v: %s", kindOf(b.s.root, at), narrow, f)
			}
		}
	}
}

// look makes the window narrow and dark, or wide and light.
func look(t *testing.T, ctx context.Context, narrow bool) {
	t.Helper()
	wide, scheme := int64(1200), "light"
	if narrow {
		wide, scheme = 320, "dark"
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err == nil {
		_, err = chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: wide, Height: 900, DeviceScaleFactor: 1})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// faultsBy are what axe-core finds on a page, with where.
func faultsBy(t *testing.T, ctx context.Context, script, address string) []string {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("body")))
	ctx, late := context.WithTimeout(ctx, time.Minute)
	defer late()
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](script+`;
		axe.run(document, {iframes: false}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160)).join(" | "))))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	var out []string
	if err := json.Unmarshal([]byte(found), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
