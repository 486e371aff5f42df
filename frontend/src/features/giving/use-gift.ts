import { useEffect, useState } from "react";
import { useClient, type Client } from "urql";
import { readFragment, type ResultOf } from "../../lib/graphql";
import { useLocale } from "../../lib/use-locale";
import { GiftByIdQuery, GiftBySecretQuery, GiftFragment } from "./gift";

type Gift = ResultOf<typeof GiftFragment>;

export interface GiftKey {
  readonly secret: string | null;
  readonly id: string | null;
}

export interface Following {
  /** Null while it is asked for, or when there is none. */
  readonly gift: Gift | null;
  readonly state: "asking" | "waiting" | "settled" | "unknown" | "unreachable";
  /** Whether the gateway has taken longer than people like to look at a spinner. */
  readonly slow: boolean;
}

const nothing: Following = { gift: null, state: "unknown", slow: false };
const final = ["SUCCEEDED", "FAILED", "EXPIRED", "REFUNDED"];
const patience = 20_000;

function pause(round: number): number {
  return round < 10 ? 1500 : round < 30 ? 4000 : 15_000;
}

async function giftOf(client: Client, { secret, id }: GiftKey, locale: "AR" | "FA" | "EN"): Promise<{ gift: Gift | null; failed: boolean }> {
  const context = { requestPolicy: "network-only" } as const;
  if (secret) {
    const { data, error } = await client.query(GiftBySecretQuery, { secret, locale }, context).toPromise();
    return { gift: data?.myDonation ? readFragment(GiftFragment, data.myDonation) : null, failed: error !== undefined };
  }
  const { data, error } = await client.query(GiftByIdQuery, { id: id ?? "", locale }, context).toPromise();
  const node = data?.node?.__typename === "Donation" ? data.node : null;
  return { gift: node ? readFragment(GiftFragment, node) : null, failed: error !== undefined };
}

/**
 * Follows a gift until its state is final. It asks again and again, for a line that stays open may die on the way back from another
 * site; it goes on quietly for as long as the page is open.
 */
export function useGift({ secret, id }: GiftKey): Following {
  const client = useClient();
  const locale = useLocale();
  const [following, setFollowing] = useState<Following>({ gift: null, state: "asking", slow: false });

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const began = Date.now();

    async function ask(round: number): Promise<void> {
      const { gift, failed } = await giftOf(client, { secret, id }, locale);
      if (stopped) return;
      const slow = Date.now() - began > patience;
      if (gift) {
        const done = final.includes(gift.state);
        setFollowing({ gift, state: done ? "settled" : "waiting", slow });
        if (done) return;
      } else if (!failed) {
        setFollowing({ gift: null, state: "unknown", slow });
        return;
      } else setFollowing((before) => (before.gift ? { ...before, slow } : { gift: null, state: round > 2 ? "unreachable" : "asking", slow }));
      timer = setTimeout(() => void ask(round + 1), pause(round));
    }

    if (secret ?? id) void ask(0);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [client, locale, secret, id]);

  return secret || id ? following : nothing;
}
