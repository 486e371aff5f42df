package org.sanad.api.platform;

import static org.sanad.api.platform.EnvironmentVariable.Need.ALWAYS;
import static org.sanad.api.platform.EnvironmentVariable.Need.OPTIONAL;
import static org.sanad.api.platform.EnvironmentVariable.Part.API;
import static org.sanad.api.platform.EnvironmentVariable.Part.IDENTITY;
import static org.sanad.api.platform.EnvironmentVariable.Part.STANDALONE;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists every environment variable that an installation can set: the one place that the README's table, the check at start and the
 * container files are held against.
 */
// the checks are functions without state and the sets are never changed
@SuppressWarnings("ImmutableEnumChecker")
public enum EnvironmentVariable {
    PORT("8080", OPTIONAL, EnvironmentVariable::port, "where the app answers", API, STANDALONE),
    SANAD_ADDRESS(
            "127.0.0.1",
            OPTIONAL,
            EnvironmentVariable::ipAddress,
            "the address that the app listens on: this machine alone, unless it says another; `0.0.0.0` is every address",
            API,
            STANDALONE),
    SANAD_HOME(
            ".sanad", OPTIONAL, null, "the embedded default's data directory: database, files, keys, logs", STANDALONE),
    DEMO(
            "on",
            OPTIONAL,
            EnvironmentVariable::onOrOff,
            "`off` starts empty, without demo data and demo accounts",
            STANDALONE),
    SANAD_PUBLIC_URL(
            "http://localhost:PORT",
            ALWAYS,
            EnvironmentVariable::publicUrl,
            "the one origin that browsers see; https unless it is a loopback address, without a slash at the end",
            API,
            IDENTITY,
            STANDALONE),
    SANAD_DB_URL(
            "embedded",
            ALWAYS,
            EnvironmentVariable::address,
            "PostgreSQL 18 as `host:port/database`",
            API,
            IDENTITY,
            STANDALONE),
    SANAD_DB_OWNER_PASSWORD(
            "generated", ALWAYS, null, "password of `sanad_owner`, who runs the migrations", API, IDENTITY),
    SANAD_DB_API_PASSWORD("generated", ALWAYS, null, "password of `sanad_api`, who answers requests", API),
    SANAD_DB_RELAY_PASSWORD("generated", ALWAYS, null, "password of `sanad_relay`, who spreads the news", API),
    SANAD_DB_JOB_PASSWORD("generated", ALWAYS, null, "password of `sanad_job`, who settles, imports, reminds", API),
    SANAD_DB_IDENTITY_PASSWORD(
            "generated", ALWAYS, null, "password of `sanad_identity`, who sees only accounts and clients", IDENTITY),
    SANAD_DB_POOL("12", OPTIONAL, EnvironmentVariable::number, "connections that one API node keeps for requests", API),
    SANAD_IDENTITY_DB_POOL("8", OPTIONAL, EnvironmentVariable::number, "connections that identity keeps", IDENTITY),
    SANAD_SECRET_KEY(
            "generated",
            ALWAYS,
            EnvironmentVariable::key,
            "32 random bytes in base64: encrypts secrets at rest and signs cursors; the same on every node",
            API,
            IDENTITY),
    SANAD_CLIENT_ID("sanad-app", OPTIONAL, null, "the app's own client at the issuer", API, IDENTITY),
    SANAD_CLIENT_SECRET(
            "generated",
            ALWAYS,
            EnvironmentVariable::longSecret,
            "what the app proves itself with at the issuer; 32 characters or more",
            API,
            IDENTITY),
    SANAD_ISSUER_URI(
            "SANAD_PUBLIC_URL/identity",
            OPTIONAL,
            null,
            "the OpenID Connect issuer at which people sign in, as it stands in `iss`; roles count where it says `amr` mfa or `acr` aal2",
            API,
            STANDALONE),
    SANAD_IDENTITY_URL(
            "in the same process",
            OPTIONAL,
            null,
            "where the API reaches identity itself, for its own calls and the paths it hands on; an origin",
            API),
    SANAD_AUDIENCE(
            "SANAD_PUBLIC_URL/graphql", OPTIONAL, null, "what `aud` of a partner's token must name", API, IDENTITY),
    SANAD_TRUSTED_ISSUERS(
            "",
            OPTIONAL,
            null,
            "further issuers, with commas, whose bearer tokens are taken (RFC 9068, `at+jwt`)",
            API),
    SANAD_INTROSPECTION(
            "true",
            OPTIONAL,
            EnvironmentVariable::trueOrFalse,
            "whether guests may ask for the schema; in production only those who signed in may",
            API),
    SANAD_FURTHER_ORIGINS(
            "", OPTIONAL, null, "origins, with commas, whose pages are ours too: the development server's", API),
    SANAD_FORWARD_HEADERS(
            "none",
            OPTIONAL,
            EnvironmentVariable::forwarding,
            "`native` behind a proxy that sets X-Forwarded-For itself, so that limits count its clients and not the proxy",
            API),
    SANAD_IDENTITY_ADDRESS("127.0.0.1", OPTIONAL, null, "the address that identity listens on", IDENTITY),
    SANAD_IDENTITY_PORT(
            "any free one", OPTIONAL, EnvironmentVariable::port, "the port that identity listens on", IDENTITY),
    SANAD_STAFF("", OPTIONAL, null, "e-mail addresses, with commas, whose accounts must use a second factor", IDENTITY),
    SANAD_SMTP_HOST("", OPTIONAL, null, "the mail server; without one mails stay in the outbox", IDENTITY),
    SANAD_SMTP_PORT("587", OPTIONAL, EnvironmentVariable::port, "its port, with STARTTLS", IDENTITY),
    SANAD_SMTP_USERNAME("", OPTIONAL, null, "the user there", IDENTITY),
    SANAD_SMTP_PASSWORD("", OPTIONAL, null, "the user's password", IDENTITY),
    SANAD_MAIL_FROM("", OPTIONAL, null, "the sender of mails", IDENTITY),
    SANAD_SMS_URL(
            "",
            OPTIONAL,
            null,
            "an SMS gateway that takes `{\"to\", \"text\"}` by POST; without one SMS stay in the outbox",
            IDENTITY),
    SANAD_SMS_TOKEN("", OPTIONAL, null, "the bearer token for it", IDENTITY),
    SANAD_WEB_DIR("frontend/dist", OPTIONAL, null, "the built app, whose pages the API renders", API),
    SANAD_MANAGEMENT_PORT(
            "PORT",
            OPTIONAL,
            EnvironmentVariable::port,
            "where health and metrics answer: in production a port that the public doesn't reach",
            API),
    SANAD_FILES_DIR("SANAD_HOME/files", OPTIONAL, null, "where uploaded files are kept", API),
    SANAD_PAYMENT_PROVIDER(
            "sandbox",
            ALWAYS,
            EnvironmentVariable::provider,
            "the gateway that takes payments; `sandbox`, the one that comes with Sanad, moves no money, and the app says so",
            API,
            STANDALONE),
    SANAD_SANDBOX_URL(
            "http://127.0.0.1:PORT",
            OPTIONAL,
            null,
            "the sandbox gateway's own site, another one than the app's; beside a public host `sandbox-gateway.` before its name",
            API),
    SANAD_EMBEDDED(
            "set by `make run`",
            OPTIONAL,
            EnvironmentVariable::trueOrFalse,
            "`true` in the one-command default only: mails and SMS go to a page, demo accounts are made",
            API,
            IDENTITY);

    /** Whose process reads it. */
    public enum Part {
        API,
        IDENTITY,
        STANDALONE
    }

    /** Whether production can do without it; the embedded default needs none. */
    public enum Need {
        ALWAYS,
        OPTIONAL
    }

    private final String standard;
    private final Need need;
    private final @Nullable Function<String, @Nullable String> check;
    private final String meaning;
    private final Set<Part> readers;

    EnvironmentVariable(
            String standard,
            Need need,
            @Nullable Function<String, @Nullable String> check,
            String meaning,
            Part... readers) {
        this.standard = standard;
        this.need = need;
        this.check = check;
        this.meaning = meaning;
        this.readers = EnumSet.copyOf(List.of(readers));
    }

    /** Whether its value must never be shown or logged. */
    public boolean isSecret() {
        return name().endsWith("PASSWORD")
                || name().endsWith("SECRET")
                || name().endsWith("_KEY")
                || name().endsWith("TOKEN");
    }

    /** What holds in the embedded default where it isn't set. */
    public String standard() {
        return standard;
    }

    /** What it decides, in a phrase of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Whether production must set it. */
    public boolean isNeeded() {
        return need == ALWAYS;
    }

    /** Whose processes read it. */
    public Set<Part> readers() {
        return readers;
    }

    /**
     * Names everything that is wrong with what a part is given; empty when it can start. Values of secrets are never repeated.
     *
     * @param production whether what production needs must be there
     */
    public static List<String> faults(Part part, Map<String, String> environment, boolean production) {
        List<String> faults = new ArrayList<>();
        for (EnvironmentVariable variable : values()) {
            if (variable.readers.contains(part)) {
                variable.fault(environment.get(variable.name()), production)
                        .ifPresent(fault -> faults.add(variable.name() + " " + fault));
            }
        }
        return faults;
    }

    /** Refuses to start a part in production with one message that names every fault. */
    public static void demand(Part part, Map<String, String> environment) {
        List<String> faults = faults(part, environment, true);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Sanad can't start: its configuration is wrong in " + faults.size()
                    + (faults.size() == 1 ? " place" : " places")
                    + " (README.md lists every variable).\n  - "
                    + String.join("\n  - ", faults));
        }
    }

    /** The README's table, in Markdown. */
    public static String table() {
        StringBuilder table = new StringBuilder(
                "| variable | read by | `make run` | production | meaning |\n|---|---|---|---|---|\n");
        for (EnvironmentVariable variable : values()) {
            table.append("| `%s` | %s | %s | %s | %s%s |\n"
                    .formatted(
                            variable.name(),
                            String.join(
                                    ", ",
                                    variable.readers.stream()
                                            .map(part -> part.name().toLowerCase(java.util.Locale.ROOT))
                                            .toList()),
                            variable.standard,
                            variable.production(),
                            variable.isSecret() ? "**secret**; " : "",
                            variable.meaning));
        }
        return table.toString();
    }

    private String production() {
        if (readers.equals(Set.of(STANDALONE))) {
            return "—";
        }
        return need == ALWAYS ? "**must be set**" : "optional";
    }

    private Optional<String> fault(@Nullable String value, boolean production) {
        if (value == null || value.isBlank()) {
            return production && need == ALWAYS ? Optional.of("is missing: " + meaning) : Optional.empty();
        }
        return check == null ? Optional.empty() : Optional.ofNullable(check.apply(value));
    }

    private static @Nullable String port(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) > 0 && Integer.parseInt(value) < 65536
                ? null
                : "is " + value + ", which is not a port from 1 to 65535";
    }

    private static @Nullable String ipAddress(String value) {
        try {
            InetAddress.ofLiteral(value);
            return null;
        } catch (IllegalArgumentException e) {
            return "is " + value + ", which is not an IP address such as 127.0.0.1 or 0.0.0.0";
        }
    }

    private static @Nullable String number(String value) {
        return value.matches("[1-9]\\d{0,3}") ? null : "is " + value + ", which is not a number from 1 to 9999";
    }

    private static @Nullable String onOrOff(String value) {
        return value.equals("on") || value.equals("off") ? null : "is " + value + ", and can be `on` or `off`";
    }

    private static @Nullable String trueOrFalse(String value) {
        return value.equals("true") || value.equals("false") ? null : "is " + value + ", and can be `true` or `false`";
    }

    private static @Nullable String forwarding(String value) {
        return value.equals("native") || value.equals("none")
                ? null
                : "is " + value + ", and can be `native` or `none`";
    }

    private static @Nullable String address(String value) {
        return value.matches("[^/:@\\s]+(:\\d{1,5})?/[^/?\\s]+")
                ? null
                : "is not of the form host:port/database (no scheme, no user, no parameters)";
    }

    private static @Nullable String provider(String value) {
        return value.equals("sandbox")
                ? null
                : "is " + value + ", and no such gateway is here; `sandbox` is, which moves no money";
    }

    private static @Nullable String longSecret(String value) {
        return value.length() >= 32 ? null : "has " + value.length() + " characters and needs 32 or more";
    }

    private static @Nullable String key(String value) {
        try {
            int length = Base64.getDecoder().decode(value.getBytes(StandardCharsets.UTF_8)).length;
            return length == 32 ? null : "has " + length + " bytes and needs 32: `openssl rand -base64 32` makes some";
        } catch (IllegalArgumentException e) {
            return "is not base64: `openssl rand -base64 32` makes some";
        }
    }

    private static @Nullable String publicUrl(String value) {
        URI url;
        try {
            url = URI.create(value);
        } catch (IllegalArgumentException e) {
            return "is " + value + ", which is not a URL";
        }
        String host = url.getHost();
        if (host == null || !(url.getScheme().equals("https") || url.getScheme().equals("http"))) {
            return "is " + value + ", which is not an http or https URL";
        }
        if ((url.getPath() != null && !url.getPath().isEmpty()) || url.getQuery() != null) {
            return "is " + value + ", and must be an origin: no path, no slash at the end";
        }
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        if (url.getScheme().equals("http") && !loopback) {
            return "is " + value
                    + ": without https the session's cookies would be dropped silently, and read on the way";
        }
        return null;
    }
}
