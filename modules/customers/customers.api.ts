// What a module that requires this one may use.
export { Customer } from './customer.entity.js';
