import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { toAscii } from "../lib/format/digits";
import { useFormat } from "../lib/format/use-format";
import { graphql } from "../lib/graphql";
import { useLocale } from "../lib/use-locale";
import { Button, buttonClass } from "../ui/button";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Localized, LocalizedFragment } from "../ui/localized";
import { Money, MoneyFragment } from "../ui/money";
import { PageTitle } from "../ui/page-title";
import { Reference } from "../ui/reference";
import { Skeleton } from "../ui/skeleton";
import { StatePanel } from "../ui/state-panel";

const VerifyQuery = graphql(
  `
    query Verify($code: String!, $locale: Locale!) {
      verifyReceipt(code: $code) {
        issuedOn
        state
        amount {
          ...MoneyParts
        }
        organization {
          slug
          name {
            ...Localized
          }
        }
      }
    }
  `,
  [LocalizedFragment, MoneyFragment],
);

/** Letters and digits of a code as it was typed, in any digits, with or without hyphens. */
function cleanCode(typed: string): string {
  return toAscii(typed).toUpperCase().replace(/[^0-9A-Z]/g, "");
}

function CodeForm({ initial = "" }: { readonly initial?: string }) {
  const navigate = useNavigate();
  const [code, setCode] = useState(initial);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const clean = cleanCode(code);
        if (clean !== "") void navigate({ to: "/verify/$code", params: { code: clean } });
      }}
    >
      <Field id="code" label={<Trans>Code on the receipt</Trans>} hint={<Trans>Ten letters and digits. Spaces and hyphens don't matter.</Trans>}>
        <input
          id="code"
          dir="ltr"
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby="code-hint"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          className="field-control min-h-12 text-lg font-semibold tracking-wider uppercase"
        />
      </Field>
      <div>
        <Button type="submit">
          <Trans>Check</Trans>
        </Button>
      </div>
    </form>
  );
}

/** Asks for a receipt's code. */
export function VerifyStart() {
  const { t } = useLingui();
  return (
    <div className="container-page flex max-w-xl flex-col gap-6 py-10 md:py-16">
      <PageTitle title={t`Verify a receipt`} />
      <h1 className="text-2xl">
        <Trans>Verify a receipt</Trans>
      </h1>
      <p className="text-muted">
        <Trans>You learn the amount, the charity, the date and whether it is valid; nothing about the donor.</Trans>
      </p>
      <CodeForm />
    </div>
  );
}

const route = getRouteApi("/verify/$code");

/** Says whether a receipt is Sanad's: amount, charity, date and state, and nothing of the donor. */
export function Verify() {
  const { t } = useLingui();
  const format = useFormat();
  const locale = useLocale();
  const { code } = route.useParams();
  const [{ data, error }] = useQuery({ query: VerifyQuery, variables: { code: cleanCode(code), locale } });
  if (error && !data) throw error;
  const found = data?.verifyReceipt;
  return (
    <div className="container-page flex max-w-xl flex-col gap-6 py-10 md:py-16">
      <PageTitle title={t`Verify a receipt`} />
      {!data ? (
        <Skeleton className="h-80 w-full" />
      ) : !found ? (
        <>
          <StatePanel icon="alert" headingLevel={1} title={<Trans>Sanad has issued no such receipt</Trans>}>
            <Trans>
              Compare the code <Reference value={code} /> with the one on the paper. 0 and O, 1 and I are easily mistaken.
            </Trans>
          </StatePanel>
          <CodeForm initial={code} />
        </>
      ) : (
        <article className="animate-appear overflow-hidden rounded-md bg-surface shadow-raised forced-colors:border" data-testid="verification">
          <header className={`flex items-center gap-3 px-6 py-5 ${found.state === "VALID" ? "bg-wash text-action" : "bg-danger-wash text-danger"}`}>
            <Icon name={found.state === "VALID" ? "shield" : "alert"} className="size-8" />
            <h1 className="text-xl">
              {found.state === "VALID" ? (
                <Trans>This receipt is valid</Trans>
              ) : found.state === "REPLACED" ? (
                <Trans>This receipt was replaced by another</Trans>
              ) : (
                <Trans>This receipt is void</Trans>
              )}
            </h1>
          </header>
          <dl className="flex flex-col gap-4 px-6 py-6 [&_dt]:text-sm [&_dt]:text-muted">
            <div>
              <dt>
                <Trans>Amount</Trans>
              </dt>
              <dd className="text-2xl font-bold">
                <Money value={found.amount} />
              </dd>
            </div>
            <div>
              <dt>
                <Trans>Received by</Trans>
              </dt>
              <dd className="font-semibold">
                <Link to="/organizations/$slug" params={{ slug: found.organization.slug }} className="underline underline-offset-3">
                  <Localized value={found.organization.name} />
                </Link>
              </dd>
            </div>
            <div>
              <dt>
                <Trans>Date</Trans>
              </dt>
              <dd className="font-semibold">
                <time dateTime={found.issuedOn}>{format.day(found.issuedOn)}</time>
              </dd>
            </div>
            <div>
              <dt>
                <Trans>Code</Trans>
              </dt>
              <dd>
                <Reference value={cleanCode(code)} />
              </dd>
            </div>
          </dl>
        </article>
      )}
      {found ? (
        <Link to="/verify" className={buttonClass("quiet", "self-start")}>
          <Trans>Check another receipt</Trans>
        </Link>
      ) : null}
    </div>
  );
}
