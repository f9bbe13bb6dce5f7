// The codes as a constant object: what must compile and what must not, where types can only be erased.

import { type AnySamplerError, isSamplerErrorCode, SamplerErrorCode } from "sampler-const";

export const member: 30014 = SamplerErrorCode.InvalidAddress;
export const text: "-103" = SamplerErrorCode.SignatureOrParameterWrong;
export const plain: SamplerErrorCode = 402;
export const table: { readonly [Code in SamplerErrorCode]?: string } = { 402: "", "-103": "" };
export const members: readonly string[] = Object.keys(SamplerErrorCode) satisfies readonly string[];

export function byCode(error: AnySamplerError): string {
  switch (error.code) {
    case SamplerErrorCode.InvalidAddress:
      return error.name satisfies "InvalidAddressError";
    case SamplerErrorCode.ResourceOutOfOrganization:
      return error.name satisfies "ForbiddenError";
    default:
      return error.name;
  }
}

export function byGuard(value: unknown): SamplerErrorCode | undefined {
  return isSamplerErrorCode(value) ? value : undefined;
}

// @ts-expect-error: no such code
export const wrong1: SamplerErrorCode = 403;
// @ts-expect-error: the JSON type of the code is another one
export const wrong2: SamplerErrorCode = "402";
// @ts-expect-error: no such member
export const wrong3: SamplerErrorCode = SamplerErrorCode.Nonsense;
// @ts-expect-error: members are missing
export const wrong4: Record<SamplerErrorCode, string> = { 402: "" };
export function change(): void {
  // @ts-expect-error: readonly
  SamplerErrorCode.InvalidAddress = 30014;
}
