package org.sanad.api.reporting;

/** Stands for what an element can hold: elements and text. Comments and processing instructions carry no data and are left out. */
sealed interface XmlNode permits XmlElement, XmlText {}
