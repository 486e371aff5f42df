package org.sanad.api.reporting;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes IATI files of any length, without holding them. */
final class SyntheticIati {

    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\">";
    static final String TAIL = "</iati-activities>";

    private static final String ACTIVITY = """
            <iati-activity default-currency="USD" xml:lang="en">\
            <iati-identifier>XX-TEST-1-%1$d</iati-identifier>\
            <reporting-org ref="XX-TEST-1" type="22"><narrative>Test Relief</narrative></reporting-org>\
            <title><narrative>Water for village %1$d</narrative><narrative xml:lang="ar">ماء للقرية %1$d</narrative></title>\
            <description><narrative>Pumps and pipes for village %1$d.</narrative></description>\
            <participating-org role="1" ref="XX-TEST-2"><narrative>Test Fund</narrative></participating-org>\
            <activity-status code="2"/>\
            <activity-date type="2" iso-date="2025-01-01"/>\
            <recipient-country code="SY"/>\
            <sector code="14030" vocabulary="1"/>\
            <budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>\
            <value value-date="2025-01-01">9000</value></budget>\
            <transaction ref="IN-%1$d"><transaction-type code="1"/><transaction-date iso-date="2025-02-01"/>\
            <value value-date="2025-02-01">5000.50</value>\
            <provider-org ref="XX-TEST-2"><narrative>Test Fund</narrative></provider-org></transaction>\
            <transaction><transaction-type code="4"/><transaction-date iso-date="2025-03-01"/>\
            <value value-date="2025-03-01">1250</value></transaction>\
            </iati-activity>
            """;

    private SyntheticIati() {}

    static String activity(int number) {
        return ACTIVITY.formatted(number);
    }

    static String file(int activities) {
        return HEAD
                + String.join(
                        "",
                        IntStream.rangeClosed(1, activities)
                                .mapToObj(SyntheticIati::activity)
                                .toList())
                + TAIL;
    }

    /** A file of whole activities of at most so many bytes; without an end for the greatest number. */
    static InputStream activities(long bytes) {
        int each = activity(10_000_000).getBytes(StandardCharsets.UTF_8).length;
        int count = (int) Math.min(Integer.MAX_VALUE - 20_000_000L, bytes / each);
        return stream(HEAD, number -> activity(10_000_000 + number), count, TAIL);
    }

    static InputStream repeat(String head, String part, String tail) {
        return stream(head, number -> part, Integer.MAX_VALUE - 1, tail);
    }

    private static InputStream stream(String head, IntFunction<String> part, int count, String tail) {
        Iterator<String> parts = IntStream.rangeClosed(0, count + 1)
                .mapToObj(i -> i == 0 ? head : i <= count ? part.apply(i) : tail)
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Reads nearly sixty megabytes and tells what it found; run in a JVM whose memory is smaller than the file. */
    public static void main(String[] args) throws RefusedFile {
        try (IatiReader reader = IatiReader.open(activities(59L * 1024 * 1024), Clock.systemUTC())) {
            int sound = 0;
            for (ReadActivity activity = reader.next(); activity != null; activity = reader.next()) {
                sound += activity.content() == null ? 0 : 1;
            }
            if (sound != reader.activities() || !reader.rootFindings().isEmpty()) {
                throw new IllegalStateException(sound + " of " + reader.activities() + " sound");
            }
            System.out.printf("%d activities in %d MB%n", sound, reader.bytesRead() / (1024 * 1024));
        }
    }
}
