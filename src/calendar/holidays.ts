import type { Ask } from '../database/asking.js';
import { type Calendar, calendarOf } from './calendar.js';
import type { Day } from './dates.js';
import type { DayKind, SpecialDay } from './decreeData.js';

/** A notice with the days that are in force by it. */
export interface Decree {
  year: number;
  number: string | null;
  publishedOn: Day | null;
  url: string | null;
  days: SpecialDay[];
}

interface Content {
  years: number[];
  days: Record<Day, DayKind>;
}

/** The calendar as it stands in the database, read again when another notice was imported. */
export class Holidays {
  private version: string | undefined;
  private calendar: Calendar | undefined;

  /**
   * What is decreed now. Nobody imports a notice until the caller's transaction has ended, so what was computed from it
   * is there when the import looks for what it changes.
   */
  async current(ask: Ask): Promise<Calendar> {
    const [row] = await ask<{ version: string }>('select calendar.lock_version()::text as version');
    if (!this.calendar || this.version !== row!.version) {
      this.calendar = await readCalendar(ask);
      this.version = row!.version;
    }
    return this.calendar;
  }
}

/** Read in the caller's transaction, with what it has changed itself. */
export async function readCalendar(ask: Ask): Promise<Calendar> {
  const [row] = await ask<{ content: Content }>('select calendar.content() as content');
  const { years, days } = row!.content;
  return calendarOf(new Map(Object.entries(days)), new Set(years));
}

export const readDecrees = async (ask: Ask, first: number, last: number): Promise<Decree[]> =>
  (await ask<{ decree: Decree }>('select calendar.years(?, ?) as decree', [first, last])).map(({ decree }) => decree);
