import { DataType, Column, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'users', underscored: true, timestamps: false })
export class UserModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.TEXT)
  declare email: string;

  @Column(DataType.TEXT)
  declare firstName: string;

  @Column(DataType.TEXT)
  declare lastName: string;

  @Column(DataType.BOOLEAN)
  declare emailVerified: boolean;

  @Column(DataType.TEXT)
  declare status: string;

  @Column(DataType.TEXT)
  declare platformRole: string | null;

  @Column(DataType.TEXT)
  declare avatarUrl: string | null;

  @Column(DataType.DATE)
  declare lastLoginAt: Date | null;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare updatedAt: Date;

  @Column(DataType.DATE)
  declare deletedAt: Date | null;
}
