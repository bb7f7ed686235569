import { anonymous, type Viewer } from '../viewer.js';

/** A device or program with one right: a call that is open to machines. */
export interface Machine {
  readonly id: string;
  readonly name: string;
  /** The one mutation that it may call. */
  readonly call: string;
}

/** It is nobody of the people: no role, no clearance, no record is its own. */
export const machineViewer = (machine: Machine): Viewer => ({
  ...anonymous,
  name: machine.name,
  displayName: machine.name,
  machine,
});
