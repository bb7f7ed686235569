import { Max, Min, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, conflict } from '../../../src/errors.js';
import { Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { OutputFigure } from './outputFigure.entity.js';

const bounds = says({ en: 'Give 1 to 100 000 000.', zh: '请给出 1 至 100 000 000。' });

const monthProblem = (text: string) =>
  /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(text)
    ? null
    : { en: 'Give a month, as 2026-03.', zh: '请给出月份，格式为 2026-03。' };

@InputType({ description: 'How many units of a product went out in a month.' })
class RecordOutputInput {
  @Field(() => String, { description: 'Product and model as on the forms.' })
  @Characters(1, 200)
  product!: string;

  @Field(() => String, { description: 'YYYY-MM, a month that has begun.' })
  @Satisfies(monthProblem)
  month!: string;

  @Field(() => Int, { description: '1 to 100 000 000.' })
  @Min(1, bounds)
  @Max(100_000_000, bounds)
  units!: number;
}

@ArgsType()
class CorrectOutputArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => Int, { description: '1 to 100 000 000.' })
  @Min(1, bounds)
  @Max(100_000_000, bounds)
  units!: number;
}

@ArgsType()
class RecordOutputArgs {
  @Field(() => RecordOutputInput)
  @ValidateNested()
  input!: RecordOutputInput;
}

@Resolver(() => OutputFigure)
export class OutputResolver {
  @Mutation(() => OutputFigure, {
    nullable: true,
    description:
      'Enters how many units of a product went out in a month (P06.A02). CONFLICT where that is entered already.',
  })
  recordOutput(@Args(() => RecordOutputArgs) { input }: RecordOutputArgs, @Ctx() context: SignedInContext) {
    const month = `${input.month}-01`;
    if (month > dayAt(context.now)) throw badInput([{ path: 'input.month', message: notBegun }]);
    return context.database.write(context, async ({ em }) => {
      const product = input.product.trim();
      if (await em.count(OutputFigure, { product, month })) throw conflict(enteredAlready);
      const recordedBy = em.getReference(Person, context.viewer.personId);
      return em.create(OutputFigure, { product, month, units: input.units, recordedBy });
    });
  }

  @Mutation(() => OutputFigure, { nullable: true, description: 'Corrects how many units went out (P06.A02).' })
  correctOutput(
    @Args(() => CorrectOutputArgs) { id, version, units }: CorrectOutputArgs,
    @Ctx() context: SignedInContext,
  ) {
    return context.database.write(context, async (writing) => {
      const figure = await writing.find('correctOutput', OutputFigure, id, version);
      figure.units = units;
      return figure;
    });
  }
}

const notBegun = { en: 'Give a month that has begun.', zh: '请给出已开始的月份。' };
const enteredAlready = {
  en: 'The figure of this product and month is entered already. Correct it with correctOutput.',
  zh: '该产品当月数量已登记，请用 correctOutput 更正。',
};
