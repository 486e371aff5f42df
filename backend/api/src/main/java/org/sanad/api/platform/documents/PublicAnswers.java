package org.sanad.api.platform.documents;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.outbox.Item;
import org.sanad.api.platform.outbox.News;
import org.sanad.api.platform.security.Everybody;
import org.sanad.api.platform.web.Assets;
import org.springframework.context.SmartLifecycle;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps finished answers to registered questions that anybody may ask, until the news says that what they tell has changed.
 *
 * <p>An answer is made once, however many wait for it, as nobody in particular: no actor is in its context, and one in whose making anything
 * asked for the actor is neither kept nor given. The news is heard on every node; within a quarter of a second what it touches is dropped, what
 * is in the making too, and made anew from the primary when next asked for. What changes without news (a day that ends) is bounded by
 * {@link #LONGEST}.
 */
@Component
class PublicAnswers implements SmartLifecycle {

    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final long MOST_BYTES = 24 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Documents documents;
    private final WebGraphQlHandler handler;
    private final GraphQlSource source;
    private final News news;
    private final Queue<Item> changes = new ConcurrentLinkedQueue<>();
    private final AsyncCache<String, PublicAnswer> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String query, PublicAnswer answer) -> query.length() + answer.weight())
            .expireAfterWrite(LONGEST)
            .buildAsync();
    private volatile @Nullable Disposable running;

    PublicAnswers(Documents documents, WebGraphQlHandler handler, GraphQlSource source, News news) {
        this.documents = documents;
        this.handler = handler;
        this.source = source;
        this.news = news;
    }

    /**
     * Answers a question. Never empty.
     *
     * @param query the raw query of the address, which is also what the answer is kept under: {@code documentId=…&variables=…}
     */
    Mono<PublicAnswer> answer(String query) {
        var known = answers.getIfPresent(query);
        if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
            return Mono.just(known.resultNow());
        }
        return Mono.fromFuture(() -> answers.get(query, (key, executor) -> made(key)), true);
    }

    private CompletableFuture<PublicAnswer> made(String query) {
        CompletableFuture<PublicAnswer> making = make(query).toFuture().thenApply(Objects::requireNonNull);
        // later: an answer at hand is not in there yet; and by itself: a newer one may have taken its place
        var _ = making.whenCompleteAsync((answer, failure) -> {
            if (failure == null && !answer.isKept()) {
                answers.asMap().remove(query, making);
            }
        });
        return making;
    }

    private Mono<PublicAnswer> make(String query) {
        var asked = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        var id = String.valueOf(asked.getFirst("documentId"));
        var text = documents.find(decoded(id));
        if (text.isEmpty()) {
            return Mono.just(
                    refused(HttpStatus.NOT_FOUND, "PERSISTED_DOCUMENT_NOT_FOUND", "There is no such document."));
        }
        Map<String, Object> variables;
        try {
            var given = asked.getFirst("variables");
            variables = given == null ? Map.of() : JSON.readValue(decoded(given), OBJECT);
        } catch (JacksonException | IllegalArgumentException broken) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, "BAD_INPUT", "The variables are no JSON object."));
        }
        var document = Parser.parse(text.get());
        if (document.getDefinitionsOfType(OperationDefinition.class).stream()
                .anyMatch(each -> each.getOperation() != OperationDefinition.Operation.QUERY)) {
            return Mono.just(
                    refused(HttpStatus.METHOD_NOT_ALLOWED, "NOT_PUBLIC", "Only questions are answered by GET."));
        }
        var everybody = new Everybody();
        var request = new WebGraphQlRequest(
                URI.create("/graphql"),
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                null,
                new HashMap<>(),
                Map.of("query", text.get(), "variables", variables),
                "public",
                null);
        return handler.handleRequest(request)
                .contextWrite(everybody::into)
                .publishOn(Schedulers.parallel())
                .map(response -> {
                    if (everybody.wondered() || has(response, "UNAUTHENTICATED")) {
                        return refused(
                                HttpStatus.METHOD_NOT_ALLOWED,
                                "NOT_PUBLIC",
                                "The answer depends on who asks: use POST.");
                    }
                    boolean whole = response.getErrors().isEmpty();
                    Map<String, Object> data = whole ? response.getData() : Map.of();
                    return answer(
                            whole ? HttpStatus.OK : status(response),
                            JSON.writeValueAsBytes(response.toMap()),
                            whole && data != null ? Reads.of(source.schema(), document, variables, data) : Set.of());
                });
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static HttpStatus status(WebGraphQlResponse response) {
        if (has(response, "UNAVAILABLE")) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        if (has(response, "INTERNAL")) {
            return HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return response.getExecutionResult().isDataPresent() ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    private static boolean has(WebGraphQlResponse response, String code) {
        return response.getErrors().stream()
                .anyMatch(error -> code.equals(error.getExtensions().get("code")));
    }

    private static PublicAnswer refused(HttpStatus status, String code, String message) {
        return answer(
                status,
                JSON.writeValueAsBytes(
                        Map.of("errors", List.of(Map.of("message", message, "extensions", Map.of("code", code))))),
                Set.of());
    }

    private static PublicAnswer answer(HttpStatus status, byte[] bytes, Set<Object> tags) {
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Assets.sha256(bytes));
        return new PublicAnswer(status, bytes, Assets.gzip(bytes), "W/\"" + hash.substring(0, 22) + '"', tags);
    }

    @Override
    public void start() {
        running = Disposables.composite(
                news.all().subscribe(changes::add),
                Flux.interval(TICK, Schedulers.parallel()).onBackpressureDrop().subscribe(tick -> drop()));
    }

    /** Drops what the news of the last moment touches. */
    private void drop() {
        Set<Object> changed = new HashSet<>();
        for (var item = changes.poll(); item != null; item = changes.poll()) {
            changed.add(item.aggregateId());
            changed.add(item.topic().substring(0, item.topic().indexOf('.')));
            var organization = JSON.readTree(item.payload()).path("organizationId");
            if (organization.isString()) {
                changed.add(java.util.UUID.fromString(organization.stringValue()));
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        changed.add(Reads.ANYTHING);
        answers.asMap().forEach((query, future) -> {
            // what is in the making may have read the state before
            if (!future.isDone()
                    || future.isCompletedExceptionally()
                    || future.resultNow().tags().stream().anyMatch(changed::contains)) {
                answers.asMap().remove(query, future);
            }
        });
    }

    @Override
    public void stop() {
        var present = running;
        running = null;
        if (present != null) {
            present.dispose();
        }
        answers.synchronous().invalidateAll();
        changes.clear();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
