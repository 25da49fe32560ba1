package render

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed words.txt
var rtlWords string

// rtlLines are the names, words and sentences of words.txt.
func rtlLines() []string {
	var out []string
	for l := range strings.Lines(rtlWords) {
		if l = strings.TrimSpace(l); l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

func rtlValue(s string) Inline { return &Text{Text: s, Path: "people[0].name"} }

// pdfTurned has right-to-left text in each kind of place.
func pdfTurned() *Doc {
	words := func(s string) Inline { return &Text{Text: s} }
	cell := func(ins ...Inline) Cell { return Cell{Lines: []Line{{Inlines: ins}}} }
	long := rtlValue("يعيش محمد مع خالته في Salford منذ 12 مايو 2024 (رقم الهاتف: 01632 960123)، ويذهب إلى مدرسة St Mary's كل يوم. " +
		"يحب كرة القدم والرسم والسباحة، ويريد أن يرى أخته أكثر من مرة في الشهر.")
	d := &Doc{Meta: pdfMeta(Form), Blocks: []Block{
		&Heading{Level: 1, Inlines: []Inline{words("Plan for "), rtlValue("محمد عبد الله"), words(", aged 7")}},
		para(words("The child "), rtlValue("محمد الأحمد"), words(" (born 3 May 2019) lives with "), rtlValue("فاطمة (خالة) 07700 900123"), words(", her aunt; "), rtlValue("דוד"), rtlValue("דוד"), words(".")),
		para(long),
		&Heading{Level: 2, Inlines: []Inline{rtlValue("הילד גר עם סבתא שלו")}},
		para(&Strong{[]Inline{rtlValue("مُحَمَّدٌ"), words(" bold "), &Emph{[]Inline{rtlValue("לומד")}}}}),
		&List{Items: []Item{{[]Block{para(long)}}, {[]Block{para(words("second "), rtlValue("ثانٍ"), words("; third"))}}}},
		&List{Ordered: true, Start: 9, Items: []Item{{[]Block{para(rtlValue("أول"))}},
			{[]Block{para(rtlValue("دوم")), &List{Items: []Item{{[]Block{para(rtlValue("הילד גר עם סבתא שלו."))}}}}}}}},
		para(&Gap{Text: "Not recorded"}, words(" of "), rtlValue("دنیا"), words("; see "), &Link{To: "mailto:nour@example.org", Inlines: []Inline{rtlValue("نور")}}),
		&Table{Header: []Cell{cell(words("Name")), cell(words("Telephone")), cell(rtlValue("العنوان"))}, Rows: [][]Cell{
			{cell(rtlValue("نور الهدى")), cell(rtlValue("07700 900461")), {Lines: []Line{{Bullet: true, Inlines: []Inline{rtlValue("أريد أن أرى أمي كل يوم سبت")}}, {Bullet: true, Inlines: []Inline{words("by hand")}}}}}}},
		&Div{Kind: Callout, Blocks: []Block{para(rtlValue(strings.Repeat("مستشفى", 30)))}},
	}}
	lines := rtlLines()
	for i, l := range lines {
		d.Blocks = append(d.Blocks, para(words(fmt.Sprintf("%d. ", i+1)), rtlValue(l), words(", "), &Strong{[]Inline{rtlValue(l)}}))
	}
	return d
}
