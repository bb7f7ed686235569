import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { PortalColumnKind } from './column.enums.js';

@Entity({ schema: 'publishing' })
@ObjectType({ description: 'A column of the portal (栏目).' })
export class PortalColumn extends BaseEntity {
  @Field(() => String, { description: 'No two columns have the same.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => PortalColumnKind)
  @Enum({ items: () => PortalColumnKind, columnType: 'text' })
  kind!: PortalColumnKind;

  @Field(() => Department, { nullable: true, description: 'The unit that sees to it that it is kept up (责任单位).' })
  @ManyToOne(() => Department)
  @Listed('portalColumns', 'Columns of the portal that the unit sees to (栏目).')
  unit!: Rel<Department>;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many days something new is expected; null: as for all columns of the kind.',
  })
  @Property({ type: 'integer', nullable: true })
  updateEveryDays: number | null = null;

  @Field(() => Int, { description: 'Its place among the columns, from 1; those with the same come by name.' })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => Boolean, { description: 'Takes items and is shown. A closed column keeps what it has.' })
  @Property({ type: 'boolean' })
  open: Opt<boolean> = true;
}
