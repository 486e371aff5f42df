import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const roles = ["ADMIN", "CAMPAIGN_MANAGER", "FINANCE", "VIEWER"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, MessageDescriptor> = {
  ADMIN: msg`Administrator`,
  CAMPAIGN_MANAGER: msg`Campaign manager`,
  FINANCE: msg`Finance`,
  VIEWER: msg`Reader`,
};

/** What a role in an organization lets one do. */
export const roleDuties: Record<Role, MessageDescriptor> = {
  ADMIN: msg`Everything here, members included.`,
  CAMPAIGN_MANAGER: msg`Draft, publish, pause and close campaigns; post updates.`,
  FINANCE: msg`See gifts and donors, pay back, reconcile.`,
  VIEWER: msg`See campaigns, drafts included; change nothing.`,
};

export const membershipStates: Record<"INVITED" | "ACTIVE" | "ENDED", MessageDescriptor> = {
  INVITED: msg`Invited`,
  ACTIVE: msg`Member`,
  ENDED: msg`Left`,
};

export const giftStates = ["CREATED", "PENDING", "SUCCEEDED", "FAILED", "EXPIRED", "REFUNDED"] as const;
export type GiftState = (typeof giftStates)[number];

export const giftStateNames: Record<GiftState, MessageDescriptor> = {
  CREATED: msg`Begun`,
  PENDING: msg`Waiting for payment`,
  SUCCEEDED: msg`Received`,
  FAILED: msg`Not paid`,
  EXPIRED: msg`Lapsed`,
  REFUNDED: msg`Paid back`,
};

export const channelNames: Record<"GATEWAY" | "CASH" | "IMPORT", MessageDescriptor> = {
  GATEWAY: msg`Online`,
  CASH: msg`Cash`,
  IMPORT: msg`Imported`,
};

export const refundReasons = ["DONOR_REQUEST", "DUPLICATE", "ERROR", "CAMPAIGN_CLOSED"] as const;
export type RefundReason = (typeof refundReasons)[number];

export const refundReasonNames: Record<RefundReason, MessageDescriptor> = {
  DONOR_REQUEST: msg`The donor asked for it`,
  DUPLICATE: msg`Given twice by mistake`,
  ERROR: msg`An error on our side`,
  CAMPAIGN_CLOSED: msg`The campaign had ended`,
};

export const verdictNames: Record<"MATCHED" | "MISSING_HERE" | "MISSING_THERE" | "DIFFERENT", MessageDescriptor> = {
  MATCHED: msg`The same in both`,
  MISSING_HERE: msg`In the file only`,
  MISSING_THERE: msg`In the ledger only`,
  DIFFERENT: msg`Different amounts or states`,
};

export const purposeNames: Record<"PROJECT" | "SECTOR" | "NATIONAL_INITIATIVE", MessageDescriptor> = {
  PROJECT: msg`A project`,
  SECTOR: msg`A whole field of work`,
  NATIONAL_INITIATIVE: msg`A national initiative`,
};

export const importStates: Record<"READING" | "PREVIEWED" | "RUNNING" | "DONE" | "REFUSED", MessageDescriptor> = {
  READING: msg`Being read`,
  PREVIEWED: msg`Waits for your word`,
  RUNNING: msg`Being imported`,
  DONE: msg`Imported`,
  REFUSED: msg`Refused`,
};

export const refusalNames: Record<
  "BROKEN_XML" | "UNSUPPORTED_VERSION" | "FORBIDDEN_XML" | "TOO_LARGE" | "NOT_IATI" | "INVALID_CONTENT",
  MessageDescriptor
> = {
  BROKEN_XML: msg`The file is not well-formed XML.`,
  UNSUPPORTED_VERSION: msg`The file is in a version before IATI 2.01. Ask the publisher for a newer one.`,
  FORBIDDEN_XML: msg`The file holds a document type declaration or an entity, which is not allowed.`,
  TOO_LARGE: msg`The file is larger than 60 MB.`,
  NOT_IATI: msg`This is not an IATI activity file.`,
  INVALID_CONTENT: msg`Something in the file can’t be carried out; see the findings.`,
};

/** Reasons of findings that are told in the reader's language; the others are the standard's own, and told as they come. */
export const findingReasons: Readonly<Record<string, MessageDescriptor>> = {
  "import.outside-jurisdiction": msg`This concerns a country outside your jurisdictions. Only a registrar of that country, or of all of them, may import it.`,
};

export const importedKinds: Record<"ORGANIZATION" | "ACTIVITY" | "TRANSACTION", MessageDescriptor> = {
  ORGANIZATION: msg`Organizations`,
  ACTIVITY: msg`Activities`,
  TRANSACTION: msg`Transactions`,
};

export const importVerdicts: Record<"CREATED" | "CHANGED" | "UNCHANGED" | "REFUSED", MessageDescriptor> = {
  CREATED: msg`New`,
  CHANGED: msg`Changed`,
  UNCHANGED: msg`Unchanged`,
  REFUSED: msg`Refused`,
};
