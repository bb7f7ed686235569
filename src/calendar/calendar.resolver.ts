import { Arg, Args, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { CalendarYearsArgs, HolidayDecreeInput, SpecialDayKind, WorkingDaysArgs } from './calendar.inputs.js';
import { calendarYears, countWorkingDays } from './calendarReads.js';
import { importDecree } from './importDecree.js';

@ObjectType({ description: 'A day that is not what its weekday says.' })
class SpecialDay {
  @Field(() => String, { description: 'YYYY-MM-DD.' })
  date!: string;

  @Field(() => SpecialDayKind)
  kind!: SpecialDayKind;

  @Field(() => String, { description: 'Of the festival.' })
  name!: string;
}

@ObjectType({ description: 'A notice of the State Council about the holidays of a year (节假日安排的通知).' })
class HolidayDecree {
  @Field(() => String, { nullable: true, description: 'Null where none was found at an official place.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  publishedOn!: string | null;

  @Field(() => String, { nullable: true })
  url!: string | null;

  @Field(() => [SpecialDay], { description: 'The days that are in force by it.' })
  days!: SpecialDay[];
}

@ObjectType({ description: 'What is decreed of a year.' })
class CalendarYear {
  @Field(() => Int)
  year!: number;

  @Field(() => Boolean, {
    description: 'No notice is there yet: it counts as Monday to Friday, and deadlines in it will be computed anew.',
  })
  provisional!: boolean;

  @Field(() => [HolidayDecree], { description: 'The notice for the year, then those that changed it.' })
  decrees!: HolidayDecree[];
}

@ObjectType({ description: 'Working days between two dates.' })
class WorkingDaysCount {
  @Field(() => Int)
  count!: number;

  @Field(() => Boolean, { description: 'Some of the years have no notice yet.' })
  provisional!: boolean;

  @Field(() => [Int], { description: 'Those years.' })
  provisionalYears!: number[];
}

@ObjectType({ description: 'What a notice changes in the calendar.' })
class ImportHolidayDecreePayload {
  @Field(() => [SpecialDay])
  added!: SpecialDay[];

  @Field(() => [SpecialDay], { description: 'Holidays that are worked now, or the other way round.' })
  changed!: SpecialDay[];

  @Field(() => [SpecialDay], { description: 'Days that become again what their weekday says.' })
  removed!: SpecialDay[];
}

@Resolver()
export class CalendarResolver {
  @Query(() => WorkingDaysCount, { description: 'Counts working days in China, both dates included.' })
  workingDays(@Args(() => WorkingDaysArgs) { from, to }: WorkingDaysArgs, @Ctx() context: Context) {
    return countWorkingDays(context, from, to);
  }

  @Query(() => [CalendarYear], { description: 'Years with what is decreed of them.' })
  calendarYears(@Args(() => CalendarYearsArgs) { from, to }: CalendarYearsArgs, @Ctx() context: Context) {
    return calendarYears(context, from, to ?? undefined);
  }

  @Mutation(() => ImportHolidayDecreePayload, {
    description:
      'Takes a notice of the State Council into the calendar. Duties whose deadline depended on its year get their new one, and whoever is responsible is told. A further notice for a year replaces all its days. CONFLICT if its number is there already.',
  })
  importHolidayDecree(
    @Arg('input', () => HolidayDecreeInput) input: HolidayDecreeInput,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Only tell what would change.' })
    dryRun: boolean,
    @Ctx() context: SignedInContext,
  ) {
    return importDecree(context, input, dryRun);
  }
}
