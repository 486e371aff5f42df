import { graphql, type ResultOf, type VariablesOf } from "../../lib/graphql";
import type { Intention, Sector } from "../../lib/labels";
import { draftOf, inputOf, type LocalizedDraft } from "./localized-fields";

export const EditedCampaignQuery = graphql(`
  query EditedCampaign($slug: String!) {
    campaignBySlug(slug: $slug) {
      id
      slug
      version
      status
      donationCount
      purpose
      sector
      sdgs
      stopsAtGoal
      startsOn
      endsOn
      feePercent
      intentions
      viewerCanEdit
      organization {
        id
      }
      initiative {
        id
      }
      areas {
        pcode
      }
      image {
        id
        url(width: 640)
      }
      goal {
        amount
        currency
      }
      minimumGift {
        amount
      }
      maximumGift {
        amount
      }
      presets {
        amount
      }
      impacts {
        asOf
        amount {
          amount
        }
        label {
          translations {
            locale
            text
          }
        }
      }
      title {
        translations {
          locale
          text
        }
      }
      summary {
        translations {
          locale
          text
        }
      }
      story {
        translations {
          locale
          text
        }
      }
      religiousAuthority {
        translations {
          locale
          text
        }
      }
      refundPolicy {
        translations {
          locale
          text
        }
      }
    }
  }
`);

export type EditedCampaign = NonNullable<ResultOf<typeof EditedCampaignQuery>["campaignBySlug"]>;

export const CreateCampaign = graphql(`
  mutation CreateCampaign($input: CreateCampaignInput!) {
    createCampaign(input: $input) {
      campaign {
        id
        slug
        version
      }
      userErrors {
        code
        path
      }
    }
  }
`);

export const UpdateCampaign = graphql(`
  mutation UpdateCampaign($input: UpdateCampaignInput!) {
    updateCampaign(input: $input) {
      campaign {
        id
        slug
        version
      }
      userErrors {
        code
        path
      }
    }
  }
`);

export type CampaignFields = VariablesOf<typeof CreateCampaign>["input"]["fields"];

export interface ImpactDraft {
  readonly amount: string;
  readonly asOf: string;
  readonly label: LocalizedDraft;
}

/** A campaign as it is being written: everything a string or a choice, nothing refused while typing. */
export interface CampaignDraft {
  readonly purpose: "PROJECT" | "SECTOR" | "NATIONAL_INITIATIVE";
  readonly initiativeId: string;
  readonly title: LocalizedDraft;
  readonly summary: LocalizedDraft;
  readonly story: LocalizedDraft;
  readonly sector: Sector;
  readonly sdgs: readonly number[];
  readonly areas: readonly string[];
  readonly currency: string;
  readonly goal: string;
  readonly stopsAtGoal: boolean;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly imageId: string;
  readonly imageUrl: string;
  readonly intentions: readonly Intention[];
  readonly religiousAuthority: LocalizedDraft;
  readonly minimumGift: string;
  readonly maximumGift: string;
  readonly presets: readonly string[];
  readonly impacts: readonly ImpactDraft[];
  readonly feePercent: string;
  readonly refundPolicy: LocalizedDraft;
}

export const emptyDraft: CampaignDraft = {
  purpose: "PROJECT",
  initiativeId: "",
  title: {},
  summary: {},
  story: {},
  sector: "HEALTH",
  sdgs: [],
  areas: [],
  currency: "SYP",
  goal: "",
  stopsAtGoal: false,
  startsOn: new Date().toISOString().slice(0, 10),
  endsOn: "",
  imageId: "",
  imageUrl: "",
  intentions: ["GENERAL"],
  religiousAuthority: {},
  minimumGift: "",
  maximumGift: "",
  presets: [],
  impacts: [],
  feePercent: "0",
  refundPolicy: {},
};

export function draftOfCampaign(campaign: EditedCampaign): CampaignDraft {
  return {
    purpose: campaign.purpose,
    initiativeId: campaign.initiative?.id ?? "",
    title: draftOf(campaign.title),
    summary: draftOf(campaign.summary),
    story: draftOf(campaign.story),
    sector: campaign.sector,
    sdgs: campaign.sdgs,
    areas: campaign.areas.map((area) => area.pcode),
    currency: campaign.goal.currency,
    goal: campaign.goal.amount,
    stopsAtGoal: campaign.stopsAtGoal,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn ?? "",
    imageId: campaign.image?.id ?? "",
    imageUrl: campaign.image?.url ?? "",
    intentions: campaign.intentions,
    religiousAuthority: draftOf(campaign.religiousAuthority),
    minimumGift: campaign.minimumGift.amount,
    maximumGift: campaign.maximumGift?.amount ?? "",
    presets: campaign.presets.map((preset) => preset.amount),
    impacts: campaign.impacts.map((impact) => ({ amount: impact.amount.amount, asOf: impact.asOf, label: draftOf(impact.label) })),
    feePercent: campaign.feePercent,
    refundPolicy: draftOf(campaign.refundPolicy),
  };
}

/** What is sent of a draft. Amounts typed in any digits arrive in ASCII; what is empty is left out. */
export function fieldsOf(draft: CampaignDraft): CampaignFields {
  const money = (amount: string) => ({ amount: ascii(amount), currency: draft.currency });
  return {
    purpose: draft.purpose,
    initiativeId: draft.purpose === "NATIONAL_INITIATIVE" && draft.initiativeId ? draft.initiativeId : undefined,
    title: inputOf(draft.title) ?? {},
    summary: inputOf(draft.summary) ?? {},
    story: inputOf(draft.story) ?? {},
    sector: draft.sector,
    sdgs: [...draft.sdgs],
    areas: [...draft.areas],
    goal: draft.goal ? money(draft.goal) : undefined,
    stopsAtGoal: draft.stopsAtGoal,
    startsOn: draft.startsOn || undefined,
    endsOn: draft.endsOn || null,
    imageId: draft.imageId || undefined,
    intentions: [...draft.intentions],
    religiousAuthority: inputOf(draft.religiousAuthority),
    minimumGift: draft.minimumGift ? money(draft.minimumGift) : undefined,
    maximumGift: draft.maximumGift ? money(draft.maximumGift) : null,
    presets: draft.presets.filter(Boolean).map(money),
    impacts: draft.impacts
      .filter((impact) => impact.amount && inputOf(impact.label))
      .map((impact) => ({ amount: money(impact.amount), asOf: impact.asOf, label: inputOf(impact.label) ?? {} })),
    feePercent: ascii(draft.feePercent || "0"),
    refundPolicy: inputOf(draft.refundPolicy) ?? {},
  };
}

/** Arabic-Indic and Persian digits and separators as ASCII. What is no number stays as typed, for the backend to refuse by its field. */
export function ascii(typed: string): string {
  const digits = typed
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٬،,\s]/g, "")
    .replace(/٫/g, ".");
  return /^\d+(\.\d+)?$/.test(digits) ? digits : "-1";
}
