package org.sanad.api.platform.documents;

import java.util.Map;
import java.util.Optional;
import org.sanad.api.platform.web.Assets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The documents that the app can send, by the SHA-256 of their text; written by its build. */
@Component
class Documents {

    static final String MANIFEST = "persisted-documents.json";

    private static final String PREFIX = "sha256:";

    private final Map<String, String> byHash;

    @Autowired
    Documents(Assets assets) {
        this(assets.bytes(MANIFEST)
                .map(json -> JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {}))
                .orElse(Map.of()));
    }

    Documents(Map<String, String> byHash) {
        this.byHash = byHash;
    }

    /** Finds a document by {@code sha256:} and its hash in hexadecimal. Empty where the app has no such document. */
    Optional<String> find(String id) {
        return id.startsWith(PREFIX)
                ? Optional.ofNullable(byHash.get(id.substring(PREFIX.length())))
                : Optional.empty();
    }
}
