import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { ItemVersionReason, PortalCategory, PortalItemForm } from './item.enums.js';

const addressProblem = (text: string | null | undefined): Message | null =>
  !text || (/^https?:\/\/[^\s]{3,}$/.test(text) && text.length <= 500)
    ? null
    : { en: 'Give an address that begins with http:// or https://.', zh: '请填写以 http:// 或 https:// 开头的网址。' };

@InputType({ description: 'What an item says. Drafts may have gaps; what is missing is told on submission.' })
export class ItemContentInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 1000)
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Plain text, at most 200 000 characters.' })
  @Characters(0, 200_000)
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it comes from (信息来源).' })
  @Characters(0, 200)
  source?: string | null;

  @Field(() => String, { nullable: true })
  @Satisfies(addressProblem)
  sourceUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a permit (依据).' })
  @Characters(0, 5000)
  basis?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a permit (条件).' })
  @Characters(0, 5000)
  conditions?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a permit (程序).' })
  @Characters(0, 5000)
  procedure?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a permit (期限).' })
  @Characters(0, 5000)
  term?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a permit (结果).' })
  @Characters(0, 5000)
  result?: string | null;

  @Field(() => String, { nullable: true, description: 'Of an emergency (原因分析); it may follow in an update.' })
  @Characters(0, 5000)
  cause?: string | null;

  @Field(() => String, { nullable: true, description: 'Of an emergency (处置结果); it may follow in an update.' })
  @Characters(0, 5000)
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'How a unit is reached (联系方式).' })
  @Characters(0, 1000)
  contact?: string | null;
}

/** P03.A04: an emergency is submitted at once, whatever else it is called. */
const formProblem = (form: PortalItemForm, { category }: DraftItemInput): Message | null =>
  (form === PortalItemForm.EMERGENCY) === (category === PortalCategory.EMERGENCIES)
    ? null
    : {
        en: 'The form EMERGENCY goes with the category EMERGENCIES, and with no other.',
        zh: '形式 EMERGENCY 与类别 EMERGENCIES 须同时选用。',
      };

@InputType({ description: 'An item for the portal (发布信息).' })
export class DraftItemInput extends ItemContentInput {
  @Field(() => ID)
  @IdOf({ en: 'column', zh: '栏目' })
  columnId!: string;

  @Field(() => PortalCategory)
  category!: PortalCategory;

  @Field(() => PortalItemForm)
  @Satisfies(formProblem)
  form!: PortalItemForm;

  @Field(() => ID, { nullable: true, description: 'The unit that submits it; yours unless given.' })
  @IdOf({ en: 'department', zh: '部门' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The planned topic that it is for.' })
  @IdOf({ en: 'planned topic', zh: '选题' })
  topicId?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When what it tells of happened or was issued; now unless given, never in the future.',
  })
  occurredAt?: Date | null;

  @Field(() => Label, {
    defaultValue: Label.PUBLIC,
    description: 'Above PUBLIC it can be drafted and is never published (P03.A06).',
  })
  label!: Label;
}

@ArgsType()
export class ItemArgs {
  @Field(() => ID, { description: 'Of the item.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the record that it is based on.' })
  version!: number;
}

@ArgsType()
export class ItemVersionArgs {
  @Field(() => ID, { description: 'Of the version of the item.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the record that it is based on.' })
  version!: number;
}

@ArgsType()
export class EditItemVersionArgs extends ItemVersionArgs {
  @Field(() => ItemContentInput, { description: 'The whole content; what is left out is emptied.' })
  @ValidateNested()
  input!: ItemContentInput;
}

@ArgsType()
export class PublishItemVersionArgs extends ItemVersionArgs {
  @Field(() => Date, { nullable: true, description: 'When it goes live, within two years; at once unless given.' })
  publishAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'From when on the public no longer reads it; never unless given.' })
  expiresAt?: Date | null;
}

const firstProblem = (reason: ItemVersionReason): Message | null =>
  reason === ItemVersionReason.FIRST
    ? { en: 'Give UPDATE, CORRECTION or REPUBLICATION.', zh: '请填写 UPDATE、CORRECTION 或 REPUBLICATION。' }
    : null;

@ArgsType()
export class ReviseItemArgs extends ItemArgs {
  @Field(() => ItemVersionReason, { description: 'UPDATE, CORRECTION or REPUBLICATION.' })
  @Satisfies(firstProblem)
  reason!: ItemVersionReason;

  @Field(() => String, {
    description:
      'What is changed and why; of a correction the public reads it as correctionNote (更正说明) while the version is live, otherwise only who has signed in.',
  })
  @Characters(1, 1000)
  note!: string;
}

@ArgsType()
export class WithdrawItemArgs extends ItemArgs {
  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

const lowProblem = (label: Label): Message | null =>
  label === Label.PUBLIC
    ? {
        en: 'Give a label above PUBLIC; labels are not lowered here.',
        zh: '请填写高于“公开”的密级；此处不能降低密级。',
      }
    : null;

@ArgsType()
export class ClassifyItemArgs extends ItemArgs {
  @Field(() => Label, { description: 'Higher than it has.' })
  @Satisfies(lowProblem)
  label!: Label;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}
