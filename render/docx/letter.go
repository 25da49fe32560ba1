package docx

import (
	"fmt"
	"slices"
	"strings"

	"handover/render/doc"
)

// Where a letter's two blocks stand on its first page, in twips from the
// paper's top left corner: GOV.UK Notify's geometry, which is that of a C5
// window envelope. The address window is x 24.6–120 mm, y 39.5–66.3 mm, the
// sender's block x 125–190, y 30–95; each is drawn in by half a millimetre.
// blank's LetterTop keeps the body below 95 mm.
const (
	addressX = 1417 // 25 mm
	addressY = 2262
	addressW = 5358
	addressH = 1490
	senderX  = 7115
	senderY  = 1729
	senderW  = 3628
	senderH  = 3628
)

// letterhead writes a letter's sender and address blocks, in the order that
// they have in the tree, and gives the blocks after them.
func (w *writer) letterhead(blocks []doc.Block) []doc.Block {
	seen := map[doc.DivKind]bool{}
	for len(blocks) > 0 {
		d, ok := blocks[0].(*doc.Div)
		if !ok || d.Kind != doc.Address && d.Kind != doc.Sender || seen[d.Kind] {
			break
		}
		seen[d.Kind] = true
		if p := w.onlyParagraph(d); p != nil {
			if d.Kind == doc.Address {
				w.frame("AddressBlock", "address window", p.Inlines, addressX, addressY, addressW, addressH)
			} else {
				w.frame("SenderBlock", "sender's block", p.Inlines, senderX, senderY, senderW, senderH)
			}
		}
		blocks = blocks[1:]
	}
	for _, kind := range []doc.DivKind{doc.Sender, doc.Address} {
		if !seen[kind] {
			w.fault("", "a letter begins with its sender and address blocks: no %q", kind)
		}
	}
	return blocks
}

// fits are the sizes to try in a frame: half-points, and the line's height
// in twips. Twelve point if it fits, eighteen in large print.
var fits = [...]struct{ size, line int }{{36, 414}, {36, 372}, {32, 335}, {28, 293}, {24, 276}, {24, 248}, {22, 230}, {20, 210}}

// frame writes a paragraph at a fixed place of the page. An e-mail address too
// long for a line goes on to the next after its @; another long word makes its
// own line smaller. Text that doesn't fit is a
// fault, for it would print outside the window.
func (w *writer) frame(style, name string, in []doc.Inline, x, y, width, height int) {
	need := 0
	cutLines := textLines(strings.ReplaceAll(text(in), "@", "@ "))
	for _, fit := range fits {
		if fit.size > w.scaled(24) {
			continue
		}
		sizes, cuts := []int{}, []bool{}
		need = 0
		for i, words := range lineWords(in) {
			cut := len(words) > 0 && slices.Max(words) > width*24/fit.size && len(cutLines[i]) > len(words)
			if cut {
				words = cutLines[i]
			}
			cuts = append(cuts, cut)
			size := lineSize(words, width, fit.size, w.scaled(20))
			if style == "AddressBlock" {
				size = wholeSize(words, width, size, w.scaled(16))
			}
			sizes = append(sizes, size)
			need += wrap(words, width*24/size)
		}
		if need*fit.line <= height {
			w.para(para{
				style: style,
				frame: fmt.Sprintf(`<w:framePr w:w="%d" w:h="%d" w:hRule="atLeast" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="%d" w:y="%d"/>`, width, height, x, y),
				line:  fit.line,
				sizes: sizes,
				cuts:  cuts,
			}, in)
			return
		}
	}
	w.fault(doc.FirstPath([]doc.Block{&doc.Paragraph{Inlines: in}}), "%d lines are too many for the %s, which holds %d", need, name, height/fits[len(fits)-1].line)
}

// wholeSize is the largest size, down to least, in which a line isn't two: for
// GOV.UK Notify each printed line is one of the address's seven. Where none is
// small enough, the size stays.
func wholeSize(words []int, width, size, least int) int {
	for s := size; s >= least; s -= 2 {
		if wrap(words, width*24/s) <= 1 {
			return s
		}
	}
	return size
}

// lineSize is the largest size, down to least, in which no word is broken.
func lineSize(words []int, width, size, least int) int {
	for ; size > least; size -= 2 {
		if len(words) == 0 || slices.Max(words) <= width*24/size {
			break
		}
	}
	return size
}
