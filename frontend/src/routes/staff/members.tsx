import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useChange } from "../../features/staff/change";
import { Confirm } from "../../features/staff/confirm";
import { ErrorSummary, fieldId, refusalAt, useRefusalText } from "../../features/staff/errors";
import { CheckGroup, TextField } from "../../features/staff/field";
import { membershipStates, roleNames, roles, type Role } from "../../features/staff/names";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useOrganizationSlug } from "./organization";

const MembersQuery = graphql(`
  query StaffMembers($slug: String!, $after: String) {
    organizationBySlug(slug: $slug) {
      id
      members(first: 50, after: $after) {
        nodes {
          id
          name
          email
          roles
          state
          createdAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const InviteMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      membership {
        id
        email
        roles
        state
      }
      userErrors {
        code
        path
      }
    }
  }
`);

const RolesMutation = graphql(`
  mutation SetMemberRoles($input: SetMemberRolesInput!) {
    setMemberRoles(input: $input) {
      membership {
        id
        roles
        state
      }
      userErrors {
        code
        path
      }
    }
  }
`);

interface Editing {
  readonly id: string;
  readonly who: string;
  readonly roles: readonly Role[];
}

/** Who works for a body and in which roles; invitations go out by e-mail. */
export function Members() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const slug = useOrganizationSlug();
  const text = useRefusalText();
  const list = useList(MembersQuery, { slug }, (data) => data.organizationBySlug?.members, "Membership");
  const [email, setEmail] = useState("");
  const [wanted, setWanted] = useState<Role[]>([]);
  const [invited, setInvited] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const invite = useChange(InviteMutation, pickInvite);
  const change = useChange(RolesMutation, pickRoles);
  if (list.error && !list.data) throw list.error;
  const organization = list.data?.organizationBySlug;
  if (!organization) return <Waiting />;
  const options = roles.map((role) => ({ value: role, label: i18n._(roleNames[role]) }));
  const emailError = refusalAt(invite.refusals, "email");
  const rolesError = refusalAt(invite.refusals, "roles");
  return (
    <div className="grid gap-8 lg:grid-cols-[2fr_1fr]">
      <section className="flex flex-col gap-4">
        <h2 className="text-lg">
          <Trans>Members</Trans>
        </h2>
        <Table
          caption={<Trans>Members</Trans>}
          rows={list.nodes}
          rowKey={(row) => row.id}
          empty={null}
          columns={[
            {
              key: "who",
              header: <Trans>Person</Trans>,
              cell: (row) => (
                <>
                  {row.name ? <bdi className="block font-semibold">{row.name}</bdi> : null}
                  <bdi dir="ltr" className="text-muted">
                    {row.email}
                  </bdi>
                </>
              ),
            },
            { key: "roles", header: <Trans>Roles</Trans>, cell: (row) => format.list(row.roles.map((role) => i18n._(roleNames[role]))) },
            { key: "state", header: <Trans>State</Trans>, cell: (row) => i18n._(membershipStates[row.state]) },
            { key: "since", header: <Trans>Since</Trans>, cell: (row) => format.instantDay(row.createdAt) },
            {
              key: "actions",
              header: <Trans>Actions</Trans>,
              cell: (row) =>
                row.state === "ENDED" ? null : (
                  <Button
                    kind="quiet"
                    className="min-h-9"
                    onClick={() => {
                      change.clear();
                      setEditing({ id: row.id, who: row.name ?? row.email ?? "", roles: row.roles });
                    }}
                  >
                    <Trans>Change roles</Trans>
                  </Button>
                ),
            },
          ]}
        />
        <MoreButton list={list} />
      </section>
      <section>
        <form
          className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setInvited(null);
            void invite.run({ input: { organizationId: organization.id, email: email.trim(), roles: wanted } }).then((done) => {
              if (!done) return;
              setInvited(email.trim());
              setEmail("");
              setWanted([]);
            });
          }}
        >
          <h2 className="text-lg">
            <Trans>Invite a person</Trans>
          </h2>
          <ErrorSummary refusals={invite.refusals} />
          <TextField
            id={fieldId(["email"])}
            label={<Trans>E-mail address</Trans>}
            type="email"
            dir="ltr"
            autoComplete="off"
            value={email}
            error={emailError ? text(emailError) : undefined}
            onChange={(event) => setEmail(event.target.value)}
          />
          <CheckGroup
            id={fieldId(["roles"])}
            legend={t`Roles`}
            options={options}
            chosen={wanted}
            error={rolesError ? text(rolesError) : undefined}
            onChange={setWanted}
          />
          <Button type="submit" busy={invite.busy}>
            <Trans>Send the invitation</Trans>
          </Button>
          <div aria-live="polite">
            {invited ? (
              <Notice icon="check">
                <Trans>
                  The invitation went to <bdi dir="ltr">{invited}</bdi>.
                </Trans>
              </Notice>
            ) : null}
          </div>
        </form>
      </section>
      <Confirm
        open={editing !== null}
        title={<Trans>Change roles</Trans>}
        action={editing?.roles.length === 0 ? <Trans>End the membership</Trans> : <Trans>Save</Trans>}
        busy={change.busy}
        onClose={() => setEditing(null)}
        onConfirm={() => {
          if (!editing) return;
          void change
            .run({ input: { membershipId: editing.id, roles: [...editing.roles] } })
            .then((done) => done && setEditing(null));
        }}
      >
        <ErrorSummary refusals={change.refusals} />
        {editing ? (
          <>
            <p>
              <bdi className="font-semibold">{editing.who}</bdi>
            </p>
            <CheckGroup
              legend={t`Roles`}
              options={options}
              chosen={editing.roles}
              onChange={(next) => setEditing({ ...editing, roles: next })}
            />
          </>
        ) : null}
      </Confirm>
    </div>
  );
}

function pickInvite<Payload>(data: { readonly inviteMember: Payload }): Payload {
  return data.inviteMember;
}

function pickRoles<Payload>(data: { readonly setMemberRoles: Payload }): Payload {
  return data.setMemberRoles;
}
