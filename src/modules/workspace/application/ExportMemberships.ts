import type { PersonalDataSource } from '../../../core/application/PersonalData';
import { token } from '../../../core/domain/token';

/** Read port: where somebody belongs, as which role, with which custom ones, and since when. */
export type ExportMemberships = PersonalDataSource;
export const ExportMemberships = token<ExportMemberships>('ExportMemberships');
