import { Label } from './labels.js';
import type { Machine } from './machines/machine.js';

/** A role that comes from a group of an outside identity provider, in the department at this path of names. */
export interface GroupRole {
  role: string;
  department: readonly string[];
}

export interface Post {
  role: string;
  department: string;
}

/** Who asks: made once for each request from the signed token and the person's present rights. */
export interface Viewer {
  /** Undefined for somebody who has not signed in. */
  readonly personId: string | undefined;
  readonly name: string;
  readonly displayName: string;
  /** Roles in force now; the same role may be held in several departments. */
  readonly roles: ReadonlySet<string>;
  /** Where the longest-held role is held: what the viewer registers belongs to it unless another is named. */
  readonly department: string | undefined;
  /** Departments in which a role is held, with all departments below them. */
  readonly departments: readonly string[];
  /** Which role is held where: the two belong together. */
  readonly posts: readonly Post[];
  readonly clearance: Label;
  readonly compartments: readonly string[];
  /** Signed in with a one-time password: may only choose a new one. */
  readonly mustChangePassword: boolean;
  /** Given for somebody whom an outside identity provider has signed in. */
  readonly groupRoles?: readonly GroupRole[] | undefined;
  /** Given for a device or program, which is no person and may make one call. */
  readonly machine?: Machine | undefined;
}

export const anonymous: Viewer = {
  personId: undefined,
  name: 'anonymous',
  displayName: 'anonymous',
  roles: new Set(),
  department: undefined,
  departments: [],
  posts: [],
  clearance: Label.PUBLIC,
  compartments: [],
  mustChangePassword: false,
};

/** PostgreSQL's way to write an array: a compartment may have a comma in its name. */
const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/**
 * The variables that carry the viewer into PostgreSQL, local to one transaction. Row-level security reads them;
 * without `app.context` no row of any table is visible.
 */
export function sessionVariables(viewer: Viewer, requestId: string, now: Date): Record<string, string> {
  return {
    'app.context': contextOf(viewer),
    // A machine has an id of its own, which is that of no person: the audit names it by that.
    'app.person': viewer.personId ?? viewer.machine?.id ?? '',
    'app.roles': [...viewer.roles].join(','),
    'app.departments': viewer.departments.join(','),
    'app.posts': viewer.posts.map(({ role, department }) => `${role}:${department}`).join(','),
    'app.clearance': viewer.clearance,
    'app.compartments': arrayLiteral(viewer.compartments),
    'app.request': requestId,
    'app.now': now.toISOString(),
  };
}

function contextOf({ personId, machine, mustChangePassword }: Viewer): string {
  if (machine) return 'machine';
  if (!personId) return 'anonymous';
  return mustChangePassword ? 'password' : 'person';
}
