package org.sanad.api.platform.documents;

import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** A document may be named instead of spelled out, by POST too: that is how the app asks for what is the viewer's own. */
@SanadTest
class RegisteredRequestsTest {

    /** In {@code src/test/resources/web/persisted-documents.json}: {@code query Areas …}. */
    private static final String KNOWN = "sha256:b1946ac92492d2347c6235b4d2611184";

    @Autowired
    private Api api;

    @Test
    void readsADocumentByItsName() {
        api.client()
                .post()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"documentId\": \"%s\", \"variables\": {\"jurisdiction\": \"KW\"}}".formatted(KNOWN))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.areas[0].pcode")
                .exists();
    }

    @Test
    void saysThatADocumentIsNotThere() {
        api.client()
                .post()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"documentId\": \"sha256:none\"}")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("PERSISTED_DOCUMENT_NOT_FOUND");
    }
}
