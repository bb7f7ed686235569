import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { DemoPerson } from '../demo.js';
import type { Label } from './labels.js';
import { hashPassword, verifyPassword } from './passwords.js';

/** Of all people of the demo organisation. */
export const demoPassword = 'demo-only';

/** People and departments written by the owner, before anybody is there who could do it. */
export class Founding {
  constructor(
    private readonly owner: ClientBase,
    private readonly now: Date,
  ) {}

  async isEmpty(): Promise<boolean> {
    const { rows } = await this.owner.query('select not exists (select 1 from access.person) as empty');
    return rows[0].empty;
  }

  /** Whether the people of the demo are here, whose password everybody knows. */
  async isDemo(): Promise<boolean> {
    const { rows } = await this.owner.query(`select hash from access.credential_of('customer-service-manager')`);
    return verifyPassword(rows[0]?.hash, demoPassword);
  }

  /** Departments by name with the one above each; those that exist stay as they are. */
  async departments(tree: Record<string, string | null>): Promise<void> {
    for (const [name, parent] of Object.entries(tree))
      await this.owner.query(
        `insert into access.department (id, created_at, updated_at, name, parent_id)
         values ($1, $2, $2, $3, (select id from access.department where name = $4)) on conflict do nothing`,
        [randomUUID(), this.now, name, parent],
      );
  }

  async person(person: DemoPerson, passwordHash: string, oneTime: boolean): Promise<void> {
    const id = randomUUID();
    await this.owner.query(
      `insert into access.person (id, created_at, updated_at, name, display_name, clearance) values ($1, $2, $2, $3, $4, $5)`,
      [id, this.now, person.name, person.displayName, person.clearance],
    );
    await this.owner.query('select access.set_password($1, $2, $3)', [id, passwordHash, oneTime]);
    for (const [role, department] of person.roles)
      await this.owner.query(
        `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
         values ($1, $2, $2, $3, $4, (select id from access.department where name = $5), $2)`,
        [randomUUID(), this.now, id, role, department],
      );
  }

  /** The one person of a new organisation, who creates the others. */
  async administrator(password: string): Promise<void> {
    await this.departments({ Administration: null });
    await this.person(
      {
        name: 'administrator',
        displayName: 'Administrator',
        roles: [['ADMINISTRATOR', 'Administration']],
        clearance: 'INTERNAL' as Label,
      },
      await hashPassword(password),
      true,
    );
  }
}
