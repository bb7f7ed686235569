import { registerTitledEnum } from '../languages/enumTitles.js';

/** What a file is made of (载体). */
export enum Carrier {
  PAPER = 'PAPER',
  DISK = 'DISK',
  OTHER = 'OTHER',
}

/** What it is written with (书写材料). */
export enum Medium {
  INK = 'INK',
  CARBON_INK = 'CARBON_INK',
  LASER_PRINT = 'LASER_PRINT',
  OPTICAL = 'OPTICAL',
  MAGNETIC = 'MAGNETIC',
  BALLPOINT = 'BALLPOINT',
  PENCIL = 'PENCIL',
  OTHER = 'OTHER',
}

registerTitledEnum(Carrier, {
  name: 'Carrier',
  description: 'What a file is made of (载体).',
  values: {
    PAPER: { title: { en: 'Paper', zh: '纸质' } },
    DISK: { title: { en: 'Disk', zh: '磁盘、光盘' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

registerTitledEnum(Medium, {
  name: 'Medium',
  description: 'What a file is written with (书写材料).',
  values: {
    INK: { title: { en: 'Ink', zh: '墨水' } },
    CARBON_INK: { title: { en: 'Carbon ink', zh: '碳素墨水' } },
    LASER_PRINT: { title: { en: 'Laser print', zh: '激光打印' } },
    OPTICAL: { title: { en: 'Optical', zh: '光盘' } },
    MAGNETIC: { title: { en: 'Magnetic', zh: '磁盘' } },
    BALLPOINT: { title: { en: 'Ball-point', zh: '圆珠笔' }, description: 'fades' },
    PENCIL: { title: { en: 'Pencil', zh: '铅笔' }, description: 'fades' },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

/** What fades does not last as long as a file has to. */
export const isDurable = (medium: Medium): boolean => medium !== Medium.BALLPOINT && medium !== Medium.PENCIL;
