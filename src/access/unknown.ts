import type { Problem } from '../errors.js';

/** An input that names a person who is not there. */
export const noSuchPerson = (path: string): Problem => ({
  path,
  message: { en: 'There is no such person. Look the id up in people.', zh: '没有此人。请在 people 中查找 id。' },
});

/** An input that names a department that is not there. */
export const noSuchDepartment = (path: string): Problem => ({
  path,
  message: {
    en: 'There is no such department. Look the id up in departments.',
    zh: '没有此部门。请在 departments 中查找 id。',
  },
});
