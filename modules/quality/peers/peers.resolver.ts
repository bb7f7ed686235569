import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { PeerLevel } from './peerLevel.entity.js';
import { PeerSeries, PeerSeriesArgs, RecordPeerLevelArgs } from './peers.inputs.js';

@Resolver(() => PeerLevel)
export class PeersResolver {
  @Mutation(() => PeerLevel, {
    nullable: true,
    description: 'Enters the quality of a product of a peer, or of our own, at a day (P06.A02).',
  })
  recordPeerLevel(@Args(() => RecordPeerLevelArgs) { input }: RecordPeerLevelArgs, @Ctx() context: SignedInContext) {
    const peer = input.peer?.trim() || null;
    const [product, indicator, unit] = [input.product.trim(), input.indicator.trim(), input.unit.trim()];
    return context.database.write(context, async ({ em }) => {
      const other = await em.findOne(PeerLevel, { product, indicator, unit: { $ne: unit } });
      const problems: Problem[] = [
        ...(other ? [{ path: 'input.unit', message: otherUnit(other.unit) }] : []),
        ...(input.observedOn > dayAt(context.now) ? [{ path: 'input.observedOn', message: notToCome }] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const recordedBy = em.getReference(Person, context.viewer.personId);
      return em.create(PeerLevel, { ...input, peer, product, indicator, unit, recordedBy });
    });
  }

  @Query(() => [PeerSeries], {
    description:
      'How an indicator of a product went, of each peer and of our own (P06.A02), our own first, then the best known; at most 50 series.',
  })
  qualityPeerSeries(@Args(() => PeerSeriesArgs) { product, indicator, last }: PeerSeriesArgs, @Ctx() context: Context) {
    return context.database.read<PeerSeries>(context, {
      sql: `
        with counting as (
          select distinct on (l.peer, l.observed_on) l.* from quality.peer_level l
          where lower(l.product) = lower($1) and lower(l.indicator) = lower($2)
          order by l.peer, l.observed_on, l.created_at desc, l.id
        ), newest as (
          select *, row_number() over (partition by peer order by observed_on desc) as place from counting
        ), series as (
          select peer, min(unit) as unit,
            json_agg(json_build_object('observedOn', observed_on, 'value', value, 'source', source) order by observed_on) as points,
            case when count(*) >= 3 then regr_slope(value, (observed_on - date '2000-01-01')::float) * 365.25 end as change,
            (array_agg(value order by observed_on desc))[1] as newest
          from newest where place <= $3 group by peer
        )
        select s.peer, s.unit, s.points, s.change as "changePerYear",
          s.newest - (select o.newest from series o where o.peer is null) as "aheadOfUs"
        from series s order by s.peer is not null, json_array_length(s.points) desc, s.peer limit 50`,
      parameters: [product, indicator, last],
    });
  }
}

const notToCome = { en: 'Give today or a day before.', zh: '请给出今天或以前的日期。' };
const otherUnit = (unit: string) => ({
  en: `The values of this product and indicator are in "${unit}"; give this one in it too.`,
  zh: `该产品该指标的计量单位为 "${unit}"，请换算后填写。`,
});
