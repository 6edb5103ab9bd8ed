package documents

// The rules of form a document is held to, as data: what must be there before
// it may leave its drafter. Each rule says where the law has it. The checker
// of a finished file has its own table in templates/layout.

// Rules found while reading a document.
const (
	RuleUnknownField  Rule = "field_unknown"
	RuleFieldType     Rule = "field_type"
	RuleDateForm      Rule = "date_form"
	RuleReferenceForm Rule = "reference_form"
	RuleSecret        Rule = "secret"
	RuleTooLong       Rule = "too_long"
	RuleBlockForm     Rule = "block_form"
	RuleMomentForm    Rule = "moment_form"
	RulePictureForm   Rule = "picture_form"
)

// Rules of what a document must have.
const (
	RuleRequired        Rule = "required"
	RuleKind            Rule = "kind_unknown"
	RuleCapacity        Rule = "capacity_unknown"
	RuleUrgency         Rule = "urgency_unknown"
	RuleAddresseesKind  Rule = "addressees_kind"
	RuleAsAbove         Rule = "as_above_without_addressees"
	RuleCollectiveFirst Rule = "collective_first"
	RuleDeputyTitle     Rule = "deputy_title"
	RuleDuplicate       Rule = "recipient_twice"
	RuleGivenByClerk    Rule = "given_by_clerk"
	RuleTemplate        Rule = "no_template"
	RuleNotInForm       Rule = "not_in_form"
	RuleCirculation     Rule = "circulation_unknown"
	RuleCopyForm        Rule = "copy_form_unknown"
	RuleTitle           Rule = "title_missing"
)

// Rules of who may sign (Điều 13).
const (
	RuleNoAuthority     Rule = "no_authority"
	RuleSignerAbsent    Rule = "signer_absent"
	RuleIssuerUnknown   Rule = "issuer_unknown"
	RulePassedOn        Rule = "sub_mandate_passed_on"
	RuleCapacityUnfit   Rule = "capacity_unfit" // the person's position cannot have this authority
	RuleAuthorityKind   Rule = "authority_kind"
	RuleAuthorityField  Rule = "authority_field"
	RuleAuthorityBegins Rule = "authority_begins"
	RuleAuthorityEnded  Rule = "authority_ended"
	RuleHeadPresent     Rule = "head_present"
)

// Rules of what an authority and an absence must say.
const (
	RuleHolder     Rule = "holder_unclear"
	RuleGround     Rule = "ground_missing"
	RuleScope      Rule = "scope_open"
	RuleEndMissing Rule = "end_missing"
	RulePeriod     Rule = "period_backwards"
	RulePosition   Rule = "position_unknown"
	RuleAuthorship Rule = "authorship_unknown"
	RuleIssuerKind Rule = "issuer_kind_unknown"
)

// Rules of the address book and of who gets a document.
const (
	RuleAgencyCode    Rule = "agency_code"
	RuleLevel         Rule = "level_unknown"
	RuleChannel       Rule = "channel_form"
	RuleSuccessor     Rule = "successor_unclear"
	RuleAgencyUnknown Rule = "agency_unknown"
	RuleAgencyEnded   Rule = "agency_ended"
	RuleGroupUnknown  Rule = "group_unknown"
	RuleAsArticle     Rule = "as_article_kind"
)

// Rules of what is against practice, and only warned of.
const (
	RuleOldLevel       Rule = "old_level" // quận, huyện, thị trấn since 1 July 2025
	RuleAsAboveMissing Rule = "as_above_missing"
	RuleArticleMissing Rule = "as_article_missing"
	RuleTwiceInGroup   Rule = "recipient_in_group"
	RuleCollective     Rule = "collective_missing" // TM. under a document of the committee
)

// Rules of a Word file that is to be taken in.
const (
	RuleFileOld     Rule = "file_old_format" // .doc
	RuleFileLocked  Rule = "file_locked"     // with a password
	RuleFileMacro   Rule = "file_macro"
	RuleFileKind    Rule = "file_kind" // no .docx at all
	RuleFileStrict  Rule = "file_strict"
	RuleFileLarge   Rule = "file_large"
	RuleFileDamaged Rule = "file_damaged"
)

// Rules of what an office says of itself and its people.
const (
	RuleIDForm           Rule = "id_form"
	RuleSymbolForm       Rule = "symbol_form"
	RuleTwice            Rule = "twice"
	RuleChecker          Rule = "checker_unknown"
	RuleDirector         Rule = "director_unknown"
	RuleArchivePattern   Rule = "archive_pattern"
	RuleRole             Rule = "role_unknown"
	RuleDivisionUsed     Rule = "division_used"
	RulePasswordShort    Rule = "password_short"
	RulePasswordLong     Rule = "password_long"
	RulePasswordGuess    Rule = "password_guess"
	RulePasswordMistaken Rule = "password_mistaken" // the old one, when it is changed
)
