import { signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { LanguagesResolver } from './languages.resolver.js';

/** Texts in English and Chinese. Always on. */
export const languages = defineModule({
  name: 'languages',
  title: { en: 'Languages', zh: '语言' },
  description: 'Answers in English or Chinese, by Accept-Language.',
  requires: ['access'],
  resolvers: [LanguagesResolver],
  permissions: { calls: { Query: { enumTitles: signedIn } }, rows: {} },
});
