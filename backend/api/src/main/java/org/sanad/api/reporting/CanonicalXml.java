package org.sanad.api.reporting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an element so that the same content always gives the same text: attributes in order, namespaces declared where they are
 * used, no indentation between elements. So a file that was only re-indented counts as unchanged, and nothing of it is lost.
 */
final class CanonicalXml {

    private static final Comparator<XmlAttribute> BY_NAME =
            Comparator.comparing(XmlAttribute::namespace).thenComparing(XmlAttribute::name);

    private final StringBuilder out = new StringBuilder();

    private CanonicalXml() {}

    static String of(XmlElement element) {
        CanonicalXml xml = new CanonicalXml();
        xml.write(element, Map.of());
        return xml.out.toString();
    }

    /** SHA-256 of a canonical text, in hexadecimal digits. */
    static String hash(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private void write(XmlElement element, Map<String, String> declared) {
        String name = qualified(element.prefix(), element.name());
        out.append('<').append(name);
        Map<String, String> inside = declare(element, declared);
        element.attributes().stream().sorted(BY_NAME).forEach(attribute -> {
            out.append(' ')
                    .append(qualified(attribute.prefix(), attribute.name()))
                    .append("=\"");
            escape(attribute.value(), true);
            out.append('"');
        });
        boolean structured = element.content().stream().anyMatch(XmlElement.class::isInstance);
        out.append('>');
        for (XmlNode node : element.content()) {
            switch (node) {
                case XmlElement child -> write(child, inside);
                case XmlText text -> {
                    if (!structured || !text.value().isBlank()) {
                        escape(text.value(), false);
                    }
                }
            }
        }
        out.append("</").append(name).append('>');
    }

    private Map<String, String> declare(XmlElement element, Map<String, String> declared) {
        Map<String, String> needed = new TreeMap<>();
        need(needed, declared, element.prefix(), element.namespace());
        for (XmlAttribute attribute : element.attributes()) {
            if (!attribute.namespace().isEmpty()) {
                need(needed, declared, attribute.prefix(), attribute.namespace());
            }
        }
        if (needed.isEmpty()) {
            return declared;
        }
        needed.forEach((prefix, namespace) -> {
            out.append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"");
            escape(namespace, true);
            out.append('"');
        });
        Map<String, String> all = new TreeMap<>(declared);
        all.putAll(needed);
        return all;
    }

    private static void need(
            Map<String, String> needed, Map<String, String> declared, String prefix, String namespace) {
        if (!prefix.equals("xml") && !namespace.equals(declared.getOrDefault(prefix, ""))) {
            needed.put(prefix, namespace);
        }
    }

    private static String qualified(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#xD;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n' -> out.append(attribute ? "&#xA;" : "\n");
                case '\t' -> out.append(attribute ? "&#x9;" : "\t");
                default -> out.append(c);
            }
        }
    }
}
