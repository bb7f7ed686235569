import { Field, ID, ObjectType } from 'type-graphql';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { PortalColumnKind } from '../columns/column.enums.js';

/** By what the portal as a whole fails the check. */
export enum PortalFailure {
  HOME_PAGE_STALE = 'HOME_PAGE_STALE',
  PRESSING_COLUMNS_STALE = 'PRESSING_COLUMNS_STALE',
  COLUMNS_STALE = 'COLUMNS_STALE',
  COLUMNS_EMPTY = 'COLUMNS_EMPTY',
  MESSAGES_UNANSWERED = 'MESSAGES_UNANSWERED',
}

registerTitledEnum(PortalFailure, {
  name: 'PortalFailure',
  description: 'By what the portal as a whole fails the check (单项否决).',
  values: {
    HOME_PAGE_STALE: { title: { en: 'Home page not updated', zh: '首页不更新' } },
    PRESSING_COLUMNS_STALE: {
      title: { en: 'Columns of news, notices or policies not updated', zh: '动态、要闻、通知、政策类栏目不更新' },
    },
    COLUMNS_STALE: { title: { en: 'Columns not updated', zh: '应更新栏目未更新' } },
    COLUMNS_EMPTY: { title: { en: 'Empty columns', zh: '空白栏目' } },
    MESSAGES_UNANSWERED: { title: { en: 'Messages of the public not answered', zh: '留言超期未答复' } },
  },
});

@ObjectType({ description: 'A column as the check found it.' })
export class CheckedColumn {
  @Field(() => ID)
  columnId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => PortalColumnKind)
  kind!: PortalColumnKind;

  @Field(() => Date, { nullable: true, description: 'When something went live in it last.' })
  updatedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'By when something new was expected; null where nothing is.' })
  dueBy!: Date | null;
}

@ObjectType({ description: 'A message of the public that nobody had answered in time (互动回应差).' })
export class UnansweredMessage {
  @Field(() => ID, { description: 'Of a CitizenMessage.' })
  messageId!: string;

  @Field(() => String)
  number!: string;

  @Field(() => Date)
  leftAt!: Date;

  @Field(() => String, { nullable: true, description: 'The unit that has it now; null while none has.' })
  unit!: string | null;
}

@ObjectType({
  description:
    'The portal against the rules by which government portals are checked (网站检查). Thresholds are interpretations; a column may have an interval of its own.',
})
export class PortalCheck {
  @Field(() => Date)
  at!: Date;

  @Field(() => Date, { nullable: true, description: 'When something went live last, in whatever column.' })
  homePageUpdatedAt!: Date | null;

  @Field(() => Boolean)
  homePageStale!: boolean;

  @Field(() => [CheckedColumn], { description: 'Open columns past their term; empty ones are not among them.' })
  staleColumns!: CheckedColumn[];

  @Field(() => [CheckedColumn], { description: 'Open columns in which nothing is on the portal.' })
  emptyColumns!: CheckedColumn[];

  @Field(() => [UnansweredMessage], { description: 'Messages past their term without an answer, the oldest first.' })
  unansweredMessages!: UnansweredMessage[];

  @Field(() => [PortalFailure], { description: 'Empty where it passes.' })
  failures!: PortalFailure[];
}
