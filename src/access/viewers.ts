import type { Database } from '../database/database.js';
import type { Label } from './labels.js';
import { anonymous, type Viewer } from './viewer.js';

interface Rights {
  name: string;
  displayName: string;
  clearance: Label;
  compartments: string[];
  mustChangePassword: boolean;
  roles: string[];
  department: string | null;
  departments: string[];
  nextChange: string | null;
}

/** Present rights of people, remembered until they change on any instance or a validity begins or ends. */
export class Viewers {
  private readonly remembered = new Map<string, { viewer: Viewer; until: number }>();
  /** Counts the changes of rights, so that an answer that was under way while they changed is not remembered. */
  private generation = 0;
  /** False while this instance cannot hear of changes: then nothing is remembered. */
  listening = false;

  constructor(
    private readonly database: Database,
    private readonly clock: () => Date,
    private readonly capacity = 10_000,
  ) {}

  /** The viewer behind a person, or undefined for somebody unknown or no longer active. */
  async of(personId: string): Promise<Viewer | undefined> {
    const now = this.clock();
    const known = this.remembered.get(personId);
    if (known && this.listening && known.until > now.getTime()) return known.viewer;
    const { generation } = this;
    const [row] = await this.database.call<{ rights: Rights | null }>('select access.rights_of($1, $2) as rights', [
      personId,
      now.toISOString(),
    ]);
    if (!row?.rights) return undefined;
    const viewer = viewerOf(personId, row.rights);
    if (generation === this.generation) {
      if (this.remembered.size >= this.capacity) this.remembered.clear();
      const until = row.rights.nextChange ? Date.parse(row.rights.nextChange) : Number.POSITIVE_INFINITY;
      this.remembered.set(personId, { viewer, until });
    }
    return viewer;
  }

  forget(): void {
    this.generation += 1;
    this.remembered.clear();
  }
}

/** Until a one-time password is changed, nothing but changing it is open. */
function viewerOf(personId: string, rights: Rights): Viewer {
  const { name, displayName, mustChangePassword } = rights;
  if (mustChangePassword) return { ...anonymous, personId, name, displayName, mustChangePassword };
  const { clearance, compartments, departments, department, roles } = rights;
  return {
    personId,
    name,
    displayName,
    clearance,
    compartments,
    departments,
    department: department ?? undefined,
    roles: new Set(roles),
    mustChangePassword,
  };
}
