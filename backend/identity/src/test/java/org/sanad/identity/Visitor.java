package org.sanad.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without JavaScript: keeps cookies, follows redirects to us, fills in the forms that the pages have. */
final class Visitor {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

    private final CookieManager cookies;
    private final HttpClient http;
    private final String base;
    private final String language;
    private final String address;

    Visitor(String base, String language, String address) {
        this(base, language, address, new CookieManager());
    }

    private Visitor(String base, String language, String address, CookieManager cookies) {
        this.cookies = cookies;
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.base = base;
        this.language = language;
        this.address = address;
    }

    /** What came back. Redirects to us were followed; one that leads to the app is where it ends. */
    record Page(int status, String body, String location, HttpResponse<String> response) {

        String title() {
            return find("<h1[^>]*>([^<]*)</h1>");
        }

        String summary() {
            return body.contains("id=\"summary\"")
                    ? HtmlUtils.htmlUnescape(find("(?s)id=\"summary\">(.*?)</div>")
                            .replaceAll("<[^>]*>", " ")
                            .replaceAll("\\s+", " ")
                            .strip())
                    : "";
        }

        String find(String regex) {
            Matcher found = Pattern.compile(regex).matcher(body);
            if (!found.find()) {
                throw new AssertionError(regex + " isn't in " + status + " " + location + ":\n" + body);
            }
            return HtmlUtils.htmlUnescape(found.group(1));
        }
    }

    /** The same browser at another node. */
    Visitor at(String node) {
        return new Visitor(node, language, address, cookies);
    }

    Page get(String path) {
        return follow(send(request(base + path).GET().build()));
    }

    /** Gets without following. */
    Page peek(String path) {
        return page(send(request(base + path).GET().build()));
    }

    /** Looks at an address as mail scanners and link previewers do: nobody reads the page, nobody presses its button. */
    void scan(String path) {
        send(request(base + path).HEAD().build());
        send(request(base + path).header("Sec-Purpose", "prefetch").GET().build());
        send(request(base + path).GET().build());
    }

    /** Sends the form whose action ends so, with these fields in place of its own. */
    Page submit(Page page, String action, Map<String, String> fields) {
        var forms = FORM.matcher(page.body());
        while (forms.find()) {
            if (HtmlUtils.htmlUnescape(forms.group(1)).endsWith(action)) {
                var all = new LinkedHashMap<String, String>();
                var inputs = INPUT.matcher(forms.group(2));
                while (inputs.find()) {
                    var input = inputs.group();
                    if (input.contains("type=\"hidden\"")) {
                        all.put(attribute(input, "name"), HtmlUtils.htmlUnescape(attribute(input, "value")));
                    }
                }
                all.putAll(fields);
                return post(HtmlUtils.htmlUnescape(forms.group(1)).substring("/identity".length()), all);
            }
        }
        throw new AssertionError("no form " + action + " in " + page.title() + ":\n" + page.body());
    }

    Page post(String path, Map<String, String> fields) {
        return follow(send(request(base + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
                .build()));
    }

    /** Asks as a program: with client credentials, without cookies or redirects. */
    static HttpResponse<String> call(String url, String client, String secret, Map<String, String> fields) {
        var basic = java.util.Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Authorization", "Basic " + basic)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasCookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .anyMatch(cookie ->
                        cookie.getName().equals(name) && !cookie.getValue().isEmpty());
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> URLEncoder.encode(f.getKey(), UTF_8) + "=" + URLEncoder.encode(f.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Page follow(HttpResponse<String> first) {
        var response = first;
        for (int i = 0; i < 10 && response.statusCode() / 100 == 3; i++) {
            var location = response.headers().firstValue("Location").orElseThrow();
            if (!location.startsWith("/identity")) {
                return page(response);
            }
            response = send(request(base + location.substring("/identity".length()))
                    .GET()
                    .build());
        }
        return page(response);
    }

    private static Page page(HttpResponse<String> response) {
        return new Page(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(response.uri().toString()),
                response);
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html")
                .header("Accept-Language", language)
                .header("X-Forwarded-For", address)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1) : "";
    }
}
