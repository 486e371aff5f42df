package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Imports as a registrar does it, and tries it as everybody else. */
@SanadTest
class ImportApiTest {

    private static final String UPLOAD = """
            mutation ($size: Int!) {
              requestUpload(input: {purpose: IATI_FILE, fileName: "activities.xml", contentType: "application/xml", size: $size}) {
                upload { id url } userErrors { code message } } }""";
    private static final String PREVIEW = """
            mutation ($id: ID!) { previewImport(input: {uploadId: $id}) { import { id state fileName } userErrors { code path message } } }""";
    private static final String RUN = """
            mutation ($id: ID!) { runImport(input: {importId: $id}) { import { id state } userErrors { code path message } } }""";
    private static final String FIND = """
            query ($id: ID!) { node(id: $id) { ... on Import {
              id state progress refusal counts { kind verdict count }
              findings(first: 2) { nodes { line element verdict reason message } pageInfo { hasNextPage endCursor } } } } }""";

    private final Api api;
    private final Imports imports;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    ImportApiTest(Api api, Imports imports, @LocalServerPort int port) {
        this.api = api;
        this.imports = imports;
        this.origin = "http://localhost:" + port;
    }

    @Test
    void aRegistrarPreviewsAndThenCarriesOut() throws Exception {
        String registrar = withRole("REGISTRAR");
        String upload = upload(registrar, SyntheticIati.file(3).replace("XX-TEST", "XX-API1"));
        GraphQlTester.Response begun = as(registrar, PREVIEW, upload);
        begun.path("previewImport.userErrors").entityList(Object.class).hasSize(0);
        begun.path("previewImport.import.fileName").entity(String.class).isEqualTo("activities.xml");
        String id = begun.path("previewImport.import.id").entity(String.class).get();

        await(registrar, id, ImportState.PREVIEWED);
        GraphQlTester.Response previewed = as(registrar, FIND, id);
        previewed
                .path("node.counts[?(@.kind=='ACTIVITY')].count")
                .entityList(Integer.class)
                .containsExactly(3);
        previewed.path("node.refusal").valueIsNull();

        as(registrar, RUN, id)
                .path("runImport.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        await(registrar, id, ImportState.DONE);
        as(registrar, RUN, id)
                .path("runImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("WRONG_STATE");

        String again = as(registrar, PREVIEW, upload)
                .path("previewImport.import.id")
                .entity(String.class)
                .get();
        await(registrar, again, ImportState.PREVIEWED);
        as(registrar, FIND, again)
                .path("node.counts[*].verdict")
                .entityList(String.class)
                .containsExactly("UNCHANGED", "UNCHANGED", "UNCHANGED");
    }

    @Test
    void aRegistrarImportsForNoJurisdictionButTheirOwn() throws Exception {
        String syrian = withRole("REGISTRAR", "SY");
        String everywhere = withRole("REGISTRAR");
        String file = SyntheticIati.file(2).replace("XX-TEST", "XX-API9");
        String kuwaiti = file.replaceFirst("recipient-country code=\"SY\"", "recipient-country code=\"KW\"");
        // lines count from 1: the head shares its line with the first activity
        refusedAt(syrian, kuwaiti, 2, "iati-activity[XX-API9-1-1]", "KW");
        refusedAt(syrian, file.replaceFirst("code=\"SY\"", "code=\"TR\""), 2, "iati-activity[XX-API9-1-1]", "none");
        refusedAt(
                syrian,
                file.replaceFirst("<recipient-country code=\"SY\"/>", "<recipient-region code=\"589\"/>"),
                2,
                "iati-activity[XX-API9-1-1]",
                "none");
        refusedAt(syrian, file.replace("XX-API9-2", "KW-API9-2"), 2, "organisation[KW-API9-2]", "KW");
        refusedAt(syrian, file.replace("XX-API9-1", "IR-API9-1"), 2, "iati-activity[IR-API9-1-1]", "IR");

        // two countries of two registrars are neither's alone, and a foreign one beside one's own is nobody else's
        String both = file.replaceFirst(
                "<recipient-country code=\"SY\"/>",
                "<recipient-country code=\"SY\" percentage=\"50\"/><recipient-country code=\"%s\" percentage=\"50\"/>");
        refusedAt(syrian, both.formatted("KW"), 2, "iati-activity[XX-API9-1-1]", "KW");
        await(syrian, preview(syrian, both.formatted("TR")), ImportState.PREVIEWED);

        // another's preview is not carried out by a registrar of elsewhere
        String own = preview(syrian, file);
        await(syrian, own, ImportState.PREVIEWED);
        as(withRole("REGISTRAR", "KW"), RUN, own)
                .path("runImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("FORBIDDEN");
        as(syrian, RUN, own)
                .path("runImport.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        await(syrian, own, ImportState.DONE);

        // what stands of Kuwait is not taken over by saying that it is Syria's now
        String standing = preview(everywhere, kuwaiti.replace("API9", "API8"));
        await(everywhere, standing, ImportState.PREVIEWED);
        as(everywhere, RUN, standing)
                .path("runImport.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        await(everywhere, standing, ImportState.DONE);
        refusedAt(syrian, file.replace("API9", "API8"), 2, "iati-activity[XX-API8-1-1]", "KW");
    }

    @Test
    void aRoleThatWasTakenBackMeanwhileCarriesNothingOut() throws Exception {
        String registrar = withRole("REGISTRAR", "SY");
        String id = preview(registrar, SyntheticIati.file(1).replace("XX-TEST", "XX-API7"));
        await(registrar, id, ImportState.PREVIEWED);
        try (var connection = Api.as("sanad_owner");
                var moved = connection.prepareStatement(
                        "update platform_roles set jurisdiction = 'KW' where actor_id = ?")) {
            moved.setObject(1, Api.actorId(registrar));
            moved.executeUpdate();
        }
        as(registrar, RUN, id)
                .path("runImport.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        await(registrar, id, ImportState.REFUSED);
        as(registrar, FIND, id)
                .path("node.findings.nodes[0].reason")
                .entity(String.class)
                .isEqualTo("import.outside-jurisdiction");
    }

    private String preview(String registrar, String file) throws Exception {
        return as(registrar, PREVIEW, upload(registrar, file))
                .path("previewImport.import.id")
                .entity(String.class)
                .get();
    }

    private void refusedAt(String registrar, String file, int line, String element, String what) throws Exception {
        String id = preview(registrar, file);
        await(registrar, id, ImportState.REFUSED);
        GraphQlTester.Response refused = as(registrar, FIND, id);
        refused.path("node.refusal").entity(String.class).isEqualTo("INVALID_CONTENT");
        refused.path("node.findings.nodes[0].reason").entity(String.class).isEqualTo("import.outside-jurisdiction");
        refused.path("node.findings.nodes[0].line").entity(Integer.class).isEqualTo(line);
        refused.path("node.findings.nodes[0].element").entity(String.class).isEqualTo(element);
        refused.path("node.findings.nodes[0].message")
                .entity(String.class)
                .satisfies(message -> assertThat(message).contains(what));
    }

    @Test
    void tellsProgressToRegistrarsUntilItIsOver() throws Exception {
        String registrar = withRole("REGISTRAR");
        String upload = upload(registrar, SyntheticIati.file(150).replace("XX-TEST", "XX-API3"));
        String id = as(registrar, PREVIEW, upload)
                .path("previewImport.import.id")
                .entity(String.class)
                .get();
        await(registrar, id, ImportState.PREVIEWED);
        UUID inner = GlobalId.decode('J', id).orElseThrow();
        // the present state and the news of it may both say that it waits: it is begun once
        AtomicBoolean begun = new AtomicBoolean();
        List<Import> told = seenBy(registrar, imports.follow(inner))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(now -> {
                    if (now.state() == ImportState.PREVIEWED && begun.compareAndSet(false, true)) {
                        as(registrar, RUN, id)
                                .path("runImport.import.state")
                                .entity(String.class)
                                .isEqualTo("RUNNING");
                    }
                })
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(told.getFirst().state()).isEqualTo(ImportState.PREVIEWED);
        assertThat(told.getLast().state()).isEqualTo(ImportState.DONE);
        StepVerifier.create(seenBy("stranger", imports.follow(inner)))
                .expectError(AccessDeniedException.class)
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(imports.follow(inner)).expectError().verify(Duration.ofSeconds(10));
    }

    @Test
    void tellsFindingsPageByPageInTheOrderOfTheFile() throws Exception {
        String registrar = withRole("REGISTRAR");
        String file = SyntheticIati.file(5).replace("<activity-status code=\"2\"/>", "<activity-status/>");
        String id = as(registrar, PREVIEW, upload(registrar, file))
                .path("previewImport.import.id")
                .entity(String.class)
                .get();
        await(registrar, id, ImportState.REFUSED);
        GraphQlTester.Response refused = as(registrar, FIND, id);
        refused.path("node.refusal").entity(String.class).isEqualTo("INVALID_CONTENT");
        refused.path("node.findings.nodes[*].line").entityList(Integer.class).containsExactly(2, 3);
        refused.path("node.findings.nodes[*].verdict").entityList(String.class).containsExactly("REFUSED", "REFUSED");
        String after = refused.path("node.findings.pageInfo.endCursor")
                .entity(String.class)
                .get();
        api.person(registrar)
                .document(
                        "query ($id: ID!, $after: String) { node(id: $id) { ... on Import { findings(after: $after) { nodes { line } pageInfo { hasNextPage } } } } }")
                .variable("id", id)
                .variable("after", after)
                .execute()
                .path("node.findings.nodes[*].line")
                .entityList(Integer.class)
                .containsExactly(4, 5, 6);
        as(registrar, RUN, id)
                .path("runImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("REFUSED");
    }

    @Test
    void onlyRegistrarsImportAndSeeImports() throws Exception {
        String registrar = withRole("REGISTRAR");
        String upload = upload(registrar, SyntheticIati.file(1).replace("XX-TEST", "XX-API2"));
        String id = as(registrar, PREVIEW, upload)
                .path("previewImport.import.id")
                .entity(String.class)
                .get();
        await(registrar, id, ImportState.PREVIEWED);
        long before = imports();

        for (String other : List.of(
                "nobody-" + UUID.randomUUID(), withRole("SUPERVISOR"), withRole("MODERATOR"), withRole("OPERATOR"))) {
            as(other, PREVIEW, upload)
                    .path("previewImport.userErrors[0].code")
                    .entity(String.class)
                    .isEqualTo("FORBIDDEN");
            as(other, RUN, id)
                    .path("runImport.userErrors[0].code")
                    .entity(String.class)
                    .isEqualTo("FORBIDDEN");
            as(other, FIND, id).path("node").valueIsNull();
            api.person(other)
                    .document("{ imports { nodes { id } } }")
                    .execute()
                    .path("imports")
                    .valueIsNull();
        }
        for (Map.Entry<String, String> mutation :
                Map.of(PREVIEW, upload, RUN, id).entrySet()) {
            api.guest()
                    .document(mutation.getKey())
                    .variable("id", mutation.getValue())
                    .execute()
                    .errors()
                    .satisfy(errors -> assertThat(errors)
                            .singleElement()
                            .satisfies(error ->
                                    assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
        }
        api.guest()
                .document("{ imports { nodes { id } } }")
                .execute()
                .path("imports")
                .valueIsNull();
        api.guest().document(FIND).variable("id", id).execute().path("node").valueIsNull();

        // another registrar's upload is not one's own, but an import is every registrar's to see
        String colleague = withRole("REGISTRAR");
        as(colleague, PREVIEW, upload)
                .path("previewImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        as(colleague, FIND, id).path("node.state").entity(String.class).isEqualTo("PREVIEWED");
        assertThat(imports()).isEqualTo(before);
        assertThat(imports.load(Set.of(GlobalId.decode('J', id).orElseThrow())).block())
                .isEmpty();
    }

    @Test
    void refusesAnUploadThatHasNotArrivedAndIdsThatAreNone() throws Exception {
        String registrar = withRole("REGISTRAR");
        String upload = api.person(registrar)
                .document(UPLOAD)
                .variable("size", 10)
                .execute()
                .path("requestUpload.upload.id")
                .entity(String.class)
                .get();
        as(registrar, PREVIEW, upload)
                .path("previewImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INCOMPLETE");
        as(registrar, PREVIEW, "nonsense")
                .path("previewImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        as(registrar, RUN, GlobalId.encode('J', UUID.randomUUID()))
                .path("runImport.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
    }

    private GraphQlTester.Response as(String person, String document, String id) {
        return api.person(person).document(document).variable("id", id).execute();
    }

    private void await(String person, String id, ImportState state) {
        UUID inner = GlobalId.decode('J', id).orElseThrow();
        Import last = seenBy(person, imports.follow(inner))
                .filter(now -> now.state() == state || now.isOver())
                .blockFirst(Duration.ofSeconds(30));
        assertThat(last).isNotNull();
        assertThat(last.state()).isEqualTo(state);
    }

    private static Flux<Import> seenBy(String person, Flux<Import> told) {
        Actor actor = Actor.of(Api.ISSUER, person, false, Set.of(), null, null).withTwoFactors();
        return told.contextWrite(context -> context.put(Actor.KEY, actor))
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new TestingAuthenticationToken(person, "", "ROLE_USER")));
    }

    private String upload(String person, String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        GraphQlTester.Response granted = api.person(person)
                .document(UPLOAD)
                .variable("size", bytes.length)
                .execute();
        granted.path("requestUpload.userErrors").entityList(Object.class).hasSize(0);
        URI url = URI.create(
                granted.path("requestUpload.upload.url").entity(String.class).get());
        HttpResponse<String> sent = http.send(
                HttpRequest.newBuilder(URI.create(origin + url.getRawPath() + "?" + url.getRawQuery()))
                        .header("Content-Type", "application/xml")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(sent.statusCode()).as(sent.body()).isBetween(200, 299);
        return granted.path("requestUpload.upload.id").entity(String.class).get();
    }

    private static String withRole(String role) throws SQLException {
        return withRole(role, null);
    }

    private static String withRole(String role, String jurisdiction) throws SQLException {
        String subject = role.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
        try (var connection = Api.as("sanad_job");
                var actor = connection.prepareStatement("insert into actors (id, issuer, subject) values (?, ?, ?)");
                var granted = connection.prepareStatement(
                        "insert into platform_roles (actor_id, role, jurisdiction) values (?, ?, ?)")) {
            actor.setObject(1, Api.actorId(subject));
            actor.setString(2, Api.ISSUER);
            actor.setString(3, subject);
            actor.executeUpdate();
            granted.setObject(1, Api.actorId(subject));
            granted.setString(2, role);
            granted.setString(3, jurisdiction);
            granted.executeUpdate();
        }
        return subject;
    }

    private static long imports() throws SQLException {
        try (var connection = Api.as("sanad_job");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select (select count(*) from imports) + (select count(*) from uploads)")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
