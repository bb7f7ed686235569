import { OptimisticLockError } from '@mikro-orm/core';
import { GraphQLError } from 'graphql';
import { MissingKind } from '../access/conditions.js';
import { Denials } from '../access/denials.js';
import {
  badInput,
  conflict,
  forbidden,
  invalidState,
  serviceUnavailable,
  tooLong,
  type ZhiduError,
} from '../errors.js';
import type { Message } from '../languages/message.js';
import { sealedConstraint } from '../secrets/sealedTables.js';

/** Connection failures of Node and classes 08, 53, 57P of PostgreSQL: nothing was wrong with the request. */
const away =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08...|53[34]..|57P0[1-5])$/;
const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|has encountered a connection error|Client was closed/;

/** How long a statement may take that no request waits for. */
export const unhurriedSeconds = 60;

/** What triggers refuse on whatever way it is tried. */
const guardedByTriggers: Record<string, () => ZhiduError> = {
  ZH001: () =>
    invalidState({
      en: 'Somebody must remain ADMINISTRATOR without an end. Assign the role to another active person first, without validUntil.',
      zh: '须有人长期担任 ADMINISTRATOR。请先将该角色授予另一位在职人员，不填 validUntil。',
    }),
  ZH002: () =>
    invalidState({
      en: 'Nobody is ADMINISTRATOR and AUDITOR at the same time. End the one role first, or let the other begin when it has ended.',
      zh: '任何人不得同时担任 ADMINISTRATOR 和 AUDITOR。请先结束其一，或让另一角色在其结束后生效。',
    }),
  ZH003: () =>
    forbidden(
      {
        en: 'Nobody raises their own rights. Ask another administrator.',
        zh: '任何人不得提升自己的权限，请由另一位系统管理员办理。',
      },
      new Denials([]).lacking({ kind: MissingKind.SOMEBODY_ELSE }),
    ),
  ZH004: () =>
    forbidden(
      { en: 'Nobody decides on their own request.', zh: '任何人不得审批自己的申请。' },
      new Denials([]).lacking({ kind: MissingKind.SOMEBODY_ELSE, property: 'applicant' }),
    ),
  ZH005: () =>
    conflict({
      en: 'Another version of the policy was issued meanwhile. Return the request to the drafter, who drafts it anew from the version in force.',
      zh: '其间已颁布该制度的另一版本。请退回起草人，由其按现行版本重新起草。',
    }),
  ZH101: () =>
    invalidState({
      en: 'This file cannot be destroyed now: it takes both signatures, an ended retention, no legal hold and no open loan.',
      zh: '该档案现在不能销毁：须两名监销人均已签字、保管期满、未被冻结且未外借。',
    }),
  ZH103: () =>
    invalidState({
      en: 'What was compiled, approved or checked stays as it is. Make it anew.',
      zh: '已编制、批准或审查的内容不能更改，请重新办理。',
    }),
  ZH104: () =>
    invalidState({
      en: 'It takes two people, and you have approved already. Leave it to somebody else in the other post.',
      zh: '须由两人分别审查，您已审查过一次，请由另一岗位的其他人员审查。',
    }),
  ZH301: () =>
    invalidState({
      en: 'What was recorded is never changed or removed. Record a correction, with its reason.',
      zh: '已录入的原始数据不得更改或删除。请另行登记更正并注明原因。',
    }),
  ZH102: () =>
    invalidState({
      en: 'The file of this record was destroyed; what remains of it cannot be changed.',
      zh: '该记录的档案已销毁，所留内容不能更改。',
    }),
  ZH201: () =>
    invalidState({
      en: 'What this person holds is not handed over. Begin with beginHandover; handoverList names everything that is open, and when the head of the department has signed (signHandover) the person may leave. To shut somebody out at once, give deactivatePerson an urgentReason.',
      zh: '该人员尚未完成移交。请先 beginHandover；handoverList 列出全部未移交事项，部门负责人签字（signHandover）后方可离职。需立即停用账号的，请在 deactivatePerson 中填写 urgentReason。',
    }),
  ZH202: () =>
    badInput([
      {
        path: 'input.departmentId',
        message: {
          en: 'The department that takes over is one in which this person has a post: see roleAssignments of the person. Of somebody who never had one, an administrator begins the handover.',
          zh: '接收部门须为该人员任职的部门：见该人员的 roleAssignments。从未任职的，由系统管理员发起移交。',
        },
      },
    ]),
};

interface DatabaseError extends Error {
  code?: string;
  constraint?: string;
}

/** PostgreSQL's error below whatever wrapped it. */
export function rootOf(error: unknown): DatabaseError {
  let current = error as DatabaseError & { cause?: unknown; previous?: unknown };
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = current?.cause ?? current?.previous;
    if (!(inner instanceof Error)) break;
    current = inner as typeof current;
  }
  return current;
}

export const changedMeanwhile = () =>
  conflict({
    en: 'Somebody else changed it meanwhile. Read it again, then repeat the change with its new version.',
    zh: '其间已有他人修改。请重新读取，再以新的 version 提交修改。',
  });

/** What a database error means to a client. Never PostgreSQL's own text: it names policies, constraints and values. */
export function translate(error: unknown): unknown {
  if (error instanceof GraphQLError) return error;
  if (error instanceof OptimisticLockError) return changedMeanwhile();
  const cause = rootOf(error);
  const code = cause?.code ?? (error as DatabaseError)?.code ?? '';
  if (guardedByTriggers[code]) return guardedByTriggers[code]();
  // What a trigger of a module refuses says why itself: its message is {en, zh} as JSON.
  if (code === 'ZH900') return invalidState(JSON.parse(cause.message) as Message);
  if (code === '42501')
    return forbidden({
      en: 'You may not write this, or it refers to something that is not visible to you.',
      zh: '您无权写入，或其中引用了对您不可见的内容。',
    });
  if (code === '23505')
    return conflict({ en: 'Something with the same key exists already.', zh: '已有相同关键值的记录。' });
  // What was read below SECRET is SECRET by now.
  if (code === '23514' && cause.constraint === sealedConstraint) return changedMeanwhile();
  if (code.startsWith('22') || code === '23514')
    return badInput([
      {
        path: '',
        message: {
          en: 'A value is out of its range or has a character that cannot be stored.',
          zh: '某个值超出范围，或含有无法保存的字符。',
        },
      },
    ]);
  if (code === '40001' || code === '40P01')
    return conflict({
      en: 'Somebody else changed the same things at the same moment. Try again.',
      zh: '他人同时修改了同一内容，请重试。',
    });
  // The only statements without a request whose time could be up are those of imports and of the platform itself.
  if (code === '57014') return tooLong(unhurriedSeconds, unhurriedSeconds);
  if (away.test(code) || awayMessages.test(cause?.message ?? '')) return serviceUnavailable();
  return error;
}
