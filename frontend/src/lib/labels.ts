import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";

/** Fields of charitable work, in the order in which they are offered. */
export const sectors = [
  "HEALTH",
  "EDUCATION",
  "FOOD",
  "WATER",
  "SHELTER",
  "ORPHANS",
  "LIVELIHOODS",
  "RELIEF",
  "DISABILITY",
  "OLDER_PEOPLE",
  "WOMEN",
  "RELIGIOUS",
  "ENVIRONMENT",
  "DEBT_RELIEF",
  "BLOOD",
  "MULTIPLE",
] as const;
export type Sector = (typeof sectors)[number];

export const sectorNames: Record<Sector, MessageDescriptor> = {
  HEALTH: msg`Health`,
  EDUCATION: msg`Education`,
  FOOD: msg`Food security`,
  WATER: msg`Water and hygiene`,
  SHELTER: msg`Shelter and housing`,
  ORPHANS: msg`Orphans and children`,
  LIVELIHOODS: msg`Livelihoods`,
  RELIEF: msg`Emergency relief`,
  DISABILITY: msg`People with disabilities`,
  OLDER_PEOPLE: msg`Older people`,
  WOMEN: msg`Women and families`,
  RELIGIOUS: msg`Religious and cultural works`,
  ENVIRONMENT: msg`Environment`,
  DEBT_RELIEF: msg`Release from debt prison`,
  BLOOD: msg`Blood donation`,
  MULTIPLE: msg`Several fields`,
};

export const intentions = [
  "GENERAL",
  "ZAKAT",
  "SADAQAH",
  "SADAQAH_JARIYAH",
  "ZAKAT_AL_FITR",
  "WAQF",
  "KAFFARAH",
  "FIDYAH",
  "KHUMS",
  "NAZR",
] as const;
export type Intention = (typeof intentions)[number];

export const intentionNames: Record<Intention, MessageDescriptor> = {
  GENERAL: msg`General gift`,
  ZAKAT: msg`Zakat`,
  SADAQAH: msg`Sadaqah`,
  SADAQAH_JARIYAH: msg`Ongoing charity (sadaqah jariyah)`,
  ZAKAT_AL_FITR: msg`Zakat al-fitr`,
  WAQF: msg`Endowment (waqf)`,
  KAFFARAH: msg`Expiation (kaffarah)`,
  FIDYAH: msg`Compensation for a missed fast (fidyah)`,
  KHUMS: msg`Khums`,
  NAZR: msg`Vow (nazr)`,
};

export const statuses = ["ACTIVE", "PAUSED", "CLOSED"] as const;
export type PublicStatus = (typeof statuses)[number];

export const statusNames: Record<PublicStatus | "DRAFT", MessageDescriptor> = {
  DRAFT: msg`Draft`,
  ACTIVE: msg`Taking gifts`,
  PAUSED: msg`Paused`,
  CLOSED: msg`Ended`,
};

export const orders = ["NEWEST", "ENDING_SOON", "NEAREST_TO_GOAL", "MOST_GIVEN", "RELEVANCE"] as const;
export type Order = (typeof orders)[number];

export const orderNames: Record<Order, MessageDescriptor> = {
  NEWEST: msg`Newest`,
  ENDING_SOON: msg`Ending soon`,
  NEAREST_TO_GOAL: msg`Nearest to goal`,
  MOST_GIVEN: msg`Most donors`,
  RELEVANCE: msg`Best match`,
};

export const countryNames: Record<"SY" | "KW" | "IR" | "XX", MessageDescriptor> = {
  SY: msg`Syria`,
  KW: msg`Kuwait`,
  IR: msg`Iran`,
  XX: msg`International`,
};

export const kinds = [
  "CHARITY",
  "FOUNDATION",
  "MABARRA",
  "NGO",
  "MOSQUE_CULTURAL_CENTRE",
  "UNIVERSITY_OF_MEDICAL_SCIENCES",
  "HOSPITAL",
  "RED_CRESCENT",
  "BLOOD_SERVICE",
  "MINISTRY",
  "CHAMBER_OF_COMMERCE",
  "ASSEMBLY",
  "COMPANY",
  "INTERGOVERNMENTAL",
] as const;
export type Kind = (typeof kinds)[number];

export const kindNames: Record<Kind, MessageDescriptor> = {
  CHARITY: msg`Charity`,
  FOUNDATION: msg`Foundation`,
  MABARRA: msg`Mabarra`,
  NGO: msg`Non-governmental organization`,
  MOSQUE_CULTURAL_CENTRE: msg`Mosque cultural centre`,
  UNIVERSITY_OF_MEDICAL_SCIENCES: msg`University of medical sciences`,
  HOSPITAL: msg`Hospital`,
  RED_CRESCENT: msg`Red Crescent society`,
  BLOOD_SERVICE: msg`Blood transfusion service`,
  MINISTRY: msg`Ministry or authority`,
  CHAMBER_OF_COMMERCE: msg`Chamber of commerce`,
  ASSEMBLY: msg`Union of charities`,
  COMPANY: msg`Company`,
  INTERGOVERNMENTAL: msg`Intergovernmental agency`,
};

export const verificationNames: Record<"UNVERIFIED" | "IN_REVIEW" | "VERIFIED" | "REVOKED", MessageDescriptor> = {
  UNVERIFIED: msg`Not verified`,
  IN_REVIEW: msg`Being verified`,
  VERIFIED: msg`Verified`,
  REVOKED: msg`Verification withdrawn`,
};
