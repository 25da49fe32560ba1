package main

import (
	"context"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/serve"
)

// idle is how long the pages wait for somebody.
const idle = 4 * time.Hour

var serveVerb = verb{
	name: "serve",
	args: "[FOLDER]",
	does: "all of it as pages in a browser",
	more: `
Opens a browser on the cases of FOLDER, or of this folder: a list of them, each to
be filled in, checked and made into a pack without writing JSON. Every case stays
one JSON file there, as "handover pack" reads it. The pages are on this computer
alone (127.0.0.1), for who started the program alone, and load nothing from
elsewhere. Ctrl-C ends them; so does nobody asking for a page for four hours.

Example
  handover serve cases
  handover serve cases --no-open --port 8080
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var o serveOptions
		set.BoolVar(&o.quiet, "no-open", false, "open no browser; print the address that opens the pages, and nothing else")
		set.IntVar(&o.port, "port", 0, "the `PORT` to take, in place of any that is free")
		declareTemplates(set, &o.templates)
		return func(ctx context.Context, args []string) (app.Exit, error) {
			o.folder = "."
			if len(args) > 0 {
				o.folder = args[0]
			}
			return servePages(ctx, e, o)
		}
	},
}

type serveOptions struct {
	folder, templates string
	quiet             bool
	port              int
}

// servePages serves until it is interrupted, which is how it is meant to end.
func servePages(ctx context.Context, e *env, o serveOptions) (app.Exit, error) {
	if o.port < 0 || o.port > 65535 {
		return app.ExitUsage, app.Misuse("--port: a port is a number from 1 to 65535", "leave it out, and a free one is taken")
	}
	s, err := serve.New(serve.Options{Folder: o.folder, Port: o.port, Templates: o.templates, Idle: idle, Today: e.Today, Now: e.Now, Say: func(text string) { e.say("%s", text) }})
	if err != nil {
		return app.ExitFailed, err
	}
	if err := e.write([]byte(s.Address() + "\n")); err != nil {
		return app.ExitFailed, err
	}
	if !o.quiet {
		e.say("the pages are open in your browser for as long as this runs; Ctrl-C ends it")
		if err := e.Browser(s.Once()); err != nil {
			e.say("no browser could be opened; open the address above in one")
		}
	}
	return app.ExitDone, s.Run(ctx)
}

// openBrowser opens an address in whatever the user has chosen for that.
func openBrowser(address string) error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case "darwin":
		c = exec.Command("open", address)
	default:
		c = exec.Command("xdg-open", address)
	}
	if err := c.Start(); err != nil {
		return err
	}
	go func() { _ = c.Wait() }() // it ends when it likes
	return nil
}

const started = `handover is open in your browser, for as long as this window stays open.
The cases lie in the folder %s, one file each.
To check a case without the pages, drop its file on handover.exe.
`

// serveDocuments is what a double click does: the pages, for a folder of the
// user's documents.
func (e *env) serveDocuments(ctx context.Context) (app.Exit, error) {
	dir, err := e.Documents()
	if err != nil {
		return app.ExitFailed, app.Fail("your documents' folder can't be found: "+deliver.Cause(err).Error(), `open "Command Prompt" and type  handover serve  and a folder`)
	}
	dir = filepath.Join(dir, "handover")
	e.say(strings.TrimSpace(started), dir)
	return servePages(ctx, e, serveOptions{folder: dir, quiet: e.Browser == nil})
}
