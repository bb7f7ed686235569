import { createHash, randomBytes, randomInt } from 'node:crypto';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import { errorCodes, rateLimited, ZhiduError } from '../../../src/errors.js';
import { addressKey } from '../../../src/limits/address.js';
import type { LeaveMessageInput, MessageStateArgs } from './message.inputs.js';
import type { MessageReceipt, MessageState } from './message.types.js';
import { flaggedIn } from './messageScreening.js';
import { messagesADay, mostADay } from './messages.duties.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** By anybody. What they wrote is nowhere but in the message: the audit keeps none of it. */
export async function leaveMessage(context: Context, input: LeaveMessageInput): Promise<MessageReceipt> {
  const { core, database, address, now } = context;
  const [subject, text, name] = [input.subject.trim(), input.text.trim(), input.name.trim()];
  const texts = Object.entries({ subject, text, name }).map(([field, said]) => ({
    field: `message.${field}`,
    text: said,
  }));
  const flagged = await flaggedIn(core, texts, now);
  // By lot: numbers in a row would tell how many others leave messages.
  const number = `LY-${randomInt(1e11, 1e12)}`;
  const code = codeFor(input);
  const given = {
    number,
    subject,
    text,
    flagged,
    name,
    contact: input.contact?.trim() || null,
    codeHash: hashOf(code),
    // Forgotten with the day.
    address: address ? hashOf(`${dayAt(now)} ${addressKey(address)}`) : null,
    day: dayAt(now),
    notice: {
      en: `The message ${number} was left. Assign it to a unit (assignMessage).`,
      zh: `收到留言 ${number}，请分派承办单位（assignMessage）。`,
    },
  };
  const most = mostADay[await core.interpretations.choiceOf(askingAs(context), messagesADay.id)]!;
  const [row] = await database.call<{ left: Left }>('select publishing.leave_message($1::json, $2, $3) as left', [
    JSON.stringify(given),
    most,
    now.toISOString(),
  ]);
  if (!row!.left.taken) throw rateLimited(tooMany(most), secondsLeft(now), most);
  return { number: row!.left.number, code, flagged };
}

interface Left {
  taken: boolean;
  number: string;
}

/** With a key of the client the same message has the same code, by which its repetition is known. */
function codeFor({ clientKey, subject, text, name, contact }: LeaveMessageInput): string {
  if (!clientKey) return randomBytes(16).toString('base64url');
  const about = JSON.stringify(['zhidu message', clientKey, subject, text, name, contact ?? null]);
  return createHash('sha256').update(about).digest('base64url').slice(0, 22);
}

/** A number that does not exist and a wrong code are answered alike. */
export async function messageState({ database }: Context, { number, code }: MessageStateArgs): Promise<MessageState> {
  const [row] = await database.call<{ found: MessageState | null }>(
    'select publishing.message_state($1, $2) as found',
    [number.trim(), hashOf(code.trim())],
  );
  if (!row?.found) throw unknownReceipt();
  const { found } = row;
  return { ...found, leftAt: new Date(found.leftAt), answeredAt: found.answeredAt && new Date(found.answeredAt) };
}

const secondsLeft = (now: Date): number =>
  Math.max(1, Math.ceil((Date.parse(`${dayAt(now)}T24:00:00+08:00`) - now.getTime()) / 1000));

const tooMany = (most: number) => ({
  en: `At most ${most} messages a day are taken from one address.`,
  zh: `同一地址每天最多留言 ${most} 条。`,
});

const unknownReceipt = () =>
  new ZhiduError(
    'NOT_FOUND',
    {
      en: 'There is no message with this number and code. Look at the receipt again, or leave another message.',
      zh: '没有与该编号和查询码相符的留言，请核对回执，或重新留言。',
    },
    { http: { status: errorCodes.NOT_FOUND } },
  );
