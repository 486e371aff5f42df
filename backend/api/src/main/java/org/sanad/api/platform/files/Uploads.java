package org.sanad.api.platform.files;

import io.r2dbc.spi.Readable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.files.Upload.Purpose;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.Secrets;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files from outside: a signed-in member asks for a place, sends the bytes there once, and a domain reads them. */
@Service
public class Uploads {

    private static final Duration OPEN_FOR = Duration.ofMinutes(30);
    private static final int OPEN_AT_ONCE = 200;

    private static final String COLUMNS =
            "id, organization_id, purpose, file_name, content_type, size, expires_at, received_at";

    private final Database database;
    private final Database jobs;
    private final FileStore files;
    private final Secrets secrets;
    private final Settings settings;
    private final Clock clock;

    Uploads(
            Database database,
            @Qualifier("jobDatabase") Database jobs,
            FileStore files,
            Secrets secrets,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.files = files;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** A wish to send a file. */
    record Request(@Nullable UUID organizationId, Purpose purpose, String fileName, String contentType, long size) {}

    /** What became of a wish. */
    sealed interface Outcome {
        record Granted(Upload upload) implements Outcome {}

        record Refused(UploadRefused why) implements Outcome {}
    }

    /** What became of the bytes. */
    enum Arrival {
        ACCEPTED,
        NOT_FOR_US,
        TWICE,
        WRONG_TYPE,
        TOO_LARGE
    }

    /** A file that has arrived. It may be read more than once. */
    public record Received(Upload upload, Path file) {}

    /** Grants a place to send a file to. Never empty. */
    @SignedIn
    Mono<Outcome> request(Request request) {
        var kind = FileKind.of(request.contentType);
        var name = request.fileName.strip();
        if (kind.isEmpty() || !request.purpose.takes(kind.get())) {
            return refused(
                    UploadErrorCode.WRONG_TYPE,
                    "contentType",
                    "This purpose does not take " + printable(request.contentType) + ".");
        }
        if (request.size > request.purpose.limit()) {
            return refused(UploadErrorCode.TOO_LARGE, "size", "At most " + request.purpose.limit() + " bytes.");
        }
        if (request.size < 1) {
            return refused(UploadErrorCode.INVALID, "size", "A file has at least one byte.");
        }
        if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            return refused(UploadErrorCode.INVALID, "fileName", "A file name has 1 to 200 signs.");
        }
        return database.transaction(() -> allowed(request)
                .flatMap(allowed -> allowed
                        ? grant(request, name, request.contentType)
                        : refused(
                                UploadErrorCode.FORBIDDEN,
                                "organizationId",
                                "You have no role there that may send this.")));
    }

    private Mono<Boolean> allowed(Request request) {
        if (request.organizationId == null) {
            var role = request.purpose == Purpose.IATI_FILE ? "REGISTRAR" : "OPERATOR";
            return database.one("select has_platform_role($1) as allowed", row -> bool(row, "allowed"), role);
        }
        var roles = switch (request.purpose) {
            case PICTURE -> new String[] {"ADMIN", "CAMPAIGN_MANAGER"};
            case SETTLEMENT_FILE -> new String[] {"ADMIN", "FINANCE"};
            case IATI_FILE -> new String[] {"ADMIN"};
        };
        return database.one(
                "select acts_for($1, $2) as allowed", row -> bool(row, "allowed"), request.organizationId, roles);
    }

    private Mono<Outcome> grant(Request request, String name, String contentType) {
        return Actor.current()
                .flatMap(actor -> database.changeReturning(
                                """
                                insert into uploads (organization_id, actor_id, purpose, file_name, content_type, size, expires_at)
                                select $1, $2, $3, $4, $5, $6, $7
                                where (select count(*) from uploads where actor_id = $2 and created_at > $8) < $9
                                returning\s""" + COLUMNS,
                                Uploads::upload,
                                Null.or(request.organizationId, UUID.class),
                                actor.id(),
                                request.purpose.name(),
                                name,
                                contentType,
                                request.size,
                                clock.instant().plus(OPEN_FOR),
                                clock.instant().minus(Duration.ofHours(1)),
                                OPEN_AT_ONCE)
                        .singleOrEmpty())
                .<Outcome>map(Outcome.Granted::new)
                .switchIfEmpty(refused(UploadErrorCode.INVALID, null, "Too many uploads within the hour."));
    }

    /** The URL at which an upload takes its bytes until it expires. */
    @PublicAccess
    public String url(Upload upload) {
        long expires = upload.expiresAt().getEpochSecond();
        return settings.url("/files/uploads/" + upload.id() + "?expires=" + expires + "&signature="
                        + secrets.sign("upload", upload.id() + "." + expires))
                .toString();
    }

    /** Loads one's own uploads. Never empty; what is not the viewer's is left out. */
    @PublicAccess
    public Mono<Map<UUID, Upload>> load(Set<UUID> ids) {
        return database.many("select " + COLUMNS + " from uploads where id = any($1)", Uploads::upload, (Object)
                        ids.toArray(UUID[]::new))
                .collectMap(Upload::id);
    }

    /** Opens a file that the viewer sent for a purpose. Empty when there is none of theirs, or its bytes have not arrived. */
    @SignedIn
    public Mono<Received> open(UUID id, Purpose purpose) {
        return load(Set.of(id))
                .flatMap(found -> Mono.justOrEmpty(found.get(id)))
                .filter(upload -> upload.isComplete() && upload.purpose() == purpose)
                .flatMap(upload -> files.file(upload.key()).map(file -> new Received(upload, file)));
    }

    /** Opens a file whoever sent it, for the job that works on it. Empty when its bytes have not arrived. */
    @SystemOnly
    public Mono<Received> received(UUID id, Purpose purpose) {
        return jobs.one("select " + COLUMNS + " from uploads where id = $1", Uploads::upload, id)
                .filter(upload -> upload.isComplete() && upload.purpose() == purpose)
                .flatMap(upload -> files.file(upload.key()).map(file -> new Received(upload, file)));
    }

    /** Takes the bytes at a signed URL: once, in time, of the declared kind and no more than declared. Never empty. */
    @PublicAccess
    Mono<Arrival> receive(UUID id, long expires, String signature, String contentType, Flux<DataBuffer> bytes) {
        if (!secrets.signed("upload", id + "." + expires, signature)
                || clock.instant().getEpochSecond() > expires) {
            return Mono.just(Arrival.NOT_FOR_US);
        }
        return jobs.one("select " + COLUMNS + " from uploads where id = $1", Uploads::upload, id)
                .flatMap(upload -> {
                    var kind = FileKind.of(upload.contentType());
                    if (upload.isComplete()) {
                        return Mono.just(Arrival.TWICE);
                    }
                    return kind.isEmpty() || !FileKind.of(contentType).equals(kind)
                            ? Mono.just(Arrival.WRONG_TYPE)
                            : take(upload, kind.get(), bytes);
                })
                .defaultIfEmpty(Arrival.NOT_FOR_US);
    }

    /** Takes the bytes of an upload that is open. Never empty. */
    Mono<Arrival> take(Upload upload, FileKind kind, Flux<DataBuffer> bytes) {
        // beside its place, so that of two deliveries at once neither spoils the other
        var arriving = upload.key() + "-" + UUID.randomUUID();
        return files.put(arriving, bytes, upload.size())
                .flatMap(size -> files.file(arriving)
                        .flatMap(Heads::of)
                        .flatMap(head ->
                                kind.matches(head) ? settle(upload, arriving, size) : Mono.just(Arrival.WRONG_TYPE)))
                .onErrorResume(FileStore.TooLarge.class, tooLarge -> Mono.just(Arrival.TOO_LARGE))
                .flatMap(arrival -> files.remove(arriving).thenReturn(arrival));
    }

    private Mono<Arrival> settle(Upload upload, String arriving, long size) {
        return jobs.transaction(() -> jobs.change(
                        "update uploads set received_at = $2, received_size = $3 where id = $1 and received_at is null",
                        upload.id(),
                        clock.instant(),
                        size)
                .flatMap(rows -> rows == 0
                        ? Mono.just(Arrival.TWICE)
                        : files.move(arriving, upload.key()).thenReturn(Arrival.ACCEPTED)));
    }

    /** Forgets bytes that nobody will ask for again: a picture's original once a day has passed, and what never arrived. Tells how many. */
    @SystemOnly
    Mono<Long> forget() {
        var before = clock.instant().minus(Duration.ofDays(1));
        return jobs.changeReturning("""
                        delete from uploads
                        where (received_at is null and expires_at < $1) or (purpose = 'PICTURE' and received_at < $1)
                        returning\s""" + COLUMNS, Uploads::upload, before)
                .concatMap(upload -> files.remove(upload.key()).thenReturn(upload))
                .count();
    }

    private static Mono<Outcome> refused(UploadErrorCode code, @Nullable String field, String message) {
        return Mono.just(
                new Outcome.Refused(new UploadRefused(code, field == null ? List.of() : List.of(field), message)));
    }

    private static String printable(String text) {
        return text.length() > 60 || text.chars().anyMatch(Character::isISOControl) ? "this type" : text;
    }

    private static boolean bool(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    private static Upload upload(Readable row) {
        return new Upload(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("organization_id", UUID.class),
                Purpose.valueOf(Objects.requireNonNull(row.get("purpose", String.class))),
                Objects.requireNonNull(row.get("file_name", String.class)),
                Objects.requireNonNull(row.get("content_type", String.class)),
                Objects.requireNonNull(row.get("size", Long.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)),
                row.get("received_at", Instant.class));
    }
}
