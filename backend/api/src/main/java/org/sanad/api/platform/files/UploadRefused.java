package org.sanad.api.platform.files;

import java.util.List;

/** An expected refusal, which a controller turns into a {@code userErrors} entry. */
record UploadRefused(UploadErrorCode code, List<String> path, String message) {}
