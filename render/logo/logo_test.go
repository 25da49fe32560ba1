package logo

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"handover/render/doc"
)

const logoAlt = "Rivermouth Council"

// painted is a picture of one colour.
func painted(wide, high int, c color.Color) *image.NRGBA64 {
	m := image.NewNRGBA64(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			m.Set(x, y, c)
		}
	}
	return m
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// testLogo is a black logo of so many dots.
func testLogo(t testing.TB, wide, high int) *doc.Logo {
	t.Helper()
	l, err := Read("logo.png", pngOf(t, painted(wide, high, color.Black)), logoAlt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// dot is a dot of the logo as it is written.
func dot(t testing.TB, l *doc.Logo, x, y int) color.RGBA {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(l.PNG))
	if err != nil {
		t.Fatal(err)
	}
	return color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
}

// Every kind of picture that is taken is drawn in its own colours, on white, and
// in no more dots than are printed.
func TestReadLogo(t *testing.T) {
	rgb := func(r, g, b uint8) color.RGBA { return color.RGBA{r, g, b, 0xFF} }
	grey := image.NewGray(image.Rect(0, 0, 600, 300))
	grey16 := image.NewGray16(grey.Rect)
	palette := image.NewPaletted(grey.Rect, color.Palette{color.NRGBA{0, 80, 160, 0xFF}, color.NRGBA{}})
	for y := range 300 {
		for x := range 600 {
			grey.Set(x, y, color.Gray{0x40})
			grey16.Set(x, y, color.Gray16{0x4080})
			palette.SetColorIndex(x, y, uint8(min(1, x/300)))
		}
	}
	for _, c := range []struct {
		name, file  string
		b           []byte
		left, right color.RGBA
	}{
		{"16 bits a colour", "a.png", pngOf(t, painted(600, 300, color.NRGBA64{0x1234, 0x5678, 0x9ABC, 0xFFFF})), rgb(0x12, 0x56, 0x9A), rgb(0x12, 0x56, 0x9A)},
		{"half transparent", "a.PNG", pngOf(t, painted(600, 300, color.NRGBA{0, 0, 0, 0x80})), rgb(0x7F, 0x7F, 0x7F), rgb(0x7F, 0x7F, 0x7F)},
		{"grey", "a.png", pngOf(t, grey), rgb(0x40, 0x40, 0x40), rgb(0x40, 0x40, 0x40)},
		{"grey of 16 bits", "a.png", pngOf(t, grey16), rgb(0x40, 0x40, 0x40), rgb(0x40, 0x40, 0x40)},
		{"palette with a transparent colour", "a.png", pngOf(t, palette), rgb(0, 80, 160), rgb(0xFF, 0xFF, 0xFF)},
		{"JPEG", "a.jpg", jpegOf(t, painted(600, 300, rgb(0, 0, 0))), rgb(0, 0, 0), rgb(0, 0, 0)},
		{"grey JPEG", "a.JPEG", jpegOf(t, grey), rgb(0x40, 0x40, 0x40), rgb(0x40, 0x40, 0x40)},
	} {
		l, err := Read(c.file, c.b, " "+logoAlt+" ")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if l.Alt != logoAlt || l.High != 248 || l.Wide != 496 { // 21 mm high, 300 dots an inch
			t.Errorf("%s: %q, %d × %d dots", c.name, l.Alt, l.Wide, l.High)
		}
		if left, right := dot(t, l, 5, 5), dot(t, l, l.Wide-5, l.High-5); left != c.left || right != c.right {
			t.Errorf("%s: %v and %v, want %v and %v", c.name, left, right, c.left, c.right)
		}
	}
	if l := testLogo(t, 585, 40); l.Wide != 585 || l.High != 40 {
		t.Errorf("a logo that is just sharp enough has %d × %d dots", l.Wide, l.High)
	}
}

// chunk is a PNG's, with its checksum.
func chunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func TestReadLogoRefuses(t *testing.T) {
	good := pngOf(t, painted(600, 120, color.Black))
	resized := func(wide, high uint32) []byte { // the head says so; what follows doesn't matter
		head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, wide), high)
		return slices.Concat(good[:8], chunk("IHDR", append(head, good[24:29]...)), good[33:])
	}
	noise := image.NewRGBA(image.Rect(0, 0, 1100, 240))
	for i := range noise.Pix {
		noise.Pix[i] = byte(i * i * 2654435761 >> 11)
	}
	for i := 3; i < len(noise.Pix); i += 4 {
		noise.Pix[i] = 0xFF
	}
	cmyk := jpegOf(t, painted(600, 120, color.Black))
	at := bytes.Index(cmyk, []byte{0xFF, 0xC0}) // a fourth colour in the frame's head
	cmyk = slices.Concat(cmyk[:at], []byte{0xFF, 0xC0, 0, 20, 8, 0, 120, 2, 88, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0}, cmyk[at+19:])
	for _, c := range []struct {
		name, file string
		b          []byte
		alt, want  string
	}{
		{"no text", "logo.png", good, " ", "a logo needs a text for those who don't see it"},
		{"empty", "logo.png", nil, logoAlt, "not a PNG or JPEG picture"},
		{"SVG", "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), logoAlt, "not a PNG or JPEG picture: save it as PNG (SVG, GIF and others can't be drawn)"},
		{"GIF named PNG", "logo.png", []byte("GIF89a"), logoAlt, "not a PNG or JPEG picture"},
		{"JPEG named PNG", "logo.png", jpegOf(t, painted(600, 120, color.Black)), logoAlt, "the file is a JPEG by what is in it: its name must end with .jpg or .jpeg"},
		{"no ending", "logo", good, logoAlt, "the file is a PNG by what is in it: its name must end with .png"},
		{"too many bytes", "logo.png", append(slices.Clone(good), make([]byte, MaxBytes)...), logoAlt, "more than 2 MB"},
		{"bomb", "logo.png", resized(100_000, 90_000), logoAlt, "the picture has 100000 × 90000 dots, more than 8 million in all: make it smaller"},
		{"beyond counting", "logo.png", resized(1<<31-1, 1<<31-1), logoAlt, "the picture's size can't be read"},
		{"smaller bomb", "logo.png", resized(4000, 2001), logoAlt, "more than 8 million in all"},
		{"empty picture", "logo.png", resized(0, 10), logoAlt, "can't be read"},
		{"cut off", "logo.png", good[:len(good)/2], logoAlt, "the picture can't be read: it is damaged"},
		{"cut off in its head", "logo.png", good[:20], logoAlt, "the picture's size can't be read"},
		{"too thin", "logo.png", pngOf(t, painted(2100, 100, color.Black)), logoAlt, "too thin"},
		{"too small", "logo.png", pngOf(t, painted(584, 100, color.Black)), logoAlt, "the picture has 584 × 100 dots, too few to be sharp at 99 × 17 mm: it needs 585 × 101 or more"},
		{"transparent", "logo.png", pngOf(t, painted(600, 120, color.Transparent)), logoAlt, "nothing of it is seen on paper"},
		{"white on nothing", "logo.png", pngOf(t, painted(600, 120, color.NRGBA{0xFF, 0xFF, 0xFF, 0x90})), logoAlt, "nothing of it is seen on paper"},
		{"moves", "logo.png", slices.Concat(good[:33], chunk("acTL", make([]byte, 8)), good[33:]), logoAlt, "the picture moves (APNG)"},
		{"CMYK", "logo.jpg", cmyk, logoAlt, "the picture's colours are CMYK"},
		{"photograph", "logo.png", pngOf(t, noise), logoAlt, "KB to each letter, and may add 256"},
	} {
		if l, err := Read(c.file, c.b, c.alt); err == nil || l != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// Whatever a file holds, it is a logo or an error.
func TestReadLogoDamaged(t *testing.T) {
	files := map[string][]byte{"logo.png": pngOf(t, painted(600, 130, color.RGBA{9, 80, 160, 0xFF})), "logo.jpg": jpegOf(t, painted(600, 130, color.RGBA{9, 80, 160, 0xFF}))}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"logo.png", "logo.jpg"}).Draw(t, "name")
		b := slices.Clone(files[name])
		b = b[:rapid.IntRange(0, len(b)).Draw(t, "cut")]
		for range rapid.IntRange(0, 6).Draw(t, "times") {
			if len(b) > 0 {
				b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			}
		}
		l, err := Read(name, b, logoAlt)
		if (l == nil) == (err == nil) || l != nil && (len(l.PNG) > logoMaxPacked || len(l.Dots) == 0 || l.Wide*l.High == 0) {
			t.Errorf("%v, %v", l, err)
		}
	})
}

// A smaller picture is the mean of the larger: nothing of it counts twice or not
// at all, and one colour stays that colour.
func TestShrink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := image.Pt(rapid.IntRange(1, 40).Draw(t, "from wide"), rapid.IntRange(1, 40).Draw(t, "from high"))
		to := image.Pt(rapid.IntRange(1, from.X).Draw(t, "to wide"), rapid.IntRange(1, from.Y).Draw(t, "to high"))
		m := image.NewRGBA(image.Rectangle{Max: from})
		one, sum := rapid.Bool().Draw(t, "one colour"), 0
		for i := range m.Pix {
			m.Pix[i] = byte(i * 37)
			if one {
				m.Pix[i] = 99
			}
			if i%4 == 0 {
				sum += int(m.Pix[i])
			}
		}
		small, got := shrink(m, to.X, to.Y), 0
		for i := 0; i < len(small.Pix); i += 4 {
			if got += int(small.Pix[i]); one && small.Pix[i] != 99 {
				t.Fatalf("%d", small.Pix[i])
			}
		}
		if mean, want := float64(got)/float64(to.X*to.Y), float64(sum)/float64(from.X*from.Y); math.Abs(mean-want) > 0.5 {
			t.Errorf("a mean of %.2f, was %.2f", mean, want)
		}
	})
}
