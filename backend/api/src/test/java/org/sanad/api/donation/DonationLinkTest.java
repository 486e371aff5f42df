package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;

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

    /** The same for who gave and for who didn't, so that the refusal tells nothing either. */
    @Test
    void refusesWhoeverAsksTooOftenForOneContact() {
        giver.give("APPROVE", Map.of("email", mail));
        for (var contact : List.of(mail, "nobody-" + mail)) {
            for (int i = 0; i < 5; i++) {
                accepted(askAs(contact, contact));
                Scene.run("update donation_link_requests set sent_at = sent_at - interval '5 minutes'");
            }
            // other letters, the same letterbox; another caller
            var refused = askAs("other-" + contact, contact.toUpperCase(java.util.Locale.ROOT));
            assertThat(refused.retryAfter()).isBetween(3_500L, 3_601L);
            assertThat(JsonPath.<Integer>read(refused.body(), "$.data.requestDonationLink.retryAfter"))
                    .isEqualTo((int) refused.retryAfter());
            assertThat(JsonPath.<String>read(refused.body(), "$.data.requestDonationLink.userErrors[0].code"))
                    .isEqualTo("RATE_LIMITED");
            Scene.run("update donation_link_allowances set spent_until = spent_until - interval '1 hour'");
            accepted(askAs(contact, contact));
        }
        assertThat(letters(mail)).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void refusesWhoeverTriesOneContactAfterAnother() {
        var caller = "caller-" + mail;
        for (int i = 0; i < 30; i++) {
            accepted(askAs(caller, i + "-" + mail));
        }
        assertThat(askAs(caller, "31-" + mail).retryAfter()).isBetween(1L, 61L);
        accepted(askAs("another-" + caller, "31-" + mail));
    }

    @Test
    void aHouseholdIsOneCaller() throws java.net.UnknownHostException {
        var home = new java.net.InetSocketAddress(java.net.InetAddress.getByName("2001:db8:1:2::1"), 1);
        var phone = new java.net.InetSocketAddress(java.net.InetAddress.getByName("2001:db8:1:2:ffff::9"), 2);
        var next = new java.net.InetSocketAddress(java.net.InetAddress.getByName("2001:db8:1:3::1"), 3);
        assertThat(Callers.named(home)).isEqualTo(Callers.named(phone)).isNotEqualTo(Callers.named(next));
        assertThat(Callers.named(null)).isEqualTo("unknown");
    }

    private record Answer(String body, long retryAfter) {}

    private static void accepted(Answer answer) {
        assertThat(answer.body()).contains("\"accepted\":true");
        assertThat(answer.retryAfter()).isZero();
    }

    private Answer askAs(String caller, String contact) {
        var answer = api.client()
                .mutateWith(SecurityMockServerConfigurers.mockJwt()
                        .jwt(token -> token.issuer(Api.ISSUER).subject(caller)))
                .post()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "query",
                        "mutation($input: RequestDonationLinkInput!) { requestDonationLink(input: $input) {"
                                + " accepted retryAfter userErrors { code } } }",
                        "variables",
                        Map.of("input", Map.of("contact", contact, "locale", "EN"))))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var after = answer.getResponseHeaders().getFirst("Retry-After");
        return new Answer(String.valueOf(answer.getResponseBody()), after == null ? 0 : Long.parseLong(after));
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
