package keys

import "errors"

// A Token says where a key of a PKCS#11 token or HSM is.
type Token struct {
	Module string // the library of its maker
	Token  string // the label of the token
	Key    string // the label of the key and its certificate
	PIN    string
}

// ErrNoTokens says that this program was built without what reaches tokens:
// go build -tags pkcs11, which needs a C compiler.
var ErrNoTokens = errors.New("built without PKCS#11")
