import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { role } from '../../access/rules.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { defineModule } from '../../module.js';
import { tableOf, townships } from './county.fixture.js';
import { PublicRelease } from './publicRelease.entity.js';
import type { ReleaseOrder } from './releases.js';

const by = (counts: readonly number[]) => (at: string[]) => counts[Number(at[0]!.split(' ')[1]) - 1]!;

/** Of all births, those of boys, released alone. */
const boysOf = (boys: readonly number[]): ReleaseOrder => ({
  series: 'figures',
  title: '男婴活产数',
  clause: 'T02.A01',
  tables: [tableOf('figures.boys', [townships(4)], by(boys))],
  atMost: [{ measure: 'figures.boys', of: 'figures.births' }],
});

/** Live births and deaths of four townships. */
const orderOf = (deaths: readonly number[], births: readonly number[]): ReleaseOrder => {
  return {
    series: 'figures',
    title: '婴儿死亡率',
    clause: 'T02.A01',
    tables: [
      tableOf('figures.births', [townships(4)], by(births)),
      tableOf('figures.deaths', [townships(4)], by(deaths)),
    ],
    rates: [
      {
        indicator: 'infant-mortality (live births)',
        numerator: 'figures.deaths',
        denominator: 'figures.births',
        multiplier: 1000,
        decimals: 2,
      },
    ],
    atMost: [{ measure: 'figures.deaths', of: 'figures.births' }],
  };
};

@Resolver()
class FiguresResolver {
  @Mutation(() => ID)
  releaseFigures(
    @Arg('deaths', () => [Int]) deaths: number[],
    @Arg('births', () => [Int]) births: number[],
    @Arg('corrects', () => ID, { nullable: true }) corrects: string | null,
    @Arg('threshold', () => Int, { nullable: true }) threshold: number | null,
    @Ctx() context: SignedInContext,
  ): Promise<string> {
    return context.database.write(context, async (writing: Writing) => {
      const order = { ...orderOf(deaths, births), ...(threshold && { threshold }) };
      const corrected = corrects ? await writing.em.findOneOrFail(PublicRelease, { id: corrects }) : undefined;
      const release = await context.core.releases.release(writing, {
        ...order,
        ...(corrected && { corrects: corrected }),
      });
      return release.id;
    });
  }

  @Mutation(() => [String], { description: 'What would be withheld.' })
  previewFigures(
    @Arg('deaths', () => [Int]) deaths: number[],
    @Arg('births', () => [Int]) births: number[],
    @Ctx() context: SignedInContext,
  ): Promise<string[]> {
    return withheldOf(context, orderOf(deaths, births));
  }

  @Mutation(() => [String], { description: 'What would be withheld.' })
  previewBoys(@Arg('boys', () => [Int]) boys: number[], @Ctx() context: SignedInContext): Promise<string[]> {
    return withheldOf(context, boysOf(boys));
  }
}

const withheldOf = (context: SignedInContext, order: ReleaseOrder): Promise<string[]> =>
  context.database.write(context, async (writing: Writing) => {
    const { withheld } = await context.core.releases.preview(writing, order);
    return Object.entries(withheld).flatMap(([measure, keys]) => keys.map((key) => `${measure} ${key}`));
  });

/** A pretend module that releases figures. */
export const figures = defineModule({
  name: 'figures',
  title: { en: 'Figures', zh: '数字' },
  description: 'Releases figures.',
  requires: ['access', 'releases'],
  roles: { FIGURES_KEEPER: { en: 'Keeper of figures', zh: '数字管理员' } },
  resolvers: [FiguresResolver],
  permissions: {
    calls: {
      Mutation: {
        releaseFigures: role('FIGURES_KEEPER'),
        previewFigures: role('FIGURES_KEEPER'),
        previewBoys: role('FIGURES_KEEPER'),
      },
    },
    rows: {},
  },
});
