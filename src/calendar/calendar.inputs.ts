import { ArrayMaxSize, ArrayMinSize, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { dateProblem } from '../graphql/dates.js';
import { Characters, Satisfies, says } from '../graphql/inputChecks.js';
import { registerTitledEnum } from '../languages/enumTitles.js';
import type { Day } from './dates.js';

export enum SpecialDayKind {
  HOLIDAY = 'HOLIDAY',
  WORKDAY = 'WORKDAY',
}

registerTitledEnum(SpecialDayKind, {
  name: 'SpecialDayKind',
  values: {
    HOLIDAY: { title: { en: 'Holiday', zh: '放假' } },
    WORKDAY: { title: { en: 'Working weekend', zh: '调休上班' }, description: 'a Saturday or Sunday that is worked' },
  },
});

@InputType({ description: 'A day that is not what its weekday says.' })
export class SpecialDayInput {
  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  date!: Day;

  @Field(() => SpecialDayKind)
  kind!: SpecialDayKind;

  @Field(() => String, { description: 'Of the festival, for example 春节.' })
  @Characters(1, 100)
  name!: string;
}

@InputType({ description: 'A notice of the State Council about the holidays of a year (节假日安排的通知).' })
export class HolidayDecreeInput {
  @Field(() => Int)
  @IsInt()
  @Min(1992, says({ en: 'Give a year from 1992 to 2200.', zh: '请给出 1992 至 2200 年。' }))
  @Max(2200, says({ en: 'Give a year from 1992 to 2200.', zh: '请给出 1992 至 2200 年。' }))
  year!: number;

  @Field(() => String, { description: 'For example 国办发明电〔2025〕7号.' })
  @Characters(1, 100)
  number!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  publishedOn!: Day;

  @Field(() => String, { description: 'Where it can be read.' })
  @Matches(
    /^https?:\/\/\S{1,290}$/,
    says({
      en: 'Give an address that begins with http:// or https://.',
      zh: '请填写以 http:// 或 https:// 开头的网址。',
    }),
  )
  url!: string;

  @Field(() => [SpecialDayInput], {
    description:
      'All holidays and all working weekends of the year, also those that an earlier notice named. New Year may begin on 25 December of the year before. At most 100.',
  })
  @ArrayMinSize(1, says({ en: 'Give at least one day.', zh: '请至少给出一天。' }))
  @ArrayMaxSize(100, says({ en: 'Give at most 100 days.', zh: '最多 100 天。' }))
  @ValidateNested({ each: true })
  days!: SpecialDayInput[];
}

@ArgsType()
export class WorkingDaysArgs {
  @Field(() => String, { description: 'YYYY-MM-DD, included.' })
  @Satisfies(dateProblem)
  from!: Day;

  @Field(() => String, { description: 'YYYY-MM-DD, included; at most ten years after from.' })
  @Satisfies(dateProblem)
  to!: Day;
}

const yearProblem = { en: 'Give a year from 1992 to 2200.', zh: '请给出 1992 至 2200 年。' };

@ArgsType()
export class CalendarYearsArgs {
  @Field(() => Int, { defaultValue: 2004, description: 'From 1992.' })
  @Min(1992, says(yearProblem))
  @Max(2200, says(yearProblem))
  from!: number;

  @Field(() => Int, { nullable: true, description: 'Up to 2200, at most 50 years; next year unless given.' })
  @Min(1992, says(yearProblem))
  @Max(2200, says(yearProblem))
  to?: number | null;
}
