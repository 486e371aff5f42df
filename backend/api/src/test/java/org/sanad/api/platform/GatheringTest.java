package org.sanad.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What comes in together is done together, and nobody fails by another's fault. */
class GatheringTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> goes = new ArrayList<>();
    private final Sinks.Empty<Void> first = Sinks.empty();
    private final Gathering<String, String> gathering = new Gathering<>(1, 3, (together, patient) -> {
        goes.add(String.join("", together) + (patient ? " alone" : ""));
        var answers = together.stream().map(String::toUpperCase).toList();
        return switch (goes.getLast()) {
            case "a" -> first.asMono().thenReturn(answers);
            case "lost" -> Mono.error(new DataAccessResourceFailureException("no database"));
            default ->
                together.contains("bad") ? Mono.error(new DataIntegrityViolationException("bad")) : Mono.just(answers);
        };
    });

    @Test
    void oneWhoComesAloneIsDoneAtOnce() {
        assertThat(gathering.join("x").block(SOON)).isEqualTo("X");
        assertThat(gathering.join("y").block(SOON)).isEqualTo("Y");
        assertThat(goes).containsExactly("x", "y");
    }

    @Test
    void whoComesWhileOthersAreBeingDoneSharesTheNextGo() {
        var answers = join("a", "b", "c", "d", "e");
        assertThat(goes).containsExactly("a");
        first.tryEmitEmpty();
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("A", "B", "C", "D", "E");
        assertThat(goes).containsExactly("a", "bcd", "e");
    }

    @Test
    void oneThatFailsFailsAlone() {
        var answers = join("a", "b", "bad", "c", "d");
        first.tryEmitEmpty();
        assertThat(answers.get(1).join()).isEqualTo("B");
        assertThatThrownBy(answers.get(2)::join).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(answers.get(3).join()).isEqualTo("C");
        assertThat(answers.get(4).join()).isEqualTo("D");
        assertThat(goes).containsExactly("a", "bbadc", "b alone", "bad alone", "c alone", "d");
    }

    @Test
    void withoutADatabaseNothingIsTriedAgain() {
        assertThatThrownBy(() -> gathering.join("lost").block(SOON))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(gathering.join("x").block(SOON)).isEqualTo("X");
        assertThat(goes).containsExactly("lost", "x");
    }

    private List<CompletableFuture<String>> join(String... each) {
        var answers = new ArrayList<CompletableFuture<String>>();
        for (var one : each) {
            answers.add(gathering.join(one).toFuture());
        }
        return answers;
    }
}
