package org.sanad.api.platform.documents;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a request whose document is named, {@code {"documentId": "sha256:…", "variables": …}}, as one that spells it out. */
@JacksonComponent
class RegisteredRequests extends ValueDeserializer<SerializableGraphQlRequest> {

    private final Documents documents;

    RegisteredRequests(Documents documents) {
        this.documents = documents;
    }

    @Override
    public SerializableGraphQlRequest deserialize(JsonParser parser, DeserializationContext context) {
        var body = context.readValue(parser, Body.class);
        var id = body.documentId;
        if (id != null && body.getQuery() == null) {
            body.setQuery(documents
                    .find(id)
                    .orElseThrow(
                            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "PERSISTED_DOCUMENT_NOT_FOUND")));
        }
        return body;
    }

    /** A request that may name its document. */
    static final class Body extends SerializableGraphQlRequest {

        private @Nullable String documentId;

        /** Takes the name of a registered document. */
        public void setDocumentId(@Nullable String documentId) {
            this.documentId = documentId;
        }
    }
}
