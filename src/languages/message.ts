/** The languages that the platform speaks; English unless a client prefers another. */
export const locales = ['en', 'zh'] as const;

export type Locale = (typeof locales)[number];

/** A text in each of them. */
export type Message = Record<Locale, string>;

export const isMessage = (content: unknown): content is Message =>
  typeof content === 'object' &&
  content !== null &&
  Object.keys(content).length === locales.length &&
  locales.every((locale) => typeof (content as Message)[locale] === 'string');

/** Plain data with every message in it replaced by its text in one language. */
export function inLanguage(content: unknown, locale: Locale): unknown {
  if (isMessage(content)) return content[locale];
  if (Array.isArray(content)) return content.map((one) => inLanguage(one, locale));
  if (typeof content !== 'object' || content === null || Object.getPrototypeOf(content) !== Object.prototype)
    return content;
  return Object.fromEntries(Object.entries(content).map(([key, one]) => [key, inLanguage(one, locale)]));
}

/** Messages one after the other; Chinese sentences need no blank between them. */
export const joined = (messages: readonly Message[]): Message => ({
  en: messages.map(({ en }) => en).join(' '),
  zh: messages.map(({ zh }) => zh).join(''),
});

/** A list of messages as it stands in a sentence. */
export const listed = (messages: readonly Message[]): Message => ({
  en: messages.map(({ en }) => en).join(', '),
  zh: messages.map(({ zh }) => zh).join('、'),
});
