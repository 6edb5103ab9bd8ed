package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// mostKey is the largest key file or picture that is read, in bytes.
const mostKey = 2 << 20

type keyView struct {
	area
	F      filled
	Holder *workflow.KeyHolder // of the key that is bound
	Key    *documents.SigningKey
	Of     string // whose it is
	Path   string // of the page
	Back   string
	Seal   bool
	Kinds  []choice // where a key may be; none but files when it is empty
}

// keyPlaceTexts are the kinds of keys beside files, for people.
var keyPlaceTexts = map[documents.KeyKind]string{
	documents.KeySmart:  "VNPT SmartCA",
	documents.KeyMySign: "Viettel MySign",
	documents.KeyToken:  "Thiết bị PKCS#11 ở máy chủ",
}

// keyKinds are the choices of where a key is.
func (w *Web) keyKinds() []choice {
	places := w.d.Engine.KeyPlaces()
	if len(places) == 0 {
		return nil
	}
	kinds := []choice{{Value: "", Text: "Tệp khóa hoặc tệp chứng thư"}}
	for _, k := range places {
		kinds = append(kinds, choice{Value: string(k), Text: keyPlaceTexts[k]})
	}
	return kinds
}

// A keyPlace is what a key is bound to: a person, or the office for its seal.
type keyPlace struct {
	here, of, path, back string
	key                  *documents.SigningKey
	seal                 *documents.Seal // of the office
	bind                 func(key *documents.SigningKey, size int) error
}

// accountKey is the key of the person that the path names.
func (w *Web) accountKey(c echo.Context, by *documents.Account) (keyPlace, error) {
	ctx := c.Request().Context()
	account, err := w.d.Auth.Account(ctx, by, documents.AccountID(c.Param("id")))
	if err != nil {
		return keyPlace{}, err
	}
	back := "/quan-tri/nguoi-dung/" + string(account.ID)
	return keyPlace{
		here: "/quan-tri/nguoi-dung", of: account.Name, path: back + "/chung-thu", back: back, key: account.Key,
		bind: func(key *documents.SigningKey, _ int) error { return w.d.Auth.BindKey(ctx, by, account.ID, key) },
	}, nil
}

// unitKey is the key of the office's seal.
func (w *Web) unitKey(c echo.Context, by *documents.Account) (keyPlace, error) {
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return keyPlace{}, err
	}
	p := keyPlace{here: "/quan-tri/don-vi", of: unit.Issuer.Name, path: "/quan-tri/don-vi/con-dau", back: "/quan-tri/don-vi", seal: unit.Seal}
	if p.seal == nil {
		p.seal = &documents.Seal{}
	} else {
		p.key = &p.seal.SigningKey
	}
	p.bind = func(key *documents.SigningKey, size int) error {
		if key == nil {
			return w.d.Auth.BindSeal(ctx, by, nil)
		}
		return w.d.Auth.BindSeal(ctx, by, &documents.Seal{SigningKey: *key, Size: size})
	}
	return p, nil
}

// A keyFinder finds what a page of keys is of.
type keyFinder func(echo.Context, *documents.Account) (keyPlace, error)

// showKey shows whose key is bound, and asks for another.
func (w *Web) showKey(find keyFinder) handler {
	return func(c echo.Context, by *documents.Account) error { return w.askKey(c, by, find, attempt{}) }
}

func (w *Web) askKey(c echo.Context, by *documents.Account, find keyFinder, before attempt) error {
	p, err := find(c, by)
	if err != nil {
		return err
	}
	fresh := url.Values{}
	if p.seal != nil {
		fresh.Set("size", strconv.Itoa(p.seal.Diameter()))
	}
	f, err := filledWith(before, fresh, p.key)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "key", keyView{
		w.adminArea(c, by, p.here, "Chứng thư số"), f, w.d.Engine.Holder(p.key), p.key, p.of, p.path, p.back, p.seal != nil, w.keyKinds(),
	})
}

// bindKey binds the key that was brought.
func (w *Web) bindKey(find keyFinder) handler {
	return func(c echo.Context, by *documents.Account) error {
		p, err := find(c, by)
		if err != nil {
			return err
		}
		up, err := upload(c, 2*mostKey)
		secret := up.Get("secret")
		up.Values.Del("secret")
		brought := workflow.KeyFile{File: up.File, Secret: secret, Kind: documents.KeyKind(up.Get("kind")), Name: strings.TrimSpace(up.Get("name"))}
		if brought.Kind != "" && errors.Is(err, errNoFile) {
			err = nil // it is elsewhere
		}
		if err == nil {
			err = w.bind(c, by, p, brought)
		}
		if err != nil {
			return retry(up.Values, err, func(before attempt) error { return w.askKey(c, by, find, before) })
		}
		return seeOther(c, p.back+"?xong=chung-thu")
	}
}

func (w *Web) bind(c echo.Context, by *documents.Account, p keyPlace, brought workflow.KeyFile) (err error) {
	if brought.Picture, err = second(c, "picture"); err != nil {
		return err
	}
	size, _ := strconv.Atoi(c.FormValue("size")) // what is no number is the default
	key, err := w.d.Engine.ReadKey(c.Request().Context(), by, brought)
	if err != nil {
		return err
	}
	if key.Picture == "" && p.key != nil {
		key.Picture = p.key.Picture // a new certificate of the same holder
	}
	return p.bind(key, min(max(size, 0), 60))
}

// second reads another file of a form that upload has read; nil when none was
// chosen.
func second(c echo.Context, name string) ([]byte, error) {
	file, _, err := c.Request().FormFile(name)
	if errors.Is(err, http.ErrMissingFile) {
		return nil, nil
	}
	if err != nil {
		return nil, errForm
	}
	defer func() { _ = file.Close() }() // read to its end
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, errForm
	}
	return data, nil
}

// dropKey takes away the key that was shown.
func (w *Web) dropKey(find keyFinder) handler {
	return func(c echo.Context, by *documents.Account) error {
		f, err := form(c, smallForm)
		if err != nil {
			return err
		}
		p, err := find(c, by)
		if err == nil {
			err = unchanged(f, p.key)
		}
		if err == nil {
			err = p.bind(nil, 0)
		}
		if err != nil {
			return err
		}
		return seeOther(c, p.back+"?xong=bo-chung-thu")
	}
}
