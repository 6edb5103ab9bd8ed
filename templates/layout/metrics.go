package layout

// unitsPerEm is the grid that the widths are measured in.
const unitsPerEm = 2048

// How far the font reaches above and below its base line, and the gap it wants
// between lines.
const (
	ascent  = 1825
	descent = 443
	lineGap = 87
)

// A metric is one advance width and the characters that have it.
type metric struct {
	width int
	runes string
}

// Advance widths of Times New Roman, upright. They are facts of the font; the
// metric-compatible Liberation Serif has the same.
var lightMetrics = [...]metric{
	{369, "'"},
	{410, "|"},
	{512, " ,.\u00a0"},
	{569, "/:;\\ijltìíĩỉị"},
	{614, "²³"},
	{682, "!()-I[]`frÌÍĨỈỊ‘’"},
	{717, "•"},
	{797, "Js"},
	{819, "°"},
	{836, "\""},
	{909, "?acezàáâãèéêăạảấầẩẫậắằẳẵặẹẻẽếềểễệ“”"},
	{961, "^"},
	{983, "{}"},
	{1024, "#$*0123456789_bdghknopquvxy§«»òóôõùúýđũọỏốồổỗộụủỳỵỷỹ–"},
	{1083, "ơớờởỡợ"},
	{1108, "~"},
	{1110, "ưứừửữự"},
	{1139, "FPS"},
	{1155, "+<=>×"},
	{1251, "ELTZÈÉÊẸẺẼẾỀỂỄỆ"},
	{1366, "BCR"},
	{1479, "ADGHKNOQUVXYwÀÁÂÃÒÓÔÕÙÚÝĂĐŨƠẠẢẤẦẨẪẬẮẰẲẴẶỌỎỐỒỔỖỘỚỜỞỠỢỤỦỲỴỶỸ"},
	{1536, "½"},
	{1589, "ƯỨỪỬỮỰ"},
	{1593, "&m"},
	{1706, "%"},
	{1821, "M"},
	{1886, "@"},
	{1933, "W"},
	{2048, "—…"},
}

// Advance widths of Times New Roman, bold.
var boldMetrics = [...]metric{
	{451, "|"},
	{512, " ,.\u00a0"},
	{569, "'/\\ilìíĩỉị"},
	{614, "²³"},
	{682, "!()-:;[]`fjt‘’"},
	{717, "•"},
	{797, "IsÌÍĨỈỊ"},
	{807, "{}"},
	{819, "°"},
	{909, "cerzèéêẹẻẽếềểễệ"},
	{1024, "#$*0123456789?J_agovxy§«»àáâãòóôõýăạảấầẩẫậắằẳẵặọỏốồổỗộỳỵỷỹ–“”"},
	{1065, "~"},
	{1134, "ơớờởỡợ"},
	{1137, "\""},
	{1139, "Sbdhknpquùúđũụủ"},
	{1167, "+<=>×"},
	{1190, "^"},
	{1229, "ưứừửữự"},
	{1251, "FP"},
	{1366, "BELTZÈÉÊẸẺẼẾỀỂỄỆ"},
	{1479, "ACDNRUVXYwÀÁÂÃÙÚÝĂĐŨẠẢẤẦẨẪẬẮẰẲẴẶỤỦỲỴỶỸ"},
	{1536, "½"},
	{1593, "GHKOQÒÓÔÕƠỌỎỐỒỔỖỘỚỜỞỠỢ"},
	{1630, "ƯỨỪỬỮỰ"},
	{1706, "&m"},
	{1905, "@"},
	{1933, "M"},
	{2048, "%W—…"},
}
