package org.sanad.api.platform.money;

/**
 * An exact sum.
 *
 * @param minor the sum in the currency's smallest unit: fils for KWD, rial for IRR
 * @param currency key in {@code currencies}: an ISO code, or {@code SYP-OLD}
 */
public record Money(long minor, String currency) {

    public Money {
        if (!currency.matches("[A-Z]{3}(-OLD)?")) {
            throw new IllegalArgumentException("not a currency key: " + currency);
        }
    }

    /** Adds a sum of the same currency; any other is a bug, and so is an overflow. */
    public Money plus(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }
}
