package org.sanad.api.donation;

/** Whether a receipt is in force. */
public enum ReceiptState {
    VALID,
    VOIDED,
    REPLACED
}
