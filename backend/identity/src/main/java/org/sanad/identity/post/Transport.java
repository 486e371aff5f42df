package org.sanad.identity.post;

/** Carries one message to its reader. An installation without one leaves messages in the outbox, where a page shows them. */
interface Transport {

    /** The channel that it serves: {@code mail} or {@code sms}. */
    String channel();

    /** Hands a message over; throws when it wasn't taken, so that it is tried again. */
    void carry(Outbox.Message message) throws Exception;
}
