import { Department } from '../access/department.entity.js';
import { Person } from '../access/person.entity.js';
import { noSuchDepartment, noSuchPerson } from '../access/unknown.js';
import type { SignedInContext } from '../context.js';
import type { Writing } from '../database/writing.js';
import { badInput, conflict, invalidState, notFound } from '../errors.js';
import type { Module } from '../module.js';
import { Handover } from './handover.entity.js';
import type { BeginHandoverInput, PassOnInput } from './handover.inputs.js';
import { type HandoverLine, linesOf } from './handoverLine.js';
import { lineSql } from './heldThings.js';
import { fulfilBeforeRoleEnds } from './roleEnding.js';

/** One thing that somebody still holds. */
export interface Held {
  line: string;
  recordType: string;
  recordId: string;
  name: string | null;
}

const mostHeld = 1000;

/** Handing over on moving or leaving. */
export class HandoverService {
  private readonly lines: readonly HandoverLine[];

  constructor(private readonly context: SignedInContext) {
    this.lines = linesOf(context.core.switching.modules as readonly Module[]);
  }

  begin({ personId, departmentId, reason }: BeginHandoverInput): Promise<Handover> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const { em } = writing;
      const person = await em.findOne(Person, { id: personId });
      const department = await em.findOne(Department, { id: departmentId });
      const problems = [
        ...(person ? [] : [noSuchPerson('input.personId')]),
        ...(department ? [] : [noSuchDepartment('input.departmentId')]),
      ];
      if (problems.length > 0) throw badInput(problems);
      if (await em.findOne(Handover, { person: personId, signedAt: null })) throw goesOnAlready();
      const handover = em.create(Handover, {
        person: person!,
        department: department!,
        reason,
        begunBy: em.getReference(Person, viewer.personId),
      });
      await core.duties.begin(writing, 'signHandover', { record: handover, department: department! });
      return handover;
    });
  }

  /** What is still held, as far as the viewer sees it. */
  async list(id: string): Promise<Held[]> {
    return this.context.database.write(this.context, async (writing) => {
      const handover = await writing.em.findOne(Handover, { id });
      if (!handover) throw notFound('Handover');
      return this.held(writing, handover.person.id, this.lines);
    });
  }

  passOn(id: string, { line: name, recordIds, successorId }: PassOnInput): Promise<Handover> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const handover = await writing.find('passOn', Handover, id);
      handover.goesOn();
      const passable = this.lines.filter(({ settledBy }) => !settledBy);
      const line = passable.find((one) => one.name === name);
      const problems = [
        ...(line ? [] : [unknownLine(passable)]),
        ...(successorId.toLowerCase() === handover.person.id ? [notToOneself] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const seen = (await this.held(writing, handover.person.id, [line!])).map(({ recordId }) => recordId);
      const wanted = recordIds?.map((one) => one.toLowerCase()) ?? seen;
      const strange = wanted.filter((one) => !seen.includes(one));
      if (strange.length > 0) throw badInput([notHeld]);
      const [row] = await writing.em.execute<{ passed: number }[]>(
        'select handover.pass(?, ?, ?::uuid[], ?, ?) as passed',
        [id, name, `{${wanted.join(',')}}`, successorId, context.now.toISOString()],
      );
      if (row!.passed < wanted.length) throw badInput([notCleared]);
      return handover;
    });
  }

  declare(id: string, version: number): Promise<Handover> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const handover = await writing.find('declareHandover', Handover, id, version);
      handover.goesOn();
      const held = await this.held(writing, handover.person.id, this.lines);
      if (held.length > 0) throw this.stillHeld(held);
      handover.declaredAt = context.now;
      return handover;
    });
  }

  /** Answers how many things the viewer received. */
  receive(id: string): Promise<number> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const handover = await writing.find('receiveHandover', Handover, id);
      const [row] = await writing.em.execute<{ received: number }[]>('select handover.receive(?, ?) as received', [
        handover.id,
        context.now.toISOString(),
      ]);
      return row!.received;
    });
  }

  async sign(id: string, version: number, password: string): Promise<Handover> {
    const { context } = this;
    const confirmed = await context.core.access.signIn.confirms(context, password);
    return context.database.write(context, async (writing) => {
      const handover = await writing.find('signHandover', Handover, id, version);
      if (!confirmed) throw badInput([wrongPassword]);
      handover.goesOn();
      const [row] = await writing.em.execute<{ left: boolean; received: boolean }[]>(
        'select handover.left_of(?) as left, handover.all_received(?) as received',
        [handover.person.id, id],
      );
      if (!handover.declaredAt || row!.left) throw notDeclared();
      if (!row!.received) throw notReceived();
      handover.signedAt = context.now;
      handover.signedBy = writing.em.getReference(Person, context.viewer.personId);
      await context.core.duties.fulfil(writing, 'signHandover', { record: handover });
      await fulfilBeforeRoleEnds(writing, handover);
      return handover;
    });
  }

  private async held({ em }: Writing, personId: string, lines: readonly HandoverLine[]): Promise<Held[]> {
    if (lines.length === 0) return [];
    const parts = lines.map((line) => {
      const { table, type, holder, title, held } = lineSql(line, em.getMetadata());
      return `(select '${line.name}' as line, '${type}' as "recordType", r.id as "recordId", ${title} as name from ${table} r where r.${holder} = ? and ${held} order by r.id limit ${mostHeld})`;
    });
    return em.execute<Held[]>(
      `select * from (${parts.join(' union all ')}) held order by line, name, "recordId"`,
      lines.map(() => personId),
    );
  }

  /** One answer with everything that is open. */
  private stillHeld(held: readonly Held[]) {
    const counts = this.lines
      .map((line) => ({ line, count: held.filter((one) => one.line === line.name).length }))
      .filter(({ count }) => count > 0);
    const say = (locale: 'en' | 'zh') =>
      counts
        .map(({ line, count }) => {
          const how = line.settledBy?.[locale] ?? (locale === 'en' ? 'passOn' : '用 passOn 移交');
          return locale === 'en' ? `${line.title.en}: ${count} (${how})` : `${line.title.zh}：${count}（${how}）`;
        })
        .join(locale === 'en' ? '; ' : '；');
    return invalidState({
      en: `Not everything is handed over. ${say('en')}. handoverList names each.`,
      zh: `尚未全部移交。${say('zh')}。handoverList 列出各项。`,
    });
  }
}

const goesOnAlready = () =>
  conflict({
    en: 'A handover of this person goes on already: see handovers. Finish that one.',
    zh: '该人员已有进行中的移交：见 handovers，请先完成。',
  });
const unknownLine = (lines: readonly HandoverLine[]) => {
  const names = lines.map(({ name }) => name);
  return {
    path: 'input.line',
    message: { en: `Give one of: ${names.join(', ')}.`, zh: `请给出其中之一：${names.join('、')}。` },
  };
};
const notToOneself = {
  path: 'input.successorId',
  message: { en: 'Name somebody else.', zh: '请指定他人。' },
};
const notHeld = {
  path: 'input.recordIds',
  message: {
    en: 'Some of these the person does not hold. Take the ids from handoverList.',
    zh: '其中有该人员并未持有的。请使用 handoverList 所列的 id。',
  },
};
const notCleared = {
  path: 'input.successorId',
  message: {
    en: 'Name somebody who works here and is cleared for all of it; nothing has passed. Pass what is classified to somebody else.',
    zh: '请指定在职且涉密权限与各项密级相符的人员；本次未移交任何一项。密级较高的请另行移交。',
  },
};
const wrongPassword = {
  path: 'password',
  message: {
    en: 'This is not your password, or there were too many attempts. Nothing was signed. Give your own password, or wait a while.',
    zh: '密码不符，或尝试次数过多。本次未签字。请输入本人密码，或稍后再试。',
  },
};
const notDeclared = () =>
  invalidState({
    en: 'It is not declared that nothing is held any more, or something has come since. Have it declared with declareHandover.',
    zh: '尚未声明已全部移交，或其后又有新增。请先 declareHandover。',
  });
const notReceived = () =>
  invalidState({
    en: 'Successors have not confirmed all that they got. Ask them to call receiveHandover.',
    zh: '接收人尚未确认接收全部事项，请其 receiveHandover。',
  });
