package org.sanad.api.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps browsers' sessions in PostgreSQL. That somebody was here is written at most once a minute. When the issuer's word has run out (after
 * five minutes), one request renews it for all: the first on a node does it for that node, a lock on the row for all nodes, so that the refresh
 * token, which works once, is never used twice.
 */
@Component
class Sessions implements ReactiveSessionRepository<BrowserSession> {

    private static final String PURPOSE = "session";
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = "sealed, fresh_until, created_at, seen_at";

    private final Database database;
    private final Database jobs;
    private final Secrets secrets;
    private final Issuers issuers;
    private final Clock clock;
    /** A page asks several things at once; they share one look at the table. A sign-out on another node is felt when this has passed. */
    private final Cache<String, BrowserSession> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(3))
            .build();

    /** Sessions whose person the issuer was asked about a short while ago, by this node. */
    private final Cache<String, Boolean> vouchedFor;

    private final Map<String, CompletableFuture<Optional<BrowserSession>>> renewals = new ConcurrentHashMap<>();

    Sessions(
            Database database,
            @Qualifier("jobDatabase") Database jobs,
            Secrets secrets,
            Issuers issuers,
            SecuritySettings settings,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.secrets = secrets;
        this.issuers = issuers;
        this.clock = clock;
        this.vouchedFor = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(settings.askAgain())
                .build();
    }

    static String newId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.random(32));
    }

    /** Finds a session whose person the issuer still vouches for. Empty when there is none, or it has ended; an error while the issuer is away. */
    Mono<BrowserSession> live(String id) {
        var known = recent.getIfPresent(id);
        return known != null && isFresh(known.freshUntil()) ? seen(known) : once(id);
    }

    private boolean isFresh(Instant until) {
        return clock.instant().isBefore(until);
    }

    private Mono<BrowserSession> seen(BrowserSession session) {
        var now = clock.instant();
        if (now.isBefore(session.getLastAccessedTime().plus(SEEN_EVERY))) {
            return Mono.just(session);
        }
        session.setLastAccessedTime(now);
        return database.change(
                        "update sessions set seen_at = $2, expires_at = $3 where id = $1 and seen_at < $2",
                        hash(session.getId()),
                        now,
                        end(session))
                .thenReturn(session);
    }

    /** Looks a session up, and renews it where it must be, once for all requests of a browser that come at the same time. */
    private Mono<BrowserSession> once(String id) {
        return Mono.defer(() -> {
                    var mine = new CompletableFuture<Optional<BrowserSession>>();
                    var running = renewals.putIfAbsent(id, mine);
                    if (running != null) {
                        return Mono.fromFuture(running, true);
                    }
                    // not tied to this request: a renewal that was begun must be written down
                    findById(id)
                            .flatMap(session -> isFresh(session.freshUntil()) ? vouched(session) : renew(id, null))
                            .flatMap(this::seen)
                            .doOnNext(session -> recent.put(id, session))
                            .doFinally(end -> renewals.remove(id))
                            .subscribe(
                                    session -> mine.complete(Optional.of(session)),
                                    mine::completeExceptionally,
                                    () -> mine.complete(Optional.empty()));
                    return Mono.fromFuture(mine, true);
                })
                .flatMap(Mono::justOrEmpty);
    }

    /**
     * Asks the issuer, at most once in a while, whether the person is still signed in there: who signs out everywhere is out here within a minute,
     * and not only when the issuer's word runs out. Its no is not final, since another node may have renewed the session meanwhile: the renewal
     * finds out. An issuer that is away is not waited for before that.
     */
    private Mono<BrowserSession> vouched(BrowserSession session) {
        String token = session.getAttribute(BrowserSession.ACCESS_TOKEN);
        if (token == null || vouchedFor.getIfPresent(session.getId()) != null) {
            return Mono.just(session);
        }
        return issuers.vouchesFor(token).onErrorReturn(true).flatMap(yes -> {
            if (!yes) {
                return renew(session.getId(), token);
            }
            vouchedFor.put(session.getId(), true);
            return Mono.just(session);
        });
    }

    /**
     * Renews a session, unless another node just did.
     *
     * @param doubted an access token that the issuer no longer knows; null where the time has simply run out
     */
    private Mono<BrowserSession> renew(String id, @Nullable String doubted) {
        return jobs.transaction(() -> jobs.one(
                                "select " + COLUMNS + " from sessions where id = $1 and expires_at > $2 for update",
                                row -> read(id, row),
                                hash(id),
                                clock.instant())
                        .flatMap(Mono::justOrEmpty)
                        .flatMap(session -> isFresh(session.freshUntil())
                                        && !(doubted != null
                                                && doubted.equals(session.getAttribute(BrowserSession.ACCESS_TOKEN)))
                                ? Mono.just(session)
                                : renew(session)))
                .doOnNext(session -> {
                    recent.put(id, session);
                    vouchedFor.put(id, true);
                })
                .switchIfEmpty(Mono.fromRunnable(() -> {
                    recent.invalidate(id);
                    vouchedFor.invalidate(id);
                }));
    }

    private Mono<BrowserSession> renew(BrowserSession session) {
        String token = session.getAttribute(BrowserSession.REFRESH_TOKEN);
        if (token == null) {
            return ended(session);
        }
        return issuers.refresh(token)
                .flatMap(tokens -> {
                    session.freshUntil(clock.instant().plus(tokens.lifetime()));
                    session.setLastAccessedTime(clock.instant());
                    session.set(BrowserSession.ACCESS_TOKEN, tokens.accessToken());
                    if (tokens.refreshToken() != null) {
                        session.set(BrowserSession.REFRESH_TOKEN, tokens.refreshToken());
                    }
                    return jobs.change(
                                    "update sessions set sealed = $2, fresh_until = $3, seen_at = $4, expires_at = $5 where id = $1",
                                    hash(session.getId()),
                                    seal(session),
                                    session.freshUntil(),
                                    session.getLastAccessedTime(),
                                    end(session))
                            .thenReturn(session);
                })
                .onErrorResume(Issuers.GrantRefused.class, refused -> ended(session));
    }

    private Mono<BrowserSession> ended(BrowserSession session) {
        return jobs.change("delete from sessions where id = $1", hash(session.getId()))
                .then(Mono.empty());
    }

    /** Opens a session for whom the issuer just named, and notes the person. Never empty. */
    Mono<BrowserSession> open(Jwt person, Issuers.Tokens tokens) {
        return createSession().flatMap(session -> {
            session.set(BrowserSession.ISSUER, String.valueOf(person.getIssuer()));
            session.set(BrowserSession.SUBJECT, person.getSubject());
            session.set(BrowserSession.NAME, person.getClaimAsString("name"));
            session.set(
                    BrowserSession.EMAIL,
                    Boolean.TRUE.equals(person.getClaimAsBoolean("email_verified"))
                            ? person.getClaimAsString("email")
                            : null);
            session.set(BrowserSession.TWO_FACTORS, SecondFactor.in(person) ? "yes" : null);
            session.set(BrowserSession.ACCESS_TOKEN, tokens.accessToken());
            session.set(BrowserSession.REFRESH_TOKEN, tokens.refreshToken());
            session.set(BrowserSession.ID_TOKEN, person.getTokenValue());
            session.freshUntil(clock.instant().plus(tokens.lifetime()));
            vouchedFor.put(session.getId(), true);
            var actor = session.actor();
            return forget().then(save(session))
                    .then(database.change(
                                    """
                                    insert into actors (id, issuer, subject, name, email) values ($1, $2, $3, $4, $5)
                                    on conflict (id) do update set name = excluded.name, email = excluded.email, seen_at = now()
                                      where actors.departed_at is null""",
                                    actor.id(),
                                    actor.issuer(),
                                    actor.subject(),
                                    Null.or(actor.name(), String.class),
                                    Null.or(actor.email(), String.class))
                            .contextWrite(context -> context.put(Actor.KEY, actor)))
                    .thenReturn(session);
        });
    }

    /** Forgets some of the sessions that have ended: each sign-in sweeps up a little. */
    private Mono<Long> forget() {
        return database.change(
                "delete from sessions where id in (select id from sessions where expires_at < $1 limit 50)",
                clock.instant());
    }

    @Override
    public Mono<BrowserSession> createSession() {
        var now = clock.instant();
        return Mono.fromSupplier(() -> new BrowserSession(newId(), Map.of(), now, now, now));
    }

    @Override
    public Mono<Void> save(BrowserSession session) {
        return database.change(
                        """
                        insert into sessions (id, sealed, fresh_until, created_at, seen_at, expires_at, actor_id)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (id) do update set sealed = excluded.sealed, fresh_until = excluded.fresh_until,
                          seen_at = excluded.seen_at, expires_at = excluded.expires_at""",
                        hash(session.getId()),
                        seal(session),
                        session.freshUntil(),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        end(session),
                        session.actor().id())
                .then();
    }

    /** Finds a session. Empty when there is none, it has ended, or it was sealed with another key. */
    @Override
    public Mono<BrowserSession> findById(String id) {
        if (!ID.matcher(id).matches()) {
            return Mono.empty();
        }
        return database.one(
                        "select " + COLUMNS + " from sessions where id = $1 and expires_at > $2",
                        row -> read(id, row),
                        hash(id),
                        clock.instant())
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return database.change("delete from sessions where id = $1", hash(id))
                .doFinally(end -> recent.invalidate(id))
                .then();
    }

    private Instant end(BrowserSession session) {
        var idle = session.getLastAccessedTime().plus(session.getMaxInactiveInterval());
        var longest = session.getCreationTime().plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    private byte[] seal(BrowserSession session) {
        return secrets.seal(PURPOSE, JSON.writeValueAsBytes(session.attributes()));
    }

    private Optional<BrowserSession> read(String id, Readable row) {
        return secrets.open(PURPOSE, required(row, "sealed", byte[].class))
                .map(plain -> new BrowserSession(
                        id,
                        JSON.readValue(plain, STRINGS),
                        required(row, "created_at", Instant.class),
                        required(row, "seen_at", Instant.class),
                        required(row, "fresh_until", Instant.class)));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
