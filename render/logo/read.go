// Package logo makes a council's picture file ready to be drawn at the head of
// its letters. Call Read.
package logo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"path"
	"slices"
	"strings"

	"handover/render/doc"
)

// Limits of a logo's file, and of what each letter carries of it.
const (
	MaxBytes      = 2 << 20 // of the file
	logoMaxDots   = 8_000_000
	logoMaxPacked = 256 << 10 // bytes in each letter
)

// ReadLogo reads a logo from a PNG or JPEG file, named by name, and makes it
// ready to be drawn: transparency laid on white, 8 bits a colour, at most 300
// dots an inch at the size at which letters show it. Size and kind are looked at
// before anything is unpacked. The error says what to do.
func Read(name string, b []byte, alt string) (*doc.Logo, error) {
	if strings.TrimSpace(alt) == "" {
		return nil, errors.New("a logo needs a text for those who don't see it")
	}
	kind, err := logoKind(name, b)
	if err != nil {
		return nil, err
	}
	size, err := kind.size(bytes.NewReader(b))
	if err != nil {
		return nil, errors.New("the picture's size can't be read: it is damaged, or of a rare kind; save it again as PNG")
	}
	if size.ColorModel == color.CMYKModel {
		return nil, errors.New("the picture's colours are CMYK, for a printing press: save it in RGB")
	}
	w, h := size.Width, size.Height
	if w <= 0 || h <= 0 || w > logoMaxDots/h {
		return nil, fmt.Errorf("the picture has %d × %d dots, more than %d million in all: make it smaller", w, h, logoMaxDots/1_000_000)
	}
	wide, high := doc.LogoSize(w, h)
	if min(wide, high) < doc.LogoMinSide {
		return nil, fmt.Errorf("the picture has %d × %d dots: it would be drawn %.0f × %.0f mm, which is too thin", w, h, wide, high)
	}
	inch := wide / 25.4
	if dpi := float64(w) / inch; dpi < doc.LogoMinDPI {
		grow := doc.LogoMinDPI / dpi
		return nil, fmt.Errorf("the picture has %d × %d dots, too few to be sharp at %.0f × %.0f mm: it needs %.0f × %.0f or more",
			w, h, wide, high, math.Ceil(grow*float64(w)), math.Ceil(grow*float64(h)))
	}
	img, err := kind.read(bytes.NewReader(b))
	if err != nil {
		return nil, errors.New("the picture can't be read: it is damaged, or of a rare kind; save it again as PNG")
	}
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	if !logoVisible(flat) {
		return nil, errors.New("the picture is all white or transparent: nothing of it is seen on paper; use the one for light backgrounds")
	}
	if most := int(inch * doc.LogoMaxDPI); w > most {
		flat = shrink(flat, most, max(1, most*h/w))
	}
	return pack(flat, alt)
}

// logoFormat is a kind of picture file that is taken.
type logoFormat struct {
	name string
	ends []string // of a file's name
	head string   // first bytes
	size func(*bytes.Reader) (image.Config, error)
	read func(*bytes.Reader) (image.Image, error)
}

func logoFormats() []logoFormat {
	return []logoFormat{
		{"PNG", []string{".png"}, "\x89PNG\r\n\x1a\n",
			func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) }},
		{"JPEG", []string{".jpg", ".jpeg"}, "\xff\xd8\xff",
			func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) }},
	}
}

// logoKind tells what a file is by its first bytes, which its name has to agree with.
func logoKind(name string, b []byte) (logoFormat, error) {
	if len(b) > MaxBytes {
		return logoFormat{}, fmt.Errorf("the file has more than %d MB: make the picture smaller", MaxBytes>>20)
	}
	all := logoFormats()
	i := slices.IndexFunc(all, func(f logoFormat) bool { return bytes.HasPrefix(b, []byte(f.head)) })
	if i < 0 {
		return logoFormat{}, errors.New("not a PNG or JPEG picture: save it as PNG (SVG, GIF and others can't be drawn)")
	}
	f := all[i]
	if !slices.Contains(f.ends, strings.ToLower(path.Ext(name))) {
		return f, fmt.Errorf("the file is a %s by what is in it: its name must end with %s", f.name, strings.Join(f.ends, " or "))
	}
	if f.name == "PNG" && pngMoves(b) {
		return f, errors.New("the picture moves (APNG): save one that stands still")
	}
	return f, nil
}

// pngMoves tells whether a PNG has the chunk that begins an animation.
func pngMoves(b []byte) bool {
	for b = b[8:]; len(b) >= 8; {
		n := uint64(binary.BigEndian.Uint32(b))
		if string(b[4:8]) == "acTL" {
			return true
		}
		if n+12 > uint64(len(b)) {
			return false
		}
		b = b[n+12:]
	}
	return false
}

// logoVisible tells whether anything stands out from white paper.
func logoVisible(m *image.RGBA) bool {
	for i := 0; i+3 < len(m.Pix); i += 4 {
		if 3*int(m.Pix[i])+6*int(m.Pix[i+1])+int(m.Pix[i+2]) < 10*0xE0 { // roughly how bright an eye sees it
			return true
		}
	}
	return false
}

// packLogo packs the picture once, for all letters. A PNG's own packing is what
// PDF takes too.
func pack(m *image.RGBA, alt string) (*doc.Logo, error) {
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		return nil, err
	}
	l := &doc.Logo{Alt: strings.TrimSpace(alt), Wide: m.Rect.Dx(), High: m.Rect.Dy(), PNG: file.Bytes()}
	for b := l.PNG[8:]; len(b) >= 12; {
		n := binary.BigEndian.Uint32(b)
		if string(b[4:8]) == "IDAT" {
			l.Dots = append(l.Dots, b[8:8+n]...)
		}
		b = b[12+n:]
	}
	if len(l.PNG) > logoMaxPacked {
		return nil, fmt.Errorf("the picture would add %d KB to each letter, and may add %d: it is a photograph or has much shading; use fewer dots, or a plainer one",
			len(l.PNG)>>10, logoMaxPacked>>10)
	}
	return l, nil
}
