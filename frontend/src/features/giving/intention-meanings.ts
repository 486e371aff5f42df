import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
import type { Intention } from "../../lib/labels";

/** What each intention means, in one line. Sanad gives no rulings. */
export const intentionMeanings: Record<Intention, MessageDescriptor> = {
  GENERAL: msg`For whatever this campaign needs.`,
  ZAKAT: msg`The yearly due on wealth; spent on those entitled to zakat alone.`,
  SADAQAH: msg`A voluntary gift for the sake of God.`,
  SADAQAH_JARIYAH: msg`For works whose benefit goes on.`,
  ZAKAT_AL_FITR: msg`A sum for each person of the household at the end of Ramadan.`,
  WAQF: msg`The principal is kept; its yield is spent.`,
  KAFFARAH: msg`Expiation for a broken oath or a missed duty.`,
  FIDYAH: msg`For each day of a fast that can't be made up.`,
  KHUMS: msg`A fifth of surplus income, spent as the authority directs.`,
  NAZR: msg`In fulfilment of a vow.`,
};
