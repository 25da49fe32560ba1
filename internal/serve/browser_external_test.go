package serve

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium is a browser of its own, let in at a server; the test is skipped
// where there is none. With script false the pages run none.
func chromium(t *testing.T, b *browser, script bool) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("SKIPPED: chromium isn't installed")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1200, 900))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	do(t, ctx, chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(b.s.Address()), heading("Cases"))
	return ctx
}

// do does some steps in a browser, in a minute at most.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if len(steps) > 1 || chromedp.FromContext(ctx).Target != nil { // the first of all is the browser's life
		var late context.CancelFunc
		ctx, late = context.WithTimeout(ctx, time.Minute)
		defer late()
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// picture keeps a screenshot, of the whole page, where HANDOVER_SCREENSHOTS says.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("HANDOVER_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// follow follows the first link with a text, press presses a button.
func follow(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(`//a[contains(normalize-space(.), "` + text + `")]`)
}
func press(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(`//button[contains(normalize-space(.), "` + text + `")]`)
}

// heading waits for a page by its heading, says for some words in an element.
func heading(text string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(`//main//h1[contains(normalize-space(.), "` + text + `")]`)
}
func says(element, text string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(`//` + element + `[contains(normalize-space(.), "` + text + `")]`)
}

// TestAdministrator: from the list to a pack that two people have approved, in a
// browser, with and without scripts.
func TestAdministrator(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	for name, script := range map[string]bool{"with scripts": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			b, _ := begun(t, "salford-section-20")
			ctx := chromium(t, b, script)
			shot := func(n string) { picture(t, ctx, strings.ReplaceAll(n+"-"+name, " ", "-")) }
			do(t, ctx, follow("CF-204511"), chromedp.WaitVisible(chromedp.CSS(".tabs")), follow("What would be made"), heading("What would be made"))
			shot("preview")
			do(t, ctx, chromedp.Click(chromedp.CSS(".docs a")), chromedp.WaitVisible(chromedp.CSS("iframe.paper")))
			shot("document")
			do(t, ctx, follow("Back to what would be made"), heading("What would be made"), follow("Make the pack"), heading("Make the pack"))
			shot("make")
			do(t, ctx, chromedp.Click(chromedp.CSS("main form button")), heading("The pack"))
			shot("pack")
			pdf, err := chromedp.Run(ctx, chromedp.AttributeValue(chromedp.CSS(".files a"), "href"))
			if err != nil {
				t.Fatal(err)
			}
			if status, body, _ := b.ask(t, pdf.Value); status != 200 || !strings.HasPrefix(body, "%PDF-") {
				t.Errorf("%d for the first file", status)
			}
			name := chromedp.CSS("#name")
			do(t, ctx, chromedp.SendKeys(name, "Ann Example"), press("I have prepared it"), says("button", "I have checked it"))
			do(t, ctx, chromedp.SendKeys(name, "Ann Example"), press("I have checked it"), chromedp.WaitVisible(chromedp.CSS("#errors")))
			shot("same-person")
			do(t, ctx, chromedp.Clear(name), chromedp.SendKeys(name, "Bob Example"), press("I have checked it"), says("strong", "Checked by a second person"))
			shot("checked")
		})
	}
}

// TestManager: many packs, then the meeting's list, by the keyboard alone.
func TestManager(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	b, _ := begun(t, "salford-section-20", "salford-siblings-proceedings")
	ctx := chromium(t, b, true)
	focus := func(text string) { // as somebody goes there with the tab key
		t.Helper()
		for range 80 {
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(document.activeElement.labels?.[0]?.textContent ?? document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()`))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(at, text) && len(at) < 200 { // and not all of a table
				return
			}
		}
		t.Fatalf("the tab key never comes to %q", text)
	}
	focus("Make many packs")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("Make many packs"))
	picture(t, ctx, "batch")
	focus("may be replaced")
	do(t, ctx, chromedp.KeyEvent(" "))
	focus("Make them")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), says("p", "2 packs made"))
	picture(t, ctx, "batch-made")
	focus("Meeting list")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("Meeting lists"), chromedp.WaitVisible(chromedp.CSS("table.tracker")))
	picture(t, ctx, "tracker")
	focus("Next date")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(`th[aria-sort="ascending"]`)))
	focus("Post")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), heading("The post"))
	picture(t, ctx, "mail")
}
