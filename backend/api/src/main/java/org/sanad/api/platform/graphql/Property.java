package org.sanad.api.platform.graphql;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property of a record by an accessor that is compiled like a written call. It remembers the class that it saw last: a field of one type
 * sees one class in all but a few schemas.
 */
final class Property implements Plan.Fetch {

    private final String name;
    private volatile Reading last = new Reading(Void.class, source -> null);

    Property(String name) {
        this.name = name;
    }

    private record Reading(Class<?> type, Function<Object, @Nullable Object> read) {}

    @Override
    public @Nullable Object from(Run run, Answer answer, Plan.Step step, @Nullable Object source) {
        if (source == null) {
            return null;
        }
        if (source instanceof Map<?, ?> map) {
            return map.get(name);
        }
        var reading = last;
        if (reading.type != source.getClass()) {
            reading = new Reading(source.getClass(), reader(source.getClass()));
            last = reading;
        }
        return reading.read.apply(source);
    }

    /** Makes a reader for {@code name()}, {@code getName()} or {@code isName()}. A class without any of them is a bug. */
    private Function<Object, @Nullable Object> reader(Class<?> type) {
        var capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (var candidate : List.of(name, "get" + capital, "is" + capital)) {
            try {
                return compiled(type.getMethod(candidate));
            } catch (NoSuchMethodException next) {
                // not this one
            }
        }
        throw new IllegalStateException(type.getName() + " has no property " + name);
    }

    @SuppressWarnings("unchecked") // what the factory makes is a function of objects
    private static Function<Object, @Nullable Object> compiled(Method method) {
        try {
            var lookup = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
            MethodHandle handle = lookup.unreflect(method);
            CallSite made = LambdaMetafactory.metafactory(
                    lookup,
                    "apply",
                    MethodType.methodType(Function.class),
                    MethodType.methodType(Object.class, Object.class),
                    handle,
                    handle.type().wrap());
            return (Function<Object, @Nullable Object>) made.getTarget().invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("cannot read " + method, impossible);
        }
    }
}
