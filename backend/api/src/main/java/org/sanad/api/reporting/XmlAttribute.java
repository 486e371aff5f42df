package org.sanad.api.reporting;

/** Holds one attribute; namespace and prefix are empty for IATI's own. */
record XmlAttribute(String namespace, String prefix, String name, String value) {}
