package ooxml

import "strings"

// Order returns the names of the children of the element called parent in the
// order of the schema; "*" stands for all that are not named. It is nil where
// the schema leaves the order free, or where we have had no need of it.
func Order(parent string) []string { return strings.Fields(order(parent)) }

// The order of the children, element by element, after the complex types of
// wml.xsd and dml-wordprocessingDrawing.xsd in ISO/IEC 29500-4 (transitional).
// A name stands between blanks, so that its place in the string is its rank.
const (
	inP       = " w:pPr * "
	inR       = " w:rPr * "
	inBody    = " * w:sectPr "
	inTbl     = " w:tblPr w:tblGrid * "
	inTr      = " w:tblPrEx w:trPr * "
	inTc      = " w:tcPr * "
	inNum     = " w:abstractNumId w:lvlOverride "
	inNumPr   = " w:ilvl w:numId w:numberingChange w:ins "
	inStyles  = " w:docDefaults w:latentStyles w:style "
	inDefault = " w:rPrDefault w:pPrDefault "
	inBorders = " w:top w:start w:left w:bottom w:end w:right w:between w:bar w:insideH w:insideV w:tl2br w:tr2bl "

	inPPr = " w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr" +
		" w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap" +
		" w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd" +
		" w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc" +
		" w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr" +
		" w:sectPr * w:pPrChange "

	inRPr = " w:ins w:del w:moveFrom w:moveTo w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps" +
		" w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof" +
		" w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs" +
		" w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang" +
		" w:eastAsianLayout w:specVanish w:oMath * w:rPrChange "

	inTblPr = " w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize" +
		" w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd" +
		" w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription * w:tblPrChange "

	inTcPr = " w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar" +
		" w:textDirection w:tcFitText w:vAlign w:hideMark w:headers * w:cellIns w:cellDel" +
		" w:cellMerge w:tcPrChange "

	inSectPr = " w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar" +
		" w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote" +
		" w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings * w:sectPrChange "

	inStyle = " w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority" +
		" w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose" +
		" w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr "

	inTblStylePr  = " w:pPr w:rPr w:tblPr w:trPr w:tcPr "
	inNumbering   = " w:numPicBullet w:abstractNum w:num w:numIdMacAtCleanup "
	inAbstractNum = " w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl "
	inLvl         = " w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId" +
		" w:legacy w:lvlJc w:pPr w:rPr "

	inSettings = " w:writeProtection w:view w:zoom w:removePersonalInformation w:removeDateAndTime" +
		" w:doNotDisplayPageBoundaries w:displayBackgroundShape w:printPostScriptOverText" +
		" w:printFractionalCharacterWidth w:printFormsData w:embedTrueTypeFonts w:embedSystemFonts" +
		" w:saveSubsetFonts w:saveFormsData w:mirrorMargins w:alignBordersAndEdges" +
		" w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:gutterAtTop" +
		" w:hideSpellingErrors w:hideGrammaticalErrors w:activeWritingStyle w:proofState" +
		" w:formsDesign w:attachedTemplate w:linkStyles w:stylePaneFormatFilter" +
		" w:stylePaneSortMethod w:documentType w:mailMerge w:revisionView w:trackRevisions" +
		" w:doNotTrackMoves w:doNotTrackFormatting w:documentProtection w:autoFormatOverride" +
		" w:styleLockTheme w:styleLockQFSet w:defaultTabStop w:autoHyphenation" +
		" w:consecutiveHyphenLimit w:hyphenationZone w:doNotHyphenateCaps w:showEnvelope" +
		" w:summaryLength w:clickAndTypeStyle w:defaultTableStyle w:evenAndOddHeaders" +
		" w:bookFoldRevPrinting w:bookFoldPrinting w:bookFoldPrintingSheets" +
		" w:drawingGridHorizontalSpacing w:drawingGridVerticalSpacing" +
		" w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery" +
		" w:doNotUseMarginsForDrawingGridOrigin w:drawingGridHorizontalOrigin" +
		" w:drawingGridVerticalOrigin w:doNotShadeFormData w:noPunctuationKerning" +
		" w:characterSpacingControl w:printTwoOnOne w:strictFirstAndLastChars w:noLineBreaksAfter" +
		" w:noLineBreaksBefore w:savePreviewPicture w:doNotValidateAgainstSchema w:saveInvalidXml" +
		" w:ignoreMixedContent w:alwaysShowPlaceholderText w:doNotDemarcateInvalidXml" +
		" w:saveXmlDataOnly w:useXSLTWhenSaving w:saveThroughXslt w:showXMLTags" +
		" w:alwaysMergeEmptyNamespace w:updateFields w:hdrShapeDefaults w:footnotePr w:endnotePr" +
		" w:compat w:docVars w:rsids m:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping" +
		" w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions" +
		" w:readModeInkLockDown w:smartTagType sl:schemaLibrary w:shapeDefaults" +
		" w:doNotEmbedSmartTags w:decimalSymbol w:listSeparator * "

	inInline = " wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic "
	inAnchor = " wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone" +
		" wp:wrapSquare wp:wrapTight wp:wrapThrough wp:wrapTopAndBottom wp:docPr" +
		" wp:cNvGraphicFramePr a:graphic * "
)

func order(parent string) string {
	switch parent {
	case "w:p":
		return inP
	case "w:r":
		return inR
	case "w:pPr":
		return inPPr
	case "w:rPr":
		return inRPr
	case "w:body":
		return inBody
	case "w:sectPr":
		return inSectPr
	case "w:tbl":
		return inTbl
	case "w:tr":
		return inTr
	case "w:tc":
		return inTc
	case "w:tblPr":
		return inTblPr
	case "w:tcPr":
		return inTcPr
	case "w:pBdr", "w:tblBorders", "w:tcBorders", "w:pgBorders", "w:tblCellMar", "w:tcMar":
		return inBorders
	case "w:num":
		return inNum
	case "w:numPr":
		return inNumPr
	case "wp:inline":
		return inInline
	case "wp:anchor":
		return inAnchor
	}
	return orderInParts(parent)
}

// orderInParts is order for the elements of the styles, numbering and settings
// parts.
func orderInParts(parent string) string {
	switch parent {
	case "w:styles":
		return inStyles
	case "w:docDefaults":
		return inDefault
	case "w:style":
		return inStyle
	case "w:tblStylePr":
		return inTblStylePr
	case "w:numbering":
		return inNumbering
	case "w:abstractNum":
		return inAbstractNum
	case "w:lvl":
		return inLvl
	case "w:settings":
		return inSettings
	}
	return ""
}

// rank is the place of the child called name in list: its own, or that of "*",
// or behind all.
func rank(list, name string) int {
	if i := strings.Index(list, " "+name+" "); i >= 0 && name != "" {
		return i
	}
	if i := strings.Index(list, " * "); i >= 0 {
		return i
	}
	return len(list)
}

// rankOf is rank for a child that is there. Text between elements holds no
// place of its own: nothing is put behind it for its sake.
func rankOf(list string, n *Node) int {
	if n.Name == "" {
		return len(list)
	}
	return rank(list, n.Name)
}
