package org.sanad.api.platform.money;

import java.math.BigDecimal;

/** An amount as a client sends it; {@link Currencies#money} makes a sum of it, or refuses. */
public record MoneyInput(BigDecimal amount, String currency) {}
