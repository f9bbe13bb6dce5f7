// The headers of tables: what the cells of the first row say of the columns below.

import { lineOf } from "./error-texts.ts";

/** What a column holds. */
export type Role =
  | "code"
  | "status"
  | "name"
  | "description"
  | "message"
  | "notes"
  | "causes"
  | "resolution"
  | "scope"
  | "aliases";

const headers: readonly (readonly [Role, RegExp])[] = [
  [
    "status",
    /^(?:http|http(?: response)? (?:status|code)(?: codes?)?|(?:https? ?|响应)?状态码?|http ?响应码|status(?: codes?)?|status code)$/,
  ],
  [
    "code",
    /^(?:(?:api|business|server|return|response|result|sub|numeric|error|err|fault|internal)?[ -]?(?:code|codes|number|no|num|id)|err(?:or)?s?|errno|ret|code value|(?:api|业务|返回|错误|响应|结果)?(?:错误)?(?:码|代码|编码|编号|码值)|错误号|值|#)$/,
  ],
  [
    "name",
    /^(?:(?:error |code |enum |symbolic )?(?:name|constant|identifier|symbol|key|type|enum|slug)|(?:error )?title|(?:错误)?(?:名称|名字|标识|类型|常量|枚举))$/,
  ],
  [
    "aliases",
    /^(?:alias(?:es)?|(?:old|legacy|former|other) (?:codes?|names?)|旧(?:错误)?码|别名)$/,
  ],
  ["scope", /^(?:scopes?|modules?|products?|applies to|services?|模块|产品|适用(?:范围|产品)?)$/],
  [
    "causes",
    /^(?:(?:possible |common |likely |probable |root )?(?:causes?|reasons?)|when(?: it (?:happens|occurs))?|why|(?:可能|常见|错误)?原因)$/,
  ],
  [
    "resolution",
    /^(?:(?:suggested |possible |recommended |proposed )?(?:solutions?|resolutions?|fix(?:es)?|actions?|remed(?:y|ies)|handling)|how to (?:fix|resolve|handle|solve)(?: it)?|what to do|troubleshooting|(?:client |user )?action(?: required)?|advice|(?:解决|处理|排查)?(?:方案|方法|办法|建议|措施|方式|对策))$/,
  ],
  [
    "description",
    /^(?:(?:error |code |detailed )?(?:descriptions?|meanings?|explanations?|details?|definition|summary|what it means)|说明|(?:错误|详细)?(?:描述|说明|含义|意义|解释))$/,
  ],
  ["notes", /^(?:(?:error |internal )?(?:notes?|comments?|remarks?)|(?:错误|详细)?备注)$/],
  [
    "message",
    /^(?:(?:error |response |default )?(?:messages?|msg|text)|(?:错误|提示|返回)?(?:信息|消息|提示|文案))$/,
  ],
];

/** Returns the columns that the cells of a header name. */
export function namedColumns(head: readonly string[]): Map<Role, number> {
  const roles = new Map<Role, number>();
  for (const [i, header] of head.entries()) {
    const role = headers.find(([, form]) => form.test(folded(header)))?.[0];
    if (role !== undefined && !roles.has(role)) roles.set(role, i);
  }
  return roles;
}

function folded(header: string): string {
  return lineOf(header)
    .replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
    .toLowerCase()
    .replace(/[()（）*:：?？_.]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Returns whether a row counts those above it. */
export function isTotal(row: readonly string[] | undefined): boolean {
  return /^(?:(?:grand |sub)?totals?|sum|合计|总计|小计)[:：]?$/i.test(lineOf(row?.[0] ?? ""));
}
