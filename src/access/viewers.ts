import type { Database } from '../database/database.js';
import type { Label } from './labels.js';
import { anonymous, type GroupRole, type Post, type Viewer } from './viewer.js';

interface Rights {
  name: string;
  displayName: string;
  clearance: Label;
  compartments: string[];
  mustChangePassword: boolean;
  roles: string[];
  department: string | null;
  departments: string[];
  posts: Post[];
  nextChange: string | null;
}

interface Remembered {
  viewer: Viewer;
  /** Of all rights, when these were asked for. */
  version: string;
  until: number;
}

/** Present rights of people, remembered until anybody's rights change or a validity of theirs begins or ends. */
export class Viewers {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly clock: () => Date,
    private readonly capacity = 10_000,
  ) {}

  /**
   * The viewer behind a person, or undefined for somebody unknown or no longer active.
   *
   * @param version of all rights, read since the request began
   * @param groupRoles which an outside identity provider gives beside those that are held here; its people need no password
   */
  async of(personId: string, version: string, groupRoles?: readonly GroupRole[]): Promise<Viewer | undefined> {
    const now = this.clock();
    const key = groupRoles ? JSON.stringify([personId, groupRoles]) : personId;
    const known = this.remembered.get(key);
    if (known && known.version === version && known.until > now.getTime()) return known.viewer;
    const [row] = await this.database.call<{ rights: Rights | null }>('select access.rights_of($1, $2, $3) as rights', [
      personId,
      now.toISOString(),
      JSON.stringify(groupRoles ?? []),
    ]);
    if (!row?.rights) return undefined;
    const viewer = viewerOf(personId, row.rights, groupRoles);
    if (this.remembered.size >= this.capacity) this.remembered.clear();
    const until = row.rights.nextChange ? Date.parse(row.rights.nextChange) : Number.POSITIVE_INFINITY;
    this.remembered.set(key, { viewer, version, until });
    return viewer;
  }
}

/** Until a one-time password is changed, nothing but changing it is open. */
function viewerOf(personId: string, rights: Rights, groupRoles?: readonly GroupRole[]): Viewer {
  const { name, displayName } = rights;
  const mustChangePassword = rights.mustChangePassword && !groupRoles;
  if (mustChangePassword) return { ...anonymous, personId, name, displayName, mustChangePassword };
  const { clearance, compartments, departments, department, posts, roles } = rights;
  return {
    personId,
    name,
    displayName,
    clearance,
    compartments,
    departments,
    posts,
    department: department ?? undefined,
    roles: new Set(roles),
    mustChangePassword,
    groupRoles,
  };
}
