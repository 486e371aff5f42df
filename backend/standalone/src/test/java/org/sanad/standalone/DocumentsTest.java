package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.EnvironmentVariable;

/** What is written about configuration is what the programs read. */
class DocumentsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:SANAD_|PORT|DEMO)[A-Z_]*)[:}]");
    private static final String BEGIN = "<!-- environment: written by DocumentsTest -->\n";
    private static final String END = "<!-- /environment -->";

    @Test
    void theReadmeListsEveryVariable() throws IOException {
        Path file = ROOT.resolve("README.md");
        String readme = Files.readString(file);
        String wanted = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + EnvironmentVariable.table()
                + readme.substring(readme.indexOf(END));
        if (Boolean.getBoolean("sanad.readme.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as("the environment table in README.md; `make docs` writes it anew")
                .isEqualTo(wanted);
    }

    @Test
    void everyVariableThatTheConfigurationReadsIsListed() throws IOException {
        Set<String> listed = Arrays.stream(EnvironmentVariable.values())
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = new TreeSet<>();
        for (String module : new String[] {"api", "identity"}) {
            Path resources = ROOT.resolve("backend").resolve(module).resolve("src/main/resources");
            if (!Files.exists(resources)) {
                continue;
            }
            try (var files = Files.list(resources)) {
                for (Path yaml :
                        files.filter(file -> file.toString().endsWith(".yml")).toList()) {
                    Matcher matcher = PLACEHOLDER.matcher(Files.readString(yaml));
                    while (matcher.find()) {
                        read.add(matcher.group(1));
                    }
                }
            }
        }
        assertThat(read).isNotEmpty();
        assertThat(listed).containsAll(read);
    }
}
