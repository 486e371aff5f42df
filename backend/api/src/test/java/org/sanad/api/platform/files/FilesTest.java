package org.sanad.api.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.GraphQlTester;

@SanadTest
class FilesTest {

    private static final String REQUEST = """
            mutation ($input: RequestUploadInput!) {
              requestUpload(input: $input) {
                upload { id url purpose isComplete expiresAt }
                userErrors { code path message }
              }
            }""";
    private static final String CREATE = """
            mutation ($input: CreateImageInput!) {
              createImage(input: $input) {
                image { id url(width: 100) full: url(width: 1900) width height placeholder alt { text(locale: EN) } }
                userErrors { code path message }
              }
            }""";
    private static final String MODERATE = """
            mutation ($id: ID!, $show: Boolean!) {
              moderateImage(input: {imageId: $id, show: $show}) { image { id } userErrors { code } }
            }""";

    private final Api api;
    private final Images images;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    FilesTest(Api api, Images images, @LocalServerPort int port) {
        this.api = api;
        this.images = images;
        this.origin = "http://localhost:" + port;
    }

    @Test
    void makesAPictureOfAnUploadAndShowsItOnceAModeratorLetItPass() throws Exception {
        var member = member("ADMIN");
        var upload =
                upload(member, "PICTURE", "image/jpeg", PicturesOfTests.photograph(1600, 800, 1, "GPS 33.51 36.29"));
        var made = create(member, upload, null);
        made.path("createImage.userErrors").entityList(Object.class).hasSize(0);
        var id = made.path("createImage.image.id").entity(String.class).get();
        made.path("createImage.image.width").entity(Integer.class).isEqualTo(1600);
        made.path("createImage.image.height").entity(Integer.class).isEqualTo(800);
        made.path("createImage.image.placeholder")
                .entity(String.class)
                .matches(colour -> colour.matches("#[0-9a-f]{6}"));

        var small = get(made.path("createImage.image.url").entity(String.class).get());
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(small.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(small.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(new String(small.body(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
        assertThat(ImageIO.read(new ByteArrayInputStream(small.body())).getWidth())
                .isEqualTo(320);
        var full = get(made.path("createImage.image.full").entity(String.class).get());
        assertThat(ImageIO.read(new ByteArrayInputStream(full.body())).getWidth())
                .isEqualTo(1600);

        assertThat(seen(api.guest(), id)).isFalse();
        assertThat(seen(api.person("stranger"), id)).isFalse();
        assertThat(seen(api.person(member.subject), id)).isTrue();
        assertThat(seen(api.person(colleague(member)), id)).isTrue();

        // twice is once
        create(member, upload, null)
                .path("createImage.image.id")
                .entity(String.class)
                .isEqualTo(id);

        moderate(member.subject, id, true)
                .path("moderateImage.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("FORBIDDEN");
        assertThat(seen(api.guest(), id)).isFalse();
        var elsewhere = moderator("IR");
        assertThat(seen(api.person(elsewhere), id)).isFalse();
        moderate(elsewhere, id, true)
                .path("moderateImage.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        assertThat(seen(api.guest(), id)).isFalse();
        var moderator = moderator("SY");
        moderate(moderator, id, true)
                .path("moderateImage.image.id")
                .entity(String.class)
                .isEqualTo(id);
        assertThat(seen(api.guest(), id)).isTrue();
        var shown = get(made.path("createImage.image.url").entity(String.class).get());
        assertThat(shown.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("immutable", "public", "max-age=31536000"));

        moderate(moderator, id, false)
                .path("moderateImage.image.id")
                .entity(String.class)
                .isEqualTo(id);
        assertThat(seen(api.guest(), id)).isFalse();
        assertThat(get(made.path("createImage.image.url").entity(String.class).get())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void queueOfModeratorsIsTheirsAlone() throws Exception {
        var member = member("CAMPAIGN_MANAGER");
        var picture = create(
                        member, upload(member, "PICTURE", "image/png", PicturesOfTests.halves(700, 500, "png")), null)
                .path("createImage.image.id")
                .entity(String.class)
                .get();
        var query = "{ imagesAwaitingModeration(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }";
        api.guest().document(query).execute().path("imagesAwaitingModeration").valueIsNull();
        api.person(member.subject)
                .document(query)
                .execute()
                .path("imagesAwaitingModeration")
                .valueIsNull();
        var moderator = api.person(moderator());
        var found = new java.util.ArrayList<String>();
        @Nullable String after = null;
        boolean more = true;
        while (more) {
            var page = moderator
                    .document(
                            "query ($after: String) { imagesAwaitingModeration(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }")
                    .variable("after", after)
                    .execute();
            found.addAll(page.path("imagesAwaitingModeration.nodes[*].id")
                    .entityList(String.class)
                    .get());
            more = page.path("imagesAwaitingModeration.pageInfo.hasNextPage")
                    .entity(Boolean.class)
                    .get();
            after = more
                    ? page.path("imagesAwaitingModeration.pageInfo.endCursor")
                            .entity(String.class)
                            .get()
                    : null;
        }
        assertThat(found).doesNotHaveDuplicates().contains(picture);
    }

    @Test
    void turnsAPhotographUprightBeforeItCrops() throws Exception {
        var member = member("ADMIN");
        // held upright: the sensor's left half (red) is the upper half of what people see
        var upload = upload(member, "PICTURE", "image/jpeg", PicturesOfTests.photograph(1600, 1000, 6, "x"));
        var made = create(member, upload, Map.of("x", 100, "y", 0, "width", 700, "height", 700));
        made.path("createImage.image.width").entity(Integer.class).isEqualTo(700);
        var full = ImageIO.read(new ByteArrayInputStream(
                get(made.path("createImage.image.full").entity(String.class).get())
                        .body()));
        assertThat(full.getWidth()).isEqualTo(700);
        var corner = new Color(full.getRGB(10, 10));
        assertThat(corner.getRed()).isGreaterThan(200);
        assertThat(corner.getBlue()).isLessThan(60);
    }

    @ParameterizedTest
    @CsvSource({"-1,0,700,700", "0,0,701,2000000000", "2147483647,0,700,700", "0,0,0,0"})
    void refusesARectangleOutsideThePicture(int x, int y, int width, int height) throws Exception {
        var member = member("ADMIN");
        var upload = upload(member, "PICTURE", "image/png", PicturesOfTests.halves(1000, 700, "png"));
        create(member, upload, Map.of("x", x, "y", y, "width", width, "height", height))
                .path("createImage.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INVALID");
    }

    @Test
    void refusesPicturesThatAreTooSmallTooVastOrNone() throws Exception {
        var member = member("ADMIN");
        code(
                create(member, upload(member, "PICTURE", "image/png", PicturesOfTests.halves(639, 700, "png")), null),
                "TOO_SMALL");
        code(
                create(member, upload(member, "PICTURE", "image/png", PicturesOfTests.claiming(60_000, 60_000)), null),
                "TOO_LARGE");
        code(
                create(member, upload(member, "PICTURE", "image/png", PicturesOfTests.claiming(10_000, 9_000)), null),
                "WRONG_TYPE");
        var cut = java.util.Arrays.copyOf(PicturesOfTests.halves(1000, 700, "png"), 300);
        code(create(member, upload(member, "PICTURE", "image/png", cut), null), "WRONG_TYPE");
        var upload = upload(member, "PICTURE", "image/png", PicturesOfTests.halves(1000, 700, "png"));
        code(create(member, upload, null, Map.of("en", "  ")), "ALT_REQUIRED");
        code(create(member("ADMIN"), upload, null), "NOT_FOUND");
        code(create(member, GlobalId.encode('F', UUID.randomUUID()), null), "NOT_FOUND");
    }

    @Test
    void readsWebpAndServesItAsJpeg() throws Exception {
        var member = member("ADMIN");
        byte[] webp;
        try (var in = FilesTest.class.getResourceAsStream("/files/halves.webp")) {
            webp = in.readAllBytes();
        }
        var made = create(member, upload(member, "PICTURE", "image/webp", webp), null);
        var served =
                get(made.path("createImage.image.full").entity(String.class).get());
        assertThat(served.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        var picture = ImageIO.read(new ByteArrayInputStream(served.body()));
        assertThat(picture.getWidth()).isEqualTo(700);
        assertThat(new Color(picture.getRGB(20, 20)).getRed()).isGreaterThan(200);
        assertThat(new Color(picture.getRGB(680, 20)).getBlue()).isGreaterThan(200);
        code(
                create(member, upload(member, "PICTURE", "image/webp", java.util.Arrays.copyOf(webp, 200)), null),
                "WRONG_TYPE");
    }

    @Test
    void readsManyPicturesInOneStatement() {
        var ids = new java.util.ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"" + i + "\"/></svg>";
            var image = images.record(svg, LocalizedText.of(Locale.EN, "A bar"), 4, 3, "#000000")
                    .block();
            ids.add(GlobalId.encode('I', image.id()));
        }
        for (int count : new int[] {1, 20}) {
            assertThat(api.statements(() -> api.guest()
                            .document(
                                    "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Image { url alt { text(locale: AR) } } } }")
                            .variable("ids", ids.subList(0, count))
                            .execute()
                            .path("nodes[*].url")
                            .entityList(String.class)
                            .hasSize(count)))
                    .isEqualTo(1);
        }
    }

    @Test
    void servesNothingOfAPolyglotButThePicture() throws Exception {
        var member = member("ADMIN");
        var polyglot = PicturesOfTests.polyglot(
                PicturesOfTests.halves(800, 600, "jpeg"), "<script>alert(1)</script>PK\u0003\u0004");
        var made = create(member, upload(member, "PICTURE", "image/jpeg", polyglot), null);
        var served =
                get(made.path("createImage.image.full").entity(String.class).get());
        assertThat(new String(served.body(), StandardCharsets.ISO_8859_1)).doesNotContain("script", "PK\u0003");
        assertThat(served.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(served.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox; default-src 'none'"));
    }

    @Test
    void takesBytesOnceAndOnlyOfTheDeclaredKindAndLength() throws Exception {
        var member = member("ADMIN");
        var picture = PicturesOfTests.halves(700, 500, "png");
        var url = granted(member, "PICTURE", "image/png", picture.length);
        assertThat(put(url, "image/jpeg", picture).statusCode()).isEqualTo(415);
        assertThat(put(url, "image/png", "MZ this is a program".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(put(url, "image/png", PicturesOfTests.polyglot(picture, "more"))
                        .statusCode())
                .isEqualTo(413);
        assertThat(put(url + "A", "image/png", picture).statusCode()).isEqualTo(403);
        assertThat(put(url.replaceFirst("expires=\\d", "expires=9"), "image/png", picture)
                        .statusCode())
                .isEqualTo(403);
        assertThat(put(url.replaceFirst("uploads/[^?]+", "uploads/" + UUID.randomUUID()), "image/png", picture)
                        .statusCode())
                .isEqualTo(403);
        assertThat(put(url, "image/png", picture).statusCode()).isEqualTo(204);
        assertThat(put(url, "image/png", picture).statusCode()).isEqualTo(409);
    }

    @Test
    void grantsPlacesByRole() throws Exception {
        var member = member("FINANCE");
        code(
                request(api.person(member.subject), member.organization, "PICTURE", "image/png", 100),
                "requestUpload",
                "FORBIDDEN");
        code(
                request(api.person("stranger"), member.organization, "SETTLEMENT_FILE", "text/csv", 100),
                "requestUpload",
                "FORBIDDEN");
        code(request(api.person("stranger"), null, "IATI_FILE", "text/xml", 100), "requestUpload", "FORBIDDEN");
        code(
                request(api.person(member.subject), member.organization, "SETTLEMENT_FILE", "image/png", 100),
                "requestUpload",
                "WRONG_TYPE");
        code(
                request(api.person(member.subject), member.organization, "SETTLEMENT_FILE", "text/csv", 99_999_999),
                "requestUpload",
                "TOO_LARGE");
        code(
                request(api.person(member.subject), member.organization, "SETTLEMENT_FILE", "text/csv", 0),
                "requestUpload",
                "INVALID");
        request(api.person(member.subject), member.organization, "SETTLEMENT_FILE", "text/csv", 100)
                .path("requestUpload.upload.isComplete")
                .entity(Boolean.class)
                .isEqualTo(false);
        api.guest()
                .document(REQUEST)
                .variable(
                        "input",
                        Map.of("purpose", "IATI_FILE", "fileName", "a.xml", "contentType", "text/xml", "size", 5))
                .execute()
                .errors()
                .satisfy(errors ->
                        assertThat(errors.getFirst().getExtensions()).containsEntry("code", "UNAUTHENTICATED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/images/..%2f..%2fetc%2fpasswd",
                "/files/images/%2e%2e/application.yml",
                "/files/images/00000000000000000000000000000000-320.jpg",
                "/files/images/00000000000000000000000000000000.svg%00.jpg",
                "/files/uploads/../images/x"
            })
    void servesNothingElse(String path) throws Exception {
        assertThat(get(origin + path).statusCode()).isIn(400, 404, 405);
    }

    @Test
    void keepsDrawingsOfItsOwnInASandbox() throws Exception {
        var svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"4\" height=\"3\" fill=\"#115e59\"/></svg>";
        var alt = LocalizedText.of(Locale.EN, "A green field");
        var first = images.record(svg, alt, 1600, 1200, "#115e59").block();
        var second = images.record(svg, alt, 1600, 1200, "#115e59").block();
        assertThat(first).isNotNull().isEqualTo(second);
        assertThat(images.load(Set.of(first.id())).block()).containsKey(first.id());
        var served = get(origin + first.path(640));
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(served.headers().firstValue("Content-Security-Policy"))
                .hasValue("sandbox; default-src 'none'; style-src 'unsafe-inline'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"https://evil.example/x#y\"/></svg>",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
                "<html/>",
                "<svg"
            })
    void refusesDrawingsThatAreMoreThanShapes(String svg) {
        assertThatThrownBy(() -> images.record(svg, LocalizedText.of(Locale.EN, "x"), 1, 1, "#000000")
                        .block())
                .isInstanceOf(IllegalArgumentException.class);
    }

    // --- the people and files of these tests

    private record Member(String subject, UUID organization) {}

    private Member member(String role) throws SQLException {
        var subject = "member-" + UUID.randomUUID();
        try (var job = Api.as("sanad_job")) {
            var organization = UUID.randomUUID();
            try (var insert = job.prepareStatement(ORGANIZATION)) {
                insert.setObject(1, organization);
                insert.setString(2, "files-" + organization);
                insert.executeUpdate();
            }
            join(job, subject, organization, role);
            return new Member(subject, organization);
        }
    }

    private static String colleague(Member member) throws SQLException {
        var subject = "colleague-" + UUID.randomUUID();
        try (var job = Api.as("sanad_job")) {
            join(job, subject, member.organization, "VIEWER");
        }
        return subject;
    }

    private static final String ORGANIZATION =
            "insert into organizations (id, slug, kind, jurisdiction, name) values (?, ?, 'CHARITY', 'SY', '{\"en\": \"x\", \"origin\": \"en\"}')";

    private static void join(java.sql.Connection job, String subject, UUID organization, String role)
            throws SQLException {
        actor(job, subject);
        try (var insert = job.prepareStatement(
                "insert into memberships (organization_id, actor_id, email, roles, state) values (?, ?, ?, array[?], 'ACTIVE')")) {
            insert.setObject(1, organization);
            insert.setObject(2, Api.actorId(subject));
            insert.setString(3, subject + "@mail.test");
            insert.setString(4, role);
            insert.executeUpdate();
        }
    }

    private static void actor(java.sql.Connection job, String subject) throws SQLException {
        try (var insert = job.prepareStatement("insert into actors (id, issuer, subject) values (?, ?, ?)")) {
            insert.setObject(1, Api.actorId(subject));
            insert.setString(2, Api.ISSUER);
            insert.setString(3, subject);
            insert.executeUpdate();
        }
    }

    private static String moderator() throws SQLException {
        return moderator(null);
    }

    private static String moderator(@Nullable String jurisdiction) throws SQLException {
        var subject = "moderator-" + UUID.randomUUID();
        try (var job = Api.as("sanad_job");
                var grant = job.prepareStatement(
                        "insert into platform_roles (actor_id, role, jurisdiction) values (?, 'MODERATOR', ?)")) {
            actor(job, subject);
            grant.setObject(1, Api.actorId(subject));
            grant.setString(2, jurisdiction);
            grant.executeUpdate();
        }
        return subject;
    }

    private GraphQlTester.Response request(
            GraphQlTester tester, @Nullable UUID organization, String purpose, String contentType, long size) {
        var input = new java.util.HashMap<String, Object>(
                Map.of("purpose", purpose, "fileName", "صورة.png", "contentType", contentType, "size", size));
        if (organization != null) {
            input.put("organizationId", GlobalId.encode('O', organization));
        }
        return tester.document(REQUEST).variable("input", input).execute();
    }

    private String granted(Member member, String purpose, String contentType, long size) {
        var url = request(api.person(member.subject), member.organization, purpose, contentType, size)
                .path("requestUpload.upload.url")
                .entity(String.class)
                .get();
        return origin + URI.create(url).getPath() + "?" + URI.create(url).getRawQuery();
    }

    private String upload(Member member, String purpose, String contentType, byte[] bytes) throws Exception {
        var url = granted(member, purpose, contentType, bytes.length);
        assertThat(put(url, contentType, bytes).statusCode()).isEqualTo(204);
        return GlobalId.encode(
                'F', UUID.fromString(url.replaceFirst(".*/uploads/", "").replaceFirst("\\?.*", "")));
    }

    private GraphQlTester.Response create(Member member, String upload, @Nullable Map<String, Integer> crop) {
        return create(member, upload, crop, Map.of("en", "Two halves", "ar", "نصفان"));
    }

    private GraphQlTester.Response create(
            Member member, String upload, @Nullable Map<String, Integer> crop, Map<String, String> alt) {
        var input = new java.util.HashMap<String, Object>(Map.of("uploadId", upload, "alt", alt));
        if (crop != null) {
            input.put("crop", crop);
        }
        return api.person(member.subject)
                .document(CREATE)
                .variable("input", input)
                .execute();
    }

    private GraphQlTester.Response moderate(String subject, String id, boolean show) {
        return api.person(subject)
                .document(MODERATE)
                .variable("id", id)
                .variable("show", show)
                .execute();
    }

    private static void code(GraphQlTester.Response response, String code) {
        code(response, "createImage", code);
    }

    private static void code(GraphQlTester.Response response, String mutation, String code) {
        response.path(mutation + ".userErrors[0].code").entity(String.class).isEqualTo(code);
    }

    private static boolean seen(GraphQlTester tester, String id) {
        return !tester.document("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }")
                .variable("ids", java.util.List.of(id))
                .execute()
                .path("nodes[?(@.__typename == 'Image')]")
                .entityList(Object.class)
                .get()
                .isEmpty();
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        var path = url.startsWith(origin) ? url : origin + URI.create(url).getRawPath();
        return http.send(HttpRequest.newBuilder(URI.create(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> put(String url, String contentType, byte[] bytes) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
