package documents

// A KeyKind says where a signing key is.
type KeyKind string

// The places of keys. A key that is in a file or with a service is asked by the
// program; one of the agent is asked by the page of the person who signs.
const (
	KeyFile   KeyKind = "file"    // a PKCS#12 file kept here, locked by a password that is kept nowhere
	KeyToken  KeyKind = "pkcs11"  // a token or HSM at the server
	KeySmart  KeyKind = "smartca" // VNPT SmartCA
	KeyMySign KeyKind = "mysign"  // Viettel MySign
	KeyAgent  KeyKind = "agent"   // the signing program of the Ban Cơ yếu on the person's own machine
)

// A SigningKey is what a person, or an agency for its seal, signs PDF files with
// (chứng thư số và khóa bí mật). An administrator binds it to its holder.
type SigningKey struct {
	Kind    KeyKind  `json:"kind"`
	Chain   [][]byte `json:"chain"`             // certificates in DER, the holder's own first
	File    []byte   `json:"file,omitempty"`    // the PKCS#12, of KeyFile
	Name    string   `json:"name,omitempty"`    // what the token or the service calls the holder or the key
	Picture string   `json:"picture,omitempty"` // SHA-256 of the PNG of the signature or the seal
}

// DefaultSealSize is the diameter of a seal's picture where an office says
// nothing, in millimetres. No text that we could read prescribes it for pictures.
const DefaultSealSize = 36

// Seal (con dấu) is the key of an agency and how large its picture is.
type Seal struct {
	SigningKey
	Size int `json:"size,omitempty"` // diameter in millimetres; 0 is DefaultSealSize
}

// Key returns the key of the seal; nil of no seal.
func (s *Seal) Key() *SigningKey {
	if s == nil {
		return nil
	}
	return &s.SigningKey
}

// Diameter returns the size of the picture in millimetres; that of no seal is the
// default.
func (s *Seal) Diameter() int {
	if s != nil && s.Size > 0 {
		return s.Size
	}
	return DefaultSealSize
}
