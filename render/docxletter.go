package render

import (
	"fmt"
	"slices"
	"strings"
)

// Where a letter's two blocks stand on its first page, in twips from the
// paper's top left corner: GOV.UK Notify's geometry, which is that of a C5
// window envelope. The address window is x 24.6–120 mm, y 39.5–66.3 mm, the
// sender's block x 125–190, y 30–95; each is drawn in by half a millimetre.
// docxref's LetterTop keeps the body below 95 mm.
const (
	docxAddressX = 1417 // 25 mm
	docxAddressY = 2262
	docxAddressW = 5358
	docxAddressH = 1490
	docxSenderX  = 7115
	docxSenderY  = 1729
	docxSenderW  = 3628
	docxSenderH  = 3628
)

// letterhead writes a letter's sender and address blocks, in the order that
// they have in the tree, and gives the blocks after them.
func (w *docxWriter) letterhead(blocks []Block) []Block {
	seen := map[DivKind]bool{}
	for len(blocks) > 0 {
		d, ok := blocks[0].(*Div)
		if !ok || d.Kind != Address && d.Kind != Sender || seen[d.Kind] {
			break
		}
		seen[d.Kind] = true
		if p := w.onlyParagraph(d); p != nil {
			if d.Kind == Address {
				w.frame("AddressBlock", "address window", p.Inlines, docxAddressX, docxAddressY, docxAddressW, docxAddressH)
			} else {
				w.frame("SenderBlock", "sender's block", p.Inlines, docxSenderX, docxSenderY, docxSenderW, docxSenderH)
			}
		}
		blocks = blocks[1:]
	}
	for _, kind := range []DivKind{Sender, Address} {
		if !seen[kind] {
			w.fault("", "a letter begins with its sender and address blocks: no %q", kind)
		}
	}
	return blocks
}

// docxFits are the sizes to try in a frame: half-points, and the line's height
// in twips. Twelve point if it fits, eighteen in large print.
var docxFits = [...]struct{ size, line int }{{36, 414}, {36, 372}, {32, 335}, {28, 293}, {24, 276}, {24, 248}, {22, 230}, {20, 210}}

// frame writes a paragraph at a fixed place of the page. An e-mail address too
// long for a line goes on to the next after its @; another long word makes its
// own line smaller. Text that doesn't fit is a
// fault, for it would print outside the window.
func (w *docxWriter) frame(style, name string, in []Inline, x, y, width, height int) {
	need := 0
	cutLines := docxTextLines(strings.ReplaceAll(docxText(in), "@", "@ "))
	for _, fit := range docxFits {
		if fit.size > w.scaled(24) {
			continue
		}
		sizes, cuts := []int{}, []bool{}
		need = 0
		for i, words := range docxLines(in) {
			cut := len(words) > 0 && slices.Max(words) > width*24/fit.size && len(cutLines[i]) > len(words)
			if cut {
				words = cutLines[i]
			}
			cuts = append(cuts, cut)
			size := docxLineSize(words, width, fit.size, w.scaled(20))
			sizes = append(sizes, size)
			need += docxWrap(words, width*24/size)
		}
		if need*fit.line <= height {
			w.para(docxPara{
				style: style,
				frame: fmt.Sprintf(`<w:framePr w:w="%d" w:h="%d" w:hRule="atLeast" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="%d" w:y="%d"/>`, width, height, x, y),
				line:  fit.line,
				sizes: sizes,
				cuts:  cuts,
			}, in)
			return
		}
	}
	w.fault(docxPath(in), "%d lines are too many for the %s, which holds %d", need, name, height/docxFits[len(docxFits)-1].line)
}

// docxLineSize is the largest size, down to least, in which no word is broken.
func docxLineSize(words []int, width, size, least int) int {
	for ; size > least; size -= 2 {
		if len(words) == 0 || slices.Max(words) <= width*24/size {
			break
		}
	}
	return size
}

// docxPath is the first record path in text, to say where to look.
func docxPath(in []Inline) string {
	for _, n := range in {
		if t, ok := n.(*Text); ok && t.Path != "" {
			return t.Path
		}
	}
	return ""
}
