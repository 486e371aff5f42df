package org.sanad.api.donation;

import java.security.SecureRandom;

/** The references that people tell on the phone: {@code D-7F3K-92QX}, 40 random bits, unique by constraint. They open nothing. */
final class Reference {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    static String random() {
        var text = new StringBuilder("D-");
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                text.append('-');
            }
            text.append(ReceiptCode.ALPHABET.charAt(RANDOM.nextInt(32)));
        }
        return text.toString();
    }
}
