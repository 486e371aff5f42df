package org.sanad.api.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the app's built files are.
 *
 * @param directory a directory; empty for those on the class path under {@code web/}
 */
@ConfigurationProperties("sanad.web")
public record WebSettings(@DefaultValue("") String directory) {}
