package org.sanad.standalone.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.sanad.api.campaign.Campaigns;
import org.sanad.api.donation.Refunds;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.donation.gateway.SandboxPast;
import org.sanad.api.organization.Members;
import org.sanad.api.organization.Organizations;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.money.Currencies;
import org.springframework.context.ApplicationContext;

/**
 * Loads the demo through the use cases that real bodies, campaigns and gifts come by. Each step may be done again without a second effect, so
 * a load that was broken off begins anew and goes on.
 */
public final class DemoData {

    /** Few: a transaction holds the rows of the funds that it gives to, and a visitor's own gift waits for it. */
    private static final int GIFTS_AT_ONCE = 100;

    private final DemoBodies bodies;
    private final DemoCampaigns campaigns;
    private final DemoGifts gifts;
    private final BooleanSupplier stopped;

    /** Hears how far a load is. */
    public interface Listener {

        void bodies(int count);

        void campaigns(int done, int all);

        void gifts(int done, int all);
    }

    /**
     * Knows the use cases to go through.
     *
     * @param api the api's context
     * @param issuer who signs the demo accounts in
     * @param stopped asked between two steps: a load ends early where it answers true
     */
    public DemoData(ApplicationContext api, String issuer, BooleanSupplier stopped) {
        var people = new DemoPeople(issuer);
        var currencies = api.getBean(Currencies.class);
        this.bodies = new DemoBodies(api.getBean(Organizations.class), api.getBean(Members.class), issuer);
        this.campaigns =
                new DemoCampaigns(api.getBean(Campaigns.class), api.getBean(Images.class), currencies, people, stopped);
        this.gifts = new DemoGifts(
                api.getBean(SettledDonations.class),
                api.getBean(SandboxPast.class),
                api.getBean(Refunds.class),
                currencies,
                api.getBean(Settings.class),
                people);
        this.stopped = stopped;
    }

    /**
     * Loads everything. Blocks until it is there.
     *
     * @param today the day that all days count from; the same on every try
     * @param rounds how many rounds of gifts
     * @param giftsARound {@link Generosity#GIFTS}, less in tests
     * @return whether it came to its end
     */
    public boolean load(LocalDate today, int rounds, int giftsARound, Listener listener) {
        var content = DemoContent.read();
        var registered = bodies.register(content, today);
        bodies.staff();
        listener.bodies(registered.size());
        var composer = new Composer(content);
        var planned = composer.compose();
        var entered = campaigns.enter(content, planned, registered, today, listener);
        if (entered == null) {
            return false;
        }
        campaigns.enterDrafts(content, composer.drafts(), registered, today);
        var receivers = receivers(content, planned, registered, entered);
        var generosity = new Generosity(planned, content.donors(), today);
        int all = rounds * giftsARound;
        int done = 0;
        for (int round = 1; round <= rounds; round++) {
            var given = generosity.round(round, giftsARound);
            for (int from = 0; from < given.size(); from += GIFTS_AT_ONCE) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                var some = given.subList(from, Math.min(from + GIFTS_AT_ONCE, given.size()));
                gifts.give(some, receivers);
                done += some.size();
                listener.gifts(done, all);
            }
            if (round == 1) {
                gifts.pay(generosity.payments(given), receivers);
                gifts.payBack(generosity.paidBack(given));
            }
        }
        return true;
    }

    private static Map<String, DemoGifts.Receiver> receivers(
            DemoContent content, List<DemoCampaign> planned, Map<String, UUID> bodies, Map<String, UUID> campaigns) {
        var names = content.bodies().stream().collect(Collectors.toMap(DemoContent.Body::slug, body -> body));
        var receivers = new HashMap<String, DemoGifts.Receiver>();
        for (var campaign : planned) {
            var home = DemoContent.home(campaign.jurisdiction());
            var body = Objects.requireNonNull(names.get(campaign.organization()));
            receivers.put(
                    campaign.slug(),
                    new DemoGifts.Receiver(
                            Objects.requireNonNull(campaigns.get(campaign.slug())),
                            Objects.requireNonNull(bodies.get(campaign.organization())),
                            DemoContent.text(body.name(), home).text(home)));
        }
        return receivers;
    }

    /** Gives the demo accounts their work; see {@link DemoBodies#staff}. Blocks. */
    public void staff() {
        bodies.staff();
    }
}
