package org.sanad.api.reporting;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an IATI activity file one activity at a time, so that memory holds one activity however long the file is. Blocks: call it
 * on a worker. What makes XML dangerous is refused, not defused: no document type, no entity, no unbounded size or depth.
 */
final class IatiReader implements AutoCloseable {

    /** Most bytes of a file. */
    static final long MAX_BYTES = 60L * 1024 * 1024;

    private static final int MAX_STRETCH = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ACTIVITY_NODES = 400_000;
    private static final int MAX_ACTIVITY_CHARACTERS = 8 * 1024 * 1024;
    private static final Set<String> VERSIONS = Set.of("2.01", "2.02", "2.03");

    private final BoundedStream stream;
    private final XMLStreamReader xml;
    private final Clock clock;
    private final List<Finding> rootFindings = new ArrayList<>();
    private final List<String> extensions = new ArrayList<>();
    private final Map<String, Integer> identifiers = new HashMap<>();
    private int startLine = 1;
    private int nodes;
    private int characters;
    private int activities;
    private int transactions;
    private int results;
    private boolean extended;
    private boolean ended;

    private IatiReader(BoundedStream stream, XMLStreamReader xml, Clock clock) {
        this.stream = stream;
        this.xml = xml;
        this.clock = clock;
    }

    /** Opens a file and reads its outermost element; refuses what is no IATI 2.x activity file. Doesn't close the stream. */
    static IatiReader open(InputStream in, Clock clock) throws RefusedFile {
        BoundedStream stream = new BoundedStream(in, MAX_BYTES, MAX_STRETCH);
        try {
            IatiReader reader = new IatiReader(stream, factory().createXMLStreamReader(stream), clock);
            reader.root();
            return reader;
        } catch (XMLStreamException e) {
            throw refusal(stream, e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not read");
        });
        return factory;
    }

    /** The next activity; null at the end of the file. */
    @Nullable
    ReadActivity next() throws RefusedFile {
        try {
            while (!ended) {
                switch (advance()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        ReadActivity activity = topLevel();
                        if (activity != null) {
                            return activity;
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!xml.getText().isBlank()) {
                            root(
                                    "structure.text-not-allowed",
                                    "iati-activities",
                                    "The file holds text between activities.");
                        }
                    }
                    case XMLStreamConstants.END_DOCUMENT -> finish();
                    default -> {
                        // the end tag of the outermost element
                    }
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw refusal(stream, e);
        }
    }

    /** What is wrong with the file outside its activities; complete once {@link #next} has told the end. */
    List<Finding> rootFindings() {
        return rootFindings;
    }

    /** Elements of other namespaces beside the activities, as canonical XML. */
    List<String> extensions() {
        return extensions;
    }

    /** Bytes read so far, to tell progress by. */
    long bytesRead() {
        return stream.count();
    }

    int activities() {
        return activities;
    }

    int transactions() {
        return transactions;
    }

    int results() {
        return results;
    }

    @Override
    public void close() {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The parser holds nothing that closing could lose", e);
        }
    }

    private void root() throws XMLStreamException, RefusedFile {
        int event = advance();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = advance();
        }
        startLine = xml.getLocation().getLineNumber();
        XmlElement root = start();
        if (!root.is("iati-activities")) {
            throw new RefusedFile(
                    ImportRefusal.NOT_IATI,
                    root.line(),
                    "The outermost element is %s, not iati-activities.".formatted(root.name()));
        }
        String version = root.attribute("version");
        if (version == null || !VERSIONS.contains(version.strip())) {
            throw unsupported(root.line(), version);
        }
        IatiStructure.checkRoot(root, rootFindings::add);
    }

    /** Counts what the file holds, so that its refusal can say how much is refused. */
    private RefusedFile unsupported(int line, @Nullable String version) throws XMLStreamException, RefusedFile {
        String message = version == null
                ? "The file names no version of IATI; 2.01, 2.02 and 2.03 are read."
                : "The file is in IATI version %s; 2.01, 2.02 and 2.03 are read.".formatted(version);
        int depth = 1;
        for (int event = advance(); event != XMLStreamConstants.END_DOCUMENT; event = advance()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                activities += depth == 2 && xml.getLocalName().equals("iati-activity") ? 1 : 0;
                transactions += depth == 3 && xml.getLocalName().equals("transaction") ? 1 : 0;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return new RefusedFile(ImportRefusal.UNSUPPORTED_VERSION, line, message, activities, transactions);
    }

    private @Nullable ReadActivity topLevel() throws XMLStreamException, RefusedFile {
        XmlElement element = tree();
        if (!element.isIati()) {
            if (activities == 0) {
                root("structure.unexpected-element", element, "An extension stands before the first activity.");
            }
            extended = true;
            IatiStructure.checkExtension(element, element.name(), rootFindings::add);
            extensions.add(CanonicalXml.of(element));
            return null;
        }
        if (!element.is("iati-activity") || extended) {
            root(
                    "structure.unexpected-element",
                    element,
                    "%s may not stand here: unknown or out of order.".formatted(element.name()));
        }
        return element.is("iati-activity") ? activity(element) : null;
    }

    private ReadActivity activity(XmlElement element) {
        activities++;
        XmlElement identifierElement = element.child("iati-identifier");
        String identifier =
                identifierElement == null ? "" : identifierElement.text().strip();
        String path = identifier.isEmpty() ? "iati-activity" : "iati-activity[" + identifier + "]";
        List<Finding> findings = new ArrayList<>();
        IatiStructure.check(element, path, findings::add);
        IatiRules.check(element, path, clock, findings::add);
        once(element, identifier, path, findings);
        findings.sort(Comparator.comparingInt(Finding::line));
        String canonical = CanonicalXml.of(element);
        int moved = element.children("transaction").size();
        int achieved = element.children("result").size();
        transactions += moved;
        results += achieved;
        boolean sound = findings.stream().noneMatch(Finding::isError);
        return new ReadActivity(
                element.line(),
                identifier,
                moved,
                achieved,
                List.copyOf(findings),
                sound ? IatiActivity.of(element) : null,
                canonical,
                CanonicalXml.hash(canonical));
    }

    private void once(XmlElement element, String identifier, String path, List<Finding> findings) {
        if (identifier.isEmpty()) {
            findings.add(Finding.error(
                    element.line(),
                    path,
                    "import.identifier-missing",
                    "The activity has no identifier to know it by."));
            return;
        }
        Integer first = identifiers.putIfAbsent(identifier, element.line());
        if (first != null) {
            findings.add(Finding.error(
                    element.line(),
                    path,
                    "import.identifier-repeated",
                    "The activity at line %d has the same identifier.".formatted(first)));
        }
    }

    private void finish() {
        ended = true;
        if (activities == 0) {
            root("structure.missing-element", "iati-activities", "The file holds no activity.");
        }
    }

    private void root(String reason, XmlElement element, String message) {
        rootFindings.add(Finding.error(element.line(), element.name(), reason, message));
    }

    private void root(String reason, String element, String message) {
        rootFindings.add(Finding.error(startLine, element, reason, message));
    }

    /** Reads the element at whose start tag the parser stands, to its end tag. */
    private XmlElement tree() throws XMLStreamException, RefusedFile {
        nodes = 0;
        characters = 0;
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement top = start();
        open.push(top);
        StringBuilder text = new StringBuilder();
        while (!open.isEmpty()) {
            int event = advance();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    flush(text, open.element());
                    XmlElement child = start();
                    open.element().add(child);
                    open.push(child);
                    if (open.size() > MAX_DEPTH) {
                        throw new RefusedFile(
                                ImportRefusal.TOO_LARGE,
                                child.line(),
                                "Elements are nested deeper than %d.".formatted(MAX_DEPTH));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> flush(text, open.pop());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    bound(0, xml.getTextLength());
                    text.append(xml.getText());
                }
                default -> {
                    // comments and processing instructions carry no data
                }
            }
        }
        return top;
    }

    private static void flush(StringBuilder text, XmlElement into) {
        if (!text.isEmpty()) {
            into.add(new XmlText(text.toString()));
            text.setLength(0);
        }
    }

    private XmlElement start() throws RefusedFile {
        List<XmlAttribute> attributes = new ArrayList<>(xml.getAttributeCount());
        bound(1 + xml.getAttributeCount(), 0);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            bound(0, value.length());
            attributes.add(new XmlAttribute(
                    orEmpty(xml.getAttributeNamespace(i)),
                    orEmpty(xml.getAttributePrefix(i)),
                    xml.getAttributeLocalName(i),
                    value));
        }
        return new XmlElement(
                orEmpty(xml.getNamespaceURI()), orEmpty(xml.getPrefix()), xml.getLocalName(), startLine, attributes);
    }

    private void bound(int moreNodes, int moreCharacters) throws RefusedFile {
        nodes += moreNodes;
        characters += moreCharacters;
        if (nodes > MAX_ACTIVITY_NODES || characters > MAX_ACTIVITY_CHARACTERS) {
            throw new RefusedFile(
                    ImportRefusal.TOO_LARGE, startLine, "A single activity is too large to be read at once.");
        }
    }

    /** Moves on by one event; the line where it starts is where the event before it ended. */
    private int advance() throws XMLStreamException, RefusedFile {
        startLine = Math.max(1, xml.getLocation().getLineNumber());
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new RefusedFile(
                    ImportRefusal.FORBIDDEN_XML, startLine, "The file holds a document type declaration.");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new RefusedFile(ImportRefusal.FORBIDDEN_XML, startLine, "The file refers to an entity.");
        }
        return event;
    }

    private static RefusedFile refusal(BoundedStream stream, XMLStreamException e) {
        Location where = e.getLocation();
        int line = where == null ? 1 : Math.max(1, where.getLineNumber());
        String excess = stream.excess();
        if (excess != null) {
            return new RefusedFile(ImportRefusal.TOO_LARGE, line, excess);
        }
        if (e.getNestedException() instanceof IOException
                && !(e.getNestedException() instanceof CharConversionException)) {
            return new RefusedFile(ImportRefusal.BROKEN_XML, line, "The file can't be read to its end.");
        }
        return new RefusedFile(ImportRefusal.BROKEN_XML, line, "The file is not well-formed XML: " + told(e));
    }

    /** The parser's words without its preamble about row and column. */
    private static String told(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int words = message.indexOf("Message: ");
        return words < 0 ? message : message.substring(words + "Message: ".length());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
