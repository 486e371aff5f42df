package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.SanadTest;

@SanadTest
class AmountInWordsTest {

    private final AmountInWords words;

    AmountInWordsTest(AmountInWords words) {
        this.words = words;
    }

    @ParameterizedTest
    @CsvSource({
        "KWD, 0, صفر دينار كويتي",
        "KWD, 1000, دينار كويتي واحد",
        "KWD, 2000, ديناران كويتيان",
        "KWD, 3000, ثلاثة دنانير كويتية",
        "KWD, 10000, عشرة دنانير كويتية",
        "KWD, 11000, أحد عشر دينارًا كويتيًا",
        "KWD, 12500, اثنا عشر دينارًا كويتيًا وخمسمئة فلس",
        "KWD, 99000, تسعة وتسعون دينارًا كويتيًا",
        "KWD, 100000, مئة دينار كويتي",
        "KWD, 101000, مئة دينار كويتي ودينار واحد",
        "KWD, 102000, مئة دينار كويتي وديناران",
        "KWD, 103000, مئة وثلاثة دنانير كويتية",
        "KWD, 111000, مئة وأحد عشر دينارًا كويتيًا",
        "KWD, 200000, مئتا دينار كويتي",
        "KWD, 250000, مئتان وخمسون دينارًا كويتيًا",
        "KWD, 1000000, ألف دينار كويتي",
        "KWD, 2000000, ألفا دينار كويتي",
        "KWD, 3000000, ثلاثة آلاف دينار كويتي",
        "KWD, 11000000, أحد عشر ألف دينار كويتي",
        "KWD, 11050000, أحد عشر ألفًا وخمسون دينارًا كويتيًا",
        "KWD, 100000000, مئة ألف دينار كويتي",
        "KWD, 2000000000, مليونا دينار كويتي",
        "KWD, 5, خمسة فلوس",
        "KWD, 1002, دينار كويتي واحد وفلسان",
        "KWD, 1250, دينار كويتي واحد ومئتان وخمسون فلسًا",
        "SYP, 100, ليرة سورية واحدة",
        "SYP, 200, ليرتان سوريتان",
        "SYP, 300, ثلاث ليرات سورية",
        "SYP, 800, ثماني ليرات سورية",
        "SYP, 1100, إحدى عشرة ليرة سورية",
        "SYP, 2800, ثمانٍ وعشرون ليرة سورية",
        "SYP, 2500000, خمسة وعشرون ألف ليرة سورية",
        "IRR, 1500, ألف وخمسمئة ريال إيراني",
        "USD, 10050, مئة دولار أمريكي وخمسون سنتًا",
    })
    void countsInArabicAsItsGrammarDoes(String currency, long minor, String expected) {
        assertThat(words.of(new Money(minor, currency), Locale.AR)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "IRR, 2500000, دو میلیون و پانصد هزار ریال (دویست و پنجاه هزار تومان)",
        "IRR, 15, پانزده ریال",
        "IRR, 10000, ده هزار ریال (هزار تومان)",
        "IRR, 1021000, یک میلیون و بیست و یک هزار ریال (صد و دو هزار و صد تومان)",
        "KWD, 12500, دوازده دینار کویت و پانصد فلس",
        "USD, 199, یک دلار آمریکا و نود و نه سنت",
    })
    void namesRialAndTomanInPersian(String currency, long minor, String expected) {
        assertThat(words.of(new Money(minor, currency), Locale.FA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "KWD, 12500, twelve Kuwaiti dinars and five hundred fils",
        "KWD, 1001, one Kuwaiti dinar and one fils",
        "GBP, 101, one pound sterling and one penny",
        "GBP, 202, two pounds sterling and two pence",
        "USD, 123456789, one million two hundred and thirty-four thousand five hundred and sixty-seven US dollars and eighty-nine cents",
        "SYP, 100500, one thousand and five Syrian pounds",
    })
    void countsInEnglish(String currency, long minor, String expected) {
        assertThat(words.of(new Money(minor, currency), Locale.EN)).isEqualTo(expected);
    }
}
