package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.platform.EnvironmentVariable;
import org.yaml.snakeyaml.Yaml;

/** What the container files name is there: paths, stages, ports, services, variables, classes. No engine is needed. */
class DockerTest {

    private static final Path ROOT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();
    private static final Path DOCKER = ROOT.resolve("docker");
    private static final Set<String> OF_THE_IMAGES =
            Set.of("POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS", "GF_SECURITY_ADMIN_PASSWORD");
    private static final Set<String> OF_DOCKER_ONLY =
            Set.of("POSTGRES_PASSWORD", "REPLICATION_PASSWORD", "GRAFANA_PASSWORD");
    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{([A-Z_]+)([^}]*)}");

    @ParameterizedTest
    @ValueSource(strings = {"api", "identity", "frontend"})
    void aDockerfileNamesWhatIsThere(String name) throws IOException {
        List<String[]> instructions = instructions(DOCKER.resolve(name).resolve("Dockerfile"));
        Set<String> stages = new TreeSet<>();
        String user = null;
        boolean healthcheck = false;
        for (String[] instruction : instructions) {
            String rest = instruction[1];
            switch (instruction[0]) {
                case "FROM" -> {
                    String[] words = rest.split("\\s+");
                    assertThat(words[0]).as("a pinned image").matches("[a-z0-9/.-]+:[a-z0-9.-]*\\d[a-z0-9.-]*");
                    if (words.length == 3) {
                        stages.add(words[2]);
                    }
                    user = null;
                }
                case "COPY" -> {
                    List<String> words = Arrays.asList(rest.split("\\s+"));
                    if (words.getFirst().startsWith("--from=")) {
                        assertThat(stages).contains(words.getFirst().substring("--from=".length()));
                    } else {
                        assertThat(words.subList(0, words.size() - 1))
                                .allSatisfy(source -> assertThat(ROOT.resolve(source))
                                        .as(source)
                                        .exists());
                    }
                }
                case "ENV" -> {
                    Matcher names = Pattern.compile("([A-Z_]+)=").matcher(rest);
                    while (names.find()) {
                        assertListed(names.group(1));
                    }
                }
                case "USER" -> user = rest;
                case "HEALTHCHECK" -> healthcheck = true;
                case "ENTRYPOINT" -> {
                    assertThat(rest)
                            .as("no shell between the engine and the process")
                            .startsWith("[");
                    Matcher main = Pattern.compile("org\\.sanad\\.[A-Za-z.]+").matcher(rest);
                    assertThat(main.find()).isTrue();
                    Path sources = ROOT.resolve("backend").resolve(name).resolve("src/main/java");
                    if (Files.exists(sources)) {
                        assertThat(sources.resolve(main.group().replace('.', '/') + ".java"))
                                .exists();
                    }
                }
                case "RUN", "WORKDIR", "EXPOSE", "VOLUME" -> assertThat(rest).isNotBlank();
                default -> throw new AssertionError("unexpected instruction " + instruction[0]);
            }
        }
        assertThat(user).as("runs as nobody special").isNotNull().matches("[1-9]\\d*");
        assertThat(healthcheck).isTrue();
    }

    @Test
    void theComposeFileNamesWhatIsThere() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
        Map<String, Map<String, Object>> services = map(compose.get("services"));
        Set<String> volumes = map(compose.get("volumes")).keySet();
        Set<String> networks = map(compose.get("networks")).keySet();
        assertThat(services).containsKeys("postgres", "replica", "identity", "api", "frontend");
        services.forEach((name, service) -> {
            if (service.get("build") != null) {
                Map<String, Object> build = map(service.get("build"));
                assertThat(DOCKER.resolve((String) build.get("context")).normalize())
                        .isEqualTo(ROOT);
                assertThat(ROOT.resolve((String) build.get("dockerfile"))).exists();
            } else {
                assertThat((String) service.get("image")).as(name).matches("[a-z0-9/.-]+:v?\\d[\\w.-]*");
            }
            for (Object volume : list(service.get("volumes"))) {
                String source = volume.toString().split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(DOCKER.resolve(source)).as(name + ": " + source).exists();
                } else {
                    assertThat(volumes).contains(source);
                }
            }
            assertThat(networks)
                    .containsAll(list(service.get("networks")).stream()
                            .map(Object::toString)
                            .toList());
            if (service.get("depends_on") != null) {
                assertThat(services.keySet())
                        .containsAll(map(service.get("depends_on")).keySet());
            }
            if (service.get("environment") != null) {
                map(service.get("environment")).keySet().stream()
                        .filter(variable -> !OF_THE_IMAGES.contains(variable) && !OF_DOCKER_ONLY.contains(variable))
                        .forEach(DockerTest::assertListed);
            }
            for (Object port : list(service.get("ports"))) {
                assertThat(port.toString()).as("published on loopback only").startsWith("127.0.0.1:");
            }
        });
        assertThat(services.get("postgres").get("ports"))
                .as("nobody reaches the database from outside")
                .isNull();
    }

    @Test
    void productionGivesEachPartWhatItDemands() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
        Map<String, Map<String, Object>> services = map(compose.get("services"));
        for (EnvironmentVariable.Part part : List.of(EnvironmentVariable.Part.API, EnvironmentVariable.Part.IDENTITY)) {
            String name = part.name().toLowerCase(java.util.Locale.ROOT);
            Set<String> given = map(services.get(name).get("environment")).keySet();
            assertThat(given)
                    .as(name)
                    .containsAll(Arrays.stream(EnvironmentVariable.values())
                            .filter(variable ->
                                    variable.isNeeded() && variable.readers().contains(part))
                            .map(Enum::name)
                            .toList());
        }
    }

    @Test
    void everyInterpolatedVariableIsInTheExampleAndRequired() throws IOException {
        Set<String> example = new TreeSet<>();
        for (String line : Files.readAllLines(DOCKER.resolve(".env.example"))) {
            if (line.matches("[A-Z_]+=.*")) {
                example.add(line.substring(0, line.indexOf('=')));
            }
        }
        Set<String> used = new TreeSet<>();
        Matcher matcher = INTERPOLATED.matcher(Files.readString(DOCKER.resolve("compose.yaml")));
        while (matcher.find()) {
            used.add(matcher.group(1));
            if (!matcher.group(1).equals("GRAFANA_PASSWORD")) {
                assertThat(matcher.group(2)).as(matcher.group(1)).startsWith(":?");
            }
        }
        assertThat(used).isEqualTo(example);
        String readme = Files.readString(DOCKER.resolve("README.md"));
        for (String variable : used) {
            if (OF_DOCKER_ONLY.contains(variable)) {
                assertThat(readme).contains("`" + variable + "`");
            } else {
                assertListed(variable);
            }
        }
    }

    @Test
    void nginxHandsOnToServicesThatListen() throws IOException {
        String nginx = Files.readString(DOCKER.resolve("frontend/nginx.conf"));
        Matcher upstream = Pattern.compile("http://([a-z]+):(\\d+);").matcher(nginx);
        List<String> found = new ArrayList<>();
        while (upstream.find()) {
            String dockerfile =
                    Files.readString(DOCKER.resolve(upstream.group(1)).resolve("Dockerfile"));
            assertThat(dockerfile)
                    .containsPattern("EXPOSE .*" + upstream.group(2))
                    .as("listens on more than its own loopback address")
                    .containsPattern("SANAD_(IDENTITY_)?ADDRESS=0\\.0\\.0\\.0");
            found.add(upstream.group(1));
        }
        assertThat(found).containsExactlyInAnyOrder("api", "identity");
        assertThat(nginx.chars().filter(c -> c == '{').count())
                .isEqualTo(nginx.chars().filter(c -> c == '}').count());
    }

    @Test
    void theObservabilityFilesNameServicesOfTheComposeFile() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
        Set<String> services = map(compose.get("services")).keySet();
        Map<String, Object> prometheus =
                new Yaml().load(Files.readString(DOCKER.resolve("observability/prometheus.yml")));
        Map<String, Object> job = map(list(prometheus.get("scrape_configs")).getFirst());
        Map<String, Object> discovery = map(list(job.get("dns_sd_configs")).getFirst());
        assertThat(services)
                .containsAll(list(discovery.get("names")).stream()
                        .map(Object::toString)
                        .toList());
        String datasources =
                Files.readString(DOCKER.resolve("observability/grafana/provisioning/datasources/sanad.yaml"));
        Matcher url = Pattern.compile("http://([a-z]+):").matcher(datasources);
        while (url.find()) {
            assertThat(services).contains(url.group(1));
        }
        assertThat(new Yaml().<Object>load(Files.readString(DOCKER.resolve("observability/tempo.yaml"))))
                .isNotNull();
        assertThat(new Yaml()
                        .<Object>load(Files.readString(DOCKER.resolve("observability/grafana/dashboards/sanad.json"))))
                .isNotNull();
    }

    @Test
    void theShellScriptsCanBeRun() throws IOException {
        try (var files = Files.walk(DOCKER)) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".sh")).toList();
            assertThat(scripts).hasSizeGreaterThanOrEqualTo(3).allSatisfy(script -> {
                assertThat(Files.isExecutable(script)).isTrue();
                assertThat(Files.readString(script)).startsWith("#!/usr/bin/env bash\n");
            });
        }
    }

    private static void assertListed(String variable) {
        if (variable.startsWith("LOGGING_") || variable.startsWith("MANAGEMENT_")) {
            return;
        }
        assertThat(Arrays.stream(EnvironmentVariable.values()).map(Enum::name).collect(Collectors.toSet()))
                .contains(variable);
    }

    /** Instructions with their arguments, continued lines joined, comments left out. */
    private static List<String[]> instructions(Path dockerfile) throws IOException {
        List<String[]> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String raw : Files.readAllLines(dockerfile)) {
            if (raw.isBlank() || raw.startsWith("#")) {
                continue;
            }
            if (raw.endsWith("\\")) {
                line.append(raw, 0, raw.length() - 1);
                continue;
            }
            line.append(raw);
            instructions.add(line.toString().strip().split("\\s+", 2));
            line.setLength(0);
        }
        return instructions;
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object value) {
        return (Map<String, T>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
