package org.sanad.api.organization;

import org.sanad.api.platform.Settings;
import org.sanad.api.platform.mail.Post;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the letter that invites a person, in the language that the organization's name was first written in. */
@Component
class Invitations {

    private final Post post;
    private final Settings settings;

    Invitations(Post post, Settings settings) {
        this.post = post;
        this.settings = settings;
    }

    /** Hands the letter over. It holds the only copy of {@code code}. */
    Mono<Void> send(Organization organization, String email, String code) {
        var locale = organization.name().origin();
        var name = organization.name().text(locale);
        var link = settings.url("/" + locale.tag() + "/invitation?code=" + code).toString();
        return post.mail(email, locale, subject(locale, name), body(locale, name, link));
    }

    private static String subject(Locale locale, String name) {
        return switch (locale) {
            case AR -> "دعوة للانضمام إلى «" + name + "» في منصة سند";
            case FA -> "دعوت به همکاری با «" + name + "» در سامانهٔ سند";
            case EN -> "Invitation to join “" + name + "” on Sanad";
        };
    }

    private static String body(Locale locale, String name, String link) {
        var text = switch (locale) {
            case AR -> """
                السلام عليكم،

                تدعوكم «%s» إلى الانضمام إليها في منصة سند. لقبول الدعوة افتحوا الرابط التالي وسجّلوا الدخول بهذا البريد الإلكتروني:

                %s

                الدعوة صالحة سبعة أيام. وإن لم تكونوا تنتظرونها فتجاهلوا هذه الرسالة.
                """;
            case FA -> """
                سلام،

                «%s» شما را به همکاری در سامانهٔ سند دعوت کرده است. برای پذیرفتن دعوت، پیوند زیر را باز کنید و با همین نشانی ایمیل وارد شوید:

                %s

                این دعوت تا هفت روز اعتبار دارد. اگر منتظر آن نبودید، این پیام را نادیده بگیرید.
                """;
            case EN -> """
                Hello,

                “%s” invites you to join it on Sanad. To accept, open this link and sign in with this e-mail address:

                %s

                The invitation is good for seven days. If you did not expect it, ignore this message.
                """;
        };
        return text.formatted(name, link);
    }
}
