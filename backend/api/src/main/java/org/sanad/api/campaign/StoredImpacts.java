package org.sanad.api.campaign;

import java.time.LocalDate;
import java.util.List;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The stored form of a campaign's impacts: JSON, amounts in the smallest unit of the campaign's currency. */
final class StoredImpacts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private StoredImpacts() {}

    static List<Impact> read(String json, String currency) {
        return json.equals("[]")
                ? List.of()
                : JSON.readTree(json)
                        .valueStream()
                        .map(node -> new Impact(
                                new Money(node.get("amount").asLong(), currency),
                                LocalizedText.ofJson(node.get("label").toString()),
                                LocalDate.parse(node.get("asOf").asString())))
                        .toList();
    }

    static ArrayNode write(List<Impact> impacts) {
        var list = JSON.createArrayNode();
        impacts.forEach(impact -> list.addObject()
                .put("amount", impact.amount().minor())
                .put("asOf", impact.asOf().toString())
                .set("label", JSON.readTree(impact.label().json())));
        return list;
    }
}
