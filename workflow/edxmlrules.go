package workflow

import "vanthu/documents"

// Rules of the messages that agencies exchange documents in.
const (
	RuleEdXMLSyntax  documents.Rule = "edxml_syntax"  // no sound XML
	RuleEdXMLBefore  documents.Rule = "edxml_before"  // characters before the declaration of XML
	RuleEdXMLPrefix  documents.Rule = "edxml_prefix"  // a prefix that is bound nowhere
	RuleEdXMLDoctype documents.Rule = "edxml_doctype" // a document type declaration, which could pull in files of others
	RuleEdXMLLarge   documents.Rule = "edxml_large"
	RuleEdXMLKind    documents.Rule = "edxml_kind" // XML, but no message
	RuleEdXMLMissing documents.Rule = "edxml_missing"
	RuleEdXMLTwice   documents.Rule = "edxml_twice" // what may be there once: readers would differ
	RuleEdXMLValue   documents.Rule = "edxml_value"
	RuleEdXMLFile    documents.Rule = "edxml_file" // an attachment that is not there or not to be decoded
)
