import { ArrayMaxSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../src/access/labels.js';
import { dateProblem } from '../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../src/graphql/inputChecks.js';
import type { Message } from '../../src/languages/message.js';
import { creditCodeProblem, normalCreditCode } from './creditCode.js';
import { CustomerKind, CustomerStanding, Profession } from './customer.entity.js';

/** P01.A03: a special customer names its profession, a general one has none. */
export const professionProblem = (kind: CustomerKind, profession: Profession | null | undefined): Message | null => {
  if (kind === CustomerKind.SPECIAL && !profession)
    return { en: 'A special customer names its profession.', zh: '特殊客户须注明 profession（专业）。' };
  if (kind === CustomerKind.GENERAL && profession)
    return {
      en: 'Only a special customer has a profession; set kind to SPECIAL.',
      zh: '只有特殊客户才有 profession（专业）；请将 kind 设为 SPECIAL。',
    };
  return null;
};

@InputType({ description: 'A person to speak with at a customer.' })
export class ContactInput {
  @Field(() => String)
  @Characters(1, 100)
  name!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  post?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 50)
  telephone?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(
    /^[^\s@]{1,64}@[^\s@]{1,200}$/,
    says({ en: 'Give an address such as name@company.example.', zh: '请填写邮箱地址，例如 name@company.example。' }),
  )
  email?: string | null;
}

@InputType()
class CustomerDetailsInput {
  @Field(() => Profession, { nullable: true, description: 'Asked of a special customer.' })
  profession?: Profession | null;

  @Field(() => String, { nullable: true, description: 'Unified social credit code; its check character is verified.' })
  @Satisfies((code: string) => creditCodeProblem(normalCreditCode(code)), 'code')
  creditCode?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  legalRepresentative?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  address?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(/^\d{6}$/, says({ en: 'Give six digits.', zh: '请填写六位数字。' }))
  postalCode?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 50)
  telephone?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 50)
  fax?: string | null;

  @Field(() => String, { nullable: true })
  @Matches(
    /^https?:\/\/\S{1,290}$/,
    says({
      en: 'Give an address that begins with http:// or https://.',
      zh: '请填写以 http:// 或 https:// 开头的网址。',
    }),
  )
  webAddress?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 10_000)
  businessScope?: string | null;

  @Field(() => Float, { nullable: true, description: 'In units of capitalCurrency, not in ten thousands.' })
  @Min(0, says({ en: 'Give a number from 0 up.', zh: '请填写不小于 0 的数。' }))
  @Max(9e15, says({ en: 'Give at most 9 000 000 000 000 000.', zh: '最大 9 000 000 000 000 000。' }))
  capitalAmount?: number | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example CNY.' })
  @Matches(
    /^[A-Z]{3}$/,
    says({ en: 'Give three capital letters, for example CNY.', zh: '请填写三个大写字母，例如 CNY。' }),
  )
  capitalCurrency?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  foundedOn?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  enterpriseType?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  province?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 300)
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Words by which the file is to be found, separated by spaces.' })
  @Characters(0, 300)
  keywords?: string | null;

  @Field(() => String, { nullable: true, description: 'What is known of its credit (信用状况).' })
  @Characters(0, 2000)
  creditStatus?: string | null;
}

@InputType({ description: 'A new customer file.' })
export class RegisterCustomerInput extends CustomerDetailsInput {
  @Field(() => String)
  @Characters(1, 200)
  name!: string;

  @Field(() => CustomerKind, { defaultValue: CustomerKind.GENERAL })
  @Satisfies((kind: CustomerKind, { profession }: RegisterCustomerInput) => professionProblem(kind, profession))
  kind!: CustomerKind;

  @Field(() => CustomerStanding, { defaultValue: CustomerStanding.ORDINARY })
  standing!: CustomerStanding;

  @Field(() => Label, { defaultValue: Label.INTERNAL })
  label!: Label;

  @Field(() => [String], { defaultValue: [] })
  @AtMost(50)
  compartments!: string[];

  @Field(() => ID, { nullable: true, description: 'Who keeps the file; you, unless you name somebody.' })
  @IdOf({ en: 'person', zh: '人员' })
  keeperId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The department that owns the file; yours, unless you name one.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => [ContactInput], { defaultValue: [] })
  @ArrayMaxSize(
    20,
    says({
      en: 'Give at most 20 contacts; add further ones with addContact.',
      zh: '最多 20 名联系人，其余请用 addContact 添加。',
    }),
  )
  @ValidateNested({ each: true })
  contacts!: ContactInput[];

  @Field(() => ID, { nullable: true, description: 'The reported first contact that it comes from (P01.A04).' })
  @IdOf({ en: 'first contact', zh: '首次接触' })
  firstContactId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Day of the first contact, YYYY-MM-DD, where nobody has reported one; today or before.',
  })
  @Satisfies(dateProblem)
  firstContactOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who made that contact; you, unless you name somebody.' })
  @IdOf({ en: 'person', zh: '人员' })
  developerId?: string | null;
}

@InputType({ description: 'What changes in a customer file; what is left out stays, null empties.' })
export class UpdateCustomerInput extends CustomerDetailsInput {
  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  name?: string;

  @Field(() => CustomerKind, { nullable: true })
  kind?: CustomerKind;

  @Field(() => CustomerStanding, { nullable: true })
  standing?: CustomerStanding;

  @Field(() => Label, { nullable: true, description: 'Can be raised here; lowering it is an approval.' })
  label?: Label;

  @Field(() => ID, { nullable: true, description: 'Who keeps the file from now on.' })
  @IdOf({ en: 'person', zh: '人员' })
  keeperId?: string;
}

@ArgsType()
export class UpdateCustomerArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => UpdateCustomerInput)
  @ValidateNested()
  input!: UpdateCustomerInput;
}
