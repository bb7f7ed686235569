import { ArrayMaxSize, IsUUID, length, registerDecorator } from 'class-validator';
import { isMessage, type Message } from '../languages/message.js';

/** Options for a decorator of class-validator, which knows texts in one language only: both travel as one text. */
export const says = (message: Message): { message: string } => ({ message: JSON.stringify(message) });

/** The message that a check says; a plain text is the same in both languages. */
export function saidBy(text: string): Message {
  if (text.startsWith('{')) {
    try {
      const message: unknown = JSON.parse(text);
      if (isMessage(message)) return message;
    } catch {
      // No message of ours: a text that happens to begin so.
    }
  }
  return { en: text, zh: text };
}

/** A check of an input's property by a function that answers what is wrong with it, or null. */
export const Satisfies =
  <T, I extends object = object>(problemOf: (value: T, input: I) => Message | null, name = 'satisfies') =>
  (target: object, property: string): void => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property,
      validator: {
        validate: (value, context) => problemOf(value, context!.object as I) === null,
        defaultMessage: (context) => {
          const problem = problemOf(context!.value, context!.object as I);
          return problem ? says(problem).message : '';
        },
      },
    });
  };

const grouped = (number: number): string => number.toLocaleString('en').replaceAll(',', ' ');

const controls = /(?![\n\r\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** What is wrong with a text of so many characters, or null. Blanks around it and what nobody sees do not make up the least. */
function charactersProblem(text: string, least: number, most: number): Message | null {
  if (typeof text === 'string' && controls.test(text))
    return {
      en: 'It has control characters or marks that turn the direction of writing. Remove them, or type the text again.',
      zh: '文本含有控制字符或改变书写方向的符号，请删除，或重新键入。',
    };
  if (length(text, 0, most) && length(text.replace(invisible, '').trim(), least)) return null;
  return least > 0
    ? {
        en: `Give ${grouped(least)} to ${grouped(most)} characters.`,
        zh: `请填写 ${grouped(least)} 至 ${grouped(most)} 个字符。`,
      }
    : { en: `Give at most ${grouped(most)} characters.`, zh: `最多 ${grouped(most)} 个字符。` };
}

/** A text of so many characters that people see. */
export const Characters = (least: number, most: number) =>
  Satisfies((text: string) => charactersProblem(text, least, most), 'characters');

/** A list of at most so many. */
export const AtMost = (most: number): PropertyDecorator =>
  ArrayMaxSize(most, says({ en: `Give at most ${grouped(most)}.`, zh: `最多 ${grouped(most)} 项。` }));

/** The id of something, for example of a person. */
export const IdOf = (what: Message): PropertyDecorator =>
  IsUUID('all', says({ en: `Give the id of a ${what.en}.`, zh: `请给出${what.zh}的 id。` }));
