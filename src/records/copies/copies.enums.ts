import { registerTitledEnum } from '../../languages/enumTitles.js';

export enum CopyKind {
  COPY = 'COPY',
  EXCERPT = 'EXCERPT',
}

export enum CarriageKind {
  RECEIVE = 'RECEIVE',
  SEND = 'SEND',
  PASS_ON = 'PASS_ON',
  CARRY_OUT = 'CARRY_OUT',
}

registerTitledEnum(CopyKind, {
  name: 'CopyKind',
  values: { COPY: { title: { en: 'Copy', zh: '复制' } }, EXCERPT: { title: { en: 'Excerpt', zh: '摘抄' } } },
});

registerTitledEnum(CarriageKind, {
  name: 'CarriageKind',
  values: {
    RECEIVE: { title: { en: 'Received', zh: '收进' } },
    SEND: { title: { en: 'Sent', zh: '发出' } },
    PASS_ON: { title: { en: 'Passed on', zh: '传递' } },
    CARRY_OUT: { title: { en: 'Carried out', zh: '外出携带' } },
  },
});
