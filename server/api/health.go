package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// asking is how long the store may take to say that it is there.
const asking = 2 * time.Second

type healthView struct {
	Status string `json:"status"`
}

// health says that the program runs.
func (a *API) health(c echo.Context) error { return c.JSON(http.StatusOK, healthView{"ok"}) }

// ready says that the store answers too; else ErrUnavailable.
func (a *API) ready(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), asking)
	defer cancel()
	if err := a.d.Ready(ctx); err != nil {
		return fmt.Errorf("ask the store: %w", errors.Join(documents.ErrUnavailable, err))
	}
	return c.JSON(http.StatusOK, healthView{"ready"})
}
