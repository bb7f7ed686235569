import type { Context } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import { badInput } from '../../../src/errors.js';
import { PortalColumnKind } from '../columns/column.enums.js';
import {
  failingCounts,
  failsFrom,
  homePageTerm,
  messageTerm,
  newsTerm,
  noticesTerm,
  termLengths,
} from './checks.interpretations.js';
import { type CheckedColumn, type PortalCheck, PortalFailure, type UnansweredMessage } from './portalCheck.types.js';

interface Row extends CheckedColumn {
  stale: boolean;
  shown: boolean;
}

const pressing: readonly PortalColumnKind[] = [
  PortalColumnKind.NEWS,
  PortalColumnKind.NOTICES,
  PortalColumnKind.POLICIES,
];

/** How the portal is, or was at a moment that is over: computed from when versions went live and ended. */
export async function checkPortal(context: Context, at: Date): Promise<PortalCheck> {
  if (at > context.now) throw badInput([{ path: 'at', message: over }]);
  const { interpretations } = context.core;
  const ask = askingAs(context);
  const lengthOf = async (id: string) => termLengths[await interpretations.choiceOf(ask, id)]!;
  const moment = at.toISOString();
  const [home] = await ask<{ updated: Date | null; stale: boolean }>(
    `select u.updated, coalesce(${after('u.updated', '?::interval')} < ?::timestamptz, true) as stale
     from (select max(v.live_at) as updated from publishing.item_version v where v.live_at <= ?) u`,
    [await lengthOf(homePageTerm.id), moment, moment],
  );
  const columns = await ask<Row>(
    `select c.id as "columnId", c.name, c.kind, u.updated as "updatedAt", u.shown, d.due as "dueBy",
       coalesce(d.due < ?::timestamptz, false) as stale
     from publishing.portal_column c
     cross join lateral (
       select max(v.live_at) as updated, coalesce(bool_or(v.ended_at is null or v.ended_at > ?), false) as shown
       from publishing.portal_item i join publishing.item_version v on v.item_id = i.id and v.live_at <= ?
       where i.column_id = c.id) u
     cross join lateral (
       select ${after(
         'u.updated',
         `coalesce(make_interval(days => c.update_every_days), case c.kind when 'NEWS' then ?::interval
           when 'NOTICES' then ?::interval when 'POLICIES' then ?::interval end)`,
       )} as due) d
     where c.open and c.created_at <= ? order by c.position, c.name`,
    [
      moment,
      moment,
      moment,
      await lengthOf(newsTerm.id),
      await lengthOf(noticesTerm.id),
      await lengthOf(noticesTerm.id),
      moment,
    ],
  );
  const emptyColumns = columns.filter(({ shown }) => !shown);
  const staleColumns = columns.filter(({ shown, stale }) => shown && stale);
  const unansweredMessages = await ask<UnansweredMessage>(
    'select u.id as "messageId", u.number, u.left_at as "leftAt", u.unit from publishing.unanswered_messages(?, ?::interval) u',
    [moment, await lengthOf(messageTerm.id)],
  );
  const limits = failsFrom[await interpretations.choiceOf(ask, failingCounts.id)]!;
  const failures = [
    ...(home!.stale ? [PortalFailure.HOME_PAGE_STALE] : []),
    ...(staleColumns.filter(({ kind }) => pressing.includes(kind)).length >= limits.pressing
      ? [PortalFailure.PRESSING_COLUMNS_STALE]
      : []),
    ...(staleColumns.length >= limits.stale ? [PortalFailure.COLUMNS_STALE] : []),
    ...(emptyColumns.length >= limits.empty ? [PortalFailure.COLUMNS_EMPTY] : []),
    ...(unansweredMessages.length > 0 ? [PortalFailure.MESSAGES_UNANSWERED] : []),
  ];
  const { updated: homePageUpdatedAt, stale: homePageStale } = home!;
  return { at, homePageUpdatedAt, homePageStale, staleColumns, emptyColumns, unansweredMessages, failures };
}

/** Months and days count on the calendar of the place. */
const after = (moment: string, length: string): string =>
  `((${moment} at time zone 'Asia/Shanghai' + ${length}) at time zone 'Asia/Shanghai')`;

const over = { en: 'Give a moment that is over, or leave it out.', zh: '请填写已过去的时间，或省略。' };
