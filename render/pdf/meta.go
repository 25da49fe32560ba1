package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"math"
	"strings"
	"sync"
	"time"

	"handover/render/doc"
)

const producer = "handover"

// xmp is the metadata packet, with the claims of PDF/A-2a and PDF/UA-1. PDF/A
// knows no pdfuaid schema, so the packet describes it in an extension.
func xmp(m *doc.Meta, date time.Time) []byte {
	esc := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // into memory: can't fail
		return b.String()
	}
	return []byte(strings.NewReplacer("{title}", esc(m.Title), "{creator}", esc(m.Creator), "{lang}", esc(m.Lang),
		"{date}", date.Format("2006-01-02T15:04:05Z"), "{producer}", producer).Replace(xmpText))
}

const xmpText = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

// sRGB is a small ICC version 2 display profile with the primaries and the
// curve of IEC 61966-2-1, adapted to D50 (ICC.1:2001-04).
var sRGB = sync.OnceValue(func() []byte {
	be := binary.BigEndian
	xyz := func(v ...float64) []byte {
		b := append([]byte("XYZ "), 0, 0, 0, 0)
		for _, x := range v {
			b = be.AppendUint32(b, uint32(int32(math.Round(x*65536))))
		}
		return b
	}
	const points = 256
	curve := be.AppendUint32(append([]byte("curv"), 0, 0, 0, 0), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	const name = "sRGB"
	desc := be.AppendUint32(append([]byte("desc"), 0, 0, 0, 0), uint32(len(name)+1))
	desc = append(append(desc, name...), make([]byte, 1+4+4+2+1+67)...)
	text := append(append([]byte("text"), 0, 0, 0, 0), "No copyright\x00"...)
	tags := []struct {
		sig  string
		data []byte
	}{
		{"desc", desc}, {"cprt", text}, {"wtpt", xyz(0.9505, 1, 1.0891)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708)}, {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // green and blue share red's curve
	}
	head := make([]byte, 128)
	be.PutUint32(head[8:], 0x02400000) // version 2.4
	copy(head[12:], "mntrRGB XYZ ")
	be.PutUint16(head[24:], 2026)
	be.PutUint16(head[26:], 1)
	be.PutUint16(head[28:], 1)
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:])
	start := 128 + 4 + 12*len(tags)
	table := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	last, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			last, size = start+len(body), len(t.data)
			body = append(body, t.data...)
		}
		table = append(table, t.sig...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(last)), uint32(size))
	}
	out := append(append(head, table...), body...)
	be.PutUint32(out, uint32(len(out)))
	return out
})
