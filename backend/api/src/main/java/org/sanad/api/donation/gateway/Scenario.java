package org.sanad.api.donation.gateway;

/** How a payment at the sandbox gateway can end: everything that happens at real ones. */
enum Scenario {
    /** Paid; the notice goes out before the donor comes back. */
    APPROVE(true),
    /** Paid; the notice goes out ten seconds after the donor came back. */
    NOTICE_LATE(true),
    /** Paid; no notice ever goes out: Sanad has to ask. */
    NOTICE_NEVER(true),
    /** Paid; the same notice goes out twice. */
    NOTICE_TWICE(true),
    /** Paid; the donor never comes back. */
    BROWSER_CLOSED(false),
    /** The bank takes half a minute; the donor is back before. */
    DELAYED(true),
    /** The bank takes longer than the gift waits. */
    PAID_AFTER_EXPIRY(true),
    /** Paid, and given back by the gateway at once, as when nobody confirms a payment to it. */
    REVERSED(true),
    /** Paid; every later refund is refused. */
    REFUND_REFUSED(true),
    /** Declined by the bank. */
    DECLINE(true),
    /** The donor thinks better of it and goes back. */
    CANCEL(true),
    /** The donor leaves without a word. */
    ABANDON(false);

    private final boolean returns;

    Scenario(boolean returns) {
        this.returns = returns;
    }

    /** Whether the donor is sent back to the app. */
    boolean returns() {
        return returns;
    }
}
