// Package tools_test holds docker-compose.yml against the compose
// specification and against the programs it starts. It stands here so that the
// specification's library stays out of the program's own go.mod.
package tools_test

import (
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const root = ".."

// project loads the file as docker compose would, with these profiles.
func project(t *testing.T, profiles ...string) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")},
		cli.WithWorkingDirectory(root), cli.WithProfiles(profiles))
	if err != nil {
		t.Fatal(err)
	}
	p, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// service returns one of the services of a profile.
func service(t *testing.T, profile, name string) types.ServiceConfig {
	t.Helper()
	s, err := project(t, profile).GetService(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all returns every service, with every profile.
func all(t *testing.T) types.Services {
	t.Helper()
	services := project(t, "*").Services
	if len(services) == 0 {
		t.Fatal("the file has no services")
	}
	return services
}

func TestComposeProfiles(t *testing.T) {
	t.Parallel()
	for profile, want := range map[string][]string{
		"":     {},
		"one":  {"server"},
		"many": {"app-1", "app-2", "files", "files-init", "gotenberg", "mongo-1", "mongo-2", "mongo-3", "mongo-init", "proxy"},
		"pdf":  {"gotenberg"},
	} {
		if got := slices.Sorted(maps.Keys(project(t, profile).Services)); !slices.Equal(got, want) {
			t.Errorf("profile %q: got %v, want %v", profile, got, want)
		}
	}
}

func TestComposeOneKeepsDataInAVolume(t *testing.T) {
	t.Parallel()
	s := service(t, "one", "server")
	folder := *s.Environment["VANTHU_DATA"]
	for _, v := range s.Volumes {
		if v.Type == types.VolumeTypeVolume && v.Source != "" && v.Target == folder {
			return
		}
	}
	t.Errorf("no named volume at %s, where the program keeps its data: %v", folder, s.Volumes)
}

func TestComposeOneAnswersOnThisMachineOnly(t *testing.T) {
	t.Parallel()
	s := service(t, "one", "server")
	_, port, err := net.SplitHostPort(*s.Environment["VANTHU_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Ports) == 0 {
		t.Fatal("no port is published")
	}
	for _, p := range s.Ports {
		if p.HostIP != "127.0.0.1" || strconv.Itoa(int(p.Target)) != port {
			t.Errorf("got %s:%s to %d, want 127.0.0.1 and the program's port %s", p.HostIP, p.Published, p.Target, port)
		}
	}
}

// TestComposeManyIsReachedThroughTheProxyOnly: what keeps data stands in
// networks that lead nowhere else.
func TestComposeManyIsReachedThroughTheProxyOnly(t *testing.T) {
	t.Parallel()
	p := project(t, "many")
	for name, s := range p.Services {
		if name == "proxy" {
			continue
		}
		if len(s.Ports) > 0 {
			t.Errorf("%s publishes %v", name, s.Ports)
		}
		for network := range s.Networks {
			if !p.Networks[network].Internal {
				t.Errorf("%s stands in network %s, which is not internal", name, network)
			}
		}
	}
	if _, both := p.Services["proxy"].Networks["back"]; both {
		t.Error("the proxy reaches the database")
	}
}

// TestComposeMakesPDF: the servers ask Gotenberg, which they reach in a network
// that leads nowhere else.
func TestComposeMakesPDF(t *testing.T) {
	t.Parallel()
	p := project(t, "many")
	for _, name := range []string{"app-1", "app-2"} {
		at, err := url.Parse(*p.Services[name].Environment["VANTHU_PDF"])
		if err != nil {
			t.Fatal(err)
		}
		met := false
		for network := range p.Services[at.Hostname()].Networks {
			_, met = p.Services[name].Networks[network]
		}
		if at.Scheme != "http" || at.Port() != "3000" || !met {
			t.Errorf("%s asks %s, in reach: %t", name, at, met)
		}
	}
}

// once reports whether a service does its work and ends.
func once(s types.ServiceConfig) bool { return s.Restart == types.RestartPolicyOnFailure }

func TestComposeTakesRightsAway(t *testing.T) {
	t.Parallel()
	for name, s := range all(t) {
		if !s.ReadOnly {
			t.Errorf("%s: the root file system can be written", name)
		}
		if got := strings.Join(s.CapDrop, " "); got != "ALL" {
			t.Errorf("%s: cap_drop is %q, want ALL", name, got)
		}
		if got := strings.Join(s.CapAdd, " "); got != "" && (name != "proxy" || got != "NET_BIND_SERVICE") {
			t.Errorf("%s: cap_add is %q", name, got)
		}
		if got := strings.Join(s.SecurityOpt, " "); got != "no-new-privileges:true" {
			t.Errorf("%s: security_opt is %q", name, got)
		}
		user, _, _ := strings.Cut(s.User, ":")
		if s.Build != nil && strings.Contains(s.Build.DockerfileInline, "\nUSER 65532:65532\n") {
			user = "65532"
		}
		if id, err := strconv.Atoi(user); err != nil || id == 0 {
			t.Errorf("%s runs as %q", name, s.User)
		}
	}
}

func TestComposeLooksAfterEachService(t *testing.T) {
	t.Parallel()
	for name, s := range all(t) {
		if !once(s) && (s.HealthCheck == nil || len(s.HealthCheck.Test) == 0 || s.Restart != types.RestartPolicyUnlessStopped) {
			t.Errorf("%s: no health check, or restart is %q", name, s.Restart)
		}
		if !once(s) && s.StopGracePeriod == nil {
			t.Errorf("%s has no time to stop in", name)
		}
		if s.Deploy == nil || s.Deploy.Resources.Limits == nil || s.Deploy.Resources.Limits.MemoryBytes == 0 || s.Deploy.Resources.Limits.NanoCPUs == 0 {
			t.Errorf("%s has no limits", name)
		}
		for other, how := range s.DependsOn {
			want := types.ServiceConditionHealthy
			if once(all(t)[other]) {
				want = types.ServiceConditionCompletedSuccessfully
			}
			if how.Condition != want && s.NetworkMode != "service:"+other {
				t.Errorf("%s waits for %s to be %s, want %s", name, other, how.Condition, want)
			}
		}
	}
}

func TestComposeNamesTheVersionOfEachImage(t *testing.T) {
	t.Parallel()
	tag := regexp.MustCompile(`:v?\d+\.\d+[^:/]*$`)
	for name, s := range all(t) {
		if s.Build == nil && !tag.MatchString(s.Image) {
			t.Errorf("%s: image %q has no version", name, s.Image)
		}
	}
}

func TestComposeHoldsNoSecret(t *testing.T) {
	t.Parallel()
	secret := regexp.MustCompile(`(?i)password|secret|token|key`)
	p := project(t, "*")
	for service, s := range p.Services {
		for name, value := range s.Environment {
			if secret.MatchString(name) && value != nil && *value != "" && !strings.HasSuffix(name, "_FILE") {
				t.Errorf("%s: %s has a value in the file", service, name)
			}
			if value != nil && strings.HasPrefix(*value, "/run/secrets/") && !given(s, *value) {
				t.Errorf("%s: %s names %s, which the service is not given", service, name, *value)
			}
		}
	}
	for name, s := range p.Secrets {
		if want := filepath.Join("secrets", name); !strings.HasSuffix(s.File, want) || s.Content != "" {
			t.Errorf("secret %s comes from %q, want the file %s", name, s.File, want)
		}
	}
	for _, list := range []string{".gitignore", ".dockerignore"} {
		if text := read(t, list); !regexp.MustCompile(`(?m)^/?secrets/?$`).MatchString(text) {
			t.Errorf("%s does not leave out the folder of secrets", list)
		}
	}
	if regexp.MustCompile(`://[^\s/:@]*:[^\s/@$"'(\[]+@`).MatchString(read(t, "docker-compose.yml")) {
		t.Error("an address with a password stands in the file")
	}
}

// given reports whether a service is given the secret of a path.
func given(s types.ServiceConfig, path string) bool {
	return slices.ContainsFunc(s.Secrets, func(f types.ServiceSecretConfig) bool {
		return f.Target == path || f.Target == "" && "/run/secrets/"+f.Source == path
	})
}

// TestComposeUsesWhatItNames: what is declared and nobody uses is a mistyped
// name somewhere. What is used and not declared does not load.
func TestComposeUsesWhatItNames(t *testing.T) {
	t.Parallel()
	p := project(t, "*")
	used := map[string]bool{}
	for _, s := range p.Services {
		for network := range s.Networks {
			used["network "+network] = true
		}
		for _, v := range s.Volumes {
			used["volume "+v.Source] = true
		}
		for _, f := range s.Secrets {
			used["secret "+f.Source] = true
		}
		for _, f := range s.Configs {
			used["config "+f.Source] = true
		}
	}
	for kind, names := range map[string][]string{
		"network": slices.Collect(maps.Keys(p.Networks)), "volume": slices.Collect(maps.Keys(p.Volumes)),
		"secret": slices.Collect(maps.Keys(p.Secrets)), "config": slices.Collect(maps.Keys(p.Configs)),
	} {
		for _, name := range names {
			if !used[kind+" "+name] && name != "default" {
				t.Errorf("nobody uses the %s %s", kind, name)
			}
		}
	}
}

func TestComposeBuildsWithTheModulesGo(t *testing.T) {
	t.Parallel()
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "go.mod"))
	if version == nil {
		t.Fatal("go.mod names no version of Go")
	}
	for name, s := range all(t) {
		if s.Build != nil && !strings.Contains(s.Build.DockerfileInline, "FROM golang:"+version[1]+"-") {
			t.Errorf("the image of %s is not built with Go %s", name, version[1])
		}
	}
}

// read returns a file of the project.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
