package org.sanad.api.campaign;

import java.time.LocalDate;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;

/** What a sum brings about, from the charity's unit cost of a day. */
public record Impact(Money amount, LocalizedText label, LocalDate asOf) {}
