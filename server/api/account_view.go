package api

import "vanthu/documents"

// accountView is a person who can log in.
type accountView struct {
	ID       documents.AccountID `json:"id"`
	Unit     documents.UnitID    `json:"unit"`
	Name     string              `json:"name"`
	Short    string              `json:"short"`
	Position documents.Position  `json:"position"`
	Division string              `json:"division"`
	Roles    []documents.Role    `json:"roles"`
	Also     []documents.Seat    `json:"also"`
}

func viewAccount(a documents.Account) accountView {
	return accountView{
		ID: a.ID, Unit: a.Unit, Name: a.Name, Short: a.Short, Position: a.Position, Division: a.Division,
		Roles: viewed(a.Roles, same), Also: viewed(a.Also, same),
	}
}

// same is the view of what is shown as it is.
func same[T any](x T) T { return x }

// bound holds what an administrator sends of a person to the person's own id
// and unit: each may be left out, so that what was shown can be sent back.
func bound(a *documents.Account, id documents.AccountID, unit documents.UnitID) error {
	err := bind("id", &a.ID, id)
	if err == nil {
		err = bind("unit", &a.Unit, unit)
	}
	return err
}

// bind sets what was left out and refuses what is another.
func bind[T ~string](field string, got *T, want T) error {
	if *got != "" && *got != want {
		return documents.FieldErrors{{Field: field, Rule: documents.RuleFieldType, Got: string(want)}}
	}
	*got = want
	return nil
}
