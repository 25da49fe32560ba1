package pdf

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// stackedText are names and sentences in scripts whose letters stack, turn about
// or take marks: "My name is …; I live with my grandmother" and given names.
var stackedText = map[string]string{
	"Hindi":     "मेरा नाम प्रिया शर्मा है। मैं अपनी दादी के साथ रहती हूँ। कृष्णा, श्रीमती, विद्यार्थी, ज्ञान",
	"Nepali":    "मेरो नाम सिर्जना श्रेष्ठ हो। म हजुरआमासँग बस्छु। कार्की, थापा",
	"Bengali":   "আমার নাম ফাতেমা বেগম। আমি আমার দাদীর সঙ্গে থাকি। কৃষ্ণ, চৌধুরী, রহমান, শ্রাবণী",
	"Punjabi":   "ਮੇਰਾ ਨਾਮ ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਹੈ। ਮੈਂ ਆਪਣੀ ਦਾਦੀ ਨਾਲ ਰਹਿੰਦਾ ਹਾਂ। ਜਸਵਿੰਦਰ ਕੌਰ, ਹਰਪ੍ਰੀਤ",
	"Gujarati":  "મારું નામ પ્રિયા પટેલ છે. હું મારી દાદી સાથે રહું છું. કૃષ્ણ, જ્ઞાનેશ, શ્રીમતી",
	"Tamil":     "என் பெயர் கார்த்திக். நான் என் பாட்டியுடன் வசிக்கிறேன். லக்ஷ்மி, ஸ்ரீ, கொடி, சௌந்தர்யா",
	"Sinhala":   "මගේ නම ශ්\u200dරියානි. මම ආච්චි සමඟ ජීවත් වෙමි. ක්\u200dරිශාන්ත, ප්\u200dරියන්ත, චන්ද්\u200dරිකා",
	"Thai":      "ฉันชื่อสมชาย ฉันอยู่กับคุณยาย น้ำฝน ปู่ กำธร",
	"Marks":     "কি কো কৌ கொ කො ක්\u200dෂ හ්\u200dය कर्म ङ्क्ष",
	"Alone":     "ि ী ੈ ૌ ெ ේ ่",
	"Mixed":     "Priya (प्रिया) Sharma and ফাতেমা-Begum; ਸਿੰਘ/சிங்",
	"Two faces": "नाम নাম ਨਾਮ નામ பெயர் නම ชื่อ",
}

// TestStackedAsHarfBuzz: each word has the glyphs, in the places, that HarfBuzz
// gives it.
func TestStackedAsHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skip("SKIPPED: hb-shape is not installed; apt-get install libharfbuzz-bin")
	}
	var s shaper
	words := 0
	for of, text := range stackedText {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return stackedFace(r) == 0 && !invisible(r) }) {
			runes := []rune(word)
			id := stackedFace(runes[0])
			f, err := faces[id]()
			if err != nil {
				t.Fatal(err)
			}
			shaped, _, err := s.shape(f, id, runes, 0, len(runes), false)
			if err != nil {
				t.Fatal(of, err)
			}
			words++
			out, err := exec.Command("hb-shape", "--no-glyph-names", "--cluster-level=1", filepath.Join("fonts", stacked[id-faceStacked].font+".ttf"), word).Output()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := asHarfBuzz(shaped), hbPlaces(t, string(out)); got != want {
				t.Errorf("%s: %s: %s, HarfBuzz has %s (%s)", of, word, got, want, out)
			}
		}
	}
	if words < 60 {
		t.Errorf("only %d words", words)
	}
}

// asHarfBuzz is each glyph with its place: "12@0,0 13@550,20".
func asHarfBuzz(s *shapedText) string {
	var out []string
	be := binary.BigEndian
	for _, g := range s.glyphs {
		for p := []byte(g.parts); len(p) > 0; p = p[6:] {
			out = append(out, glyphAt(int(be.Uint16(p)), int(g.x)+int(int16(be.Uint16(p[2:]))), int(int16(be.Uint16(p[4:])))))
		}
	}
	return strings.Join(out, " ")
}

func glyphAt(gid, x, y int) string {
	return strconv.Itoa(gid) + "@" + strconv.Itoa(x) + "," + strconv.Itoa(y)
}

// hbPlaces reads hb-shape's "[12=0+550|13=1@-20,30+0]".
func hbPlaces(t *testing.T, said string) string {
	t.Helper()
	var out []string
	pen := 0
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		return n
	}
	for g := range strings.SplitSeq(strings.Trim(strings.TrimSpace(said), "[]"), "|") {
		gid, rest, _ := strings.Cut(g, "=")
		at, adv, _ := strings.Cut(rest, "+")
		_, off, has := strings.Cut(at, "@")
		x, y := "0", "0"
		if has {
			x, y, _ = strings.Cut(off, ",")
		}
		out = append(out, glyphAt(number(gid), pen+number(x), number(y)))
		pen += number(adv)
	}
	return strings.Join(out, " ")
}

// TestStackedRead: two readers that we didn't write find each word as it was
// written, and a line of it isn't broken inside a cluster.
func TestStackedRead(t *testing.T) {
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "प्रिया शर्मा")}}
	var words []string
	for _, text := range stackedText {
		d.Blocks = append(d.Blocks, sample.Para(sample.Val(text, "children[0].views[0].text")))
		words = append(words, strings.Fields(text)...)
	}
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, reader := range [][]string{{"pdftotext", "-enc", "UTF-8", path, "-"}, {"mutool", "draw", "-F", "text", path}} {
		if _, err := exec.LookPath(reader[0]); err != nil {
			t.Logf("SKIPPED: %s is not installed", reader[0])
			continue
		}
		out, err := exec.Command(reader[0], reader[1:]...).Output()
		if err != nil {
			t.Fatal(reader[0], err)
		}
		said := strings.Join(strings.Fields(string(out)), " ")
		for _, w := range words {
			if !strings.Contains(said, w) {
				t.Errorf("%s doesn't find %s", reader[0], w)
			}
		}
	}
}
