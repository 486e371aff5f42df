package org.sanad.api.donation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A finance officer at work: pays gifts back, sends settlement files up, compares them. */
final class FinanceOffice {

    private final Api api;
    private final UUID organization;
    final String subject;

    /** Takes up the office of the scene's body. */
    FinanceOffice(Api api, Scene scene) {
        this.api = api;
        this.organization = scene.organization;
        this.subject = "finance-" + scene.organization;
        scene.member(subject, "FINANCE");
    }

    GraphQlTester.Response refund(UUID donation, String key) {
        return api.person(subject)
                .document("""
                        mutation($input: RefundDonationInput!) { refundDonation(input: $input) {
                          donation { id state receipt { state } refund { state reason completedAt } viewerCanRefund }
                          userErrors { code path } } }""")
                .variable(
                        "input",
                        Map.of(
                                "donationId",
                                GlobalId.encode('D', donation),
                                "reason",
                                "DUPLICATE",
                                "idempotencyKey",
                                key))
                .execute();
    }

    /** What the gateway offers as the file of a day. */
    String settlementFile(LocalDate day) {
        var url = api.person(subject)
                .document(
                        "query($id: ID!, $day: Date!) { node(id: $id) { ... on Organization { settlementFileUrl(day: $day) } } }")
                .variable("id", GlobalId.encode('O', organization))
                .variable("day", day.toString())
                .execute()
                .path("node.settlementFileUrl")
                .entity(String.class)
                .get();
        var file = api.client()
                .get()
                .uri(url)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return java.util.Objects.requireNonNull(file);
    }

    /** Sends a file up, and tells the upload's id. */
    String upload(String file) {
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        var asked = api.person(subject)
                .document(
                        "mutation($input: RequestUploadInput!) { requestUpload(input: $input) { upload { id url } userErrors { code } } }")
                .variable(
                        "input",
                        Map.of(
                                "organizationId",
                                GlobalId.encode('O', organization),
                                "purpose",
                                "SETTLEMENT_FILE",
                                "fileName",
                                "settlement.csv",
                                "contentType",
                                "text/csv",
                                "size",
                                bytes.length))
                .execute();
        api.client()
                .put()
                .uri(asked.path("requestUpload.upload.url").entity(String.class).get())
                .header("Content-Type", "text/csv")
                .bodyValue(bytes)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        return asked.path("requestUpload.upload.id").entity(String.class).get();
    }

    GraphQlTester.Response reconcile(String upload) {
        return reconcile(api.person(subject), upload);
    }

    /** The same as somebody else. */
    GraphQlTester.Response reconcile(GraphQlTester client, String upload) {
        return client.document("""
                        mutation($input: ReconcileInput!) { reconcile(input: $input) {
                          reconciliation { id fileName matched missingHere missingThere different
                            lines(first: 100) { nodes { verdict paymentReference donation { id } statedAmount { amount currency } } } }
                          userErrors { code path message } } }""")
                .variable("input", Map.of("organizationId", GlobalId.encode('O', organization), "uploadId", upload))
                .execute();
    }
}
