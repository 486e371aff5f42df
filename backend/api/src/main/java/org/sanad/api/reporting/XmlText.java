package org.sanad.api.reporting;

/** Holds a stretch of text inside an element, entities and sections resolved. */
record XmlText(String value) implements XmlNode {}
