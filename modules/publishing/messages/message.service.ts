import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput } from '../../../src/errors.js';
import { CitizenMessage } from './citizenMessage.entity.js';
import { MessageStatus } from './message.enums.js';
import type {
  AnswerMessageArgs,
  AssignMessageArgs,
  PublishMessageArgs,
  SpamArgs,
  WithdrawMessageArgs,
} from './message.inputs.js';
import { flaggedIn } from './messageScreening.js';
import { answerDuty } from './messages.duties.js';

/** A message's way from the office to a unit, and with its answer on the portal (P03.A01, P03.A06). */
export class MessageService {
  constructor(private readonly context: SignedInContext) {}

  /** The term runs from when the message was left, whoever has it meanwhile. */
  assign({ id, version, unitId }: AssignMessageArgs): Promise<CitizenMessage> {
    const { duties } = this.context.core;
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('assignMessage', CitizenMessage, id, version);
      const unit = await writing.em.findOne(Department, { id: unitId });
      if (!unit) throw badInput([{ path: 'unitId', message: nameUnit }]);
      const isAgain = message.status === MessageStatus.ASSIGNED;
      message.assign(unit);
      if (isAgain) await duties.drop(writing, answerDuty.name, { record: message });
      await duties.begin(writing, answerDuty.name, { record: message, department: unit, from: message.leftAt });
      return message;
    });
  }

  answer({ id, version, answer }: AnswerMessageArgs): Promise<CitizenMessage> {
    const { core, now } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('answerMessage', CitizenMessage, id, version);
      await flaggedIn(core, [{ field: 'answer', text: answer }], now);
      const isFirst = !message.answeredAt;
      message.reply(this.me(writing), answer.trim(), now);
      if (isFirst) await core.duties.fulfil(writing, answerDuty.name, { record: message });
      return message;
    });
  }

  /** The review: whoever publishes answers for it, and for what screening flags. */
  publish({ id, version, subject, text, reason }: PublishMessageArgs): Promise<CitizenMessage> {
    const { core, now } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('publishMessage', CitizenMessage, id, version);
      message.refuseUnless(MessageStatus.ANSWERED);
      const flagged = await flaggedIn(
        core,
        [
          { field: 'subject', text: subject ?? message.subject },
          { field: 'text', text: text ?? message.text },
          { field: 'answer', text: message.answer! },
        ],
        now,
      );
      if (flagged.length > 0 && !reason) throw badInput([{ path: 'reason', message: sayWhy(flagged) }]);
      await writing.em.execute('select publishing.publish_message(?, ?, ?, ?)', [
        id,
        subject?.trim() ?? null,
        text?.trim() ?? null,
        flagged.length > 0 ? reason!.trim() : null,
      ]);
      return message;
    });
  }

  withdraw({ id, version, reason }: WithdrawMessageArgs): Promise<CitizenMessage> {
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('withdrawMessage', CitizenMessage, id, version);
      message.withdraw(reason.trim());
      return message;
    });
  }

  markSpam({ id, version, reason }: SpamArgs): Promise<CitizenMessage> {
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('markSpam', CitizenMessage, id, version);
      message.markSpam(reason.trim());
      const { duties } = this.context.core;
      await duties.drop(writing, answerDuty.name, { record: message });
      // What was late already stays a breach, and waits for no answer.
      await duties.fulfil(writing, answerDuty.name, { record: message });
      return message;
    });
  }

  unmarkSpam({ id, version, reason }: SpamArgs): Promise<CitizenMessage> {
    const { duties } = this.context.core;
    return this.context.database.write(this.context, async (writing) => {
      const message = await writing.find('unmarkSpam', CitizenMessage, id, version);
      message.unmarkSpam(reason.trim());
      const { unit: department, leftAt: from } = message;
      if (department) await duties.begin(writing, answerDuty.name, { record: message, department, from });
      return message;
    });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const nameUnit = { en: 'Name a department that exists, see departments.', zh: '请指定存在的部门，见 departments。' };

const sayWhy = (flagged: readonly string[]) => {
  const listed = flagged.map((text) => `"${text}"`).join(', ');
  return {
    en: `Screening flags ${listed}. Give subject and text without it, or a reason why everybody may read it; an answer is changed by its unit (answerMessage).`,
    zh: `内容筛查提示：${listed}。请填写去除后的 subject 和 text，或说明可以公开的理由；答复由承办单位修改（answerMessage）。`,
  };
};
