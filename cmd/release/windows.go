package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strconv"
	"strings"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
	"golang.org/x/image/vector"
)

// british is the language of what the version says.
const british = 0x0809

// dress gives a program for Windows what Explorer and an inventory show: an
// icon, a version, and a manifest that says which Windows it knows.
func dress(exe []byte, of string) ([]byte, error) {
	parts, err := numbers(of)
	if err != nil {
		return nil, err
	}
	var set winres.ResourceSet
	var sizes []image.Image
	for _, n := range []int{256, 64, 48, 32, 16} {
		sizes = append(sizes, icon(n))
	}
	ico, err := winres.NewIconFromImages(sizes)
	if err != nil {
		return nil, err
	}
	if err := set.SetIcon(winres.ID(1), ico); err != nil {
		return nil, err
	}
	set.SetManifest(winres.AppManifest{
		Identity:       winres.AssemblyIdentity{Name: "handover", Version: parts},
		Description:    "Handover packs of a children's social care case",
		Compatibility:  winres.Win10AndAbove,
		ExecutionLevel: winres.AsInvoker,
		LongPathAware:  true,
	})
	info := version.Info{FileVersion: parts, ProductVersion: parts}
	for key, value := range map[string]string{
		version.ProductName: "handover", version.FileDescription: "Handover packs of a children's social care case",
		version.OriginalFilename: "handover.exe", version.ProductVersion: of, version.FileVersion: of,
	} {
		if err := info.Set(british, key, value); err != nil {
			return nil, err
		}
	}
	set.SetVersionInfo(info)
	var out bytes.Buffer
	if err := set.WriteToEXE(&out, bytes.NewReader(exe)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// numbers is a version as Windows has it: four numbers from 0 to 65535. winres
// would make another of one that isn't (findings/version-resource.sh).
func numbers(of string) (v [4]uint16, err error) {
	parts := strings.Split(of, ".")
	if len(parts) > len(v) {
		return v, fmt.Errorf("version %q has more than four numbers", of)
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return v, fmt.Errorf("version %q: %q is no number from 0 to 65535, which is all that Windows can show", of, p)
		}
		v[i] = uint16(n)
	}
	return v, nil
}

// icon draws a folder that is handed on: a folder with an arrow to the right.
// n is its width and height in pixels.
func icon(n int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, n, n))
	fill := func(c color.Color, points ...float32) { // in hundredths
		r := vector.NewRasterizer(n, n)
		for i := 0; i < len(points); i += 2 {
			x, y := points[i]*float32(n)/100, points[i+1]*float32(n)/100
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
		r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
	}
	draw.Draw(img, img.Bounds(), image.Transparent, image.Point{}, draw.Src)
	fill(color.NRGBA{0x1b, 0x4f, 0x72, 0xff}, 6, 18, 38, 18, 46, 28, 94, 28, 94, 84, 6, 84)
	fill(color.NRGBA{0xff, 0xff, 0xff, 0xff}, 22, 50, 56, 50, 56, 38, 80, 56, 56, 74, 56, 62, 22, 62)
	return img
}
