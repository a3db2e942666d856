import { hash } from 'node:crypto';

/** What a suppression keeps of an address: sha256 of its key. In SQL `sha256(convert_to(email_key, 'UTF8'))`. */
export const addressHash = (key: string): Buffer => hash('sha256', key, 'buffer');
