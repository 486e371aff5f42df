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

export const statuses = ["ACTIVE", "PAUSED", "CLOSED"] as const;
export type PublicStatus = (typeof statuses)[number];

export const orders = ["NEWEST", "ENDING_SOON", "NEAREST_TO_GOAL", "MOST_GIVEN", "RELEVANCE"] as const;
export type Order = (typeof orders)[number];

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
