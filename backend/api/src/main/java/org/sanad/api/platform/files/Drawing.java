package org.sanad.api.platform.files;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A drawing of Sanad's own (SVG). Only such drawings are kept as SVG; what people upload never is, because an SVG is a program as much as a
 * picture. Ours are checked all the same.
 */
final class Drawing {

    private static final Set<String> REFUSED =
            Set.of("script", "foreignobject", "iframe", "image", "a", "animate", "set", "animatetransform", "handler");

    private Drawing() {}

    /** Says what is wrong with a drawing by throwing {@link IllegalArgumentException}; returns when nothing is. */
    static void check(String svg) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            var reader = factory.createXMLStreamReader(new StringReader(svg));
            boolean first = true;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    throw new IllegalArgumentException("a drawing declares nothing");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (first && !reader.getLocalName().equals("svg")) {
                        throw new IllegalArgumentException("a drawing begins with svg");
                    }
                    first = false;
                    checkElement(reader);
                }
            }
        } catch (XMLStreamException broken) {
            throw new IllegalArgumentException("a drawing must be well-formed: " + broken.getMessage(), broken);
        }
    }

    private static void checkElement(XMLStreamReader reader) {
        if (REFUSED.contains(reader.getLocalName().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a drawing has no " + reader.getLocalName());
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var name = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            var value = reader.getAttributeValue(i).strip();
            if (name.startsWith("on")
                    || (name.equals("href") && !value.startsWith("#"))
                    || value.toLowerCase(Locale.ROOT).contains("javascript:")) {
                throw new IllegalArgumentException("a drawing may not carry " + name + "=" + value);
            }
        }
    }

    /** The key of a drawing's bytes: the same drawing has the same on every installation. */
    static String key(String svg) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(svg.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
