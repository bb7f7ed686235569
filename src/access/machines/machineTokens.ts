import { createHash, randomBytes } from 'node:crypto';
import type { SignedInContext } from '../../context.js';
import type { Database } from '../../database/database.js';
import { badInput, conflict, type Problem } from '../../errors.js';
import { Person } from '../person.entity.js';
import type { Rule } from '../rules.js';
import { anonymous } from '../viewer.js';
import { type Machine, machineViewer } from './machine.js';
import { MachineToken } from './machineToken.entity.js';
import type { CreateMachineTokenInput } from './machineToken.inputs.js';

/** What a token begins with: so is it told from those of people, and found where somebody left it. */
export const machinePrefix = 'zhidu-machine-';

const longestDays = 400;
const day = 86_400_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Mutations that a rule opens to machines, and not to everybody. */
export const callsOpenToMachines = (calls: ReadonlyMap<string, Rule>): string[] =>
  [...calls]
    .filter(([name, rule]) => {
      const call = name.slice(name.indexOf('.') + 1);
      const machine = machineViewer({ id: '', name: '', call });
      return name.startsWith('Mutation.') && rule.viewer(machine) === true && rule.viewer(anonymous) === false;
    })
    .map(([name]) => name.slice(name.indexOf('.') + 1))
    .sort();

export interface NewMachineToken {
  machine: MachineToken;
  /** Shown once. */
  token: string;
}

/** What administrators do with tokens of machines. A token that is revoked is refused at the next request. */
export class MachineTokens {
  constructor(private readonly context: SignedInContext) {}

  create({ name, call, purpose, expiresAt }: CreateMachineTokenInput): Promise<NewMachineToken> {
    const { core, database, now, viewer } = this.context;
    const open = callsOpenToMachines(core.calls).filter((one) => core.switching.isActive(`Mutation.${one}`));
    const problems = [
      ...(open.includes(call) ? [] : [notOpen(open)]),
      ...(expiresAt > now && expiresAt.getTime() <= now.getTime() + longestDays * day ? [] : [outOfBounds]),
    ];
    if (problems.length > 0) throw badInput(problems);
    const token = `${machinePrefix}${randomBytes(32).toString('base64url')}`;
    return database.write(this.context, async ({ em }) => {
      if (await em.findOne(MachineToken, { name: name.trim() })) throw taken(name.trim());
      const machine = em.create(MachineToken, {
        name: name.trim(),
        call,
        purpose: purpose?.trim() || null,
        hash: hashOf(token),
        createdBy: em.getReference(Person, viewer.personId),
        expiresAt,
      });
      return { machine, token };
    });
  }

  revoke(id: string, version: number): Promise<MachineToken> {
    return this.context.database.write(this.context, async (writing) => {
      const machine = await writing.find('revokeMachineToken', MachineToken, id, version);
      machine.revoke(this.context.now);
      return machine;
    });
  }
}

/** The machine behind a token, asked of the database for each request: undefined if it is unknown, expired or revoked. */
export async function machineOf(database: Database, token: string, now: Date): Promise<Machine | undefined> {
  const [found] = await database.call<{ id: string; name: string; call: string }>(
    'select id, name, call from access.machine_of($1, $2)',
    [hashOf(token), now.toISOString()],
  );
  return found;
}

const notOpen = (open: readonly string[]): Problem => ({
  path: 'input.call',
  message:
    open.length > 0
      ? {
          en: `Give a call that is open to machines: ${open.join(', ')}.`,
          zh: `请给出向机器开放的调用：${open.join('、')}。`,
        }
      : { en: 'No call is open to machines.', zh: '目前没有向机器开放的调用。' },
});

const outOfBounds: Problem = {
  path: 'input.expiresAt',
  message: {
    en: `Give a moment in the future, at most ${longestDays} days ahead.`,
    zh: `请给出将来的时间，最多 ${longestDays} 天之后。`,
  },
};

const taken = (name: string) =>
  conflict({
    en: `There is a token for ${name} already. Revoke nothing yet: give the new one another name, such as ${name}-2.`,
    zh: `已有名为 ${name} 的令牌。无需先撤销，请为新令牌另取名称，例如 ${name}-2。`,
  });
