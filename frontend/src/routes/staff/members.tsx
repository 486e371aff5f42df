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
          isProgram
          clientId
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

const AddProgramMutation = graphql(`
  mutation AddProgram($input: AddProgramInput!) {
    addProgram(input: $input) {
      membership {
        id
        name
        roles
        state
        isProgram
        clientId
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
  readonly isProgram: boolean;
}

/** Who works for a body and in which roles; invitations go out by e-mail, programs are added by their client id. */
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
  const programOptions = options.filter((option) => option.value !== "ADMIN");
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
                  <bdi dir="ltr" className="text-muted [overflow-wrap:anywhere]">
                    {row.email ?? row.clientId}
                  </bdi>
                  {row.isProgram ? (
                    <span className="block text-sm">
                      <Trans>Program</Trans>
                    </span>
                  ) : null}
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
                      setEditing({ id: row.id, who: row.name ?? row.email ?? row.clientId ?? "", roles: row.roles, isProgram: row.isProgram });
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
      <section className="flex flex-col gap-8">
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
        <AddProgram organizationId={organization.id} options={programOptions} />
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
              options={editing.isProgram ? programOptions : options}
              chosen={editing.roles}
              onChange={(next) => setEditing({ ...editing, roles: next })}
            />
          </>
        ) : null}
      </Confirm>
    </div>
  );
}

/** Makes a partner's program a member by its client id; it is never an administrator. */
function AddProgram({ organizationId, options }: { organizationId: string; options: { value: Role; label: string }[] }) {
  const { t } = useLingui();
  const text = useRefusalText();
  const [clientId, setClientId] = useState("");
  const [name, setName] = useState("");
  const [wanted, setWanted] = useState<Role[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const add = useChange(AddProgramMutation, pickProgram);
  const idError = refusalAt(add.refusals, "clientId");
  const nameError = refusalAt(add.refusals, "name");
  const rolesError = refusalAt(add.refusals, "roles");
  return (
    <form
      className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAdded(null);
        const typed = clientId.trim();
        void add.run({ input: { organizationId, clientId: typed, name: name.trim() || null, roles: wanted } }).then((done) => {
          if (!done) return;
          setAdded(name.trim() || typed);
          setClientId("");
          setName("");
          setWanted([]);
        });
      }}
    >
      <h2 className="text-lg">
        <Trans>Add a program</Trans>
      </h2>
      <p className="text-muted">
        <Trans>A partner’s program acts for your organization in the roles that you give it. It is never an administrator.</Trans>
      </p>
      <ErrorSummary refusals={add.refusals.map((each) => (each.path[0] === "roles" ? { ...each, path: ["program-roles"] } : each))} />
      <TextField
        id={fieldId(["clientId"])}
        label={<Trans>Client id of the program</Trans>}
        dir="ltr"
        autoComplete="off"
        value={clientId}
        error={idError ? text(idError) : undefined}
        onChange={(event) => setClientId(event.target.value)}
      />
      <TextField
        id={fieldId(["name"])}
        label={<Trans>Name in the list of members (optional)</Trans>}
        autoComplete="off"
        value={name}
        error={nameError ? text(nameError) : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <CheckGroup
        id={fieldId(["program-roles"])}
        legend={t`Roles of the program`}
        options={options}
        chosen={wanted}
        error={rolesError ? text(rolesError) : undefined}
        onChange={setWanted}
      />
      <Button type="submit" busy={add.busy}>
        <Trans>Add the program</Trans>
      </Button>
      <div aria-live="polite">
        {added ? (
          <Notice icon="check">
            <Trans>
              <bdi>{added}</bdi> is a member now.
            </Trans>
          </Notice>
        ) : null}
      </div>
    </form>
  );
}

function pickProgram<Payload>(data: { readonly addProgram: Payload }): Payload {
  return data.addProgram;
}

function pickInvite<Payload>(data: { readonly inviteMember: Payload }): Payload {
  return data.inviteMember;
}

function pickRoles<Payload>(data: { readonly setMemberRoles: Payload }): Payload {
  return data.setMemberRoles;
}
