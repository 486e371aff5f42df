package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReceiptCodeTest {

    @Property
    void isReadAsPeopleTypeIt(@ForAll long seed) {
        var code = ReceiptCode.random(new Random(seed));
        var typed = " " + code.substring(0, 5).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(5) + " ";
        assertThat(ReceiptCode.parse(typed)).contains(code);
        var eastern = new StringBuilder();
        code.chars().forEach(c -> eastern.append((char) (c >= '0' && c <= '9' ? c - '0' + '٠' : c)));
        assertThat(ReceiptCode.parse(eastern.toString())).contains(code);
        assertThat(ReceiptCode.parse(code.replace('0', 'o').replace('1', 'l'))).contains(code);
    }

    @Property
    void refusesEverySlipOfOneCharacter(
            @ForAll long seed, @ForAll @IntRange(max = 9) int at, @ForAll @IntRange(max = 31) int other) {
        var code = ReceiptCode.random(new Random(seed));
        var slip = ReceiptCode.ALPHABET.charAt(other);
        if (code.charAt(at) != slip) {
            var wrong = code.substring(0, at) + slip + code.substring(at + 1);
            assertThat(ReceiptCode.parse(wrong)).isEmpty();
        }
    }
}
