package main

import (
	"context"
	"fmt"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
)

// hire gives the first office the people of its documents, with a password.
func hire(ctx context.Context, s store, password string) error {
	if password == "" {
		return nil
	}
	unit := unitID(0)
	all := people()
	for n := range 20 {
		all = append(all, documents.Account{
			ID: documents.AccountID(fmt.Sprintf("cv%d.%s", n, unit)), Name: fmt.Sprintf("Chuyên viên thứ %d", n+1), Position: documents.Specialist,
			Division: "VHXH", Roles: []documents.Role{documents.Drafter},
		})
	}
	gate := auth.New(auth.Config{Directory: s, Vault: s, Notes: s, Now: time.Now})
	for _, a := range all {
		a.Unit = unit
		if err := gate.Put(ctx, &a, password); err != nil {
			return err
		}
	}
	return nil
}
