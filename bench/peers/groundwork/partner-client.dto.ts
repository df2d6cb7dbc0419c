import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  NotContains,
  ValidateNested,
} from 'class-validator';

const ENTITY_TYPES = ['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'];
const NUL = '\0';
const MAX_KEY_LENGTH = 100;
const MAX_TEXT_LENGTH = 1000;
const MAX_IDENTIFIERS = 50;
const MAX_VALUES = 100;

/** No white space at either end, no control characters, no lone surrogates. */
const USABLE_KEY = /^(?!\s)[^\p{Cc}\p{Cs}]*(?<!\s)$/u;

export class OtherIdentifierDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT_LENGTH)
  @NotContains(NUL)
  readonly key!: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_VALUES)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(MAX_TEXT_LENGTH, { each: true })
  @NotContains(NUL, { each: true })
  readonly values!: readonly string[];
}

/** The rules for clients of docs/contract.md, section 4, as they are usually written: with class-validator's own decorators. */
export class PartnerClientDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_KEY_LENGTH)
  @Matches(USABLE_KEY)
  readonly partner_client_id!: string;

  @IsISO8601({ strict: true })
  readonly client_start_date!: string;

  @IsIn(ENTITY_TYPES)
  readonly entity_type!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_IDENTIFIERS)
  @ArrayUnique((identifier: OtherIdentifierDto | null) => identifier?.key)
  @ValidateNested({ each: true })
  @Type(() => OtherIdentifierDto)
  readonly other_identifiers?: readonly OtherIdentifierDto[];
}
