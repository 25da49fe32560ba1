package sample

import (
	_ "embed"
	"fmt"
	"strings"

	"handover/render/doc"
)

//go:embed words.txt
var rtlWords string

// RtlLines are the names, words and sentences of words.txt.
func RtlLines() []string {
	var out []string
	for l := range strings.Lines(rtlWords) {
		if l = strings.TrimSpace(l); l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

func RtlValue(s string) doc.Inline { return &doc.Text{Text: s, Path: "people[0].name"} }

// Turned has right-to-left text in each kind of place.
func Turned() *doc.Doc {
	words := func(s string) doc.Inline { return &doc.Text{Text: s} }
	cell := func(ins ...doc.Inline) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: ins}}} }
	long := RtlValue("يعيش محمد مع خالته في Salford منذ 12 مايو 2024 (رقم الهاتف: 01632 960123)، ويذهب إلى مدرسة St Mary's كل يوم. " +
		"يحب كرة القدم والرسم والسباحة، ويريد أن يرى أخته أكثر من مرة في الشهر.")
	d := &doc.Doc{Meta: Meta(doc.Form), Blocks: []doc.Block{
		&doc.Heading{Level: 1, Inlines: []doc.Inline{words("Plan for "), RtlValue("محمد عبد الله"), words(", aged 7")}},
		Para(words("The child "), RtlValue("محمد الأحمد"), words(" (born 3 May 2019) lives with "), RtlValue("فاطمة (خالة) 07700 900123"), words(", her aunt; "), RtlValue("דוד"), RtlValue("דוד"), words(".")),
		Para(long),
		&doc.Heading{Level: 2, Inlines: []doc.Inline{RtlValue("הילד גר עם סבתא שלו")}},
		Para(&doc.Strong{Inlines: []doc.Inline{RtlValue("مُحَمَّدٌ"), words(" bold "), &doc.Emph{Inlines: []doc.Inline{RtlValue("לומד")}}}}),
		&doc.List{Items: []doc.Item{{Blocks: []doc.Block{Para(long)}}, {Blocks: []doc.Block{Para(words("second "), RtlValue("ثانٍ"), words("; third"))}}}},
		&doc.List{Ordered: true, Start: 9, Items: []doc.Item{{Blocks: []doc.Block{Para(RtlValue("أول"))}},
			{Blocks: []doc.Block{Para(RtlValue("دوم")), &doc.List{Items: []doc.Item{{Blocks: []doc.Block{Para(RtlValue("הילד גר עם סבתא שלו."))}}}}}}}},
		Para(&doc.Gap{Text: "Not recorded"}, words(" of "), RtlValue("دنیا"), words("; see "), &doc.Link{To: "mailto:nour@example.org", Inlines: []doc.Inline{RtlValue("نور")}}),
		&doc.Table{Header: []doc.Cell{cell(words("Name")), cell(words("Telephone")), cell(RtlValue("العنوان"))}, Rows: [][]doc.Cell{
			{cell(RtlValue("نور الهدى")), cell(RtlValue("07700 900461")), {Lines: []doc.Line{{Bullet: true, Inlines: []doc.Inline{RtlValue("أريد أن أرى أمي كل يوم سبت")}}, {Bullet: true, Inlines: []doc.Inline{words("by hand")}}}}}}},
		&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{Para(RtlValue(strings.Repeat("مستشفى", 30)))}},
	}}
	lines := RtlLines()
	for i, l := range lines {
		d.Blocks = append(d.Blocks, Para(words(fmt.Sprintf("%d. ", i+1)), RtlValue(l), words(", "), &doc.Strong{Inlines: []doc.Inline{RtlValue(l)}}))
	}
	return d
}
