package serve

import (
	"mime"
	"net/http"
	"path"
	"strconv"

	"handover/render"
)

// fileType is how a browser gets a file of ours.
type fileType struct {
	mime   string
	inline bool   // shown in the browser; else kept as a file
	csp    string // of what is shown
}

const (
	runsNothing = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
	// A browser's own reader of PDF is a plugin to it, which a sandbox would keep out.
	showsPDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)

func typeOf(f render.Format) fileType {
	switch f {
	case render.PDF:
		return fileType{"application/pdf", true, showsPDF}
	case render.HTML:
		return fileType{"text/html; charset=utf-8", true, runsNothing}
	case render.Markdown, render.Plain:
		return fileType{"text/plain; charset=utf-8", true, runsNothing}
	case "json":
		return fileType{"text/plain; charset=utf-8", true, runsNothing}
	case render.CSV:
		return fileType{"text/csv; charset=utf-8", false, runsNothing}
	case render.DOCX:
		return fileType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, runsNothing}
	case render.XLSX:
		return fileType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, runsNothing}
	case render.EML:
		return fileType{"message/rfc822", false, runsNothing}
	}
	return fileType{"application/octet-stream", false, runsNothing}
}

// formatName is a format as people call it.
func formatName(f render.Format) string {
	switch f {
	case render.PDF:
		return "PDF"
	case render.DOCX:
		return "Word"
	case render.Markdown:
		return "plain text (Markdown)"
	case render.Plain:
		return "text to paste"
	case render.EML:
		return "e-mail draft"
	case render.XLSX:
		return "Excel"
	case render.CSV:
		return "CSV"
	case render.HTML:
		return "web page"
	}
	return string(f)
}

// sendFile sends a finished file of a path, under a name: shown where a browser
// can show it, else kept. A browser that guesses another type is told not to.
func sendFile(w http.ResponseWriter, at, name string, b []byte) {
	t := typeOf(render.Format(trimDot(path.Ext(at))))
	how := "attachment"
	if t.inline {
		how = "inline"
	}
	h := w.Header()
	h.Set("Content-Type", t.mime)
	if name != "" {
		how = mime.FormatMediaType(how, map[string]string{"filename": name})
	}
	h.Set("Content-Disposition", how)
	h.Set("Content-Security-Policy", t.csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	if _, err := w.Write(b); err != nil {
		return // whoever asked has gone
	}
}

func trimDot(ext string) string {
	if ext == "" {
		return ""
	}
	return ext[1:]
}
