import { registerTitledEnum } from '../languages/enumTitles.js';

/** What follows when a word of a category is found. */
export enum WordSeverity {
  FORBID = 'FORBID',
  WARN = 'WARN',
  ALLOW = 'ALLOW',
}

registerTitledEnum(WordSeverity, {
  name: 'WordSeverity',
  description: 'What follows when a word of a category is found.',
  values: {
    FORBID: { title: { en: 'Forbidden', zh: '禁止' }, description: 'the text goes no further' },
    WARN: { title: { en: 'Warning', zh: '警示' }, description: 'somebody has to say why it may stay' },
    ALLOW: {
      title: { en: 'Allowed', zh: '白名单' },
      description: 'other words that lie wholly within one of these are not found',
    },
  },
});

/** In which form a word was found. */
export enum WordForm {
  EXACT = 'EXACT',
  DISGUISED = 'DISGUISED',
  ACROSS = 'ACROSS',
  SOUND = 'SOUND',
}

registerTitledEnum(WordForm, {
  name: 'WordForm',
  description: 'In which form a word was found.',
  values: {
    EXACT: { title: { en: 'As it is', zh: '原词' } },
    DISGUISED: {
      title: { en: 'Disguised', zh: '变形' },
      description: 'in other characters or widths, or with something put between',
    },
    ACROSS: { title: { en: 'Across clauses', zh: '跨句' }, description: 'the end of a clause or line stands between' },
    SOUND: { title: { en: 'By sound', zh: '谐音' }, description: 'in characters or letters that sound like it' },
  },
});

/** What screening of a text comes to. */
export enum ScreeningVerdict {
  CLEAN = 'CLEAN',
  WARNING = 'WARNING',
  FORBIDDEN = 'FORBIDDEN',
}

registerTitledEnum(ScreeningVerdict, {
  name: 'ScreeningVerdict',
  description: 'What screening of a text comes to (筛查结论).',
  values: {
    CLEAN: { title: { en: 'Clean', zh: '未发现问题' } },
    WARNING: {
      title: { en: 'Warning', zh: '需说明' },
      description:
        'words that warn, words that are only likely (ACROSS, SOUND), or personal data other than landline numbers',
    },
    FORBIDDEN: {
      title: { en: 'Forbidden', zh: '禁止' },
      description: 'a forbidden word as it is or disguised, or more finds than can be listed',
    },
  },
});
