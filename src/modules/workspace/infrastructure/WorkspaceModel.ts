import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'workspaces', underscored: true, timestamps: false })
export class WorkspaceModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.TEXT)
  declare name: string;

  @Column(DataType.TEXT)
  declare slug: string;

  @Column(DataType.TEXT)
  declare plan: string;

  @Column(DataType.TEXT)
  declare status: string;

  @Column(DataType.INTEGER)
  declare seatLimit: number | null;

  @Column(DataType.BOOLEAN)
  declare mfaRequired: boolean;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare updatedAt: Date;

  @Column(DataType.DATE)
  declare deletedAt: Date | null;
}
