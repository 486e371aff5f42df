package org.sanad.api.platform.money;

/**
 * An exact sum.
 *
 * @param minor the sum in the currency's smallest unit: fils for KWD, rial for IRR
 * @param currency key in {@code currencies}: an ISO code, or {@code SYP-OLD}
 */
public record Money(long minor, String currency) {

    public Money {
        if (!isKey(currency)) {
            throw new IllegalArgumentException("not a currency key: " + currency);
        }
    }

    /** Three capitals, perhaps with {@code -OLD}. Written out: a list of gifts asks it a thousand times. */
    private static boolean isKey(String currency) {
        if (currency.length() != 3 && !(currency.length() == 7 && currency.endsWith("-OLD"))) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (currency.charAt(i) < 'A' || currency.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Adds a sum of the same currency; any other is a bug, and so is an overflow. */
    public Money plus(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }
}
