package org.sanad.api.donation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.sanad.api.donation.gateway.GatewayHand;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A guest who gives to the scene's campaign through GraphQL, and pays at the sandbox gateway. */
final class Giver {

    private final Api api;
    private final Scene scene;
    private final GatewayHand gateway;

    Giver(Api api, Scene scene, ApplicationContext context) {
        this.api = api;
        this.scene = scene;
        this.gateway = new GatewayHand(context);
    }

    /** A gift on its way: its id, its giver's secret, where to pay. */
    record Gift(UUID id, String secret, String checkoutUrl) {

        /** What the gateway calls its payment. */
        String payment() {
            return checkoutUrl.substring(checkoutUrl.lastIndexOf('/') + 1);
        }
    }

    /** Begins a gift of 12.500 dinar. */
    Gift begin(Map<String, Object> changes) {
        return begin(api.guest(), changes);
    }

    Gift begin(GraphQlTester asking, Map<String, Object> changes) {
        var input = new HashMap<String, Object>(Map.of(
                "campaignId", GlobalId.encode('C', scene.campaign),
                "amount", Map.of("amount", "12.500", "currency", "KWD"),
                "idempotencyKey", UUID.randomUUID().toString(),
                "donorName", "هند السالم",
                "email", "donor@mail.test"));
        input.putAll(changes);
        var begun = asking.document("""
                        mutation($input: DonateInput!) { donate(input: $input) {
                          donation { id } secret checkoutUrl userErrors { code path } } }""").variable("input", input).execute();
        begun.path("donate.userErrors").entityList(Object.class).hasSize(0);
        return new Gift(
                GlobalId.decode(
                                'D',
                                begun.path("donate.donation.id")
                                        .entity(String.class)
                                        .get())
                        .orElseThrow(),
                begun.path("donate.secret").entity(String.class).get(),
                begun.path("donate.checkoutUrl").entity(String.class).get());
    }

    /** Begins a gift and ends its payment so. */
    Gift give(String scenario) {
        return give(scenario, Map.of());
    }

    Gift give(String scenario, Map<String, Object> changes) {
        var gift = begin(changes);
        gateway.end(gift.checkoutUrl(), scenario);
        return gift;
    }

    /** Gives as whoever asks, and pays. */
    Gift give(GraphQlTester asking, Map<String, Object> changes) {
        var gift = begin(asking, changes);
        pay(gift);
        return gift;
    }

    /** Ends a payment that was begun. */
    void pay(Gift gift) {
        gateway.end(gift.checkoutUrl(), "APPROVE");
    }
}
