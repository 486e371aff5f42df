package org.sanad.api.donation;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes to donors, in the language of the gift: by mail where they left an address, else by short message. */
@Component
class Letters {

    /** How long the link in a letter opens the gift. */
    static final Duration LINK = Duration.ofDays(90);

    private final Settings settings;
    private final Currencies currencies;
    private final Clock clock;

    Letters(Settings settings, Currencies currencies, Clock clock) {
        this.settings = settings;
        this.currencies = currencies;
        this.clock = clock;
    }

    /** Sends the links of receipts, in the open transaction. Empty; does nothing where a donor left no way to be reached. */
    Mono<Void> receipts(Database jobs, Collection<UUID> donations) {
        return addressees(jobs, donations)
                .collectMap(Addressee::donation)
                .filter(to -> !to.isEmpty())
                .flatMap(to -> links(jobs, List.copyOf(to.keySet()), "receipt")
                        .map(link -> {
                            var each = Objects.requireNonNull(to.get(link.donation()));
                            return new Letter(
                                    each,
                                    Texts.receiptSubject(each.locale()),
                                    Texts.receipt(
                                            each.locale(), sum(each), each.payee(), each.reference(), link.line()));
                        })
                        .collectList()
                        .flatMap(letters -> send(jobs, letters)));
    }

    /** Says that the campaign was closed during the payment and that the money goes back. Empty. */
    Mono<Void> closedMeanwhile(Database jobs, Collection<UUID> donations) {
        return addressees(jobs, donations)
                .map(to -> new Letter(
                        to,
                        Texts.closedSubject(to.locale()),
                        Texts.closed(to.locale(), sum(to), to.payee(), to.reference())))
                .collectList()
                .filter(letters -> !letters.isEmpty())
                .flatMap(letters -> send(jobs, letters));
    }

    /** Sends links to gifts that a contact asked for, each with a fresh secret. */
    Mono<Void> links(Database jobs, List<UUID> donations, String contact, Locale locale) {
        return links(jobs, donations, "receipt")
                .map(Link::line)
                .collectList()
                .flatMap(lines -> send(
                        jobs,
                        List.of(new Letter(
                                new Addressee(
                                        new UUID(0, 0),
                                        contact.contains("@") ? contact : null,
                                        contact.contains("@") ? null : contact,
                                        locale,
                                        new Money(0, "USD"),
                                        "",
                                        ""),
                                Texts.linksSubject(locale),
                                Texts.links(locale, String.join("\n\n", lines))))));
    }

    private record Letter(Addressee to, String subject, String body) {}

    private record Link(UUID donation, String line) {}

    private record Addressee(
            UUID donation,
            @Nullable String email,
            @Nullable String phone,
            Locale locale,
            Money amount,
            String payee,
            String reference) {

        String address() {
            return Objects.requireNonNull(email != null ? email : phone);
        }
    }

    private Flux<Addressee> addressees(Database jobs, Collection<UUID> donations) {
        if (donations.isEmpty()) {
            return Flux.empty();
        }
        return jobs.many(
                """
                select d.id, o.email, o.phone, d.locale, d.amount, d.currency, d.reference, b.name::text as payee
                from donations d
                join donation_donors o on o.donation_id = d.id and (o.email is not null or o.phone is not null)
                join organizations b on b.id = d.organization_id
                where d.id = any ($1)""",
                row -> {
                    var locale = Rows.word(row, "locale", Locale.class);
                    return new Addressee(
                            Rows.the(row, "id", UUID.class),
                            row.get("email", String.class),
                            row.get("phone", String.class),
                            locale,
                            Rows.money(row, "amount"),
                            LocalizedText.ofJson(Rows.the(row, "payee", String.class))
                                    .text(locale),
                            Rows.the(row, "reference", String.class));
                },
                (Object) donations.toArray(UUID[]::new));
    }

    /** Makes a secret for each gift and a line with its link; the locale of each gift decides the page's. */
    private Flux<Link> links(Database jobs, List<UUID> donations, String page) {
        var secrets = donations.stream().map(id -> GiftSecrets.random()).toList();
        return jobs.changeReturning(
                """
                with told as (
                  select d.id, d.locale, d.reference, g.place, decode(g.hash, 'hex') as hash
                  from unnest($1::uuid[], $2::text[]) with ordinality g (id, hash, place) join donations d on d.id = g.id),
                kept as (
                  insert into donation_secrets (hash, donation_id, expires_at) select hash, id, $3 from told)
                select id, locale, reference, place from told order by place""",
                row -> new Link(
                        Rows.the(row, "id", UUID.class),
                        Rows.the(row, "reference", String.class) + "\n"
                                + settings.url("/"
                                        + Rows.word(row, "locale", Locale.class).tag() + "/donations/" + page
                                        + "#secret="
                                        + secrets.get(Rows.the(row, "place", Long.class)
                                                        .intValue()
                                                - 1))),
                donations.toArray(UUID[]::new),
                secrets.stream()
                        .map(GiftSecrets::hash)
                        .map(HexFormat.of()::formatHex)
                        .toArray(String[]::new),
                clock.instant().plus(LINK));
    }

    private Mono<Void> send(Database jobs, List<Letter> letters) {
        return jobs.changeReturning(
                        """
                        select send_message(m.channel, m.recipient, m.locale, nullif(m.subject, ''), m.body)
                        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) m (channel, recipient, locale, subject, body)""",
                        row -> true,
                        column(letters, letter -> letter.to().email() != null ? "mail" : "sms"),
                        column(letters, letter -> letter.to().address()),
                        column(letters, letter -> letter.to().locale().tag()),
                        column(letters, letter -> letter.to().email() != null ? letter.subject() : ""),
                        column(letters, Letter::body))
                .then();
    }

    private static String[] column(List<Letter> letters, Function<Letter, String> of) {
        return letters.stream().map(of).toArray(String[]::new);
    }

    private String sum(Addressee to) {
        var currency = currencies.get(to.amount().currency());
        return currencies.amount(to.amount()).toPlainString() + " "
                + currency.names().get(to.locale());
    }

    /** The words, in three languages. */
    private static final class Texts {

        static String receiptSubject(Locale locale) {
            return switch (locale) {
                case AR -> "إيصال تبرعكم عبر منصة سند";
                case FA -> "رسید کمک شما در سامانهٔ سند";
                case EN -> "Your receipt from Sanad";
            };
        }

        static String receipt(Locale locale, String sum, String payee, String reference, String link) {
            return switch (locale) {
                case AR -> """
                    السلام عليكم،

                    وصل تبرعكم بمبلغ %s إلى «%s». رقم التبرع: %s

                    يمكنكم الاطلاع على التبرع وطباعة إيصاله من هذا الرابط، وهو خاص بكم:

                    %s

                    شكرًا لكم.
                    """.formatted(sum, payee, reference, link);
                case FA -> """
                    سلام،

                    کمک شما به مبلغ %s به «%s» رسید. شمارهٔ کمک: %s

                    از پیوند زیر که ویژهٔ شماست می‌توانید کمک خود را ببینید و رسید آن را چاپ کنید:

                    %s

                    از شما سپاسگزاریم.
                    """.formatted(sum, payee, reference, link);
                case EN -> """
                    Hello,

                    Your gift of %s has reached “%s”. Its number: %s

                    This link is yours alone. It shows the gift and its receipt, to keep or to print:

                    %s

                    Thank you.
                    """.formatted(sum, payee, reference, link);
            };
        }

        static String closedSubject(Locale locale) {
            return switch (locale) {
                case AR -> "يُعاد إليكم مبلغ تبرعكم";
                case FA -> "مبلغ کمک شما بازگردانده می‌شود";
                case EN -> "Your gift is being paid back";
            };
        }

        static String closed(Locale locale, String sum, String payee, String reference) {
            return switch (locale) {
                case AR -> """
                    السلام عليكم،

                    أُغلقت حملة «%s» قبل أن تصل دفعتكم، ولذلك يُعاد إليكم مبلغ %s بالطريقة التي دفعتم بها. رقم التبرع: %s
                    """.formatted(payee, sum, reference);
                case FA -> """
                    سلام،

                    پویش «%s» پیش از رسیدن پرداخت شما پایان یافت؛ از این رو مبلغ %s به همان روشی که پرداخت کرده‌اید بازگردانده می‌شود. شمارهٔ کمک: %s
                    """.formatted(payee, sum, reference);
                case EN -> """
                    Hello,

                    The campaign of “%s” closed before your payment arrived, so %s goes back to you the way it came. The gift's number: %s
                    """.formatted(payee, sum, reference);
            };
        }

        static String linksSubject(Locale locale) {
            return switch (locale) {
                case AR -> "روابط تبرعاتكم في منصة سند";
                case FA -> "پیوند کمک‌های شما در سامانهٔ سند";
                case EN -> "Links to your gifts on Sanad";
            };
        }

        static String links(Locale locale, String links) {
            return switch (locale) {
                case AR -> """
                    السلام عليكم،

                    طُلبت لهذا العنوان روابط التبرعات وإيصالاتها. كل رابط منها خاص بكم:

                    %s

                    وإن لم تطلبوها فتجاهلوا هذه الرسالة.
                    """.formatted(links);
                case FA -> """
                    سلام،

                    برای این نشانی، پیوند کمک‌ها و رسیدهایشان درخواست شده است. هر پیوند ویژهٔ شماست:

                    %s

                    اگر شما درخواست نکرده‌اید، این پیام را نادیده بگیرید.
                    """.formatted(links);
                case EN -> """
                    Hello,

                    Someone asked for the links to this address's gifts and receipts. Each is yours alone:

                    %s

                    If it was not you, ignore this message.
                    """.formatted(links);
            };
        }
    }
}
