import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum FaultSeverity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  CRITICAL = 'CRITICAL',
}

export enum FaultSource {
  PERSON = 'PERSON',
  INSPECTION = 'INSPECTION',
  ROOM_CHECK = 'ROOM_CHECK',
  READING = 'READING',
}

export enum FaultStatus {
  REPORTED = 'REPORTED',
  IN_WORK = 'IN_WORK',
  RESTORED = 'RESTORED',
  CLOSED = 'CLOSED',
}

export enum ReliabilityGroup {
  ASSET = 'ASSET',
  KIND = 'KIND',
  ALL = 'ALL',
}

registerTitledEnum(FaultSeverity, {
  name: 'FaultSeverity',
  values: {
    MINOR: { title: { en: 'Minor', zh: '一般' } },
    MAJOR: { title: { en: 'Major', zh: '较重' } },
    CRITICAL: { title: { en: 'Critical', zh: '严重' }, description: 'work stands still or data is in danger' },
  },
});

registerTitledEnum(FaultSource, {
  name: 'FaultSource',
  values: {
    PERSON: { title: { en: 'Reported by somebody', zh: '人员报告' } },
    INSPECTION: { title: { en: 'Found at an inspection', zh: '巡检发现' } },
    ROOM_CHECK: { title: { en: 'Found at a check of the machine room', zh: '机房检查发现' } },
    READING: { title: { en: 'A reading beyond its limits', zh: '监测超限' } },
  },
});

registerTitledEnum(FaultStatus, {
  name: 'FaultStatus',
  values: {
    REPORTED: { title: { en: 'Reported', zh: '已报告' } },
    IN_WORK: { title: { en: 'In work', zh: '处理中' } },
    RESTORED: { title: { en: 'Restored', zh: '已恢复' }, description: 'waits for the cause and for prevention' },
    CLOSED: { title: { en: 'Closed', zh: '已结案' } },
  },
});

registerTitledEnum(ReliabilityGroup, {
  name: 'ReliabilityGroup',
  values: {
    ASSET: { title: { en: 'Each asset', zh: '按资产' } },
    KIND: { title: { en: 'Each kind of asset', zh: '按类别' } },
    ALL: { title: { en: 'All together', zh: '合计' } },
  },
});
