package org.sanad.api.platform.documents;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers {@code GET /graphql?documentId=sha256:…&variables=…}, ahead of all that looks at cookies and tokens: the answer is the same for
 * everybody, so that browsers and a CDN may keep it too. The language is one of the variables, never a header.
 */
@Component
@Order(-190)
class PublicAnswersFilter implements WebFilter {

    private static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");
    private static final String KEPT = "public, max-age=1, s-maxage=2, stale-while-revalidate=30, stale-if-error=300";
    private static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING);

    private final PublicAnswers answers;

    PublicAnswersFilter(PublicAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!HttpMethod.GET.equals(request.getMethod())
                || !request.getPath().value().equals("/graphql")
                || request.getHeaders().containsHeader(HttpHeaders.UPGRADE)) {
            return chain.filter(exchange);
        }
        var query = request.getURI().getRawQuery();
        if (query == null || !query.startsWith("documentId=")) {
            return chain.filter(exchange);
        }
        return answers.answer(query).flatMap(answer -> write(exchange, answer));
    }

    private static Mono<Void> write(ServerWebExchange exchange, PublicAnswer answer) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.put(HttpHeaders.VARY, VARY);
        if (answer.isKept()) {
            headers.set(HttpHeaders.CACHE_CONTROL, KEPT);
            headers.set(HttpHeaders.ETAG, answer.etag());
            if (answer.etag().equals(request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatusCode(HttpStatus.NOT_MODIFIED);
                return response.setComplete();
            }
        } else {
            headers.setCacheControl(CacheControl.noStore());
            if (answer.status() == HttpStatus.METHOD_NOT_ALLOWED) {
                headers.set(HttpHeaders.ALLOW, "POST");
            } else if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                headers.set(HttpHeaders.RETRY_AFTER, "1");
            }
        }
        response.setStatusCode(answer.status());
        headers.setContentType(
                takes(request, HttpHeaders.ACCEPT, GRAPHQL.toString()) ? GRAPHQL : MediaType.APPLICATION_JSON);
        var bytes = answer.bytes();
        if (takes(request, HttpHeaders.ACCEPT_ENCODING, "gzip")) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
            bytes = answer.gzip();
        }
        headers.setContentLength(bytes.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    private static boolean takes(ServerHttpRequest request, String header, String value) {
        var given = request.getHeaders().getFirst(header);
        return given != null && given.contains(value);
    }
}
