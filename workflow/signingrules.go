package workflow

import "vanthu/documents"

// Rules of PDF files and their signatures.
const (
	RulePDFKind       documents.Rule = "pdf_kind"
	RulePDFDamaged    documents.Rule = "pdf_damaged"
	RulePDFLocked     documents.Rule = "pdf_locked"
	RulePDFForm       documents.Rule = "pdf_form"  // in order, but of a form that is not signed here
	RulePDFLarge      documents.Rule = "pdf_large" // beyond the limits
	RulePDFWords      documents.Rule = "pdf_words" // the words on the page could not be read
	RuleWordMissing   documents.Rule = "word_missing"
	RuleWordTwice     documents.Rule = "word_twice"
	RulePrinted       documents.Rule = "printed"        // what văn thư gives stands on the page already
	RuleFieldMissing  documents.Rule = "field_missing"  // of the PDF, as are the next
	RuleFieldThere    documents.Rule = "field_there"    // placed a second time
	RuleFieldFilled   documents.Rule = "field_filled"   // numbers are written once
	RuleFieldSigned   documents.Rule = "field_signed"   // and signatures made once
	RuleFieldSmall    documents.Rule = "field_small"    // what should stand in it does not fit
	RuleLetterMissing documents.Rule = "letter_missing" // the font of the signed page does not have it
	RuleForbidden     documents.Rule = "forbidden_by_signature"
	RuleKeyUnfit      documents.Rule = "key_unfit"
	RuleKeyPassword   documents.Rule = "key_password"
	RuleKeyFile       documents.Rule = "key_file"
	RuleKeyRevoked    documents.Rule = "key_revoked"
	RuleKeyUntrusted  documents.Rule = "key_untrusted"   // of no root that the server trusts, or not valid that day
	RuleKeyElsewhere  documents.Rule = "key_elsewhere"   // the program on the person's machine asks it
	RuleKeyNone       documents.Rule = "key_none"        // no certificate in force where the key is
	RuleKeySeveral    documents.Rule = "key_several"     // several, and it is not said which
	RuleKeyService    documents.Rule = "key_service"     // the signing service does not answer as it should
	RuleKeyAccount    documents.Rule = "key_account"     // it does not know the office or the person
	RuleKeyAddress    documents.Rule = "key_address"     // of the service: secrets go over TLS only
	RuleKeySpent      documents.Rule = "key_spent"       // what was paid for is used up
	RuleKeyDeclined   documents.Rule = "key_declined"    // the person did not want to
	RuleKeyExpired    documents.Rule = "key_expired"     // the person did not answer
	RuleKeyToken      documents.Rule = "key_token"       // the token or HSM cannot be reached
	RuleSignature     documents.Rule = "signature_wrong" // what came back is not of the certificate and the file
	RuleStamp         documents.Rule = "stamp_failed"
	RuleEvidence      documents.Rule = "evidence_missing"
	RuleBase          documents.Rule = "base_changed" // the file is not the one the signature was prepared on
)
