package edxml_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

const content = "QsOhbyBjw6FvIHRo4butLgo="

// changed is the sample with one text in it replaced wherever it is.
func changed(t *testing.T, pairs ...string) string {
	t.Helper()
	file := load(t, "van-ban-moi.edxml")
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(file, pairs[i]) {
			t.Fatalf("no %q", pairs[i])
		}
		file = strings.ReplaceAll(file, pairs[i], pairs[i+1])
	}
	return file
}

// archive is a zip, in base64, of names and texts in turn.
func archive(t *testing.T, pairs ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

// What the software of agencies writes in ways of its own says the same.
func TestReadIsTolerant(t *testing.T) {
	t.Parallel()
	want := read(t, load(t, "van-ban-moi.edxml"))
	docs := `<AttachmentEncoded>`
	for name, file := range map[string]string{
		"NoPrefixes":         changed(t, "edXML:", ""),
		"OtherPrefix":        changed(t, "edXML:", "ns2:", "xmlns:edXML", "xmlns:ns2"),
		"OldNamespace":       changed(t, "http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.go.vn/eDoc"),
		"OtherCase":          changed(t, "<edXML xmlns", "<EdXML xmlns", "</edXML>", "</EdXML>", "edXML:edXMLEnvelope", "edXML:EdXMLEnvelope"),
		"Soap":               changed(t, "<edXML xmlns=", "<soap:Envelope xmlns:soap=", "</edXML>", "</soap:Envelope>"),
		"BusinessMended":     changed(t, "Bussiness", "Business"),
		"Zipped":             changed(t, content, archive(t, "7a71a0ee.txt", "Báo cáo thử.\n")),
		"ZippedSaidSo":       changed(t, content, archive(t, "x.txt", "Báo cáo thử.\n"), "<ContentType>text/plain", "<ContentType>application/zip"),
		"Wrapped":            changed(t, content, "QsOhbyBjw6Fv\r\n      IHRo4butLgo="),
		"Unpadded":           changed(t, content, strings.TrimRight(content, "=")),
		"NoScheme":           changed(t, "<ContentId>cid:", "<ContentId>"),
		"OtherScheme":        changed(t, "<edXML:ContentId>cid:", "<edXML:ContentId>CID: "),
		"ByteOrderMark":      "\uFEFF" + load(t, "van-ban-moi.edxml"),
		"NoDeclaration":      changed(t, `<?xml version="1.0" encoding="UTF-8"?>`, ""),
		"WindowsLines":       changed(t, "\n", "\r\n"),
		"Comments":           changed(t, "BC-UBND</edXML:CodeNotation>", "BC<!-- gạch nối -->-UBND</edXML:CodeNotation>"),
		"CDATA":              changed(t, "Sở Nội vụ &amp; Lao động", "<![CDATA[Sở Nội vụ & Lao động]]>"),
		"Decomposed":         changed(t, "Mẫu", "Mâ\u0303u"),
		"UnknownElements":    changed(t, "<edXML:SteeringType>", "<edXML:ApplicationType>2</edXML:ApplicationType><edXML:SteeringType>"),
		"EmptyAnswer":        changed(t, "<edXML:SteeringType>", "<edXML:ResponseFor/><edXML:SteeringType>"),
		"OtherDates":         changed(t, "2026/11/30", "30/11/2026", ">2026/11/22<", ">2026-11-22<", "2026/11/22 09:15:30", "2026-11-22T09:15:30"),
		"NamesOfJava":        changed(t, "</edXML:TraceHeaderList>", "<edXML:TraceHeader><edXML:OrganId>null</edXML:OrganId></edXML:TraceHeader></edXML:TraceHeaderList>"),
		"SignatureIsSkipped": changed(t, "</edXML:edXMLHeader>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature></edXML:edXMLHeader>`),
		"PathOfTheFile":      changed(t, "<AttachmentName>", `<AttachmentName>C:\Temp\`),
		"EncodedInPrefix":    changed(t, docs, `<e:AttachmentEncoded xmlns:e="urn:x">`, "</AttachmentEncoded>", "</e:AttachmentEncoded>"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, read(t, file), data); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Children stand in any order.
func TestReadByName(t *testing.T) {
	t.Parallel()
	date, id := "<edXML:DueDate>2026/11/30</edXML:DueDate>", "<edXML:DocumentId>H48.99.01,2026/11/22,123/BC-UBND</edXML:DocumentId>"
	file := changed(t, date, "", id, date+"\n", "<edXML:SteeringType>", id+"<edXML:SteeringType>")
	if diff := cmp.Diff(read(t, load(t, "van-ban-moi.edxml")), read(t, file), data); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestStatusesOfOthers(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]edxml.Status{"14": edxml.Agreed, "1": edxml.Arrived, "16": edxml.Declined} {
		file := strings.Replace(load(t, "trang-thai.edxml"), "<edXML:StatusCode>03", "<edXML:StatusCode>"+code, 1)
		if m := read(t, file); m.Status != want {
			t.Errorf("%s is read as %s, want %s", code, m.Status, want)
		}
	}
}

// A zip is a file of its own when it is called so, or holds many.
func TestZipsThatAreFiles(t *testing.T) {
	t.Parallel()
	word := archive(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>")
	one := archive(t, "a.txt", "một")
	for name, c := range map[string]struct{ file, kept string }{
		"Word":      {word, word},
		"Zip":       {one, one},
		"ZipZipped": {archive(t, "x.zip", "một"), base64.StdEncoding.EncodeToString([]byte("một"))},
	} {
		ending := map[bool]string{true: "docx", false: "zip"}[name == "Word"]
		m := read(t, changed(t, content, c.file, "bao-cao.txt", "bao-cao."+ending, "text/plain", "application/zip"))
		if got := base64.StdEncoding.EncodeToString(m.Attachments[0].Data); got != c.kept {
			t.Errorf("%s: got %s, want %s", name, got, c.kept)
		}
		if diff := cmp.Diff(m, read(t, write(t, m)), data); diff != "" {
			t.Errorf("%s: -written +read\n%s", name, diff)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	bomb := archive(t, "x.txt", strings.Repeat("0", 65<<20))
	for _, c := range []struct {
		name, file string
		rule       documents.Rule
		at         string // what stands there
	}{
		{"Nothing", "", workflow.RuleEdXMLSyntax, ""},
		{"NoXML", "PK\x03\x04", workflow.RuleEdXMLSyntax, ""},
		{"BeforeTheDeclaration", "1212" + load(t, "van-ban-moi.edxml"), workflow.RuleEdXMLBefore, "1212<?xml"},
		{"SpaceBeforeIt", "\n" + load(t, "van-ban-moi.edxml"), workflow.RuleEdXMLBefore, "\n<?xml"},
		{"PrefixOfAnAttribute", changed(t, "<edXML:Reference>", `<edXML:Reference xlink:href="">`), workflow.RuleEdXMLPrefix, "xlink:href"},
		{"PrefixOfAnElement", changed(t, "<AttachmentEncoded>", "<edXML:AttachmentEncoded>"), workflow.RuleEdXMLPrefix, "<edXML:AttachmentEncoded>"},
		{"Doctype", changed(t, "<edXML xmlns", `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><edXML xmlns`), workflow.RuleEdXMLDoctype, "<!DOCTYPE"},
		{"Entity", changed(t, "Kết quả cải cách hành chính năm", "&f;"), workflow.RuleEdXMLSyntax, " 2026</edXML:Content>"},
		{"Unclosed", changed(t, "</AttachmentEncoded>", ""), workflow.RuleEdXMLSyntax, "</edXML>"},
		{"CutOff", load(t, "van-ban-moi.edxml")[:3000], workflow.RuleEdXMLSyntax, ""},
		{"AfterTheRoot", load(t, "van-ban-moi.edxml") + "x", workflow.RuleEdXMLSyntax, "\nx"},
		{"TwoRoots", load(t, "van-ban-moi.edxml") + "<x/>", workflow.RuleEdXMLSyntax, "<x/>"},
		{"AttributeTwice", changed(t, `version="1.0">`, `version="1.0" version="1.1">`), workflow.RuleEdXMLSyntax, "<edXML:edXMLManifest"},
		{"NoMessage", "<svg/>", workflow.RuleEdXMLKind, "<svg/>"},
		{"Deep", strings.Repeat("<a>", 40), workflow.RuleEdXMLLarge, strings.Repeat("<a>", 8)},
		{"Wide", "<a>" + strings.Repeat("<b/>", 30_000), workflow.RuleEdXMLLarge, ""},
		{"Prefixes", "<a" + prefixes(0, 30) + "><b" + prefixes(30, 60) + "><c" + prefixes(60, 90) + ">", workflow.RuleEdXMLLarge, "<c"},
		{"Wordy", changed(t, "Kết quả cải cách hành chính năm", strings.Repeat("bảo mật mật độ ", 1<<18)), workflow.RuleEdXMLLarge, "<edXML:Content>"},
		{"Huge", "<a>" + strings.Repeat(" ", edxml.MaxSize), workflow.RuleEdXMLLarge, ""},
		{"NoSender", changed(t, "<edXML:OrganId>H48.99.01</edXML:OrganId>", ""), workflow.RuleEdXMLMissing, "<edXML:From>"},
		{"NoReceiver", changed(t, "edXML:To>", "edXML:An>"), workflow.RuleEdXMLMissing, "<edXML:MessageHeader>"},
		{"NoID", changed(t, "H48.99.01,2026/11/22,123/BC-UBND", "null"), workflow.RuleEdXMLMissing, "<edXML:DocumentId>null"},
		{"StatusOfNothing", strings.ReplaceAll(load(t, "trang-thai.edxml"), "ResponseFor", "For"), workflow.RuleEdXMLMissing, "<edXML:MessageHeader>"},
		{"StatusUnknown", strings.Replace(load(t, "trang-thai.edxml"), ">03<", ">07<", 1), workflow.RuleEdXMLValue, "<edXML:StatusCode>07"},
		{"KindUnknown", changed(t, "DocType>0<", "DocType>9<"), workflow.RuleEdXMLValue, "<edXML:BussinessDocType>9"},
		{"IDTwice", changed(t, "<edXML:Subject>", "<edXML:DocumentId>khác</edXML:DocumentId><edXML:Subject>"), workflow.RuleEdXMLTwice, "<edXML:DocumentId>khác"},
		{"HeaderTwice", changed(t, "<edXML:TraceHeaderList>", "<MessageHeader/><edXML:TraceHeaderList>"), workflow.RuleEdXMLTwice, "<MessageHeader/>"},
		{"NoSuchDay", changed(t, "2026/11/30", "2026/11/31"), workflow.RuleEdXMLValue, "<edXML:DueDate>"},
		{"NoNumber", changed(t, "PageAmount>7", "PageAmount>bảy"), workflow.RuleEdXMLValue, "<edXML:PageAmount>"},
		{"NoTruth", changed(t, "Direction>true", "Direction>đúng"), workflow.RuleEdXMLValue, "<edXML:Direction>"},
		{"FileMissing", changed(t, "<ContentId>cid:209", "<ContentId>cid:210"), workflow.RuleEdXMLFile, "<edXML:Reference>"},
		{"FileOfATemplate", changed(t, content, "${__StringFromFile(test.txt,,,)}"), workflow.RuleEdXMLFile, "<edXML:ContentTransferEncoded"},
		{"FileEmpty", changed(t, content, ""), workflow.RuleEdXMLFile, "<edXML:ContentTransferEncoded"},
		{"ZipDamaged", changed(t, content, archive(t, "x.txt", "Báo cáo")[:80]), workflow.RuleEdXMLFile, "<edXML:ContentTransferEncoded"},
		{"ZipBomb", changed(t, content, bomb), workflow.RuleEdXMLLarge, "<edXML:ContentTransferEncoded"},
		{"ManyFiles", changed(t, "<Attachment>", strings.Repeat("<Attachment/>", 101)+"<Attachment>"), workflow.RuleEdXMLMissing, "<Attachment/>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m, err := edxml.Read([]byte(c.file))
			if m != nil {
				t.Fatalf("it was read: %+v", m)
			}
			refused := refusedAs(t, err)
			if there := from(c.file, refused.Line, refused.Column); refused.Refusal.Rule != c.rule || !strings.HasPrefix(there, c.at) {
				t.Errorf("got %v, where is %.40q; want %s at %q", err, there, c.rule, c.at)
			}
		})
	}
}

// prefixes declares some.
func prefixes(from, to int) (attrs string) {
	for ; from < to; from++ {
		attrs += fmt.Sprintf(` xmlns:p%d="u"`, from)
	}
	return attrs
}

// from returns the file from a place on.
func from(file string, line, column int) string {
	lines := strings.SplitAfter(file, "\n")
	here := []rune(strings.Join(lines[line-1:], ""))
	return string(here[column-1:])
}

// A mark of secrecy is refused wherever it is, and the error tells nothing else.
func TestSecretsAreRefused(t *testing.T) {
	t.Parallel()
	const secret = "kho lương số bảy"
	hidden := base64.StdEncoding.EncodeToString([]byte("TUYỆT MẬT\n" + secret))
	for name, file := range map[string]string{
		"Subject":     changed(t, "<edXML:Subject>Kết", "<edXML:Subject>TỐI MẬT\n"+secret),
		"Parted":      changed(t, "<edXML:Subject>Kết quả cải cách hành chính", "<edXML:Subject>M<b/>Ậ<!-- -->T"),
		"ByNumber":    changed(t, "<edXML:Subject>Kết quả cải cách hành chính", "<edXML:Subject>M&#7852;T"),
		"Unknown":     changed(t, "<edXML:SteeringType>", "<edXML:DoMat>Tối mật</edXML:DoMat><edXML:SteeringType>"),
		"Attribute":   changed(t, "<edXML:OtherInfo>", `<edXML:OtherInfo level="MẬT">`),
		"Comment":     changed(t, "<edXML:OtherInfo>", `<!-- Độ mật: Mật --><edXML:OtherInfo>`),
		"Instruction": changed(t, "<edXML:OtherInfo>", `<?x TUYỆT MẬT ?><edXML:OtherInfo>`),
		"FileName":    changed(t, "<AttachmentName>bao-cao", "<AttachmentName>(MẬT) bao-cao"),
		"File":        changed(t, content, hidden),
		"NoFile":      changed(t, content, "TUYỆT MẬT"),
		"LongFile":    changed(t, content, archive(t, "x.txt", "Tối mật\n"+strings.Repeat("số", 1<<20))),
		"ZippedFile":  changed(t, content, archive(t, "x.txt", "Tối mật\n"+secret)),
		"OtherFaults": changed(t, content, hidden, "PageAmount>7", "PageAmount>"+secret, "bao-cao.txt", secret),
		"FaultBefore": changed(t, content, hidden, "<edXML:ContentId>cid:209", "<edXML:ContentId>cid:210"), // it is found later
		"Status":      strings.Replace(load(t, "trang-thai.edxml"), "Đã tiếp nhận, vào sổ văn bản đến", "MẬT", 1),
	} {
		_, err := edxml.Read([]byte(file))
		checkSecret(t, name, err, secret)
	}
	for _, m := range messages(t) {
		m.From.Address = "TỐI MẬT\n" + secret
		_, err := edxml.Write(m)
		checkSecret(t, "Write", err, secret)
	}
	m := read(t, load(t, "van-ban-moi.edxml"))
	m.Subject = "Bảo mật thông tin và mật độ dân số"
	write(t, m) // only speaks of it
}

func checkSecret(t *testing.T, name string, err error, secret string) {
	t.Helper()
	refused := refusedAs(t, err)
	said := fmt.Sprintf("%v %+v %+v", err, refused.Refusal, workflow.Say(err))
	if refused.Refusal.Rule != documents.RuleSecret || !strings.Contains(said, "Luật Bảo vệ bí mật nhà nước") || strings.Contains(said, secret) {
		t.Errorf("%s: got %s", name, said)
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*edxml.Message)
		rule   documents.Rule
	}{
		"NoKind":    {func(m *edxml.Message) { m.Kind = "" }, workflow.RuleEdXMLValue},
		"NoSender":  {func(m *edxml.Message) { m.From.ID = "" }, workflow.RuleEdXMLMissing},
		"NoID":      {func(m *edxml.Message) { m.ID = " " }, workflow.RuleEdXMLMissing},
		"Negative":  {func(m *edxml.Message) { m.Other.Pages = -1 }, workflow.RuleEdXMLValue},
		"NoName":    {func(m *edxml.Message) { m.Attachments[0].Name = "" }, workflow.RuleEdXMLMissing},
		"FileTwice": {func(m *edxml.Message) { m.Attachments = append(m.Attachments, m.Attachments[0]) }, workflow.RuleEdXMLTwice},
	} {
		m := read(t, load(t, "van-ban-moi.edxml"))
		c.change(m)
		_, err := edxml.Write(m)
		if refused := refusedAs(t, err); refused.Refusal.Rule != c.rule {
			t.Errorf("%s: got %v, want %s", name, err, c.rule)
		}
	}
}

func TestReply(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	document := read(t, load(t, "van-ban-moi.edxml"))
	got := document.Reply(edxml.Rejected, document.To[0], at)
	got.Description = "Gửi nhầm nơi nhận"
	want := &edxml.Message{
		Kind: edxml.Report, From: document.To[0], Status: edxml.Rejected, Description: "Gửi nhầm nơi nhận", At: at,
		Answers: []edxml.Answer{{Organ: "H48.99.01", Code: "123/BC-UBND", ID: "H48.99.01,2026/11/22,123/BC-UBND", Date: on(22)}},
	}
	if diff := cmp.Diff(want, read(t, write(t, got))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func BenchmarkRead(b *testing.B) {
	m, err := edxml.Read([]byte(load(b, "van-ban-moi.edxml")))
	if err != nil {
		b.Fatal(err)
	}
	m.Attachments[0].Data = make([]byte, 4<<20) // as tight as a PDF is
	_, _ = rand.NewChaCha8([32]byte{}).Read(m.Attachments[0].Data)
	file, err := edxml.Write(m)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(m.Attachments[0].Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := edxml.Read(file); err != nil {
			b.Fatal(err)
		}
	}
}
