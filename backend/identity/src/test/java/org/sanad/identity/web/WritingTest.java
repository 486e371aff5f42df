package org.sanad.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WritingTest {

    @Test
    void daysOfTheSolarCalendar() {
        assertThat(Writing.Jalali.of(LocalDate.of(2026, 3, 20))).isEqualTo(new Writing.Jalali(1404, 12, 29));
        assertThat(Writing.Jalali.of(LocalDate.of(2026, 3, 21))).isEqualTo(new Writing.Jalali(1405, 1, 1));
        assertThat(Writing.Jalali.of(LocalDate.of(2026, 11, 22))).isEqualTo(new Writing.Jalali(1405, 9, 1));
        assertThat(Writing.Jalali.of(LocalDate.of(2025, 3, 20))).isEqualTo(new Writing.Jalali(1403, 12, 30));
        assertThat(Writing.Jalali.of(LocalDate.of(1979, 2, 11))).isEqualTo(new Writing.Jalali(1357, 11, 22));
        assertThat(Writing.Jalali.of(LocalDate.of(2030, 3, 20))).isEqualTo(new Writing.Jalali(1408, 12, 30));
    }

    @Test
    void momentsInThreeLanguages() {
        var at = Instant.parse("2026-11-22T06:05:00Z");
        assertThat(new Writing(Languages.Language.AR).moment(at)).isEqualTo("٢٢ تشرين الثاني ٢٠٢٦، ٩:٠٥ بتوقيت دمشق");
        assertThat(new Writing(Languages.Language.FA).moment(at)).isEqualTo("۱ آذر ۱۴۰۵، ساعت ۹:۳۵ به وقت تهران");
        assertThat(new Writing(Languages.Language.EN).moment(at)).isEqualTo("22 November 2026, 6:05 UTC");
    }
}
