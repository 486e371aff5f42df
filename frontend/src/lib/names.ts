import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
import type { Intention, Kind, Order, PublicStatus } from "./labels";

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

export const statusNames: Record<PublicStatus | "DRAFT", MessageDescriptor> = {
  DRAFT: msg`Draft`,
  ACTIVE: msg`Taking gifts`,
  PAUSED: msg`Paused`,
  CLOSED: msg`Ended`,
};

export const orderNames: Record<Order, MessageDescriptor> = {
  NEWEST: msg`Newest`,
  ENDING_SOON: msg`Ending soon`,
  NEAREST_TO_GOAL: msg`Nearest to goal`,
  MOST_GIVEN: msg`Most donors`,
  RELEVANCE: msg`Best match`,
};

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

/** The seventeen Sustainable Development Goals by their short official names (sdgs.un.org; UN in Iran for Persian), in their order. */
export const goalNames: readonly MessageDescriptor[] = [
  msg`No Poverty`,
  msg`Zero Hunger`,
  msg`Good Health and Well-being`,
  msg`Quality Education`,
  msg`Gender Equality`,
  msg`Clean Water and Sanitation`,
  msg`Affordable and Clean Energy`,
  msg`Decent Work and Economic Growth`,
  msg`Industry, Innovation and Infrastructure`,
  msg`Reduced Inequalities`,
  msg`Sustainable Cities and Communities`,
  msg`Responsible Consumption and Production`,
  msg`Climate Action`,
  msg`Life Below Water`,
  msg`Life on Land`,
  msg`Peace, Justice and Strong Institutions`,
  msg`Partnerships for the Goals`,
];
