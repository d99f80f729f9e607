export { type Bridge, createBridge } from './bridge';
