package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.SettledDonation;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.Postgres;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Live news through two nodes of one installation: to many at once, from one node to another, within limits. */
@Timeout(120)
class LiveTest {

    private static final String TIME = "subscription { serverTime }";

    private static String database;
    private static TestIssuer issuer;
    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() {
        database = Postgres.database("sanad_live");
        issuer = new TestIssuer();
        first = node();
        second = node();
    }

    private static Node node() {
        return new Node(
                database,
                "sanad.public-url=" + SignInTest.ORIGIN,
                "spring.graphql.http.sse.keep-alive=1s",
                "sanad.security.issuer-uri=" + issuer.uri(),
                "sanad.security.client-secret=" + TestIssuer.SECRET);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        issuer.close();
    }

    @Test
    void aThousandSocketsListenAtOnceAndTheNodeStillAnswers() throws Exception {
        int many = 1_000;
        var began = new CountDownLatch(many);
        var heardAgain = new CountDownLatch(many);
        var lines = new ArrayList<Disposable>();
        try {
            for (int i = 0; i < many; i++) {
                var latches = new ArrayList<>(List.of(began, heardAgain));
                // so many from one address would be refused
                lines.add(listen(first, "127.0.1." + (1 + i % 8), null, TIME, message -> {
                    if (message.contains("\"next\"") && !latches.isEmpty()) {
                        latches.removeFirst().countDown();
                    }
                }));
            }
            assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
            var asked = System.nanoTime();
            var answer = HttpClient.newHttpClient()
                    .send(
                            post(first, "{\"query\":\"{ campaigns(first: 1) { nodes { slug } } }\"}")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
            // each of them is still told the time ten seconds later
            assertThat(heardAgain.await(40, TimeUnit.SECONDS)).isTrue();
        } finally {
            lines.forEach(Disposable::dispose);
        }
    }

    @Test
    void aGiftThroughOneNodeIsSeenByWhoListensToAnother() throws Exception {
        var campaign = campaign();
        var heard = new LinkedBlockingQueue<String>();
        var line = listen(
                second,
                "127.0.0.1",
                null,
                "subscription { campaignProgress(campaignId: \\\"" + GlobalId.encode('C', campaign)
                        + "\\\") { donationCount raised { amount } } }",
                heard::add);
        try {
            assertThat(next(heard)).contains("\"donationCount\":0");
            var recorded = first.bean(SettledDonations.class)
                    .recordSettledDonations(List.of(new SettledDonation(
                            "test:" + campaign,
                            campaign,
                            new Money(12_500, "KWD"),
                            Intention.GENERAL,
                            null,
                            Instant.parse("2026-03-01T00:00:00Z"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            Locale.AR,
                            false)))
                    .block();
            assertThat(recorded).isEqualTo(new SettledDonations.Recording.Recorded(1, 0));
            assertThat(next(heard)).contains("\"donationCount\":1", "\"12.500\"");
        } finally {
            line.dispose();
        }
    }

    @Test
    void aRegistrarFollowsAnImportOverASocket() throws Exception {
        issuer.subject = "registrar";
        issuer.idTokenOverrides = Map.of("acr", "aal2");
        var browser = new Browser();
        browser.signIn(first, "/");
        issuer.idTokenOverrides = Map.of();
        run(
                "insert into sanad.platform_roles (actor_id, role) values (?, 'REGISTRAR')",
                Actor.idOf(issuer.uri(), "registrar"));
        var file = "<iati-activities version=\"1.04\"></iati-activities>";
        var upload = change(
                        browser,
                        "requestUpload(input: {purpose: IATI_FILE, fileName: \\\"a.xml\\\", contentType: \\\"application/xml\\\", size: "
                                + file.length() + "}) { upload { id url } userErrors { code } }")
                .path("data")
                .path("requestUpload")
                .path("upload");
        var put = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + first.port()
                                        + upload.path("url").asString().substring(SignInTest.ORIGIN.length())))
                                .header("Content-Type", "application/xml")
                                .PUT(HttpRequest.BodyPublishers.ofString(file))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(put.statusCode()).isLessThan(300);
        var id = change(
                        browser,
                        "previewImport(input: {uploadId: \\\""
                                + upload.path("id").asString() + "\\\"}) { import { id } userErrors { code } }")
                .path("data")
                .path("previewImport")
                .path("import")
                .path("id")
                .asString();
        var follow = "subscription { importProgress(importId: \\\"" + id + "\\\") { state refusal } }";

        var told = new LinkedBlockingQueue<String>();
        var line = listen(second, "127.0.0.1", browser.cookieHeader(), follow, told::add);
        String last = "";
        for (var message = next(told); !message.contains("\"complete\""); message = next(told)) {
            last = message;
        }
        line.dispose();
        assertThat(last).contains("\"REFUSED\"", "\"UNSUPPORTED_VERSION\"");

        var nothing = new LinkedBlockingQueue<String>();
        var guest = listen(second, "127.0.0.1", null, follow, nothing::add);
        assertThat(next(nothing)).contains("\"type\":\"error\"").doesNotContain("UNSUPPORTED_VERSION");
        guest.dispose();
        issuer.subject = "person";
    }

    @Test
    void aStreamBeatsWhileThereIsNoNewsAndOutlivesTheLimitsOfRequests() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        post(first, "{\"query\":\"" + TIME + "\"}")
                                .setHeader("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        var lines = answer.body().iterator();
        int times = 0;
        int beats = 0;
        // the second time comes after ten seconds: beyond the limits of an answer (3 s) and between two reads (5 s)
        while (times < 2 && lines.hasNext()) {
            var line = lines.next();
            times += line.startsWith("data:") ? 1 : 0;
            beats += line.startsWith(":") ? 1 : 0;
        }
        answer.body().close();
        assertThat(times).isEqualTo(2);
        assertThat(beats).isGreaterThanOrEqualTo(3);
    }

    @Test
    void oneAddressOpensSoManyStreamsAndNoMore() throws Exception {
        var began = new CountDownLatch(StreamLimits.MOST_PER_ADDRESS);
        var open = new ArrayList<Disposable>();
        try {
            for (int i = 0; i < StreamLimits.MOST_PER_ADDRESS; i++) {
                open.add(stream("127.0.2.1", began::countDown).subscribe());
            }
            assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stream("127.0.2.1", () -> {}).block(Duration.ofSeconds(20)))
                    .isEqualTo(429);
            // another address is not held to account for it
            var other = new CountDownLatch(1);
            open.add(stream("127.0.2.2", other::countDown).subscribe());
            assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            open.forEach(Disposable::dispose);
        }
    }

    /** Opens an event stream and stays; tells when it was told something first. Ends with the status where it was refused. */
    private static Mono<Integer> stream(String from, Runnable told) {
        return reactor.netty.http.client.HttpClient.create(ConnectionProvider.newConnection())
                .bindAddress(() -> new InetSocketAddress(from, 0))
                .headers(headers -> headers.set("Host", "localhost")
                        .set("Content-Type", "application/json")
                        .set("Accept", "text/event-stream"))
                .post()
                .uri("http://127.0.0.1:" + first.port() + "/graphql")
                .send(ByteBufMono.fromString(Mono.just("{\"query\":\"" + TIME + "\"}")))
                .response((answer, body) -> answer.status().code() == 200
                        ? body.asString()
                                .filter(text -> text.contains("serverTime"))
                                .index((place, text) -> place)
                                .doOnNext(place -> {
                                    if (place == 0) {
                                        told.run();
                                    }
                                })
                                .then(Mono.<Integer>never())
                                .flux()
                        : Flux.just(answer.status().code()))
                .next();
    }

    private static HttpRequest.Builder post(Node node, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static JsonNode change(Browser browser, String field) {
        return JsonMapper.shared()
                .readTree(browser.post(
                                first,
                                "/graphql",
                                "{\"query\":\"mutation { " + field + " }\"}",
                                "X-Sanad-CSRF",
                                browser.csrf(first))
                        .body());
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        var message = heard.poll(20, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }

    /** Opens a socket from an address of this machine and subscribes; hears what comes after the acknowledgement. */
    private static Disposable listen(Node node, String from, String cookie, String query, Consumer<String> hear) {
        Sinks.Many<String> say = Sinks.many().unicast().onBackpressureBuffer();
        say.tryEmitNext("{\"type\":\"connection_init\",\"payload\":{}}");
        return reactor.netty.http.client.HttpClient.create(ConnectionProvider.newConnection())
                .bindAddress(() -> new InetSocketAddress(from, 0))
                .headers(headers -> {
                    // 127.0.0.1 by name is the sandbox gateway's own site
                    headers.set("Host", "localhost").set("Origin", SignInTest.ORIGIN);
                    if (cookie != null) {
                        headers.set("Cookie", cookie);
                    }
                })
                .websocket(WebsocketClientSpec.builder()
                        .protocols("graphql-transport-ws")
                        .build())
                .uri("ws://127.0.0.1:" + node.port() + "/graphql")
                .handle((in, out) -> Flux.merge(
                        out.sendString(say.asFlux()).then(),
                        in.receive()
                                .asString()
                                .doOnNext(message -> {
                                    if (message.contains("connection_ack")) {
                                        say.tryEmitNext("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\""
                                                + query + "\"}}");
                                    } else {
                                        hear.accept(message);
                                    }
                                })
                                .then()))
                .subscribe();
    }

    private static UUID campaign() {
        var organization = UUID.randomUUID();
        var campaign = UUID.randomUUID();
        run("""
                insert into sanad.organizations (id, slug, kind, jurisdiction, name)
                values (?, 'body-of-live-news', 'CHARITY', 'KW', '{"ar": "جمعية الاختبار", "origin": "ar"}')""", organization);
        run("""
                insert into sanad.campaigns (id, slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, currency,
                  goal, starts_on, minimum_gift, intentions, refund_policy, published_at)
                values (?, 'live-news', ?, 'KW', 'ACTIVE', 'PROJECT', '{"ar": "حملة", "origin": "ar"}', '{"ar": "حملة", "origin": "ar"}',
                  '{"ar": "حملة", "origin": "ar"}', 'WATER', 'KWD', 1000000, '2026-01-01', 1000, '{GENERAL}',
                  '{"ar": "تُردّ التبرعات عند الطلب", "origin": "ar"}', now())""", campaign, organization);
        return campaign;
    }

    private static void run(String sql, Object... values) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + database + "?user=sanad_owner&password=" + Postgres.PASSWORD);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
