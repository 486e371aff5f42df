package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.DemoAccounts;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.crypto.Totp;
import org.sanad.identity.post.Outbox;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows the mails and SMS of the embedded default, which go nowhere else, and what the demo accounts' authenticator apps would show.
 * Off wherever real people are: there the page isn't found.
 */
@Controller
class OutboxPage {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final int SHOWN = 50;

    private final Outbox outbox;
    private final Languages languages;
    private final IdentitySettings settings;
    private final Clock clock;

    OutboxPage(Outbox outbox, Languages languages, IdentitySettings settings, Clock clock) {
        this.outbox = outbox;
        this.languages = languages;
        this.settings = settings;
        this.clock = clock;
    }

    /** A message as the page shows it: its lines, each of text and links. */
    public record Shown(
            String id,
            boolean mail,
            String recipient,
            String locale,
            String dir,
            @Nullable String subject,
            List<List<Span>> lines,
            String at) {}

    /** A run of text; a link when it is one. */
    public record Span(String text, boolean link) {}

    /** What a demo account's app shows now. */
    public record DemoCode(String email, String role, String code) {}

    @GetMapping("/outbox")
    String outbox(HttpServletRequest request, Model model) {
        if (!settings.embedded()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var writing = new Writing(languages.of(request));
        model.addAttribute(
                "messages",
                outbox.newest(SHOWN).stream()
                        .map(message -> shown(message, writing))
                        .toList());
        model.addAttribute("demoPassword", DemoAccounts.PASSWORD);
        model.addAttribute(
                "demoCodes",
                settings.withDemo()
                        ? DemoAccounts.ALL.stream()
                                .filter(DemoAccounts.Demo::staff)
                                .map(demo -> new DemoCode(
                                        demo.email(), demo.role(), Totp.code(demo.totpSecret(), clock.instant())))
                                .toList()
                        : List.of());
        return "outbox";
    }

    private static Shown shown(Outbox.Message message, Writing writing) {
        return new Shown(
                message.id().toString(),
                message.mail(),
                message.recipient(),
                message.locale(),
                message.locale().equals("en") ? "ltr" : "rtl",
                message.subject(),
                Arrays.stream(message.body().split("\n", -1))
                        .map(OutboxPage::spans)
                        .toList(),
                writing.moment(message.createdAt()));
    }

    private static List<Span> spans(String line) {
        var spans = new ArrayList<Span>();
        var links = LINK.matcher(line);
        int from = 0;
        while (links.find()) {
            spans.add(new Span(line.substring(from, links.start()), false));
            spans.add(new Span(links.group(), true));
            from = links.end();
        }
        spans.add(new Span(line.substring(from), false));
        return spans;
    }
}
