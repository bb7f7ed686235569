import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { DemoPerson } from '../demo.js';
import type { Label } from './labels.js';
import { hashPassword } from './passwords.js';

/** Of all people of the demo organisation. */
export const demoPassword = 'demo-only';

/** Whether the demo organisation, whose passwords everybody knows, is in a database, and whether it was filled to its end. */
export const demoStates = ['none', 'unfinished', 'filled'] as const;
export type DemoState = (typeof demoStates)[number];

/** A comment on the schema, so that whoever looks at the database sees it too. Any role can read it. */
const demoMarks: Record<Exclude<DemoState, 'none'>, string> = {
  unfinished: 'The demo organisation, not filled to its end',
  filled: 'The demo organisation: everybody knows its passwords',
};

export async function demoState(database: Pick<ClientBase, 'query'>): Promise<DemoState> {
  const { rows } = await database.query(`select obj_description(to_regnamespace('access'), 'pg_namespace') as mark`);
  const [state] = Object.entries(demoMarks).find(([, mark]) => mark === rows[0].mark) ?? ['none'];
  return state as DemoState;
}

/** Of two starts at the same time one founds and the other finds people. */
const foundingLock = 7_126_302;

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

  /** Held until the connection ends. */
  async lock(): Promise<void> {
    await this.owner.query('select pg_advisory_lock($1)', [foundingLock]);
  }

  async markDemo(state: keyof typeof demoMarks): Promise<void> {
    await this.owner.query(`comment on schema access is '${demoMarks[state]}'`);
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

  /**
   * The one person of a new organisation, who creates the others.
   *
   * @param tell shows the password before it counts: if that fails, or the process is killed, the next start begins anew
   */
  async administrator(password: string, tell: () => void): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.owner.query('begin');
    await this.departments({ Administration: null });
    await this.person(
      {
        name: 'administrator',
        displayName: 'Administrator',
        roles: [['ADMINISTRATOR', 'Administration']],
        clearance: 'INTERNAL' as Label,
      },
      passwordHash,
      true,
    );
    tell();
    await this.owner.query('commit');
  }
}
