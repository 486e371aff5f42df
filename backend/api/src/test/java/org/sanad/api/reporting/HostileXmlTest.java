package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the reader what attackers and accidents make, and sees that each is refused for what it is, at once and in little memory. */
@Timeout(60)
class HostileXmlTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void readsASoundFile() throws RefusedFile {
        try (IatiReader reader = open(SyntheticIati.file(3))) {
            List<ReadActivity> activities = new ArrayList<>();
            for (ReadActivity activity = reader.next(); activity != null; activity = reader.next()) {
                activities.add(activity);
            }
            assertThat(activities)
                    .hasSize(3)
                    .allMatch(activity -> activity.findings().isEmpty());
            assertThat(reader.rootFindings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml at all",
                "<iati-activities version=\"2.03\">",
                "<iati-activities version=\"2.03\"><iati-activity></iati-activities>",
                "<iati-activities version=\"2.03\"><a:b/></iati-activities>",
                "<iati-activities version=\"2.03\" version=\"2.03\"/>",
                "<iati-activities version=\"2.03\">&missing;</iati-activities",
                "<iati-activities version=\"2.03\">\u0000</iati-activities>",
                "<iati-activities version=\"2.03\"/><iati-activities version=\"2.03\"/>",
                "<?xml version=\"1.0\" encoding=\"no-such-code\"?><iati-activities version=\"2.03\"/>",
            })
    void refusesWhatIsNotWellFormed(String text) {
        assertThat(refusal(text)).isIn(ImportRefusal.BROKEN_XML, ImportRefusal.FORBIDDEN_XML);
        if (!text.contains("&missing;")) {
            assertThat(refusal(text)).isEqualTo(ImportRefusal.BROKEN_XML);
        }
    }

    @Test
    void refusesBytesThatAreNotInTheFilesEncoding() {
        byte[] file = "<iati-activities version=\"2.03\"><!-- \u00e9 --></iati-activities>"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(new ByteArrayInputStream(file))).isEqualTo(ImportRefusal.BROKEN_XML);
    }

    @Test
    void refusesADocumentTypeAndBillionLaughs() {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append(
                    "<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }
        laughs.append("]><iati-activities version=\"2.03\">&l11;</iati-activities>");
        assertThat(refusal(laughs.toString())).isEqualTo(ImportRefusal.FORBIDDEN_XML);
        assertThat(refusal("<!DOCTYPE iati-activities><iati-activities version=\"2.03\"/>"))
                .isEqualTo(ImportRefusal.FORBIDDEN_XML);
    }

    @Test
    void refusesEntitiesWithoutADocumentType() {
        assertThat(refusal("<iati-activities version=\"2.03\">&anything;</iati-activities>"))
                .isEqualTo(ImportRefusal.FORBIDDEN_XML);
    }

    @Test
    void neverReadsWhatAnEntityPointsTo(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/evil.dtd";
            for (String target : List.of(secret.toUri().toString(), url)) {
                for (String type : List.of(
                        "<!DOCTYPE r [<!ENTITY x SYSTEM \"%s\">]>",
                        "<!DOCTYPE r SYSTEM \"%s\">", "<!DOCTYPE r [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>")) {
                    String file = type.formatted(target)
                            + "<iati-activities version=\"2.03\"><iati-activity>&x;</iati-activity></iati-activities>";
                    assertThat(refusal(file)).isEqualTo(ImportRefusal.FORBIDDEN_XML);
                }
            }
            assertThat(refusal("<iati-activities version=\"2.03\" xmlns:i=\"http://www.w3.org/2001/XInclude\">"
                            + "<i:include href=\"" + url + "\"/></iati-activities>"))
                    .isNull();
            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesWhatIsNoActivityFile() {
        assertThat(refusal("<html/>")).isEqualTo(ImportRefusal.NOT_IATI);
        assertThat(refusal("<iati-organisations version=\"2.03\"/>")).isEqualTo(ImportRefusal.NOT_IATI);
        assertThat(refusal("<x:iati-activities xmlns:x=\"urn:x\" version=\"2.03\"/>"))
                .isEqualTo(ImportRefusal.NOT_IATI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version=\"1.05\"", "version=\"2.04\"", "version=\"3.01\"", "version=\"latest\""})
    void refusesOtherVersions(String version) {
        assertThat(refusal("<iati-activities " + version + "/>")).isEqualTo(ImportRefusal.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.01", "2.02", "2.03"})
    void readsTheVersionsOfTheSecondGeneration(String version) {
        assertThat(refusal("<iati-activities version=\"" + version + "\"/>")).isNull();
    }

    @Test
    void refusesWhatIsTooDeepTooLongOrTooLarge() {
        String deep = "<iati-activities version=\"2.03\"><iati-activity>" + "<a>".repeat(5_000);
        assertThat(refusal(deep)).isEqualTo(ImportRefusal.TOO_LARGE);
        InputStream endless =
                SyntheticIati.repeat("<iati-activities version=\"2.03\"><iati-activity a=\"", "x".repeat(4096), "");
        assertThat(refusal(endless)).isEqualTo(ImportRefusal.TOO_LARGE);
        InputStream wide =
                SyntheticIati.repeat("<iati-activities version=\"2.03\"><iati-activity>", "<a/>".repeat(512), "");
        assertThat(refusal(wide)).isEqualTo(ImportRefusal.TOO_LARGE);
        InputStream large = SyntheticIati.activities(Long.MAX_VALUE);
        assertThat(refusal(large)).isEqualTo(ImportRefusal.TOO_LARGE);
    }

    @Test
    void readsSixtyMegabytesInLittleMemory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyntheticIati.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told).matches("(?s).*[0-9]+ activities in 5[89] MB.*");
    }

    @Test
    void refusesAnActivityWithoutOrWithARepeatedIdentifier() throws RefusedFile {
        String twice =
                SyntheticIati.file(1).replace("</iati-activities>", SyntheticIati.activity(1) + "</iati-activities>");
        try (IatiReader reader = open(twice)) {
            assertThat(reader.next().findings()).isEmpty();
            assertThat(reader.next().findings())
                    .extracting(Finding::reason)
                    .containsExactly("import.identifier-repeated");
        }
    }

    @Test
    void keepsWhatItDoesNotKnow() throws RefusedFile {
        String extended = SyntheticIati.file(1)
                .replace("<iati-activities ", "<iati-activities xmlns:s=\"urn:sanad:test\" ")
                .replace("</iati-activity>", "<s:more s:b='2' a='1'>نص &amp; <s:deep/></s:more></iati-activity>")
                .replace("</iati-activities>", "<s:file/></iati-activities>");
        try (IatiReader reader = open(extended)) {
            ReadActivity activity = reader.next();
            assertThat(activity.findings()).isEmpty();
            assertThat(activity.xml())
                    .contains(
                            "<s:more xmlns:s=\"urn:sanad:test\" a=\"1\" s:b=\"2\">نص &amp; <s:deep></s:deep></s:more>");
            assertThat(reader.next()).isNull();
            assertThat(reader.extensions()).containsExactly("<s:file xmlns:s=\"urn:sanad:test\"></s:file>");
        }
        try (IatiReader plain = open(SyntheticIati.file(1));
                IatiReader indented = open(SyntheticIati.file(1).replace("><", ">\n   <!-- -->  <"))) {
            assertThat(indented.next().hash()).isEqualTo(plain.next().hash());
        }
    }

    private static ImportRefusal refusal(String text) {
        return refusal(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ImportRefusal refusal(InputStream in) {
        try (IatiReader reader = IatiReader.open(in, CLOCK)) {
            while (reader.next() != null) {
                // read on
            }
            return null;
        } catch (RefusedFile e) {
            assertThat(e.reason()).isNotBlank();
            assertThat(e.line()).isPositive();
            return e.refusal();
        }
    }

    private static IatiReader open(String text) throws RefusedFile {
        return IatiReader.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CLOCK);
    }
}
