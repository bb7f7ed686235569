import { listed, type Message } from '../languages/message.js';
import { type Condition, MissingKind, type Words } from './conditions.js';

/** Titles of roles by name. */
export type RoleTitles = ReadonlyMap<string, Message>;

/** A missing condition in words for people. */
export function wordsOf({ kind, anyOf = [], level, action, property, words }: Condition, titles: RoleTitles): Words {
  const roles = listed(anyOf.map((name) => titles.get(name) ?? { en: name, zh: name }));
  if (words) return words;
  switch (kind) {
    case MissingKind.SIGN_IN:
      return {
        message: { en: 'It takes somebody who has signed in.', zh: '须先登录。' },
        remedy: { en: 'Sign in with signIn.', zh: '请用 signIn 登录。' },
      };
    case MissingKind.PASSWORD:
      return {
        message: { en: 'It takes a password of your own.', zh: '须先设置自己的密码。' },
        remedy: {
          en: 'Choose a new password with changePassword, then sign in again.',
          zh: '请用 changePassword 设置新密码，然后重新登录。',
        },
      };
    case MissingKind.ROLE:
      return {
        message:
          anyOf.length > 1
            ? { en: `It takes one of the roles: ${roles.en}.`, zh: `须担任以下角色之一：${roles.zh}。` }
            : { en: `It takes the role: ${roles.en}.`, zh: `须担任角色：${roles.zh}。` },
        remedy: {
          en: 'Ask somebody in such a role to do it, or an administrator to give it to you.',
          zh: '请由担任该角色的人员办理，或请系统管理员授予您该角色。',
        },
      };
    case MissingKind.CLEARANCE:
      return {
        message: level
          ? { en: `It takes clearance for ${level}.`, zh: `涉密权限须达到 ${level}。` }
          : {
              en: 'It takes clearance and compartments for the label, and from SECRET up being the keeper.',
              zh: '涉密权限和专项须与密级相符；机密及以上还须为保管人。',
            },
        remedy: {
          en: 'Ask somebody who is cleared for it to do it, or an administrator to clear you.',
          zh: '请由具有该涉密权限的人员办理，或请系统管理员授予您该权限。',
        },
      };
    case MissingKind.KEEPER:
      return {
        message: { en: 'It takes the keeper of the record.', zh: '须为该记录的保管人。' },
        remedy: { en: 'Ask the keeper of the record.', zh: '请由该记录的保管人办理。' },
      };
    case MissingKind.GRANT:
      return {
        message: { en: `It takes a grant in force for ${action}.`, zh: `须持有有效授权：${action}。` },
        remedy: { en: 'Ask the keeper of the record.', zh: '请与该记录的保管人联系。' },
      };
    case MissingKind.OWNER:
      return {
        message: { en: `It takes the one whom ${property} names.`, zh: `须为 ${property} 所指的人员或部门。` },
        remedy: { en: `Ask whoever ${property} names.`, zh: `请由 ${property} 所指的人员或部门办理。` },
      };
    case MissingKind.SOMEBODY_ELSE:
      return somebodyElse(property, roles);
    case MissingKind.RECORD:
      return {
        message: { en: 'It takes a record with this id that is visible to you.', zh: '须有该 id 且对您可见的记录。' },
        remedy: {
          en: 'Check the id. What is hidden from you and what never existed give this same answer.',
          zh: '请核对 id。对您不可见的记录与不存在的记录，答复相同。',
        },
      };
    case MissingKind.STATE:
      return {
        message: { en: 'The record is not ready for it.', zh: '该记录尚不具备条件。' },
        remedy: { en: 'Do what comes before it first.', zh: '请先办理前一步骤。' },
      };
    case MissingKind.OTHER:
      return {
        message: { en: 'It is open to nobody.', zh: '此项不对任何人开放。' },
        remedy: { en: 'Ask an administrator what is meant to be used instead.', zh: '请向系统管理员咨询替代办法。' },
      };
  }
}

/** Two pairs of eyes: whoever has had one part in a matter has no other. */
function somebodyElse(property: string | undefined, roles: Message): Words {
  if (property)
    return {
      message: {
        en: `It takes somebody other than the one whom ${property} names.`,
        zh: `须由 ${property} 所指以外的人员办理。`,
      },
      remedy: {
        en: `It is you whom ${property} names: ask somebody else who may do it.`,
        zh: `您就是 ${property} 所指的人员，请由其他有权人员办理。`,
      },
    };
  return {
    message: roles.en
      ? { en: `It takes somebody who is not: ${roles.en}.`, zh: `须由不担任以下角色的人员办理：${roles.zh}。` }
      : { en: 'It takes somebody else.', zh: '须由其他人员办理。' },
    remedy: { en: 'Ask somebody else who may do it.', zh: '请由其他有权人员办理。' },
  };
}
