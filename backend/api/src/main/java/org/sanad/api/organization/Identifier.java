package org.sanad.api.organization;

/** A number under which a register knows a body; scheme and value together are unique. */
public record Identifier(String scheme, String value) {}
