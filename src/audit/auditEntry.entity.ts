import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Label } from '../access/labels.js';
import { MachineToken } from '../access/machines/machineToken.entity.js';
import { Person } from '../access/person.entity.js';

/** Not a BaseEntity: it has no version, because nobody changes it, and its id tells the order of writing. */
@Entity({ schema: 'audit', tableName: 'entry', readonly: true })
@ObjectType({ description: 'What somebody did, read or was refused (审计记录). Nobody changes or removes it.' })
export class AuditEntry {
  @Field(() => ID, { description: 'A number that grows in the order of writing.' })
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  id!: string;

  @Field(() => Date, { description: 'By the clock of the server that did it.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  at!: Date;

  @Field(() => Person, {
    nullable: true,
    description: 'Who; null for a machine and for somebody who had not signed in.',
  })
  @ManyToOne(() => Person, { nullable: true })
  person: Rel<Person> | null = null;

  /** Ids are those of people or of machines: either this or the person is there. */
  @Field(() => MachineToken, {
    nullable: true,
    description: 'Which device or program, where it was none of the people.',
  })
  @ManyToOne(() => MachineToken, { nullable: true, fieldName: 'person_id', persist: false })
  machine: Rel<MachineToken> | null = null;

  @Field(() => [String], { description: 'Roles that the person held then.' })
  @Property({ type: 'text[]' })
  roles!: string[];

  @Field(() => String, { description: 'The x-request-id of the request.' })
  @Property({ type: 'text' })
  requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The query or mutation, for example updateCustomer, or the address of a download.',
  })
  @Property({ type: 'text', nullable: true })
  call: string | null = null;

  @Field(() => String, {
    description:
      'create, update, delete: a record changed. call: a mutation that changed none. read: a record labelled CONFIDENTIAL or above was read. query: by which query, or it was counted or probed. refused: by FORBIDDEN, UNAUTHENTICATED or NOT_FOUND. export: data left as a file. Others say what they are, for example sign-in.',
  })
  @Property({ type: 'text' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Type of the record, for example Customer.' })
  @Property({ type: 'text', nullable: true })
  recordType: string | null = null;

  @Field(() => String, { nullable: true, description: 'Id of the record.' })
  @Property({ type: 'text', nullable: true })
  recordId: string | null = null;

  @Field(() => Label, {
    nullable: true,
    description:
      'Label of the record, the higher one where it changed; of what somebody asked for, their clearance. Only auditors cleared for it see the entry.',
  })
  @Enum({ items: () => Label, columnType: 'access.label', nullable: true })
  label: Label | null = null;

  @Field(() => [String], { description: 'Compartments of the record; only auditors admitted to them see the entry.' })
  @Property({ type: 'text[]' })
  compartments!: string[];

  @Field(() => String, { nullable: true, description: 'The clause by which it was refused, where one is named.' })
  @Property({ type: 'text', nullable: true })
  clause: string | null = null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The changed properties as they were; all of a deleted record.',
  })
  @Property({ type: 'json', columnType: 'jsonb', nullable: true })
  before: unknown = null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The changed properties as they are; of a read its fields, of a query or refusal what was asked.',
  })
  @Property({ type: 'json', columnType: 'jsonb', nullable: true })
  after: unknown = null;
}
