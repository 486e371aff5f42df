package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stranger registers, is signed in to the app, and signs out: through every part of a running Sanad, on its one origin. */
@Timeout(240)
class SignInTest {

    private static final String PASSWORD = "a-long-enough-passphrase-91";
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>");
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{6})(?!\\d)");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path home;

    private static Spawned sanad;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        int port = Ports.free();
        origin = "http://localhost:" + port;
        sanad = Spawned.start(home, Map.of("PORT", Integer.toString(port), "SANAD_SECURITY_DEPARTURESEVERY", "300ms"))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        sanad.close();
    }

    @Test
    void aStrangerRegistersGivesAProofAndIsSignedInToTheApp() throws Exception {
        Visitor visitor = new Visitor();
        String email = "layla-" + System.nanoTime() + "@mail.test";
        Page back = registered(visitor, email, "/en/my-giving");
        assertThat(back.uri()).hasToString(origin + "/en/my-giving");

        assertThat(visitor.cookies).containsKey("__Host-sanad");
        String session = visitor.get("/auth/session").body();
        assertThat(session).contains("\"signedIn\":true", "Layla Haddad");
        assertThat(visitor.query("{ viewer { name email isPartner memberships { id } } }"))
                .contains("\"name\":\"Layla Haddad\"", email, "\"isPartner\":false");

        String csrf = session.replaceAll("(?s).*\"csrf\":\"([^\"]*)\".*", "$1");
        HttpResponse<String> out = visitor.send(HttpRequest.newBuilder(URI.create(origin + "/auth/logout"))
                .header("X-Sanad-CSRF", csrf)
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(visitor.get("/auth/session").body()).contains("\"signedIn\":false");
        String end = out.body().replaceAll("(?s).*\"endSession\":\"([^\"]*)\".*", "$1");
        assertThat(end).startsWith(origin + "/identity/");
        visitor.get(end.substring(origin.length()));
        // the issuer has forgotten the browser too: it asks again who is there
        assertThat(visitor.get("/auth/login?return=/en").body()).contains("type=\"password\"");

        Page again = visitor.submit(
                visitor.get("/auth/login?return=/en/my-giving"), Map.of("identifier", email, "password", PASSWORD));
        assertThat(again.uri().getPath()).isEqualTo("/en/my-giving");
        assertThat(visitor.get("/auth/session").body()).contains("\"signedIn\":true");
    }

    @Test
    void whoDeletesTheAccountIsForgottenByTheApiToo() throws Exception {
        Visitor visitor = new Visitor();
        String email = "leaving-" + System.nanoTime() + "@mail.test";
        registered(visitor, email, "/en");
        assertThat(told(email)).contains("actors");

        Page gone = visitor.submit(visitor.get("/identity/account/delete"), Map.of("agreed", "1"));
        assertThat(gone.uri().getPath()).isEqualTo("/identity/goodbye");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        // each look takes its time; that is all the waiting there is. A node knows a session by heart for three seconds
        while (!(told(email).isEmpty() && visitor.get("/auth/session").body().contains("\"signedIn\":false"))
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(told(email)).isEmpty();
        assertThat(visitor.get("/auth/session").body()).contains("\"signedIn\":false");
    }

    /** The api's tables in which something stands anywhere. */
    private static List<String> told(String text) throws Exception {
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + Running.runningDatabase(new Home(home)) + "/"
                                + DatabaseRoles.DATABASE,
                        "postgres",
                        Secrets.in(new Home(home)).get(Secrets.SUPERUSER));
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("select tablename from pg_tables where schemaname = 'sanad' order by 1")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery(
                        "select 1 from sanad." + name + " t where t::text like '%" + text + "%' limit 1")) {
                    if (rows.next()) {
                        tables.add(name);
                    }
                }
            }
        }
        return tables;
    }

    @Test
    void theIssuerNeverSeesTheAppsCookieNorAPathThatClimbs() throws Exception {
        Visitor visitor = new Visitor();
        assertThat(visitor.get("/.well-known/openid-configuration").body())
                .contains("\"issuer\":\"" + origin + "/identity\"");
        for (String path : new String[] {
            "/identity/actuator/health",
            "/identity/%2e%2e/actuator/health",
            "/identity/..%2factuator/health",
            "/identity//evil.example/",
            "/identity/..;/actuator/health"
        }) {
            assertThat(visitor.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void aProgramReadsTheApiByTheCurlOfTheReadme() throws Exception {
        Visitor visitor = new Visitor();
        registered(visitor, "programs-" + System.nanoTime() + "@mail.test", "/en");
        String readme = Files.readString(Path.of("../../README.md"));
        Matcher block = Pattern.compile("(?s)## Call the API as a partner.*?```sh\n(.*?)```")
                .matcher(readme);
        assertThat(block.find()).isTrue();
        Matcher named = Pattern.compile("scope=([a-z:]+)").matcher(block.group(1));
        assertThat(named.find()).isTrue();
        String scope = named.group(1);
        Page made = visitor.submit(visitor.get("/identity/account/clients"), Map.of("name", "Figures", "scope", scope));
        List<String> shown = Pattern.compile("<code[^>]*>([^<]+)</code>")
                .matcher(made.body())
                .results()
                .map(code -> code.group(1))
                .toList();
        assertThat(shown).as(made.body()).hasSizeGreaterThanOrEqualTo(2);

        ProcessBuilder shell = new ProcessBuilder(
                "bash", "-euo", "pipefail", "-c", block.group(1).replace("http://localhost:8080", origin));
        shell.environment().put("CLIENT_ID", shown.get(0));
        shell.environment().put("CLIENT_SECRET", shown.get(1));
        Process curl = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"data\":{")
                .contains("\"campaigns\":{\"nodes\":[]}")
                .doesNotContain("\"errors\"");
        assertThat(curl.waitFor()).isZero();

        // what the curl's token stands for: a program, and one that is known; a wrong secret is none
        String token = token(shown.get(0), shown.get(1), scope);
        assertThat(asked(token)).contains("\"isPartner\":true");
        assertThat(token(shown.get(0), "wrong" + shown.get(1), scope)).isEmpty();
        assertThat(asked(token.substring(0, token.length() - 8) + "AAAAAAAA")).doesNotContain("isPartner");
    }

    private static String token(String id, String secret, String scope) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(origin + "/identity/oauth2/token"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials&scope=" + scope))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]*)\"").matcher(answer);
        return token.find() ? token.group(1) : "";
    }

    private static String asked(String token) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(origin + "/graphql"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ viewer { isPartner } }\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Registers somebody new, and tells the page where it ended. */
    private static Page registered(Visitor visitor, String email, String returnTo) throws Exception {
        Page signIn = visitor.get("/auth/login?return=" + returnTo);
        assertThat(signIn.uri().getPath()).startsWith("/identity/");
        Page register = visitor.get(link(signIn, "/identity/register"));
        Page verify = visitor.submit(register, Map.of("name", "Layla Haddad", "email", email, "password", PASSWORD));
        Page outbox = new Visitor().get("/identity/outbox");
        String message = outbox.body().substring(outbox.body().indexOf(email));
        Matcher code = CODE.matcher(message.substring(message.indexOf("class=\"text\"")));
        assertThat(code.find()).isTrue();
        return visitor.submit(verify, Map.of("code", code.group(1)));
    }

    private static String link(Page page, String path) {
        Matcher link =
                Pattern.compile("href=\"(" + Pattern.quote(path) + "[^\"]*)\"").matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private record Page(URI uri, int status, String body) {}

    /** A browser without scripts: keeps cookies by their paths, follows redirects, fills in forms. */
    private static final class Visitor {

        private final Map<String, String> cookies = new TreeMap<>();
        private final Map<String, String> paths = new TreeMap<>();
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Page get(String path) throws IOException, InterruptedException {
            return follow(URI.create(origin + path), send(HttpRequest.newBuilder(URI.create(origin + path))));
        }

        Page submit(Page page, Map<String, String> typed) throws IOException, InterruptedException {
            Matcher forms = FORM.matcher(page.body());
            while (forms.find()) {
                String form = forms.group(2);
                if (typed.keySet().stream().allMatch(name -> form.contains("name=\"" + name + "\""))) {
                    Map<String, String> fields = new LinkedHashMap<>();
                    Matcher hidden = HIDDEN.matcher(form);
                    while (hidden.find()) {
                        fields.put(attribute(hidden.group(), "name"), attribute(hidden.group(), "value"));
                    }
                    fields.putAll(typed);
                    URI action = page.uri().resolve(forms.group(1).replace("&amp;", "&"));
                    String body = fields.entrySet().stream()
                            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                            .collect(Collectors.joining("&"));
                    return follow(
                            action,
                            send(HttpRequest.newBuilder(action)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Origin", origin)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))));
                }
            }
            throw new AssertionError("no form with " + typed.keySet() + " at " + page.uri() + ":\n" + page.body());
        }

        String query(String query) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(origin + "/graphql"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}")))
                    .body();
        }

        private Page follow(URI uri, HttpResponse<String> answer) throws IOException, InterruptedException {
            URI at = uri;
            HttpResponse<String> present = answer;
            for (int hops = 0; hops < 12 && present.statusCode() / 100 == 3; hops++) {
                at = at.resolve(present.headers().firstValue("Location").orElseThrow());
                assertThat(at.toString()).startsWith(origin + "/");
                present = send(HttpRequest.newBuilder(at));
            }
            return new Page(at, present.statusCode(), present.body());
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            String path = request.build().uri().getPath();
            String sent = cookies.entrySet().stream()
                    .filter(cookie -> path.startsWith(paths.get(cookie.getKey())))
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            if (!sent.isEmpty()) {
                request.header("Cookie", sent);
            }
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            for (String set : answer.headers().allValues("Set-Cookie")) {
                String[] cookie = set.split(";", 2)[0].split("=", 2);
                Matcher place = Pattern.compile("(?i)path=([^;]*)").matcher(set);
                if (set.contains("Max-Age=0")) {
                    cookies.remove(cookie[0]);
                } else {
                    cookies.put(cookie[0], cookie[1]);
                    paths.put(cookie[0], place.find() ? place.group(1) : "/");
                }
            }
            return answer;
        }

        private static String attribute(String tag, String name) {
            Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
            return value.find() ? value.group(1).replace("&amp;", "&") : "";
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
