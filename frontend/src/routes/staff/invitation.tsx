import { Trans } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useChange } from "../../features/staff/change";
import { ErrorSummary } from "../../features/staff/errors";
import { TextField } from "../../features/staff/field";
import { SignedInOnly } from "../../features/staff/guard";
import { StaffLink } from "../../features/staff/link";
import { graphql } from "../../lib/graphql";
import { Button, buttonClass } from "../../ui/button";
import { StatePanel } from "../../ui/state-panel";

const AcceptMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      membership {
        id
        organization {
          id
          slug
        }
      }
      userErrors {
        code
        path
      }
    }
  }
`);

/** Where the link of an invitation leads. */
export function Invitation() {
  return (
    <SignedInOnly>
      <div className="container-page max-w-lg py-10">
        <Accept />
      </div>
    </SignedInOnly>
  );
}

function Accept() {
  const search: { code?: string } = useSearch({ strict: false });
  const [code, setCode] = useState(search.code ?? "");
  const [joined, setJoined] = useState<string | null>(null);
  const accept = useChange(AcceptMutation, pickAccept, (payload) => setJoined(payload.membership?.organization.slug ?? null));
  if (joined) {
    return (
      <StatePanel
        icon="check"
        headingLevel={1}
        title={<Trans>You are a member now</Trans>}
        action={
          <StaffLink to={`/staff/organizations/${joined}`} className={buttonClass("filled")}>
            <Trans>Go to the organization</Trans>
          </StaffLink>
        }
      />
    );
  }
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void accept.run({ input: { code: code.trim() } });
      }}
    >
      <h1 className="text-2xl">
        <Trans>Accept an invitation</Trans>
      </h1>
      <p className="text-muted">
        <Trans>You must be signed in with the address that the invitation went to.</Trans>
      </p>
      <ErrorSummary refusals={accept.refusals} />
      <TextField
        id="field-code"
        dir="ltr"
        label={<Trans>Code from the mail</Trans>}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" busy={accept.busy}>
        <Trans>Accept</Trans>
      </Button>
    </form>
  );
}

function pickAccept<Payload>(data: { readonly acceptInvitation: Payload }): Payload {
  return data.acceptInvitation;
}
