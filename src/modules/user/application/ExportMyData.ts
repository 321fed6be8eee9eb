import type { Clock } from '../../../core/application/Clock';
import type { Ledger } from '../../../core/application/Ledger';
import type { PersonalData } from '../../../core/application/PersonalData';
import type { UserId } from '../../../core/domain/ids';

export class ExportMyData {
  constructor(
    private readonly personalData: PersonalData,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async execute(userId: UserId): Promise<Readonly<Record<string, unknown>>> {
    const data = await this.personalData.of(userId);
    await this.ledger.record([
      { name: 'user:data-exported', workspaceId: null, subjectId: userId, payload: {} },
    ]);
    return { exportedAt: this.clock.now(), ...data };
  }
}
