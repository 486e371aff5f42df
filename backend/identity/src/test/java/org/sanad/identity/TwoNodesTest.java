package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TwoNodesTest extends IdentityTest {

    @Test
    void nodesShareSignInsGrantsAndKeys() {
        var account = account("Everywhere at home", false);
        try (var second = node()) {
            var flow = new CodeFlow();
            var browser = visitor("en");
            var elsewhere = browser.at(base(second));
            var page = browser.get(flow.authorize(""));

            var done = elsewhere.submit(page, "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD));

            assertThat(browser.get("/account").title()).isEqualTo("Your account");
            var tokens = CodeFlow.json(flow.exchange(flow.code(done)));
            assertThat(CodeFlow.refresh(tokens.get("refresh_token").asString()).statusCode())
                    .isEqualTo(200);
            assertThat(elsewhere.get("/oauth2/jwks").body())
                    .isEqualTo(browser.get("/oauth2/jwks").body());
        }
    }
}
