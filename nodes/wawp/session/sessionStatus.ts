export { isStatus } from '../outcome/statusWord';

/** Whether a session with this status can receive events and handle calls. */
export const isWorking = (status: string): boolean => status === 'WORKING';
