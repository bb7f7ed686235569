import type { NumberStyle } from './xlsxStyles.js';

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** 9999-12-31. */
const lastDay = 2_958_465;

/** A number as the sheet shows it: days as YYYY-MM-DD, with the time behind where it has one. */
export function numberText(raw: string, style: NumberStyle, countsFrom1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (typeof style === 'object') return plain(raw).padStart(style.zeros, '0');
  if (style === 'plain') return plain(raw);
  const days = value + (countsFrom1904 ? 1462 : 0);
  if (days < 0 || days > lastDay) return plain(raw);
  if (days >= 1) return dayText(days);
  return style === 'time' ? timeOf(days) : plain(raw);
}

/** Excel counts with 15 digits and stores 17, of which the last ones are noise; whole numbers that are written out are exact. */
function plain(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw;
  const rounded = Number(Number(raw).toPrecision(15));
  return Number.isInteger(rounded) ? BigInt(rounded).toString() : rounded.toString();
}

function dayText(days: number): string {
  // Excel believes in 1900-02-29 (day 60): the days before it are one further on than a true calendar says.
  const sinceEpoch = days < 60 ? days + 1 : days;
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round(sinceEpoch * 86_400) * 1000).toISOString();
  const [day, time] = [moment.slice(0, 10), moment.slice(11, 19)];
  return time === '00:00:00' ? day : `${day} ${time}`;
}

const timeOf = (days: number) => new Date(Math.round(days * dayMilliseconds)).toISOString().slice(11, 19);
