package org.sanad.api.donation;

/** The gateway doesn't answer, or not as it should. What was asked may be asked again. */
public final class PaymentProviderUnavailable extends RuntimeException {

    public PaymentProviderUnavailable(Throwable cause) {
        super(cause);
    }
}
