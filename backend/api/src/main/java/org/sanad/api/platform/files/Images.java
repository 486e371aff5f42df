package org.sanad.api.platform.files;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Finishing;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.files.Upload.Purpose;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.Secrets;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Pictures: made of uploads, decided on by moderators, served at the widths that screens have. */
@Service
public class Images implements DisposableBean {

    private static final String QUEUE = "imagesAwaitingModeration";
    private static final int ALT_LIMIT = 500;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern SERVED = Pattern.compile("([0-9a-f]{32})(?:-([1-9][0-9]{0,4}))?\\.(jpg|png|svg)");

    private static final String COLUMNS =
            "id, organization_id, state, alt, width, height, placeholder, content_key, content_type, widths, created_at";

    private final Database database;
    private final Database jobs;
    private final Uploads uploads;
    private final FileStore files;
    private final Cursors cursors;
    private final Settings settings;
    private final Clock clock;
    /** One picture at a time: decoded, one of them takes up to fifty megabytes. */
    private final Scheduler workshop = Schedulers.newBoundedElastic(1, 16, "pictures", 60, true);

    Images(
            Database database,
            @Qualifier("jobDatabase") Database jobs,
            Uploads uploads,
            FileStore files,
            Cursors cursors,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.uploads = uploads;
        this.files = files;
        this.cursors = cursors;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void destroy() {
        workshop.dispose();
    }

    /** Loads pictures that the viewer may see: shown ones, and those of their own that wait. Never empty; others are left out. */
    @PublicAccess
    public Mono<Map<UUID, Image>> load(Set<UUID> ids) {
        return database.many("select " + COLUMNS + " from images where id = any($1)", Images::image, (Object)
                        ids.toArray(UUID[]::new))
                .collectMap(Image::id);
    }

    /** The absolute URL of a picture at a width in pixels, or at the next larger one that is kept. */
    @PublicAccess
    public String url(Image image, int width) {
        return settings.url(image.path(width)).toString();
    }

    /**
     * Keeps a drawing of Sanad's own (SVG), shown at once. The same drawing again changes only its description. Never empty; an error where the
     * drawing carries more than shapes.
     */
    @SystemOnly
    public Mono<Image> record(String svg, LocalizedText alt, int width, int height, String placeholder) {
        if (!COLOUR.matcher(placeholder).matches()) {
            return Mono.error(new IllegalArgumentException("not #rrggbb: " + placeholder));
        }
        return Mono.fromCallable(() -> {
                    Drawing.check(svg);
                    return Drawing.key(svg);
                })
                .flatMap(key -> files.put(storeKey(key, 0), svg.getBytes(StandardCharsets.UTF_8))
                        .thenMany(jobs.changeReturning(
                                """
                                insert into images (origin, state, alt, width, height, placeholder, content_key, content_type, widths)
                                values ('SANAD', 'SHOWN', $1::jsonb, $2, $3, $4, $5, 'image/svg+xml', '{}')
                                on conflict (content_key) do update set alt = excluded.alt
                                returning\s""" + COLUMNS, Images::image, alt.json(), width, height, placeholder, key))
                        .single());
    }

    /** What became of a wish to make or judge a picture. */
    sealed interface Outcome {
        record Done(Image image) implements Outcome {}

        record Refused(UploadRefused why) implements Outcome {}
    }

    /**
     * Sends a JPEG in and makes a picture of it, as a member of an organization does in three steps: it waits for a moderator. Never empty; an
     * error where it is refused.
     */
    @SignedIn
    public Mono<Image> send(UUID organization, String fileName, byte[] jpeg, LocalizedText alt) {
        return uploads.request(new Uploads.Request(organization, Purpose.PICTURE, fileName, "image/jpeg", jpeg.length))
                .flatMap(outcome -> switch (outcome) {
                    case Uploads.Outcome.Granted(var upload) ->
                        uploads.take(
                                        upload,
                                        FileKind.JPEG,
                                        Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(jpeg)))
                                .flatMap(arrival -> arrival == Uploads.Arrival.ACCEPTED
                                        ? create(upload.id(), alt, null)
                                        : Mono.error(new IllegalArgumentException(fileName + ": " + arrival)));
                    case Uploads.Outcome.Refused(var why) -> Mono.just(new Outcome.Refused(why));
                })
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Done(var image) -> Mono.just(image);
                    case Outcome.Refused(var why) ->
                        Mono.error(new IllegalArgumentException(fileName + ": " + why.message()));
                });
    }

    /** Makes a picture of an upload. The same upload again gives the same picture. Never empty. */
    @SignedIn
    Mono<Outcome> create(UUID upload, @Nullable LocalizedText alt, Pictures.@Nullable Crop crop) {
        if (alt == null) {
            return refused(
                    UploadErrorCode.ALT_REQUIRED, "alt", "Say what the picture shows, in at least one language.");
        }
        if (alt.texts().values().stream().anyMatch(text -> text.length() > ALT_LIMIT)) {
            return refused(UploadErrorCode.INVALID, "alt", "At most " + ALT_LIMIT + " signs.");
        }
        return database.many("select " + COLUMNS + " from images where upload_id = $1", Images::image, upload)
                .next()
                .<Outcome>map(Outcome.Done::new)
                .switchIfEmpty(Mono.defer(() -> uploads.load(Set.of(upload)).flatMap(found -> {
                    var known = found.get(upload);
                    return known == null || known.purpose() != Purpose.PICTURE
                            ? refused(UploadErrorCode.NOT_FOUND, "uploadId", "There is no such upload of yours.")
                            : known.isComplete()
                                    // a large picture may take longer than an answer may: asked again, it is there
                                    ? Finishing.surely(make(known, alt, crop))
                                    : refused(
                                            clock.instant().isAfter(known.expiresAt())
                                                    ? UploadErrorCode.EXPIRED
                                                    : UploadErrorCode.INCOMPLETE,
                                            "uploadId",
                                            "Its bytes have not arrived.");
                })));
    }

    private Mono<Outcome> make(Upload upload, LocalizedText alt, Pictures.@Nullable Crop crop) {
        var kind = FileKind.of(upload.contentType()).orElseThrow();
        return files.file(upload.key())
                .flatMap(file -> made(file, kind, crop))
                .flatMap(made -> switch (made) {
                    case Pictures.Outcome.Made picture -> keep(upload, alt, picture);
                    case Pictures.Outcome.NotAPicture none ->
                        refused(UploadErrorCode.WRONG_TYPE, "uploadId", "It cannot be read as a picture.");
                    case Pictures.Outcome.TooLarge none ->
                        refused(UploadErrorCode.TOO_LARGE, "uploadId", "It has more pixels than a picture needs.");
                    case Pictures.Outcome.TooNarrow narrow ->
                        refused(
                                UploadErrorCode.TOO_SMALL,
                                crop == null ? "uploadId" : "crop",
                                "It is " + narrow.width() + " pixels wide; at least " + Pictures.NARROWEST
                                        + " are needed.");
                    case Pictures.Outcome.CropOutside outside ->
                        refused(
                                UploadErrorCode.INVALID,
                                "crop",
                                "The rectangle leaves the picture, which has " + outside.width() + " × "
                                        + outside.height() + " pixels.");
                })
                .switchIfEmpty(refused(UploadErrorCode.EXPIRED, "uploadId", "Its bytes are no longer kept."));
    }

    private Mono<Pictures.Outcome> made(Path file, FileKind kind, Pictures.@Nullable Crop crop) {
        return Mono.fromCallable(() -> Pictures.make(file, kind, crop)).subscribeOn(workshop);
    }

    private Mono<Outcome> keep(Upload upload, LocalizedText alt, Pictures.Outcome.Made picture) {
        var key = HexFormat.of().formatHex(Secrets.random(16));
        var widths = picture.variants().keySet().toArray(Integer[]::new);
        return Flux.fromIterable(picture.variants().entrySet())
                .concatMap(variant -> files.put(storeKey(key, variant.getKey()), variant.getValue()))
                .then(Actor.current())
                .flatMapMany(actor -> database.changeReturning(
                        """
                        insert into images (organization_id, created_by, upload_id, origin, alt, width, height, placeholder, content_key,
                          content_type, widths)
                        values ($1, $2, $3, 'UPLOAD', $4::jsonb, $5, $6, $7, $8, $9, $10)
                        on conflict (upload_id) do nothing
                        returning\s""" + COLUMNS,
                        Images::image,
                        Null.or(upload.organizationId(), UUID.class),
                        actor.id(),
                        upload.id(),
                        alt.json(),
                        picture.width(),
                        picture.height(),
                        picture.placeholder(),
                        key,
                        picture.contentType(),
                        widths))
                // another request made it meanwhile: its picture stands
                .switchIfEmpty(Flux.fromArray(widths)
                        .concatMap(width -> files.remove(storeKey(key, width)))
                        .thenMany(database.many(
                                "select " + COLUMNS + " from images where upload_id = $1", Images::image, upload.id())))
                .single()
                .flatMap(image -> files.remove(upload.key()).thenReturn(new Outcome.Done(image)));
    }

    /** Lets a picture be shown, or withholds it; at once on this node, within a minute on every other. Never empty. */
    @SignedIn
    Mono<Outcome> moderate(UUID id, boolean show) {
        return database.transaction(() -> moderator()
                .flatMap(moderator -> !moderator
                        ? refused(UploadErrorCode.FORBIDDEN, null, "Only moderators decide on pictures.")
                        : Actor.current()
                                .flatMapMany(actor -> database.changeReturning(
                                        "update images set state = $2, decided_by = $3, decided_at = $4 where id = $1 returning "
                                                + COLUMNS,
                                        Images::image,
                                        id,
                                        (show ? Image.State.SHOWN : Image.State.WITHHELD).name(),
                                        actor.id(),
                                        clock.instant()))
                                .singleOrEmpty()
                                .<Outcome>map(Outcome.Done::new)
                                .switchIfEmpty(
                                        refused(UploadErrorCode.NOT_FOUND, "imageId", "There is no such picture."))));
    }

    /** Pictures that wait, oldest first. Empty when the viewer is no moderator. */
    @PublicAccess
    Mono<Connection<Image>> awaiting(Page page) {
        var after = page.cursor() == null ? null : cursors.decode(QUEUE, page.cursor());
        return Actor.current()
                .flatMap(actor -> moderator())
                .filter(moderator -> moderator)
                .flatMap(moderator -> database.many(
                                "select " + COLUMNS + """
                                         from images
                                        where state = 'AWAITING' and ($1::timestamptz is null or (created_at, id) > ($1, $2))
                                        order by created_at, id limit $3""",
                                row -> new Waiting(
                                        image(row), Objects.requireNonNull(row.get("created_at", Instant.class))),
                                Null.or(after == null ? null : instant((Long) after.get(0)), Instant.class),
                                Null.or(after == null ? null : (UUID) after.get(1), UUID.class),
                                page.limit())
                        .collectList()
                        .map(rows -> Connection.of(
                                rows,
                                page,
                                Waiting::image,
                                row -> cursors.encode(QUEUE, micros(row.since), row.image.id()),
                                null)));
    }

    private record Waiting(Image image, Instant since) {}

    /** What is served at a picture's URL. */
    record Served(Resource bytes, String contentType, Image.State state) {}

    /** Finds the bytes behind the last part of a picture's URL. Empty when there are none, or the picture was withheld. */
    @PublicAccess
    Mono<Served> serve(String name) {
        var asked = SERVED.matcher(name);
        if (!asked.matches()) {
            return Mono.empty();
        }
        var key = asked.group(1);
        int width = asked.group(2) == null ? 0 : Integer.parseInt(asked.group(2));
        var extension = asked.group(3);
        // whoever knows the key was told the URL: the state alone decides here, whoever asks
        return jobs.one("select " + COLUMNS + " from images where content_key = $1", Images::image, key)
                .filter(image -> image.state() != Image.State.WITHHELD
                        && image.path(width).endsWith("." + extension)
                        && (image.widths().isEmpty()
                                ? width == 0
                                : image.widths().contains(width)))
                .flatMap(image -> files.find(storeKey(key, width))
                        .map(bytes -> new Served(bytes, image.contentType(), image.state())));
    }

    private Mono<Boolean> moderator() {
        return database.one(
                "select has_platform_role('MODERATOR') as moderator",
                row -> Boolean.TRUE.equals(row.get("moderator", Boolean.class)));
    }

    private static String storeKey(String key, int width) {
        return "images/" + key.substring(0, 2) + "/" + key + (width == 0 ? "" : "-" + width);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static Mono<Outcome> refused(UploadErrorCode code, @Nullable String field, String message) {
        return Mono.just(
                new Outcome.Refused(new UploadRefused(code, field == null ? List.of() : List.of(field), message)));
    }

    private static Image image(Readable row) {
        return new Image(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("organization_id", UUID.class),
                Image.State.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                LocalizedText.ofJson(Objects.requireNonNull(row.get("alt", String.class))),
                Objects.requireNonNull(row.get("width", Integer.class)),
                Objects.requireNonNull(row.get("height", Integer.class)),
                Objects.requireNonNull(row.get("placeholder", String.class)),
                Objects.requireNonNull(row.get("content_key", String.class)),
                Objects.requireNonNull(row.get("content_type", String.class)),
                Arrays.asList(Objects.requireNonNull(row.get("widths", Integer[].class))));
    }
}
