package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.text.LocalizedTextInput;

/** What is to be decided about a campaign. Null stays as it is; a {@link Choice} tells "nothing" from "left out". */
public record CampaignFields(
        @Nullable CampaignPurpose purpose,
        Choice<UUID> initiative,
        @Nullable LocalizedTextInput title,
        @Nullable LocalizedTextInput summary,
        @Nullable LocalizedTextInput story,
        @Nullable Sector sector,
        @Nullable List<Integer> sdgs,
        @Nullable List<String> areas,
        @Nullable MoneyInput goal,
        @Nullable Boolean stopsAtGoal,
        @Nullable LocalDate startsOn,
        Choice<LocalDate> endsOn,
        Choice<UUID> image,
        @Nullable List<Intention> intentions,
        Choice<LocalizedTextInput> religiousAuthority,
        @Nullable MoneyInput minimumGift,
        Choice<MoneyInput> maximumGift,
        @Nullable List<ImpactFields> impacts,
        @Nullable List<MoneyInput> presets,
        @Nullable BigDecimal feePercent,
        @Nullable LocalizedTextInput refundPolicy) {

    /** A value that may be taken away: {@code given} with null takes it away. */
    public record Choice<T>(boolean given, @Nullable T value) {

        /** Leaves things as they are. */
        public static <T> Choice<T> none() {
            return new Choice<>(false, null);
        }

        @Nullable
        T or(@Nullable T present) {
            return given ? value : present;
        }
    }

    /** What a sum brings about, as a client sends it. */
    public record ImpactFields(MoneyInput amount, LocalizedTextInput label, LocalDate asOf) {}
}
