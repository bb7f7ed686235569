// What a module that requires this one may use.
export { Complaint } from './complaints/complaint.entity.js';
export { qualityComplaintReceived } from './complaints/complaint.event.js';
export { Customer } from './customer.entity.js';
