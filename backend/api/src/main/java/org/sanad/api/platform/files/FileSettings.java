package org.sanad.api.platform.files;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept.
 *
 * @param directory a directory that every node of an installation shares; made where it is missing
 */
@ConfigurationProperties("sanad.files")
record FileSettings(@DefaultValue("./files") Path directory) {}
