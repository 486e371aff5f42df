import { valibotResolver } from "@hookform/resolvers/valibot";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { useMutation } from "urql";
import { isolate } from "../../lib/format/bidi";
import { compareAmounts, usesToman } from "../../lib/format/money";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { intentionNames } from "../../lib/names";
import { isEmail, toE164 } from "../../lib/phone";
import { useLocale } from "../../lib/use-locale";
import { Button } from "../../ui/button";
import { ErrorSummary } from "../../ui/error-summary";
import { describedBy, Field, FieldError } from "../../ui/field";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { MoneyFragment } from "../../ui/money";
import { MoneyInput } from "../../ui/money-input";
import { draftOf, endAttempt, idempotencyKeyFor, keepDraft, keepGift } from "./attempt";
import { BeforePaying, BeforePayingFragment } from "./before-paying";
import { intentionMeanings } from "./intention-meanings";
import { amountOf, isAmount, otherChoice, useGiveRules, type GiveRefusal, type GiveValues } from "./use-give-rules";
import { useWords } from "./use-words";

export const GiveFragment = graphql(
  `
    fragment GiveForm on Campaign {
      id
      slug
      intentions
      religiousAuthority {
        ...Localized
      }
      goal {
        currency
        denominatedSince
      }
      minimumGift {
        amount
        ...MoneyParts
      }
      maximumGift {
        amount
        ...MoneyParts
      }
      presets {
        amount
        ...MoneyParts
      }
      impacts {
        amount {
          amount
        }
        label {
          ...Localized
        }
      }
      organization {
        jurisdiction
      }
      ...BeforePaying
    }
  `,
  [LocalizedFragment, MoneyFragment, BeforePayingFragment],
);

const DonateMutation = graphql(
  `
    mutation Donate($input: DonateInput!) {
      donate(input: $input) {
        donation {
          id
        }
        checkoutUrl
        secret
        userErrors {
          code
          limit {
            ...MoneyParts
          }
        }
      }
    }
  `,
  [MoneyFragment],
);

interface GiveFormProps {
  readonly campaign: FragmentOf<typeof GiveFragment>;
  readonly signedIn: boolean;
}

/** The whole of giving on one page. Nothing typed is lost by an error, a decline or a reload. */
export function GiveForm({ campaign, signedIn }: GiveFormProps) {
  const { i18n } = useLingui();
  const format = useFormat();
  const locale = useLocale();
  const data = readFragment(GiveFragment, campaign);
  const { currency, denominatedSince } = data.goal;
  const minimum = readFragment(MoneyFragment, data.minimumGift);
  const maximum = data.maximumGift ? readFragment(MoneyFragment, data.maximumGift) : null;
  const navigate = useNavigate();
  const [, donate] = useMutation(DonateMutation);
  const [attempts, setAttempts] = useState(0);
  const [refusal, setRefusal] = useState<GiveRefusal | null>(null);
  const [leaving, setLeaving] = useState(false);

  const { schema, refusalOf } = useGiveRules({ minimum, maximum, signedIn, jurisdiction: data.organization.jurisdiction });

  const {
    register,
    control,
    handleSubmit,
    setFocus,
    formState: { errors, isSubmitting },
  } = useForm<GiveValues>({
    resolver: valibotResolver(schema) as never,
    shouldFocusError: false,
    defaultValues: {
      choice: "",
      other: "",
      intention: "GENERAL",
      contact: "",
      donorName: "",
      publishName: false,
      displayName: "",
      dedication: "",
      ...(draftOf(data.slug) as Partial<GiveValues> | null),
    },
  });

  const values = useWatch({ control });
  useEffect(() => {
    keepDraft(data.slug, values);
  }, [data.slug, values]);

  const amount = amountOf({ choice: values.choice ?? "", other: values.other ?? "" });
  const validAmount = isAmount(amount) ? { amount, currency, denominatedSince } : null;
  const words = useWords(validAmount);
  const chosenIntention = values.intention ?? "GENERAL";

  const summary = [
    ...(["choice", "other", "contact", "displayName", "dedication"] as const).flatMap((field) => {
      const message = errors[field]?.message;
      return message ? [{ field: field === "choice" ? "preset-0" : field, message }] : [];
    }),
    ...(refusal ? [refusal] : []),
  ];

  async function pay(form: GiveValues) {
    setRefusal(null);
    const contact = form.contact.trim();
    const input = {
      campaignId: data.id,
      amount: { amount: amountOf(form), currency },
      intention: form.intention,
      publishName: form.publishName,
      displayName: form.publishName ? form.displayName.trim() : null,
      donorName: form.donorName.trim() || null,
      email: isEmail(contact) ? contact : null,
      phone: contact !== "" && !isEmail(contact) ? toE164(contact, data.organization.jurisdiction) : null,
      dedication: form.dedication.trim() || null,
      locale,
    };
    const idempotencyKey = idempotencyKeyFor(JSON.stringify(input));
    const result = await donate({ input: { ...input, idempotencyKey } });
    const payload = result.data?.donate;
    if (payload?.donation && payload.userErrors.length === 0) {
      keepGift({ secret: payload.secret, id: payload.donation.id, slug: data.slug });
      setLeaving(true);
      // No checkout any more: this very gift was paid or failed already, and the way back tells which.
      if (payload.checkoutUrl) window.location.assign(payload.checkoutUrl);
      else await navigate({ to: "/donations/return" });
      return;
    }
    const problem = payload?.userErrors[0];
    if (problem && problem.code !== "GATEWAY_UNAVAILABLE") endAttempt();
    const limit = problem?.limit ? isolate(format.money(readFragment(MoneyFragment, problem.limit))) : "";
    setRefusal(refusalOf(problem?.code ?? null, limit));
    setAttempts((count) => count + 1);
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        void handleSubmit(pay, () => setAttempts((count) => count + 1))(event);
      }}
    >
      <ErrorSummary errors={summary} attempt={attempts} />

      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-xl font-bold">
          <Trans>Amount</Trans>
        </legend>
        {errors.choice?.message ? <FieldError id="choice" message={errors.choice.message} /> : null}
        <div className="grid gap-3 sm:grid-cols-2">
          {data.presets.map((preset, index) => {
            const impact = data.impacts.find((entry) => compareAmounts(entry.amount.amount, preset.amount) === 0);
            return (
              <label key={preset.amount} className={optionClass}>
                <input
                  id={`preset-${String(index)}`}
                  type="radio"
                  value={preset.amount}
                  className={radioClass}
                  {...register("choice")}
                />
                <span className="flex flex-col">
                  <bdi className="text-lg font-bold">{format.money(readFragment(MoneyFragment, preset))}</bdi>
                  {impact ? (
                    <span className="text-sm text-muted">
                      <Localized value={impact.label} />
                    </span>
                  ) : null}
                </span>
              </label>
            );
          })}
          <label className={optionClass}>
            <input
              type="radio"
              value={otherChoice}
              className={radioClass}
              {...register("choice", { onChange: () => setTimeout(() => setFocus("other"), 0) })}
            />
            <span className="text-lg font-bold">
              <Trans>Other amount</Trans>
            </span>
          </label>
        </div>
        {values.choice === otherChoice ? (
          <Controller
            name="other"
            control={control}
            render={({ field }) => (
              <Field
                id="other"
                label={<Trans>Your amount</Trans>}
                error={errors.other?.message}
                hint={
                  maximum ? (
                    <Trans>
                      From <bdi>{format.money(minimum)}</bdi> to <bdi>{format.money(maximum)}</bdi>
                    </Trans>
                  ) : (
                    <Trans>
                      From <bdi>{format.money(minimum)}</bdi>
                    </Trans>
                  )
                }
              >
                <MoneyInput
                  id="other"
                  ref={field.ref}
                  currency={currency}
                  denominatedSince={denominatedSince}
                  value={field.value}
                  onChange={field.onChange}
                  invalid={errors.other !== undefined}
                  describedBy={describedBy("other", true, errors.other)}
                />
              </Field>
            )}
          />
        ) : null}
        {validAmount ? (
          <p className="text-sm text-muted" data-testid="in-words">
            {words}
            {usesToman(validAmount, format.language) ? <span className="block">{format.money(validAmount, { exactUnit: true })}</span> : null}
          </p>
        ) : null}
      </fieldset>

      {data.intentions.length > 1 ? (
        <div className="flex flex-col gap-2">
          <Field
            id="intention"
            label={<span className="text-xl font-bold"><Trans>Intention</Trans></span>}
            hint={i18n._(intentionMeanings[chosenIntention])}
          >
            <select id="intention" aria-describedby="intention-hint" className="field-control min-h-12" {...register("intention")}>
              {data.intentions.map((intention) => (
                <option key={intention} value={intention}>
                  {i18n._(intentionNames[intention])}
                </option>
              ))}
            </select>
          </Field>
          {chosenIntention !== "GENERAL" && data.religiousAuthority ? (
            <p className="text-sm text-muted">
              <Trans>
                The charity follows: <Localized value={data.religiousAuthority} />. Sanad gives no rulings.
              </Trans>
            </p>
          ) : null}
        </div>
      ) : null}

      <fieldset className="flex flex-col gap-5">
        <legend className="mb-3 text-xl font-bold">
          <Trans>About you</Trans>
        </legend>
        <Field
          id="contact"
          label={<Trans>E-mail address or mobile number</Trans>}
          optional={signedIn ? <Trans>(optional)</Trans> : undefined}
          hint={
            signedIn ? (
              <Trans>Leave it empty to get the receipt at the address of your account.</Trans>
            ) : (
              <Trans>The receipt goes there. You need no account.</Trans>
            )
          }
          error={errors.contact?.message}
        >
          <input
            id="contact"
            type="text"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={errors.contact !== undefined || undefined}
            aria-describedby={describedBy("contact", true, errors.contact)}
            className="free-text field-control min-h-12"
            {...register("contact")}
          />
        </Field>
        <Field id="donorName" label={<Trans>Name for the receipt</Trans>} optional={<Trans>(optional)</Trans>}>
          <input id="donorName" type="text" autoComplete="name" maxLength={120} className="free-text field-control min-h-12" {...register("donorName")} />
        </Field>
        <label className="flex min-h-11 items-start gap-3">
          <input type="checkbox" className="mt-1 size-6 accent-(--color-action)" {...register("publishName")} />
          <span>
            <span className="font-semibold">
              <Trans>Publish my name beside the gift</Trans>
            </span>
            <span className="block text-sm text-muted">
              <Trans>Otherwise the public sees “Anonymous donor”.</Trans>
            </span>
          </span>
        </label>
        {values.publishName ? (
          <Field id="displayName" label={<Trans>Name to publish</Trans>} error={errors.displayName?.message}>
            <input
              id="displayName"
              type="text"
              maxLength={80}
              aria-invalid={errors.displayName !== undefined || undefined}
              aria-describedby={describedBy("displayName", false, errors.displayName)}
              className="free-text field-control min-h-12"
              {...register("displayName")}
            />
          </Field>
        ) : null}
        <Field
          id="dedication"
          label={<Trans>Dedication</Trans>}
          optional={<Trans>(optional)</Trans>}
          hint={<Trans>A few words beside the gift. They are shown once a moderator has read them.</Trans>}
          error={errors.dedication?.message}
        >
          <textarea
            id="dedication"
            rows={2}
            aria-invalid={errors.dedication !== undefined || undefined}
            aria-describedby={describedBy("dedication", true, errors.dedication)}
            className="free-text field-control py-2"
            {...register("dedication")}
          />
        </Field>
      </fieldset>

      <BeforePaying campaign={data} publishesName={values.publishName === true}>
        <Button type="submit" busy={isSubmitting || leaving} className="min-h-13 w-full text-lg">
          {validAmount ? (
            <Trans>
              Pay <bdi>{format.money(validAmount)}</bdi>
            </Trans>
          ) : (
            <Trans>Go on to payment</Trans>
          )}
        </Button>
        <p className="text-center text-sm text-muted">
          <Trans>You pay on the page of the payment service and come back here.</Trans>
        </p>
      </BeforePaying>
    </form>
  );
}

const optionClass =
  "flex min-h-14 items-center gap-3 rounded-md border border-edge bg-surface px-4 py-2.5 hover:bg-wash has-checked:border-action has-checked:bg-wash has-checked:shadow-[inset_0_0_0_1px_var(--color-action)]";
const radioClass = "size-5 accent-(--color-action)";
