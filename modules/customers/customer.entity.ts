import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Department } from '../../src/access/department.entity.js';
import { Person } from '../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../src/access/sealedEntity.js';
import { registerTitledEnum } from '../../src/languages/enumTitles.js';
import { Listed } from '../../src/reading/decorators.js';
import { ArchiveFile } from '../../src/records/archiveFile.entity.js';
import { pinyinOf } from './pinyin.js';

export enum CustomerKind {
  GENERAL = 'GENERAL',
  SPECIAL = 'SPECIAL',
}

export enum Profession {
  LAWYER = 'LAWYER',
  FINANCIAL_ADVISER = 'FINANCIAL_ADVISER',
  ADVERTISING = 'ADVERTISING',
  PUBLIC_RELATIONS = 'PUBLIC_RELATIONS',
  BANK = 'BANK',
  INSURER = 'INSURER',
  FINANCING = 'FINANCING',
}

/** P02.A08: how a customer is dealt with. */
export enum CustomerStanding {
  ORDINARY = 'ORDINARY',
  IMPORTANT = 'IMPORTANT',
  PROMISING = 'PROMISING',
}

registerTitledEnum(CustomerStanding, {
  name: 'CustomerStanding',
  description: 'How much a customer matters.',
  values: {
    ORDINARY: { title: { en: 'Ordinary', zh: '普通客户' } },
    IMPORTANT: { title: { en: 'Important', zh: '重要客户' }, description: 'received as a guest of honour' },
    PROMISING: {
      title: { en: 'Important in the future', zh: '未来将发展的新客户' },
      description: 'at least two of ours are in contact',
    },
  },
});

registerTitledEnum(CustomerKind, {
  name: 'CustomerKind',
  values: {
    GENERAL: { title: { en: 'General customer', zh: '一般客户' }, description: 'trades with the enterprise' },
    SPECIAL: { title: { en: 'Special customer', zh: '特殊客户' }, description: 'cooperates with it in a profession' },
  },
});

registerTitledEnum(Profession, {
  name: 'Profession',
  description: 'What a special customer does for the enterprise.',
  values: {
    LAWYER: { title: { en: 'Lawyer', zh: '律师' } },
    FINANCIAL_ADVISER: { title: { en: 'Financial adviser', zh: '财务顾问' } },
    ADVERTISING: { title: { en: 'Advertising', zh: '广告' } },
    PUBLIC_RELATIONS: { title: { en: 'Public relations', zh: '公关' } },
    BANK: { title: { en: 'Bank', zh: '银行' } },
    INSURER: { title: { en: 'Insurer', zh: '保险' } },
    FINANCING: { title: { en: 'Financing', zh: '融资协助' } },
  },
});

/** What whoever registers or updates a customer writes. */
export type CustomerDetails = Partial<
  Pick<
    Customer,
    | 'name'
    | 'kind'
    | 'profession'
    | 'creditCode'
    | 'legalRepresentative'
    | 'address'
    | 'postalCode'
    | 'telephone'
    | 'fax'
    | 'webAddress'
    | 'businessScope'
    | 'capitalAmount'
    | 'capitalCurrency'
    | 'foundedOn'
    | 'enterpriseType'
    | 'province'
    | 'city'
    | 'keywords'
    | 'standing'
    | 'creditStatus'
  >
>;

@Entity({ schema: 'customers' })
@ObjectType({ description: 'The file of a customer (客户档案).' })
@Seals({
  // Number, name, pinyin, index, category and keywords are the finding aid (检索工具).
  fields: [
    'creditCode',
    'legalRepresentative',
    'address',
    'postalCode',
    'telephone',
    'fax',
    'webAddress',
    'businessScope',
    'capitalAmount',
    'capitalCurrency',
    'foundedOn',
    'enterpriseType',
    'province',
    'city',
    'creditStatus',
  ],
  hashed: { creditCode: 'creditCodeHash' },
})
export class Customer extends SealedEntity {
  @Field(() => String, { description: 'File number (档案编号), given by the platform and never again.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'The name in full pinyin, lower case, without tones.' })
  @Property({ type: 'text' })
  pinyin!: Opt<string>;

  @Field(() => String, { description: 'The first letters of the pinyin, for example zgyh.' })
  @Property({ type: 'text' })
  pinyinInitials!: Opt<string>;

  @Field(() => String, {
    description:
      'Index entry (索引) in lower case: number, name, pinyin, initials, category and keywords. Search with filter: { index: { contains: … } }.',
  })
  @Property({ type: 'text' })
  index!: Opt<string>;

  @Field(() => CustomerKind)
  @Enum({ items: () => CustomerKind, columnType: 'text' })
  kind: Opt<CustomerKind> = CustomerKind.GENERAL;

  @Field(() => Profession, { nullable: true, description: 'Of a special customer; null for a general one.' })
  @Enum({ items: () => Profession, columnType: 'text', nullable: true })
  profession: Profession | null = null;

  @Field(() => String, { nullable: true, description: 'Unified social credit code (统一社会信用代码), GB 32100-2015.' })
  @Property({ type: 'text', nullable: true })
  creditCode: string | null = null;

  /** Of a sealed code, so that two files of one keeper do not have the same. */
  @Property({ type: 'text', nullable: true, hidden: true })
  creditCodeHash: string | null = null;

  @Field(() => String, { nullable: true, description: '法定代表人' })
  @Property({ type: 'text', nullable: true })
  legalRepresentative: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  address: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  postalCode: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  telephone: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  fax: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  webAddress: string | null = null;

  @Field(() => String, { nullable: true, description: '经营范围' })
  @Property({ type: 'text', nullable: true })
  businessScope: string | null = null;

  @Field(() => Float, {
    nullable: true,
    description: 'Registered capital (注册资本) in units of capitalCurrency, not in ten thousands.',
  })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,2)', nullable: true })
  capitalAmount: number | null = null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example CNY.' })
  @Property({ type: 'text', nullable: true })
  capitalCurrency: string | null = null;

  @Field(() => String, { nullable: true, description: 'Date of foundation, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  foundedOn: string | null = null;

  @Field(() => String, { nullable: true, description: '企业类型' })
  @Property({ type: 'text', nullable: true })
  enterpriseType: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  province: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  city: string | null = null;

  @Field(() => String, { nullable: true, description: 'Words by which the file is to be found, separated by spaces.' })
  @Property({ type: 'text', nullable: true })
  keywords: string | null = null;

  @Field(() => CustomerStanding)
  @Enum({ items: () => CustomerStanding, columnType: 'text' })
  standing: Opt<CustomerStanding> = CustomerStanding.ORDINARY;

  @Field(() => String, { nullable: true, description: 'What is known of its credit (信用状况).' })
  @Property({ type: 'text', nullable: true })
  creditStatus: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When the file was last gone through; null until it is once.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  lastReviewedAt: Date | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'From this day on the file is stale and has to be refreshed, YYYY-MM-DD. Stale ones: filter: { staleFrom: { lte: today } }.',
  })
  @Property({ type: 'date', nullable: true })
  staleFrom: string | null = null;

  @Field(() => Date, {
    nullable: true,
    description: 'When the sales director confirmed the file (审批确认); until then it is provisional, and in use.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  confirmedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  confirmedBy: Rel<Person> | null = null;

  @Field(() => Int, {
    description:
      'How many of ours are in contact with the customer now. Gaps: filter: { standing: { ne: ORDINARY }, liaisonCount: { lt: 2 } }.',
  })
  @Property({ type: 'integer' })
  liaisonCount: Opt<number> = 0;

  @Field(() => String, {
    nullable: true,
    description:
      'Day of the newest dealing with the customer that was entered, YYYY-MM-DD: contact, letter, fax, call, visit, reception, trade or opinion on a product, without corrections.',
  })
  @Property({ type: 'date', nullable: true })
  lastDealingOn: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Day of the newest dealing that somebody else entered than whoever entered the one of lastDealingOn; null: all are by one person. Dealings that stayed with one person since a day: filter: { lastDealingOn: { gte: day }, or: [{ otherDealingOn: { isNull: true } }, { otherDealingOn: { lt: day } }] }.',
  })
  @Property({ type: 'date', nullable: true })
  otherDealingOn: string | null = null;

  @Field(() => Department, { nullable: true, description: 'The department that owns the file.' })
  @ManyToOne(() => Department)
  @Listed('customers', 'Customer files that the department owns.')
  department!: Rel<Department>;

  /** Under the id of the customer, so that no column of its own points to it. */
  @Field(() => ArchiveFile, {
    nullable: true,
    description: 'What the archive keeps of it: place, loans, retention, content.',
  })
  @ManyToOne(() => ArchiveFile, { fieldName: 'id', persist: false, nullable: true })
  archiveFile: Rel<ArchiveFile> | null = null;

  /** Writes details and what follows from them. Answers whether anything changed. */
  describe(details: CustomerDetails): boolean {
    const before = this as Record<string, unknown>;
    const changed = Object.entries(details).filter(
      ([key, value]) => value !== undefined && (before[key] ?? null) !== value,
    );
    Object.assign(this, Object.fromEntries(changed));
    if (changed.length > 0) this.refreshIndex();
    return changed.length > 0;
  }

  private refreshIndex(): void {
    const { full, initials } = pinyinOf(this.name);
    this.pinyin = full;
    this.pinyinInitials = initials;
    this.index = [this.number, this.name, full, initials, this.kind, this.profession, this.keywords]
      .filter(Boolean)
      .join(' ')
      .toLowerCase();
  }
}
