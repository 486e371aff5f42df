package org.sanad.api.platform.web;

import java.util.List;
import java.util.Map;
import org.sanad.api.platform.text.Locale;

/** The titles of pages that belong to no domain, in the three languages. */
final class PageTexts {

    private static final Map<Locale, String> NAMES = Map.of(Locale.AR, "سند", Locale.FA, "سند", Locale.EN, "Sanad");

    private static final Map<Locale, String> DESCRIPTIONS = Map.of(
            Locale.AR, "جمعيات تحقّقت منها الجهات المشرفة، وأرقام من دفتر الحسابات، وإيصال يستطيع أي شخص التأكد منه.",
            Locale.FA, "نهادهای خیریهٔ تأییدشده، ارقامی از دفتر کل و رسیدی که هر کس می‌تواند درستی آن را بررسی کند.",
            Locale.EN, "Verified charities, figures from the ledger, and a receipt that anyone can check.");

    private static final Map<String, Map<Locale, String>> TITLES = Map.of(
            "campaigns", Map.of(Locale.AR, "حملات التبرعات", Locale.FA, "پویش‌ها", Locale.EN, "Campaigns"),
            "organizations",
                    Map.of(Locale.AR, "دليل المنظمات", Locale.FA, "فهرست سازمان‌ها", Locale.EN, "Organizations"),
            "verify", Map.of(Locale.AR, "التحقق من إيصال", Locale.FA, "بررسی رسید", Locale.EN, "Verify a receipt"),
            "donations", Map.of(Locale.AR, "تبرعك", Locale.FA, "کمک شما", Locale.EN, "Your gift"),
            "staff", Map.of(Locale.AR, "العمل", Locale.FA, "کار", Locale.EN, "Work"));

    private PageTexts() {}

    static String name(Locale locale) {
        return NAMES.getOrDefault(locale, "Sanad");
    }

    static String description(Locale locale) {
        return DESCRIPTIONS.getOrDefault(locale, "");
    }

    /** The title of a page by its first segment; the name alone for the home page and those that name themselves. */
    static String title(Locale locale, List<String> segments) {
        var titles = segments.isEmpty() ? null : TITLES.get(segments.getFirst());
        return titles == null ? name(locale) : titles.get(locale) + " · " + name(locale);
    }
}
