package org.sanad.api.platform.graphql;

import java.util.UUID;

/** Something with an inner id; its GraphQL type has a {@link NodeSource}, which gives the letter of its global id. */
public interface Entity {

    UUID id();
}
