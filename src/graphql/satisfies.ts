import { registerDecorator } from 'class-validator';

/** A check of an input's property by a function that answers what is wrong with it, or null. */
export const Satisfies =
  <T, I extends object = object>(problemOf: (value: T, input: I) => string | null) =>
  (target: object, property: string): void => {
    registerDecorator({
      name: 'satisfies',
      target: target.constructor,
      propertyName: property,
      validator: {
        validate: (value, context) => problemOf(value, context!.object as I) === null,
        defaultMessage: (context) => problemOf(context!.value, context!.object as I) ?? '',
      },
    });
  };
