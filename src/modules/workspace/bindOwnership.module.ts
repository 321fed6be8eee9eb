import { Ledger } from '../../core/application/Ledger';
import { PasswordConfirmation } from '../../core/application/PasswordConfirmation';
import { Post } from '../../core/application/Post';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Database } from '../../core/infrastructure/database/Database';
import type { Bind } from '../../core/kit';
import { FindAccount } from '../user';
import { DemandRoomToOwn } from './application/DemandRoomToOwn';
import { AcceptOwnership } from './application/AcceptOwnership';
import { MemberChanges } from './application/MemberChanges';
import { OfferOwnership } from './application/OfferOwnership';
import { MembershipRepository } from './domain/MembershipRepository';
import { OwnershipOffers } from './domain/OwnershipOffers';
import { SqlOwnershipOffers } from './infrastructure/SqlOwnershipOffers';

export function bindOwnership(bind: Bind): void {
  bind(OwnershipOffers, (get) => new SqlOwnershipOffers(get(Database)));
  bind(
    OfferOwnership,
    (get) =>
      new OfferOwnership(
        get(UnitOfWork),
        get(PasswordConfirmation),
        get(MemberChanges),
        get(MembershipRepository),
        get(OwnershipOffers),
        get(FindAccount),
        get(Post),
        get(Ledger),
      ),
  );
  bind(
    AcceptOwnership,
    (get) =>
      new AcceptOwnership(
        get(UnitOfWork),
        get(PasswordConfirmation),
        get(MemberChanges),
        get(OwnershipOffers),
        get(DemandRoomToOwn),
        get(Ledger),
      ),
  );
}
