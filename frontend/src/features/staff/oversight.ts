import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { graphql, type ResultOf } from "../../lib/graphql";

export const OversightQuery = graphql(`
  query Oversight {
    viewer {
      oversight {
        role
        jurisdiction
      }
    }
  }
`);

export type Oversight = NonNullable<ResultOf<typeof OversightQuery>["viewer"]>["oversight"][number];
export type PlatformRole = Oversight["role"];
export type Country = NonNullable<Oversight["jurisdiction"]>;

/** In which countries a role holds: all, some, or none at all. */
export type Reach = "all" | readonly Country[];

/** Where the viewer holds one of the roles. */
export function reachOf(oversight: readonly Oversight[], ...roles: readonly PlatformRole[]): Reach {
  const held = oversight.filter(({ role }) => roles.includes(role));
  if (held.some(({ jurisdiction }) => jurisdiction === null)) return "all";
  return [...new Set(held.flatMap(({ jurisdiction }) => (jurisdiction ? [jurisdiction] : [])))];
}

/** Whether a role holds anywhere. */
export function holds(reach: Reach): boolean {
  return reach === "all" || reach.length > 0;
}

export const platformRoleNames: Record<PlatformRole, MessageDescriptor> = {
  OPERATOR: msg`Operator`,
  REGISTRAR: msg`Registrar`,
  SUPERVISOR: msg`Supervisor`,
  MODERATOR: msg`Content moderator`,
};

/** What each role is there for, in a sentence. */
export const platformRoleDuties: Record<PlatformRole, MessageDescriptor> = {
  OPERATOR: msg`You run this installation. Its tasks are done on the server, not on these pages.`,
  REGISTRAR: msg`You check organizations, decide on their verification with a reason that the public reads, and import IATI files.`,
  SUPERVISOR: msg`You read the gifts of every organization, with the names of their donors. Each reading is written down.`,
  MODERATOR: msg`You decide on pictures and dedications before the public sees them.`,
};
