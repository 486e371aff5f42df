import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { currencyLabel } from "../../lib/format/money";
import { useLanguage } from "../../lib/i18n";
import { intentions, sectorNames, sectors, type Sector } from "../../lib/labels";
import { languageTable, type Language } from "../../lib/locales";
import { goalNames, intentionNames } from "../../lib/names";
import { Button } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import type { CampaignDraft, ImpactDraft } from "./campaign-draft";
import { DayField } from "./date-field";
import { fieldId, refusalAt, useRefusalText, type Refusal } from "./errors";
import { CheckField, CheckGroup, SelectField, TextField } from "./field";
import { LocalizedField, WritingLanguage } from "./localized-fields";
import { purposeNames } from "./names";
import { PictureField } from "./picture-field";

const ChoicesQuery = graphql(
  `
    query CampaignChoices($jurisdiction: Jurisdiction!, $locale: Locale!) {
      areas(jurisdiction: $jurisdiction) {
        id
        pcode
        name(locale: $locale)
      }
      nationalInitiatives(first: 50) {
        nodes {
          id
          name {
            ...Localized
          }
        }
      }
    }
  `,
  [LocalizedFragment],
);

interface CampaignFormProps {
  readonly organizationId: string;
  readonly jurisdiction: "SY" | "KW" | "IR" | "XX";
  readonly draft: CampaignDraft;
  readonly writing: Language;
  readonly onWriting: (language: Language) => void;
  /** Goal and currency are fixed once a gift has come in. */
  readonly locked: boolean;
  readonly refusals: readonly Refusal[];
  readonly onChange: (draft: CampaignDraft) => void;
}

const currencies = ["SYP", "KWD", "IRR", "USD", "EUR"];

function Part({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="grid gap-4 rounded-md bg-surface p-5 shadow-card lg:grid-cols-[14rem_1fr]">
      <h3 className="text-base">{title}</h3>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}

/** All that a campaign says and rules, in four parts. */
export function CampaignForm({ organizationId, jurisdiction, draft, writing, onWriting, locked, refusals, onChange }: CampaignFormProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const language = useLanguage();
  const refusalText = useRefusalText();
  const locale = languageTable[language].graphql;
  const [{ data: choices }] = useQuery({ query: ChoicesQuery, variables: { jurisdiction, locale } });
  const set = <Key extends keyof CampaignDraft>(key: Key, value: CampaignDraft[Key]) => onChange({ ...draft, [key]: value });
  const at = (...path: string[]) => {
    const found = refusalAt(refusals, "fields", ...path) ?? refusalAt(refusals, ...path);
    return { id: fieldId(found?.path ?? path), error: found ? refusalText(found) : undefined };
  };
  const unit = currencyLabel(draft.currency, language, draft.currency === "SYP" ? "2026-01-01" : null);
  const setImpact = (index: number, impact: ImpactDraft) =>
    set(
      "impacts",
      draft.impacts.map((each, place) => (place === index ? impact : each)),
    );
  return (
    <>
      <Part title={<Trans>What it says</Trans>}>
        <WritingLanguage
          value={writing}
          onChange={onWriting}
          begun={(each) => [draft.title, draft.summary, draft.story].some((text) => (text[each] ?? "").trim() !== "")}
        />
        <LocalizedField {...at("title")} label={t`Title`} language={writing} value={draft.title} maxLength={120} onChange={(title) => set("title", title)} />
        <LocalizedField
          {...at("summary")}
          label={t`One sentence for lists and link previews`}
          language={writing}
          value={draft.summary}
          rows={2}
          maxLength={280}
          onChange={(summary) => set("summary", summary)}
        />
        <LocalizedField
          {...at("story")}
          label={t`The story`}
          hint={t`Paragraphs, with an empty line between them. **bold**, - lists and ## headings are understood.`}
          language={writing}
          value={draft.story}
          rows={10}
          maxLength={10_000}
          onChange={(story) => set("story", story)}
        />
        <PictureField
          organizationId={organizationId}
          language={writing}
          present={draft.imageUrl || null}
          onCreated={(imageId, imageUrl) => onChange({ ...draft, imageId, imageUrl })}
        />
      </Part>

      <Part title={<Trans>What it is for</Trans>}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField {...at("purpose")} label={<Trans>For</Trans>} value={draft.purpose} onChange={(event) => set("purpose", event.target.value as CampaignDraft["purpose"])}>
            {(["PROJECT", "SECTOR", "NATIONAL_INITIATIVE"] as const).map((purpose) => (
              <option key={purpose} value={purpose}>
                {i18n._(purposeNames[purpose])}
              </option>
            ))}
          </SelectField>
          <SelectField {...at("sector")} label={<Trans>Field of work</Trans>} value={draft.sector} onChange={(event) => set("sector", event.target.value as Sector)}>
            {sectors.map((sector) => (
              <option key={sector} value={sector}>
                {i18n._(sectorNames[sector])}
              </option>
            ))}
          </SelectField>
        </div>
        {draft.purpose === "NATIONAL_INITIATIVE" ? (
          <CheckGroup
            {...at("initiativeId")}
            legend={<Trans>Initiative</Trans>}
            options={(choices?.nationalInitiatives.nodes ?? []).map((initiative) => ({
              value: initiative.id,
              label: <Localized value={initiative.name} />,
            }))}
            chosen={draft.initiativeId ? [draft.initiativeId] : []}
            onChange={(chosen) => set("initiativeId", chosen.at(-1) ?? "")}
          />
        ) : null}
        <CheckGroup
          {...at("areas")}
          legend={<Trans>Areas</Trans>}
          options={(choices?.areas ?? []).map((area) => ({ value: area.pcode, label: <bdi>{area.name}</bdi> }))}
          chosen={draft.areas}
          onChange={(areas) => set("areas", areas)}
        />
        <CheckGroup
          {...at("sdgs")}
          legend={<Trans>Sustainable Development Goals</Trans>}
          options={goalNames.map((name, index) => ({ value: String(index + 1), label: `${format.integer(index + 1)}. ${i18n._(name)}` }))}
          chosen={draft.sdgs.map(String)}
          onChange={(chosen) => set("sdgs", chosen.map(Number).sort((left, right) => left - right))}
        />
      </Part>

      <Part title={<Trans>Money and dates</Trans>}>
        {locked ? (
          <p className="text-sm text-muted">
            <Trans>Goal and currency are fixed, since gifts have come in.</Trans>
          </p>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField {...at("currency")} label={<Trans>Currency</Trans>} value={draft.currency} disabled={locked} onChange={(event) => set("currency", event.target.value)}>
            {currencies.map((currency) => (
              <option key={currency} value={currency}>
                {currencyLabel(currency, language, currency === "SYP" ? "2026-01-01" : null)}
              </option>
            ))}
          </SelectField>
          <TextField {...at("goal")} label={t`Goal (${unit})`} inputMode="decimal" dir="ltr" disabled={locked} value={draft.goal} onChange={(event) => set("goal", event.target.value)} />
          <TextField
            {...at("feePercent")}
            label={<Trans>Kept for running costs, %</Trans>}
            inputMode="decimal"
            dir="ltr"
            value={draft.feePercent}
            onChange={(event) => set("feePercent", event.target.value)}
          />
          <TextField {...at("minimumGift")} label={t`Least gift (${unit})`} inputMode="decimal" dir="ltr" value={draft.minimumGift} onChange={(event) => set("minimumGift", event.target.value)} />
          <TextField
            {...at("maximumGift")}
            label={t`Greatest gift (${unit})`}
            optional={<Trans>optional</Trans>}
            inputMode="decimal"
            dir="ltr"
            value={draft.maximumGift}
            onChange={(event) => set("maximumGift", event.target.value)}
          />
        </div>
        <CheckField label={<Trans>Take no more gifts once the goal is reached</Trans>} checked={draft.stopsAtGoal} onChange={(event) => set("stopsAtGoal", event.target.checked)} />
        <div className="grid gap-4 sm:grid-cols-2">
          <DayField {...at("startsOn")} label={t`First day`} value={draft.startsOn} onChange={(day) => set("startsOn", day)} />
          <DayField {...at("endsOn")} label={t`Last day (empty: open-ended)`} value={draft.endsOn} onChange={(day) => set("endsOn", day)} />
        </div>
        <fieldset className="flex flex-col gap-2" id={at("presets").id} tabIndex={-1}>
          <legend className="text-sm font-semibold">
            <Trans>Amounts offered for one press ({unit})</Trans>
          </legend>
          {at("presets").error ? <p className="text-sm font-semibold text-danger">{at("presets").error}</p> : null}
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            {[0, 1, 2, 3].map((index) => (
              <input
                key={index}
                aria-label={t`Amount ${index + 1}`}
                className="field-control min-h-9 py-1 text-sm"
                inputMode="decimal"
                dir="ltr"
                value={draft.presets[index] ?? ""}
                onChange={(event) => set("presets", [0, 1, 2, 3].map((place) => (place === index ? event.target.value : (draft.presets[place] ?? ""))))}
              />
            ))}
          </div>
        </fieldset>
        <fieldset className="flex flex-col gap-3" id={at("impacts").id} tabIndex={-1}>
          <legend className="text-sm font-semibold">
            <Trans>What an amount brings about, by your own unit costs</Trans>
          </legend>
          {at("impacts").error ? <p className="text-sm font-semibold text-danger">{at("impacts").error}</p> : null}
          {draft.impacts.map((impact, index) => (
            <div key={index} className="grid items-end gap-3 sm:grid-cols-[8rem_1fr_12rem_auto]">
              <TextField label={t`Amount (${unit})`} inputMode="decimal" dir="ltr" value={impact.amount} onChange={(event) => setImpact(index, { ...impact, amount: event.target.value })} />
              <LocalizedField label={t`brings about`} language={writing} value={impact.label} onChange={(label) => setImpact(index, { ...impact, label })} />
              <DayField label={t`Cost as of`} value={impact.asOf} onChange={(asOf) => setImpact(index, { ...impact, asOf })} />
              <Button kind="quiet" className="min-h-9" onClick={() => set("impacts", draft.impacts.filter((_, place) => place !== index))}>
                <Trans>Remove</Trans>
              </Button>
            </div>
          ))}
          {draft.impacts.length < 4 ? (
            <div>
              <Button kind="outlined" className="min-h-9" onClick={() => set("impacts", [...draft.impacts, { amount: "", asOf: draft.startsOn, label: {} }])}>
                <Trans>Add an amount</Trans>
              </Button>
            </div>
          ) : null}
        </fieldset>
      </Part>

      <Part title={<Trans>Rules</Trans>}>
        <CheckGroup
          {...at("intentions")}
          legend={<Trans>Intentions that it may take</Trans>}
          options={intentions.map((intention) => ({ value: intention, label: i18n._(intentionNames[intention]) }))}
          chosen={draft.intentions}
          onChange={(chosen) => set("intentions", chosen)}
        />
        <LocalizedField
          {...at("religiousAuthority")}
          label={t`The authority for zakat and the like`}
          hint={t`Needed where the campaign may take zakat, khums or kaffarah. Sanad gives no rulings.`}
          language={writing}
          value={draft.religiousAuthority}
          onChange={(text) => set("religiousAuthority", text)}
        />
        <LocalizedField
          {...at("refundPolicy")}
          label={t`When gifts are paid back`}
          language={writing}
          value={draft.refundPolicy}
          rows={2}
          onChange={(text) => set("refundPolicy", text)}
        />
      </Part>
    </>
  );
}
