import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'memberships', underscored: true, timestamps: false })
export class MembershipModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare workspaceId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.TEXT)
  declare role: string;

  @Column(DataType.TEXT)
  declare status: string;

  @Column(DataType.DATE)
  declare joinedAt: Date;

  @Column(DataType.INTEGER)
  declare version: number;
}
