import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Listed } from '../reading/decorators.js';
import { BaseEntity } from './baseEntity.js';

@Entity({ schema: 'access' })
@ObjectType({ description: 'A part of the organisation (部门); departments form a tree.' })
export class Department extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Department, { nullable: true, description: 'The department above; null at the top.' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('children', 'The departments directly below.')
  parent: Rel<Department> | null = null;
}
