package org.sanad.api.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds one element of an activity with everything in it, in the order of the file. Only one activity is held at a time; names
 * without a namespace are IATI's own, all others are extensions.
 */
final class XmlElement implements XmlNode {

    static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private final String namespace;
    private final String prefix;
    private final String name;
    private final int line;
    private final List<XmlAttribute> attributes;
    private final List<XmlNode> content = new ArrayList<>();

    XmlElement(String namespace, String prefix, String name, int line, List<XmlAttribute> attributes) {
        this.namespace = namespace;
        this.prefix = prefix;
        this.name = name;
        this.line = line;
        this.attributes = attributes;
    }

    void add(XmlNode node) {
        content.add(node);
    }

    String namespace() {
        return namespace;
    }

    String prefix() {
        return prefix;
    }

    String name() {
        return name;
    }

    /** The line on which the element starts, from 1. */
    int line() {
        return line;
    }

    List<XmlAttribute> attributes() {
        return attributes;
    }

    List<XmlNode> content() {
        return content;
    }

    boolean isIati() {
        return namespace.isEmpty();
    }

    boolean is(String iatiName) {
        return isIati() && name.equals(iatiName);
    }

    /** The value of an attribute without a namespace; null where it is missing. */
    @Nullable
    String attribute(String attribute) {
        return attribute("", attribute);
    }

    /** The value of {@code xml:lang}; null where it is missing. */
    @Nullable
    String lang() {
        return attribute(XML_NAMESPACE, "lang");
    }

    private @Nullable String attribute(String attributeNamespace, String attribute) {
        for (XmlAttribute candidate : attributes) {
            if (candidate.name().equals(attribute) && candidate.namespace().equals(attributeNamespace)) {
                return candidate.value();
            }
        }
        return null;
    }

    List<XmlElement> elements() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /** Elements of this name directly inside; empty where there are none. */
    List<XmlElement> children(String iatiName) {
        return elements().stream().filter(child -> child.is(iatiName)).toList();
    }

    /** The first element of this name directly inside; null where there is none. */
    @Nullable
    XmlElement child(String iatiName) {
        for (XmlNode node : content) {
            if (node instanceof XmlElement child && child.is(iatiName)) {
                return child;
            }
        }
        return null;
    }

    /** Every element inside, at any depth, that has this name. */
    Stream<XmlElement> descendants(String iatiName) {
        return elements().stream()
                .flatMap(child -> Stream.concat(
                        child.is(iatiName) ? Stream.of(child) : Stream.of(), child.descendants(iatiName)));
    }

    /** The text directly inside, as it stands. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlText part) {
                text.append(part.value());
            }
        }
        return text.toString();
    }
}
