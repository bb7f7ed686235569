import { Max, Min } from 'class-validator';
import { says } from '../graphql/inputChecks.js';

/** A number from one to another, both included. */
export const Between =
  (least: number, most: number): PropertyDecorator =>
  (target, property) => {
    const message = says({ en: `Give a number from ${least} to ${most}.`, zh: `请填写 ${least} 至 ${most} 的数。` });
    Min(least, message)(target, property as string);
    Max(most, message)(target, property as string);
  };
