import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum CopyContent {
  DATABASE = 'DATABASE',
  PROGRAMS = 'PROGRAMS',
}

registerTitledEnum(CopyContent, {
  name: 'CopyContent',
  description: 'What a copy holds (备份内容).',
  values: {
    DATABASE: { title: { en: 'Database', zh: '数据库' }, description: 'A file that npm run backup has written.' },
    PROGRAMS: {
      title: { en: 'Programs', zh: '程序' },
      description: 'The release that runs, and the settings apart from it.',
    },
  },
});
