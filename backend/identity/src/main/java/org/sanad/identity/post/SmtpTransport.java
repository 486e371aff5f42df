package org.sanad.identity.post;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.sanad.identity.IdentitySettings;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.web.util.HtmlUtils;

/** Carries mails over SMTP, as text and as a page of the text's direction. */
final class SmtpTransport implements Transport {

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;

    SmtpTransport(IdentitySettings.Mail mail) {
        this.from = mail.from();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "10000");
        properties.setProperty("mail.smtp.writetimeout", "10000");
        if (!mail.username().isBlank()) {
            sender.setUsername(mail.username());
            sender.setPassword(mail.password());
            properties.setProperty("mail.smtp.auth", "true");
            // a password must not cross an open line
            properties.setProperty("mail.smtp.starttls.required", "true");
        }
        properties.setProperty("mail.smtp.starttls.enable", "true");
        sender.setJavaMailProperties(properties);
    }

    @Override
    public String channel() {
        return "mail";
    }

    @Override
    public void carry(Outbox.Message message) throws Exception {
        var mime = sender.createMimeMessage();
        var helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(message.recipient());
        helper.setSubject(message.subject() == null ? "" : message.subject());
        helper.setText(message.body(), html(message));
        sender.send(mime);
    }

    static String html(Outbox.Message message) {
        var direction = message.locale().equals("en") ? "ltr" : "rtl";
        var paragraphs = HtmlUtils.htmlEscape(message.body(), StandardCharsets.UTF_8.name())
                .replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\" dir=\"ltr\">$1</a>")
                .replace("\n\n", "</p><p>")
                .replace("\n", "<br>");
        return "<!doctype html><html lang=\"%s\" dir=\"%s\"><body><p>%s</p></body></html>"
                .formatted(message.locale(), direction, paragraphs);
    }
}
