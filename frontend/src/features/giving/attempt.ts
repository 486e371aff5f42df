import { readStored, writeStored } from "../../lib/storage";

/** A gift under way in this tab: its key, what it was sent with, and the secret that opens it afterwards. */
interface Attempt {
  readonly key: string;
  readonly input: string;
}

const attemptKey = "sanad.attempt";
const giftKey = "sanad.gift";

/**
 * The idempotency key of an attempt: the same for each retry of the same gift, through reloads too, so that pressing Pay twice gives
 * once. Another amount or campaign is another gift and gets a key of its own.
 */
export function idempotencyKeyFor(input: string): string {
  const stored = readStored("sessionStorage", attemptKey) as Attempt | null;
  if (stored?.input === input) return stored.key;
  const key = crypto.randomUUID();
  writeStored("sessionStorage", attemptKey, { key, input } satisfies Attempt);
  return key;
}

/** The attempt is over, whichever way: the next gift gets a fresh key. */
export function endAttempt(): void {
  writeStored("sessionStorage", attemptKey, null);
}

/** What the way back from the gateway needs; kept in this tab alone. */
export interface GiftUnderWay {
  readonly secret: string | null;
  readonly id: string;
  readonly slug: string;
}

export function keepGift(gift: GiftUnderWay): void {
  writeStored("sessionStorage", giftKey, gift);
}

export function giftUnderWay(): GiftUnderWay | null {
  return readStored("sessionStorage", giftKey) as GiftUnderWay | null;
}

const draftKey = (slug: string) => `sanad.draft.${slug}`;

/** What was typed into the form: kept in this tab until the gift has arrived, so that an error or a decline loses nothing. */
export function keepDraft(slug: string, draft: unknown): void {
  writeStored("sessionStorage", draftKey(slug), draft);
}

export function draftOf(slug: string): unknown {
  return readStored("sessionStorage", draftKey(slug));
}

export function forgetDraft(slug: string): void {
  writeStored("sessionStorage", draftKey(slug), null);
}
