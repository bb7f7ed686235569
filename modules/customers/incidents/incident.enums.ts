import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum LeakChannel {
  PRIVATE_CONTACT = 'PRIVATE_CONTACT',
  PUBLIC_PLACE = 'PUBLIC_PLACE',
  OPEN_TELEPHONE = 'OPEN_TELEPHONE',
  TELEGRAM_OR_LETTER = 'TELEGRAM_OR_LETTER',
  OTHER = 'OTHER',
}

export enum LeakStatus {
  REPORTED = 'REPORTED',
  CONTAINED = 'CONTAINED',
  CLOSED = 'CLOSED',
}

export enum LeakFinding {
  LEAKED = 'LEAKED',
  NOT_LEAKED = 'NOT_LEAKED',
  NOT_CLEARED_UP = 'NOT_CLEARED_UP',
}

registerTitledEnum(LeakChannel, {
  name: 'LeakChannel',
  description: 'On which way customer information got out: the three prohibitions (三不准), or another.',
  values: {
    PRIVATE_CONTACT: { title: { en: 'Private contact', zh: '私人交往' } },
    PUBLIC_PLACE: { title: { en: 'Talk in a public place', zh: '公共场所谈论' } },
    OPEN_TELEPHONE: { title: { en: 'Open telephone', zh: '普通电话' } },
    TELEGRAM_OR_LETTER: { title: { en: 'Open telegram or private letter', zh: '明码电报、私人通信' } },
    OTHER: { title: { en: 'Another way', zh: '其他途径' } },
  },
});

registerTitledEnum(LeakStatus, {
  name: 'LeakStatus',
  values: {
    REPORTED: { title: { en: 'Reported', zh: '已报告' }, description: 'waits to be contained' },
    CONTAINED: { title: { en: 'Contained', zh: '已控制' }, description: 'nothing more becomes known' },
    CLOSED: { title: { en: 'Closed', zh: '已结案' } },
  },
});

registerTitledEnum(LeakFinding, {
  name: 'LeakFinding',
  values: {
    LEAKED: { title: { en: 'Information got out', zh: '确已泄露' } },
    NOT_LEAKED: { title: { en: 'Nothing got out', zh: '未泄露' } },
    NOT_CLEARED_UP: { title: { en: 'Could not be cleared up', zh: '无法查明' } },
  },
});
