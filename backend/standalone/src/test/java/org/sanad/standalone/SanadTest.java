package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sanad as a person meets it at the terminal: it starts, answers, says what is in the way, and stops whole. */
class SanadTest {

    @TempDir
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void startsAnswersAndStopsWithItsDatabase() throws Exception {
        int port = Ports.free();
        Map<String, String> environment = Map.of("PORT", Integer.toString(port));
        try (Spawned sanad = Spawned.start(home, environment).awaitReady()) {
            String url = "http://localhost:" + port;
            // the last line of the greeting
            sanad.awaitLines("  mail and SMS ", 1);
            assertThat(sanad.output())
                    .contains("Sanad is ready at " + url, url + "/graphiql", url + "/identity/outbox");
            assertThat(get(url + "/actuator/health/liveness").body()).contains("UP");
            assertThat(get(url + "/actuator/health/readiness").body()).contains("UP");
            assertThat(get(url + "/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
            assertThat(get(url + "/actuator/env").statusCode()).isEqualTo(404);
            assertThat(query(url, "{ currencies { code } }")).contains("KWD");
            assertThat(answers("127.0.0.1", port)).isTrue();
            assertThat(othersThatAnswer(port))
                    .as("nobody else in the network reaches it")
                    .isEmpty();

            try (Spawned second = Spawned.start(home, Map.of("PORT", Integer.toString(Ports.free())))) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.output()).contains("already runs on " + home).doesNotContain("\tat ");
            }
            try (Spawned backup = Spawned.start(
                    home, Map.of(), "backup", home.resolve("b.tar.gz").toString())) {
                assertThat(backup.awaitEnd()).as(backup.output()).isZero();
                assertThat(home.resolve("b.tar.gz")).isNotEmptyFile();
            }
            sanad.stop();
            sanad.awaitEnd();
        }
        assertThat(Postgres.postmaster(new Home(home))).isNull();
        assertThat(Files.readString(home.resolve("logs/sanad.log"))).doesNotContain("ERROR");
    }

    @Test
    void asksForAllAddressesByNameAndWarns() throws Exception {
        int port = Ports.free();
        Map<String, String> environment = Map.of("PORT", Integer.toString(port), "SANAD_ADDRESS", "0.0.0.0");
        try (Spawned sanad = Spawned.start(home, environment).awaitReady()) {
            sanad.awaitLines("  Others in the network can reach it (SANAD_ADDRESS=0.0.0.0)", 1);
            assertThat(answers("127.0.0.1", port)).isTrue();
            assertThat(othersThatAnswer(port)).isEqualTo(others());
            // the second node asks for itself
            int second = Ports.free();
            try (Spawned node = Spawned.start(home, Map.of("PORT", Integer.toString(second)), "node")) {
                node.awaitReady();
                assertThat(answers("127.0.0.1", second)).isTrue();
                assertThat(othersThatAnswer(second)).isEmpty();
            }
        }
    }

    @Test
    void namesTheBusyPort() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Spawned sanad = Spawned.start(home, Map.of("PORT", Integer.toString(busy.getLocalPort())))) {
            assertThat(sanad.awaitEnd()).isEqualTo(1);
            assertThat(sanad.output())
                    .contains("Port " + busy.getLocalPort() + " is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void onADatabaseOfOthersASandboxMustBeNamed() throws Exception {
        for (String variable : List.of("SANAD_DB_URL", "SANAD_ISSUER_URI", "SANAD_PUBLIC_URL")) {
            String value = variable.equals("SANAD_DB_URL") ? "db.example:5432/sanad" : "https://sanad.example";
            try (Spawned sanad = Spawned.start(home, Map.of("PORT", Integer.toString(Ports.free()), variable, value))) {
                assertThat(sanad.awaitEnd()).isEqualTo(1);
                assertThat(sanad.output())
                        .contains("SANAD_PAYMENT_PROVIDER is missing", "moves no money")
                        .doesNotContain("\tat ");
            }
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void namesEveryFaultOfItsConfiguration() throws Exception {
        try (Spawned sanad = Spawned.start(home, Map.of("PORT", "none", "SANAD_PUBLIC_URL", "http://sanad.example"))) {
            assertThat(sanad.awaitEnd()).isEqualTo(1);
            assertThat(sanad.output()).contains("PORT is none", "SANAD_PUBLIC_URL is http://sanad.example");
        }
    }

    /** This machine's addresses in its networks, as others there know them. */
    private static List<String> others() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }

    private static List<String> othersThatAnswer(int port) throws SocketException {
        return others().stream().filter(address -> answers(address, port)).toList();
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String query(String url, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
