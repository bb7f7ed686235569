import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt, endOf } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { badInput, conflict, invalidState } from '../../../src/errors.js';
import { StaffMember } from './staffMember.entity.js';
import type { AddStaffMemberInput, EndStaffMemberArgs, TeamStabilityArgs } from './team.inputs.js';

/** A training that was made up for is entered within so many days after the year. */
const entryDays = 10;

export interface StabilityFigure {
  year: number;
  atBeginning: number;
  joined: number;
  left: number;
  atEnd: number;
  turnover: number | null;
}

/** Who is of the information staff, and how stable the team is (P12.A03). */
export class TeamService {
  constructor(private readonly context: SignedInContext) {}

  /** From then on the person has to be trained each year. */
  add({ personId, post, joinedOn }: AddStaffMemberInput): Promise<StaffMember> {
    const { context } = this;
    const problems = notToCome('input.joinedOn', joinedOn, context.now);
    if (problems.length > 0) throw badInput(problems);
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      if (await em.findOne(StaffMember, { person: personId, leftOn: null })) throw already();
      const member = em.create(StaffMember, {
        person: em.getReference(Person, personId),
        post: post.trim(),
        joinedOn,
        label: Label.INTERNAL,
      });
      await context.core.duties.beginSeries(writing, 'trainYearly', {
        record: member,
        person: { id: personId },
        period: 'year',
        days: entryDays,
      });
      return member;
    });
  }

  end({ id, version, leftOn, reason }: EndStaffMemberArgs): Promise<StaffMember> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const member = await writing.find('endStaffMember', StaffMember, id, version);
      const problems = [
        ...notToCome('leftOn', leftOn, context.now),
        ...(leftOn < member.joinedOn ? [beforeJoining(member.joinedOn)] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const [row] = await writing.em.execute<{ n: number }[]>(
        'select count(*)::integer as n from it_operations.shift where operator_id = ? and cancelled_at is null and ends_at > ?',
        [member.person.id, endOf(leftOn).toISOString()],
      );
      if (row!.n > 0) throw hasShifts(row!.n, leftOn);
      member.leave(leftOn, reason.trim());
      await context.core.duties.endSeries(writing, 'trainYearly', member);
      return member;
    });
  }
}

/** By year, as far as the viewer sees members: who left in a year over the mean of its beginning and its end. */
export const teamStability = (context: Context, { from, to }: TeamStabilityArgs): Promise<StabilityFigure[]> =>
  context.database.read<StabilityFigure>(context, {
    sql: `select y as year, f.at_beginning as "atBeginning", f.joined, f.left_team as "left", f.at_beginning + f.joined - f.left_team as "atEnd",
        case when 2 * f.at_beginning + f.joined - f.left_team > 0
          then round(f.left_team / ((2 * f.at_beginning + f.joined - f.left_team) / 2.0), 4)::float8 end as turnover
      from generate_series($1::integer, least($2::integer, extract(year from $3::date)::integer)) y, lateral (
        select count(*) filter (where m.joined_on < make_date(y, 1, 1) and coalesce(m.left_on, 'infinity') >= make_date(y, 1, 1))::integer as at_beginning,
          count(*) filter (where extract(year from m.joined_on) = y)::integer as joined,
          count(*) filter (where extract(year from m.left_on) = y)::integer as left_team
        from it_operations.staff_member m) f
      order by y`,
    parameters: [from, to, dayAt(context.now)],
  });

const already = () =>
  conflict({
    en: 'The person is of the information staff already. See staffMembers.',
    zh: '该人员已是信息工作人员，见 staffMembers。',
  });

const beforeJoining = (joinedOn: string) => ({
  path: 'leftOn',
  message: {
    en: `Give a day from ${joinedOn} on, when the person joined.`,
    zh: `离开日期不能早于加入日期 ${joinedOn}。`,
  },
});

const hasShifts = (count: number, leftOn: string) =>
  invalidState({
    en: `The person has ${count} shifts after ${leftOn}. Give them to others with reassignShift, or cancel them, then try again.`,
    zh: `该人员在 ${leftOn} 之后还有 ${count} 个班次。请先用 reassignShift 改派或取消，再试。`,
  });
