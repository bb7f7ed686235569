import type { Problem } from '../errors.js';
import type { Message } from '../languages/message.js';

const shortest = 12;
const longest = 200;

/** Of those that people choose most often, the ones that are long enough to pass otherwise. */
const commonest = new Set([
  'password1234',
  'passwordpassword',
  'password12345',
  'password123456',
  'mypassword123',
  'p@ssw0rd1234',
  'administrator',
  'administrator1',
  'adminadminadmin',
  'welcome12345',
  'welcomewelcome',
  'changeme1234',
  'changemechangeme',
  'letmeinletmein',
  'iloveyou1234',
  'iloveyouiloveyou',
  'woaini1314520',
  'woaini520520',
  'woaini5201314',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  'qwertyqwerty',
  'qwerty123456',
  'qwertyuiop[]',
  'asdfghjkl123',
  'asdfasdfasdf',
  'zxcvbnm12345',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'qazwsxedcrfv',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u',
  'q1w2e3r4t5y6',
  'a1b2c3d4e5f6',
  'abcdefghijkl',
  'abcdefg12345',
  'abc123abc123',
  '123456789012',
  '1234567890123',
  '123456123456',
  '123123123123',
  '123456789abc',
  '12345qwertasdf',
  '123qweasdzxc',
  '0123456789012',
  '098765432109',
  '987654321012',
  'monkeymonkey',
  'dragondragon',
  'footballfootball',
  'sunshine1234',
  'princess1234',
  'superman1234',
  'trustno1trustno1',
]);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** What is wrong with a password that somebody chooses, each with the reason. */
export function passwordProblems(password: string, name: string, path: string): Problem[] {
  const messages: Message[] = [];
  const length = [...password].length;
  if (length < shortest)
    messages.push({
      en: `Give at least ${shortest} characters: shorter ones are found by trying them all.`,
      zh: `至少 ${shortest} 个字符：更短的可以逐一试出。`,
    });
  if (length > longest) messages.push({ en: `Give at most ${longest} characters.`, zh: `最多 ${longest} 个字符。` });
  if (plain(password) === plain(name))
    messages.push({
      en: 'Do not take your name: it is the first thing that is tried.',
      zh: '不要用自己的名称：这是最先被试的。',
    });
  if (commonest.has(plain(password)))
    messages.push({
      en: 'This is one of the commonest passwords, which are tried first. Choose another.',
      zh: '这是最常见的密码之一，会最先被试，请另选。',
    });
  if (new Set(plain(password)).size < 4)
    messages.push({
      en: 'Use at least four different characters: repetitions are tried early.',
      zh: '至少用四个不同的字符：重复字符很早就会被试。',
    });
  return messages.map((message) => ({ path, message }));
}
