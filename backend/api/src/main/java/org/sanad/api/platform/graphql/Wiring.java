package org.sanad.api.platform.graphql;

import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Wires what is the same in every domain: scalars, ids, money, localized text, and the counting of connections. */
@Component
class Wiring implements RuntimeWiringConfigurer {

    private final List<NodeSource> nodes;
    private final Currencies currencies;

    Wiring(List<NodeSource> nodes, Currencies currencies) {
        this.nodes = nodes;
        this.currencies = currencies;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.scalar(Scalars.DATE_TIME)
                .scalar(Scalars.DATE)
                .scalar(Scalars.DECIMAL_TYPE)
                .scalar(Scalars.URL)
                .scalar(Scalars.CURRENCY_CODE);

        for (var node : nodes) {
            wiring.type(
                    node.typeName(),
                    type -> type.dataFetcher(
                            "id", light(Entity.class, entity -> GlobalId.encode(node.type(), entity.id()))));
        }

        // returned as a Mono, so that counting sees the same actor as the page; run only where a client asks
        for (var counted : List.of("OrganizationConnection", "CampaignConnection")) {
            wiring.type(
                    counted,
                    type -> type.dataFetcher("totalCount", environment -> {
                        Connection<?> connection = environment.getSource();
                        return connection == null ? null : connection.totalCount();
                    }));
        }

        wiring.type(
                "Money",
                type -> type.dataFetcher("amount", light(Money.class, currencies::amount))
                        .dataFetcher(
                                "currency",
                                light(
                                        Money.class,
                                        money ->
                                                currencies.get(money.currency()).iso()))
                        .dataFetcher(
                                "denominatedSince",
                                light(
                                        Money.class,
                                        money ->
                                                currencies.get(money.currency()).denominatedSince())));

        wiring.type(
                "LocalizedText",
                type -> type.dataFetcher("text", asked(LocalizedText.class, LocalizedText::text))
                        .dataFetcher("locale", asked(LocalizedText.class, LocalizedText::resolve))
                        .dataFetcher(
                                "translations",
                                light(
                                        LocalizedText.class,
                                        text -> text.texts().entrySet().stream()
                                                .map(entry -> new Translation(entry.getKey(), entry.getValue()))
                                                .sorted((a, b) -> a.locale().compareTo(b.locale()))
                                                .toList())));

        wiring.type(
                "Currency",
                type -> type.dataFetcher("code", light(Currencies.Currency.class, Currencies.Currency::iso))
                        .dataFetcher(
                                "name",
                                asked(
                                        Currencies.Currency.class,
                                        (currency, locale) -> currency.names().get(locale))));
    }

    /** One language's version of a text. */
    record Translation(Locale locale, String text) {}

    /** Reads a value that is at hand: no promise, no decoration, no environment. */
    private static <S> Plain light(Class<S> source, Function<S, @Nullable Object> read) {
        return (object, arguments) -> read.apply(source.cast(object));
    }

    /** Reads a value in the language of the argument {@code locale}; in English where a client leaves it out. */
    private static <S> Plain asked(Class<S> source, Localized<S> read) {
        return (object, arguments) -> {
            var asked = (String) arguments.get("locale");
            return read.in(source.cast(object), asked == null ? Locale.EN : Locale.valueOf(asked));
        };
    }

    private interface Localized<S> {
        @Nullable
        Object in(S source, Locale locale);
    }
}
