package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.identity.signin.SignIns;

class PagesTest extends IdentityTest {

    private static final Path RESOURCES = Path.of("src/main/resources/identity");
    private static final List<String> PUBLIC = List.of(
            "/sign-in",
            "/sign-in/phone",
            "/register",
            "/password/forgot",
            "/password/reset?link=x",
            "/register/confirm?link=x",
            "/signed-out",
            "/goodbye",
            "/outbox",
            "/nowhere");
    private static final List<String> PRIVATE = List.of(
            "/account",
            "/account/profile",
            "/account/email",
            "/account/phone",
            "/account/password",
            "/account/authenticator",
            "/account/sign-ins",
            "/account/clients",
            "/account/delete");

    @ParameterizedTest
    @ValueSource(strings = {"ar", "fa", "en"})
    void everyPageSpeaksItsLanguageAndCarriesThePolicy(String language) {
        var browser = visitor(language);
        PUBLIC.forEach(path -> check(browser.get(path), language));
        var account = account("<img src=x onerror=alert(1)>", false);
        browser.submit(
                browser.get("/sign-in"), "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD));
        PRIVATE.forEach(path -> {
            var page = browser.get(path);
            check(page, language);
            assertThat(page.body()).doesNotContain("<img src=x").contains("&lt;img src=x onerror=alert(1)&gt;");
        });
    }

    @Test
    void theAppAndTheReaderChooseTheLanguage() {
        var browser = visitor("en");
        assertThat(browser.get("/sign-in").body()).contains("<html lang=\"en\" dir=\"ltr\"");
        assertThat(browser.get(new CodeFlow().authorize("&ui_locales=fa")).body())
                .contains("<html lang=\"fa\" dir=\"rtl\"");
        assertThat(browser.get("/register").body()).contains("<html lang=\"fa\" dir=\"rtl\"");
        assertThat(browser.get("/register?lang=ar").body()).contains("<html lang=\"ar\" dir=\"rtl\"");
        assertThat(browser.get("/sign-in").body()).contains("<html lang=\"ar\" dir=\"rtl\"");
        assertThat(visitor("de").get("/sign-in").body()).contains("<html lang=\"ar\" dir=\"rtl\"");
    }

    @Test
    void noLinkToUsLeadsElsewhere() {
        var account = account("Careful", false);
        for (var evil : List.of(
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/account/../..//evil",
                "javascript:alert(1)")) {
            var browser = visitor("en");
            var form = browser.get("/sign-in?" + Visitor.encode(Map.of("continue", evil)));
            var page = browser.submit(form, "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD));
            assertThat(page.title()).isEqualTo("Your account");
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefusedInTheReadersLanguage() {
        var browser = visitor("fa");
        browser.get("/sign-in");
        var refused = browser.post("/sign-in", Map.of("identifier", "a@b.co", "password", "x"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.title()).isEqualTo("زمان این فرم گذشته است");
    }

    @Test
    void noServletSessionIsOpened() {
        var browser = visitor("en");
        var account = account("Stateless", false);
        browser.submit(
                browser.get(new CodeFlow().authorize("")),
                "/sign-in",
                Map.of("identifier", account.email(), "password", PASSWORD));
        assertThat(browser.hasCookie("sanad-identity")).isTrue();
        assertThat(browser.hasCookie("JSESSIONID")).isFalse();
    }

    @Test
    void catalogsAreCompleteAndWrittenInTheirOwnLetters() throws IOException {
        var en = catalog("messages.properties");
        var ar = catalog("messages_ar.properties");
        var fa = catalog("messages_fa.properties");
        assertThat(new TreeSet<>(ar.stringPropertyNames())).isEqualTo(new TreeSet<>(en.stringPropertyNames()));
        assertThat(new TreeSet<>(fa.stringPropertyNames())).isEqualTo(new TreeSet<>(en.stringPropertyNames()));
        en.stringPropertyNames().forEach(key -> {
            assertThat(placeholders(ar.getProperty(key))).as(key).isEqualTo(placeholders(en.getProperty(key)));
            assertThat(placeholders(fa.getProperty(key))).as(key).isEqualTo(placeholders(en.getProperty(key)));
            if (!key.startsWith("language.")) {
                assertThat(ar.getProperty(key))
                        .as(key)
                        .doesNotContainPattern("[یکپچگژ]")
                        .doesNotContainPattern("\\p{IsArabic},|\\p{IsArabic}\\?");
                assertThat(fa.getProperty(key))
                        .as(key)
                        .doesNotContainPattern("[يكة]")
                        .doesNotContainPattern("\\p{IsArabic},|\\p{IsArabic}\\?")
                        .doesNotContainPattern("(^|\\s)(ن?می) ");
            }
            // an apostrophe would start a quotation in the format
            assertThat(en.getProperty(key)).as(key).doesNotContain("'");
        });
    }

    @Test
    void everyMessageThatATemplateNamesIsThere() throws IOException {
        var keys = catalog("messages.properties").stringPropertyNames();
        try (var templates = Files.list(RESOURCES.resolve("templates"))) {
            for (var template : templates.toList()) {
                var text = Files.readString(template);
                var named = Pattern.compile("#\\{([a-z_.]+)").matcher(text);
                while (named.find()) {
                    assertThat(keys).as(template.toString()).contains(named.group(1));
                }
                assertThat(text)
                        .as(template.toString())
                        .doesNotContain("style=\"")
                        .doesNotContain("<script")
                        .doesNotContain("th:utext")
                        .doesNotContain("__$");
            }
        }
    }

    @Test
    void everyRefusalAndEventHasItsWords() throws IOException {
        var keys = catalog("messages.properties").stringPropertyNames();
        try (var sources = Files.list(Path.of("src/main/java/org/sanad/identity/web"))) {
            for (var source : sources.toList()) {
                var added = Pattern.compile("refusals\\s*\\.add\\(\\s*\"[a-z]*\",\\s*\"([a-z_.]+)\"")
                        .matcher(Files.readString(source));
                while (added.find()) {
                    assertThat(keys).contains("refusal." + added.group(1));
                }
            }
        }
        for (var event : SignIns.Event.values()) {
            assertThat(keys).contains("event." + event.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void theStyleSheetKnowsNoLeftAndRight() throws IOException {
        assertThat(Files.readString(RESOURCES.resolve("static/sanad.css")))
                .doesNotContainPattern(
                        "(margin|padding|border|inset)-(left|right)|text-align: (left|right)|[^-](left|right):");
    }

    @Test
    void theRuntimeRoleSeesItsSchemaOnly() {
        assertThat(sql().sql("select has_schema_privilege('sanad', 'create') from pg_namespace where nspname = 'sanad'")
                        .query(Boolean.class)
                        .list())
                .doesNotContain(true);
        assertThat(sql().sql("select has_column_privilege('accounts', 'id', 'update')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(sql().sql("select has_table_privilege('sign_in_log', 'update')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(sql().sql("select has_table_privilege('sanad_api', 'identity.accounts', 'select')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(sql().sql("select has_any_column_privilege('sanad_api', 'identity.outbox_messages', 'select')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(sql().sql("select has_column_privilege('sanad_api', 'identity.outbox_messages', 'body', 'insert')")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static void check(Visitor.Page page, String language) {
        var dir = language.equals("en") ? "ltr" : "rtl";
        var where = page.location();
        assertThat(page.body()).as(where).contains("<html lang=\"" + language + "\" dir=\"" + dir + "\"");
        assertThat(page.body())
                .as(where)
                .doesNotContain("??")
                .doesNotContain("<script")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("\\son[a-z]+=\"");
        var policy =
                page.response().headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .as(where)
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.response().headers().firstValue("X-Content-Type-Options"))
                .as(where)
                .contains("nosniff");
        assertThat(page.response().headers().firstValue("Cache-Control").orElse(""))
                .as(where)
                .contains("no-store");
    }

    private static String placeholders(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(r -> r.group())
                .sorted()
                .distinct()
                .collect(Collectors.joining());
    }

    private static Properties catalog(String name) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name))) {
            properties.load(reader);
        }
        return properties;
    }
}
