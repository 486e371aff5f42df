package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;

/** A guest who lost the link finds the gifts again by the contact that was left, and nobody else learns anything. */
@SanadTest
class DonationLinkTest {

    private static final Pattern SECRET = Pattern.compile("#secret=([A-Za-z0-9_-]{22})");

    private final Api api;
    private final Scene scene = Scene.set();
    private final Giver giver;
    private final String mail = "found-" + UUID.randomUUID() + "@mail.test";

    DonationLinkTest(Api api, ApplicationContext context) {
        this.api = api;
        this.giver = new Giver(api, scene, context);
    }

    @Test
    void sendsFreshSecretsToTheAddressThatWasLeft() {
        var first = giver.give("APPROVE", Map.of("email", mail));
        var second = giver.give("DECLINE", Map.of("email", mail));
        int before = letters(mail).size();

        // an address is the same in capitals
        ask(" " + mail.toUpperCase(java.util.Locale.ROOT), true);

        var after = letters(mail.toUpperCase(java.util.Locale.ROOT));
        assertThat(letters(mail)).hasSize(before);
        assertThat(after).hasSize(1);
        assertThat(after.getFirst()).startsWith("Hello");
        var secrets = SECRET.matcher(after.getFirst())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(secrets).hasSize(2).doesNotHaveDuplicates().doesNotContain(first.secret(), second.secret());
        assertThat(secrets.stream().map(this::state)).containsExactly("FAILED", "SUCCEEDED");
        // the first link goes on
        assertThat(state(first.secret())).isEqualTo("SUCCEEDED");
    }

    @Test
    void sendsOneMessageInFiveMinutes() {
        giver.give("APPROVE", Map.of("email", mail));
        int before = letters(mail).size();
        for (int i = 0; i < 3; i++) {
            ask(mail, true);
        }
        assertThat(letters(mail)).hasSize(before + 1);
        Scene.run("update donation_link_requests set sent_at = sent_at - interval '5 minutes'");
        ask(mail, true);
        assertThat(letters(mail)).hasSize(before + 2);
    }

    @Test
    void findsGiftsByPhone() {
        var phone = "+96550" + String.format("%06d", Math.floorMod(scene.campaign.hashCode(), 1_000_000));
        giver.give("APPROVE", Map.of("phone", phone));
        ask(phone, true);
        assertThat(letters(phone))
                .hasSize(1)
                .allMatch(text -> SECRET.matcher(text).find());
    }

    @Test
    void answersTheSameWhereThereIsNothing() {
        ask("nobody-" + mail, true);
        ask("+96599999999", true);
        assertThat(letters("nobody-" + mail)).isEmpty();
        ask("neither one nor the other", false);
        ask("0501234", false);
    }

    private void ask(String contact, boolean accepted) {
        var answer = api.guest()
                .document("""
                        mutation($input: RequestDonationLinkInput!) { requestDonationLink(input: $input) {
                          accepted userErrors { code path } } }""")
                .variable("input", Map.of("contact", contact, "locale", "EN"))
                .execute();
        answer.path("requestDonationLink.accepted").entity(Boolean.class).isEqualTo(accepted);
        assertThat(answer.path("requestDonationLink.userErrors[*].code")
                        .entityList(String.class)
                        .get())
                .isEqualTo(accepted ? List.of() : List.of("INVALID"));
    }

    private String state(String secret) {
        return api.guest()
                .document("query($secret: String!) { myDonation(secret: $secret) { state } }")
                .variable("secret", secret)
                .execute()
                .path("myDonation.state")
                .entity(String.class)
                .get();
    }

    private static List<String> letters(String recipient) {
        return Scene.column("select body from messages where recipient = ? order by created_at", recipient).stream()
                .map(String.class::cast)
                .toList();
    }
}
