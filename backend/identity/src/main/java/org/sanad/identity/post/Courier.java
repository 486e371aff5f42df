package org.sanad.identity.post;

import java.util.ArrayList;
import java.util.List;
import org.sanad.identity.IdentitySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Empties the outbox by whatever transports the installation has. */
@Component
class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Outbox outbox;
    private final List<Transport> transports = new ArrayList<>();

    Courier(Outbox outbox, IdentitySettings settings) {
        this.outbox = outbox;
        if (settings.mail().configured()) {
            transports.add(new SmtpTransport(settings.mail()));
        }
        if (settings.sms().configured()) {
            transports.add(new SmsGateway(settings.sms()));
        }
    }

    @Scheduled(fixedDelay = 2000)
    void round() {
        for (var transport : transports) {
            var next = outbox.lend(transport.channel());
            while (next.isPresent()) {
                deliver(transport, next.get());
                next = outbox.lend(transport.channel());
            }
        }
    }

    private void deliver(Transport transport, Outbox.Message message) {
        try {
            transport.carry(message);
            outbox.sent(message);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception refused) {
            // the class alone: a transport's message may hold the recipient
            var reason = refused.getClass().getSimpleName();
            log.warn("{} {} was not taken: {}", message.channel(), message.id(), reason);
            outbox.refused(message, reason);
        }
    }
}
