import { addDays, type Day, dayAt, endOf, yearOf } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { type Ask, askingAs } from '../../../src/database/asking.js';
import type { Interpretations } from '../../../src/interpretations/interpretations.js';
import { partialYear } from './training.duties.js';
import { TrainingStanding } from './training.enums.js';

export const yearlyHours = 30;
const warnedDays = 90;

interface Trained {
  memberId: string;
  personId: string;
  name: string;
  joinedOn: Day;
  hours: number;
  countyTrainings: number;
  hoursBefore: number;
  countyBefore: number;
  everTrained: boolean;
}

export interface StandingFigure extends Pick<Trained, 'personId' | 'name' | 'hours' | 'countyTrainings'> {
  memberId: string;
  hoursNeeded: number;
  countyTrainingNeeded: boolean;
  complete: boolean;
  standing: TrainingStanding;
}

/** What somebody needs in a year, by the day on which they joined. */
export function needed(joinedOn: Day, year: number, choice: string): { hours: number; county: boolean } {
  if (yearOf(joinedOn) < year || choice === 'FULL') return { hours: yearlyHours, county: true };
  if (yearOf(joinedOn) > year || choice === 'EXEMPT') return { hours: 0, county: false };
  const month = Number(joinedOn.slice(5, 7));
  return { hours: Math.ceil(((yearlyHours * (13 - month)) / 12) * 2) / 2, county: month <= 6 };
}

/** Each of the staff in a year, or one of them, as far as the viewer sees them. */
export async function trainingStandings(
  ask: Ask,
  interpretations: Interpretations,
  { year, now, personId = null }: { year: number; now: Date; personId?: string | null },
): Promise<StandingFigure[]> {
  const choice = await interpretations.choiceOf(ask, partialYear.id);
  const rows = await ask<Trained>(
    `select m.id as "memberId", m.person_id as "personId", p.display_name as name, m.joined_on::text as "joinedOn", t.*
     from it_operations.staff_member m join access.person p on p.id = m.person_id, lateral (
       select coalesce(sum(a.hours) filter (where s.year = ?::integer), 0)::float8 as hours,
         (count(*) filter (where s.year = ?::integer and s.counts))::integer as "countyTrainings",
         coalesce(sum(a.hours) filter (where s.year = ?::integer - 1), 0)::float8 as "hoursBefore",
         (count(*) filter (where s.year = ?::integer - 1 and s.counts))::integer as "countyBefore",
         count(*) > 0 as "everTrained"
       from it_operations.training_attendance a join (
         select x.id, extract(year from x.held_on)::integer as year, x.level in ('COUNTY', 'CITY', 'PROVINCE', 'NATIONAL') as counts
         from it_operations.training_session x where x.state = 'HELD') s on s.id = a.session_id
       where a.person_id = m.person_id) t
     where m.joined_on < make_date(?::integer + 1, 1, 1) and (m.left_on is null or m.left_on >= make_date(?::integer, 12, 31))
       and (?::uuid is null or m.person_id = ?::uuid)
     order by p.display_name, m.id limit 1000`,
    [year, year, year, year, year, year, personId, personId],
  );
  return rows.map((row) => standingOf(row, year, choice, now));
}

function standingOf(row: Trained, year: number, choice: string, now: Date): StandingFigure {
  const { memberId, personId, name, hours, countyTrainings } = row;
  const need = needed(row.joinedOn, year, choice);
  const before = needed(row.joinedOn, year - 1, choice);
  const isEnough = (has: number, county: number, of: typeof need) => has >= of.hours && (!of.county || county > 0);
  const complete = isEnough(hours, countyTrainings, need);
  const wasComplete = isEnough(row.hoursBefore, row.countyBefore, before);
  return {
    memberId,
    personId,
    name,
    hours,
    countyTrainings,
    hoursNeeded: need.hours,
    countyTrainingNeeded: need.county,
    complete,
    standing: stateAt(year, now, { complete, wasComplete, everTrained: row.everTrained, hours }),
  };
}

function stateAt(
  year: number,
  now: Date,
  {
    complete,
    wasComplete,
    everTrained,
    hours,
  }: { complete: boolean; wasComplete: boolean; everTrained: boolean; hours: number },
): TrainingStanding {
  if (complete) return TrainingStanding.CURRENT;
  const last = `${year}-12-31`;
  if (now >= endOf(last)) return hours > 0 ? TrainingStanding.EXPIRED : TrainingStanding.NOT_TRAINED;
  if (dayAt(now) > addDays(last, -warnedDays)) return TrainingStanding.EXPIRING_SOON;
  if (wasComplete) return TrainingStanding.CURRENT;
  return everTrained ? TrainingStanding.EXPIRED : TrainingStanding.NOT_TRAINED;
}

export const trainingStandingsFor = (context: Context, year: number | null | undefined): Promise<StandingFigure[]> =>
  trainingStandings(askingAs(context), context.core.interpretations, {
    year: year ?? yearOf(dayAt(context.now)),
    now: context.now,
  });
