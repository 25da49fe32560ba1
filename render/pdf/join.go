package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Join puts files that Write made behind each other, to be printed on both sides
// of the paper: each begins on a sheet of its own, after a blank back where the
// one before ends on a front. pages are those of the result. It has the pages and
// nothing else, no structure, bookmarks or links: it is for a printer, and the
// files themselves are for readers. What several files hold alike stands once.
func Join(files [][]byte) (joined []byte, pages int, err error) {
	j := &joiner{known: map[string]int{}, offsets: make([]int, 4)}
	j.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for _, b := range files {
		if err := j.file(b); err != nil {
			return nil, 0, err
		}
		if len(j.pages)%2 == 1 {
			j.pages = append(j.pages, j.put([]byte("<</Type/Page/Parent 2 0 R"+j.box+">>")))
		}
	}
	j.at(1)
	j.out.WriteString("<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</Duplex/DuplexFlipLongEdge/PrintScaling/None>>>>\nendobj\n")
	j.at(2)
	j.out.WriteString("<</Type/Pages/Count " + strconv.Itoa(len(j.pages)) + "/Kids[")
	for _, n := range j.pages {
		j.out.WriteString(" " + ref(n))
	}
	j.out.WriteString("]>>\nendobj\n")
	j.at(3)
	j.out.WriteString("<</Title(To print)/Producer(" + producer + ")>>\nendobj\n")
	j.end()
	return j.out.Bytes(), len(j.pages), j.check(files)
}

// joiner writes one file of the pages of several. Objects 1 to 3 are the
// catalogue, the list of pages and the properties.
type joiner struct {
	out     bytes.Buffer
	offsets []int
	pages   []int
	box     string         // the MediaBox of the last page
	known   map[string]int // objects by what they hold
}

func (j *joiner) at(n int) {
	j.offsets[n] = j.out.Len()
	j.out.WriteString(strconv.Itoa(n) + " 0 obj\n")
}

// put writes a new object.
func (j *joiner) put(body []byte) int {
	n := len(j.offsets)
	j.offsets = append(j.offsets, 0)
	j.at(n)
	j.out.Write(body)
	j.out.WriteString("\nendobj\n")
	return n
}

func (j *joiner) file(b []byte) error {
	o, err := readOriginal(b)
	if err != nil {
		return err
	}
	pages, err := o.pages()
	if err != nil {
		return err
	}
	taken := map[int]int{}
	for _, n := range pages {
		page, err := o.dict(n)
		if err != nil {
			return err
		}
		body := []byte("<</Type/Page/Parent 2 0 R")
		if j.box, err = o.mediaBox(page); err != nil {
			return err
		}
		body = append(body, j.box...)
		for _, key := range []string{"Resources", "Contents"} {
			at, err := page.ref(key)
			if err != nil {
				return err
			}
			if at, err = j.take(o, taken, at); err != nil {
				return err
			}
			body = append(body, "/"+key+" "+ref(at)...)
		}
		j.pages = append(j.pages, j.put(append(body, ">>"...)))
	}
	return nil
}

// mediaBox is the entry of a page's size, its own or that of all pages.
func (o *original) mediaBox(page *dict) (string, error) {
	at, there := page.entries["MediaBox"]
	if !there {
		above, err := page.ref("Parent")
		if err != nil {
			return "", err
		}
		if page, err = o.dict(above); err != nil {
			return "", err
		}
		if at, there = page.entries["MediaBox"]; !there {
			return "", errShape
		}
	}
	return string(page.text[at.from:at.to]), nil
}

// take copies an object and all that it refers to, and gives its new number.
func (j *joiner) take(o *original, taken map[int]int, n int) (int, error) {
	if to, done := taken[n]; done {
		if to == 0 { // it refers to itself, by way of others
			return 0, errShape
		}
		return to, nil
	}
	if n <= 0 || n >= len(o.bodies) {
		return 0, errShape
	}
	taken[n] = 0
	body, err := j.referring(o, taken, o.bodies[n])
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(body)
	to, known := j.known[string(sum[:])]
	if !known {
		to = j.put(body)
		j.known[string(sum[:])] = to
	}
	taken[n] = to
	return to, nil
}

// referring is an object's text with the new numbers of what it refers to. A
// stream's data stays as it is.
func (j *joiner) referring(o *original, taken map[int]int, body []byte) ([]byte, error) {
	end, ok := value(body, blank(body, 0))
	if !ok {
		return nil, errShape
	}
	var out []byte
	for p := 0; p < end; {
		switch c := body[p]; {
		case c == '(':
			to, ok := literal(body, p)
			if !ok {
				return nil, errShape
			}
			out = append(out, body[p:to]...)
			p = to
		case c == '<' && body[p+1] == '<':
			out = append(out, "<<"...)
			p += 2
		case c == '<':
			to := p + bytes.IndexByte(body[p:], '>') + 1
			if to == p {
				return nil, errShape
			}
			out = append(out, body[p:to]...)
			p = to
		case c == '/':
			to := word(body, p+1)
			out = append(out, body[p:to]...)
			p = to
		case '0' <= c && c <= '9':
			n, to, isRef := reference(body[:end], p)
			if !isRef {
				to = word(body, p)
				out = append(out, body[p:to]...)
				p = to
				continue
			}
			new, err := j.take(o, taken, n)
			if err != nil {
				return nil, err
			}
			out = append(out, ref(new)...)
			p = to
		default:
			out = append(out, c)
			p++
		}
	}
	out = append(out, body[end:]...)
	if bytes.Contains(body[end:], []byte("stream")) {
		out = append(out, "\nendstream"...)
	}
	return out, nil
}

// reference reads "n 0 R" at p.
func reference(b []byte, p int) (n, end int, ok bool) {
	n, next, ok := number(b, p)
	if !ok {
		return 0, p, false
	}
	if _, next, ok = number(b, next); !ok {
		return 0, p, false
	}
	next = blank(b, next)
	return n, next + 1, next < len(b) && b[next] == 'R'
}

// end writes the cross-reference table; the file's identifier is its content's.
func (j *joiner) end() {
	sum := sha256.Sum256(j.out.Bytes())
	id := hex.EncodeToString(sum[:16])
	xref := j.out.Len()
	j.out.WriteString("xref\n0 " + strconv.Itoa(len(j.offsets)) + "\n0000000000 65535 f \n")
	for _, o := range j.offsets[1:] {
		digits := strconv.Itoa(o)
		j.out.WriteString("0000000000"[len(digits):] + digits + " 00000 n \n")
	}
	j.out.WriteString("trailer\n<</Size " + strconv.Itoa(len(j.offsets)) + "/Root 1 0 R/Info 3 0 R/ID[<" + id + "><" + id + ">]>>\nstartxref\n" + strconv.Itoa(xref) + "\n%%EOF\n")
}

// check reads the joined file again: each page has to hold what its file's page
// holds, and each file to begin on a front.
func (j *joiner) check(files [][]byte) error {
	whole, err := readOriginal(j.out.Bytes())
	if err != nil {
		return err
	}
	pages, err := whole.pages()
	if err != nil {
		return err
	}
	next := 0
	for _, b := range files {
		o, err := readOriginal(b)
		if err != nil {
			return err
		}
		of, err := o.pages()
		if err != nil {
			return err
		}
		for _, n := range of {
			was, err := o.content(n)
			if err != nil {
				return err
			}
			if next >= len(pages) {
				return errShape
			}
			is, err := whole.content(pages[next])
			if err != nil || !bytes.Equal(was, is) {
				return errShape
			}
			next++
		}
		next += next % 2
	}
	if next != len(pages) {
		return errShape
	}
	return nil
}

// content is what a page draws, as it is stored.
func (o *original) content(page int) ([]byte, error) {
	d, err := o.dict(page)
	if err != nil {
		return nil, err
	}
	n, err := d.ref("Contents")
	if err != nil {
		return nil, err
	}
	return o.stream(n)
}
