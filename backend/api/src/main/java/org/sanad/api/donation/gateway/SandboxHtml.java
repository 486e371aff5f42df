package org.sanad.api.donation.gateway;

import java.util.List;
import org.sanad.api.platform.text.Locale;
import org.springframework.web.util.HtmlUtils;

/** The pages of the sandbox gateway, in three languages. They look like no bank's. */
final class SandboxHtml {

    private SandboxHtml() {}

    static String payment(SandboxPayment payment, String amount) {
        var locale = payment.locale();
        var body = new StringBuilder();
        body.append("<h1>")
                .append(say(locale, "صفحة الدفع التجريبية", "صفحهٔ پرداخت آزمایشی", "Test payment page"))
                .append("</h1>")
                .append("<dl><div><dt>")
                .append(say(locale, "المبلغ", "مبلغ", "Amount"))
                .append("</dt><dd><bdi dir=\"ltr\">")
                .append(escape(amount))
                .append("</bdi></dd></div><div><dt>")
                .append(say(locale, "إلى", "به", "To"))
                .append("</dt><dd><bdi>")
                .append(escape(payment.payee()))
                .append("</bdi></dd></div><div><dt>")
                .append(say(locale, "رقم العملية", "شمارهٔ تراکنش", "Payment"))
                .append("</dt><dd class=\"code\"><bdi dir=\"ltr\">")
                .append(escape(payment.reference()))
                .append("</bdi></dd></div></dl>")
                .append("<form method=\"post\">")
                .append("<fieldset><legend>")
                .append(say(locale, "طريقة العودة إلى الموقع", "روش بازگشت به وبگاه", "How you go back"))
                .append("</legend>")
                .append("<label><input type=\"radio\" name=\"way\" value=\"get\" checked> ")
                .append(say(locale, "رابط (GET)", "پیوند (GET)", "By link (GET)"))
                .append("</label>")
                .append("<label><input type=\"radio\" name=\"way\" value=\"post\"> ")
                .append(say(locale, "نموذج (POST)", "فرم (POST)", "By form (POST)"))
                .append("</label></fieldset>")
                .append(button(Scenario.APPROVE, "primary", say(locale, "إتمام الدفع", "پرداخت", "Pay")))
                .append("<div class=\"pair\">")
                .append(button(
                        Scenario.DECLINE, "", say(locale, "رفض من البنك", "رد از سوی بانک", "Declined by the bank")))
                .append(button(
                        Scenario.CANCEL, "", say(locale, "إلغاء والعودة", "انصراف و بازگشت", "Cancel and go back")))
                .append("</div><details><summary>")
                .append(say(locale, "نهايات أخرى للتجربة", "پایان‌های دیگر برای آزمایش", "Other endings to try"))
                .append("</summary><ul>");
        for (var other : List.of(
                Scenario.NOTICE_LATE,
                Scenario.NOTICE_NEVER,
                Scenario.NOTICE_TWICE,
                Scenario.BROWSER_CLOSED,
                Scenario.DELAYED,
                Scenario.PAID_AFTER_EXPIRY,
                Scenario.REVERSED,
                Scenario.REFUND_REFUSED,
                Scenario.ABANDON)) {
            body.append("<li>").append(button(other, "", label(locale, other))).append("</li>");
        }
        body.append("</ul></details></form>");
        return page(locale, say(locale, "الدفع", "پرداخت", "Payment"), body.toString());
    }

    static String sendingBack(SandboxPayment payment) {
        var locale = payment.locale();
        return page(
                locale,
                say(locale, "العودة", "بازگشت", "Going back"),
                "<h1>" + say(locale, "انتهت خطوة الدفع", "مرحلهٔ پرداخت پایان یافت", "The payment step is over")
                        + "</h1>"
                        + "<form method=\"post\" id=\"back\" action=\"" + escape(payment.returnUrl()) + "\">"
                        + "<input type=\"hidden\" name=\"payment\" value=\"" + escape(payment.reference()) + "\">"
                        + "<button class=\"primary\">"
                        + say(locale, "العودة إلى سند", "بازگشت به سند", "Back to Sanad")
                        + "</button></form><script src=\"/sandbox-gateway/return.js\" defer></script>");
    }

    static String left(SandboxPayment payment, Scenario scenario) {
        var locale = payment.locale();
        var text = scenario == Scenario.BROWSER_CLOSED
                ? say(
                        locale,
                        "تم الدفع. أغلقوا هذه الصفحة دون العودة إلى الموقع.",
                        "پرداخت انجام شد. این صفحه را بدون بازگشت به وبگاه ببندید.",
                        "Paid. Close this page without going back.")
                : say(
                        locale,
                        "تُركت العملية مفتوحة. أغلقوا هذه الصفحة.",
                        "تراکنش باز ماند. این صفحه را ببندید.",
                        "The payment was left open. Close this page.");
        return page(locale, say(locale, "الدفع", "پرداخت", "Payment"), "<h1>" + text + "</h1>");
    }

    static String over(SandboxPayment payment) {
        var locale = payment.locale();
        return page(
                locale,
                say(locale, "الدفع", "پرداخت", "Payment"),
                "<h1>"
                        + say(
                                locale,
                                "انتهت هذه العملية، ولا يمكن الدفع بها مرة أخرى.",
                                "این تراکنش پایان یافته است و دیگر نمی‌توان با آن پرداخت کرد.",
                                "This payment is over and can't be made again.")
                        + "</h1><p><a href=\"" + escape(payment.returnUrl()) + "\">"
                        + say(locale, "العودة إلى سند", "بازگشت به سند", "Back to Sanad") + "</a></p>");
    }

    static String unknown() {
        return page(
                Locale.EN,
                "Payment",
                "<h1 lang=\"ar\" dir=\"rtl\">لا توجد عملية بهذا الرقم</h1>"
                        + "<p lang=\"fa\" dir=\"rtl\">تراکنشی با این شماره وجود ندارد.</p><p>There is no such payment.</p>");
    }

    private static String label(Locale locale, Scenario scenario) {
        return switch (scenario) {
            case NOTICE_LATE ->
                say(
                        locale,
                        "دفع ناجح ويصل الإشعار بعد العودة",
                        "پرداخت موفق؛ اعلان پس از بازگشت می‌رسد",
                        "Paid; the notice comes after the return");
            case NOTICE_NEVER ->
                say(locale, "دفع ناجح دون أي إشعار", "پرداخت موفق؛ اعلانی نمی‌رسد", "Paid; no notice ever comes");
            case NOTICE_TWICE ->
                say(
                        locale,
                        "دفع ناجح ويصل الإشعار مرتين",
                        "پرداخت موفق؛ اعلان دو بار می‌رسد",
                        "Paid; the notice comes twice");
            case BROWSER_CLOSED ->
                say(
                        locale,
                        "دفع ناجح مع إغلاق المتصفح",
                        "پرداخت موفق؛ مرورگر بسته می‌شود",
                        "Paid; the browser is closed");
            case DELAYED ->
                say(locale, "دفع يتأخر نصف دقيقة", "پرداختی که نیم دقیقه طول می‌کشد", "Paid half a minute late");
            case PAID_AFTER_EXPIRY ->
                say(
                        locale,
                        "دفع يصل بعد انتهاء المهلة",
                        "پرداختی که پس از پایان مهلت می‌رسد",
                        "Paid after the time is over");
            case REVERSED ->
                say(
                        locale,
                        "دفع لم يؤكَّد فأُعيد",
                        "پرداختی که تأیید نشد و برگشت خورد",
                        "Paid, not confirmed, and reversed");
            case REFUND_REFUSED ->
                say(
                        locale,
                        "دفع ناجح يُرفض ردّه لاحقًا",
                        "پرداخت موفقی که بازگرداندن آن رد می‌شود",
                        "Paid; a later refund is refused");
            case ABANDON -> say(locale, "ترك الصفحة دون قرار", "ترک صفحه بدون تصمیم", "Leave without deciding");
            default -> scenario.name();
        };
    }

    private static String button(Scenario scenario, String style, String label) {
        return "<button name=\"scenario\" value=\"" + scenario.name() + "\""
                + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">" + label + "</button>";
    }

    private static String page(Locale locale, String title, String body) {
        var direction = locale == Locale.EN ? "ltr" : "rtl";
        return "<!doctype html><html lang=\"" + locale.tag() + "\" dir=\"" + direction
                + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
                + "<title>" + title
                + "</title><link rel=\"stylesheet\" href=\"/sandbox-gateway/style.css\"></head><body>"
                + "<header class=\"banner\">"
                + say(locale, "تجربة — لا تنتقل أي أموال", "آزمایش — هیچ پولی جابه‌جا نمی‌شود", "Test — no money moves")
                + "</header><main>" + body + "</main></body></html>";
    }

    private static String say(Locale locale, String ar, String fa, String en) {
        return switch (locale) {
            case AR -> ar;
            case FA -> fa;
            case EN -> en;
        };
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
