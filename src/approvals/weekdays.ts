import type { WorkingDays } from './approvals.js';

const day = 86_400_000;
/** Asia/Shanghai has kept this distance from UTC since 1991. */
const shanghai = 8 * 3_600_000;

/** Monday to Friday, counted in Asia/Shanghai: the same time of day so many working days later. Holidays are not known here. */
export const weekdays: WorkingDays = (from, workingDays) => {
  let at = from.getTime();
  for (let left = workingDays; left > 0; ) {
    at += day;
    const weekday = new Date(at + shanghai).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at);
};
