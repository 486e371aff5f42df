package org.sanad.api.platform.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The scalars of the schema. All of them travel as strings, so that no client's number type can change a value. */
final class Scalars {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,6})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    static final GraphQLScalarType DATE_TIME = scalar(
            "DateTime",
            value -> switch (value) {
                case Instant instant -> MILLIS.format(instant);
                case OffsetDateTime time -> MILLIS.format(time);
                default -> throw new CoercingSerializeException("not an instant: " + value.getClass());
            },
            text -> withinReach(OffsetDateTime.parse(text)).toInstant());

    static final GraphQLScalarType DATE = scalar("Date", Object::toString, text -> withinReach(LocalDate.parse(text)));

    static final GraphQLScalarType DECIMAL_TYPE =
            scalar("Decimal", value -> ((BigDecimal) value).toPlainString(), text -> {
                if (!DECIMAL.matcher(text).matches()) {
                    throw new IllegalArgumentException();
                }
                return new BigDecimal(text);
            });

    static final GraphQLScalarType URL = scalar("URL", Object::toString, URI::create);

    static final GraphQLScalarType CURRENCY_CODE = scalar("CurrencyCode", Object::toString, text -> {
        if (!CURRENCY.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    });

    private Scalars() {}

    /** Years have four digits: beyond them neither PostgreSQL nor any calendar of ours follows. */
    private static <T extends TemporalAccessor> T withinReach(T day) {
        int year = day.get(ChronoField.YEAR);
        if (year < 1 || year > 9998) {
            throw new IllegalArgumentException();
        }
        return day;
    }

    private static GraphQLScalarType scalar(
            String name, Function<Object, String> write, Function<String, Object> read) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Coercing<Object, String>() {

                    @Override
                    public String serialize(Object value, GraphQLContext context, Locale locale) {
                        return write.apply(value);
                    }

                    @Override
                    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                        if (input instanceof String text) {
                            try {
                                return read.apply(text);
                            } catch (RuntimeException malformed) {
                                throw new CoercingParseValueException("Not a well-formed " + name + ".", malformed);
                            }
                        }
                        throw new CoercingParseValueException("A " + name + " is a string.");
                    }

                    @Override
                    public Object parseLiteral(
                            Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
                        if (input instanceof StringValue text && text.getValue() != null) {
                            try {
                                return read.apply(text.getValue());
                            } catch (RuntimeException malformed) {
                                throw new CoercingParseLiteralException(
                                        "Not a well-formed " + name + ".", malformed, input.getSourceLocation());
                            }
                        }
                        throw new CoercingParseLiteralException("A " + name + " is a string.");
                    }

                    @Override
                    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
                        return StringValue.of(input instanceof String text ? text : write.apply(input));
                    }
                })
                .build();
    }
}
