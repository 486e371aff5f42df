package org.sanad.api.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of an organization's small lists: JSON, because they are only ever read and replaced as a whole. */
final class Stored {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Stored() {}

    static List<Contact> contacts(String json) {
        return JSON.readTree(json).valueStream().map(Stored::contact).toList();
    }

    static @Nullable Contact contactOrNull(@Nullable String json) {
        return json == null ? null : contact(JSON.readTree(json));
    }

    private static Contact contact(JsonNode node) {
        return new Contact(
                Contact.Kind.valueOf(node.get("kind").asString()),
                node.get("value").asString(),
                node.hasNonNull("label")
                        ? LocalizedText.ofJson(node.get("label").toString())
                        : null);
    }

    static List<ResponsiblePerson> people(String json) {
        return JSON.readTree(json)
                .valueStream()
                .map(node -> new ResponsiblePerson(
                        LocalizedText.ofJson(node.get("name").toString()),
                        LocalizedText.ofJson(node.get("position").toString())))
                .toList();
    }

    static String contacts(List<Contact> contacts) {
        return contactNodes(contacts).toString();
    }

    static ArrayNode contactNodes(List<Contact> contacts) {
        var list = JSON.createArrayNode();
        contacts.forEach(contact -> list.add(node(contact)));
        return list;
    }

    static ObjectNode node(Contact contact) {
        var node = JSON.createObjectNode().put("kind", contact.kind().name()).put("value", contact.value());
        if (contact.label() != null) {
            node.set("label", node(contact.label()));
        }
        return node;
    }

    static ArrayNode peopleNodes(List<ResponsiblePerson> people) {
        var list = JSON.createArrayNode();
        people.forEach(person -> list.add(
                JSON.createObjectNode().set("name", node(person.name())).set("position", node(person.position()))));
        return list;
    }

    static JsonNode node(LocalizedText text) {
        return JSON.readTree(text.json());
    }
}
