import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum MonitoredArea {
  CARE = 'CARE',
  TEACHING = 'TEACHING',
  RESEARCH = 'RESEARCH',
  MANAGEMENT = 'MANAGEMENT',
}

registerTitledEnum(MonitoredArea, {
  name: 'MonitoredArea',
  description: 'What an indicator monitors.',
  values: {
    CARE: { title: { en: 'Medical and health care', zh: '医疗保健' } },
    TEACHING: { title: { en: 'Teaching', zh: '教学' } },
    RESEARCH: { title: { en: 'Research', zh: '科研' } },
    MANAGEMENT: { title: { en: 'Management', zh: '管理' } },
  },
});

export enum WorseDirection {
  HIGHER = 'HIGHER',
  LOWER = 'LOWER',
}

registerTitledEnum(WorseDirection, {
  name: 'WorseDirection',
  values: {
    HIGHER: { title: { en: 'Higher is worse', zh: '越高越差' } },
    LOWER: { title: { en: 'Lower is worse', zh: '越低越差' } },
  },
});

export enum ReadingState {
  NORMAL = 'NORMAL',
  WARNING = 'WARNING',
  ALARM = 'ALARM',
}

registerTitledEnum(ReadingState, {
  name: 'ReadingState',
  values: {
    NORMAL: { title: { en: 'Within limits', zh: '正常' } },
    WARNING: { title: { en: 'Warning', zh: '预警' } },
    ALARM: { title: { en: 'Alarm', zh: '警报' } },
  },
});

export enum ReadingSource {
  ENTERED = 'ENTERED',
  DRAWN = 'DRAWN',
}

registerTitledEnum(ReadingSource, {
  name: 'ReadingSource',
  values: {
    ENTERED: { title: { en: 'Entered by hand', zh: '手工录入' } },
    DRAWN: { title: { en: 'From approved reports', zh: '取自审定报表' } },
  },
});

export enum IndicatorTrend {
  IMPROVING = 'IMPROVING',
  STEADY = 'STEADY',
  WORSENING = 'WORSENING',
}

registerTitledEnum(IndicatorTrend, {
  name: 'IndicatorTrend',
  values: {
    IMPROVING: { title: { en: 'Improving', zh: '好转' } },
    STEADY: { title: { en: 'Steady', zh: '平稳' } },
    WORSENING: { title: { en: 'Worsening', zh: '变差' } },
  },
});
