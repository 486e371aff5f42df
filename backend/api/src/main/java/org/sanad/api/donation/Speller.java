package org.sanad.api.donation;

import org.sanad.api.platform.money.Currencies.Currency;

/** Spells amounts of a currency in one language. */
interface Speller {

    /** So many of the currency: two dinars. */
    String whole(long n, Currency currency);

    /** So many of its smallest unit: five hundred fils. */
    String part(long n, Currency currency);

    /** What stands between the two, spaces included. */
    String and();
}
