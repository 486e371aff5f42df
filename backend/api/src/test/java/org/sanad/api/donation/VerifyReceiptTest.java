package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;

@SanadTest
class VerifyReceiptTest {

    private final HttpGraphQlTester guest;

    VerifyReceiptTest(@LocalServerPort int port) {
        // an address of its own on the loopback, since wrong guesses are counted by it
        this.guest = HttpGraphQlTester.create(WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port + "/graphql")
                .build());
    }

    @Test
    void mistypedCodesCostNothingAndUnknownOnesRunOut() {
        for (int i = 0; i < 40; i++) {
            verify("0000000000").path("verifyReceipt").valueIsNull();
        }
        int answered = 0;
        for (int i = 0; i < 40; i++) {
            try {
                verify(ReceiptCode.random()).path("verifyReceipt").valueIsNull();
                answered++;
            } catch (AssertionError refused) {
                assertThat(refused).hasMessageContaining("Too many");
            }
        }
        assertThat(answered).isBetween(10, 20);
    }

    private HttpGraphQlTester.Response verify(String code) {
        return guest.document("query($code: String!) { verifyReceipt(code: $code) { state } }")
                .variable("code", code)
                .execute();
    }
}
