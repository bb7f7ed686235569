/** 三天: three calendar days. */
export const loanDays = 3;

const shanghaiMs = 8 * 3600_000;
const dayMs = 24 * 3600_000;

/** When a loan is due back: the end of the last day in Asia/Shanghai, the day of lending not counted. */
export function loanDue(lentAt: Date, days = loanDays): Date {
  const midnight = Math.floor((lentAt.getTime() + shanghaiMs) / dayMs) * dayMs - shanghaiMs;
  return new Date(midnight + (days + 1) * dayMs - 1);
}
