package serve

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSocialWorker: from an empty folder to a child that is filled in and checked,
// by the keyboard alone; what is typed is saved by itself.
func TestSocialWorker(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	b, dir := begun(t)
	ctx := chromium(t, b, true)
	focus := func(text string) { // as somebody goes there with the tab key
		t.Helper()
		for range 80 {
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()`))
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(at, text) && len(at) < 200 {
				return
			}
		}
		t.Fatalf("the tab key never comes to %q", text)
	}
	picture(t, ctx, "empty")
	focus("New case")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("New case"))
	picture(t, ctx, "new-council")
	focus("Bury")
	do(t, ctx, chromedp.KeyEvent(" "))
	focus("Continue")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#reference")))
	focus("Reference")
	do(t, ctx, chromedp.KeyEvent("BUR-1"))
	focus("Between teams")
	do(t, ctx, chromedp.KeyEvent(" "))
	focus("How many children")
	do(t, ctx, chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent("2"))
	picture(t, ctx, "new")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("BUR-1"))
	picture(t, ctx, "case-new")
	focus("Children")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("Children"))
	focus("Child 1, no name yet")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("Child 1, no name yet"))
	focus("First name")
	do(t, ctx, chromedp.KeyEvent("Ada"))
	focus("Surname")
	do(t, ctx, chromedp.KeyEvent("Example"))
	focus("Date of birth")
	do(t, ctx, chromedp.KeyEvent("14/3/2017"), chromedp.KeyEvent(kb.Tab), chromedp.WaitVisible(`//span[@role="status"][starts-with(., "Saved")]`))
	picture(t, ctx, "child")
	all, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	saved := func() string {
		root, err := tree(read(t, all[0]))
		if err != nil {
			t.Fatal(err)
		}
		return root.str("children[0].first_name") + " " + root.str("children[0].surname") + " " + root.str("children[0].date_of_birth")
	}
	for range 50 {
		if saved() == "Ada Example 2017-03-14" {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if got := saved(); got != "Ada Example 2017-03-14" {
		t.Errorf("saved by itself: %q", got)
	}
	focus("Save")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("Ada Example"), follow("Check"), heading("Check"))
	picture(t, ctx, "check-new")
}

// TestPictures takes pictures of a rich case's pages, also narrow and dark; it
// looks whether a page is wider than a narrow window.
func TestPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	b, _ := begun(t, "salford-section-20", "bury-core-group", "minimal")
	ctx := chromium(t, b, true)
	id := b.s.store.id("salford-section-20.json")
	for name, path := range map[string]string{
		"cases": b.s.at(), "case": b.s.at("case", id), "check": b.s.at("case", id, "check"), "rich-child": b.s.at("case", id, "edit") + "?at=" + url.QueryEscape("children[0]"),
		"chronology": b.s.at("case", id, "part", "chronology"), "file": b.s.at("case", id, "part", "file"), "transfer": b.s.at("case", id, "edit") + "?at=transfer",
		"states": b.s.at("case", id, "states"), "paste": b.s.at("case", id, "paste", "chronology"), "new": b.s.at("new"),
	} {
		open := func(c context.Context) {
			do(t, c, chromedp.Navigate("http://"+b.s.host+path), chromedp.WaitVisible(`//main//h1`))
		}
		open(ctx)
		picture(t, ctx, "w-"+name)
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 320, Height: 640, DeviceScaleFactor: 1}); err != nil {
			t.Fatal(err)
		}
		open(ctx)
		picture(t, ctx, "n-"+name)
		wide, err := chromedp.Run(ctx, chromedp.Evaluate[float64](`document.documentElement.scrollWidth`))
		if err != nil || wide > 320 {
			t.Errorf("%s is %v wide in a window of 320: %v", name, wide, err)
		}
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 1200, Height: 900, DeviceScaleFactor: 1}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}); err != nil {
			t.Fatal(err)
		}
	}
}
