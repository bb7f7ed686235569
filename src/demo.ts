import { randomUUID } from 'node:crypto';
import { Client, type PoolConfig } from 'pg';
import { demoPassword, Founding } from './access/founding.js';
import { Label } from './access/labels.js';
import { hashPassword } from './access/passwords.js';
import type { Context } from './context.js';
import type { Platform } from './platform.js';
import { mulberry32 } from './random.js';

export interface DemoPerson {
  /** Named after the post. */
  name: string;
  displayName: string;
  /** Role and the name of the department in which it is held. */
  roles: [role: string, department: string][];
  clearance: Label;
}

/** What a module's `demo` fills: an organisation whose people it may add to and act as. */
export interface DemoOrganisation {
  /** Departments by name, each below another one or at the top; those that exist stay as they are. */
  departments(tree: Record<string, string | null>): Promise<void>;
  people(people: DemoPerson[]): Promise<void>;
  /** A request in the name of one of the people. */
  as(person: string): Promise<Context>;
  personId(name: string): Promise<string>;
  /** Repeatable: the same numbers from 0 to 1 in each fill. */
  random: () => number;
  today: Date;
  onProgress(message: string): void;
}

const staff: DemoPerson[] = [
  { name: 'administrator', displayName: '管理员', roles: [['ADMINISTRATOR', '总公司']], clearance: Label.INTERNAL },
  { name: 'auditor', displayName: '郑明', roles: [['AUDITOR', '总公司']], clearance: Label.TOP_SECRET },
  { name: 'analyst', displayName: '何雨', roles: [['ANALYST', '总公司']], clearance: Label.CONFIDENTIAL },
  {
    name: 'general-manager',
    displayName: '王建国',
    roles: [['GENERAL_MANAGER', '总公司']],
    clearance: Label.TOP_SECRET,
  },
  { name: 'unit-head', displayName: '刘芳', roles: [['UNIT_HEAD', '生产部']], clearance: Label.INTERNAL },
  { name: 'reader', displayName: '李想', roles: [['READER', '总公司']], clearance: Label.PUBLIC },
];

/** Fills an empty platform with the demo organisation: people named after their posts, then each module's part. Answers false if people exist already. */
export async function fillDemo(
  platform: Platform,
  owner: PoolConfig,
  now: Date,
  onProgress: (message: string) => void,
): Promise<boolean> {
  const client = new Client(owner);
  await client.connect();
  try {
    const founding = new Founding(client, now);
    await founding.lock();
    if (!(await founding.isEmpty())) return false;
    await founding.markDemo('unfinished');
    onProgress('filling the demo: people');
    const hash = await hashPassword(demoPassword);
    const personId = async (name: string): Promise<string> => {
      const { rows } = await client.query('select id from access.person where name = $1', [name]);
      return rows[0].id;
    };
    const organisation: DemoOrganisation = {
      departments: (tree) => founding.departments(tree),
      people: async (people) => {
        for (const person of people) await founding.person(person, hash, false);
      },
      as: async (name) => platform.core.contextFor(await personId(name), randomUUID()),
      personId,
      random: mulberry32(20_260_101),
      today: now,
      onProgress,
    };
    await organisation.departments({ 总公司: null, 生产部: '总公司' });
    await organisation.people(staff);
    for (const module of platform.modules) await module.demo?.(organisation);
    await founding.markDemo('filled');
    return true;
  } finally {
    await client.end();
  }
}
