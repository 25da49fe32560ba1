package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"handover/render/doc"
	"handover/render/logo"
)

// LogoAlt is what the sample's logo says.
const LogoAlt = "Rivermouth Council"

// sampleLogo is a black logo of so many dots.
func Logo(t testing.TB, wide, high int) *doc.Logo {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, wide, high))
	draw.Draw(m, m.Rect, image.NewUniform(color.Black), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	l, err := logo.Read("logo.png", b.Bytes(), LogoAlt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
