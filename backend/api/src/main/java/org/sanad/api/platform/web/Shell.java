package org.sanad.api.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.text.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the app: its files, and for each address of a page the one document that it starts from, in the language of the address, with what
 * link previews and search engines need. An address without a language is sent to the reader's own.
 */
@Component
class Shell implements WebHandler {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EXPLORER_POLICY = "default-src 'none'; script-src 'self'; worker-src 'self' blob:;"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:;"
            + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Set<String> PAGES = Set.of(
            "campaigns", "donations", "find-my-gift", "invitation", "my-giving", "organizations", "staff", "verify");

    /** First segments of addresses for programs: what stands below them and is not answered is not there, rather than a page. */
    private static final Set<String> MACHINES =
            Set.of("actuator", "assets", "auth", "files", "give", "graphql", "identity", "sandbox-gateway");

    private final Assets assets;
    private final List<PagePreview> previews;
    private final Settings settings;
    private final String index;
    private final String policy;

    Shell(Assets assets, List<PagePreview> previews, Settings settings) {
        this.assets = assets;
        this.previews = previews;
        this.settings = settings;
        this.index = assets.index().orElse("");
        this.policy = policy(index, settings.publicUrl());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (!HttpMethod.GET.equals(request.getMethod()) && !HttpMethod.HEAD.equals(request.getMethod())) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        var path = request.getPath().value().substring(1);
        var asset = assets.find(path);
        if (asset.isPresent() && !path.equals("index.html")) {
            return file(exchange, asset.get());
        }
        if (path.equals("graphiql")) {
            return explorer(exchange);
        }
        if (index.isEmpty() || path.startsWith(".") || MACHINES.contains(path.split("/", 2)[0])) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        var segments =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        var locale = segments.isEmpty() ? null : locale(segments.getFirst());
        if (locale == null) {
            return elsewhere(exchange, path);
        }
        return page(exchange, locale, segments.subList(1, segments.size()));
    }

    private Mono<Void> file(ServerWebExchange exchange, Assets.Asset asset) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.setContentType(asset.type());
        headers.setETag(asset.etag());
        headers.setCacheControl(
                asset.immutable()
                        ? CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable()
                        : CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic());
        if (exchange.checkNotModified(asset.etag())) {
            return response.setComplete();
        }
        var compressed = asset.gzip();
        if (compressed == null) {
            return write(exchange, asset.bytes());
        }
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!takesGzip(exchange)) {
            return write(exchange, asset.bytes());
        }
        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        return write(exchange, compressed);
    }

    /** The explorer, bundled with the app; its editor styles itself, which the policy of this one page allows. */
    private Mono<Void> explorer(ServerWebExchange exchange) {
        return assets.find("graphiql/index.html")
                .map(page -> {
                    var headers = exchange.getResponse().getHeaders();
                    headers.setContentType(page.type());
                    headers.setCacheControl(CacheControl.noCache());
                    headers.set("Content-Security-Policy", EXPLORER_POLICY);
                    return write(exchange, page.bytes());
                })
                .orElseGet(() -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** The reader's own language: the one chosen before, else the browser's, else Arabic. */
    private static Mono<Void> elsewhere(ServerWebExchange exchange, String path) {
        var request = exchange.getRequest();
        var chosen = request.getCookies().getFirst("sanad-language");
        var locale = chosen == null ? null : locale(chosen.getValue());
        if (locale == null) {
            locale = exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                    .map(accepted -> locale(accepted.getLanguage()))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(Locale.AR);
        }
        var query = request.getURI().getRawQuery();
        var target = "/" + locale.tag()
                + (path.isEmpty() ? "" : "/" + request.getURI().getRawPath().substring(1))
                + (query == null ? "" : "?" + query);
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(target));
        response.getHeaders().setCacheControl(CacheControl.noCache());
        response.getHeaders().add(HttpHeaders.VARY, "Accept-Language, Cookie");
        return response.setComplete();
    }

    private Mono<Void> page(ServerWebExchange exchange, Locale locale, List<String> segments) {
        var theme = theme(exchange);
        var preview = previews.stream().filter(each -> each.covers(segments)).findFirst();
        if (preview.isPresent()) {
            return preview.get()
                    .preview(locale, segments)
                    .map(page -> document(locale, theme, segments, page))
                    .map(html -> answer(exchange, HttpStatus.OK, html))
                    .defaultIfEmpty(answer(exchange, HttpStatus.NOT_FOUND, document(locale, theme, segments, null)))
                    .flatMap(write -> write);
        }
        boolean known = segments.isEmpty() || PAGES.contains(segments.getFirst());
        return answer(exchange, known ? HttpStatus.OK : HttpStatus.NOT_FOUND, document(locale, theme, segments, null));
    }

    private Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String html) {
        return Mono.defer(() -> {
            var response = exchange.getResponse();
            response.setStatusCode(status);
            var headers = response.getHeaders();
            headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
            headers.setCacheControl(CacheControl.noCache());
            headers.set("Content-Security-Policy", policy);
            headers.add(HttpHeaders.VARY, "Accept-Encoding, Cookie");
            var bytes = html.getBytes(StandardCharsets.UTF_8);
            if (takesGzip(exchange)) {
                headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
                bytes = Assets.gzip(bytes);
            }
            return write(exchange, bytes);
        });
    }

    /** The attribute for a theme that the reader chose, so that the other one never flashes; empty where the system's holds. */
    private static String theme(ServerWebExchange exchange) {
        var chosen = exchange.getRequest().getCookies().getFirst("sanad-theme");
        var theme = chosen == null ? "" : chosen.getValue();
        return theme.equals("light") || theme.equals("dark") ? " data-theme=\"" + theme + "\"" : "";
    }

    private String document(Locale locale, String theme, List<String> segments, PagePreview.@Nullable Page page) {
        return index.replace("__LANG__", locale.tag())
                .replace("__DIR__\"", (locale == Locale.EN ? "ltr" : "rtl") + "\"" + theme)
                .replace("<!--sanad:head-->", head(locale, segments, page))
                .replace("<!--sanad:first-->", first(page));
    }

    private String head(Locale locale, List<String> segments, PagePreview.@Nullable Page page) {
        var rest = segments.isEmpty() ? "" : "/" + String.join("/", segments);
        var title = page == null ? PageTexts.title(locale, segments) : page.title() + " · " + PageTexts.name(locale);
        var description = page == null ? PageTexts.description(locale) : page.description();
        var lines = new ArrayList<String>();
        lines.add("<title>" + escaped(title) + "</title>");
        lines.add(meta("name", "description", description));
        lines.add(link("canonical", null, settings.url("/" + locale.tag() + rest)));
        for (var other : Locale.values()) {
            lines.add(link("alternate", other.tag(), settings.url("/" + other.tag() + rest)));
        }
        lines.add(link("alternate", "x-default", settings.url(rest.isEmpty() ? "/" : rest)));
        lines.add(meta("property", "og:site_name", PageTexts.name(locale)));
        lines.add(meta("property", "og:title", page == null ? title : page.title()));
        lines.add(meta("property", "og:description", description));
        lines.add(meta("property", "og:type", page == null ? "website" : page.type()));
        lines.add(meta(
                "property", "og:url", settings.url("/" + locale.tag() + rest).toString()));
        lines.add(meta("property", "og:locale", locale.tag()));
        if (page != null && page.image() != null) {
            lines.add(meta("property", "og:image", page.image().toString()));
            lines.add(meta("name", "twitter:card", "summary_large_image"));
        }
        if (page != null && page.data() != null) {
            var data = new java.util.LinkedHashMap<String, Object>();
            data.put("@context", "https://schema.org");
            data.putAll(page.data());
            // data blocks don't run, so no policy stands in their way; `<` is escaped so that none can be closed from
            // inside
            lines.add("<script type=\"application/ld+json\">"
                    + JSON.writeValueAsString(data).replace("<", "\\u003c")
                    + "</script>");
        }
        return String.join("\n    ", lines);
    }

    private static String first(PagePreview.@Nullable Page page) {
        if (page == null || page.first().isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<div class=\"first\"><h1>")
                .append(escaped(page.title()))
                .append("</h1>");
        for (var card : page.first()) {
            html.append("<article>");
            if (card.picture() != null) {
                html.append("<img alt=\"\" fetchpriority=\"high\" sizes=\"100vw\" src=\"")
                        .append(escaped(card.picture().small()))
                        .append("\" srcset=\"")
                        .append(escaped(card.picture().small()))
                        .append(" 640w, ")
                        .append(escaped(card.picture().large()))
                        .append(" 1280w\">");
            }
            html.append("<h2><a href=\"")
                    .append(escaped(card.href()))
                    .append("\">")
                    .append(escaped(card.heading()))
                    .append("</a></h2><p>")
                    .append(escaped(card.text()))
                    .append("</p></article>");
        }
        return html.append("</div>").toString();
    }

    private static @Nullable Locale locale(String tag) {
        for (var locale : Locale.values()) {
            if (locale.tag().equals(tag)) {
                return locale;
            }
        }
        return null;
    }

    private static String policy(String index, URI publicUrl) {
        var hashes = new StringBuilder();
        var styles = STYLE.matcher(index);
        while (styles.find()) {
            hashes.append(" 'sha256-")
                    .append(Assets.hash(styles.group(1).getBytes(StandardCharsets.UTF_8)))
                    .append('\'');
        }
        var socket = ("https".equals(publicUrl.getScheme()) ? "wss://" : "ws://") + publicUrl.getAuthority();
        return "default-src 'none'; script-src 'self'; style-src 'self'" + hashes
                + "; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' " + socket
                + "; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
    }

    private static boolean takesGzip(ServerWebExchange exchange) {
        var accepted = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip");
    }

    private static Mono<Void> write(ServerWebExchange exchange, byte[] bytes) {
        var response = exchange.getResponse();
        response.getHeaders().setContentLength(bytes.length);
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    private static String meta(String kind, String name, String content) {
        return "<meta " + kind + "=\"" + name + "\" content=\"" + escaped(content) + "\" />";
    }

    private static String link(String rel, @Nullable String language, URI href) {
        return "<link rel=\"" + rel + "\"" + (language == null ? "" : " hreflang=\"" + language + "\"") + " href=\""
                + escaped(href.toString()) + "\" />";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
